"""The NIK, the sixteen digits of a citizen: read as written, never repaired, only compared.

Its parts follow Dukcapil's own description: region of first registration, day of birth (+40 for women), month,
two digits of the year, a serial number from 0001. There is no check digit (domain notes 5.1), so what disagrees
is a hint to the clerk, never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from shelter_admin.domain.doubts import Doubt
from shelter_admin.domain.identity.dates import ABOUT_YEARS, DateQuality, PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.regions import Regions

LENGTH: Final = 16
COLUMN: Final = "nik"
_SEPARATORS = re.compile(r"[\s.,'’`´\"_/\\:;-]+")
_LABEL = re.compile(r"^\W*(?:no(?:mor)?\b\W*)?(?:nik|ktp)\b\W*", re.IGNORECASE)
_LOOKALIKE = str.maketrans("oOQDIli|SsBZz", "0000111155822")
_SCIENTIFIC = re.compile(r"(\d)[.,](\d+)e\+?15", re.IGNORECASE)


class NikQuality(StrEnum):
    """What became of a NIK on its way into the cell."""

    OK = "ok"
    LAST_DIGIT_LOST = "last_digit_lost"
    WRONG_LENGTH = "wrong_length"
    NOT_DIGITS = "not_digits"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class NikReading:
    """A NIK as written; ``digits`` are 16 when it is whole, 15 when the last is lost, else None."""

    text: str = field(repr=False)
    digits: str | None = field(repr=False)
    quality: NikQuality

    @property
    def likely_digits(self) -> str | None:
        """The digits for comparing people only: letters that look like digits count as those. Never stored."""
        if self.digits is not None:
            return self.digits
        if self.quality is NikQuality.NOT_DIGITS:
            guess = _SEPARATORS.sub("", _LABEL.sub("", self.text)).translate(_LOOKALIKE)
            return guess if len(guess) == LENGTH and guess.isascii() and guess.isdigit() else None
        return None


NO_NIK: Final = NikReading("", None, NikQuality.MISSING)


@dataclass(frozen=True, slots=True)
class NikParts:
    """What a NIK says about its bearer; day and month may be impossible."""

    region: str
    district: str
    day: int
    month: int
    short_year: int
    sex: Sex


def read_nik(cell: object) -> NikReading:
    """Read a NIK from a cell of any kind. A number has lost its 16th digit: never is a false 16th given."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(cell)
    return _from_text(cell.strip() if isinstance(cell, str) else "")


def _from_number(number: float) -> NikReading:
    if number == 0:
        return NO_NIK
    digits = str(number) if isinstance(number, int) else f"{number:.0f}"
    if len(digits) != LENGTH or not digits.isdigit():
        return NikReading(digits, None, NikQuality.WRONG_LENGTH)
    return NikReading(digits, digits[:15], NikQuality.LAST_DIGIT_LOST)


def _from_text(text: str) -> NikReading:
    if text.isascii() and text.isdigit() and len(text) == LENGTH:
        return NikReading(text, text, NikQuality.OK)
    bare = _SEPARATORS.sub("", _LABEL.sub("", text))
    digits = sum(char.isdigit() for char in bare)
    if digits < 6 or not bare.strip("0"):
        return NikReading(text, None, NikQuality.MISSING)
    if found := _SCIENTIFIC.fullmatch(text):
        return _from_scientific(text, found[1] + found[2])
    if not (bare.isascii() and bare.isdigit()):
        return NikReading(text, None, NikQuality.NOT_DIGITS)
    if len(bare) != LENGTH:
        return NikReading(text, None, NikQuality.WRONG_LENGTH)
    return NikReading(text, bare, NikQuality.OK)


def _from_scientific(text: str, kept: str) -> NikReading:
    """A CSV may hold 6,40802060455170E+15: 15 digits at best."""
    if len(kept) in {15, 16}:
        return NikReading(text, kept[:15], NikQuality.LAST_DIGIT_LOST)
    return NikReading(text, None, NikQuality.WRONG_LENGTH)


def parts_of(digits: str) -> NikParts:
    """Take 15 or 16 digits apart."""
    day = int(digits[6:8])
    sex = Sex.FEMALE if day > 40 else Sex.MALE
    region = f"{digits[:2]}.{digits[2:4]}"
    return NikParts(
        region,
        f"{region}.{digits[4:6]}",
        day - 40 if day > 40 else day,
        int(digits[8:10]),
        int(digits[10:12]),
        sex,
    )


def birth_differs(parts: NikParts, born: PartialDate) -> bool:
    """Say whether the NIK contradicts what is known of the birth; an age only beyond five years."""
    if born.year is None:
        return False
    apart = abs(born.year % 100 - parts.short_year)
    apart = min(apart, 100 - apart)
    if born.quality is DateQuality.ABOUT:
        return apart > ABOUT_YEARS
    if apart or (born.month is not None and born.month != parts.month):
        return True
    return born.day is not None and born.day != parts.day


def doubts_of_form(reading: NikReading) -> list[Doubt]:
    """Say what is wrong with a NIK by itself."""
    match reading.quality:
        case NikQuality.OK:
            zero = reading.digits is not None and reading.digits.endswith("0000")
            return [Doubt(COLUMN, "nik_serial_zero")] if zero else []
        case NikQuality.WRONG_LENGTH:
            length = sum(char.isdigit() for char in reading.text)
            return [Doubt(COLUMN, "nik_wrong_length", (("digits", str(length)),))]
        case quality:
            return [Doubt(COLUMN, f"nik_{quality}")]


def hints_of(reading: NikReading, born: PartialDate, sex: Sex, origin: str | None, regions: Regions) -> list[Doubt]:
    """Say where a NIK disagrees with birth, sex or origin, each with the reason; a hint, never an error."""
    if reading.digits is None:
        return []
    parts = parts_of(reading.digits)
    hints = []
    if birth_differs(parts, born):
        said = f"{parts.day:02d}-{parts.month:02d}-..{parts.short_year:02d}"
        hints.append(Doubt(COLUMN, "nik_birth_differs", (("nik", said), ("register", born.text or born.code))))
    if sex is not Sex.UNKNOWN and sex is not parts.sex:
        hints.append(Doubt(COLUMN, "nik_sex_differs"))
    if not regions.knows(parts.region):
        hints.append(Doubt(COLUMN, "nik_region_unknown", (("region", parts.region),)))
    elif origin and len(origin) == 5 and regions.current(parts.region) != regions.current(origin):
        facts = (("nik", regions.name_of(parts.region)), ("register", regions.name_of(origin)))
        hints.append(Doubt(COLUMN, "nik_region_differs", facts))
    return hints
