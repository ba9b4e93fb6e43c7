"""The register of a year: open the very paper, print it again or revoke it with a reason; revoked ones stay, struck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import CertificateLine
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_, p_
from shelter_admin.operations.certificates import (
    CertificatePdf,
    CertificateRegister,
    DuplicatePdf,
    IssueDuplicate,
    PrintRegister,
    ReprintCertificate,
    RevokeCertificate,
    RevokedList,
)
from ui.certificates.papers_list import Book, IssuedTab, muted
from ui.certificates.saving import keep_as_file
from ui.certificates.words import graded, registered
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column
from ui.kit.widgets import Empty, button


def columns() -> list[Column[Any]]:
    """The columns of the register."""
    return [
        Column(_("Certificate number"), lambda line: line.certificate_no, width=240, sort=lambda line: line.serial),
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Programme"), lambda line: line.program, width=150, look=muted),
        Column(
            p_("heading", "Grade"),
            lambda line: graded(line.mark, line.predikat),
            width=184,
            sort=lambda line: line.mark,
        ),
        Column(_("Issued on"), lambda line: short_date(line.issued_on), width=96, sort=lambda line: line.issued_on),
        Column(_("State"), registered, width=180, look=lambda line: "danger" if line.revoked else "ok"),
    ]


class RegisterTab(IssuedTab):
    """The tab. ``told`` gives the page's subtitle."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        book = Book(
            _("Register of certificates"),
            _("Search the register"),
            CertificateRegister,
            CertificatePdf,
            ReprintCertificate,
            _("Print a certificate again"),
            RevokeCertificate,
            _("Revoke a certificate"),
        )
        super().__init__(front, book, columns(), parent)
        self._more_buttons()
        told = _("Certificates stand here by number once they are issued, the revoked ones too.")
        self._lay_out(
            Empty("award", _("No certificate in this year"), told),
            (self.open_copy_button, self.copy_button, self.reprint_button, self.revoke_button, self.open_button),
            beside=(self.revoked_button, self.book_button),
        )

    def _more_buttons(self) -> None:
        self.copy_button = button(
            _("Duplicate…"), self.ask_duplicate, icon="file-text", tip=_("For a certificate that was lost")
        )
        self.open_copy_button = button(_("Open the duplicate"), self.open_duplicate, icon="file-text")
        self.book_button = button(_("Print the register"), self.print_register, icon="printer")
        self.revoked_button = button(
            _("List of the revoked…"), self.export_revoked, icon="file-text", tip=_("A CSV file for the province")
        )
        for made in (self.book_button, self.revoked_button):
            made.setVisible(self._front.may(Right.PREPARE_CERTIFICATES))
        self.copy_button.setVisible(self._front.may(Right.ISSUE_CERTIFICATES))
        self.open_copy_button.hide()

    def ask_duplicate(self) -> None:
        """Ask how the paper was lost; the duplicate has the same number and is marked as one."""
        told = _("{number}, {name}: the pages that were issued, each marked DUPLIKAT with its day.")
        heading, act = _("Duplicate of a lost certificate"), _("Make the duplicate")
        self._ask_why(IssueDuplicate, heading, told, act, self._made)

    def open_duplicate(self) -> None:
        """Show the newest duplicate of the certificate under the cursor."""
        line = self.current
        if line is not None and line.duplicates:
            self._front.ask(DuplicatePdf(line.duplicates[-1].duplicate_id), self, self._show_paper)

    def export_revoked(self) -> None:
        """Keep the list of the revoked as a file."""
        self._front.ask(RevokedList(), self, self._keep)

    def _keep(self, paper: Document) -> None:
        keep_as_file(self._front, self, paper)

    def print_register(self) -> None:
        """Show the register of the year on paper."""
        self._front.ask(PrintRegister(self.year.value()), self, self._show_paper)

    @property
    def current(self) -> CertificateLine | None:
        """The certificate under the cursor."""
        return self.table.current()

    @override
    def _told_of(self, lines: Sequence[CertificateLine]) -> str:
        revoked = sum(line.revoked for line in lines)
        told = n_("{count} certificate", "{count} certificates", len(lines)).format(count=number(len(lines)))
        return f"{told} · {_('{count} revoked').format(count=number(revoked))}" if revoked else told

    @override
    def _look(self) -> None:
        super()._look()
        line = self.current
        self.copy_button.setEnabled(self._valid is not None)
        preparing = self._front.may(Right.PREPARE_CERTIFICATES)
        self.open_copy_button.setVisible(preparing and line is not None and bool(line.duplicates))
