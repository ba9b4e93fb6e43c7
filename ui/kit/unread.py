"""What stands where something could not be read, as the server does not answer: not empty, only unread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.words import _
from ui.kit.widgets import Empty


def unread_words() -> str:
    """Why nothing is shown, and that nobody need do anything about it."""
    return _("The server does not answer. What belongs here comes by itself once it is back.")


class Unread(Empty):
    """Stands in the place of a list or a file until it is read; hidden to begin with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("hard-drive", _("Not read yet"), unread_words(), parent)
        self.hide()
