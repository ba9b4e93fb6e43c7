"""Training: today's class and the month's sheet, marks, people, programmes and holidays, one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.training.classes import Classes
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips
from ui.training.classes import ClassChooser
from ui.training.grades import GradesTab
from ui.training.holidays import HolidaysTab
from ui.training.moving_in import MovingInTab
from ui.training.people import PeopleTab
from ui.training.programs import ProgramsTab
from ui.training.sheet import SheetTab

SHEET: Final = "sheet"
GRADES: Final = "grades"
PEOPLE: Final = "people"
PROGRAMS: Final = "programs"
HOLIDAYS: Final = "holidays"
MOVING_IN: Final = "moving_in"
OF_CLASS: Final = frozenset({SHEET, GRADES, PEOPLE, MOVING_IN})


class TrainingPage(Page):
    """The classes. What Today opens here is a class: its sheet with the cursor on today's first missing mark."""

    key: ClassVar[str] = "training"
    title: ClassVar[str] = N_("Training")
    icon: ClassVar[str] = "book"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_CLASS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.TRAINING, Area.RESIDENTS, Area.PANTI, Area.ACCOUNTS})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self._wanted = ""
        self.classes = ClassChooser()
        self.sheet, self.grades, self.people = SheetTab(front), GradesTab(front), PeopleTab(front)
        self.programs, self.holidays, self.moving_in = ProgramsTab(front), HolidaysTab(front), MovingInTab(front)
        self._views: dict[str, QWidget] = {
            SHEET: self.sheet,
            GRADES: self.grades,
            PEOPLE: self.people,
            PROGRAMS: self.programs,
            HOLIDAYS: self.holidays,
            MOVING_IN: self.moving_in,
        }
        self.tabs = Chips(self._choices())
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setToolTip(_("F6 shows the next part"))
        self.stack = QStackedWidget()
        for view in self._views.values():
            self.stack.addWidget(view)
        keeps_room = self.classes.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.classes.setSizePolicy(keeps_room)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.classes, 1)
        top.addWidget(self.tabs)
        self.body.addLayout(top)
        self.body.addWidget(self.stack, 1)
        self._connect()

    def _choices(self) -> list[tuple[str, str]]:
        choices = [(SHEET, _("Attendance sheet")), (GRADES, _("Marks")), (PEOPLE, _("Participants"))]
        if self.front.may(Right.EDIT_PROGRAMS):
            choices.append((PROGRAMS, _("Programmes")))
        return [*choices, (HOLIDAYS, _("Holidays"))]

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.classes.chosen.connect(lambda _batch: self._open_class())
        for view in (self.sheet, self.grades, self.people, self.moving_in):
            view.told.connect(self._say)
        self.sheet.enrolling.connect(lambda: self.show_tab(PEOPLE))
        self.sheet.beginning.connect(lambda: self.show_tab(PROGRAMS))
        self.sheet.moving_in.connect(lambda: self.show_tab(MOVING_IN))
        self.moving_in.left.connect(lambda: self.show_tab(SHEET))
        following = QShortcut(QKeySequence("F6"), self)
        following.activated.connect(self._next_tab)

    @property
    def shown(self) -> str:
        """The part that is shown."""
        return next(key for key, view in self._views.items() if view is self.stack.currentWidget())

    def show_tab(self, key: str) -> None:
        """Show a part of the page, as it is now."""
        self.tabs.choose(key if key != MOVING_IN else SHEET)
        self.stack.setCurrentWidget(self._views[key])
        self.subtitle.setText("")
        self._show_chooser()
        self.reload()
        self.take_focus()

    def _next_tab(self) -> None:
        keys = [key for key, _words in self._choices()]
        here = self.tabs.key()
        self.show_tab(keys[(keys.index(here) + 1) % len(keys)])

    def _show_chooser(self) -> None:
        self.classes.setVisible(self.shown in OF_CLASS and bool(self.classes.classes))

    def take_focus(self) -> None:
        """Put the cursor where the part's work is done."""
        view = self.stack.currentWidget()
        if isinstance(view, SheetTab | GradesTab | PeopleTab | ProgramsTab | HolidaysTab | MovingInTab):
            view.take_focus()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        mark = [(N_("Mark today's class"), "open_today")] if front.may(Right.RUN_CLASS) else []
        take = [(N_("Take the office's attendance sheet in"), "begin_moving_in")] if mark else []
        new = [(N_("New training programme"), "begin_program")] if front.may(Right.EDIT_PROGRAMS) else []
        return [*mark, (N_("Print the sign-in sheet of a class"), "print_sheet"), *take, *new]

    def open_today(self) -> None:
        """Show today's class, the cursor on the first missing mark."""
        self.show_tab(SHEET)
        self.sheet.open_today()

    def print_sheet(self) -> None:
        """Show the sign-in sheet of the class on paper."""
        self.show_tab(SHEET)
        self.sheet.print_sheet()

    def begin_moving_in(self) -> None:
        """Take the office's sheet of a month in."""
        self.show_tab(MOVING_IN)

    def begin_program(self) -> None:
        """Write a new programme."""
        self.show_tab(PROGRAMS)
        self.programs.begin_new()

    @override
    def reload(self) -> None:
        self.front.ask(Classes(), self, self._show_classes)
        if self.shown == HOLIDAYS:
            self.holidays.reload()

    def _show_classes(self, classes: tuple[BatchLine, ...]) -> None:
        self.classes.offer(classes)
        self._show_chooser()
        wanted, self._wanted = self._wanted, ""
        if wanted and self.classes.choose(wanted):
            self._open_class()
            self.sheet.open_today()
        else:
            self._open_class()

    def _open_class(self) -> None:
        batch, view = self.classes.batch, self.stack.currentWidget()
        if isinstance(view, SheetTab | GradesTab | PeopleTab | MovingInTab):
            view.open_class(batch)
        elif isinstance(view, ProgramsTab):
            view.show_classes(self.classes.classes)

    def _say(self, words: str) -> None:
        if self.sender() is self.stack.currentWidget():
            self.subtitle.setText(words)

    @override
    def take_changes(self, changes: Changes) -> None:
        """Thirty marks one after the other ask for the sheet once, when the typing rests."""
        if not self.sheet.marking.takes_as_own():
            super().take_changes(changes)

    @override
    def open_person(self, person_id: str) -> None:
        """Open a class by its id with the cursor on today, a part of the page, or somebody's row on the sheet."""
        if person_id in self._views:
            self.show_tab(person_id)
        elif self.shown != SHEET or not self.sheet.go_to(person_id):
            self._wanted = person_id
            self.show_tab(SHEET)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus_if_seen)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isEnabled():
            self._take_focus_if_seen()

    def _take_focus_if_seen(self) -> None:
        if self.isVisible():
            self.take_focus()
