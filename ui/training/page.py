"""Training: today's class and the month's sheet, marks, people, programmes and holidays, one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.words import N_
from shelter_admin.operations.training.classes import Classes
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.training.classes import ClassChooser
from ui.training.sheet import SheetTab

SHEET: Final = "sheet"
GRADES: Final = "grades"
PEOPLE: Final = "people"
PROGRAMS: Final = "programs"
HOLIDAYS: Final = "holidays"
OF_CLASS: Final = frozenset({SHEET, GRADES, PEOPLE})


class TrainingPage(Page):
    """The classes. What Today opens here is a class: its sheet with the cursor on today's first missing mark."""

    key: ClassVar[str] = "training"
    title: ClassVar[str] = N_("Training")
    icon: ClassVar[str] = "book"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_CLASS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.TRAINING, Area.RESIDENTS, Area.PANTI, Area.ACCOUNTS})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.classes = ClassChooser()
        self.sheet = SheetTab(front)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sheet)
        self.body.addWidget(self.classes)
        self.body.addWidget(self.stack, 1)
        self.classes.chosen.connect(lambda _batch: self._open_class())
        self.sheet.told.connect(self.subtitle.setText)
        self._wanted = ""

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        mark = [(N_("Mark today's class"), "open_today")] if front.may(Right.RUN_CLASS) else []
        return [*mark, (N_("Print the sign-in sheet of a class"), "print_sheet")]

    def open_today(self) -> None:
        """Show today's class, the cursor on the first missing mark."""
        self.sheet.open_today()

    def print_sheet(self) -> None:
        """Show the sign-in sheet of the class on paper."""
        self.sheet.print_sheet()

    @override
    def reload(self) -> None:
        self.front.ask(Classes(), self, self._show_classes)

    def _show_classes(self, classes: tuple[BatchLine, ...]) -> None:
        self.classes.offer(classes)
        if self._wanted and self.classes.choose(self._wanted):
            self.sheet.month.go_to(self.front.desk.today)
        self._wanted = ""
        self._open_class()

    def _open_class(self) -> None:
        self.sheet.open_class(self.classes.batch)

    @override
    def take_changes(self, changes: Changes) -> None:
        """Thirty marks one after the other ask for the sheet once, when the typing rests."""
        if changes.areas == frozenset({Area.TRAINING}) and self.sheet.marking.is_typing:
            self.sheet.marking.reload_soon()
        else:
            super().take_changes(changes)

    @override
    def open_person(self, person_id: str) -> None:
        """Open a class by its id, or go to somebody on the sheet that is open."""
        if self.classes.choose(person_id):
            self._open_class()
            self.sheet.open_today()
        elif not self.sheet.go_to(person_id):
            self._wanted = person_id
            self.make_stale()

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
            self.sheet.take_focus()
