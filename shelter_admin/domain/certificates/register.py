"""Who may get a certificate, the register of those issued, and what checking one can find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.predicates import Scale, predikat_of
from shelter_admin.domain.certificates.signatures import SignatureFound
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.papers import Document
from shelter_admin.domain.readiness import TURNS, Criterion
from shelter_admin.domain.words import N_


class WhyNot(StrEnum):
    """Why somebody may not get a certificate; the first that holds is told."""

    NOT_ENROLLED = "not_enrolled"
    HAS_CERTIFICATE = "has_certificate"
    LEFT_WITHOUT = "left_without_certificate"
    NO_DECISION = "no_decision"
    NOT_YET = "decided_not_yet"
    NO_MARK = "mark_missing"
    LOW_MARK = "mark_too_low"
    NO_HOURS = "hours_missing"
    NEVER_THERE = "never_there"


WHY_NOT_NAMES: Final[Mapping[WhyNot, str]] = MappingProxyType(
    {
        WhyNot.NOT_ENROLLED: N_("is not in this programme"),
        WhyNot.HAS_CERTIFICATE: N_("has one already"),
        WhyNot.LEFT_WITHOUT: N_("left for a reason without a certificate"),
        WhyNot.NO_DECISION: N_("the head has not decided yet"),
        WhyNot.NOT_YET: N_("the head decided: not yet"),
        WhyNot.NO_MARK: N_("the final mark is missing"),
        WhyNot.LOW_MARK: N_("the final mark is too low"),
        WhyNot.NO_HOURS: N_("the programme's hours are missing"),
        WhyNot.NEVER_THERE: N_("was never marked present in class"),
    }
)

TURNS_OF_CERTIFICATES: Final[Mapping[WhyNot, Role]] = MappingProxyType(
    {
        WhyNot.NO_DECISION: Role.KEPALA,
        WhyNot.NOT_YET: Role.KEPALA,
        WhyNot.NO_MARK: Role.INSTRUKTUR,
        WhyNot.LOW_MARK: Role.INSTRUKTUR,
        WhyNot.NO_HOURS: Role.KEPALA,
    }
)
"""Who must act while this is missing."""

WITHOUT_CERTIFICATE: Final = frozenset(
    {
        LeavingReason.REFERRED,
        LeavingReason.FOSTER_CARE,
        LeavingReason.OWN_REQUEST,
        LeavingReason.RAN_AWAY,
        LeavingReason.EXPELLED,
        LeavingReason.DIED,
        LeavingReason.UNCLEAR,
    }
)
"""Reasons of leaving after which none is issued (domain notes 3.2); an unclear reason is to be cleared up first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about a certificate: newest decision, reason of leaving, mark and hours as far as there are any."""

    has_certificate: bool
    leave_reason: LeavingReason | None
    decided: bool | None
    mark: float | None
    hours: int | None


def why_not(standing: Standing, scale: Scale) -> WhyNot | None:
    """Tell what keeps somebody from a certificate, None where nothing does.

    The head's newest decision of that stay must be "ready"; the final mark must reach the lowest predikat.
    """
    held = {
        WhyNot.HAS_CERTIFICATE: standing.has_certificate,
        WhyNot.LEFT_WITHOUT: standing.leave_reason in WITHOUT_CERTIFICATE,
        WhyNot.NO_DECISION: standing.decided is None,
        WhyNot.NOT_YET: standing.decided is False,
        WhyNot.NO_MARK: standing.mark is None,
        WhyNot.LOW_MARK: standing.mark is not None and predikat_of(scale, standing.mark) is None,
        WhyNot.NO_HOURS: not standing.hours,
    }
    return next((why for why, holds in held.items() if holds), None)


@dataclass(frozen=True, slots=True)
class EntitledLine:
    """One person of a programme: may get a certificate (``why`` is None), or why not yet."""

    enrolment_id: str
    person_id: str
    number: str
    name: str = field(repr=False)
    program_id: str
    program: str
    batch: str
    hours: int | None
    mark: float | None
    predikat: str
    why: WhyNot | None
    held_by: Criterion | None = None

    @property
    def missing(self) -> WhyNot | Criterion | None:
        """What somebody can do something about first: mark, hours and readiness come before the head's word.

        ``held_by`` is the first criterion of readiness that is not met, for readers who may see it.
        """
        if self.why not in {WhyNot.NO_DECISION, WhyNot.NOT_YET}:
            return self.why
        if self.mark is None:
            return WhyNot.NO_MARK
        if not self.predikat:
            return WhyNot.LOW_MARK
        if not self.hours:
            return WhyNot.NO_HOURS
        return self.held_by if self.why is WhyNot.NO_DECISION and self.held_by is not None else self.why

    @property
    def turn(self) -> Role | None:
        """Who must act for it."""
        missing = self.missing
        if isinstance(missing, Criterion):
            return TURNS[missing]
        return TURNS_OF_CERTIFICATES.get(missing) if missing is not None else None


@dataclass(frozen=True, slots=True)
class Reprint:
    """A certificate printed again."""

    at: datetime
    by: str
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A duplicate made for a lost certificate."""

    duplicate_id: str
    copy_number: int
    issued_on: date
    by: str
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One line of the register, as it stands on paper; ``number`` is the resident's own."""

    certificate_id: str
    enrolment_id: str
    person_id: str
    certificate_no: str
    serial: int
    issued_on: date
    number: str
    name: str = field(repr=False)
    program: str
    hours: int
    mark: float
    predikat: str
    fingerprint: str
    reprints: tuple[Reprint, ...] = ()
    revoked_on: date | None = None
    revoked_by: str = ""
    revoke_reason: str = field(default="", repr=False)
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def paper_id(self) -> str:
        """The certificate, among papers of any kind."""
        return self.certificate_id

    @property
    def paper_no(self) -> str:
        """What stands on it as its number, among papers of any kind."""
        return self.certificate_no

    @property
    def revoked(self) -> bool:
        """Say whether it was revoked."""
        return self.revoked_on is not None


