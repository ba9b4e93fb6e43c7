"""Field practice: how long it may be, and which of its days may be marked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import require_practice, require_practice_day

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 27)


def refused(act, *given):
    with pytest.raises(Refused) as failure:
        act(*given)
    return failure.value.code


def test_that_practice_is_from_one_day_to_a_year_long():
    require_practice(FIRST, FIRST)
    require_practice(FIRST, FIRST + timedelta(days=365))
    assert refused(require_practice, FIRST, FIRST + timedelta(days=366)) == "practice_too_long"
    assert refused(require_practice, FIRST, FIRST - timedelta(days=1)) == "practice_days_unclear"


def test_that_only_days_of_the_practice_that_have_come_are_marked():
    for day in (FIRST, LAST):
        require_practice_day(day, FIRST, LAST, LAST)
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        assert refused(require_practice_day, day, FIRST, LAST, LAST + timedelta(days=9)) == "not_a_practice_day"
    assert refused(require_practice_day, LAST, FIRST, LAST, LAST - timedelta(days=1)) == "session_in_future"
