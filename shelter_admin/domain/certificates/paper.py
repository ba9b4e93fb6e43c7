"""Everything that stands on a certificate. No NIK, no category, no diagnosis: employers read it (domain notes 4.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shelter_admin.domain.certificates.template import STANDARD, Template
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.settings import Letterhead


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One line of the transcript; hours and mark as far as they are known."""

    name: str
    theory_hours: int | None
    practice_hours: int | None
    mark: float | None


@dataclass(frozen=True, slots=True)
class AttendanceCount:
    """How often somebody was present, sick, excused, absent in class."""

    present: int = 0
    sick: int = 0
    excused: int = 0
    absent: int = 0

    @property
    def rate(self) -> float | None:
        """H / (H+S+I+A), None before the first mark."""
        total = self.present + self.sick + self.excused + self.absent
        return self.present / total if total else None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs by hand: title, name, rank, NIP; empty lines are left out."""

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePaper:
    """One certificate, front and back, or one letter of attendance. Without a number it is a draft, marked CONTOH."""

    letterhead: Letterhead
    panti: str
    number: str | None
    code: str = field(default="", repr=False)
    fingerprint: str = ""
    name: str = field(repr=False)
    birth_place: str = field(default="", repr=False)
    born: PartialDate = field(default_factory=PartialDate, repr=False)
    resident_number: str
    program: str
    batch: str = ""
    first_day: date | None = None
    last_day: date | None = None
    hours: int | None = None
    mark: float | None = None
    predikat: str = ""
    lesson_minutes: int = 45
    subjects: tuple[SubjectLine, ...] = ()
    attendance: AttendanceCount = AttendanceCount()
    photo: bytes = field(default=b"", repr=False)
    signer: Signer
    town: str = ""
    issued_on: date
    template: Template = STANDARD


@dataclass(frozen=True, slots=True)
class DuplicateMark:
    """What is set across the pages of a duplicate for a lost certificate; its reason stays in the register."""

    number: str
    copy_number: int
    issued_on: date
    town: str = ""
