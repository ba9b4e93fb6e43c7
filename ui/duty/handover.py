"""The tab of the handover: the note of a shift, the officer's words, both signatures, the shifts before."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.note_words import shift_in_full, shift_in_words
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.shifts import (
    HANDOVER_STATE_NAMES,
    HandoverLine,
    HandoverNote,
    HandoverState,
    ShiftTime,
    Signature,
    shift_at,
    shift_before,
)
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from shelter_admin.operations.duty.handover import HandOver, HandoverOf, Handovers, PrintHandover, TakeOver
from shelter_admin.operations.explain import explain
from ui.duty.medicines import MedicinesCard
from ui.duty.note import NoteView
from ui.kit.alerts import decide
from ui.kit.cells import PillDelegate
from ui.kit.drafts import OwnDrafts
from ui.kit.form import Form, NoteField
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Pill, button, label, row

FORM: Final = "handover"
SIDE_WIDTH: Final = 384
STATE_TOKENS: Final = {
    HandoverState.OPEN: "muted",
    HandoverState.WAITING: "attention",
    HandoverState.SIGNED: "ok",
}
SIGNS: Final = {HandoverState.OPEN: "○", HandoverState.WAITING: "▲", HandoverState.SIGNED: "✓"}


def key_of(line: HandoverLine) -> str:
    """A shift by its day and name."""
    return f"{line.time.day.isoformat()} {line.time.shift.value}"


def state_in_words(line: HandoverLine) -> str:
    """How far a note has come, with its sign."""
    return f"{SIGNS[line.state]} {_(HANDOVER_STATE_NAMES[line.state])}"


class HandoverTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.note: HandoverNote | None = None
        self._wanted: ShiftTime | None = None
        self._running = shift_at(front.panti, front.now)
        self._drafts = OwnDrafts(front, FORM, self, most=None)
        self.words = NoteField("words", _("Words of the officer"), lines=3, hint=_("What the next shift has to know"))
        self.form = Form([self.words], lambda failure: explain(failure, front.panti))
        self.words.changed.connect(self._typed)
        self.words.entered.connect(self.hand_over)
        self._lay_out()

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self._make_sheet(), 1)
        side = QVBoxLayout()
        side.setSpacing(12)
        self.medicines = MedicinesCard(self._front)
        if self._front.may(Right.SEE_HEALTH_ALERTS):
            side.addWidget(self.medicines)
        side.addWidget(self._make_list(), 1)
        beside = QWidget()
        beside.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        beside.setFixedWidth(SIDE_WIDTH)
        across.addWidget(beside)

    def _make_sheet(self) -> Card:
        card = Card()
        self.title = label("", "section", wrap=True)
        self.state = Pill("")
        self.view = NoteView(self._front.panti)
        self.view.wanted.connect(lambda person_id: self._front.go.emit("residents", person_id))
        self.said = label("", wrap=True)
        self.signed = label("", "small", wrap=True)
        self.hand_button = button(
            _("Hand over"), self.hand_over, kind="primary", icon="signature", tip=_("Ctrl+Enter in the words")
        )
        self.take_button = button(_("Take over"), self.take_over, kind="primary", icon="signature")
        self.print_button = button(_("Print…"), self.print_note, icon="printer")
        head = row(self.title, self.state)
        head.setStretch(0, 1)
        card.add(
            head,
            self.view,
            self.form,
            self.said,
            self.signed,
            row(self.hand_button, self.take_button, self.print_button, None),
        )
        card.body.setStretchFactor(self.view, 1)
        return card

    def _make_list(self) -> Card:
        card = Card(_("Shifts"), padding=8)
        self.table = RecordsTable(
            [
                Column(_("Shift"), lambda line: shift_in_words(line.time), sort=lambda line: line.time.starts),
                Column(_("State"), state_in_words, width=172, look=lambda line: STATE_TOKENS[line.state]),
            ],
            key_of,
            _("Shifts"),
        )
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(1, self._pills)
        self.table.chosen.connect(self._choose)
        card.add(self.table)
        return card

    def take_focus(self) -> None:
        """Put the cursor where this shift's work is done."""
        if self.words.isVisibleTo(self):
            self.words.note.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.take_button.isVisibleTo(self):
            self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the shift that is shown, or the one that is due, and for those before."""
        self._drafts.read_once(self._show_words)
        running = shift_at(self._front.panti, self._front.now)
        if running != self._running:  # what was chosen yesterday is not what is due today
            self._running, self._wanted = running, None
        time = self._held()
        query = HandoverOf() if time is None else HandoverOf(time.day, time.shift)
        self._front.ask(query, self, self._got_note)
        self._front.ask(Handovers(), self, self._got_list)
        if self._front.may(Right.SEE_HEALTH_ALERTS):
            self.medicines.reload()

    def _held(self) -> ShiftTime | None:
        """The shift somebody chose or is writing about; without one, the one that is due is asked for."""
        writing = self.words.note.hasFocus() and bool(self.words.value().strip())
        return self.note.line.time if writing and self.note is not None else self._wanted

    def show_before(self) -> None:
        """Show the shift that ended last, which Today asks to be handed over."""
        self._wanted = shift_before(self._front.panti, self._running)
        self.reload()

    def hand_over(self) -> None:
        """Sign the shift away."""
        if self.note is None or self.note.line.state is not HandoverState.OPEN:
            return
        self.form.clear_errors()
        time = self.note.line.time
        self._wanted = time
        self._front.do(HandOver(time.day, time.shift, self.words.value()), self, self._handed, self.form.refused)

    def take_over(self) -> None:
        """Sign the shift over to oneself, once asked: it cannot be taken back."""
        if self.note is None or self.note.line.handed is None:
            return
        line = self.note.line
        self._wanted = line.time
        decide(
            self,
            _("Take over the shift?"),
            _("You sign that you have read the note of {name}. From then on nobody can change it.").format(
                name=line.handed.name if line.handed else ""
            ),
            _("Take over"),
            lambda: self._front.do(TakeOver(line.handover_id), self, None, self._not_taken),
        )

    def print_note(self) -> None:
        """Show the note on paper."""
        if self.note is not None:
            time = self.note.line.time
            query = PrintHandover(time.day, time.shift, self.words.value())
            self._front.ask(query, self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _not_taken(self, failure: Failure) -> bool:
        self.form.refused(failure)
        return True

    def _choose(self, line: HandoverLine) -> None:
        if self.note is None or key_of(line) != key_of(self.note.line):
            self._drafts.keep()
            self._wanted = line.time
            self._front.ask(HandoverOf(line.time.day, line.time.shift), self, self._got_note)

    def _handed(self, _done: Any) -> None:
        if self.note is not None:
            self._drafts.drop(key_of(self.note.line))

    def _typed(self) -> None:
        if self.note is not None:
            self._drafts.write(key_of(self.note.line), self.words.value())

    def _got_list(self, lines: tuple[HandoverLine, ...]) -> None:
        self.table.show_records(lines)
        if self.note is not None:
            self.table.go_to(key_of(self.note.line))

    def _got_note(self, note: HandoverNote) -> None:
        if self._wanted is not None and note.line.time != self._wanted:
            return
        self.note = note
        line = note.line
        self.title.setText(shift_in_full(line.time, self._front.panti))
        kinds = {HandoverState.OPEN: "neutral", HandoverState.WAITING: "attention", HandoverState.SIGNED: "ok"}
        self.state.say(state_in_words(line), kinds[line.state])
        self.view.show_note(note)
        self._offer(line)
        self._show_words()
        self.table.go_to(key_of(line))
        self.told.emit(_(HANDOVER_STATE_NAMES[line.state]))

    def _offer(self, line: HandoverLine) -> None:
        """Show what this officer may do about it now, and who signed."""
        open_still = line.state is HandoverState.OPEN
        begun = self._front.now >= line.time.starts
        self.form.setVisible(open_still and not self._front.read_only)
        self.hand_button.setVisible(open_still and begun and not self._front.read_only)
        own = line.handed is not None and line.handed.account_id == self._front.staff.account_id
        self.take_button.setVisible(line.state is HandoverState.WAITING and not own and not self._front.read_only)
        self.said.setVisible(not open_still)
        self.signed.setVisible(not open_still)
        self.signed.setText(_signed_in_words(line, self._front.panti, own=own))

    def _show_words(self) -> None:
        if self.note is None:
            return
        typed = self._drafts.of(key_of(self.note.line))
        kept = self.note.words if typed is None else str(typed)
        if self.words.value() != kept and not self.words.note.hasFocus():
            self.words.set_value(kept)
        self.said.setText(self.note.words or _("No words were added."))


def _signed_in_words(line: HandoverLine, panti: Panti, *, own: bool) -> str:
    """Who signed and when, and what the note waits for."""

    def said(sentence: str, who: Signature) -> str:
        return sentence.format(name=who.name, when=date_and_clock(who.at.astimezone(panti.zone.offset)))

    told = [said(_("Handed over by {name}, {when}"), line.handed)] if line.handed is not None else []
    if line.taken is not None:
        told.append(said(_("Taken over by {name}, {when}"), line.taken))
    elif own:
        told.append(_("Waiting for the next officer, who signs in with the own account and takes over."))
    else:
        told.append(_("Waiting for who takes over."))
    return "\n".join(told)
