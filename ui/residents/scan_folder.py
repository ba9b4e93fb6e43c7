"""The folder in which this computer's scanner or telephone puts its files: what arrived there, taken by one click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from ui.kit import alerts, preferences
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import button, label, row

MOST: Final = 5
ENDINGS: Final = frozenset({".pdf", ".jpg", ".jpeg", ".png"})
REST_MILLISECONDS: Final = 400


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file in the folder."""

    path: Path
    at: datetime


def arrived_in(folder: str, zone: Zone) -> list[Arrived]:
    """The scans in a folder, the newest first; empty where it cannot be read."""
    try:
        scans = [path for path in Path(folder).iterdir() if path.suffix.lower() in ENDINGS and path.is_file()]
        newest = sorted(((path.stat().st_mtime, path) for path in scans), reverse=True)[:MOST]
    except OSError:
        return []
    return [Arrived(path, datetime.fromtimestamp(at, zone.offset)) for at, path in newest]


def remove_file(path: Path) -> None:
    """Delete a file; raises Unavailable ``file_not_usable``."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error


class ScanFolder(QWidget):
    """The newest scans in the folder chosen on this computer. ``taken`` names the file whose button was pressed."""

    taken = Signal(object)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.told = label("", "small", wrap=True)
        self.choose_button = button(_("Folder of the scanner…"), self.ask_folder, kind="link", icon="scan-line")
        self._files = QVBoxLayout()
        self._files.setSpacing(2)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row(self.choose_button, None))
        column.addWidget(self.told)
        column.addLayout(self._files)
        self._watcher = QFileSystemWatcher(self)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._rest.start())
        self.watch()

    def ask_folder(self) -> None:
        """Ask which folder it is."""
        kept = preferences.current().scan_folder or documents()
        folder = QFileDialog.getExistingDirectory(self, _("Folder of the scanner"), kept)
        if folder:
            self.choose(folder)

    def choose(self, folder: str) -> None:
        """Keep the folder for this computer and watch it."""
        preferences.current().choose_scan_folder(folder)
        self.watch()

    def watch(self) -> None:
        """Watch the folder that is chosen."""
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        folder = preferences.current().scan_folder
        if folder and Path(folder).is_dir():
            self._watcher.addPath(folder)
        self.look()

    def look(self) -> None:
        """Show what lies in the folder now."""
        folder, zone = preferences.current().scan_folder, self._front.panti.zone
        if folder:
            # Beside the window: a folder on another computer may take its time.
            self._front.tasks.on_paper(lambda: arrived_in(folder, zone), self, lambda found: self._show(folder, found))
        else:
            self._show("", [])

    def _show(self, folder: str, found: list[Arrived]) -> None:
        for old in self.buttons:
            self._files.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._line(one) for one in found]
        for made in self.buttons:
            self._files.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        nothing = _("No new scans in {folder}.").format(folder=shortened(Path(folder).name or folder))
        self.told.setText(nothing if folder and not found else "")
        self.told.setVisible(bool(self.told.text()))

    def _line(self, one: Arrived) -> QPushButton:
        words = f"{shortened(one.path.name)} · {date_and_clock(one.at)}"
        take = button(words, lambda: self.taken.emit(one.path), kind="link", icon="plus")
        take.setToolTip(_("Put {file} into this file").format(file=one.path.name))
        return take


def shortened(name: str, most: int = 32) -> str:
    """A long name of a file without its middle."""
    return name if len(name) <= most else f"{name[: most - 13]}…{name[-12:]}"


def ask_to_delete(owner: QWidget, path: Path, failed: Callable[[BaseException], None]) -> None:
    """Ask whether a scan that is in the store now is deleted from the folder; nothing is deleted without this."""

    def delete() -> None:
        try:
            remove_file(path)
        except Unavailable as error:
            failed(error)

    told = _("The scan is kept in the file. {file} still lies in the folder, where others may read it.")
    alerts.decide(
        owner, _("Delete it from the folder?"), told.format(file=path.name), _("Delete from the folder"), delete
    )
