"""A duplicate for a lost certificate: the pages that were issued, marked DUPLIKAT, kept with bytes of their own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.paper import DuplicateMark
from shelter_admin.domain.certificates.register import Duplicate
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.issuing import the_valid_one
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import PDFIUM
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.certificates import duplicates, register

CHANGED = Changes.of(Area.CERTIFICATES)


@dataclass(frozen=True)
class IssueDuplicate(Command[Document]):
    """Make a duplicate of a certificate that was lost, with the reason: same number, same code, marked as such."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("issue a duplicate of a certificate")

    certificate_id: str

    @override
    def run(self, work: Work) -> Done[Document]:
        from shelter_admin.reports.certificate_duplicate import duplicate_pdf

        reason = work.require_reason()
        row = the_valid_one(work, self.certificate_id)
        copy = Duplicate(new_id(), duplicates.next_copy(work.session, row.id), work.today, "", reason)
        issued = register.paper_of(work.session, row.id)
        with officially(work.panti), PDFIUM:
            mark = DuplicateMark(row.number, copy.copy_number, copy.issued_on)
            filename = filename_of(work.panti, row.year, row.serial, copy.copy_number)
            made = duplicate_pdf(issued, mark, filename)
        duplicates.add(work.session, row.id, copy, made.content, hashlib.sha256(made.content).hexdigest())
        return Done(CHANGED, made, about=(row.person_id,), what={"copy_number": copy.copy_number})


def filename_of(panti: Panti, year: int, serial: int, copy_number: int) -> str:
    """The file name of a duplicate, the same whoever opens it."""
    with officially(panti):
        return f"{_('certificate')}-{year}-{serial:03}-{_('duplicate')}-{copy_number}.pdf"


@dataclass(frozen=True)
class DuplicatePdf(Query[Document]):
    """The very bytes of a duplicate; seeing it is audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open a duplicate of a certificate")

    duplicate_id: str

    @override
    def run(self, work: Work) -> Document:
        copy = duplicates.the_duplicate(work.session, self.duplicate_id)
        row = register.the_certificate(work.session, work.sight, copy.certificate_id)
        work.shown.append(row.person_id)
        return Document(filename_of(work.panti, row.year, row.serial, copy.copy_number), copy.content)
