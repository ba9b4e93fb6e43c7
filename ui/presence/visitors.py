"""The visitors' log: one line in, one button out; who is still inside on top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import GatePerson
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.visits import Visit, VisitEntry, VisitorLog, read_visit_entry
from shelter_admin.domain.wording import clock, day_and_date, number
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.duty.visits import PrintVisitorLog, VisitorCame, VisitorLeft, VisitorsOn
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.gate import GatePeople
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, button, label
from ui.presence.field import GateField, TypingGoesTo
from ui.presence.outside import ButtonDelegate
from ui.presence.pass_words import hour

SEVERAL: Final = 4
ROW_HEIGHT: Final = 38


def _hour(visit: Visit, panti: Panti, day: date) -> str:
    if panti.day_of(visit.came_at) != day:
        return hour(visit.came_at, panti)
    return clock(panti.clock_of(visit.came_at))


def columns(panti: Callable[[], Panti], day: Callable[[], date]) -> list[Column[Any]]:
    """The columns of the log."""
    return [
        Column(_("Came"), lambda visit: _hour(visit, panti(), day()), width=104, sort=lambda visit: visit.came_at),
        Column(_("Visitor"), lambda visit: visit.visitor, strong=True),
        Column(
            _("From, relation"),
            lambda visit: " · ".join(part for part in (visit.office, visit.relation) if part) or "—",
            look=lambda _visit: "muted",
        ),
        Column(
            _("Visits"),
            lambda visit: f"{visit.resident} · {visit.number}" if visit.resident else _("the office"),
        ),
        Column(
            p_("heading", "Left"),
            lambda visit: hour(visit.left_at, panti())[6:] if visit.left_at else "→ " + _("still inside"),
            width=152,
            look=lambda visit: None if visit.left_at else "info",
            sort=lambda visit: visit.left_at,
        ),
        Column("", lambda visit: p_("button", "Left") if visit.inside else "", width=92),
    ]


class LogTable(RecordsTable):
    """The log's table; ``left`` tells the visit whose button was pressed, or Enter on its row."""

    left = Signal(object)
    left_upwards = Signal()

    def __init__(self, panti: Callable[[], Panti], day: Callable[[], date]) -> None:
        made = columns(panti, day)
        self._button_column = len(made) - 1
        super().__init__(made, lambda visit: visit.visit_id, _("Visitors"))
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._painter = ButtonDelegate(self)
        self.setItemDelegateForColumn(self._button_column, self._painter)
        self.opened.connect(self._leave)
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == self._button_column:
            self._leave(self.records[index.row()])

    def _leave(self, visit: Visit) -> None:
        if visit.inside:
            self.left.emit(visit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)


class VisitorsTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.day: date | None = None  # the running day
        self.log: VisitorLog | None = None
        hint = _("visitor, office (relation) > resident — Enter")
        self.field = GateField(hint, _("Who comes to visit"), "users")
        self.table = LogTable(lambda: self.front.panti, lambda: self.shown_day)
        self.empty = Empty(
            "users",
            _("Nobody has visited on this day"),
            _("Write the visitor, then > and whom they visit: Siti (sister) > slamet. Enter writes them in."),
        )
        self.when = label("", "strong")
        self._lay_out()
        self._typing = TypingGoesTo(self.field.line, self)
        self._typing.watch(self, self.table)
        self.field.line.entered.connect(self.write_in)
        self.field.line.textEdited.connect(lambda _text: self.field.say())
        self.field.line.moved.connect(lambda by: self._to_table() if by > 0 else None)
        self.field.line.left.connect(self._clear)
        self.table.left.connect(self.write_left)
        self.table.left_upwards.connect(self.take_focus)

    def _lay_out(self) -> None:
        self.before = button("‹", lambda: self._step(-1), tip=_("The day before"))
        self.before.setAccessibleName(_("The day before"))
        self.after = button("›", lambda: self._step(1), tip=_("The day after"))
        self.after.setAccessibleName(_("The day after"))
        self.print_button = button(_("Print"), self.print_log, icon="printer")
        self.card = Card(_("Visitors' log"), padding=12)
        for made in (self.before, self.when, self.after, self.print_button):
            self.card.head.addWidget(made)
        self.card.add(self.table, self.empty)
        self.empty.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(14)
        outer.addWidget(self.field)
        outer.addWidget(self.card, 1)

    @property
    def shown_day(self) -> date:
        """The day whose log is shown."""
        return self.day or self.front.panti.day_of(self.front.now)

    def take_focus(self) -> None:
        """Put the cursor into the field."""
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the log of the day."""
        self.front.ask(VisitorsOn(self.day), self, self._got)

    def write_in(self) -> None:
        """Write in what was typed; the field is free at once, and gets its words back where something is wrong."""
        typed = self.field.line.text()
        entry = read_visit_entry(typed)
        if not typed.strip():
            return
        self.field.line.clear()
        if not entry.resident:
            self._came(entry, "", typed)
            return

        def answered(people: tuple[GatePerson, ...]) -> None:
            if len(people) == 1:
                self._came(entry, people[0].person_id, typed)
            else:
                self._give_back(typed, _which(entry, people))

        self.front.ask(
            GatePeople(entry.resident, SEVERAL), self, answered, lambda failure: self._refused(typed, failure)
        )

    def write_left(self, visit: Visit) -> None:
        """Write down that a visitor left."""
        words = _("{name} left").format(name=visit.visitor)
        self.front.do(VisitorLeft(visit.visit_id), self, lambda _done: self._done(words), self._said)

    def print_log(self) -> None:
        """Show the day's log on paper."""
        self.front.ask(PrintVisitorLog(self.day), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _came(self, entry: VisitEntry, person_id: str, typed: str) -> None:
        command = VisitorCame(entry.visitor, entry.office, entry.relation, person_id=person_id)
        words = _("{name} written in").format(name=entry.visitor)
        self.front.do(command, self, lambda _done: self._done(words), lambda failure: self._refused(typed, failure))

    def _done(self, words: str) -> None:
        self.field.say("✓ " + words, "ok")
        self.take_focus()

    def _refused(self, typed: str, failure: Failure) -> bool:
        return self._give_back(typed, explain(failure, self.front.panti))

    def _said(self, failure: Failure) -> bool:
        self.field.say(explain(failure, self.front.panti))
        return True

    def _give_back(self, typed: str, sentence: str) -> bool:
        if not self.field.line.text():
            self.field.line.setText(typed)
        self.field.say(sentence)
        self.take_focus()
        return True

    def _clear(self) -> None:
        self.field.line.clear()
        self.field.say()

    def _to_table(self) -> None:
        if self.table.records:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.go_to(self.table.records[0].visit_id)

    def _step(self, by: int) -> None:
        today = self.front.panti.day_of(self.front.now)
        day = min(today, self.shown_day + timedelta(days=by))
        self.day = None if day == today else day
        self.reload()

    def _got(self, log: VisitorLog) -> None:
        self.log = log
        self.table.show_records(log.visits)
        self.table.setVisible(bool(log.visits))
        self.empty.setVisible(not log.visits)
        self.when.setText(day_and_date(log.day))
        self.after.setEnabled(self.day is not None)
        words = _("Visitors · {count} on this day, {inside} still inside")
        self.told.emit(words.format(count=number(len(log.visits)), inside=number(log.inside)))


def _which(entry: VisitEntry, people: tuple[GatePerson, ...]) -> str:
    """Say that nobody or several are meant, with the numbers that tell them apart."""
    if not people:
        return _("Nobody in the house is called “{typed}”.").format(typed=entry.resident[:40])
    names = ", ".join(f"{one.name} {one.number}" for one in people[: SEVERAL - 1])
    return _("Several match, write the number: {names}").format(names=names)
