"""Papers about residents kept as scans: their kinds as offices call them, their bounds, and when they run out.

Kinds: the forms of domain notes 2.4, what intake asks for (2.3), and the papers of identity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

MOST_BYTES: Final = 5 * 1024 * 1024
"""A PDF may be this large, and a picture once it is scaled down."""
MOST_PICTURE_BYTES: Final = 20 * 1024 * 1024
"""A picture may come in as large as a camera makes it."""
MOST_SIDE: Final = 2000
SMALL_BYTES: Final = 30 * 1024
SMALL_SIDE: Final = 240
SOON: Final = timedelta(days=30)
LONGEST_TEXT: Final = 200
LONGEST_NOTE: Final = 2000


class DocumentKind(StrEnum):
    """What a paper is."""

    KTP = "ktp"
    KK = "kk"
    BIRTH = "akta"
    CHILD = "kia"
    BPJS = "bpjs"
    DESTITUTE = "skot"
    MARRIAGE = "buku_nikah"
    SCHOOL = "ijazah"
    REGISTRATION = "pendaftaran"
    REFERRAL_IN = "surat_pengantar"
    HANDED_IN = "bast_masuk"
    HANDED_OUT = "bast_keluar"
    ASSESSMENT = "asesmen"
    ASSESSMENT_HEALTH = "asesmen_kesehatan"
    CONTRACT = "kontrak_layanan"
    PLAN = "rencana_intervensi"
    PROGRESS = "catatan_perkembangan"
    CONFERENCE = "notula_kasus"
    LEAVE = "surat_izin"
    REFERRAL_OUT = "surat_rujukan"
    RAN_AWAY = "ba_melarikan_diri"
    TERMINATION = "surat_terminasi"
    STATEMENT = "surat_pernyataan"
    DEATH = "surat_kematian"
    AFTERCARE = "bina_lanjut"
    HEALTH = "surat_sehat"
    MEDICAL = "rekam_medis"
    OTHER = "lainnya"


DOCUMENT_KIND_NAMES: Final[Mapping[DocumentKind, str]] = MappingProxyType(
    {
        DocumentKind.KTP: N_("KTP (identity card)"),
        DocumentKind.KK: N_("KK (family card)"),
        DocumentKind.BIRTH: N_("Birth certificate"),
        DocumentKind.CHILD: N_("KIA (child's card)"),
        DocumentKind.BPJS: N_("BPJS card"),
        DocumentKind.DESTITUTE: N_("Letter for a destitute person (SKOT)"),
        DocumentKind.MARRIAGE: N_("Marriage book"),
        DocumentKind.SCHOOL: N_("School certificate"),
        DocumentKind.REGISTRATION: N_("Form of registration"),
        DocumentKind.REFERRAL_IN: N_("Letter of introduction or referral (in)"),
        DocumentKind.HANDED_IN: N_("Minutes of handing over (in)"),
        DocumentKind.HANDED_OUT: N_("Minutes of handing over (out)"),
        DocumentKind.ASSESSMENT: N_("Assessment: social, spiritual, talents"),
        DocumentKind.ASSESSMENT_HEALTH: N_("Assessment: biological, psychological"),
        DocumentKind.CONTRACT: N_("Service contract"),
        DocumentKind.PLAN: N_("Plan of intervention"),
        DocumentKind.PROGRESS: N_("Notes of progress"),
        DocumentKind.CONFERENCE: N_("Minutes of the case conference"),
        DocumentKind.LEAVE: N_("Leave permit"),
        DocumentKind.REFERRAL_OUT: N_("Letter of referral (out)"),
        DocumentKind.RAN_AWAY: N_("Minutes of running away"),
        DocumentKind.TERMINATION: N_("Letter of termination"),
        DocumentKind.STATEMENT: N_("Statement (withdrawal, picking up)"),
        DocumentKind.DEATH: N_("Certificate of death and burial"),
        DocumentKind.AFTERCARE: N_("Form of aftercare"),
        DocumentKind.HEALTH: N_("Health certificate"),
        DocumentKind.MEDICAL: N_("Medical record or prescription"),
        DocumentKind.OTHER: N_("Other paper"),
    }
)
ABOUT_HEALTH: Final = frozenset({DocumentKind.ASSESSMENT_HEALTH, DocumentKind.HEALTH, DocumentKind.MEDICAL})
"""Only the health officer and who was named for it sees and keeps these."""


class MediaType(StrEnum):
    """What a scan is stored as."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentParts:
    """What is written about a scan."""

    kind: DocumentKind
    title: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    dated_on: date | None = None
    expires_on: date | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDocument:
    """A scan as lists show it, with its small picture."""

    document_id: str
    parts: DocumentParts
    media_type: MediaType
    size: int
    written_on: date
    written_by: str
    small: bytes | None = field(default=None, repr=False)

    def state(self, today: date) -> Validity:
        """Whether it is valid today."""
        return validity(self.parts.expires_on, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOut:
    """A scan of somebody in the house that has run out or soon will."""

    document_id: str
    person_id: str
    number: str
    name: str = field(repr=False)
    kind: DocumentKind
    expires_on: date


class Validity(StrEnum):
    """How long a paper is still good for."""

    UNLIMITED = "unlimited"
    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"


VALIDITY_NAMES: Final[Mapping[Validity, str]] = MappingProxyType(
    {
        Validity.UNLIMITED: N_("no end"),
        Validity.VALID: N_("valid"),
        Validity.SOON: N_("runs out soon"),
        Validity.EXPIRED: N_("has run out"),
    }
)


def validity(expires_on: date | None, today: date) -> Validity:
    """Whether a paper is still good: on its last day it is."""
    if expires_on is None:
        return Validity.UNLIMITED
    if expires_on < today:
        return Validity.EXPIRED
    return Validity.SOON if expires_on <= today + SOON else Validity.VALID


def require_parts(parts: DocumentParts, today: date) -> None:
    """Refuse a paper dated in the future or run out before it was written, and texts pasted by mistake."""
    if parts.dated_on is not None and parts.dated_on > today:
        raise Refused("document_in_future", field="dated_on", today=today)
    if parts.dated_on is not None and parts.expires_on is not None and parts.expires_on < parts.dated_on:
        raise Refused("document_expires_before", field="expires_on", dated=parts.dated_on)
    longest = {"title": LONGEST_TEXT, "number": LONGEST_TEXT, "note": LONGEST_NOTE}
    for (name, most), text in zip(longest.items(), (parts.title, parts.number, parts.note), strict=True):
        if len(text) > most:
            raise Refused("text_too_long", field=name, most=most)
