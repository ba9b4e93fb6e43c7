"""Where file dialogs begin: in the user's documents, never in the folder the program was started from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> str:
    """The user's folder for documents, or the home folder where there is none yet."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str(found if found.is_dir() else Path.home())


def nearest(path: str) -> str:
    """A proposed file in its folder, or in the documents where that folder does not exist yet."""
    proposed = Path(path).expanduser()
    return str(proposed if proposed.parent.is_dir() else Path(documents()) / proposed.name)
