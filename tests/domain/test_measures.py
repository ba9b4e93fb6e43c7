"""Each measure of occupancy equals going through nights, beds and people one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.beds import BedKind
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.measures import (
    BedsOnRecord,
    BedTime,
    Gone,
    Measure,
    Outside,
    Slept,
    idle_beds,
    measures_of,
    nightly,
    nights_over,
    person_nights,
)
from shelter_admin.domain.nights import shared, total, united, without
from shelter_admin.domain.spans import SpanKind, span_around, span_of

TODAY = date(2026, 11, 21)
OCTOBER = span_of("2026-10", TODAY)
EARLY = date(2026, 9, 15)

days = st.integers(0, 70).map(lambda many: EARLY + timedelta(days=many))
periods = st.tuples(days, st.none() | st.integers(0, 40)).map(
    lambda drawn: (drawn[0], None if drawn[1] is None else drawn[0] + timedelta(days=drawn[1]))
)


def within(night: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= night) and (end is None or night < end)


def a_bed(draw, at: int) -> BedTime:
    wisma = f"Wisma {at % 2}"
    kind = draw(st.sampled_from(BedKind))
    opened, closed = draw(st.just((None, None)) | periods)
    blocks = tuple(draw(st.lists(periods, max_size=2)))
    return BedTime(f"b{at}", f"w{at % 2}", wisma, f"{wisma} 1/{at}", kind, opened, closed, blocks)


@st.composite
def records(draw):
    beds = tuple(a_bed(draw, at) for at in range(draw(st.integers(1, 5))))
    slept, taken = [], set()
    for at in range(draw(st.integers(0, 6))):
        bed, (start, end) = draw(st.sampled_from(beds)), draw(periods)
        nights = {night for night in OCTOBER_NIGHTS if within(night, start, end)}
        if not any((bed.bed_id, night) in taken for night in nights):
            taken |= {(bed.bed_id, night) for night in nights}
            slept.append(Slept(f"p{at}", bed.bed_id, start, end))
    people = [one.person_id for one in slept] or ["p0"]
    outside = tuple(Outside(draw(st.sampled_from(people)), *draw(periods)) for _at in range(draw(st.integers(0, 4))))
    gone = tuple(
        Gone(f"s{at}", f"p{at}", draw(st.none() | st.sampled_from(["w0", "w1"])), draw(st.none() | days), TODAY)
        for at in range(draw(st.integers(0, 3)))
    )
    return BedsOnRecord(OCTOBER, beds, tuple(slept), outside, gone)


OCTOBER_NIGHTS = [OCTOBER.night(at) for at in range(OCTOBER.nights)]


def usable(bed: BedTime, night: date) -> bool:
    stands = bed.kind is BedKind.BED and within(night, bed.opened, bed.closed)
    return stands and not any(within(night, *block) for block in bed.blocks)


@given(records())
def test_that_every_night_is_counted_as_by_hand(record):
    for one in nightly(record):
        there = [slept for slept in record.slept if within(one.night, slept.start, slept.end)]
        out = {
            slept.person_id
            for slept in there
            if any(
                trip.person_id == slept.person_id and within(one.night, trip.start, trip.end) for trip in record.outside
            )
        }
        assert one.occupied == len(there)
        assert one.capacity == sum(usable(bed, one.night) for bed in record.beds)
        assert one.away == len(out)
    assert [one.night for one in nightly(record)] == OCTOBER_NIGHTS


@given(records())
def test_that_idle_nights_over_nights_and_nights_per_person_are_counted_as_by_hand(record):
    told = measures_of(record)
    idle = {
        bed.bed_id: sum(
            usable(bed, night)
            and not any(slept.bed_id == bed.bed_id and within(night, slept.start, slept.end) for slept in record.slept)
            for night in OCTOBER_NIGHTS
        )
        for bed in record.beds
    }
    assert {bed.bed_id: bed.idle for bed in idle_beds(record)} == {one: many for one, many in idle.items() if many}
    assert told.idle == sum(idle.values())
    assert sum(one.nights for one in person_nights(record)) == told.bed_days
    assert sum(one.away for one in person_nights(record)) == told.away
    assert told.over == len(nights_over(told.nights)) == sum(one.occupied > one.capacity for one in told.nights)


@given(records())
def test_that_the_wismas_together_are_the_house(record):
    house = measures_of(record)
    wismas = [measures_of(record, wisma_id) for wisma_id in ("w0", "w1")]
    for measure in (Measure.BED_DAYS, Measure.CAPACITY_DAYS, Measure.IDLE):
        assert sum(one.value(measure) or 0 for one in wismas) == house.value(measure)
    homeless = sum(one.wisma_id is None for one in record.gone)
    assert sum(one.left for one in wismas) + homeless == house.left == len(record.gone)


def a_record(beds: int, people: int, gone: tuple[Gone, ...] = ()) -> BedsOnRecord:
    made = tuple(BedTime(f"b{at}", "w", "W", f"W 1/{at}", BedKind.BED, None, None) for at in range(beds))
    slept = tuple(Slept(f"p{at}", f"b{at}", EARLY, None) for at in range(people))
    return BedsOnRecord(OCTOBER, made, slept, (), gone)


def left(at: int, came: date | None, went: date | None) -> Gone:
    return Gone(f"s{at}", f"p{at}", "w", came, went)


def test_that_turnover_is_the_empty_nights_for_each_who_left_and_none_when_over_full():
    gone = (left(1, date(2026, 9, 1), date(2026, 10, 1)), left(2, date(2026, 9, 1), date(2026, 10, 12)))
    half = measures_of(a_record(4, 2, gone))
    assert (half.bed_days, half.capacity_days, half.occupancy, half.turnover) == (62, 124, 50.0, 31.0)
    over = measures_of(a_record(2, 3, gone))
    assert (over.occupancy, over.turnover, over.over) == (150.0, None, 31)
    assert measures_of(a_record(4, 2)).turnover is None


def test_that_the_mean_stay_knows_both_days_or_leaves_the_stay_out():
    gone = (
        left(1, date(2026, 9, 1), date(2026, 10, 1)),
        left(2, date(2026, 10, 9), date(2026, 10, 9)),
        left(3, None, TODAY),
    )
    told = measures_of(a_record(4, 2, gone))
    assert (told.left, told.mean_stay) == (3, 15.0)
    assert measures_of(a_record(4, 2, (left(3, None, TODAY),))).mean_stay is None


def test_that_a_house_without_beds_has_no_occupancy():
    told = measures_of(a_record(0, 0))
    assert (told.occupancy, told.bed_days, told.capacity_days, told.idle, told.over) == (None, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("typed", "first", "last", "nights"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), 31),
        ("2026-q3", date(2026, 7, 1), date(2026, 9, 30), 92),
        (" 2025 ", date(2025, 1, 1), date(2025, 12, 31), 365),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), 52),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), 325),
    ],
)
def test_that_a_month_a_quarter_and_a_year_are_read(typed, first, last, nights):
    read = span_of(typed, TODAY)
    assert (read.first, read.last, read.nights) == (first, last, nights)
    assert span_of(read.key, TODAY) == read
    assert read.running == (last > TODAY)


@pytest.mark.parametrize("typed", ["", "2026-13", "2026-Q5", "26", "2026-1", "2026-10-01", "1899", "2200", "oktober"])
def test_that_an_unclear_time_is_refused(typed):
    with pytest.raises(Refused, match="span_unclear"):
        span_of(typed, TODAY)


def test_that_a_time_that_has_not_begun_is_refused():
    with pytest.raises(Refused, match="span_not_begun"):
        span_of("2026-12", TODAY)
    with pytest.raises(Refused, match="span_not_begun"):
        span_around(SpanKind.YEAR, date(2027, 3, 1), TODAY)


stretches = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda one: (min(one), max(one))), max_size=6
)


@given(stretches, stretches)
def test_that_stretches_are_sets_of_nights(these, those):
    def nights(stretched) -> set[int]:
        return {night for first, after in stretched for night in range(first, after)}

    assert nights(united(these)) == nights(these)
    assert total(united(these)) == len(nights(these))
    assert nights(without(these, those)) == nights(these) - nights(those)
    assert nights(shared(these, those)) == nights(these) & nights(those)
