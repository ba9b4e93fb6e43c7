"""The register of certificates: written once, looked up by number, code, paper or person."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.register import CertificateLine
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.words import _
from shelter_admin.persistence.certificates.duplicates import of_certificates
from shelter_admin.persistence.certificates.issued import IssuedPapers
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.certificates.tables import (
    CertificatePaperTable,
    CertificateReprintTable,
    CertificateTable,
)
from shelter_admin.persistence.people.sight import kept_of

REGISTER = "certificate"
ISSUED = IssuedPapers(CertificateTable, CertificatePaperTable, CertificateReprintTable, "certificate_id")
of_year, of_person, of_ids = ISSUED.of_year, ISSUED.of_person, ISSUED.of_ids
valid_of_batch, revoked_ones, years = ISSUED.valid_of_batch, ISSUED.revoked_ones, ISSUED.years
certificate_numbered, certificate_coded = ISSUED.numbered, ISSUED.coded
certificate_of_paper = ISSUED.of_paper
paper_of, papers_of, numbers_taken = ISSUED.paper_of, ISSUED.papers_of, ISSUED.numbers_taken
add, revoke, add_reprints = ISSUED.add, ISSUED.revoke, ISSUED.add_reprints


def the_certificate(session: Session, sight: Sight, certificate_id: str) -> CertificateTable:
    """The certificate of this id, of somebody the reader sees; raises Refused ``certificate_gone``."""
    row = ISSUED.in_sight(session, sight, certificate_id)
    if row is None:
        raise Refused("certificate_gone", field="certificate_id")
    return row


def lines(session: Session, sight: Sight, *which: ColumnElement[bool]) -> tuple[CertificateLine, ...]:
    """The lines of the register whose people the reader meets, newest first; who is kept from them without name."""
    copies = of_certificates(session, *which)
    return tuple(
        CertificateLine(
            certificate_id=row.id,
            certificate_no=row.number,
            mark=row.mark,
            predikat=row.predikat,
            duplicates=tuple(copies.get(row.id, ())),
            **said,
        )
        for row, said in ISSUED.read(session, sight, *which)
    )


def of_id(certificate_id: str) -> ColumnElement[bool]:
    """Only this one."""
    return CertificateTable.id == certificate_id


def name_shown(session: Session, sight: Sight, row: CertificateTable | AttendanceLetterTable) -> str:
    """The name on a certificate or letter as this reader sees it."""
    return row.name if not kept_of(session, sight, [row.person_id]) else _("confidential")
