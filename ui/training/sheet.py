"""The month's sheet of one class: marked key by key, closed, corrected with a reason, printed to be signed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import (
    AS_PLANNED,
    Attendance,
    BatchLine,
    ClassDay,
    ClassRow,
    ClassSheet,
    Minutes,
    proposed_marks,
)
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.classes import PrintSignInSheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.training.classes import runs
from ui.training.corrected import Corrected
from ui.training.days import takes_marks
from ui.training.filling import Filling
from ui.training.marking import Marking
from ui.training.paper import FromPaper
from ui.training.questions import Questions
from ui.training.sheet_acts import SheetActs
from ui.training.sheet_layout import SheetLayout
from ui.training.typing import LATE


class SheetTab(QWidget):
    """The sheet. ``told`` gives the page's title; ``leading``, ``enrolling``, ``beginning``, ``moving_in`` lead on."""

    told = Signal(str)
    leading = Signal(str)
    enrolling = Signal()
    beginning = Signal()
    moving_in = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self._cell: tuple[str, date] | None = None
        self.marking = Marking(front, self)
        self.parts = SheetLayout(
            front.desk.today, running=front.may(Right.RUN_CLASS), setting_up=front.may(Right.EDIT_PROGRAMS)
        )
        self.table, self.asked, self.month = self.parts.table, self.parts.asked, self.parts.month
        self.questions = Questions(self, self.parts, self.marking)
        self.filling = Filling(self.parts, self.marking, self.questions, lambda: self.running)
        self.paper = FromPaper(self.table, self.parts.paper)
        self.corrected = Corrected(front, self, self.parts, self.marking)
        self.acts = SheetActs(
            self.parts.more,
            self.table,
            self.paper,
            self.questions,
            lambda: self.running,
            lead=self.leading.emit,
            corrected=self.corrected.ask,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        self.marking.shown.connect(self._show)
        self.marking.refused.connect(self._refused)
        self.month.chosen.connect(self._open)
        self.table.moved.connect(self._move_on)
        parts.print.clicked.connect(lambda _checked=False: self.print_sheet())
        parts.begin.clicked.connect(lambda _checked=False: self.beginning.emit())
        parts.enrol.clicked.connect(lambda _checked=False: self.enrolling.emit())
        parts.more.clicked.connect(lambda _checked=False: self.acts.show())
        self.table.typing.connect(self._moved)
        if self.front.may(Right.RUN_CLASS):
            self.table.marked.connect(self.mark)
            self.table.repeated.connect(self.filling.repeat)
            self.table.filled.connect(self.filling.fill_down)
            self.table.timed.connect(self.time)
            self.table.ended.connect(self.paper.at_end)
            parts.all_present.clicked.connect(lambda _checked=False: self.all_present())
            parts.close_it.clicked.connect(lambda _checked=False: self.questions.ask_to_close())
            parts.move_in.clicked.connect(lambda _checked=False: self.moving_in.emit())
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence("F8"), self, context=within).activated.connect(self.all_present)
            QShortcut(QKeySequence("F9"), self, context=within).activated.connect(self.paper.turn)

    @property
    def running(self) -> bool:
        """Say whether who sits here marks this class."""
        return runs(self.front, self.batch)

    @property
    def sheet(self) -> ClassSheet | None:
        """The sheet as it is shown."""
        return self.marking.sheet

    def take_focus(self) -> None:
        """Put the cursor on the sheet."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show a class, None where there is none."""
        another = (self.batch and self.batch.batch_id) != (batch and batch.batch_id)
        self.batch = batch
        if another:
            self.asked.clear()
            self.table.show_sheet(None)
        self._open()

    def open_today(self) -> None:
        """Show this month with the cursor on today's first missing mark."""
        self.month.go_to(self.front.desk.today)
        self.table.show_sheet(None)
        self._open()
        self.take_focus()

    def go_to(self, person_id: str) -> bool:
        """Put the cursor on somebody's row."""
        here, sheet = self.table.here(), self.sheet
        row = next((one for one in sheet.rows if one.person_id == person_id), None) if sheet is not None else None
        return row is not None and here is not None and self.table.go_to(row.enrolment_id, here[1])

    def take_scan(self, person_id: str, name: str) -> bool:
        """Mark somebody present today; False where there is no class to be present in."""
        sheet, today = self.sheet, self.front.desk.today
        day = sheet.day_of(today) if sheet is not None else None
        if sheet is None or day is None:
            return False
        row = next((one for one in sheet.rows if one.person_id == person_id), None)
        if row is None:
            self.asked.say("attention", _("{name} is not in this class.").format(name=name))
            return True
        self.table.go_to(row.enrolment_id, day)
        self.mark(row, day, Attendance.PRESENT)
        return True

    def _open(self) -> None:
        if self.batch is None:
            self.marking.forget()
            self.parts.show_class(None, None, running=self.running)
            self.told.emit("")
            return
        self.marking.open(self.batch.batch_id, self.month.first, self.month.last)

    def _show(self, sheet: ClassSheet) -> None:
        self.parts.show_class(self.batch, sheet, running=self.running)
        self.table.takes_minutes = self.running
        self.table.show_sheet(sheet)
        self._moved()
        self.told.emit(sheet.batch.title)

    def _move_on(self) -> None:
        """What was said of one cell goes with it; a reload that puts the cursor back takes nothing away."""
        here = self.table.here()
        cell = (here[0].enrolment_id, here[1].day) if here is not None else None
        if cell is not None and cell != self._cell:
            if self._cell is None or cell[1] != self._cell[1]:
                self.corrected.put_away()
            self._cell = cell
            self.asked.clear_remark()
        self._moved()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.asked.clear_remark()

    def _moved(self) -> None:
        sheet, here = self.sheet, self.table.here()
        if sheet is not None:
            self.parts.show_day(sheet, here[1] if here is not None else None)
            if self.table.minutes is not None:
                self.parts.state.say(self.table.minutes.words, "info")

    def mark(self, row: ClassRow, day: ClassDay, mark: Attendance | None) -> None:
        """Write a mark and go down; on a closed day ask why; say what stands against it."""
        if not self.running or not self.questions.may_mark(row, day):
            return
        if day.closed_at is not None:
            self.questions.correct(row, day, mark)
            return
        self.asked.clear()
        self.marking.mark(day.day, ((row.enrolment_id, mark),))
        if mark is not None:
            self.paper.count()
            self.table.go_down()

    def time(self, row: ClassRow, day: ClassDay, kind: str, minutes: int) -> None:
        """Somebody was present but came late or left early; the other kind of minutes stays as it is."""
        if not self.running or not self.questions.may_mark(row, day):
            return
        before = row.minutes.get(day.day, AS_PLANNED)
        told = Minutes(minutes, before.left) if kind == LATE else Minutes(before.late, minutes)
        if day.closed_at is not None:
            self.questions.correct(row, day, Attendance.PRESENT, told)
        else:
            self.asked.clear()
            self.marking.time(day.day, row.enrolment_id, told)
            self.paper.count()
            self.table.go_down()

    def all_present(self) -> None:
        """F8: whoever has no mark that day is present, or as was announced, once that is said; other marks stay."""
        sheet, here = self.sheet, self.table.here()
        if sheet is None or here is None or not self.running:
            return
        day = sheet.day_of(here[1].day)
        if day is None or not takes_marks(sheet, day) or day.closed_at is not None:
            self.questions.may_mark(*here)
            return
        self.take_focus()
        self.filling.give_all(day, proposed_marks(sheet, day.day))

    def _refused(self, failure: Failure) -> None:
        self.asked.say("danger", explain(failure, self.front.panti))

    def print_sheet(self) -> None:
        """Show the month's sign-in sheet on paper."""
        if self.batch is not None:
            query = PrintSignInSheet(self.batch.batch_id, self.month.first, self.month.last)
            self.front.ask(query, self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)
