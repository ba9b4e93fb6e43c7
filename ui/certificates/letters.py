"""The register of letters of attendance of a year: open, print again, revoke; revoked ones stay, struck."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.letters import LetterLine, LetterRegister
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates import LetterPdf, Letters, ReprintLetter, RevokeLetter
from shelter_admin.operations.desk import Done
from ui.certificates.outlook import percent
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
STATE_COLUMN: Final = 5


class StruckDelegate(QStyledItemDelegate):
    """Strikes through what is revoked; the last column says it in words."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, LetterLine) and line.revoked:
            option.font.setStrikeOut(True)


def columns() -> list[Column[Any]]:
    """The columns of the register of letters."""
    return [
        Column(_("Number of the letter"), lambda line: line.letter_no, width=260, sort=lambda line: line.serial),
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Programme"), lambda line: line.program, width=170, look=_muted),
        Column(_("Attendance"), lambda line: percent(line.rate), number=True, width=96, sort=lambda line: line.rate),
        Column(_("Issued on"), lambda line: short_date(line.issued_on), width=96, sort=lambda line: line.issued_on),
        Column(_("State"), _state, width=180, look=lambda line: "danger" if line.revoked else "ok"),
    ]


def _muted(_line: LetterLine) -> str:
    return "muted"


def _state(line: LetterLine) -> str:
    if line.revoked_on is not None:
        return _("✗ revoked {date}").format(date=short_date(line.revoked_on))
    return f"✓ {_('valid')}"


class LettersTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.register: LetterRegister | None = None
        today = front.panti.day_of(front.now)
        self.year = ChoiceField("year", _("Year"), [(today.year, str(today.year))])
        self.year.words.hide()
        self.year.setFixedWidth(110)
        self.year.changed.connect(self.reload)
        self.search = Line()
        self.search.setPlaceholderText(_("Name, number or programme"))
        self.search.setAccessibleName(_("Search the letters"))
        self.search.setClearButtonEnabled(True)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self.take_focus)
        self.table = RecordsTable(columns(), lambda line: line.letter_id, _("Letters of attendance"))
        self._struck, self._pills = StruckDelegate(self), PillDelegate(self)
        for column in range(STATE_COLUMN):
            self.table.setItemDelegateForColumn(column, self._struck)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._offer())
        self.table.opened.connect(lambda _line: self.open_paper())
        self._lay_out()

    def _lay_out(self) -> None:
        self.open_button = button(
            _("Open"), self.open_paper, kind="primary", icon="file-text", tip=_("Look, print or keep as a file (Enter)")
        )
        self.reprint_button = button(_("Print again…"), self.ask_reprint, icon="printer")
        self.revoke_button = button(_("Revoke…"), self.ask_revoke, kind="danger", icon="ban")
        for made in (self.open_button, self.reprint_button):
            made.setVisible(self._front.may(Right.PREPARE_CERTIFICATES))
        self.revoke_button.setVisible(self._front.may(Right.ISSUE_CERTIFICATES))
        above = row(self.year, self.search)
        above.setStretch(1, 1)
        told = _(
            "Whoever took part without reaching the lowest mark gets a letter of attendance, in the act of a batch."
        )
        self.empty = Empty("award", _("No letter in this year"), told)
        self.empty.hide()
        self.note = label("", "small", wrap=True)
        below = row(self.note, self.reprint_button, self.revoke_button, self.open_button)
        below.setStretch(0, 1)
        lay_out_list(self, above, (self.table, self.empty), (below,))

    @property
    def current(self) -> LetterLine | None:
        """The letter under the cursor."""
        return self.table.current()

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the letters of the year chosen."""
        self._front.ask(Letters(self.year.value()), self, self._got)

    def open_paper(self) -> None:
        """Show the very letter that was issued."""
        line = self.current
        if line is not None and not self.open_button.isHidden():
            self._front.ask(LetterPdf(line.letter_id), self, self._show_paper)

    def ask_reprint(self) -> None:
        """Ask why it is printed again; the same bytes are shown."""
        line = self.current
        if line is not None and not line.revoked:
            told = _("{number}, {name}: the very paper that was issued.")
            command = ReprintLetter(line.letter_id)
            ask_reason(
                self,
                _("Print a letter again"),
                told.format(number=line.letter_no, name=line.name),
                _("Print again"),
                lambda reason: self._front.do(command, self, self._reprinted, reason=reason),
            )

    def ask_revoke(self) -> None:
        """Ask why it is revoked; that cannot be taken back."""
        line = self.current
        if line is not None and not line.revoked:
            told = _(
                "{number}, {name}. Whoever checks it will read that it was revoked. "
                "The number is not used again and this cannot be undone."
            )
            command = RevokeLetter(line.letter_id)
            ask_reason(
                self,
                _("Revoke a letter"),
                told.format(number=line.letter_no, name=line.name),
                _("Revoke"),
                lambda reason: self._front.do(command, self, reason=reason),
            )

    def _reprinted(self, done: Done[Document]) -> None:
        if done.result is not None:
            show_paper(self, done.result)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, register: LetterRegister) -> None:
        self.register = register
        self.year.offer([(year, str(year)) for year in sorted({register.year, *register.years}, reverse=True)])
        self.year.set_value(register.year)
        self._filter()

    def _filter(self) -> None:
        if self.register is None:
            return
        typed = self.search.text().strip().casefold()
        lines = self.register.lines
        found = [
            line for line in lines if typed in f"{line.letter_no} {line.name} {line.number} {line.program}".casefold()
        ]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.current is None:
            self.table.go_to(found[0].letter_id)
        self.told.emit(n_("{count} letter", "{count} letters", len(lines)).format(count=number(len(lines))))
        self._offer()

    def _offer(self) -> None:
        line = self.current
        self.open_button.setEnabled(line is not None)
        for made in (self.reprint_button, self.revoke_button):
            made.setEnabled(line is not None and not line.revoked)
        parts = [] if line is None else [_("Fingerprint {fingerprint}").format(fingerprint=line.fingerprint)]
        if line is not None and line.reprints:
            count = len(line.reprints)
            parts.append(n_("printed again {count} time", "printed again {count} times", count).format(count=count))
        if line is not None and line.revoke_reason:
            parts.append(_("Revoked: {reason}").format(reason=line.revoke_reason))
        self.note.setText(" · ".join(parts))


def _searched(line: LetterLine) -> str:
    return f"{line.letter_no} {line.name} {line.number} {line.program}".casefold()
