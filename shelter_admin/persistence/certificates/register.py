"""The register of certificates: written once, looked up by number, code, paper or person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.register import CertificateLine, Reprint
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.words import _
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import insert_many, new_id, stamp_of, stamped
from shelter_admin.persistence.certificates.duplicates import of_certificates
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.certificates.tables import (
    CertificatePaperTable,
    CertificateReprintTable,
    CertificateTable,
)
from shelter_admin.persistence.people.sight import in_sight, kept_from, kept_of, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.training.tables import EnrolmentTable

REGISTER = "certificate"


def lines(session: Session, sight: Sight, *which: ColumnElement[bool]) -> tuple[CertificateLine, ...]:
    """The lines of the register whose people the reader meets, newest first; who is kept from them without name."""
    query = (
        select(CertificateTable, PersonTable.number, name_for(sight), kept_from(sight, PersonTable.id).label("kept"))
        .join(PersonTable, PersonTable.id == CertificateTable.person_id)
        .where(*which)
        .order_by(CertificateTable.year.desc(), CertificateTable.serial.desc())
    )
    rows = session.execute(on_duty(query, sight)).all()
    names = names_of_accounts(session)
    reprints = _reprints(session, names, *which)
    copies = of_certificates(session, *which)
    return tuple(
        replace(
            _line(row, number, veiled if kept else row.name, names),
            reprints=tuple(reprints.get(row.id, ())),
            duplicates=tuple(copies.get(row.id, ())),
        )
        for row, number, veiled, kept in rows
    )


def _line(row: CertificateTable, number: str, name: str, names: Any) -> CertificateLine:
    return CertificateLine(
        certificate_id=row.id,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        certificate_no=row.number,
        serial=row.serial,
        issued_on=row.issued_on,
        number=number,
        name=name,
        program=row.program,
        hours=row.hours,
        mark=row.mark,
        predikat=row.predikat,
        fingerprint=row.fingerprint,
        revoked_on=row.revoked_on,
        revoked_by=names.get(row.revoked_by or "", ""),
        revoke_reason=row.revoke_reason,
    )


def _reprints(session: Session, names: Any, *which: ColumnElement[bool]) -> dict[str, list[Reprint]]:
    query = (
        select(CertificateReprintTable)
        .join(CertificateTable, CertificateTable.id == CertificateReprintTable.certificate_id)
        .where(*which)
        .order_by(CertificateReprintTable.id)
    )
    found: dict[str, list[Reprint]] = {}
    for row in session.scalars(query):
        one = Reprint(row.changed_at, names.get(row.changed_by, ""), row.reason)
        found.setdefault(row.certificate_id, []).append(one)
    return found


def of_year(year: int) -> ColumnElement[bool]:
    """Only those of this year."""
    return CertificateTable.year == year


def of_person(person_id: str) -> ColumnElement[bool]:
    """Only those of this person."""
    return CertificateTable.person_id == person_id


def of_ids(certificate_ids: Sequence[str]) -> ColumnElement[bool]:
    """Only these."""
    return CertificateTable.id.in_(list(certificate_ids))


def of_id(certificate_id: str) -> ColumnElement[bool]:
    """Only this one."""
    return CertificateTable.id == certificate_id


def valid_of_batch(batch_id: str) -> ColumnElement[bool]:
    """Only those of this batch that were not revoked."""
    enrolled = select(EnrolmentTable.id).where(EnrolmentTable.batch_id == batch_id)
    return and_(CertificateTable.enrolment_id.in_(enrolled), CertificateTable.revoked_on.is_(None))


def revoked_ones() -> ColumnElement[bool]:
    """Only those that were revoked."""
    return CertificateTable.revoked_on.is_not(None)


def years(session: Session) -> list[int]:
    """The years that have certificates, newest first."""
    return list(session.scalars(select(CertificateTable.year).distinct().order_by(CertificateTable.year.desc())))


def the_certificate(session: Session, sight: Sight, certificate_id: str) -> CertificateTable:
    """One certificate of somebody the reader sees; raises Refused ``certificate_gone``."""
    query = (
        select(CertificateTable)
        .join(PersonTable, PersonTable.id == CertificateTable.person_id)
        .where(CertificateTable.id == certificate_id)
    )
    row = session.scalars(in_sight(query, sight)).first()
    if row is None:
        raise Refused("certificate_gone", field="certificate_id")
    return row


def name_shown(session: Session, sight: Sight, row: CertificateTable | AttendanceLetterTable) -> str:
    """The name on a certificate or letter as this reader sees it."""
    return row.name if not kept_of(session, sight, [row.person_id]) else _("confidential")


def certificate_numbered(session: Session, number: str) -> CertificateTable | None:
    """The certificate of this number, in any case and spacing."""
    bare = "".join(number.split())
    spaceless = func.upper(func.replace(CertificateTable.number, " ", ""))
    return session.scalars(select(CertificateTable).where(spaceless == func.upper(bare))).first()


def certificate_coded(session: Session, code: str) -> CertificateTable | None:
    """The certificate with this very code."""
    return session.scalars(select(CertificateTable).where(CertificateTable.code == code)).first()


def certificate_of_paper(session: Session, sha256: str) -> CertificateTable | None:
    """The certificate whose paper has this digest."""
    return session.scalars(select(CertificateTable).where(CertificateTable.pdf_sha256 == sha256)).first()


def paper_of(session: Session, certificate_id: str) -> bytes:
    """The bytes of the PDF as issued."""
    query = select(CertificatePaperTable.content).where(CertificatePaperTable.certificate_id == certificate_id)
    return session.scalars(query).one()


def numbers_taken(session: Session, numbers: Sequence[str]) -> list[str]:
    """Those of these numbers that the register holds already."""
    return list(session.scalars(select(CertificateTable.number).where(CertificateTable.number.in_(numbers))))


def add(session: Session, issued: Sequence[tuple[dict[str, Any], bytes]]) -> None:
    """Write issued certificates with their papers; two statements for any number."""
    insert_many(session, CertificateTable, [stamped(session, **_complete(values)) for values, _paper in issued])
    papers = [stamped(session, certificate_id=values["id"], content=paper) for values, paper in issued]
    insert_many(session, CertificatePaperTable, papers)


def _complete(values: dict[str, Any]) -> dict[str, Any]:
    return {"revoked_on": None, "revoked_by": None, "revoke_reason": "", **values}


def papers_of(session: Session, certificate_ids: Sequence[str]) -> dict[str, bytes]:
    """The bytes of several papers as issued, by certificate."""
    query = select(CertificatePaperTable.certificate_id, CertificatePaperTable.content).where(
        CertificatePaperTable.certificate_id.in_(list(certificate_ids))
    )
    return {row.certificate_id: row.content for row in session.execute(query)}


def add_reprint(session: Session, certificate_id: str, reason: str) -> None:
    """Write down that a paper was printed again."""
    session.add(CertificateReprintTable(id=new_id(), certificate_id=certificate_id, reason=reason))
    session.flush()


def add_reprints(session: Session, certificate_ids: Sequence[str], reason: str) -> None:
    """Write down that several papers were printed again, in one statement."""
    rows = [stamped(session, certificate_id=one, reason=reason) for one in certificate_ids]
    insert_many(session, CertificateReprintTable, rows)


def revoke(session: Session, row: CertificateTable, reason: str, today: date) -> None:
    """Revoke a certificate; what it says stays as it was issued."""
    row.revoked_on, row.revoked_by, row.revoke_reason = today, stamp_of(session).account_id, reason
    session.flush()
