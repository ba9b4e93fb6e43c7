"""The way in for one more computer: the connection file that was made on another one, shown once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shelter_admin.domain.words import _
from ui.kit.places import documents
from ui.kit.tasks import Tasks
from ui.login.opening import Attempt, Explain, attempt


class Connecting(QObject):
    """``connected`` brings the address to sign in at; ``said`` a sentence, or an empty one."""

    connected = Signal(str)
    said = Signal(str)

    def __init__(self, explain: Explain, tasks: Tasks, owner: QWidget) -> None:
        super().__init__(owner)
        self._explain, self._tasks, self._owner = explain, tasks, owner

    def browse(self) -> None:
        """Let the user show the connection file."""
        dialog = QFileDialog(self._owner, _("Show the connection file"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Connection files (*.sambungan)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def take(self, path: Path) -> None:
        """Put what it holds to its places on this computer."""
        self._tasks.at_store(lambda: attempt(lambda: _taken(path), self._explain), self, self._back, self._broke)

    def _back(self, outcome: Attempt) -> None:
        if outcome.failure is None:
            self.said.emit("")
            self.connected.emit(outcome.desk)
        else:
            self.said.emit(outcome.sentence)

    def _broke(self, error: BaseException) -> None:
        self._tasks.failed.emit(self._owner, error)


def _taken(path: Path) -> str:
    from shelter_admin.operations.sharing import take_connection

    return str(take_connection(path))
