"""Letters of attendance and duplicates in the register, and what each of a batch gets.

A letter (Surat Keterangan Mengikuti) is for who took part but stayed below what a certificate takes (domain notes
4.1); it states no mark. Only the head issues, so a letter needs no decision of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.certificates.register import CertificateLine, EntitledLine, Issued, Reprint, WhyNot
from shelter_admin.domain.readiness import Criterion
from shelter_admin.domain.words import N_


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of the register of letters, as it stands on paper; ``number`` is the resident's own."""

    letter_id: str
    enrolment_id: str
    person_id: str
    letter_no: str
    serial: int
    issued_on: date
    number: str
    name: str = field(repr=False)
    program: str
    hours: int | None
    rate: float | None
    fingerprint: str
    revoked_on: date | None = None
    revoked_by: str = ""
    revoke_reason: str = field(default="", repr=False)
    reprints: tuple[Reprint, ...] = ()

    @property
    def paper_id(self) -> str:
        """The letter, among papers of any kind."""
        return self.letter_id

    @property
    def paper_no(self) -> str:
        """What stands on it as its number, among papers of any kind."""
        return self.letter_no

    @property
    def revoked(self) -> bool:
        """Say whether it was revoked."""
        return self.revoked_on is not None


@dataclass(frozen=True, slots=True)
class LetterRegister:
    """The letters of a year; ``last_serial`` counts those that the reader does not see too."""

    year: int
    years: tuple[int, ...]
    lines: tuple[LetterLine, ...]
    last_serial: int = 0
    pattern: str = ""


class Gets(StrEnum):
    """What somebody of a batch gets."""

    CERTIFICATE = "certificate"
    LETTER = "letter"
    NOTHING = "nothing"
    HAS_CERTIFICATE = "has_certificate"
    HAS_LETTER = "has_letter"


GETS_NAMES: Final[Mapping[Gets, str]] = MappingProxyType(
    {
        Gets.CERTIFICATE: N_("a certificate"),
        Gets.LETTER: N_("a letter of attendance"),
        Gets.NOTHING: N_("nothing yet"),
        Gets.HAS_CERTIFICATE: N_("has a certificate"),
        Gets.HAS_LETTER: N_("has a letter"),
    }
)
_BELOW: Final = frozenset({WhyNot.LOW_MARK, WhyNot.NOT_YET, Criterion.ATTENDANCE})
_NEVER: Final = frozenset({WhyNot.HAS_CERTIFICATE, WhyNot.LEFT_WITHOUT})


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One person of a batch: what the register says of certificates, and how often they were there."""

    line: EntitledLine
    rate: float | None
    has_letter: bool

    @property
    def may_get_letter(self) -> bool:
        """Say whether a letter can be given: they took part, and hold neither a certificate nor a letter.

        Whoever may get a certificate gets that; who left for a reason without one gets no paper.
        """
        line = self.line
        return line.why is not None and line.why not in _NEVER and not self.has_letter and bool(self.rate)

    @property
    def gets(self) -> Gets:
        """What they get unless the head chooses otherwise: a letter where the certificate is out of reach."""
        if self.line.why is None:
            return Gets.CERTIFICATE
        if self.line.why is WhyNot.HAS_CERTIFICATE:
            return Gets.HAS_CERTIFICATE
        if self.has_letter:
            return Gets.HAS_LETTER
        return Gets.LETTER if self.may_get_letter and self.line.missing in _BELOW else Gets.NOTHING


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """A batch to choose, with how many are in it and how many of them hold a paper."""

    batch_id: str
    program: str
    batch: str
    ends_on: date | None
    people: int
    papers: int


@dataclass(frozen=True, slots=True)
class BatchOutlook:
    """A batch with what each of its people gets, the valid papers they hold in order, and the next numbers."""

    batch_id: str
    program: str
    batch: str
    lines: tuple[BatchLine, ...]
    certificates: tuple[CertificateLine, ...] = ()
    letters: tuple[LetterLine, ...] = ()
    next_certificate: str = ""
    next_letter: str = ""

    def getting(self, what: Gets) -> tuple[BatchLine, ...]:
        """Those who get this."""
        return tuple(one for one in self.lines if one.gets is what)


@dataclass(frozen=True, slots=True)
class BatchIssued:
    """What one act issued, each kind in the order of its numbers."""

    certificates: tuple[Issued, ...]
    letters: tuple[Issued, ...]


@dataclass(frozen=True, slots=True)
class RevokedPaper:
    """A revoked certificate or letter, as the province is told: no resident number, no category."""

    kind: str
    paper_no: str
    fingerprint: str
    name: str = field(repr=False)
    program: str
    issued_on: date
    revoked_on: date
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaperInHand:
    """One paper of a list to sign for: certificate or letter, its number, whose it is."""

    paper_no: str
    name: str = field(repr=False)
    number: str
    letter: bool = False


def receipts_of(certificates: tuple[CertificateLine, ...], letters: tuple[LetterLine, ...]) -> tuple[PaperInHand, ...]:
    """The papers to be handed out, certificates first, each by serial; revoked ones are not handed out."""
    first = sorted((one for one in certificates if not one.revoked), key=lambda one: (one.issued_on, one.serial))
    then = sorted((one for one in letters if not one.revoked), key=lambda one: (one.issued_on, one.serial))
    return (
        *(PaperInHand(one.certificate_no, one.name, one.number) for one in first),
        *(PaperInHand(one.letter_no, one.name, one.number, letter=True) for one in then),
    )
