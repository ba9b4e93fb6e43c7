"""Days, hours and marks as somebody types them; refused beside the field where they cannot be read."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import MOST_HOURS
from shelter_admin.domain.training.grading import HUNDRED, Scale, read_typed, show_typed
from shelter_admin.domain.training.intake import MOST_PLACES, OLDEST
from shelter_admin.domain.wording import short_date

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


def read_grade(text: str, scale: Scale = HUNDRED) -> float | None:
    """A mark on the scale, with a comma or a dot, stored from 0 to 100; empty is none; Refused ``mark_unclear``."""
    return read_typed(text, scale)


def show_grade(mark: float | None, scale: Scale = HUNDRED) -> str:
    """A mark as it stands in a cell."""
    return show_typed(mark, scale)


def read_places(text: str, field: str) -> int | None:
    """How many places; empty is no limit; raises Refused ``places_out_of_bounds``."""
    if text.strip() and not text.strip().isdecimal():
        raise Refused("places_out_of_bounds", field=field, most=MOST_PLACES)
    return int(text.strip()) if text.strip() else None


def read_years(text: str, field: str) -> int | None:
    """An age in years; empty is no limit; raises Refused ``ages_out_of_bounds``."""
    if text.strip() and not text.strip().isdecimal():
        raise Refused("ages_out_of_bounds", field=field, most=OLDEST)
    return int(text.strip()) if text.strip() else None
