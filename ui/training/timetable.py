"""The timetable by week: of the open class, of a room, a trainer or the whole house; lessons are changed beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.training.timetable import LessonChoices, LessonLine, PlannedHours, Timetable
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.training.timetable import (
    CopyTimetable,
    LessonChoicesOf,
    PrintTimetable,
    RemoveLesson,
    TimetableOf,
)
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import tip
from ui.kit.preview import show_paper
from ui.kit.widgets import Card, ShortLabel, button, label, row, scrolled
from ui.training.lesson_form import LessonCard
from ui.training.rooms import RoomsSheet
from ui.training.telling import tell
from ui.training.week_chooser import WeekChooser
from ui.training.week_grid import WeekGrid
from ui.training.week_words import apart_words, changed_lines, changed_words

SIDE = 316
CHOICE = 250


@dataclass(frozen=True)
class Whose:
    """Whose week is shown: of the open class where nothing is said."""

    room_id: str | None = None
    trainer_id: str | None = None
    everybody: bool = False


OPEN_CLASS = Whose()


class TimetableTab(QWidget):
    """A week on the left with what is changed in it, the lesson under the cursor on the right."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.classes: tuple[BatchLine, ...] = ()
        self._wanted = ""
        self.whose = ChoiceField("whose", _("Show"), [(OPEN_CLASS, _("This class"))])
        self.whose.words.hide()
        self.whose.setFixedWidth(CHOICE)
        self.hours = ShortLabel("", "muted")
        self.rooms = button(_("Training rooms"), self.show_rooms, icon="door-open")
        earlier = _("The week of an earlier class")
        self.copy = button(_("Take a week over"), self.offer_copies, icon="layers", tip=earlier)
        self.print = button(_("Print"), self.print_week, icon="printer")
        self.week = WeekChooser(front.desk.today)
        self.changed_days = label("", "small", wrap=True)
        self.apart = label("", "attention", wrap=True)
        self.grid = WeekGrid()
        self.lesson = LessonCard(front)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        top = row(self.whose, self.hours, self.rooms, self.copy, self.print)
        top.setStretch(1, 1)
        outer.addLayout(top)
        of_week = row(self.week, self.changed_days, spacing=16)
        of_week.setStretch(1, 1)
        outer.addLayout(of_week)
        outer.addWidget(self.apart)
        tell(self.apart, "")
        card = Card(padding=8)
        area = scrolled(self.grid)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.body.addWidget(area, 1)
        self.lesson.setFixedWidth(SIDE)
        both = row(card, self.lesson, spacing=16)
        both.setStretch(0, 1)
        outer.addLayout(both, 1)
        may = self.front.may(Right.EDIT_PROGRAMS)
        for part in (self.lesson, self.rooms, self.copy):
            part.setVisible(may)

    def _connect(self) -> None:
        self.whose.changed.connect(self.reload)
        self.week.chosen.connect(self.reload)
        self.lesson.saved.connect(self._saved)
        if self.front.may(Right.EDIT_PROGRAMS):
            self.grid.chosen.connect(self._chosen)
            self.grid.opened.connect(self._open)
            self.grid.removing.connect(self._remove)

    def take_focus(self) -> None:
        """Put the cursor on the first lesson, else where one is written."""
        if self.grid.blocks:
            self.grid.blocks[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.lesson.isVisible():
            self.lesson.weekday.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None, classes: tuple[BatchLine, ...] = ()) -> None:
        """Show the week of a class."""
        self.batch, self.classes = batch, classes
        self.lesson.open_class(batch)
        if batch is not None:
            self.front.ask(LessonChoicesOf(batch.batch_id), self, self._offer)
            self.reload()

    def _offer(self, found: LessonChoices) -> None:
        rooms = [(Whose(one.room_id), _("Room: {name}").format(name=one.name)) for one in found.rooms]
        people = [(Whose(None, one), _("Trainer: {name}").format(name=name)) for one, name in found.trainers]
        everybody = (Whose(everybody=True), _("The whole house"))
        self.whose.offer([(OPEN_CLASS, _("This class")), everybody, *rooms, *people])

    def reload(self) -> None:
        """Ask for the week."""
        if self.batch is None:
            return
        self.front.ask(TimetableOf(*self._asked(), self.week.monday), self, self._show)

    def _asked(self) -> tuple[str | None, str | None, str | None]:
        whose = self.whose.value() or OPEN_CLASS
        batch = self.batch.batch_id if self.batch is not None and whose == OPEN_CLASS else None
        return batch, whose.room_id, whose.trainer_id

    def _show(self, found: Timetable) -> None:
        of_class = (self.whose.value() or OPEN_CLASS) == OPEN_CLASS
        self.lesson.setVisible(of_class and self.front.may(Right.EDIT_PROGRAMS))
        if found.monday != self.week.monday:
            return  # another week is asked for meanwhile
        self.grid.show_week(found, whose=not of_class)
        self.changed_days.setText(changed_words(found, whose=not of_class))
        self.changed_days.setToolTip(tip("\n".join(changed_lines(found, whose=not of_class))))
        tell(self.apart, apart_words(found.apart))
        self.hours.setText("" if found.hours is None else hours_words(found.hours))
        if of_class and self.batch is not None:
            others = [one for one in self.classes if self._may_copy(one)]
            self.copy.setEnabled(not found.lessons and bool(others))
            self.told.emit(self.batch.title)
        if self._wanted and self.grid.go_to(self._wanted):
            self._wanted = ""

    def _may_copy(self, one: BatchLine) -> bool:
        batch = self.batch
        return batch is not None and one.program_id == batch.program_id and one.batch_id != batch.batch_id

    def _chosen(self, line: LessonLine) -> None:
        if self.batch is not None and line.lesson.batch_id == self.batch.batch_id:
            self.lesson.show_lesson(line)

    def _open(self, line: LessonLine) -> None:
        self._chosen(line)
        if self.lesson.line is line:
            self.lesson.begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, line: LessonLine) -> None:
        self.front.do(RemoveLesson(line.lesson.lesson_id), self)

    def _saved(self, lesson_id: str) -> None:
        if self.lesson.line is not None:
            self._wanted = lesson_id

    def show_rooms(self) -> None:
        """Show the training rooms, to add and change them."""
        sheet = RoomsSheet(self.front, self)
        sheet.changed.connect(lambda: self.open_class(self.batch, self.classes))
        sheet.open()

    def offer_copies(self) -> None:
        """Offer the classes of the programme whose week can be taken over."""
        menu = QMenu(self)
        for one in self.classes:
            if self._may_copy(one):
                words = one.name or _("standing class")
                menu.addAction(words.replace("&", "&&")).triggered.connect(
                    lambda _checked=False, other=one.batch_id: self.take_over(other)
                )
        menu.popup(self.copy.mapToGlobal(self.copy.rect().bottomLeft()))

    def take_over(self, batch_id: str) -> None:
        """Take the week of another class over."""
        if self.batch is not None:
            self.front.do(CopyTimetable(batch_id, self.batch.batch_id), self)

    def print_week(self) -> None:
        """Show the week that is shown on paper."""
        self.front.ask(PrintTimetable(*self._asked()), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)


def hours_words(hours: PlannedHours) -> str:
    """The lesson hours of a week, and what they add up to beside what the programme has."""
    week = _("{hours} JP in a week").format(hours=number(hours.week))
    if hours.whole is None:
        return week
    if hours.hours is None:
        return f"{week} · {_('{planned} JP until the end').format(planned=number(hours.whole))}"
    whole = _("{planned} of {hours} JP until the end").format(planned=number(hours.whole), hours=number(hours.hours))
    short = hours.whole < hours.hours
    return f"{week} · {'▲ ' if short else '✓ '}{whole}"
