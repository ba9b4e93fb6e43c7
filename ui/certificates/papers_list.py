"""The papers of a year as a list: the year, what is searched for, the rows, what is known of the one under the cursor.

``PapersTab`` is any such list; ``IssuedTab`` a register, whose papers are opened, printed again and revoked.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.letters import LetterLine, LetterRegister
from shelter_admin.domain.certificates.register import CertificateLine, Register
from shelter_admin.domain.certificates.signatures import PaperToSign
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Command, Done, Query
from ui.kit.alerts import ask_reason
from ui.kit.cells import PillDelegate
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.search import SearchLine
from ui.kit.widgets import Empty, button, label, row

STATE_COLUMN: Final = 5
T = TypeVar("T")


IssuedPaper = CertificateLine | LetterLine
Paper = IssuedPaper | PaperToSign


class PapersTab(QWidget):
    """The tab. ``told`` gives the page's subtitle; the state stands as a pill in its column."""

    told = Signal(str)

    def __init__(
        self,
        front: FrontDesk,
        columns: Sequence[Column[Any]],
        name: str,
        searching: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._front = front
        today = front.panti.day_of(front.now)
        self.year = ChoiceField("year", _("Year"), [(today.year, str(today.year))])
        self.year.words.hide()
        self.year.setFixedWidth(110)
        self.year.changed.connect(self.reload)
        self.search = SearchLine(_("Name, number or programme"), searching)
        self.search.rested.connect(self._filter)
        self.search.returnPressed.connect(self.take_focus)
        self.table = RecordsTable(columns, lambda line: line.paper_id, name)
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._look())
        self.table.opened.connect(lambda _line: self.open_paper())
        self.note = label("", "small", wrap=True)

    def _lay_out(
        self,
        empty: Empty,
        acts: Sequence[QWidget],
        beside: Sequence[QWidget] = (),
        before: Sequence[QWidget] = (),
    ) -> None:
        """Put ``beside`` after the search, ``before`` over the rows, the acts below them."""
        self.empty = empty
        empty.hide()
        above = row(self.year, self.search, *beside)
        above.setStretch(1, 1)
        below = row(self.note, *acts)
        below.setStretch(0, 1)
        lay_out_list(self, above, (*before, self.table, empty), (below,))

    @abstractmethod
    def reload(self) -> None:
        """Ask for the papers of the year chosen."""

    @abstractmethod
    def open_paper(self) -> None:
        """Show the paper under the cursor; Enter does it."""

    @abstractmethod
    def _filter(self) -> None:
        """Show what the search finds, and tell how many there are."""

    @abstractmethod
    def _look(self) -> None:
        """Offer what can be done with the paper under the cursor."""

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_years(self, year: int, years: Sequence[int]) -> None:
        self.year.offer([(one, str(one)) for one in sorted({year, *years}, reverse=True)])
        self.year.set_value(year)

    def _show_lines(self, lines: Sequence[Paper]) -> None:
        """Show those that the search finds, the cursor on one of them."""
        typed = self.search.typed()
        found = [one for one in lines if typed in f"{one.paper_no} {one.name} {one.number} {one.program}".casefold()]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.table.current() is None:
            self.table.go_to(found[0].paper_id)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)


class StruckDelegate(QStyledItemDelegate):
    """Strikes through what is revoked; the state says it in words."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, CertificateLine | LetterLine) and line.revoked:
            option.font.setStrikeOut(True)


@dataclass(frozen=True)
class Book:
    """A register as its tab needs it: what it says of itself, and what is asked and done by a paper's id."""

    name: str
    searching: str
    of_year: Callable[[int], Query[Any]]
    paper: Callable[[str], Query[Document]]
    reprint: Callable[[str], Command[Document]]
    reprint_words: str
    revoke: Callable[[str], Command[None]]
    revoke_words: str


