"""The parts of the page: one of them is shown, and knows how to show a class and where its work begins."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.training.classes import ClassChooser
from ui.training.grades import GradesTab
from ui.training.holidays import HolidaysTab
from ui.training.leave import LeaveTab
from ui.training.moving_in import MovingInTab
from ui.training.people import PeopleTab
from ui.training.practice import PracticeTab
from ui.training.programs import ProgramsTab
from ui.training.selection import SelectionTab
from ui.training.sheet import SheetTab
from ui.training.sheet_acts import LEAVE, PRACTICE, TOGETHER
from ui.training.timetable import TimetableTab
from ui.training.together import TogetherTab

SHEET: Final = "sheet"
GRADES: Final = "grades"
PEOPLE: Final = "people"
PROGRAMS: Final = "programs"
HOLIDAYS: Final = "holidays"
MOVING_IN: Final = "moving_in"
TIMETABLE: Final = "timetable"
SELECTION: Final = "selection"
BESIDE_SHEET: Final = frozenset({MOVING_IN, LEAVE, TOGETHER})
OF_CLASS: Final = frozenset({SHEET, GRADES, PEOPLE, TIMETABLE, SELECTION}) | {PRACTICE} | BESIDE_SHEET


class Parts(QStackedWidget):
    """Every part of the page by its key; the sheet is shown first."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.grades, self.people = SheetTab(front), GradesTab(front), PeopleTab(front)
        self.programs, self.holidays, self.moving_in = ProgramsTab(front), HolidaysTab(front), MovingInTab(front)
        self.timetable, self.selection = TimetableTab(front), SelectionTab(front)
        self.leave, self.practice, self.together = LeaveTab(front), PracticeTab(front), TogetherTab(front)
        self._by_key: dict[str, QWidget] = {
            LEAVE: self.leave,
            PRACTICE: self.practice,
            TOGETHER: self.together,
            SHEET: self.sheet,
            GRADES: self.grades,
            PEOPLE: self.people,
            PROGRAMS: self.programs,
            HOLIDAYS: self.holidays,
            MOVING_IN: self.moving_in,
            TIMETABLE: self.timetable,
            SELECTION: self.selection,
        }
        for part in self._by_key.values():
            self.addWidget(part)
        self.setCurrentWidget(self.sheet)

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    @property
    def shown(self) -> str:
        """The part that is shown."""
        return next(key for key, part in self._by_key.items() if part is self.currentWidget())

    def show_part(self, key: str) -> None:
        """Show another part."""
        self.setCurrentWidget(self._by_key[key])

    def take_focus(self) -> None:
        """Put the cursor where the shown part's work is done."""
        part = self.currentWidget()
        if isinstance(
            part,
            SheetTab
            | GradesTab
            | PeopleTab
            | ProgramsTab
            | HolidaysTab
            | MovingInTab
            | TimetableTab
            | SelectionTab
            | LeaveTab
            | PracticeTab
            | TogetherTab,
        ):
            part.take_focus()

    def open_class(self, classes: ClassChooser) -> None:
        """Show the chosen class in the shown part, all classes where it is about all."""
        part = self.currentWidget()
        of_one = SheetTab | GradesTab | PeopleTab | MovingInTab | SelectionTab | LeaveTab | PracticeTab | TogetherTab
        if isinstance(part, of_one):
            part.open_class(classes.batch)
        elif isinstance(part, TimetableTab):
            part.open_class(classes.batch, classes.classes)
        elif isinstance(part, ProgramsTab):
            part.show_classes(classes.classes)


def choices(front: FrontDesk) -> list[tuple[str, str]]:
    """The parts to choose from, as (key, words)."""
    offered = [(SHEET, _("Attendance sheet")), (GRADES, _("Marks")), (PEOPLE, _("Participants"))]
    offered += [(PRACTICE, _("Field practice")), (TIMETABLE, _("Timetable"))]
    if front.may(Right.SEE_CASES):
        offered.append((SELECTION, _("Selection")))
    if front.may(Right.EDIT_PROGRAMS):
        offered.append((PROGRAMS, _("Programmes")))
    return [*offered, (HOLIDAYS, _("Holidays"))]
