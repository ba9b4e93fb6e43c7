"""Days of which only a part is known: exact, month, year, about (an age), unknown."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

ABOUT_YEARS: Final = 5
"""An age somebody guessed may be this many years off, either way."""


class DateQuality(StrEnum):
    """How much of a day is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day as far as it is known, with the words it was written in."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quality: DateQuality = DateQuality.UNKNOWN
    text: str = field(default="", repr=False, compare=False)

    @classmethod
    def exact(cls, day: date, text: str = "") -> PartialDate:
        """A day that is known."""
        return cls(day.year, day.month, day.day, DateQuality.EXACT, text)

    @classmethod
    def of_month(cls, year: int, month: int, text: str = "") -> PartialDate:
        """A month that is known."""
        return cls(year, month, None, DateQuality.MONTH, text)

    @classmethod
    def of_year(cls, year: int, text: str = "") -> PartialDate:
        """A year that is known."""
        return cls(year, None, None, DateQuality.YEAR, text)

    @classmethod
    def about(cls, year: int, text: str = "") -> PartialDate:
        """A year that is guessed."""
        return cls(year, None, None, DateQuality.ABOUT, text)

    @classmethod
    def from_age(cls, age: int, on: date, text: str = "") -> PartialDate:
        """The year somebody of this age on this day was born in, guessed."""
        return cls.about(on.year - age, text)

    @classmethod
    def unknown(cls, text: str = "") -> PartialDate:
        """Nothing is known; the words are kept."""
        return cls(text=text)

    @classmethod
    def from_code(cls, code: str, text: str = "") -> PartialDate:
        """Read back what ``code`` gave: 1973-10-08, 1973-10, 1973, ~1973 or nothing."""
        if not code:
            return cls.unknown(text)
        if code.startswith("~"):
            return cls.about(int(code[1:]), text)
        parts = [int(part) for part in code.split("-")]
        if len(parts) == 3:
            return cls.exact(date(*parts), text)
        return cls.of_month(parts[0], parts[1], text) if len(parts) == 2 else cls.of_year(parts[0], text)

    @property
    def code(self) -> str:
        """One short text that ``from_code`` reads back and that sorts by year."""
        if self.year is None:
            return ""
        about = "~" if self.quality is DateQuality.ABOUT else ""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return about + "-".join(parts)

    @property
    def known(self) -> bool:
        """Say whether at least a year is known."""
        return self.year is not None

    @property
    def as_day(self) -> date | None:
        """The day, only when it is exact."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date | None:
        """The first day it can have been."""
        if self.year is None:
            return None
        if self.quality is DateQuality.ABOUT:
            return date(max(1, self.year - ABOUT_YEARS), 1, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day it can have been."""
        if self.year is None:
            return None
        if self.quality is DateQuality.ABOUT:
            return date(self.year + ABOUT_YEARS, 12, 31)
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def age_on(self, day: date) -> int | None:
        """Full years on a day: certain for an exact date, else the likeliest; None when unknown or not yet born."""
        if self.year is None:
            return None
        month, of_month = self.month or 7, self.day or 1
        if self.quality is DateQuality.ABOUT:
            month, of_month = 1, 1
        age = day.year - self.year - ((day.month, day.day) < (month, of_month))
        return age if age >= 0 else None

    def may_be(self, other: PartialDate) -> bool:
        """Say whether both can mean the same day; what is unknown can mean any."""
        if self.year is None or other.year is None:
            return True
        mine, theirs = (self.earliest, self.latest), (other.earliest, other.latest)
        return bool(mine[0] and theirs[1] and mine[1] and theirs[0] and mine[0] <= theirs[1] and theirs[0] <= mine[1])

    def sort_key(self) -> tuple[int, int, int]:
        """Order by what is known, the earliest first, unknown last."""
        if self.year is None:
            return (9999, 0, 0)
        return (self.year, self.month or 0, self.day or 0)

    def __lt__(self, other: PartialDate) -> bool:
        return self.sort_key() < other.sort_key()