class IssuedTab(PapersTab):
    """A register: revoked papers stay in it, struck."""

    def __init__(
        self, front: FrontDesk, book: Book, columns: Sequence[Column[Any]], parent: QWidget | None = None
    ) -> None:
        super().__init__(front, columns, book.name, book.searching, parent)
        self._book = book
        self.register: Register | LetterRegister | None = None
        self._struck = StruckDelegate(self)
        for column in range(STATE_COLUMN):
            self.table.setItemDelegateForColumn(column, self._struck)
        self.open_button = button(
            _("Open"), self.open_paper, kind="primary", icon="file-text", tip=_("Look, print or keep as a file (Enter)")
        )
        self.reprint_button = button(_("Print again…"), self.ask_reprint, icon="printer")
        self.revoke_button = button(_("Revoke…"), self.ask_revoke, kind="danger", icon="ban")
        for made in (self.open_button, self.reprint_button):
            made.setVisible(front.may(Right.PREPARE_CERTIFICATES))
        self.revoke_button.setVisible(front.may(Right.ISSUE_CERTIFICATES))

    @abstractmethod
    def _told_of(self, lines: Sequence[Any]) -> str:
        """How many papers a year has, for the page's subtitle."""

    @override
    def reload(self) -> None:
        self._front.ask(self._book.of_year(self.year.value()), self, self._got)

    @override
    def open_paper(self) -> None:
        line = self.table.current()
        if line is not None and not self.open_button.isHidden():
            self._front.ask(self._book.paper(line.paper_id), self, self._show_paper)

    @property
    def _valid(self) -> IssuedPaper | None:
        """The paper under the cursor, unless it is revoked."""
        line: IssuedPaper | None = self.table.current()
        return None if line is None or line.revoked else line

    def ask_reprint(self) -> None:
        """Ask why it is printed again; the same bytes are shown."""
        told = _("{number}, {name}: the very paper that was issued.")
        self._ask_why(self._book.reprint, self._book.reprint_words, told, _("Print again"), self._made)

    def ask_revoke(self) -> None:
        """Ask why it is revoked; that cannot be taken back."""
        told = _(
            "{number}, {name}. Whoever checks it will read that it was revoked. "
            "The number is not used again and this cannot be undone."
        )
        self._ask_why(self._book.revoke, self._book.revoke_words, told, _("Revoke"))

    def _ask_why(
        self,
        command: Callable[[str], Command[T]],
        heading: str,
        told: str,
        act: str,
        done: Callable[[Done[T]], None] | None = None,
    ) -> None:
        """Ask for the reason of an act on the paper under the cursor, unless it is revoked; then do it."""
        line = self._valid
        if line is not None:
            ask_reason(
                self,
                heading,
                told.format(number=line.paper_no, name=line.name),
                act,
                lambda reason: self._front.do(command(line.paper_id), self, done, reason=reason),
            )

    def _made(self, done: Done[Document]) -> None:
        if done.result is not None:
            show_paper(self, done.result)

    def _got(self, register: Register | LetterRegister) -> None:
        self.register = register
        self._offer_years(register.year, register.years)
        self._filter()

    @override
    def _filter(self) -> None:
        if self.register is not None:
            self._show_lines(self.register.lines)
            self.told.emit(self._told_of(self.register.lines))
            self._look()

    @override
    def _look(self) -> None:
        line: IssuedPaper | None = self.table.current()
        self.open_button.setEnabled(line is not None)
        for made in (self.reprint_button, self.revoke_button):
            made.setEnabled(self._valid is not None)
        self.note.setText("" if line is None else " · ".join(said_of(line)))


def said_of(line: IssuedPaper) -> list[str]:
    """What stands below the rows about a paper: its fingerprint and what became of it."""
    parts = [_("Fingerprint {fingerprint}").format(fingerprint=line.fingerprint)]
    if line.reprints:
        count = len(line.reprints)
        parts.append(n_("printed again {count} time", "printed again {count} times", count).format(count=count))
    if isinstance(line, CertificateLine) and line.duplicates:
        newest = line.duplicates[-1]
        told = _("duplicate {copy} of {date}: {reason}")
        parts.append(told.format(copy=newest.copy_number, date=short_date(newest.issued_on), reason=newest.reason))
    if line.revoke_reason:
        parts.append(_("Revoked: {reason}").format(reason=line.revoke_reason))
    return parts


def muted(_line: Paper) -> str:
    """The colour of a cell that says less than the others."""
    return "muted"
