"""The register of certificates: written once, looked up by number, code, paper or person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.register import CertificateLine
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.words import _
from shelter_admin.persistence.accounts import names_of_accounts
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
    names = names_of_accounts(session)
    reprints = ISSUED.reprints_of(session, names, *which)
    copies = of_certificates(session, *which)
    return tuple(
        replace(
            _line(row, number, name, names),
            reprints=reprints.get(row.id, ()),
            duplicates=tuple(copies.get(row.id, ())),
        )
        for row, number, name in ISSUED.rows(session, sight, *which)
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


def of_id(certificate_id: str) -> ColumnElement[bool]:
    """Only this one."""
    return CertificateTable.id == certificate_id


def name_shown(session: Session, sight: Sight, row: CertificateTable | AttendanceLetterTable) -> str:
    """The name on a certificate or letter as this reader sees it."""
    return row.name if not kept_of(session, sight, [row.person_id]) else _("confidential")
