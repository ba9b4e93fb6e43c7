"""Electronic signatures on issued papers: with what they are made, what is signed, and what can be known of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

MOST_CREDENTIAL_BYTES: Final = 200_000


class Holder(StrEnum):
    """In whose name a credential signs."""

    PANTI = "panti"
    HEAD = "head"


HOLDER_NAMES: Final[Mapping[Holder, str]] = MappingProxyType(
    {Holder.PANTI: N_("the shelter"), Holder.HEAD: N_("the head")}
)


class PaperKind(StrEnum):
    """Which register a paper stands in."""

    CERTIFICATE = "certificate"
    LETTER = "letter"


PAPER_KIND_NAMES: Final[Mapping[PaperKind, str]] = MappingProxyType(
    {PaperKind.CERTIFICATE: N_("Certificate"), PaperKind.LETTER: N_("Letter of attendance")}
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a certificate of a PKCS#12 says: whose, issued by whom, its digest and its dates.

    ``begins`` and ``ends`` are the very instants, known where the certificate itself was read.
    """

    subject: str
    issuer: str
    sha256: str
    valid_from: date
    valid_until: date
    begins: datetime | None = None
    ends: datetime | None = None

    @property
    def own(self) -> bool:
        """Say whether it names itself as its issuer, so that nobody else vouches for it."""
        return self.subject == self.issuer


@dataclass(frozen=True, slots=True)
class Credential:
    """A PKCS#12 in the store, as lists show it; ``removed_on`` where it signs no more."""

    credential_id: str
    holder: Holder
    identity: Identity
    removed_on: date | None = None


class SignatureState(StrEnum):
    """What is known of a signature in a file."""

    SOUND = "sound"
    BROKEN = "broken"
    STRANGER = "stranger"


SIGNATURE_STATE_NAMES: Final[Mapping[SignatureState, str]] = MappingProxyType(
    {
        SignatureState.SOUND: N_("valid: not one byte was changed since it was signed"),
        SignatureState.BROKEN: N_("not valid: the file was changed after it was signed"),
        SignatureState.STRANGER: N_("not known here: signed with a certificate that this shelter does not use"),
    }
)


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature as the file tells it, and what became of checking it."""

    state: SignatureState
    subject: str
    issuer: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """One signed copy of a paper in the store, checked as it was asked for."""

    signature_id: str
    subject: str
    issuer: str
    signed_at: datetime
    state: SignatureState


@dataclass(frozen=True, slots=True)
class PaperToSign:
    """An issued paper and by whom it was signed last, if it was; revoked papers are not signed any more."""

    kind: PaperKind
    paper_id: str
    paper_no: str
    person_id: str
    number: str
    name: str = field(repr=False)
    program: str
    issued_on: date
    revoked: bool
    signatures: int = 0
    signed_at: datetime | None = None
    signed_by: str = ""

    @property
    def waits(self) -> bool:
        """Say whether it is unsigned and may be signed."""
        return not self.revoked and not self.signatures


@dataclass(frozen=True, slots=True)
class SigningDesk:
    """The issued papers of a year with their signatures, and what they can be signed with."""

    year: int
    years: tuple[int, ...]
    papers: tuple[PaperToSign, ...]
    credentials: tuple[Credential, ...]


def require_in_its_time(identity: Identity, at: datetime) -> None:
    """Refuse a certificate before it begins and after it ended; a signature made then is valid to nobody."""
    if identity.ends is not None and at > identity.ends:
        raise Refused("credential_expired", field="credential", until=identity.valid_until)
    if identity.begins is not None and at < identity.begins:
        raise Refused("credential_not_yet", field="credential", since=identity.valid_from)
