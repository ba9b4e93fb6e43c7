"""The papers asked for one resident, in the file: what is waited for, what was answered, the letter."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.papers_asked import PAPER_SHORT, Asked
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.words import _
from shelter_admin.operations.residents.papers_asked import PapersOf, PrintPaperLetter, ReopenPaper, TakeBackAsking
from ui.kit.cells import PillDelegate
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Empty, button, label
from ui.residents.chase_sheets import AnswerSheet, AskSheet, EditAskedSheet
from ui.residents.chase_words import asked_in_words, state_of, token_of

STATE_COLUMN = 2


class PapersPart(QWidget):
    """The list; what stands about the entry under the cursor below it."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._details: ResidentDetails | None = None
        self._may = front.may(Right.EDIT_IDENTITY)
        self.table = RecordsTable(
            [
                Column(_("Paper"), lambda line: PAPER_SHORT[line.paper], width=84, strong=True),
                Column(_("Office asked"), lambda line: line.office),
                Column(_("How it stands"), state_of, width=128, look=token_of, sort=lambda line: -line.days),
            ],
            lambda line: line.chase_id,
            _("Papers asked of offices"),
        )
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._tell())
        self.table.opened.connect(lambda _line: self.open_current())
        told = _("NIK, KTP, KK, BPJS or DTSEN: who asked, when, and what was answered.")
        self.empty = Empty("id-card", _("Nothing is asked for"), told)
        self.more = label("", "small", wrap=True)
        self._offer_acts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.more)
        column.addLayout(self._buttons)

    def _offer_acts(self) -> None:
        self._buttons = Flow(spacing=4)
        self.ask_button = button(_("Ask…"), self.ask, kind="primary", icon="plus")
        self.answer_button = button(_("Answer…"), self.answer)
        self.letter_button = button(_("Letter…"), self.print_letter)
        self.change_button = button(_("Change…"), self.change)
        self.back_button = button(_("Take out"), self.take_back)
        self.reopen_button = button(_("Take the answer back"), self.reopen)
        self.ask_button.setVisible(self._may)
        shown = (self.ask_button, self.answer_button, self.letter_button, self.change_button)
        for made in (*shown, self.back_button, self.reopen_button):
            made.setProperty("compact", "true")
            self._buttons.addWidget(made)

    @property
    def current(self) -> Asked | None:
        """The entry under the cursor."""
        return self.table.current()

    def show_details(self, details: ResidentDetails) -> None:
        """Show what is asked for somebody."""
        if self._details is None or self._details.line.person_id != details.line.person_id:
            self.table.show_records(())
        self._details = details
        asked = details.line.person_id
        self._front.ask(PapersOf(asked), self, lambda lines: self._got(asked, lines))

    def _got(self, asked: str, lines: tuple[Asked, ...]) -> None:
        if self._details is None or self._details.line.person_id != asked:
            return
        self.table.show_records(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if lines and self.current is None:
            self.table.go_to(lines[0].chase_id)
        self._tell()

    def _tell(self) -> None:
        line = self.current
        self.more.setVisible(line is not None)
        self.more.setText(asked_in_words(line) if line is not None else "")
        waiting = line is not None and line.waiting
        self.letter_button.setVisible(waiting)
        for made in (self.answer_button, self.back_button):
            made.setVisible(self._may and waiting)
        self.change_button.setVisible(self._may and line is not None)
        self.reopen_button.setVisible(self._may and line is not None and not waiting)

    def ask(self) -> None:
        """Ask for papers."""
        if self._details is not None:
            line = self._details.line
            AskSheet(self._front, self, line.person_id, line.name).open()

    def open_current(self) -> None:
        """Answer what is waited for, change what is answered."""
        if self.current is not None and self._may:
            self.answer() if self.current.waiting else self.change()

    def answer(self) -> None:
        """Write the answer down."""
        if self.current is not None:
            AnswerSheet(self._front, self, self.current).open()

    def change(self) -> None:
        """Put right what was asked."""
        if self.current is not None:
            EditAskedSheet(self._front, self, self.current).open()

    def take_back(self) -> None:
        """Take out an entry made by mistake."""
        if self.current is not None:
            self._front.do(TakeBackAsking((self.current.chase_id,)), self)

    def reopen(self) -> None:
        """Take an answer back."""
        if self.current is not None:
            self._front.do(ReopenPaper(self.current.chase_id), self)

    def print_letter(self) -> None:
        """Print the letter for everything this resident waits for at that office."""
        line = self.current
        if line is not None:
            lines: list[Asked] = [one for one in self.table.records if one.waiting and one.office == line.office]
            ids = tuple(one.chase_id for one in lines if one.kind is line.kind)
            self._front.ask(PrintPaperLetter(ids), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)
