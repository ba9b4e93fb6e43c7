"""One store for another: a copy put back, or a move to a server or from there; the program goes on at the new place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.words import _
from ui.kit.tasks import Tasks
from ui.login.opening import Explain

if TYPE_CHECKING:
    from shelter_admin.operations.copies.restoring import PutBack
    from shelter_admin.operations.sharing import Moved
    from ui.window.window import MainWindow


class Exchanging(QObject):
    """``exchanged`` brings the Desk to go on at, its place as text and what to say then; ``in_vain`` a sentence."""

    exchanged = Signal(object, str, str)
    in_vain = Signal(str)

    def __init__(self, opener: Any, explain: Explain, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._opener, self._explain, self._tasks = opener, explain, tasks

    def restore_here(self, window: MainWindow) -> None:
        """Put a copy in the place of the store that is open."""
        from shelter_admin.operations.copies import Copies

        desk: Any = window.seat.front.desk
        made = self._restoring(desk.store.path, window, desk=desk, user=desk.staff.user)
        self._tasks.at_store(lambda: desk.ask(Copies()), made, made.begin)

    def restore(self, parent: QWidget, place: Path | None, source: Path | None, user: str) -> None:
        """Put a copy where the store is gone or damaged, or begin with one on a new computer."""
        self._restoring(place, parent, user=user).begin(source=source)

    def move(self, window: MainWindow) -> None:
        """Move the store that is open to a server, or from there into a file."""
        from ui.settings.moving import MoveDialog

        desk: Any = window.seat.front.desk
        made = MoveDialog(desk, self._explain, self._tasks, to_server=desk.store.server is None, parent=window)
        made.moved.connect(self._moved)
        made.open()

    def _restoring(self, place: Path | None, parent: QWidget, **more: Any) -> Any:
        from ui.restore.dialog import RestoreDialog

        made = RestoreDialog(self._opener, self._explain, self._tasks, place, parent=parent, **more)
        made.put_back.connect(self._put_back)
        made.gave_up.connect(self.in_vain)
        return made

    def _moved(self, moved: Moved) -> None:
        self.exchanged.emit(moved.desk, str(moved.place), "")

    def _put_back(self, put: PutBack) -> None:
        kept = _(
            "The store that was there before is kept as {file}. Restore once more and choose it to take this back."
        )
        words = kept.format(file=put.aside.name) if put.aside is not None else _("Go on where it left off.")
        if put.desk.store.server is not None:
            words = _("What was on the server before is the newest copy now. Restore it to take this back.")
        self.exchanged.emit(put.desk, str(put.place), words)
