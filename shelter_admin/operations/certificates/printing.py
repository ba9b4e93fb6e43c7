"""Issued papers on their way out: all in order, again from where the printer stopped, the list to sign for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.letters import PaperInHand, RevokedPaper, receipts_of
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.issuing import the_valid_one
from shelter_admin.operations.certificates.letters import the_valid_letter
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import PDFIUM, imprint
from shelter_admin.persistence.certificates import keys, letters, register

CHANGED = Changes.of(Area.CERTIFICATES)


def in_order(work: Work, certificate_ids: Sequence[str], letter_ids: Sequence[str]) -> Document:
    """The very pages of these papers, certificates first, in the order they were asked for."""
    from shelter_admin.reports.certificate_joining import joined

    if not certificate_ids and not letter_ids:
        raise Refused("nobody_chosen", field="certificate_ids")
    contents = register.papers_of(work.session, certificate_ids)
    written = letters.papers_of(work.session, letter_ids)
    papers = [contents[one] for one in certificate_ids] + [written[one] for one in letter_ids]
    with PDFIUM, officially(work.panti):
        return joined(papers, work.progress)


def _people(first: list[str], then: list[str]) -> list[str]:
    return list(dict.fromkeys([*first, *then]))


@dataclass(frozen=True)
class PapersInOneFile(Query[Document]):
    """The pages of issued certificates and letters one after the other, to print a batch at once; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open several certificates")

    certificate_ids: tuple[str, ...] = ()
    letter_ids: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Document:
        rows = [register.the_certificate(work.session, work.sight, one) for one in self.certificate_ids]
        written = [letters.the_letter(work.session, work.sight, one) for one in self.letter_ids]
        work.shown.extend(_people([row.person_id for row in rows], [row.person_id for row in written]))
        return in_order(work, self.certificate_ids, self.letter_ids)


@dataclass(frozen=True)
class ReprintPapers(Command[Document]):
    """Print papers again from where the printer stopped, with the reason, all written down or none.

    A revoked one among them is refused, as it is not printed again.
    """

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    name: ClassVar[str] = N_("print several certificates again")

    certificate_ids: tuple[str, ...] = ()
    letter_ids: tuple[str, ...] = ()

    @override
    def run(self, work: Work) -> Done[Document]:
        reason = work.require_reason()
        rows = [the_valid_one(work, one) for one in self.certificate_ids]
        written = [the_valid_letter(work, one) for one in self.letter_ids]
        document = in_order(work, self.certificate_ids, self.letter_ids)
        register.add_reprints(work.session, self.certificate_ids, reason)
        letters.add_reprints(work.session, self.letter_ids, reason)
        about = tuple(_people([row.person_id for row in rows], [row.person_id for row in written]))
        return Done(CHANGED, document, about=about, what={"letters": list(self.letter_ids)})


@dataclass(frozen=True)
class PrintReceipts(Query[Document]):
    """The list on which whoever receives a certificate or letter signs; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("list of receipts of certificates")

    certificate_ids: tuple[str, ...] = ()
    letter_ids: tuple[str, ...] = ()
    of: str = ""

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate_receipts import receipts_list

        papers = self._papers(work)
        if not papers:
            raise Refused("nobody_chosen", field="certificate_ids")
        with officially(work.panti):
            return receipts_list(papers, self.of, imprint(work))

    def _papers(self, work: Work) -> tuple[PaperInHand, ...]:
        certified = register.lines(work.session, work.sight, register.of_ids(self.certificate_ids))
        written = letters.lines(work.session, work.sight, letters.of_ids(self.letter_ids))
        work.shown.extend(_people([one.person_id for one in certified], [one.person_id for one in written]))
        return receipts_of(certified, written)


@dataclass(frozen=True)
class RevokedList(Query[Document]):
    """Every revoked certificate and letter as CSV for the province; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("export the revoked certificates")

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate_revoked import revoked_csv

        certified = register.lines(work.session, work.sight, register.revoked_ones())
        written = letters.lines(work.session, work.sight, letters.revoked_ones())
        work.shown.extend(_people([one.person_id for one in certified], [one.person_id for one in written]))
        with officially(work.panti):
            told = [
                RevokedPaper(_("Certificate"), one.certificate_no, one.fingerprint, one.name, one.program,
                             one.issued_on, one.revoked_on, one.revoke_reason)
                for one in certified if one.revoked_on is not None
            ]  # fmt: skip
            told += [
                RevokedPaper(_("Letter of attendance"), one.letter_no, one.fingerprint, one.name, one.program,
                             one.issued_on, one.revoked_on, one.revoke_reason)
                for one in written if one.revoked_on is not None
            ]  # fmt: skip
            told.sort(key=lambda one: one.revoked_on, reverse=True)
            return revoked_csv(told, work.panti.code, work.panti.letterhead.unit or work.panti.name)


@dataclass(frozen=True)
class PublicKeyPage(Query[Document]):
    """The public keys with how anybody checks a certificate, on one page; nothing on it is about anybody."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the public key")

    as_text: bool = False

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate_key_page import key_page, key_text

        known = [key.hex() for key in keys.public_keys(work.session)]
        with officially(work.panti):
            return (key_text if self.as_text else key_page)(known, imprint(work))
