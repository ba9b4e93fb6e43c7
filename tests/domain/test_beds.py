"""Rules of beds: periods of nights, names of rooms, order, capacity and what fits where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.beds import (
    AgeGroup,
    BedBoard,
    BedKind,
    BedLine,
    BedState,
    Period,
    RoomLine,
    RoomRule,
    age_group_of,
    count_by_sex,
    misfits,
    natural,
    next_labels,
    require_fit,
    require_known_night,
    room_names,
)
from shelter_admin.domain.errors import Refused

NIGHT = date(2026, 11, 21)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def periods(draw) -> Period:
    start = draw(days)
    length = draw(st.none() | st.integers(0, 60))
    return Period(start, None if length is None else start + timedelta(days=length))


def a_bed(label: str = "1", state: BedState = BedState.FREE, kind: BedKind = BedKind.BED, **more) -> BedLine:
    return BedLine(f"bed-{label}", "Melati", "room-3", "3", label, kind, state, **more)


def sleeping(label: str, kind: BedKind = BedKind.BED, sex: str | None = None) -> BedLine:
    state = BedState.OCCUPIED if kind is BedKind.BED else BedState.EXTRA
    return a_bed(label, state, kind, person_id=f"person-{label}", sex=sex)


def a_board(*beds: BedLine) -> BedBoard:
    return BedBoard(NIGHT, (RoomLine("room-3", "wisma-1", "Melati", "3", None, None, beds),))


@given(periods(), days)
def test_that_a_period_holds_the_night_it_begins_and_not_the_night_it_ends(period, day):
    assert period.covers(period.start) is (period.end is None or period.end > period.start)
    if period.end is not None:
        assert not period.covers(period.end)
    assert not period.covers(period.start - timedelta(days=1))
    if period.covers(day):
        assert day >= period.start


@given(periods(), periods())
def test_that_two_periods_meet_exactly_where_they_share_a_night(one, other):
    nights = [max(one.start, other.start)]
    shared = any(one.covers(night) and other.covers(night) for night in nights)
    empty = any(each.end is not None and each.end <= each.start for each in (one, other))
    if not empty:
        assert one.meets(other) is shared
    assert one.meets(other) is other.meets(one)


@given(st.integers(1, 500), st.integers(0, 199))
def test_that_a_row_of_rooms_is_every_number_from_the_first_to_the_last(first, more):
    assert room_names(f"{first}-{first + more}") == [str(number) for number in range(first, first + more + 1)]


@pytest.mark.parametrize(
    ("spoken", "names"),
    [
        ("1, 2, 5", ["1", "2", "5"]),
        ("A", ["A"]),
        ("1-3, A", ["1", "2", "3", "A"]),
        (" 7 ", ["7"]),
        ("A-1", ["A-1"]),
        ("3-1", ["3-1"]),
        ("1 - 2", ["1", "2"]),
    ],
)
def test_that_rooms_are_read_as_people_write_them(spoken, names):
    assert room_names(spoken) == names


@pytest.mark.parametrize("spoken", ["", " , ", "1, 1", "1-3, 2"])
def test_that_rooms_named_twice_or_not_at_all_are_refused_beside_their_field(spoken):
    with pytest.raises(Refused) as refused:
        room_names(spoken)
    assert (refused.value.code, refused.value.field) == ("rooms_unclear", "rooms")


def test_that_rooms_and_wisma_sort_as_people_do():
    names = ["Ulin", "10", "2", "Melati 10", "Melati 2", "anggrek", "A2", "A10", "1"]
    assert sorted(names, key=natural) == ["1", "2", "10", "A2", "A10", "anggrek", "Melati 2", "Melati 10", "Ulin"]


@given(st.lists(st.text(max_size=8)))
def test_that_any_names_can_be_sorted(names):
    keys = [natural(name) for name in sorted(names, key=natural)]
    assert keys == sorted(keys)


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["", "Kamar ", "A"]))
def test_that_numbers_in_names_are_compared_as_numbers(one, other, before):
    assert (natural(f"{before}{one}") < natural(f"{before}{other}")) is (one < other)


@given(st.sets(st.integers(1, 30)), st.integers(0, 20))
def test_that_new_beds_take_the_lowest_numbers_not_in_use(used, count):
    labels = next_labels([str(number) for number in used], count)
    assert len(set(labels)) == count
    assert not used & {int(label) for label in labels}
    free = [number for number in range(1, 60) if number not in used]
    assert [int(label) for label in labels] == free[:count]


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (None, None),
        (0, AgeGroup.CHILD),
        (17, AgeGroup.CHILD),
        (18, AgeGroup.ADULT),
        (59, AgeGroup.ADULT),
        (60, AgeGroup.ELDERLY),
    ],
)
def test_that_ages_fall_into_the_groups_rooms_are_kept_for(age, group):
    assert age_group_of(age) is group


def test_that_only_what_is_known_speaks_against_a_room():
    women = RoomRule("P", AgeGroup.ELDERLY)
    assert misfits(women, None, None) == ()
    assert misfits(women, "P", 70) == ()
    assert misfits(women, "L", 70) == ("sex",)
    assert misfits(women, "L", 30) == ("sex", "age_group")
    assert misfits(RoomRule(), "L", 5) == ()


def test_that_a_room_for_others_needs_a_reason_and_takes_any():
    with pytest.raises(Refused) as refused:
        require_fit(RoomRule("P"), "L", None, "  ")
    assert (refused.value.code, refused.value.field) == ("room_not_for_them", "despite")
    assert refused.value.facts["against"] == ("sex",)
    require_fit(RoomRule("P"), "L", None, "pendamping ibunya")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ((NIGHT + timedelta(days=1), None, None), "bed_before_admission"),
        ((None, NIGHT + timedelta(days=1), None), "bed_not_open_yet"),
        ((None, None, NIGHT), "bed_closed"),
    ],
)
def test_that_a_night_before_admission_or_outside_the_beds_time_is_refused(facts, code):
    with pytest.raises(Refused) as refused:
        require_known_night(NIGHT, *facts)
    assert refused.value.code == code


def test_that_a_night_at_the_edge_of_admission_and_bed_is_allowed():
    require_known_night(NIGHT, NIGHT, NIGHT, NIGHT + timedelta(days=1))


def test_that_mattresses_and_blocked_beds_are_no_capacity_and_their_people_count():
    board = a_board(
        sleeping("1"), a_bed("2", BedState.BLOCKED), sleeping("3", BedKind.MATTRESS), a_bed("4", BedState.TO_CLEAN)
    )
    assert (board.capacity, board.occupied, board.over, board.mattresses) == (2, 2, 0, 1)
    assert board.percent == 100.0


def test_that_112_people_in_105_places_are_7_over_and_107_percent():
    beds = [sleeping(str(number)) for number in range(105)]
    extra = [sleeping(f"k{number}", BedKind.MATTRESS) for number in range(7)]
    board = a_board(*beds, *extra)
    assert (board.occupied, board.capacity, board.over, board.mattresses, board.percent) == (112, 105, 7, 7, 106.7)


def test_that_a_house_without_places_has_no_percent_but_counts_its_people():
    board = a_board(sleeping("1", BedKind.MATTRESS))
    assert (board.capacity, board.percent, board.over) == (0, None, 1)


def test_that_people_are_counted_by_sex_with_the_unknown_apart():
    lines = [sleeping("1", sex="L"), sleeping("2", sex="P"), sleeping("3"), a_bed("4"), sleeping("5", sex="L")]
    assert count_by_sex(lines) == {"L": 2, "P": 1, "?": 1}


def test_that_a_bed_is_written_wisma_room_stroke_bed():
    assert replace(a_bed("2")).address == "Melati 3/2"
