"""What a column means by what stands in it, where no heading says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from shelter_admin.domain.arrivals import read_source
from shelter_admin.domain.categories import read_categories
from shelter_admin.domain.identity.dates import DateQuality
from shelter_admin.domain.identity.reading_dates import About, read_date, read_place_and_date
from shelter_admin.domain.identity.sexes import Sex, read_sex
from shelter_admin.domain.regions import Found, Regions
from shelter_admin.domain.whole_numbers import is_whole_number
from shelter_admin.spreadsheets.cells import text_of
from shelter_admin.spreadsheets.headings import Meaning

_FAR: Final = date(2100, 1, 1)
_LONG_NUMBER = re.compile(r"\d{14,17}")
_PLACE = re.compile(
    (
        r"(?:(?:wisma|asrama)\s+)?[A-Za-z]+(?:\s[A-Za-z]+)?[\s/.-]*(?:kamar|no\.?"
        r"|km\.?)?\s*\d{1,3}[A-Da-d]?"
    ),
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z][A-Za-z'’.` -]+(?:,.*)?")
_WORDY = re.compile(r"[A-Za-z]{2}")


def _is_nik(cell: object) -> bool:
    return _LONG_NUMBER.fullmatch(re.sub(r"[\s.'’-]", "", text_of(cell))) is not None


def _is_sex(cell: object) -> bool:
    return isinstance(cell, str) and read_sex(cell) is not Sex.UNKNOWN and not cell.strip().isdigit()


def _is_day(cell: object) -> bool:
    if isinstance(cell, float | int) or (isinstance(cell, str) and cell.strip().isdigit()):
        return False
    return read_date(cell, About.EVENT, _FAR).when.as_day is not None


def _is_birth(cell: object) -> bool:
    if not isinstance(cell, str) or not _WORDY.search(cell):
        return False
    place, reading = read_place_and_date(cell, _FAR)
    # "Dahlia 2" is a room, not somebody of two years from Dahlia.
    return bool(place) and reading.when.known and reading.when.quality is not DateQuality.ABOUT


def _is_category(cell: object) -> bool:
    codes, unknown = read_categories(text_of(cell)) if isinstance(cell, str) else ((), ())
    return bool(codes) and not unknown and not text_of(cell).isdigit()


def _is_source(cell: object) -> bool:
    return isinstance(cell, str) and read_source(cell) is not None


def _is_place(cell: object) -> bool:
    return isinstance(cell, str) and _PLACE.fullmatch(cell.strip()) is not None


def _is_name(cell: object) -> bool:
    return isinstance(cell, str) and _NAME.fullmatch(cell.strip()) is not None and len(cell) < 60


def _is_age(cell: object) -> bool:
    text = text_of(cell)
    return is_whole_number(text) and 0 < int(text) < 110


def _share(cells: Sequence[object], test: Callable[[object], bool]) -> float:
    return sum(test(cell) for cell in cells) / len(cells)


def _counts_up(cells: Sequence[object]) -> bool:
    numbers = [int(text) for text in map(text_of, cells) if is_whole_number(text)]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 3 and steps >= 0.7 * (len(cells) - 1)


_TESTS: Final = (
    (Meaning.NIK, _is_nik, 0.5),
    (Meaning.SEX, _is_sex, 0.8),
    (Meaning.BIRTH, _is_birth, 0.5),
    (Meaning.ADMITTED, _is_day, 0.6),
    (Meaning.CATEGORY, _is_category, 0.6),
    (Meaning.PLACE, _is_place, 0.6),
)


def meaning_of_cells(cells: Sequence[object], regions: Regions) -> Meaning | None:
    """Tell what a column holds; None when nothing fits most of its cells."""
    if not cells:
        return None
    if _counts_up(cells):
        return Meaning.ROW
    for meaning, test, share in _TESTS:
        if _share(cells, test) >= share:
            return meaning
    return _origin_or_source(cells, regions) or _age_or_name(cells)


def _origin_or_source(cells: Sequence[object], regions: Regions) -> Meaning | None:
    origin, source = shares_of_origin_and_source(cells, regions)
    if max(origin, source) < 0.6:
        return None
    return Meaning.ORIGIN if origin >= source else Meaning.SOURCE


def _age_or_name(cells: Sequence[object]) -> Meaning | None:
    if _share(cells, _is_age) >= 0.8:
        return Meaning.AGE
    different = len({text_of(cell).lower() for cell in cells}) / len(cells)
    return Meaning.NAME if different >= 0.7 and _share(cells, _is_name) >= 0.8 else None


def shares_of_origin_and_source(cells: Sequence[object], regions: Regions) -> tuple[float, float]:
    """How much of a column names a region, and how much names who brings people; "asal" can mean both."""
    if not cells:
        return 0.0, 0.0

    def names_region(cell: object) -> bool:
        return isinstance(cell, str) and regions.find(cell).how in {Found.CERTAIN, Found.AMBIGUOUS}

    return _share(cells, names_region), _share(cells, _is_source)


def median_year(cells: Sequence[object]) -> int:
    """The middle of the years a column of days holds; births lie before admissions."""
    years = sorted(year for cell in cells if (year := read_date(cell, About.EVENT, _FAR).when.year) is not None)
    return years[len(years) // 2] if years else 0
