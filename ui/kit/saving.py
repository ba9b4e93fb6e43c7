"""Writing a finished paper to a place the user chose: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.papers import Document
from ui.kit.frontdesk import FrontDesk


def write_whole(paper: Document, name: str) -> str:
    """Write to a temporary file first, so that a full disk leaves no half paper; raises Unavailable."""
    target = Path(name)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(paper.content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable("file_not_usable", file=target.name) from error
    return name


def write_document(
    front: FrontDesk, owner: QWidget, paper: Document, name: str, done: Callable[[str], None] | None = None
) -> None:
    """Write off the window's thread."""
    front.run(lambda: write_whole(paper, name), owner, done or (lambda _name: None))
