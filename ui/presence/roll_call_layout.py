"""How the roll-call is laid out: chooser, figures, wisma, table, note and legend. It decides nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shelter_admin.domain.presence import MARK_NAMES, Mark, RollCallLine, RollCallSheet
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from ui.kit.corrections import Corrections
from ui.kit.icons import IconLabel
from ui.kit.line import Line
from ui.kit.widgets import Card, Chips, Empty, ShortLabel, button, label, restyle, row
from ui.presence import night as nights
from ui.presence.marks import MarkRow, MarksTable
from ui.presence.night import NightChooser
from ui.presence.notices import Notice, Notices

LEFT_WIDTH = 228
LONGEST_NOTE = 200


def _nothing() -> None:
    """Buttons of the layout are connected by the tab."""


class RollCallLayout(QWidget):
    """The parts of the roll-call, put together."""

    def __init__(self, running: date, *, with_morning: bool, taking: bool) -> None:
        super().__init__()
        self._taking = taking
        self._noted = ("", "")
        self.chooser = NightChooser(running, with_morning=with_morning)
        self.print = button(_("Print sheet"), _nothing, icon="printer", tip=_("The sheet to carry along"))
        self.all_present = button(_("All present"), _nothing, icon="check-check", tip="F9")
        self.close_it = button(_("Close and sign"), _nothing, kind="primary", icon="signature", tip="F10")
        self.entry = Line()
        self.entry.setPlaceholderText(_("joko A, 17 I …"))
        self.entry.setAccessibleName(_("Type back from the sheet: line, number or name, then the letter"))
        self.entry.setToolTip(_("Line of the sheet, number or name, then the letter, then Enter ( / )"))
        self.entry_answer = label("", "small", wrap=True)
        self.figures = Chips()
        self.figures.setAccessibleName(_("Figures; each shows its list"))
        self.wismas = nights.Wismas()
        self.notices = Notices()
        self.table = MarksTable()
        self.note = Line()
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(_("note for this line (N)"))
        self.note_for = ShortLabel("", "strong")
        self.note_for.setMaximumWidth(260)
        self.corrections = Corrections()
        self.closed, self.closed_words = self._closed_line()
        self._lay_out()

    def _closed_line(self) -> tuple[QWidget, QLabel]:
        made = QWidget()
        words = ShortLabel("", "ok")
        line = row(IconLabel("circle-check", "ok", 18), words, None)
        made.setLayout(line)
        made.hide()
        return made, words

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        top = row(self.chooser, None, self.print, self.all_present, self.close_it)
        column.addLayout(top)
        column.addWidget(self.figures)
        column.addWidget(self.closed)
        column.addWidget(self.notices)
        told = _("Nobody is on the books of this night. People come here once they are admitted.")
        self.empty = Empty("list-checks", _("Nobody to call"), told)
        self.empty.hide()
        self.card = Card(padding=8)
        self.card.add(self.table)
        strip = row(self.note_for, self.note)
        strip.setStretch(1, 1)
        self.card.add(strip, label(legend(), "small", wrap=True))
        column.addWidget(self._middle(), 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.corrections)
        for part in (self.all_present, self.close_it, self.note, self.note_for):
            part.setVisible(self._taking)
        self.show_unread("")

    def _middle(self) -> QWidget:
        """The sheet being typed back and the wisma on the left, the rows on the right."""
        left = Card(padding=12)
        left.setFixedWidth(LEFT_WIDTH)
        left.add(label(_("Everybody is present, except"), "strong"), self.entry, self.entry_answer)
        if self._taking:
            left.add(
                label(_("Enter after each one; then F9 for all others, F10 to close and sign."), "small", wrap=True)
            )
        left.add(self.wismas)
        self.middle = QWidget()
        beside = row(left, self.card, spacing=12)
        beside.setStretch(1, 1)
        self.middle.setLayout(beside)
        return self.middle

    @property
    def wisma(self) -> str | None:
        """The wisma chosen, None for the whole house."""
        key = self.wismas.key()
        return key.removeprefix("wisma:") if key.startswith("wisma:") else None

    def show_unread(self, words: str) -> None:
        """Nothing can be done with a roll-call that was not read; ``words`` say why it has not come.

        While it is on its way what is typed keeps its place, and the rows stay until the others come.
        """
        for act in (self.print, self.all_present, self.close_it):
            act.setEnabled(False)
        self.closed.hide()
        self.empty.hide()
        self.notices.say([Notice("attention", words)] if words else ())
        if words:
            self.middle.show()
            self.figures.hide()
            self.corrections.hide()
            self.wismas.offer(())
            self.table.show_records(())
            self.note_for.setText("")
            for line in (self.entry, self.note):
                line.setEnabled(False)

    def show_sheet(self, sheet: RollCallSheet, panti: Panti) -> None:
        """Show a roll-call: figures, lists, rows, and whether it is closed."""
        for part in (self.print, self.entry, self.note):
            part.setEnabled(True)
        self.figures.show()
        self.figures.offer(nights.figures(sheet))
        self.wismas.offer(nights.progress(sheet))
        self.table.show_records(self._rows(sheet))
        if self.table.current() is None and self.table.records:
            self.table.go_to(self.table.records[0].line.person_id)
        self.empty.setVisible(not sheet.lines)
        self.middle.setVisible(bool(sheet.lines))
        self._show_state(sheet, panti)
        current = self.table.current()
        if isinstance(current, MarkRow) and not self._note_typed(current.line):
            self.show_note(current.line)

    def _rows(self, sheet: RollCallSheet) -> list[MarkRow]:
        listed = {line.person_id for line in nights.lines_of(sheet, self.figures.key())}
        wisma = self.wisma
        return [
            MarkRow(at, line)
            for at, line in enumerate(sheet.lines, start=1)
            if line.person_id in listed and (wisma is None or line.wisma == wisma)
        ]

    def _show_state(self, sheet: RollCallSheet, panti: Panti) -> None:
        closed = sheet.closed_at is not None
        self.closed.setVisible(closed)
        if sheet.closed_at is not None:
            when = date_and_clock(sheet.closed_at.astimezone(panti.zone.offset))
            words = _("Closed and signed by {who}, {when}. A letter on a row corrects it, with a reason.")
            self.closed_words.setText(words.format(who=sheet.closed_by or "—", when=when))
        wisma = self.wisma
        words = _("All present") if wisma is None else _("All present in {wisma}").format(wisma=wisma or "—")
        self.all_present.setText(words)
        self.all_present.setVisible(self._taking and not closed)
        self.close_it.setVisible(self._taking and not closed)
        self.close_it.setEnabled(bool(sheet.lines))
        self.all_present.setEnabled(any(row.line.mark is None for row in self._rows_of(sheet)))

    def _rows_of(self, sheet: RollCallSheet) -> list[MarkRow]:
        wisma = self.wisma
        return [MarkRow(0, line) for line in sheet.lines if wisma is None or line.wisma == wisma]

    def _note_typed(self, line: RollCallLine) -> bool:
        """Say whether a note for this person is being written; what others save does not touch it."""
        person_id, shown = self._noted
        return self.note.hasFocus() or (person_id == line.person_id and self.note.text() not in {shown, line.note})

    def show_note(self, line: RollCallLine) -> None:
        """Show whose note is written below."""
        self._noted = (line.person_id, line.note)
        self.note_for.setText(f"{line.name} · {line.number}")
        self.note.setText(line.note)
        self.note.setAccessibleName(_("Note for {name}").format(name=line.name))

    def answer(self, words: str, look: str) -> None:
        """Say beside the entry what was understood."""
        self.entry_answer.setText(words)
        restyle(self.entry_answer, "look", look)


def legend() -> str:
    """The letters and what they mean."""
    return "   ".join(f"{mark.value} {_(MARK_NAMES[mark])}" for mark in Mark) + "   " + _("Space: as proposed")
