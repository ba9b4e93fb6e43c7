"""Field practice of a class: who is where, and each day marked with the four letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.training import (
    ATTENDANCE_NAMES,
    Attendance,
    BatchLine,
    ClassSheet,
    PracticePlace,
    PracticeRow,
)
from shelter_admin.domain.wording import DAYS, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.places import PracticePlaces
from shelter_admin.operations.training.practising import MarkPractice, PracticeMark, PracticesOf
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.scrolling import Scrolling
from ui.kit.widgets import Card, Chips, button, label, row
from ui.training.classes import runs
from ui.training.practice_forms import PlaceCard, PracticeCard, SendCard

SIDE = 344
LETTERS = {mark.value: mark for mark in Attendance}


@dataclass(frozen=True)
class PracticeDay:
    """A day of the practice under the cursor; ``due`` says that it is awaited and not marked."""

    day: date
    mark: Attendance | None
    due: bool


class DaysTable(RecordsTable):
    """The days of one practice. ``marked`` tells day and mark; one letter marks and goes down, Delete clears."""

    marked = Signal(object, object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        one, typed = self.current(), event.text().upper()
        if isinstance(one, PracticeDay) and typed in LETTERS:
            self.marked.emit(one.day, LETTERS[typed])
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)
        elif isinstance(one, PracticeDay) and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.marked.emit(one.day, None)
        else:
            super().keyPressEvent(event)


class PracticeTab(QWidget):
    """The practices of a class on the left, the days of the one under the cursor in the middle, the forms beside."""

    told = Signal(str)
    left = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.back = button(_("To the sheet"), self.left.emit, icon="chevron-left")
        self.table = RecordsTable(_columns(), lambda one: one.practice_id, _("Field practice"))
        self.days = DaysTable(_day_columns(), lambda one: one.day.isoformat(), _("Days of the practice"))
        self.all_present = button(
            _("All present"), self.mark_due, icon="check-check", tip=_("Every day of this practice without a mark")
        )
        self.send, self.change, self.place = SendCard(front), PracticeCard(front), PlaceCard(front)
        forms = (("send", _("Send")), ("change", _("This practice")), ("place", _("Place of practice")))
        self.which = Chips(forms)
        self.which.setAccessibleName(_("Form beside the list"))
        self.forms = QStackedWidget()
        self.side = QWidget()
        self._lay_out()
        self.which.chosen.connect(self.show_form)
        self.table.chosen.connect(self._choose)
        self.days.marked.connect(self.mark)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        told = _("On days of practice the class does not count for these people; the day at the place does.")
        outer.addLayout(row(self.back, label(told, "muted"), None, self.all_present))
        list_card, days_card = Card(padding=8), Card(padding=8)
        list_card.add(self.table)
        days_card.add(self.days)
        days_card.setFixedWidth(222)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.which)
        for card in (self.send, self.change, self.place):
            self.forms.addWidget(Scrolling(card))
        column.addWidget(self.forms, 1)
        self.side.setFixedWidth(SIDE)
        both = row(list_card, days_card, self.side, spacing=8)
        both.setStretch(0, 1)
        outer.addLayout(both, 1)

    def show_form(self, key: str) -> None:
        """Show one of the forms beside the list."""
        self.which.choose(key)
        self.forms.setCurrentIndex(("send", "change", "place").index(key))

    def take_focus(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show the practices of a class."""
        self.batch = self.send.batch = self.change.batch = batch
        running = runs(self.front, batch)
        self.side.setVisible(running)
        self.all_present.setVisible(running)
        if batch is None:
            return
        self.told.emit(batch.title)
        self.front.ask(PracticePlaces(), self, self._offer_places)
        self.front.ask(PracticesOf(batch.batch_id), self, self._show)
        self.front.ask(ClassSheetOf(batch.batch_id), self, self._offer)

    def _offer_places(self, places: tuple[PracticePlace, ...]) -> None:
        for card in (self.send, self.change, self.place):
            card.offer_places(places)

    def _offer(self, sheet: ClassSheet) -> None:
        self.send.offer(sheet)

    def _show(self, rows: tuple[PracticeRow, ...]) -> None:
        self.table.show_records(rows)
        if self.table.current() is None and rows:
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self._choose(self.table.current())

    def _choose(self, one: PracticeRow | None) -> None:
        self.change.show_row(one)
        days = [] if one is None else _days_of(one, self.front.desk.today)
        self.days.show_records(days)
        self.all_present.setEnabled(one is not None and bool(one.due))

    def mark(self, day: date, mark: Attendance | None) -> None:
        """Mark a day of the practice under the cursor."""
        one = self.table.current()
        if isinstance(one, PracticeRow) and runs(self.front, self.batch):
            self._give(one, {day: mark})

    def mark_due(self) -> None:
        """Every awaited day without a mark is present; what is marked stays."""
        one = self.table.current()
        if isinstance(one, PracticeRow) and one.due:
            self._give(one, dict.fromkeys(one.due, Attendance.PRESENT))

    def _give(self, one: PracticeRow, marks: dict[date, Attendance | None] | dict[date, Attendance]) -> None:
        seen = Seen({(one.practice_id, day): one.marks.get(day) for day in marks})
        given = tuple(PracticeMark(one.practice_id, day, mark) for day, mark in marks.items())
        self.front.do(MarkPractice(given, seen=seen), self)


def _days_of(one: PracticeRow, today: date) -> list[PracticeDay]:
    days = (min(one.last, today) - one.first).days + 1
    shown = (one.first + timedelta(days=step) for step in range(max(0, days)))
    return [PracticeDay(day, one.marks.get(day), day in one.due) for day in shown]


def _columns() -> list[Column[PracticeRow]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Place of practice"), lambda one: one.place),
        Column(_("From"), lambda one: short_date(one.first)[:5], width=62, sort=lambda one: one.first),
        Column(_("To"), lambda one: short_date(one.last)[:5], width=62, sort=lambda one: one.last),
        Column(_("Days"), _counts, width=138, look=lambda one: "attention" if one.due else None),
    ]


def _counts(one: PracticeRow) -> str:
    counted = " ".join(f"{mark.value} {one.counted(mark)}" for mark in Attendance if one.counted(mark))
    left = n_("▲ {count} open", "▲ {count} open", len(one.due)).format(count=number(len(one.due))) if one.due else ""
    return " · ".join(part for part in (counted, left) if part) or "—"


def _day_columns() -> list[Column[PracticeDay]]:
    return [
        Column(
            _("Day"),
            lambda one: f"{_(DAYS[one.day.weekday()])[:3]} {short_date(one.day)[:5]}",
            sort=lambda one: one.day,
        ),
        Column(_("Mark"), _mark_words, width=70, look=lambda one: "attention" if one.due else None),
    ]


def _mark_words(one: PracticeDay) -> str:
    if one.mark is not None:
        return _(ATTENDANCE_NAMES[one.mark])
    return "·" if one.due else ""
