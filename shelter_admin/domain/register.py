"""What a row of an office's own register says, as a draft record with its doubts; nothing here is saved yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.doubts import Doubt
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.names import search_key
from shelter_admin.domain.identity.nik import NikQuality, NikReading
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import ExpectedExit, Leaving


@dataclass(frozen=True, slots=True)
class RoomNamed:
    """A place as a register names it; what cannot be told stays empty, the text is kept."""

    wisma: str = ""
    room: str = ""
    bed: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One person as one row tells it. ``original`` keeps every cell as text, by heading."""

    number: int
    original: dict[str, str] = field(repr=False)
    fingerprint: str
    written_name: str = field(repr=False)
    name: str = field(repr=False)
    alias: str = field(repr=False, default="")
    sex: Sex = Sex.UNKNOWN
    nik: NikReading = field(repr=False)
    born: PartialDate = field(repr=False)
    birthplace: str = field(repr=False, default="")
    origin: str | None = None
    origin_text: str = field(repr=False, default="")
    address: str = field(repr=False, default="")
    categories: tuple[str, ...] = ()
    category_text: str = ""
    admitted: PartialDate = PartialDate()  # noqa: RUF009 - frozen
    source: Source | None = None
    source_text: str = field(repr=False, default="")
    place: RoomNamed = RoomNamed()
    program: str = ""
    remark: str = field(repr=False, default="")
    health_remark: bool = False
    health_text: str = field(repr=False, default="")
    leaving: Leaving | None = None
    expected_exit: ExpectedExit | None = None
    own_number: str = ""
    others: dict[str, str] = field(repr=False, default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def in_house(self) -> bool:
        """Say whether the person is still there, as far as the register tells."""
        return self.leaving is None

    def doubts_of(self, code: str) -> list[Doubt]:
        """The doubts with one code."""
        return [doubt for doubt in self.doubts if doubt.code == code]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken, and why."""

    number: int
    original: dict[str, str] = field(repr=False)
    code: str


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A register read to its end."""

    sheet: str
    rows: tuple[RegisterRow, ...] = field(repr=False)
    refused: tuple[RefusedRow, ...] = field(repr=False, default=())
    blank_rows: int = 0
    group_rows: int = 0

    def warnings(self) -> dict[str, int]:
        """Count each doubt, at most once a row."""
        counts: dict[str, int] = {}
        for row in self.rows:
            for code in {doubt.code for doubt in row.doubts}:
                counts[code] = counts.get(code, 0) + 1
        return dict(sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room as an office's list of rooms tells it."""

    wisma: str
    room: str
    capacity: int | None
    sex: Sex
    blocked: bool
    remark: str
    number: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomsReading:
    """A list of rooms read to its end."""

    sheet: str
    rows: tuple[RoomRow, ...]
    refused: tuple[RefusedRow, ...] = ()


def written_part(when: PartialDate) -> str:
    """A day for a fingerprint: the day itself when exact, else its words, as an age moves with the day it is read."""
    return when.code if when.quality is DateQuality.EXACT else " ".join(when.text.lower().split())


def fingerprint_of(parts: tuple[str, ...], occurrence: int = 1) -> str:
    """The mark by which the same row is known again, wherever it stands in the file.

    Parts are those that say who it is (name, NIK, birth, sex, origin, admission), so a remark added later does not
    make a new person of a known one. Rows alike in all of them are told apart by their order.
    """
    plain = "\x1f".join(" ".join(part.lower().split()) for part in parts)
    counted = plain if occurrence == 1 else f"{plain}\x1f#{occurrence}"
    return hashlib.blake2b(counted.encode(), digest_size=16).hexdigest()


def identity_parts(
    name: str, nik: NikReading, born: PartialDate, sex: Sex, origin: str, admitted: PartialDate
) -> tuple[str, ...]:
    """The parts of a row its fingerprint is made of."""
    digits = "" if nik.quality is NikQuality.MISSING else nik.digits or nik.text
    return (search_key(name), digits, written_part(born), sex.value, origin, written_part(admitted))
