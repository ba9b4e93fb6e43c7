"""Residents as lists and details show them, and the rules of coming, going and coming back.

Person and stay are two things: a person may live here several times, each time is a stay of its own. A field that
the reader may not see is None; a field that nobody knows is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.nik import NO_NIK, NikQuality, NikReading
from shelter_admin.domain.identity.reading_dates import DateReading
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import REVERSIBLE, LeavingReason
from shelter_admin.domain.likeness import Reason
from shelter_admin.domain.surroundings import Surroundings
from shelter_admin.domain.words import N_

NAMELESS: Final = "Tanpa Nama"
"""How somebody is entered whose name nobody knows (domain notes 5.3); told apart by number, features and photo."""


class Status(StrEnum):
    """Where a resident is, as far as the books say."""

    IN_HOUSE = "in_house"
    OUT = "out"
    LEFT = "left"


STATUS_NAMES: Final[Mapping[Status, str]] = {
    Status.IN_HOUSE: N_("in the house"),
    Status.OUT: N_("outside"),
    Status.LEFT: N_("has left"),
}


class IdentityStatus(StrEnum):
    """How far the papers of a resident are (Permendagri 96/2019; domain notes 5.4)."""

    VERIFIED = "ADA_TERVERIFIKASI"
    NOT_VERIFIED = "ADA_BELUM_VERIFIKASI"
    NO_PAPERS = "TIDAK_ADA_DOKUMEN"
    UNKNOWN_PERSON = "TIDAK_DIKENAL"
    IN_BIOMETRICS = "PROSES_BIOMETRIK"
    NOT_IN_BIOMETRICS = "BIOMETRIK_TIDAK_DITEMUKAN"
    BEING_ISSUED = "PROSES_PENERBITAN"
    LETTER_ISSUED = "SKOT_TERBIT"
    NIK_ISSUED = "NIK_TERBIT"


IDENTITY_STATUS_NAMES: Final[Mapping[IdentityStatus, str]] = {
    IdentityStatus.VERIFIED: N_("Has papers, verified"),
    IdentityStatus.NOT_VERIFIED: N_("Has papers, not verified yet"),
    IdentityStatus.NO_PAPERS: N_("Has no papers"),
    IdentityStatus.UNKNOWN_PERSON: N_("Not known who it is"),
    IdentityStatus.IN_BIOMETRICS: N_("Biometric search under way"),
    IdentityStatus.NOT_IN_BIOMETRICS: N_("Not found by biometric search"),
    IdentityStatus.BEING_ISSUED: N_("Papers being issued"),
    IdentityStatus.LETTER_ISSUED: N_("Letter for a destitute person issued"),
    IdentityStatus.NIK_ISSUED: N_("NIK issued"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is, as far as anybody knows. The words a birth and a NIK were given in are kept with them."""

    name: str = field(default=NAMELESS, repr=False)
    alias: str = field(default="", repr=False)
    sex: Sex = Sex.UNKNOWN
    born: PartialDate = field(default_factory=PartialDate, repr=False)
    birth_place: str = field(default="", repr=False)
    origin_code: str | None = None
    origin_text: str = field(default="", repr=False)
    nik: NikReading = field(default=NO_NIK, repr=False)
    status: IdentityStatus | None = None
    features: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ResidentLine:
    """One resident in a list. ``bed`` is the address tonight, empty without one."""

    person_id: str
    stay_id: str
    number: str
    name: str
    alias: str
    sex: Sex
    age: int | None
    age_about: bool
    origin: str
    wisma: str
    bed: str
    status: Status
    admitted_on: date | None
    left_on: date | None
    expected_exit_on: date | None
    to_complete: bool
    photo_id: str | None = None
    category: str | None = None
    attention: bool | None = None

    @property
    def age_text(self) -> str:
        """The age as lists show it: ``60``, ``± 60`` where it is guessed, empty where unknown."""
        return "" if self.age is None else f"± {self.age}" if self.age_about else str(self.age)


