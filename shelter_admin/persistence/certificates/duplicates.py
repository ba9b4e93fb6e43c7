"""Duplicates of lost certificates: added, never changed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.register import Duplicate
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.certificates.paper_tables import CertificateDuplicateTable
from shelter_admin.persistence.certificates.tables import CertificateTable


def of_certificates(session: Session, *which: ColumnElement[bool]) -> dict[str, list[Duplicate]]:
    """The duplicates of these certificates without their papers, by certificate."""
    made = CertificateDuplicateTable
    query = (
        select(made.id, made.certificate_id, made.copy_number, made.issued_on, made.reason, made.changed_by)
        .join(CertificateTable, CertificateTable.id == made.certificate_id)
        .where(*which)
        .order_by(made.certificate_id, made.copy_number)
    )
    names = names_of_accounts(session)
    found: dict[str, list[Duplicate]] = {}
    for row in session.execute(query):
        one = Duplicate(row.id, row.copy_number, row.issued_on, names.get(row.changed_by, ""), row.reason)
        found.setdefault(row.certificate_id, []).append(one)
    return found


def next_copy(session: Session, certificate_id: str) -> int:
    """The number of the next copy."""
    query = select(func.max(CertificateDuplicateTable.copy_number)).where(
        CertificateDuplicateTable.certificate_id == certificate_id
    )
    return (session.scalars(query).one() or 0) + 1


def add(session: Session, certificate_id: str, copy: Duplicate, content: bytes, sha256: str) -> None:
    """Keep a duplicate with its bytes."""
    row = CertificateDuplicateTable(
        id=copy.duplicate_id,
        certificate_id=certificate_id,
        copy_number=copy.copy_number,
        issued_on=copy.issued_on,
        reason=copy.reason,
        pdf_sha256=sha256,
        content=content,
    )
    session.add(row)
    session.flush()


def the_duplicate(session: Session, duplicate_id: str) -> CertificateDuplicateTable:
    """One duplicate; raises Refused ``certificate_gone``."""
    row = session.get(CertificateDuplicateTable, duplicate_id)
    if row is None:
        raise Refused("certificate_gone", field="duplicate_id")
    return row


def duplicate_of_paper(session: Session, sha256: str) -> CertificateDuplicateTable | None:
    """The duplicate whose paper has this digest."""
    found = select(CertificateDuplicateTable).where(CertificateDuplicateTable.pdf_sha256 == sha256)
    return session.scalars(found).first()
