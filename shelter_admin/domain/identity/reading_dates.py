"""Days in every shape offices write them. What cannot be read stays unknown, and says so."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from shelter_admin.domain.identity.dates import PartialDate

OLDEST_AGE: Final = 120
_EXCEL_ZERO: Final = date(1899, 12, 30)


class About(StrEnum):
    """What a day is about; it decides the century of a two-digit year."""

    BIRTH = "birth"
    EVENT = "event"


class Trouble(StrEnum):
    """Why a day is not certain."""

    UNCLEAR = "unclear"
    IMPOSSIBLE = "impossible"
    SWAPPED = "swapped"


class DateReading(NamedTuple):
    """A day as read, and what is wrong with it."""

    when: PartialDate
    trouble: Trouble | None = None


_MONTHS: Final = {
    1: "januari january januri jan",
    2: "februari february pebruari febuari pebuari feb peb",
    3: "maret march mrt mar",
    4: "april apr apl",
    5: "mei may me",
    6: "juni june jun",
    7: "juli july jul",
    8: "agustus august agst agust agts agus agt agu ags aug",
    9: "september septembr sept sep spt",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
MONTH_NUMBERS: Final = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
_SEP = r"\s*[-/. ]\s*"
_ABOUT = (
    r"(?:±|\+\s*/?\s*-|\+|~|sekitar|kira\s*-?\s*kira|kurang\s+lebih|k\.?\s*l\.?|lk\.?|ca\.?"
    r"|perkiraan|diperkirakan|estimasi)"
)
_YEARS = r"(?:tahun|thn|th|yo)\b\.?"

_UNKNOWN = re.compile(
    (
        r"(?:[-–—?.x/ ]*|lupa|(?:tidak|tdk|tak|blm|belum|gak|ga)\b.*|t\.?t\.?|n/?a|nihil|kosong|null"
        r"|none|unknown|0+)"
    ),
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:[ t]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.]\d+)?z?)?(?!\d)"
)
_NUMERIC = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}['’`]?(\d{{4}}|\d{{2}})(?!\d)")
_WORDED = re.compile(
    (
        rf"(\d{{1,2}})\s*(?:st|nd|rd|th)?[-/., ]*({_MONTH})(?![a-z])[-/., ]*['’`]?(\d{{4}}"
        rf"|\d{{2}})(?!\d)"
    ),
    re.IGNORECASE,
)
_AMERICAN = re.compile(rf"({_MONTH})(?![a-z])\.?\s*(\d{{1,2}})\s*,\s*(\d{{4}})(?!\d)", re.IGNORECASE)
_ROMANED = re.compile(
    (r"(\d{1,2})\s*[-/. ]\s*(viii|vii|vi|iv|ix|xii|xi|iii|ii|i|v|x)\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)"), re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    (rf"(?:bln|bulan)?\.?\s*({_MONTH})(?![a-z])[-/., ]*['’`]?(\d{{4}}|\d{{2}})(?!\d)"), re.IGNORECASE
)
_NUMERIC_MONTH = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?![\d])")
_BLANKED = re.compile(r"(?:[0x?_-]{1,2}\s*[-/. ]\s*){2}(\d{4})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?:tahun|thn|th)?\.?\s*((?:18|19|20)\d{2})(?!\d)", re.IGNORECASE)
_DECADE = re.compile(r"(?:tahun|thn|th)\.?\s*(?:19)?(\d)0\s*-?\s*an\b", re.IGNORECASE)
_ABOUT_YEAR = re.compile(rf"{_ABOUT}\s*(?:tahun|thn|th)?\.?\s*((?:18|19|20)\d{{2}})(?!\d)", re.IGNORECASE)
_AGE = re.compile(
    (
        rf"(?:{_ABOUT}\s*)?(?:usia"
        rf"|umur)?\s*[:.]?\s*(?:{_ABOUT}\s*)?(\d{{1,3}})(?:[.,]\d+)?\s*(?:{_YEARS}|$)"
    ),
    re.IGNORECASE,
)
_AGE_BETWEEN = re.compile(rf"(?:{_ABOUT}\s*)?(\d{{1,3}})\s*(?:-|–|s/?d|sampai)\s*(\d{{1,3}})\s*{_YEARS}", re.IGNORECASE)
_MONTHS_OLD = re.compile(r"(?:±\s*)?(?:usia|umur)?\s*(\d{1,2})\s*(?:bulan|bln)\b(?!\s*(?:ke|\d))", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{8})(?!\d)")
_LEAD = re.compile(
    (
        r"(?:(?:pada|per|sejak|mulai|tmt|tgl|tanggal|tg|hari|bln|bulan|lahir|senin|selasa|rabu|kamis"
        r"|jum'?at|sabtu|minggu)\b[ .:,]*)+"
    ),
    re.IGNORECASE,
)
FIRST_OF_DATE = re.compile(
    (rf"\d|{_ABOUT}|\b(?:{_MONTH})(?![a-z])\.?\s*\d|\b(?:tahun|thn|th|umur|usia)\b"), re.IGNORECASE
)


def _year(text: str, about: About, today: date) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    # A birth lies in the past; an admission may be noted a little ahead (an expected leaving a year or two).
    newest = today.year if about is About.BIRTH else today.year + 5
    century = newest - newest % 100
    return century + year if century + year <= newest else century - 100 + year


def _settle(day: int, month: int, year: int, text: str) -> DateReading:
    """Give the day, or the year alone when day and month cannot be."""
    try:
        return DateReading(PartialDate.exact(date(year, month, day), text))
    except ValueError:
        pass
    try:
        return DateReading(PartialDate.exact(date(year, day, month), text), Trouble.SWAPPED)
    except ValueError:
        return DateReading(_just_year(year, text), Trouble.IMPOSSIBLE)


def _just_year(year: int, text: str) -> PartialDate:
    return PartialDate.of_year(year, text) if 1850 <= year <= 2150 else PartialDate.unknown(text)


def _month_of(year: int, month: int, text: str) -> DateReading:
    if 1 <= month <= 12:
        return DateReading(PartialDate.of_month(year, month, text))
    return DateReading(_just_year(year, text), Trouble.IMPOSSIBLE)


def _full_date(bare: str, text: str, about: About, today: date) -> DateReading | None:
    if found := _ISO.match(bare):
        return _settle(int(found[3]), int(found[2]), int(found[1]), text)
    if found := _BLANKED.match(bare):
        return DateReading(_just_year(int(found[1]), text))
    if found := _NUMERIC.match(bare):
        if int(found[1]) == 0 and int(found[2]) == 0:
            return DateReading(_just_year(_year(found[3], about, today), text))
        return _settle(int(found[1]), int(found[2]), _year(found[3], about, today), text)
    return _worded_date(bare, text, about, today)


def _worded_date(bare: str, text: str, about: About, today: date) -> DateReading | None:
    if found := _WORDED.match(bare):
        return _settle(int(found[1]), MONTH_NUMBERS[found[2].lower()], _year(found[3], about, today), text)
    if found := _ROMANED.match(bare):
        return _settle(int(found[1]), _ROMAN[found[2].lower()], _year(found[3], about, today), text)
    if found := _AMERICAN.match(bare):
        return _settle(int(found[2]), MONTH_NUMBERS[found[1].lower()], int(found[3]), text)
    return None


def _part_of_date(bare: str, text: str, about: About, today: date) -> DateReading | None:
    if found := _MONTH_YEAR.match(bare):
        return _month_of(_year(found[2], about, today), MONTH_NUMBERS[found[1].lower()], text)
    if found := _NUMERIC_MONTH.match(bare):
        return _month_of(int(found[2]), int(found[1]), text)
    if (found := _YEAR_MONTH.match(bare)) and int(found[2]) <= 12:
        return _month_of(int(found[1]), int(found[2]), text)
    if found := _COMPACT.match(bare):
        return _compact(found[1], text)
    if found := _YEAR.match(bare):
        return DateReading(_just_year(int(found[1]), text))
    return None


def _compact(digits: str, text: str) -> DateReading:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if not 1850 <= year <= 2150:
        year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    reading = _settle(day, month, year, text)
    return reading if reading.trouble is None else DateReading(PartialDate.unknown(text), Trouble.UNCLEAR)


def _age(bare: str, text: str, today: date) -> DateReading | None:
    if found := _ABOUT_YEAR.match(bare):
        return DateReading(PartialDate.about(int(found[1]), text))
    if found := _DECADE.match(bare):
        return DateReading(PartialDate.about(1905 + int(found[1]) * 10, text))
    if found := _AGE_BETWEEN.match(bare):
        return DateReading(PartialDate.from_age((int(found[1]) + int(found[2])) // 2, today, text))
    if found := _MONTHS_OLD.match(bare):
        months = today.year * 12 + today.month - 1 - int(found[1])
        return DateReading(PartialDate.about(months // 12, text))
    if (found := _AGE.match(bare)) and int(found[1]) <= OLDEST_AGE:
        return DateReading(PartialDate.from_age(int(found[1]), today, text))
    return None


def is_unknown(text: str) -> bool:
    """Say whether these words only say that nobody knows: "-", "lupa", "tidak tahu"."""
    return _UNKNOWN.fullmatch(text.strip()) is not None


@lru_cache(maxsize=65_536)
def read_written_date(text: str, about: About, today: date) -> DateReading:
    """Read a day from words, as of today where it is an age."""
    bare = " ".join(text.strip().strip("'’`,;").split())
    if is_unknown(bare):
        return DateReading(PartialDate.unknown(text))
    bare = _LEAD.sub("", bare, count=1) if _LEAD.match(bare) else bare
    reading = _full_date(bare, text, about, today)
    if reading is None and about is About.BIRTH:
        reading = _age(bare, text, today)
    if reading is None:
        reading = _part_of_date(bare, text, about, today)
    if reading is not None:
        return reading
    if re.fullmatch(r"\d{5}(?:\.\d+)?", bare):
        return _serial(float(bare), text)
    return DateReading(PartialDate.unknown(text), Trouble.UNCLEAR)


def _serial(number: float, text: str) -> DateReading:
    """A spreadsheet counts days since 1899-12-30; a bare year or age is none of those."""
    if 5_000 <= number <= 80_000:
        return DateReading(PartialDate.exact(_EXCEL_ZERO + timedelta(days=int(number)), text))
    return DateReading(PartialDate.unknown(text), Trouble.UNCLEAR)


def read_date(cell: object, about: About, today: date) -> DateReading:
    """Read a day from a cell of any kind: a date, a serial number, a year, words."""
    if isinstance(cell, datetime):
        return DateReading(PartialDate.exact(cell.date(), cell.date().isoformat()))
    if isinstance(cell, date):
        return DateReading(PartialDate.exact(cell, cell.isoformat()))
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        text = str(int(cell)) if float(cell).is_integer() else str(cell)
        if 5_000 <= cell <= 80_000:
            return _serial(float(cell), text)
        return read_written_date(text, about, today)
    return read_written_date(cell if isinstance(cell, str) else "", about, today)


def read_age(cell: object, today: date) -> DateReading:
    """Read an age in years, as a guessed year of birth."""
    return read_date(cell, About.BIRTH, today)


_TAIL_OF_PLACE = re.compile(r"[\s,;:/.(-]+$")


@lru_cache(maxsize=65_536)
def read_place_and_date(text: str, today: date) -> tuple[str, DateReading]:
    """Part "Kuala Kapuas, 8 Oktober 1973" into the place and the day; either may be missing."""
    bare = " ".join(text.split())
    if is_unknown(bare):
        return "", DateReading(PartialDate.unknown(bare))
    left, comma, right = bare.rpartition(",")
    if comma:
        reading = read_written_date(right, About.BIRTH, today)
        if reading.when.known or is_unknown(right):
            return _place(left), DateReading(_worded(reading.when, bare), reading.trouble)
    found = FIRST_OF_DATE.search(bare)
    if found is None:
        return _place(bare), DateReading(PartialDate.unknown(bare))
    reading = read_written_date(bare[found.start() :], About.BIRTH, today)
    place = bare[: found.start()]
    if not place.strip() and comma:
        place = right
    return _place(place), DateReading(_worded(reading.when, bare), reading.trouble)


def _place(text: str) -> str:
    place = _TAIL_OF_PLACE.sub("", text).strip(" ,;:/.")
    return "" if is_unknown(place) or place.lower() in {"tgl", "tanggal", "lahir", "umur", "usia"} else place


def _worded(when: PartialDate, text: str) -> PartialDate:
    return PartialDate(when.year, when.month, when.day, when.quality, text)


_ANY_DAY = re.compile(
    (
        rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:\d{{4}}|\d{{2}})(?!\d)"
        rf"|\d{{1,2}}[-/., ]*(?:{_MONTH})(?![a-z])[-/., ]*['’]?\d{{2,4}}"
        rf"|\b(?:{_MONTH})(?![a-z])[-/., ]*(?:\d{{4}}|'\d{{2}})"
        rf"|\b\d{{1,2}}[-/]\d{{4}}\b|\b20\d{{2}}\b"
    ),
    re.IGNORECASE,
)


def find_date(text: str, today: date) -> DateReading | None:
    """Find the first day named inside a sentence, such as a remark."""
    found = _ANY_DAY.search(text)
    return read_written_date(found[0], About.EVENT, today) if found else None
