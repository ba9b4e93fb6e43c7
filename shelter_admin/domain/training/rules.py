"""What programmes, classes, sessions and marks must keep to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.attendance import Attendance, read_mark

LONGEST_NAME: Final = 80
LONGEST_NOTE: Final = 200
MOST_HOURS: Final = 10_000


def require_mark(text: str) -> Attendance:
    """Read a mark; raises Refused ``attendance_code_unknown``."""
    mark = read_mark(text)
    if mark is None:
        raise Refused("attendance_code_unknown", field="mark", mark=text.strip()[:12])
    return mark


def require_grade(mark: float, field_name: str = "mark") -> float:
    """Refuse a mark outside 0 to 100."""
    if not 0 <= mark <= 100:
        raise Refused("grade_out_of_bounds", field=field_name)
    return mark


def require_hours(hours: int | None, field_name: str = "hours") -> None:
    """Refuse hours below one or beyond any course."""
    if hours is not None and not 1 <= hours <= MOST_HOURS:
        raise Refused("hours_out_of_bounds", field=field_name, most=MOST_HOURS)


def require_weekdays(weekdays: str) -> str:
    """Give weekdays in order, once each; refused unless ISO digits 1 to 7 and at least one."""
    if not weekdays or set(weekdays) - set("1234567"):
        raise Refused("weekdays_unclear", field="weekdays")
    return "".join(sorted(set(weekdays)))


def require_period(starts_on: date | None, ends_on: date | None) -> None:
    """Refuse a class that ends before it starts."""
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Refused("batch_ends_before_start", field="ends_on", starts=starts_on)


def require_session_day(day: date, today: date, days_off: Mapping[date, str]) -> None:
    """Refuse a session on a day still to come or on a holiday."""
    if day > today:
        raise Refused("session_in_future", field="day", day=day)
    if day in days_off:
        raise Refused("session_on_holiday", field="day", day=day, holiday=days_off[day])


def require_all_marked(unmarked: Sequence[object]) -> None:
    """Refuse to close a session while anybody is unmarked."""
    if unmarked:
        raise Refused("session_unmarked", count=len(unmarked))
