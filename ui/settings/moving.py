"""The dialog that moves a store to a server, or back into a file on this computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.progress import Cancelled, Progress
from shelter_admin.domain.words import _
from shelter_admin.operations.sharing import (
    Moved,
    PrintServerPage,
    ServerAddress,
    move_to_file,
    move_to_server,
    server_at,
    try_server,
)
from ui.kit.preview import show_paper
from ui.kit.tasks import Steps, Tasks
from ui.kit.widgets import button, label, row
from ui.settings.moving_steps import BackToFile, HowFar, HowItWent, WhatItMeans, WhereTo

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk

SIZE: Final = (780, 520)


class MoveDialog(QDialog):
    """``moved`` brings the store at its new place once the result was read; before that nothing is changed."""

    moved = Signal(object)

    def __init__(
        self, desk: Desk, explain: Callable[[Failure], str], tasks: Tasks, *, to_server: bool, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._desk, self._explain, self._tasks, self._to_server = desk, explain, tasks, to_server
        self._steps: Steps | None = None
        self._moved: Moved | None = None
        title = _("Use on several computers") if to_server else _("Back to one computer")
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(*SIZE)
        self.what, self.where = WhatItMeans(), WhereTo(explain)
        self.file = BackToFile(explain, desk.panti.code)
        self.how_far, self.outcome = HowFar(), HowItWent()
        self._pages: list[QWidget] = [self.what, self.where] if to_server else [self.file]
        self._pages += [self.how_far, self.outcome]
        self.pages = QStackedWidget()
        for page in self._pages:
            self.pages.addWidget(page)
        self.step = label("", "muted")
        self.next_button = button(_("Go on"), self.go_on, kind="primary", icon="move-right")
        self.back_button = button(_("Back"), lambda: self._show(self.what))
        self.cancel_button = button(_("Cancel"), self.reject)
        self._lay_out(title)
        self.what.print_wanted.connect(self._print)
        self.where.try_wanted.connect(self.try_connection)
        self._show(self._pages[0])

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(row(label(title, "section"), None, self.step))
        column.addWidget(self.pages, 1)
        column.addLayout(row(self.back_button, None, self.cancel_button, self.next_button))

    def go_on(self) -> None:
        """To the next step; from the last one back to work, at the new place."""
        shown = self.pages.currentWidget()
        if shown is self.what:
            self._show(self.where)
            self.where.host.setFocus()
        elif shown is self.outcome:
            self.accept()
        elif self._steps is None:
            self._move()

    def try_connection(self) -> None:
        """Look whether a store can be moved there; nothing is changed by it."""
        address = self._address()
        self._wait(waiting=True)
        self._tasks.at_store(lambda: try_server(address), self, lambda _none: self._fine(), self._refused)

    def _address(self) -> ServerAddress:
        where = self.where
        return server_at(
            where.host.value(),
            where.port.value(),
            where.database.value(),
            where.owner.value(),
            where.password.value(),
            where.certificate.value(),
        )

    def _move(self) -> None:
        job = self._job()
        self._show(self.how_far)
        self._steps = self._tasks.long(job, self, self._done, self._refused)
        self.how_far.watch(self._steps)

    def _job(self) -> Callable[[Progress], Moved]:
        desk = self._desk
        if self._to_server:
            address = self._address()
            return lambda progress: move_to_server(desk, address, progress)
        path = Path(self.file.path.value().strip()).expanduser()
        return lambda progress: move_to_file(desk, path, progress)

    def _done(self, moved: Moved) -> None:
        self._steps, self._moved = None, moved
        self.where.password.set_value("")
        self.outcome.show_outcome(len(moved.tables), moved.rows, moved.held, self._after(moved))
        self._show(self.outcome)

    def _after(self, moved: Moved) -> str:
        if not self._to_server:
            return _("From now on the data is in {file}. What is still on the server can only be read.").format(
                file=str(moved.place)
            )
        told = _(
            "From now on the data is at {place}. The file {file} stays where it is, to be read only. Next: Settings, "
            "Several computers, connect another computer."
        )
        return told.format(place=str(moved.place), file=self._desk.store.path.name)

    def _fine(self) -> None:
        self._wait(waiting=False)
        self.where.say_fine()

    def _refused(self, error: BaseException) -> None:
        """Back to where it can be put right; what was typed stays."""
        self._steps = None
        self._wait(waiting=False)
        self._show(self.where if self._to_server else self.file)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, Failure):
            self._tasks.failed.emit(self, error)
        elif self._to_server:
            self.where.refused(error)
        else:
            self.file.path.say_wrong(self._explain(error))

    def _print(self) -> None:
        self._tasks.at_store(lambda: self._desk.ask(PrintServerPage()), self, self._show_paper, self._not_printed)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _not_printed(self, error: BaseException) -> None:
        self._tasks.failed.emit(self, error)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        number = self._pages.index(page) + 1
        self.step.setText(_("Step {number} of {steps}").format(number=number, steps=len(self._pages)))
        last, working = page is self.outcome, page is self.how_far
        self.next_button.setText(_("Go on working") if last else _("Go on") if page is self.what else _("Move now"))
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setVisible(not working)
        self.next_button.setDefault(not working)
        self.back_button.setVisible(page is self.where)
        self.cancel_button.setVisible(not last)
        self.cancel_button.setEnabled(True)

    def _wait(self, *, waiting: bool) -> None:
        for part in (self.pages, self.next_button, self.back_button):
            part.setEnabled(not waiting)

    @override
    def reject(self) -> None:
        """Cancel: stops what runs; once all is moved there is no way but on."""
        if self._steps is not None:
            self._steps.stop()
            self.how_far.stopping()
            self.cancel_button.setEnabled(False)
        elif self._moved is not None:
            self.accept()
        else:
            super().reject()

    @override
    def accept(self) -> None:
        super().accept()
        if self._moved is not None:
            moved, self._moved = self._moved, None
            self.moved.emit(moved)
