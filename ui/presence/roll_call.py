"""The roll-call of a night: all present, then the exceptions; every key is saved; closed and signed; corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import Mark, RollCallKind, RollCallLine, RollCallSheet, read_sheet_entry
from shelter_admin.domain.wording import day_and_date, number
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.roll_call import Marked, PrintRollCall, RollCallCorrections
from ui.kit.alerts import ask_reason, decide
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.presence import night as nights
from ui.presence.marking import Marking
from ui.presence.marks import MarkRow, mark_words
from ui.presence.notices import Notice, told
from ui.presence.roll_call_layout import RollCallLayout
from ui.presence.telling import notices_of


class RollCallTab(QWidget):
    """The roll-call's tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.taking = front.may(Right.TAKE_ROLL_CALL)
        self.marking = Marking(front, self)
        self._refusal: Notice | None = None
        running = front.panti.night_of(front.now)
        morning = front.panti.settings.morning_roll_call
        self.parts = RollCallLayout(running, with_morning=morning, taking=self.taking)
        self.chooser, self.table, self.entry = self.parts.chooser, self.parts.table, self.parts.entry
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        parts, marking = self.parts, self.marking
        marking.shown.connect(self._show)
        marking.unread.connect(parts.show_unread)
        marking.refused.connect(self.refused)
        parts.chooser.chosen.connect(self._choose_night)
        parts.figures.chosen.connect(lambda _key: self._show(self.sheet))
        parts.wismas.chosen.connect(lambda _key: self._show(self.sheet))
        parts.print.clicked.connect(lambda _checked=False: self.print_sheet())
        parts.all_present.clicked.connect(lambda _checked=False: self._all_present())
        parts.close_it.clicked.connect(lambda _checked=False: self._close())
        parts.entry.returnPressed.connect(self._type_back)
        parts.note.returnPressed.connect(self._note)
        self.table.chosen.connect(lambda row: parts.show_note(row.line))
        self.table.typed.connect(self._begin_entry)
        if self.taking:
            for keys, act in (("F9", self._all_present), ("F10", self._close), ("F4", parts.notices.press_first)):
                key = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                key.activated.connect(act)
            self.table.marked.connect(lambda row, mark: self.mark(row.line, mark))
            self.table.noting.connect(self._begin_note)

    @property
    def sheet(self) -> RollCallSheet | None:
        """The roll-call as it is shown."""
        return self.marking.sheet

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the roll-call and for what was corrected in it."""
        self.chooser.run_on(self.front.panti.night_of(self.front.now))
        night, kind = self.chooser.night, self.chooser.kind
        self.told.emit(_subtitle(night, kind))
        self.marking.open(night, kind)
        panti, show = self.front.panti, self.parts.corrections.say
        self.front.ask(RollCallCorrections(night, kind), self, lambda found: show([told(one, panti) for one in found]))

    def go_to(self, person_id: str) -> bool:
        """Put the cursor on somebody, showing everybody if a list hides them."""
        if not self.table.go_to(person_id):
            self.parts.figures.choose(nights.ALL)
            self.parts.wismas.choose(nights.ALL)
            self._show(self.sheet)
        return self.table.go_to(person_id)

    def mark(self, line: RollCallLine, mark: Mark | None, note: str | None = None) -> None:
        """Mark somebody and go on to the next row; without a mark the proposal is taken, else present."""
        sheet = self.sheet
        if sheet is None or not self.taking:
            return
        given = Marked(line.person_id, mark or line.proposed or Mark.PRESENT, line.note if note is None else note)
        if sheet.closed_at is not None:
            self._correct(line, given)
            return
        following = self.table.after(line.person_id)
        self._refusal = None
        self.marking.save((given,))
        if note is None:
            self.table.go_to(following)

    def _choose_night(self) -> None:
        self._refusal = None
        self.reload()

    def _show(self, sheet: RollCallSheet | None) -> None:
        if sheet is not None:
            self.parts.show_sheet(sheet, self.front.panti)
            refusal = [self._refusal] if self._refusal is not None else []
            self.parts.notices.say([*refusal, *notices_of(self, sheet)])

    def show_list(self, lines: Sequence[RollCallLine]) -> None:
        """Put the cursor on the first of these people."""
        self.go_to(lines[0].person_id)
        self.take_focus()

    def refused(self, failure: Failure) -> bool:
        """Say it above the table; who is not marked yet is gone to."""
        self._refusal = Notice("danger", explain(failure, self.front.panti))
        sheet = self.sheet
        self._show(sheet)
        if failure.code == "roll_call_unmarked" and sheet is not None and sheet.counts.unmarked:
            self.show_list(nights.lines_of(sheet, nights.UNMARKED))
        return True

    def _all_present(self) -> None:
        self._refusal = None
        self.marking.all_present(self.parts.wisma)
        self.take_focus()

    def _close(self) -> None:
        if self.sheet is None or self.sheet.closed_at is not None:
            return
        counts = self.sheet.counts
        if counts.unmarked:
            self.refused(Refused("roll_call_unmarked", count=counts.unmarked))
            return
        words = _(
            "{count} on the books: {present} in bed, {away} away, {missing} missing. "
            "You sign with your name; after that marks are only corrected with a reason."
        ).format(
            count=number(counts.on_books),
            present=number(counts.present),
            away=number(counts.away),
            missing=number(counts.missing),
        )
        title = _("Close the roll-call of {date}?").format(date=day_and_date(self.sheet.night))
        decide(self, title, words, _("Close and sign"), lambda: self.marking.save((), close=True))

    def _correct(self, line: RollCallLine, given: Marked) -> None:
        if (line.mark, line.note) == (given.mark, given.note.strip()):
            return
        becomes = mark_words(MarkRow.given(line, given.mark))
        words = _("{name} becomes {mark}. The old mark is kept.").format(name=line.name, mark=becomes)

        def correct(reason: str) -> None:
            self._refusal = None
            self.marking.correct((given,), reason, self.take_focus)

        ask_reason(self, _("Correct a closed roll-call"), words, _("Correct it"), correct)

    def _begin_entry(self, text: str) -> None:
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entry.setText(text)

    def _type_back(self) -> None:
        """One line from the sheet: ``17 I`` marks, ``17`` or a name goes there; the field is ready for the next."""
        if self.sheet is None or not self.entry.text().strip():
            return
        try:
            who, mark = read_sheet_entry(self.entry.text())
        except Refused as failure:
            self.parts.answer(explain(failure), "error")
            return
        found = self.sheet.typed(who)
        if len(found) != 1:
            self.parts.answer(_not_one(who, found), "error")
            return
        self.go_to(found[0].person_id)
        self.entry.clear()
        if mark is not None and self.taking:
            self.mark(found[0], mark)
            self.parts.answer(f"✓ {found[0].name}: {mark_words(MarkRow.given(found[0], mark))}", "ok")
        else:
            self.parts.answer(found[0].name, "strong")
            self.take_focus()

    def _begin_note(self) -> None:
        self.parts.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.parts.note.selectAll()

    def _note(self) -> None:
        row = self.table.current()
        if isinstance(row, MarkRow):
            self.mark(row.line, row.line.mark, self.parts.note.text().strip())
            self.take_focus()

    def print_sheet(self) -> None:
        """Show the sheet to carry along on paper."""

        def show(paper: Document) -> None:
            show_paper(self, paper)

        self.front.ask(PrintRollCall(self.chooser.night, self.chooser.kind), self, show)


def _not_one(who: str, found: Sequence[RollCallLine]) -> str:
    if not found:
        return _("“{typed}” is not on this roll-call.").format(typed=who[:40])
    named = ", ".join(f"{line.name} ({line.number})" for line in found[:3])
    return _("That may be {names}. Write the number, or # and the line.").format(names=named)


def _subtitle(night: date, kind: RollCallKind) -> str:
    kinds = {RollCallKind.MALAM: _("Night roll-call"), RollCallKind.PAGI: _("Morning roll-call")}
    return f"{kinds[kind]} · {day_and_date(night)}"
