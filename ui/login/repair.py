"""Ways out of a store that is gone or damaged: its key file from a copy's slots, or a copy in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shelter_admin.domain.copies import made_at
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.places import documents
from ui.kit.tasks import Tasks
from ui.kit.widgets import button
from ui.login.opening import Attempt, Explain, attempt

FOR_NEW_KEYS: Final = frozenset({"key_file_missing", "key_file_damaged", "key_file_of_another_store"})
FOR_RESTORING: Final = FOR_NEW_KEYS | {"store_missing", "not_a_store", "store_damaged", "store_is_copy"}


class Repair(QWidget):
    """The doors below the sentence that says what is wrong.

    ``restore_wanted`` brings the place a copy is to go to (None: a new one), the copy (None: to be chosen) and the
    user; ``mended`` comes when the key file is back; ``said`` brings a sentence, or an empty one.
    """

    restore_wanted = Signal(object, object, str)
    mended = Signal()
    said = Signal(str)

    def __init__(self, opener: Any, explain: Explain, tasks: Tasks) -> None:
        super().__init__()
        self._opener, self._explain, self._tasks = opener, explain, tasks
        self._code, self._path, self._user, self._password = "", Path(), "", ""
        self.setProperty("clear", "true")
        self.keys_button = button(_("Take the key file from a copy"), self.mend_keys, kind="primary", icon="key")
        self.restore_button = button(_("Put a copy in place…"), self._restore, icon="history")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        for door in (self.keys_button, self.restore_button):
            column.addWidget(door)
        self.forget()

    def offer(self, code: str, path: Path, user: str, password: str) -> None:
        """Offer what helps against this failure; a lost key file is put back rather than the whole store."""
        self._code, self._path, self._user, self._password = code, path, user, password
        self.keys_button.setVisible(code in FOR_NEW_KEYS)
        self.restore_button.setVisible(code in FOR_RESTORING)
        self.setVisible(code in FOR_RESTORING)

    def forget(self) -> None:
        """Offer nothing: another store was chosen, or all is well."""
        self.offer("", Path(), "", "")

    def mend_keys(self, copy: Path | None = None) -> None:
        """Put the key file back from a copy beside the store, else from one that is shown; then sign in."""
        path, user, password = self._path, self._user, self._password
        self.setEnabled(False)
        self._tasks.at_store(
            lambda: attempt(lambda: self._keys_from(path, user, password, copy), self._explain),
            self,
            self._back,
            self._broke,
        )

    def _keys_from(self, path: Path, user: str, password: str, copy: Path | None) -> object:
        from shelter_admin.operations.copies.restoring import mend_keys

        return mend_keys(self._opener, path, user, password, copy)

    def _back(self, outcome: Attempt) -> None:
        self.setEnabled(True)
        if outcome.failure is None:
            self.forget()
            self.mended.emit()
            return
        self.said.emit(outcome.sentence)
        if outcome.failure.code == "no_copy_for_keys":
            self._choose()

    def _broke(self, error: BaseException) -> None:
        self.setEnabled(True)
        self._tasks.failed.emit(self, error)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a copy"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Stores and copies (*.shelter *.store)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.mend_keys(Path(name)))
        dialog.open()

    def _restore(self) -> None:
        if made_at(self._path.name) is not None:  # a copy by its name: of a file, or of a store on a server
            self.restore_wanted.emit(None, self._path, self._user)
        else:
            self.restore_wanted.emit(self._path, None, self._user)
