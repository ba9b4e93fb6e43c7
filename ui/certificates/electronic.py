"""Electronic signatures: the issued papers of a year, by whom each is signed and whether that holds."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.signatures import (
    PAPER_KIND_NAMES,
    PaperSignature,
    PaperToSign,
    SigningDesk,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates.electronic import PapersToSign, SignaturesOf, SignedPdf
from ui.certificates.sign_panel import SignPanel
from ui.certificates.signed_words import signature_said
from ui.kit.cells import PillDelegate
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Banner, Empty, button, label, row

REST_MILLISECONDS: Final = 120
STATE_COLUMN: Final = 5


def columns() -> list[Column[Any]]:
    """The columns of the list."""
    return [
        Column(_("Number of the paper"), lambda one: one.paper_no, width=200),
        Column(_("Kind of paper"), lambda one: _(PAPER_KIND_NAMES[one.kind]), width=224, look=_muted),
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Programme"), lambda one: one.program, width=112, look=_muted),
        Column(_("Issued on"), lambda one: short_date(one.issued_on), width=96, sort=lambda one: one.issued_on),
        Column(_("Signature"), standing, width=230, look=_token, tip=standing),
    ]


def _muted(_line: PaperToSign) -> str:
    return "muted"


def _token(line: PaperToSign) -> str:
    return "danger" if line.revoked else "ok" if line.signatures else "muted"


def standing(line: PaperToSign) -> str:
    """Whether a paper is signed, and by whom last."""
    if line.revoked:
        return f"✗ {_('revoked')}"
    return f"✓ {line.signed_by}" if line.signatures else f"– {_('not signed')}"


class SignaturesTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.desk: SigningDesk | None = None
        self.copies: tuple[PaperSignature, ...] = ()
        today = front.panti.day_of(front.now)
        self.year = ChoiceField("year", _("Year"), [(today.year, str(today.year))])
        self.year.words.hide()
        self.year.setFixedWidth(110)
        self.year.changed.connect(self.reload)
        self.search = Line()
        self.search.setPlaceholderText(_("Name, number or programme"))
        self.search.setAccessibleName(_("Search the papers"))
        self.search.setClearButtonEnabled(True)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self.take_focus)
        self.table = RecordsTable(columns(), lambda one: one.paper_id, _("Papers and their signatures"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._look())
        self.table.opened.connect(lambda _line: self.open_signed())
        self.panel = SignPanel(front)
        self.panel.closed.connect(self.take_focus)
        self.without = Banner("info", _("There is no PKCS#12 to sign with yet."))
        self.settings_button = button(_("Add a PKCS#12…"), lambda: front.go.emit("settings", "signing"))
        self.settings_button.setVisible(front.may(Right.ISSUE_CERTIFICATES))
        self.without.row.addWidget(self.settings_button)
        self._lay_out()

    def _lay_out(self) -> None:
        issuing, preparing = self._front.may(Right.ISSUE_CERTIFICATES), self._front.may(Right.PREPARE_CERTIFICATES)
        self.all_button = button("", self.sign_all, icon="check-check")
        self.one_button = button(_("Sign this one…"), self.sign_one, icon="signature")
        self.open_button = button(
            _("Open the signed PDF"), self.open_signed, kind="primary", icon="file-text", tip=_("Look or save (Enter)")
        )
        self.all_button.setVisible(issuing)
        self.one_button.setVisible(issuing)
        self.open_button.setVisible(preparing)
        told = _("Certificates and letters stand here once they are issued; they are signed without being changed.")
        self.empty = Empty("signature", _("No paper to sign in this year"), told)
        self.empty.hide()
        self.note = label("", "small", wrap=True)
        above = row(self.year, self.search, self.all_button)
        above.setStretch(1, 1)
        below = row(self.note, self.one_button, self.open_button)
        below.setStretch(0, 1)
        lay_out_list(self, above, (self.without, self.panel, self.table, self.empty), (below,))

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the papers of the year chosen."""
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

    def open_signed(self) -> None:
        """Show the newest signed copy, to save or print it."""
        if self.copies and not self.open_button.isHidden():
            self._front.ask(SignedPdf(self.copies[0].signature_id), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, desk: SigningDesk) -> None:
        self.desk = desk
        self.year.offer([(year, str(year)) for year in desk.years])
        self.year.set_value(desk.year)
        self.without.setVisible(not desk.credentials)
        self._filter()

    def _filter(self) -> None:
        if self.desk is None:
            return
        typed = self.search.text().strip().casefold()
        found = [one for one in self.desk.papers if typed in _searched(one)]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.current is None:
            self.table.go_to(found[0].paper_id)
        signed = sum(bool(one.signatures) for one in self.desk.papers)
        told = _("{signed} of {count} signed electronically")
        self.told.emit(told.format(signed=number(signed), count=number(len(self.desk.papers))))
        self._look()

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


def _searched(one: PaperToSign) -> str:
    return f"{one.paper_no} {one.name} {one.number} {one.program}".casefold()
