"""The holidays of the calendar: national ones and the joint leave of government offices (cuti bersama).

They only fill a table that the office edits: a year's decree of the three ministers may move days, and days that go
by the moon are estimates for years whose decree is not out yet ("perkiraan" stands in their names).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=32)
def calendar_holidays(year: int) -> tuple[tuple[date, str], ...]:
    """The holidays of a year in Indonesia, each day once, by day; a year the calendar does not know has none."""
    import holidays  # 300 modules, which only the first look at a year needs

    known = holidays.country_holidays("ID", years=year, language="id", categories=("public", "government"))
    return tuple(sorted((day, name) for day, name in known.items() if day.year == year))