@dataclass(frozen=True, slots=True)
class StayLine:
    """One stay of a person, as far as the reader may see it."""

    stay_id: str
    version: int
    admitted_on: date | None
    admitted_text: str
    source: Source | None
    source_text: str | None
    left_on: date | None
    left: bool
    leave_reason: LeavingReason | None
    leave_note: str | None
    expected_exit_on: date | None
    room_text: str
    remark: str | None
    to_complete: bool
    number: str = ""


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """One bed a person has or had."""

    placement_id: str
    stay_id: str
    bed: str
    from_night: date
    until_night: date | None
    reason: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class EarlierState:
    """What a resident's file said before a change: old values by field, without those the reader may not see."""

    at: datetime
    by: str
    act: str
    reason: str
    old: Mapping[str, Any] = field(repr=False)
    number: str = ""


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """Another file of the same person. A line of a history with a ``number`` is of the file with that own number."""

    person_id: str
    number: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentDetails:
    """A resident's file as this reader may see it: None where the reader may not, empty where nobody knows.

    ``linked`` are files that belong to this one, and their stays stand here; ``belongs_to`` is the kept file of one
    that was linked.
    """

    line: ResidentLine
    version: int
    features: str
    origin_code: str | None
    origin_text: str
    birth: PartialDate | None = field(repr=False)
    birth_place: str | None = field(repr=False)
    nik: str | None = field(repr=False)
    nik_text: str | None = field(repr=False)
    nik_quality: NikQuality | None
    identity_status: IdentityStatus | None
    categories: tuple[str, ...] | None
    alert: str | None = field(repr=False)
    diet: str | None = field(repr=False)
    health_details: str | None = field(repr=False)
    attention: bool | None
    programs: tuple[str, ...]
    stays: tuple[StayLine, ...]
    placements: tuple[PlacementLine, ...]
    history: tuple[EarlierState, ...]
    has_original_row: bool
    hidden: frozenset[str]
    frozen: bool = False
    surroundings: Surroundings | None = None
    linked: tuple[LinkedFile, ...] = ()
    belongs_to: LinkedFile | None = None

    @property
    def stay(self) -> StayLine:
        """The running stay, else the last one, of this very file."""
        return next((stay for stay in self.stays if not stay.number), self.stays[0])


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """The row of the office's own register a person came in with, as it was written."""

    sheet: str
    sheet_row: int
    cells: Mapping[str, Any] = field(repr=False)
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A resident's picture, a small JPEG."""

    photo_id: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Similar:
    """Somebody already known who may be the one being taken in, and a score to 100; a hint, never a refusal."""

    line: ResidentLine
    score: int
    because: Reason


@dataclass(frozen=True, slots=True)
class PossiblePair:
    """Two people who may be one, for a human to look at."""

    first: ResidentLine
    second: ResidentLine
    because: Reason


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form of one member of staff."""

    form: str
    content: Mapping[str, Any] = field(repr=False)
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ResidentFilter:
    """Which residents a list shows; what is left empty does not limit."""

    status: frozenset[Status] = frozenset({Status.IN_HOUSE, Status.OUT})
    sex: Sex | None = None
    wisma: str | None = None
    category_code: str | None = None
    program_id: str | None = None
    to_complete: bool = False
    without_bed: bool = False
    admitted_from: date | None = None
    admitted_until: date | None = None
    left_from: date | None = None
    left_until: date | None = None


def name_or_nameless(text: str) -> str:
    """The name as typed, without stray spaces, or ``Tanpa Nama``."""
    return " ".join(text.split()) or NAMELESS


def require_birth(reading: DateReading, today: date, admitted: date | None) -> PartialDate:
    """Refuse a typed birth that cannot be read for certain, is still to come, or follows the admission."""
    born = reading.when
    if reading.trouble is not None:
        raise Refused("birth_unclear", field="birth")
    if born.earliest is not None and born.earliest > today:
        raise Refused("birth_in_future", field="birth")
    if born.earliest is not None and admitted is not None and born.earliest > admitted:
        raise Refused("birth_after_admission", field="birth", admitted=admitted)
    return born


def require_admission(admitted_on: date, today: date) -> None:
    """Refuse an admission that is still to come."""
    if admitted_on > today:
        raise Refused("admission_in_future", field="admitted_on", today=today)


def require_leaving(admitted_on: date | None, left_on: date, today: date) -> None:
    """Refuse a leaving before admission, or one that is still to come: that is an expected exit."""
    if admitted_on is not None and left_on < admitted_on:
        raise Refused("leaving_before_admission", field="left_on", admitted=admitted_on)
    if left_on > today:
        raise Refused("leaving_in_future", field="left_on", today=today)


def require_return(reason: LeavingReason | None, left_on: date | None, on: date, today: date) -> None:
    """Refuse the return of the dead, a return before leaving, or one that is still to come."""
    if reason is LeavingReason.DIED:
        raise Refused("has_died", field="person_id")
    if left_on is not None and on < left_on:
        raise Refused("return_before_leaving", field="on", left=left_on)
    if on > today:
        raise Refused("return_in_future", field="on", today=today)


def same_stay_goes_on(reason: LeavingReason | None, left_on: date | None, on: date, runaway_days: int) -> bool:
    """Say whether coming back continues the stay that ended: only after running away, within the days set."""
    return reason in REVERSIBLE and left_on is not None and 0 <= (on - left_on).days <= runaway_days
