"""Training: today's class and the month's sheet, marks, people, programmes and holidays, one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import CodeMeans
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.training.classes import Classes
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips, Empty, button
from ui.training.classes import ClassChooser
from ui.training.leading import LeadsToParts
from ui.training.parts import (
    BESIDE_SHEET,
    HOLIDAYS,
    LED_TO,
    MOVING_IN,
    OF_CLASS,
    PEOPLE,
    PROGRAMS,
    SHEET,
    TELLING,
    Parts,
    choices,
)
from ui.training.sheet_layout import teaching


class TrainingPage(LeadsToParts, Page):
    """The classes. What Today opens here is a class: its sheet with the cursor on today's first missing mark."""

    key: ClassVar[str] = "training"
    title: ClassVar[str] = N_("Training")
    icon: ClassVar[str] = "book"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_CLASS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.TRAINING, Area.RESIDENTS, Area.PANTI, Area.ACCOUNTS})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self._wanted = ""
        self.lacking = False
        self.classes = ClassChooser()
        self.stack = parts = Parts(front)
        self.sheet = parts.sheet
        self.tabs = Chips(choices(front))
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setToolTip(_("F6 shows the next part"))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.classes)
        self.body.addWidget(self.stack, 1)
        self.no_class = _no_class(self)
        self.body.addWidget(self.no_class, 1)
        self.no_class.hide()
        self._connect()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.classes.chosen.connect(lambda _batch: self.stack.open_class(self.classes))
        self.stack.made.connect(self._listen)
        self._listen(self.sheet)
        self.sheet.leading.connect(self.show_tab)
        self.sheet.enrolling.connect(lambda: self.show_tab(PEOPLE))
        self.sheet.beginning.connect(lambda: self.show_tab(PROGRAMS))
        self.sheet.moving_in.connect(lambda: self.show_tab(MOVING_IN))
        following = QShortcut(QKeySequence("F6"), self)
        following.activated.connect(self._next_tab)

    def _listen(self, part: QWidget) -> None:
        if isinstance(part, TELLING):
            part.told.connect(self._say)
        if isinstance(part, LED_TO):
            part.left.connect(lambda: self.show_tab(SHEET))

    @property
    def shown(self) -> str:
        """The part that is shown."""
        return self.stack.shown

    @override
    def show_tab(self, key: str) -> None:
        """Show a part of the page, as it is now."""
        self.tabs.choose(SHEET if key in BESIDE_SHEET else key)
        self.stack.show_part(key)
        self.subtitle.setText("")
        _show_chooser(self)
        self.reload()
        self.take_focus()

    def _next_tab(self) -> None:
        keys = [key for key, _words in choices(self.front)]
        here = self.tabs.key()
        self.show_tab(keys[(keys.index(here) + 1) % len(keys)])

    def take_focus(self) -> None:
        """Put the cursor where the part's work is done."""
        if self.no_class.isVisible():
            self.no_class.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.stack.take_focus()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        mark = [(N_("Mark today's class"), "open_today")] if front.may(Right.RUN_CLASS) else []
        take = [(N_("Take the office's attendance sheet in"), "begin_moving_in")] if mark else []
        new = [(N_("New training programme"), "begin_program")] if front.may(Right.EDIT_PROGRAMS) else []
        depth = [
            (N_("Field practice"), "open_practice"),
            (N_("Leave announced in advance"), "open_leave"),
            (N_("Absence, illness and gate"), "open_together"),
        ]
        return [*mark, (N_("Print the sign-in sheet of a class"), "print_sheet"), *take, *depth, *new]

    def open_today(self) -> None:
        """Show today's class, the cursor on the first missing mark."""
        self.show_tab(SHEET)
        self.sheet.open_today()

    def print_sheet(self) -> None:
        """Show the sign-in sheet of the class on paper."""
        self.show_tab(SHEET)
        self.sheet.print_sheet()

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
        self.lacking = not classes
        _show_chooser(self)
        wanted, self._wanted = self._wanted, ""
        if wanted and self.classes.choose(wanted):
            self.stack.open_class(self.classes)
            self.sheet.open_today()
        else:
            self.stack.open_class(self.classes)

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
        if person_id in self.stack:
            self.show_tab(person_id)
        elif self.shown != SHEET or not self.sheet.go_to(person_id):
            self._wanted = person_id
            self.show_tab(SHEET)

    @override
    def take_scan(self, means: CodeMeans) -> bool:
        """Who is scanned is present in the class that is open; elsewhere on the page their row is shown."""
        if self.shown == SHEET and self.sheet.take_scan(means.person_id, means.name):
            return True
        self.open_person(means.person_id)
        return True

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


def _show_chooser(page: TrainingPage) -> None:
    """Offer the classes where the part is about one; without any, say what is to be done first."""
    page.classes.setVisible(page.shown in OF_CLASS and bool(page.classes.classes))
    lacking = page.lacking and page.shown in OF_CLASS - {SHEET}
    page.no_class.setVisible(lacking)
    page.stack.setVisible(not lacking)


def _no_class(page: TrainingPage) -> Empty:
    """What stands in the place of marks, people or lessons while there is no class; the sheet has its own."""
    setting_up, running = page.front.may(Right.EDIT_PROGRAMS), page.front.may(Right.RUN_CLASS)
    made = Empty("book", *teaching(None, setting_up=setting_up, running=running))
    if setting_up:
        begin = button(_("Make a programme…"), lambda: page.show_tab(PROGRAMS), kind="primary", icon="plus")
        made.offer(begin)
        made.setFocusProxy(begin)
    return made
