"""The parts of the page: one of them is shown, and knows how to show a class and where its work begins."""

from __future__ import annotations

from functools import cached_property
from typing import Final, TypeVar

from PySide6.QtCore import Signal
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
KEYS: Final = frozenset({SHEET, GRADES, PEOPLE, PROGRAMS, HOLIDAYS, TIMETABLE, SELECTION, PRACTICE}) | BESIDE_SHEET
OF_CLASS: Final = frozenset({SHEET, GRADES, PEOPLE, TIMETABLE, SELECTION}) | {PRACTICE} | BESIDE_SHEET


# Which parts say something beside the title, and which lead back to the sheet.
TELLING: Final = (
    SheetTab,
    GradesTab,
    PeopleTab,
    TimetableTab,
    SelectionTab,
    MovingInTab,
    LeaveTab,
    PracticeTab,
    TogetherTab,
)
LED_TO: Final = (MovingInTab, LeaveTab, PracticeTab, TogetherTab)
OfPart = TypeVar("OfPart", bound=QWidget)


class Parts(QStackedWidget):
    """Every part of the page by its key; the sheet is shown first.

    A part is made when somebody first asks for it; ``made`` gives each one once, for the page to listen to.
    """

    made = Signal(QWidget)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._made: dict[str, QWidget] = {}
        self.sheet = self._add(SHEET, SheetTab(front))

    def _add(self, key: str, part: OfPart) -> OfPart:
        self._made[key] = part
        self.addWidget(part)
        self.made.emit(part)
        return part

    @cached_property
    def grades(self) -> GradesTab:
        """The marks of a class."""
        return self._add(GRADES, GradesTab(self._front))

    @cached_property
    def people(self) -> PeopleTab:
        """Who is in a class."""
        return self._add(PEOPLE, PeopleTab(self._front))

    @cached_property
    def programs(self) -> ProgramsTab:
        """The programmes and their classes."""
        return self._add(PROGRAMS, ProgramsTab(self._front))

    @cached_property
    def holidays(self) -> HolidaysTab:
        """The days without classes."""
        return self._add(HOLIDAYS, HolidaysTab(self._front))

    @cached_property
    def moving_in(self) -> MovingInTab:
        """The office's own sheet of a month, taken in."""
        return self._add(MOVING_IN, MovingInTab(self._front))

    @cached_property
    def timetable(self) -> TimetableTab:
        """The lessons of a week."""
        return self._add(TIMETABLE, TimetableTab(self._front))

    @cached_property
    def selection(self) -> SelectionTab:
        """Who asks for a place in a class."""
        return self._add(SELECTION, SelectionTab(self._front))

    @cached_property
    def leave(self) -> LeaveTab:
        """The leave announced in a class."""
        return self._add(LEAVE, LeaveTab(self._front))

    @cached_property
    def practice(self) -> PracticeTab:
        """Who practises where."""
        return self._add(PRACTICE, PracticeTab(self._front))

    @cached_property
    def together(self) -> TogetherTab:
        """Absence, illness and gate beside each other."""
        return self._add(TOGETHER, TogetherTab(self._front))

    def __contains__(self, key: str) -> bool:
        return key in KEYS

    @property
    def shown(self) -> str:
        """The part that is shown."""
        return next(key for key, part in self._made.items() if part is self.currentWidget())

    def show_part(self, key: str) -> None:
        """Show another part."""
        if key not in self._made:
            getattr(self, key)  # the keys are the names of the parts; asking makes it
        self.setCurrentWidget(self._made[key])

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
