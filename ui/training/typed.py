"""Days, hours and marks as somebody types them; refused beside the field where they cannot be read."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import MOST_HOURS, require_grade
from shelter_admin.domain.wording import number, short_date

_DAY: Final = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")


def read_day(text: str, field: str) -> date | None:
    """A day as ``21-11-2026``, past or to come; empty is none; raises Refused ``day_unclear``."""
    if not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _unclear(field)
    except ValueError:
        return _unclear(field)


def _unclear(field: str) -> date:
    raise Refused("day_unclear", field=field)


def require_day(text: str, field: str) -> date:
    """A day that has to be there; raises Refused ``day_unclear``."""
    return read_day(text, field) or _unclear(field)


def show_day(day: date | None) -> str:
    """A day as a field shows it."""
    return "" if day is None else short_date(day)


def read_hours(text: str, field: str) -> int | None:
    """Lesson hours; empty is unknown; raises Refused ``hours_out_of_bounds``."""
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise Refused("hours_out_of_bounds", field=field, most=MOST_HOURS)
    return int(text.strip())


def read_grade(text: str) -> float | None:
    """A mark from 0 to 100, with a comma or a dot; empty is none; raises Refused ``grade_out_of_bounds``."""
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        return require_grade(round(float(plain), 2))
    except ValueError:
        raise Refused("grade_out_of_bounds", field="mark") from None


def show_grade(mark: float | None) -> str:
    """A mark as it stands in a cell."""
    return "" if mark is None else number(mark)
