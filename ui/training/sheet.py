"""The month's sheet of one class: marked key by key, closed, corrected with a reason, printed to be signed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import ATTENDANCE_NAMES, Attendance, BatchLine, ClassDay, ClassRow, ClassSheet
from shelter_admin.domain.wording import day_and_date, number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.classes import PrintSignInSheet
from ui.kit.alerts import ask_reason
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.training.classes import runs
from ui.training.days import is_held, named, takes_marks
from ui.training.marking import Marking
from ui.training.sheet_layout import SheetLayout


class SheetTab(QWidget):
    """The sheet. ``told`` gives the page's subtitle; ``enrolling``, ``beginning`` and ``moving_in`` lead on."""

    told = Signal(str)
    enrolling = Signal()
    beginning = Signal()
    moving_in = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.marking = Marking(front, self)
        self.parts = SheetLayout(
            front.desk.today, running=front.may(Right.RUN_CLASS), setting_up=front.may(Right.EDIT_PROGRAMS)
        )
        self.table, self.asked, self.month = self.parts.table, self.parts.asked, self.parts.month
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        self.marking.shown.connect(self._show)
        self.marking.refused.connect(self._refused)
        self.month.chosen.connect(self._open)
        self.table.moved.connect(self._moved)
        parts.print.clicked.connect(lambda _checked=False: self.print_sheet())
        parts.begin.clicked.connect(lambda _checked=False: self.beginning.emit())
        parts.enrol.clicked.connect(lambda _checked=False: self.enrolling.emit())
        if self.front.may(Right.RUN_CLASS):
            self.table.marked.connect(self.mark)
            self.table.repeated.connect(self._repeat)
            parts.all_present.clicked.connect(lambda _checked=False: self.all_present())
            parts.close_it.clicked.connect(lambda _checked=False: self.ask_to_close())
            parts.move_in.clicked.connect(lambda _checked=False: self.moving_in.emit())
            key = QShortcut(QKeySequence("F8"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.all_present)

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

    def _open(self) -> None:
        if self.batch is None:
            self.marking.forget()
            self.parts.show_class(None, None, running=self.running)
            self.told.emit("")
            return
        self.marking.open(self.batch.batch_id, self.month.first, self.month.last)

    def _show(self, sheet: ClassSheet) -> None:
        self.parts.show_class(self.batch, sheet, running=self.running)
        self.table.show_sheet(sheet)
        self._moved()
        self.told.emit(sheet.batch.title)

    def _moved(self) -> None:
        sheet, here = self.sheet, self.table.here()
        if sheet is not None:
            self.parts.show_day(sheet, here[1] if here is not None else None)

    def mark(self, row: ClassRow, day: ClassDay, mark: Attendance | None) -> None:
        """Write a mark and go down; on a closed day ask why; say what stands against it."""
        if not self.running or not self._may_mark(row, day):
            return
        if day.closed_at is not None:
            self._correct(row, day, mark)
            return
        self.asked.clear()
        self.marking.mark(day.day, ((row.enrolment_id, mark),))
        if mark is not None:
            self.table.go_down()

    def _may_mark(self, row: ClassRow, day: ClassDay) -> bool:
        """Say what stands against a mark before the store would."""
        sheet = self.sheet
        if sheet is None:
            return False
        if day.day > sheet.today:
            self.asked.say("info", _("{day} is still to come.").format(day=day_and_date(day.day)))
        elif day.off and day.session_id is None:
            words = _("{day} is a holiday: {name}. Where the office works that day, say so under Holidays.")
            self.asked.say("info", words.format(day=day_and_date(day.day), name=day.off))
        elif not is_held(day):
            self._ask_to_open(day)
        elif day.day not in row.own:
            words = _("{name} was not in this class on {day}.")
            self.asked.say("info", words.format(name=row.name, day=day_and_date(day.day)))
        else:
            return True
        return False

    def _ask_to_open(self, day: ClassDay) -> None:
        words = _("By its plan this class does not meet on {day}.").format(day=day_and_date(day.day))

        def open_it() -> None:
            self.asked.clear()
            self.marking.open_session(day.day)
            self.take_focus()

        answers = ((_("Hold the class that day"), open_it), (_("Cancel"), self._back))
        self.asked.say("info", words, answers, focus=True)

    def _back(self) -> None:
        self.asked.clear()
        self.take_focus()

    def _repeat(self, row: ClassRow, day: ClassDay) -> None:
        """Ctrl+D: the mark here goes to the row below; where there is none here, the one above comes down."""
        sheet = self.sheet
        if sheet is None or not self.running:
            return
        at = next(no for no, one in enumerate(sheet.rows) if one.enrolment_id == row.enrolment_id)
        source, target = (at, at + 1) if day.day in row.marks else (at - 1, at)
        mark = sheet.rows[source].marks.get(day.day) if source >= 0 else None
        if mark is None or target >= len(sheet.rows) or not self._may_mark(sheet.rows[target], day):
            return
        self.table.go_to(sheet.rows[target].enrolment_id, day)
        if day.closed_at is not None:
            self._correct(sheet.rows[target], day, mark)
        else:
            self.marking.mark(day.day, ((sheet.rows[target].enrolment_id, mark),))

    def all_present(self) -> None:
        """F8: whoever has no mark that day is present; marks that are there stay."""
        sheet, here = self.sheet, self.table.here()
        if sheet is None or here is None or not self.running:
            return
        day = sheet.day_of(here[1].day)
        if day is None or not takes_marks(sheet, day) or day.closed_at is not None:
            self._may_mark(*here)
            return
        left = sheet.unmarked_on(day.day)
        if left:
            self.asked.clear()
            self.marking.mark(day.day, [(row.enrolment_id, Attendance.PRESENT) for row in left])
        self.take_focus()

    def ask_to_close(self) -> None:
        """Ask in the page: who has no mark is named; they are marked, or stay unmarked by decision."""
        sheet, here = self.sheet, self.table.here()
        if sheet is None or here is None:
            return
        day = here[1]
        left = sheet.unmarked_on(day.day)
        closing = (_("Close session"), lambda: self._close(day, leave_unmarked=False))
        if not left:
            words = _("Close {day}? All {count} are marked; after that a mark is changed with a reason.")
            said = words.format(day=day_and_date(day.day), count=number(len(sheet.rows)))
            self.asked.say("info", said, (closing, (_("Cancel"), self._back)), focus=True)
            return
        words = n_(
            "Close {day}? {count} is not marked: {names}. Without a mark the day does not count for that person.",
            "Close {day}? {count} are not marked: {names}. Without a mark the day does not count for them.",
            len(left),
        )
        said = words.format(day=day_and_date(day.day), count=number(len(left)), names=named(left))
        answers = (
            (_("Mark them"), lambda: self._go_mark(left[0], day)),
            (_("Leave unmarked and close"), lambda: self._close(day, leave_unmarked=True)),
            (_("Cancel"), self._back),
        )
        self.asked.say("attention", said, answers, focus=True)

    def _go_mark(self, row: ClassRow, day: ClassDay) -> None:
        self._back()
        self.table.go_to(row.enrolment_id, day)

    def _close(self, day: ClassDay, *, leave_unmarked: bool) -> None:
        self._back()
        self.marking.close(day.day, leave_unmarked=leave_unmarked)

    def _correct(self, row: ClassRow, day: ClassDay, mark: Attendance | None) -> None:
        if row.marks.get(day.day) is mark:
            return
        becomes = _(ATTENDANCE_NAMES[mark]) if mark is not None else _("not marked")
        words = _("{name}, {day}: becomes “{mark}”. The old mark is kept in the log.")
        said = words.format(name=row.name, day=day_and_date(day.day), mark=becomes)

        def correct(reason: str) -> None:
            self.asked.clear()
            self.marking.correct(day.day, row.enrolment_id, mark, reason)
            self.take_focus()

        ask_reason(self, _("Correct a closed session"), said, _("Correct it"), correct)

    def _refused(self, failure: Failure) -> None:
        self.asked.say("danger", explain(failure, self.front.panti))

    def print_sheet(self) -> None:
        """Show the month's sign-in sheet on paper."""
        if self.batch is not None:
            query = PrintSignInSheet(self.batch.batch_id, self.month.first, self.month.last)
            self.front.ask(query, self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)
