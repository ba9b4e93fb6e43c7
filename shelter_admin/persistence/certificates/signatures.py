"""PKCS#12 files as they came, issued papers with how they are signed, and the signed copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.signatures import (
    Credential,
    Holder,
    Identity,
    PaperKind,
    PaperToSign,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import Attribute, insert_many, new_id, stamped
from shelter_admin.persistence.certificates.paper_tables import (
    AttendanceLetterPaperTable,
    AttendanceLetterTable,
    PaperSignatureTable,
    SigningCredentialTable,
)
from shelter_admin.persistence.certificates.tables import CertificatePaperTable, CertificateTable
from shelter_admin.persistence.people.sight import in_sight, name_for
from shelter_admin.persistence.people.tables import PersonTable

Register = type[CertificateTable] | type[AttendanceLetterTable]
REGISTERS: Mapping[PaperKind, Register] = {
    PaperKind.CERTIFICATE: CertificateTable,
    PaperKind.LETTER: AttendanceLetterTable,
}

_BYTES: Mapping[PaperKind, type[CertificatePaperTable] | type[AttendanceLetterPaperTable]] = {
    PaperKind.CERTIFICATE: CertificatePaperTable,
    PaperKind.LETTER: AttendanceLetterPaperTable,
}
_PAPER_OF: Mapping[PaperKind, Attribute] = {
    PaperKind.CERTIFICATE: CertificatePaperTable.certificate_id,
    PaperKind.LETTER: AttendanceLetterPaperTable.letter_id,
}
_CONTENT: Mapping[PaperKind, Attribute] = {
    PaperKind.CERTIFICATE: CertificatePaperTable.content,
    PaperKind.LETTER: AttendanceLetterPaperTable.content,
}


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """The bytes of a paper as issued, whose it is, and whether it still holds."""

    kind: PaperKind
    paper_id: str
    number: str
    person_id: str
    revoked_on: date | None
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A signed copy: of which paper, made with what, when, and its bytes."""

    signature_id: str
    certificate_id: str | None
    letter_id: str | None
    person_id: str
    issuer: str
    subject: str
    signed_at: datetime
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """With what and when papers were signed."""

    credential_id: str
    subject: str
    at: datetime


def credentials(session: Session, *, removed: bool = False) -> tuple[Credential, ...]:
    """The PKCS#12 files that sign now, the shelter's first; with ``removed`` those taken out too."""
    query = select(SigningCredentialTable).order_by(
        SigningCredentialTable.removed_on.is_not(None),
        SigningCredentialTable.holder.desc(),
        SigningCredentialTable.id.desc(),
    )
    if not removed:
        query = query.where(SigningCredentialTable.removed_on.is_(None))
    return tuple(_credential(row) for row in session.scalars(query))


def _credential(row: SigningCredentialTable) -> Credential:
    identity = Identity(row.subject, row.issuer, row.sha256, row.valid_from, row.valid_until)
    return Credential(row.id, Holder(row.holder), identity, row.removed_on)


def the_credential(session: Session, credential_id: str) -> SigningCredentialTable:
    """One PKCS#12; raises Refused ``credential_gone`` where it is unknown or taken out."""
    row = session.get(SigningCredentialTable, credential_id)
    if row is None or row.removed_on is not None:
        raise Refused("credential_gone", field="credential")
    return row


def find_credential(session: Session, credential_id: str) -> SigningCredentialTable | None:
    """One PKCS#12, taken out or not."""
    return session.get(SigningCredentialTable, credential_id)


def credential_of(session: Session, holder: Holder) -> SigningCredentialTable | None:
    """What this holder signs with now."""
    query = select(SigningCredentialTable).where(
        SigningCredentialTable.holder == holder.value, SigningCredentialTable.removed_on.is_(None)
    )
    return session.scalars(query).first()


def add_credential(session: Session, holder: Holder, identity: Identity, content: bytes) -> str:
    """Keep a PKCS#12 as it came, under its own password; tells its id."""
    row = SigningCredentialTable(
        id=new_id(),
        holder=holder.value,
        subject=identity.subject,
        issuer=identity.issuer,
        sha256=identity.sha256,
        valid_from=identity.valid_from,
        valid_until=identity.valid_until,
        content=content,
    )
    session.add(row)
    session.flush()
    return row.id


def known_digests(session: Session) -> frozenset[str]:
    """The digests of every certificate the panti signs or has signed with."""
    return frozenset(session.scalars(select(SigningCredentialTable.sha256)))


def _of(kind: PaperKind) -> Attribute:
    return PaperSignatureTable.certificate_id if kind is PaperKind.CERTIFICATE else PaperSignatureTable.letter_id


def papers_of_year(session: Session, sight: Sight, year: int) -> tuple[PaperToSign, ...]:
    """The issued papers of a year of people the reader sees, newest first, with how they are signed."""
    found: list[PaperToSign] = []
    for kind in PaperKind:
        found += _papers(session, sight, kind, REGISTERS[kind].year == year)
    return tuple(found)


