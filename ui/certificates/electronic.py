"""Electronic signatures: the issued papers of a year, by whom each is signed and whether that holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.signatures import (
    PAPER_KIND_NAMES,
    PaperSignature,
    PaperToSign,
    SigningDesk,
)
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates.electronic import PapersToSign, SignaturesOf, SignedPdf
from ui.certificates.papers_list import PapersTab, muted
from ui.certificates.sign_panel import SignPanel
from ui.certificates.signed_words import signature_said
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column
from ui.kit.widgets import Banner, Empty, button


def columns() -> list[Column[Any]]:
    """The columns of the list."""
    return [
        Column(_("Number of the paper"), lambda one: one.paper_no, width=216),
        Column(_("Kind of paper"), lambda one: _(PAPER_KIND_NAMES[one.kind]), width=208, look=muted),
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Programme"), lambda one: one.program, width=112, look=muted),
        Column(_("Issued on"), lambda one: short_date(one.issued_on), width=96, sort=lambda one: one.issued_on),
        Column(_("Signature"), standing, width=230, look=_token, tip=standing),
    ]


def _token(line: PaperToSign) -> str:
    return "danger" if line.revoked else "ok" if line.signatures else "muted"


def standing(line: PaperToSign) -> str:
    """Whether a paper is signed, and by whom last."""
    if line.revoked:
        return f"✗ {_('revoked')}"
    return f"✓ {line.signed_by}" if line.signatures else f"– {_('not signed')}"


class SignaturesTab(PapersTab):
    """The tab. ``told`` gives the page's subtitle."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, columns(), _("Papers and their signatures"), _("Search the papers"), parent)
        self.desk: SigningDesk | None = None
        self.copies: tuple[PaperSignature, ...] = ()
        self.panel = SignPanel(front)
        self.panel.closed.connect(self.take_focus)
        self.without = Banner("info", _("There is no PKCS#12 to sign with yet."))
        self.settings_button = button(_("Add a PKCS#12…"), lambda: front.go.emit("settings", "signing"))
        self.settings_button.setVisible(front.may(Right.ISSUE_CERTIFICATES))
        self.without.row.addWidget(self.settings_button)
        self._buttons()
        told = _("Certificates and letters stand here once they are issued; they are signed without being changed.")
        self._lay_out(
            Empty("signature", _("No paper to sign in this year"), told),
            (self.one_button, self.open_button),
            beside=(self.all_button,),
            before=(self.without, self.panel),
        )

    def _buttons(self) -> None:
        issuing, preparing = self._front.may(Right.ISSUE_CERTIFICATES), self._front.may(Right.PREPARE_CERTIFICATES)
        self.all_button = button("", self.sign_all, icon="check-check")
        self.one_button = button(_("Sign this one…"), self.sign_one, icon="signature")
        self.open_button = button(
            _("Open the signed PDF"), self.open_paper, kind="primary", icon="file-text", tip=_("Look or save (Enter)")
        )
        self.all_button.setVisible(issuing)
        self.one_button.setVisible(issuing)
        self.open_button.setVisible(preparing)

    @override
    def reload(self) -> None:
        self._front.ask(PapersToSign(self.year.value()), self, self._got)

    @property
    def current(self) -> PaperToSign | None:
        """The paper under the cursor."""
        return self.table.current()

    @property
    def waiting(self) -> tuple[PaperToSign, ...]:
        """The papers of the list that are not signed yet."""
        return tuple(one for one in self.table.records if one.waits)

    def sign_one(self) -> None:
        """Ask for what the paper under the cursor is signed with."""
        line = self.current
        if line is not None and self.one_button.isEnabled() and self.desk is not None:
            self.panel.ask((line,), self.desk.credentials)

    def sign_all(self) -> None:
        """Ask for what all unsigned papers of the list are signed with."""
        if self.waiting and self.all_button.isEnabled() and self.desk is not None:
            self.panel.ask(self.waiting, self.desk.credentials)

    @override
    def open_paper(self) -> None:
        """Show the newest signed copy, to save or print it."""
        if self.copies and not self.open_button.isHidden():
            self._front.ask(SignedPdf(self.copies[0].signature_id), self, self._show_paper)

    def _got(self, desk: SigningDesk) -> None:
        self.desk = desk
        self._offer_years(desk.year, desk.years)
        self.without.setVisible(not desk.credentials)
        self._filter()

    @override
    def _filter(self) -> None:
        if self.desk is None:
            return
        self._show_lines(self.desk.papers)
        signed = sum(bool(one.signatures) for one in self.desk.papers)
        told = _("{signed} of {count} signed electronically")
        self.told.emit(told.format(signed=number(signed), count=number(len(self.desk.papers))))
        self._look()

    @override
    def _look(self) -> None:
        """Offer what can be done, and ask whether the signatures of the paper under the cursor hold."""
        line, may = self.current, self.desk is not None and bool(self.desk.credentials)
        count = len(self.waiting)
        words = n_("Sign {count} unsigned paper…", "Sign all {count} unsigned papers…", count)
        self.all_button.setText(words.format(count=number(count)))
        self.all_button.setEnabled(may and count > 0)
        self.one_button.setEnabled(may and line is not None and not line.revoked)
        self._checked(())
        if line is not None and line.signatures:
            asked = SignaturesOf(line.kind, line.paper_id)
            self._front.ask(asked, self, lambda found: self._take(asked, found))

    def _take(self, asked: SignaturesOf, found: tuple[PaperSignature, ...]) -> None:
        line = self.current
        if line is not None and line.paper_id == asked.paper_id:
            self._checked(found)

    def _checked(self, copies: tuple[PaperSignature, ...]) -> None:
        self.copies = copies
        self.open_button.setEnabled(bool(copies))
        zone = self._front.panti.zone.offset
        self.note.setText("\n".join(signature_said(one, zone) for one in copies))
