"""Hours of medicine: read as typed, due within a span of time, on the days it is given."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.medication import due_between, hours_from, plain_hours, read_hours, require_medication
from shelter_admin.domain.settings import Panti, Zone

PANTI = Panti("p", "P", "Panti", "64.72", Zone.WIT)
DAY = date(2026, 11, 21)
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize("typed", ["7.00 13.00 19.30", "07:00, 13, 1930", "19.30;7;13.00"])
def test_that_hours_are_read_as_people_type_them(typed):
    assert read_hours(typed) == (time(7), time(13), time(19, 30))


@pytest.mark.parametrize("typed", ["", "pagi", "7.00 7.00", "25.00", "7.00 x"])
def test_that_what_is_no_hour_is_refused_beside_its_field(typed):
    with pytest.raises(Refused) as caught:
        read_hours(typed)
    assert (caught.value.code, caught.value.field) == ("hours_unclear", "hours")


@given(st.lists(clocks, min_size=1, max_size=6, unique=True))
def test_that_hours_are_kept_and_read_back_in_order(hours):
    assert hours_from(plain_hours(hours)) == tuple(sorted(hours))


@given(
    st.lists(clocks, max_size=5, unique=True),
    clocks,
    st.integers(0, 60 * 36),
    st.integers(-2, 2),
    st.none() | st.integers(-2, 2),
)
def test_that_what_is_due_is_every_minute_of_the_span_at_which_the_clock_shows_an_hour(hours, since, long, first, last):
    begins = PANTI.instant(DAY, since)
    ends = begins + timedelta(minutes=long)
    days = (DAY + timedelta(days=first), None if last is None else DAY + timedelta(days=last))
    expected = []
    for minute in range(long):
        moment = begins + timedelta(minutes=minute)
        day = PANTI.day_of(moment)
        given_then = days[0] <= day and (days[1] is None or day <= days[1])
        if given_then and PANTI.clock_of(moment) in hours:
            expected.append(moment)
    assert due_between(hours, days, (begins, ends), PANTI) == expected


def test_that_a_medicine_has_a_name_and_ends_no_earlier_than_it_begins():
    require_medication("Amlodipin", ["1 tablet"], DAY, DAY)
    for medicine, until, code in (
        (" ", None, "medicine_unnamed"),
        ("A", DAY - timedelta(days=1), "medicine_ends_before"),
    ):
        with pytest.raises(Refused) as caught:
            require_medication(medicine, [], DAY, until)
        assert caught.value.code == code