def _papers(session: Session, sight: Sight, kind: PaperKind, which: ColumnElement[bool]) -> Iterable[PaperToSign]:
    register, paper = REGISTERS[kind], _of(kind)
    newest = select(func.max(PaperSignatureTable.id).label("id"), func.count().label("times"), paper.label("paper_id"))
    by_paper = newest.where(paper.is_not(None)).group_by(paper).subquery()
    query = (
        select(
            register.id,
            register.number.label("paper_no"),
            register.person_id,
            register.program,
            register.issued_on,
            register.revoked_on,
            PersonTable.number,
            name_for(sight),
            by_paper.c.times,
            PaperSignatureTable.signed_at,
            PaperSignatureTable.subject,
        )
        .join(PersonTable, PersonTable.id == register.person_id)
        .outerjoin(by_paper, by_paper.c.paper_id == register.id)
        .outerjoin(PaperSignatureTable, PaperSignatureTable.id == by_paper.c.id)
        .where(which)
        .order_by(register.year.desc(), register.serial.desc())
    )
    for row in session.execute(in_sight(query, sight)):
        yield PaperToSign(
            kind,
            row.id,
            row.paper_no,
            row.person_id,
            row.number,
            row.name,
            row.program,
            row.issued_on,
            row.revoked_on is not None,
            row.times or 0,
            row.signed_at,
            row.subject or "",
        )


def years(session: Session) -> frozenset[int]:
    """The years in which a paper was issued."""
    found = (select(register.year).distinct() for register in REGISTERS.values())
    return frozenset(year for query in found for year in session.scalars(query))


def issued_papers(session: Session, sight: Sight, kind: PaperKind, ids: Sequence[str]) -> tuple[IssuedPaper, ...]:
    """The bytes of these papers as issued, in their order; raises Refused ``paper_gone`` where one is not in sight."""
    register = REGISTERS[kind]
    query = (
        select(register.id, register.number, register.person_id, register.revoked_on, _CONTENT[kind])
        .join(_BYTES[kind], _PAPER_OF[kind] == register.id)
        .join(PersonTable, PersonTable.id == register.person_id)
        .where(register.id.in_(ids))
    )
    rows = {row[0]: row for row in session.execute(in_sight(query, sight))}
    if rows.keys() != set(ids):
        raise Refused("paper_gone", field="papers")
    found = (rows[one] for one in dict.fromkeys(ids))
    return tuple(IssuedPaper(kind, row[0], row[1], row[2], row[3], row[4]) for row in found)


def newest_copies(session: Session, kind: PaperKind, ids: Sequence[str]) -> dict[str, bytes]:
    """The newest signed copy of each of these papers that has one."""
    paper = _of(kind)
    newest = select(func.max(PaperSignatureTable.id)).where(paper.in_(ids)).group_by(paper)
    query = select(paper, PaperSignatureTable.content).where(PaperSignatureTable.id.in_(newest))
    return {row[0]: row[1] for row in session.execute(query)}


def add_signed(session: Session, papers: Sequence[tuple[IssuedPaper, str, bytes]], made: Made) -> None:
    """Keep signed copies, each with its digest; one statement for any number."""
    rows = [
        stamped(
            session,
            certificate_id=paper.paper_id if paper.kind is PaperKind.CERTIFICATE else None,
            letter_id=paper.paper_id if paper.kind is PaperKind.LETTER else None,
            credential_id=made.credential_id,
            signed_at=made.at,
            subject=made.subject,
            pdf_sha256=digest,
            content=content,
        )
        for paper, digest, content in papers
    ]
    insert_many(session, PaperSignatureTable, rows)


def signed_copies(session: Session, sight: Sight, kind: PaperKind, paper_id: str) -> tuple[SignedCopy, ...]:
    """The signed copies of a paper of somebody in sight, newest first."""
    return tuple(_copies(session, sight, _of(kind) == paper_id))


def the_signed_copy(session: Session, sight: Sight, signature_id: str) -> SignedCopy:
    """One signed copy; raises Refused ``paper_gone``."""
    found = _copies(session, sight, PaperSignatureTable.id == signature_id)
    if not found:
        raise Refused("paper_gone", field="signature_id")
    return found[0]


def _copies(session: Session, sight: Sight, which: ColumnElement[bool]) -> list[SignedCopy]:
    query = (
        select(PaperSignatureTable, SigningCredentialTable.issuer, PersonTable.id.label("person_id"))
        .join(SigningCredentialTable, SigningCredentialTable.id == PaperSignatureTable.credential_id)
        .outerjoin(CertificateTable, CertificateTable.id == PaperSignatureTable.certificate_id)
        .outerjoin(AttendanceLetterTable, AttendanceLetterTable.id == PaperSignatureTable.letter_id)
        .join(
            PersonTable,
            or_(PersonTable.id == CertificateTable.person_id, PersonTable.id == AttendanceLetterTable.person_id),
        )
        .where(which)
        .order_by(PaperSignatureTable.id.desc())
    )
    return [
        SignedCopy(
            row.id, row.certificate_id, row.letter_id, person_id, issuer, row.subject, row.signed_at, row.content
        )
        for row, issuer, person_id in session.execute(in_sight(query, sight))
    ]


def signed_by_digest(session: Session, sha256: str) -> PaperSignatureTable | None:
    """The signed copy with this digest, whosever it is."""
    return session.scalars(select(PaperSignatureTable).where(PaperSignatureTable.pdf_sha256 == sha256)).first()


def issued_bytes(session: Session, row: PaperSignatureTable) -> bytes:
    """The bytes as issued of the paper that a signed copy is of."""
    kind = PaperKind.CERTIFICATE if row.certificate_id is not None else PaperKind.LETTER
    query = select(_CONTENT[kind]).where(_PAPER_OF[kind] == (row.certificate_id or row.letter_id))
    return bytes(session.scalars(query).one())
