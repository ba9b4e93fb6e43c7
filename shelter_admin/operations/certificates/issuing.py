"""Issuing certificates, printing one again, revoking one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.paper import CertificatePaper
from shelter_admin.domain.certificates.register import EntitledLine, Issued
from shelter_admin.domain.certificates.template import Kind
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import predicates
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import (
    Numbered,
    filename_of,
    number_by,
    officially,
    paper_of,
    template_of,
)
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.certificates import candidates, keys, register
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.panti import next_serials

CHANGED = Changes.of(Area.CERTIFICATES)


@dataclass(frozen=True)
class IssueCertificates(Command[tuple[Issued, ...]]):
    """Issue the certificates of these people, all or none.

    Number, signature, paper and row are one transaction: where any of them fails, no number is used. Refused with
    ``not_entitled`` when anybody of them may not get one.
    """

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("issue certificates")

    enrolment_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[tuple[Issued, ...]]:
        chosen = chosen_lines(work, self.enrolment_ids)
        for line in chosen:
            if line.why is not None:
                raise Refused("not_entitled", field="enrolment_ids", number=line.number, why=line.why)
        issued = issued_certificates(work, chosen)
        return Done(
            CHANGED,
            issued,
            about=tuple(one.person_id for one in issued),
            what={"certificate_ids": [one.certificate_id for one in issued]},
        )


def chosen_lines(work: Work, enrolment_ids: Sequence[str]) -> list[EntitledLine]:
    """The lines of these enrolments in the order they were chosen, each once; refused where one is not there."""
    if not enrolment_ids:
        raise Refused("nobody_chosen", field="enrolment_ids")
    scale = predicates(work.panti.settings.predikat)
    wanted = list(dict.fromkeys(enrolment_ids))
    found = candidates.candidates(work.session, work.sight, scale, candidates.of_enrolments(wanted))
    lines = {one.line.enrolment_id: one.line for one in found}
    if len(lines) < len(wanted):
        raise Refused("changed_meanwhile", field="enrolment_ids")
    return [lines[enrolment_id] for enrolment_id in wanted]


def issued_certificates(work: Work, chosen: Sequence[EntitledLine]) -> tuple[Issued, ...]:
    """Number, sign, draw and keep the certificates of these lines, which are entitled, in their order."""
    year, template = work.today.year, template_of(work, Kind.CERTIFICATE)
    serials = next_serials(work.session, register.REGISTER, year, len(chosen))
    numbers = [number_by(work, Kind.CERTIFICATE, template, serial) for serial in serials]
    if taken := register.numbers_taken(work.session, numbers):
        raise Refused("certificate_number_taken", number=taken[0])
    key = keys.signing_key(work.session)
    contents = candidates.contents(work.session, [line.enrolment_id for line in chosen], work.today)
    issued: list[Issued] = []
    rows: list[tuple[dict[str, Any], bytes]] = []
    with officially(work.panti):
        for serial, number, line in zip(serials, numbers, chosen, strict=True):
            code = codes.encode(statement_of(line, number, work), key.secret)
            numbered = Numbered(number, code, codes.fingerprint(code))
            paper = paper_of(work, line, contents[line.enrolment_id], numbered, template)
            one = _one(work, line, numbered, paper, serial)
            issued.append(one)
            rows.append((_row(work, line, one, serial, key.key_id), one.document.content))
            work.progress.step(len(issued), len(chosen))
    register.add(work.session, rows)
    return tuple(issued)


def _one(work: Work, line: EntitledLine, numbered: Numbered, paper: CertificatePaper, serial: int) -> Issued:
    """Draw one certificate."""
    from shelter_admin.reports.certificate import certificate_pdf

    document = certificate_pdf(paper, filename_of(work.panti, work.today.year, serial))
    return issued_as(line, numbered, document)


def issued_as(line: EntitledLine, numbered: Numbered, document: Document) -> Issued:
    """What was just issued to somebody."""
    return Issued(
        new_id(),
        line.enrolment_id,
        line.person_id,
        line.number,
        line.name,
        numbered.number,
        numbered.code,
        numbered.fingerprint,
        document,
    )


def statement_of(line: EntitledLine, number: str, work: Work) -> codes.Statement:
    """What is stated of somebody who is entitled."""
    if line.mark is None or line.hours is None:
        raise ValueError("only who is entitled gets a certificate")
    return codes.statement_of(number, line.name, line.program, line.hours, line.mark, work.today)


def _row(work: Work, line: EntitledLine, one: Issued, serial: int, key_id: str) -> dict[str, Any]:
    return {
        "id": one.certificate_id,
        "enrolment_id": line.enrolment_id,
        "person_id": line.person_id,
        "key_id": key_id,
        "year": work.today.year,
        "serial": serial,
        "number": one.certificate_no,
        "issued_on": work.today,
        "name": line.name,
        "program": line.program,
        "hours": line.hours,
        "mark": line.mark,
        "predikat": line.predikat,
        "code": one.code,
        "fingerprint": one.fingerprint,
        "pdf_sha256": hashlib.sha256(one.document.content).hexdigest(),
    }


@dataclass(frozen=True)
class RevokeCertificate(Command[None]):
    """Revoke a certificate, with a reason; number and paper stay in the register, and another may be issued."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("revoke a certificate")

    certificate_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        reason = work.require_reason()
        row = the_valid_one(work, self.certificate_id)
        register.revoke(work.session, row, reason, work.today)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class ReprintCertificate(Command[Document]):
    """Print a certificate again, with a reason: the very bytes that were issued."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    name: ClassVar[str] = N_("print a certificate again")

    certificate_id: str

    @override
    def run(self, work: Work) -> Done[Document]:
        reason = work.require_reason()
        row = the_valid_one(work, self.certificate_id)
        register.add_reprints(work.session, (row.id,), reason)
        paper = Document(filename_of(work.panti, row.year, row.serial), register.paper_of(work.session, row.id))
        return Done(CHANGED, paper, about=(row.person_id,))


def the_valid_one(work: Work, certificate_id: str) -> CertificateTable:
    """A certificate that was not revoked; refused with ``certificate_revoked`` otherwise."""
    row = register.the_certificate(work.session, work.sight, certificate_id)
    if row.revoked_on is not None:
        raise Refused("certificate_revoked", field="certificate_id", number=row.number, day=row.revoked_on)
    return row
