"""Moving in: choose a file, see what each column means, rehearse, take everything at once, keep the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.moving_in.look import LookAtFile, SheetSeen
from shelter_admin.operations.moving_in.register import MovedIn, MoveRegisterIn, RehearseRegister
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn, RoomsMovedIn
from ui.kit.dropping import SPREADSHEETS, TakesFile
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.places import documents
from ui.kit.widgets import Banner, Empty, button
from ui.moving_in.columns import ColumnsView
from ui.moving_in.outcome import OutcomeView, RoomsOutcome
from ui.moving_in.preview import PreviewView


class MovingInPage(TakesFile, Page):
    """One way through: file, columns, rehearsal, taken. Nothing is saved before the last button."""

    key: ClassVar[str] = "moving_in"
    title: ClassVar[str] = N_("Moving in")
    icon: ClassVar[str] = "file-spreadsheet"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.IMPORT})
    shows: ClassVar[frozenset[Area]] = frozenset()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.setAcceptDrops(True)
        self._path: Path | None = None
        self._rehearsed: MovedIn | None = None
        self._trouble = Banner("attention", "")
        self._trouble.hide()
        self._steps = QStackedWidget()
        self._start = self._make_start()
        self._columns = ColumnsView()
        self._preview = PreviewView()
        self._outcome = OutcomeView(front)
        self._rooms = RoomsOutcome()
        for view in (self._start, self._columns, self._preview, self._outcome, self._rooms):
            self._steps.addWidget(view)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._steps, 1)
        self._columns.rehearse.connect(self._rehearse)
        self._columns.another.connect(self.start_again)
        self._preview.back.connect(lambda: self._show(self._columns))
        self._preview.take.connect(self._take)
        self._outcome.again.connect(self.start_again)
        self._outcome.residents.connect(lambda: front.go.emit("residents", ""))
        self._rooms.again.connect(self.start_again)
        self._rooms.board.connect(lambda: front.go.emit("beds", ""))
        self.start_again()

    def _make_start(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        self._empty = Empty(
            "file-spreadsheet",
            _("Move the office's own register in"),
            _(
                "Choose the spreadsheet as it is (.xlsx, .xls, .ods or .csv). The program finds the table and the "
                "meaning of the columns, shows every doubtful cell, and saves nothing until you say so."
            ),
        )
        self.choose_button = button(_("Choose the register…"), self.choose_register, kind="primary", icon="upload")
        self._empty.offer(self.choose_button)
        if self.front.may(Right.EDIT_ROOMS):
            self.rooms_button = button(_("Choose a list of rooms…"), self.choose_rooms, icon="bed-double")
            self._empty.offer(self.rooms_button)
            self._empty.offer_note(_("Rooms first, then people: so that everybody finds their bed."))
        column.addWidget(self._empty, 1)
        return view

    def start_again(self) -> None:
        """Begin with another file."""
        self._path, self._rehearsed = None, None
        self._show(self._start)

    def _show(self, view: QWidget) -> None:
        self._trouble.hide()
        self._steps.setCurrentWidget(view)
        steps = {
            self._start: _("1 of 4 · choose the file"),
            self._columns: _("2 of 4 · what each column means"),
            self._preview: _("3 of 4 · rehearsal, nothing is saved yet"),
            self._outcome: _("4 of 4 · taken"),
            self._rooms: _("Rooms taken"),
        }
        self.subtitle.setText(steps[view])

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        rooms = [(N_("Choose a list of rooms…"), "choose_rooms")] if front.may(Right.EDIT_ROOMS) else []
        return [(N_("Move a register in…"), "choose_register"), *rooms]

    def choose_register(self) -> None:
        """Ask for the register's file."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose the register"), documents(), _("Spreadsheets ({files})").format(files=SPREADSHEETS)
        )
        if name:
            self.look_at(Path(name))

    def choose_rooms(self) -> None:
        """Ask for the file of rooms."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a list of rooms"), documents(), _("Spreadsheets ({files})").format(files=SPREADSHEETS)
        )
        if name:
            self.take_rooms(Path(name))

    @override
    def take_file(self, path: Path) -> None:
        self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Look at a register: its sheets and what each column seems to mean."""
        self._path = path
        self.front.ask(LookAtFile(path), self, self._looked, self._say)

    def take_rooms(self, path: Path) -> None:
        """Make the rooms of a list."""
        self.front.do_long(MoveRoomsIn(path), self, self._took_rooms, self._say)

    def _looked(self, sheets: tuple[SheetSeen, ...]) -> None:
        if self._path is not None:
            self._columns.show_sheets(self._path.name, sheets)
            self._show(self._columns)

    def _rehearse(self) -> None:
        if self._path is not None:
            self.front.ask(
                RehearseRegister(self._path, self._columns.sheet(), self._columns.chosen()),
                self,
                self._rehearsal_done,
                self._say,
            )

    def _rehearsal_done(self, moved: MovedIn) -> None:
        self._rehearsed = moved
        self._preview.show_rehearsal(moved)
        self._show(self._preview)

    def _take(self) -> None:
        if self._path is not None:
            command = MoveRegisterIn(self._path, self._columns.sheet(), self._columns.chosen())
            self.front.do_long(command, self, self._taken, self._say)

    def _taken(self, done: Done[MovedIn]) -> None:
        self._outcome.show_outcome(done.outcome, self._path.name if self._path else "")
        self._show(self._outcome)

    def _took_rooms(self, done: Done[RoomsMovedIn]) -> None:
        self._rooms.show_outcome(done.outcome)
        self._show(self._rooms)

    def _say(self, failure: Failure) -> bool:
        self._trouble.words.setText(explain(failure))
        self._trouble.show()
        return True
