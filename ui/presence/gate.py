"""The gate: one field that always has the cursor, who may be meant, who is outside, what just happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.presence import (
    GateBoard,
    GateEntry,
    GatePerson,
    OutingLine,
    late_first,
    minutes_late,
    read_return,
)
from shelter_admin.domain.wording import clock, number
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Command
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.presence.gate import ComeIn, ExpectBack, GateBoardNow, GoOut
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Empty, Pill, label
from ui.presence.candidates import Candidates
from ui.presence.field import GateField, TypingGoesTo
from ui.presence.going_out import GoingOut, going_out_of
from ui.presence.inside import Inside
from ui.presence.outside import JustNow, OutsideTable, expected
from ui.presence.refusals import Refusals
from ui.presence.who import Who

MINUTE = 60_000
LEFT_WIDTH = 304


class GateTab(QWidget):
    """The gate's tab. ``told`` gives the page's subtitle, ``late`` how many are late."""

    told = Signal(str)
    late = Signal(int)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.acting = front.may(Right.MARK_GATE)
        self.board: GateBoard | None = None
        self._wanted = ""
        self._return_shown: datetime | None = None
        hint = _("name, number, or scan a card — Enter") if self.acting else _("name or number")
        self.field = GateField(hint)
        self.candidates = Candidates(lambda: self.front.panti, acting=self.acting)
        self.who = Who(front, self.field, self.candidates, self._toggle, self._ask_where)
        self.going_out = GoingOut()
        self.outside = OutsideTable(lambda: self.front.panti, acting=self.acting)
        self.just_now = JustNow()
        self.refusals = Refusals(front)
        self.inside = Inside(front)
        self._lay_out()
        self._connect()
        self._typing = TypingGoesTo(self.field.line, self)
        self._typing.watch(self, self.outside, self.candidates)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(LEFT_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.candidates)
        column.addWidget(self.going_out)
        column.addWidget(self.just_now, 1)
        self.right = Card(_("Outside"), padding=12)
        self.how_many, self.how_late = label("", "muted"), Pill("", "danger")
        self.right.head.insertWidget(1, self.how_many)
        self.right.head.addWidget(self.how_late)
        self.how_late.hide()
        told = _("Whoever goes out is listed here, the latest first.")
        self.empty = Empty("door-open", _("Everybody is inside"), told)
        self.right.add(self.outside, self.empty)
        self.empty.hide()  # nothing is said of the house before it was read
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(left)
        below.addWidget(self.right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(14)
        outer.addWidget(self.field)
        outer.addWidget(self.refusals)
        outer.addWidget(self.inside)
        outer.addLayout(below, 1)

    def _connect(self) -> None:
        self.who.down.connect(self._to_table)
        self.going_out.given.connect(self._write_out)
        self.going_out.left.connect(self._leave_panel)
        self.outside.come_in.connect(lambda line: self._come_in(line.person_id, line.name, ""))
        self.outside.change.connect(self._edit_return)
        self.outside.left_upwards.connect(self.take_focus)
        self.front.went_away.connect(self.reload)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.tick)
        self._minute.start()

    def take_focus(self) -> None:
        """Put the cursor into the field, unless a destination is just being written."""
        if not self.going_out.isVisible():
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, person_id: str) -> None:
        """Put the cursor of the table on somebody outside, once the list is there."""
        self._wanted = "" if self.outside.go_to(person_id) else person_id

    def reload(self) -> None:
        """Ask who is outside."""
        self.front.ask(GateBoardNow(), self, self.show_board, self.inside.not_read)

    def show_board(self, board: GateBoard) -> None:
        """Show who is outside, how many are inside, and what just happened."""
        self.board = board
        self.refusals.reload()
        self.inside.board_read()
        if not any(move.waiting for move in board.recent):
            self.who.all_sent()
        self.outside.show_records(board.out)
        if self._wanted:
            self.outside.go_to(self._wanted)
            self._wanted = ""
        self.outside.setVisible(bool(board.out))
        self.empty.setVisible(not board.out)
        self.just_now.show_moves(board.recent, self.front.panti, self.front.panti.day_of(self.front.now))
        late = sum(1 for line in board.out if line.late_minutes)
        self.how_many.setText(f"· {number(len(board.out))}")
        self.how_late.say("▲ " + _("{count} late").format(count=number(late)), "danger")
        self.how_late.setVisible(bool(late))
        words = _("Gate · {inside} inside, {out} out, {late} late")
        self.told.emit(words.format(inside=number(board.inside), out=number(len(board.out)), late=number(late)))
        self.late.emit(late)

    def tick(self) -> None:
        """Count lateness anew; nothing is asked and the cursor stays where it is."""
        if self.board is not None:
            now = self.front.now
            lines = [replace(line, late_minutes=minutes_late(line.until, now)) for line in self.board.out]
            if [line.late_minutes for line in lines] != [line.late_minutes for line in self.board.out]:
                self.show_board(replace(self.board, out=tuple(late_first(lines))))

    @property
    def _here(self) -> datetime:
        return self.front.now.astimezone(self.front.panti.zone.offset)

    def _to_table(self) -> None:
        if self.outside.records:
            self.outside.setFocus(Qt.FocusReason.TabFocusReason)
            self.outside.go_to(self.outside.records[0].person_id)

    def _toggle(self, entry: GateEntry, person: GatePerson, typed: str) -> None:
        if not self.acting:
            self.who.give_back(typed, "", [person])
        elif person.out and not entry.going_out:
            self._come_in(person.person_id, person.name, typed)
        else:
            self._go_out(entry, person, typed)

    def _go_out(self, entry: GateEntry, person: GatePerson, typed: str) -> None:
        try:
            until = read_return(entry.until, self._here) if entry.until else None
        except Refused as failure:
            self.who.refuse(typed, failure)
            return
        words = _("{name}: out {clock}").format(name=person.name, clock=clock(self._here))
        command = going_out_of(person, entry.destination, _utc(until))
        self._act(command, words, lambda failure: self.who.refuse(typed, failure))

    def _come_in(self, person_id: str, name: str, typed: str) -> None:
        words = _("{name}: in {clock}").format(name=name, clock=clock(self._here))
        self._act(ComeIn(person_id), words, lambda failure: self.who.refuse(typed, failure))

    def _act(self, command: Command[Any], words: str, refused: Callable[[Failure], bool]) -> None:
        self.front.do(command, self, lambda done: self._acted(words, waiting=done.waiting), refused)

    def _acted(self, words: str, *, waiting: bool) -> None:
        self.who.finish(words, waiting=waiting)
        if not self.field.line.text():
            self.going_out.hide()
        self.take_focus()

    def _ask_where(self, entry: GateEntry, person: GatePerson, typed: str) -> None:
        outside = [line for line in self.board.out if line.person_id == person.person_id] if self.board else []
        if not self.acting:
            self.who.give_back(typed, "", [person])
            return
        if person.out:
            if outside:
                self._edit_return(outside[0])
            return
        self.candidates.show_people(())
        self.going_out.ask(person, entry.destination, entry.until, self.front.panti)

    def _edit_return(self, line: OutingLine) -> None:
        if self.acting:
            until = expected(line, self.front.panti) if line.until is not None else ""
            self._return_shown = line.until
            self.candidates.show_people(())
            self.going_out.ask_return(line.outing_id, line.name, until)

    def _write_out(self) -> None:
        panel = self.going_out
        try:
            until = _utc(panel.until_from(self._here))
        except Refused as failure:
            panel.refused(failure)
            return
        if panel.outing_id:
            change = ExpectBack(panel.outing_id, until, seen=Seen({"until": self._return_shown}))
            self._act(change, _("Return noted"), panel.refused)
            return
        words = _("{name}: out {clock}").format(name=panel.name, clock=clock(self._here))
        command = GoOut(panel.person_id, panel.destination.value().strip(), until, panel.kind)
        self._act(command, words, panel.refused)

    def _leave_panel(self) -> None:
        self.going_out.hide()
        self.take_focus()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.take_focus()
        super().mousePressEvent(event)


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
