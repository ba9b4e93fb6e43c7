"""Days over the columns of a month sheet, and the month its title names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from shelter_admin.domain.identity.reading_dates import MONTH_NUMBERS
from shelter_admin.spreadsheets.cells import filled, text_of

_EXCEL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(36_526, 73_051)  # the days of 2000 to 2099 as a spreadsheet counts them
_NAMES = "|".join(sorted((name for name in MONTH_NUMBERS if len(name) > 2), key=len, reverse=True))
_LONGEST_HEAD: Final = 30
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min|mgg|ahd|sn|sl|rb|km|jm|sb|mg)\b"
)
_LEAD = re.compile(r"^(?:tgl|tanggal|tg|hari)\b[.:\s]*")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?")
_NUMERIC = re.compile(r"(\d{1,2})(?:[.)]|[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?|\.(\d{1,2})\.(\d{4}|\d{2}))?")
_WORDED = re.compile(rf"(\d{{1,2}})[\s.-]*({_NAMES})\b\.?[\s.'-]*(\d{{4}}|\d{{2}})?")

_MONTH = re.compile(rf"(?<![a-z])({_NAMES})(?![a-z])")
_MONTH_AND_YEAR = re.compile(
    rf"(?<![a-z])({_NAMES})(?![a-z])\.?[\s,/-]*(?:tahun|thn|th)?[\s.:]*(?:(20\d\d)|['’-](\d\d))(?!\d)"
)
_NUMBERED_MONTH = re.compile(
    r"(?:(?<![\d/.-])(0?[1-9]|1[0-2])\s*[/-]\s*(20\d\d)(?!\d)"
    r"|\b(?:bulan|bln)\s*(?:ke)?[\s:-]*(0?[1-9]|1[0-2])\b\D{1,20}(20\d\d)(?!\d))"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LABEL = re.compile(r"\b(?:bulan|bln|periode|priode|month|masa)\b")


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day as the head of a column names it: alone, with its month, or in full."""

    day: int
    month: int | None = None
    year: int | None = None

    def on(self, month: Month) -> date | None:
        """The day in this month; None where there is no such day."""
        try:
            return date(self.year or month.year, self.month or month.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    year: int
    month: int


def day_head(cell: object) -> DayHead | None:
    """Read the head of a column as a day; None for anything else."""
    if isinstance(cell, date | datetime):
        return DayHead(cell.day, cell.month, cell.year)
    text = _plain(text_of(cell)) if not isinstance(cell, bool) else ""
    if not text or len(text) > _LONGEST_HEAD:
        return None
    if len(text) == 5 and text.isdecimal() and int(text) in _SERIALS:
        return day_head(_EXCEL_ZERO + timedelta(days=int(text)))
    if found := _ISO.fullmatch(text):
        return _head(found[3], found[2], found[1])
    if found := _WORDED.fullmatch(text):
        return _head(found[1], str(MONTH_NUMBERS[found[2]]), found[3])
    found = _NUMERIC.fullmatch(text)
    return _head(found[1], found[2] or found[4], found[3] or found[5]) if found else None


def _plain(text: str) -> str:
    small = " ".join(text.casefold().split())
    return _LEAD.sub("", _WEEKDAY.sub(" ", small).strip(" ,.:/-")).strip(" ,:/-")


def _head(day: str, month: str | None = None, year: str | None = None) -> DayHead | None:
    number, of_month = int(day), int(month) if month else None
    of_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    if not 1 <= number <= 31 or (of_month is not None and not 1 <= of_month <= 12):
        return None
    return DayHead(number, of_month, of_year)


@dataclass(frozen=True, slots=True)
class Title:
    """What stands over a table about its time: the months named, and the year where there is one only."""

    months: frozenset[Month]
    year: int | None

    @property
    def month(self) -> Month | None:
        """The month, where exactly one is named."""
        return next(iter(self.months)) if len(self.months) == 1 else None


def title_of(rows: Iterable[Sequence[object]], *, labelled_only: bool = False) -> Title:
    """Read month and year out of the rows over a table; a row that says "bulan" or "periode" counts before others.

    Between two tables only such rows count: the date beside a signature tells nothing about the class.
    """
    texts = [" ".join(_title_text(row[index]) for index in filled(row)) for row in rows]
    labelled = [text for text in texts if _LABEL.search(text)]
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    year = next(iter(years)) if len(years) == 1 else None
    for looked in (labelled,) if labelled_only else (labelled, texts):
        months = {month for text in looked for month in _months_in(text)}
        named = {MONTH_NUMBERS[name] for text in looked for name in _MONTH.findall(text)}
        if not months and len(named) == 1 and year is not None:
            months = {Month(year, *named)}
        # A month named without its year beside one that has it: the sheet runs over two months.
        months |= {Month(one.year, other) for one in months for other in named}
        if months:
            return Title(frozenset(months), year)
    return Title(frozenset(), year)


def _title_text(cell: object) -> str:
    """A title cell in small letters; a date that is the first of a month stands for the month."""
    if isinstance(cell, date | datetime):
        return f"{cell.month:02}/{cell.year}" if cell.day == 1 else ""
    return " ".join(text_of(cell).casefold().split())


def _months_in(text: str) -> set[Month]:
    worded = {
        Month(int(full) if full else 2000 + int(short), MONTH_NUMBERS[name])
        for name, full, short in _MONTH_AND_YEAR.findall(text)
    }
    numbered = {
        Month(int(first_year or second_year), int(first or second))
        for first, first_year, second, second_year in _NUMBERED_MONTH.findall(text)
    }
    return worded | numbered
