"""The one question before an act that cannot be taken back, in a card of its own."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, button, label


class ConfirmPanel(Card):
    """What is asked, Yes, and Cancel, which Esc does too. ``closed`` tells that it is done with."""

    closed = Signal()

    def __init__(self, front: FrontDesk, act: Callable[[], None], icon: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._front = front
        self.setProperty("card", "focus")
        self.title = label("", "section", wrap=True)
        self.yes = button("", act, kind="primary", icon=icon)
        self.back = button(_("Cancel"), self.close_panel)
        self.hide()
        front.tasks.busy.connect(self._take_busy)

    @abstractmethod
    def close_panel(self) -> None:
        """Go away; nothing is done that was not already."""

    def _say_yes(self, words: str) -> None:
        self.yes.setText(words)
        self.yes.setAccessibleName(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, as everywhere."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _take_busy(self, busy: bool) -> None:
        """Stopped half-way nothing is done and nobody is told: it can be pressed again.

        Other long work of the window leaves the button, and with it the cursor, where it is.
        """
        if not busy:
            self.yes.setEnabled(True)