@dataclass(frozen=True, slots=True)
class Register:
    """The register of a year (buku register), with the public keys and the log's newest entry as it was asked for."""

    year: int
    years: tuple[int, ...]
    lines: tuple[CertificateLine, ...]
    public_keys: tuple[str, ...]
    log_no: int
    log_hash: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate or letter just issued, with its very paper; ``number`` is the resident's own."""

    certificate_id: str
    enrolment_id: str
    person_id: str
    number: str
    name: str = field(repr=False)
    certificate_no: str
    code: str = field(repr=False)
    fingerprint: str
    document: Document


class Finding(StrEnum):
    """What checking a certificate found."""

    VALID = "valid"
    REVOKED = "revoked"
    SIGNATURE_WRONG = "signature_wrong"
    PAPER_CHANGED = "paper_changed"
    SIGNED_ELSEWHERE = "signed_elsewhere"
    NOT_IN_REGISTER = "not_in_register"
    DRAFT = "draft"
    UNREADABLE = "unreadable"


FINDING_NAMES: Final[Mapping[Finding, str]] = MappingProxyType(
    {
        Finding.VALID: N_("Valid: issued here as it says, and not revoked."),
        Finding.REVOKED: N_("Revoked: it was issued here, but it holds no longer."),
        Finding.SIGNATURE_WRONG: N_("Not genuine: the code was changed or was not made by this shelter."),
        Finding.PAPER_CHANGED: N_(
            "The file was changed: it is not the one that was issued, although its code is genuine."
        ),
        Finding.SIGNED_ELSEWHERE: N_(
            "What was issued here is in this file byte by byte, and it was signed elsewhere afterwards. What was added "
            "may show on the page: compare the page with what stands here, and see below who signed."
        ),
        Finding.NOT_IN_REGISTER: N_("Not in this register. Ask the shelter that issued it."),
        Finding.DRAFT: N_("Only a draft (CONTOH): it was never issued."),
        Finding.UNREADABLE: N_("Nothing can be read: this is neither a certificate nor a code."),
    }
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a certificate or letter after checking it; what cannot be known is None.

    ``certificate_no`` is the paper's number, whichever it is; ``copy_number`` tells that the file is a duplicate.
    """

    reason: Finding
    certificate_no: str | None = None
    name: str | None = field(default=None, repr=False)
    program: str | None = None
    hours: int | None = None
    mark: float | None = None
    issued_on: date | None = None
    predikat: str | None = None
    revoked: bool | None = None
    revoked_on: date | None = None
    revoke_reason: str = field(default="", repr=False)
    certificate_id: str | None = None
    letter_id: str | None = None
    copy_number: int | None = None
    copied_on: date | None = None
    signatures: tuple[SignatureFound, ...] = ()

    @property
    def letter(self) -> bool:
        """Say whether it is a letter of attendance, which states no mark."""
        return self.letter_id is not None or (self.certificate_no is not None and self.mark is None)

    @property
    def valid(self) -> bool:
        """Say whether it holds."""
        return self.reason is Finding.VALID
