"""The register of a year: open the very paper, print it again or revoke it with a reason; revoked ones stay, struck."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import CertificateLine, Register
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
from shelter_admin.operations.desk import Done
from ui.certificates.saving import keep_as_file
from ui.certificates.words import graded, registered
from ui.kit.alerts import ask_reason
from ui.kit.cells import PillDelegate
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Empty, button, label, row

REST_MILLISECONDS: Final = 120
NUMBER_COLUMN: Final = 0
STATE_COLUMN: Final = 5


class StruckDelegate(QStyledItemDelegate):
    """Strikes through what is revoked; the last column says it in words."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, CertificateLine) and line.revoked:
            option.font.setStrikeOut(True)


def columns() -> list[Column[Any]]:
    """The columns of the register."""
    return [
        Column(_("Certificate number"), lambda line: line.certificate_no, width=240, sort=lambda line: line.serial),
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Programme"), lambda line: line.program, width=150, look=_muted),
        Column(
            p_("heading", "Grade"),
            lambda line: graded(line.mark, line.predikat),
            width=184,
            sort=lambda line: line.mark,
        ),
        Column(_("Issued on"), lambda line: short_date(line.issued_on), width=96, sort=lambda line: line.issued_on),
        Column(_("State"), registered, width=180, look=lambda line: "danger" if line.revoked else "ok"),
    ]


def _muted(_line: CertificateLine) -> str:
    return "muted"


class RegisterTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.register: Register | None = None
        today = front.panti.day_of(front.now)
        self.year = ChoiceField("year", _("Year"), [(today.year, str(today.year))])
        self.year.words.hide()
        self.year.setFixedWidth(110)
        self.year.changed.connect(self.reload)
        self.search = Line()
        self.search.setPlaceholderText(_("Name, number or programme"))
        self.search.setAccessibleName(_("Search the register"))
        self.search.setClearButtonEnabled(True)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self.take_focus)
        self.table = RecordsTable(columns(), lambda line: line.certificate_id, _("Register of certificates"))
        self._struck, self._pills = StruckDelegate(self), PillDelegate(self)
        for column in range(STATE_COLUMN):
            self.table.setItemDelegateForColumn(column, self._struck)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._offer())
        self.table.opened.connect(lambda _line: self.open_paper())
        self._buttons()
        self._lay_out()

    def _buttons(self) -> None:
        preparing, issuing = self._front.may(Right.PREPARE_CERTIFICATES), self._front.may(Right.ISSUE_CERTIFICATES)
        self.open_button = button(
            _("Open"), self.open_paper, kind="primary", icon="file-text", tip=_("Look, print or keep as a file (Enter)")
        )
        self.reprint_button = button(_("Print again…"), self.ask_reprint, icon="printer")
        self.revoke_button = button(_("Revoke…"), self.ask_revoke, kind="danger", icon="ban")
        self.copy_button = button(
            _("Duplicate…"), self.ask_duplicate, icon="file-text", tip=_("For a certificate that was lost")
        )
        self.open_copy_button = button(_("Open the duplicate"), self.open_duplicate, icon="file-text")
        self.book_button = button(_("Print the register"), self.print_register, icon="printer")
        self.revoked_button = button(
            _("List of the revoked…"), self.export_revoked, icon="file-text", tip=_("A CSV file for the province")
        )
        for made in (self.open_button, self.reprint_button, self.book_button, self.revoked_button):
            made.setVisible(preparing)
        for made in (self.revoke_button, self.copy_button):
            made.setVisible(issuing)
        self.open_copy_button.hide()

    def _lay_out(self) -> None:
        above = row(self.year, self.search, self.revoked_button, self.book_button)
        above.setStretch(1, 1)
        told = _("Certificates stand here by number once they are issued, the revoked ones too.")
        self.empty = Empty("award", _("No certificate in this year"), told)
        self.empty.hide()
        self.note = label("", "small", wrap=True)
        acts = (self.open_copy_button, self.copy_button, self.reprint_button, self.revoke_button, self.open_button)
        below = row(self.note, *acts)
        below.setStretch(0, 1)
        lay_out_list(self, above, (self.table, self.empty), (below,))

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the register of the year chosen."""
        self._front.ask(CertificateRegister(self.year.value()), self, self._got)

    def open_paper(self) -> None:
        """Show the very paper that was issued."""
        line = self.current
        if line is not None and not self.open_button.isHidden():
            self._front.ask(CertificatePdf(line.certificate_id), self, self._show_paper)

    def ask_reprint(self) -> None:
        """Ask why it is printed again; the same bytes are shown."""
        line = self.current
        if line is not None and not line.revoked:
            told = _("{number}, {name}: the very paper that was issued.").format(
                number=line.certificate_no, name=line.name
            )
            command = ReprintCertificate(line.certificate_id)

            def given(reason: str) -> None:
                self._front.do(command, self, self._reprinted, reason=reason)

            ask_reason(self, _("Print a certificate again"), told, _("Print again"), given)

    def ask_revoke(self) -> None:
        """Ask why it is revoked; that cannot be taken back."""
        line = self.current
        if line is not None and not line.revoked:
            told = _(
                "{number}, {name}. Whoever checks it will read that it was revoked. "
                "The number is not used again and this cannot be undone."
            ).format(number=line.certificate_no, name=line.name)
            command = RevokeCertificate(line.certificate_id)
            ask_reason(
                self,
                _("Revoke a certificate"),
                told,
                _("Revoke"),
                lambda reason: self._front.do(command, self, reason=reason),
            )

    def ask_duplicate(self) -> None:
        """Ask how the paper was lost; the duplicate has the same number and is marked as one."""
        line = self.current
        if line is not None and not line.revoked:
            told = _("{number}, {name}: the pages that were issued, each marked DUPLIKAT with its day.")
            command = IssueDuplicate(line.certificate_id)
            ask_reason(
                self,
                _("Duplicate of a lost certificate"),
                told.format(number=line.certificate_no, name=line.name),
                _("Make the duplicate"),
                lambda reason: self._front.do(command, self, self._reprinted, reason=reason),
            )

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

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _reprinted(self, done: Done[Document]) -> None:
        if done.result is not None:
            show_paper(self, done.result)

    def _got(self, register: Register) -> None:
        self.register = register
        years = sorted({register.year, *register.years}, reverse=True)
        self.year.offer([(year, str(year)) for year in years])
        self.year.set_value(register.year)
        self._filter()

    def _filter(self) -> None:
        if self.register is None:
            return
        typed, lines = self.search.text().strip().casefold(), self.register.lines
        found = [line for line in lines if typed in _searched(line)]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.current is None:
            self.table.go_to(found[0].certificate_id)
        revoked = sum(line.revoked for line in lines)
        told = n_("{count} certificate", "{count} certificates", len(lines)).format(count=number(len(lines)))
        self.told.emit(f"{told} · {_('{count} revoked').format(count=number(revoked))}" if revoked else told)
        self._offer()

    def _offer(self) -> None:
        line = self.current
        for made in (self.open_button, self.reprint_button, self.revoke_button, self.copy_button):
            made.setEnabled(line is not None)
        preparing = self._front.may(Right.PREPARE_CERTIFICATES)
        self.open_copy_button.setVisible(preparing and line is not None and bool(line.duplicates))
        self.note.setText("")
        if line is None:
            return
        self.reprint_button.setEnabled(not line.revoked)
        self.copy_button.setEnabled(not line.revoked)
        self.revoke_button.setEnabled(not line.revoked)
        parts = [_("Fingerprint {fingerprint}").format(fingerprint=line.fingerprint)]
        if line.reprints:
            count = len(line.reprints)
            parts.append(n_("printed again {count} time", "printed again {count} times", count).format(count=count))
        if line.duplicates:
            newest = line.duplicates[-1]
            told = _("duplicate {copy} of {date}: {reason}")
            parts.append(told.format(copy=newest.copy_number, date=short_date(newest.issued_on), reason=newest.reason))
        if line.revoke_reason:
            parts.append(_("Revoked: {reason}").format(reason=line.revoke_reason))
        self.note.setText(" · ".join(parts))


def _searched(line: CertificateLine) -> str:
    return f"{line.certificate_no} {line.name} {line.number} {line.program}".casefold()
