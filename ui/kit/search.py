"""The line above a list in which one searches as one types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.line import Line

REST_MILLISECONDS: Final = 120


class SearchLine(Line):
    """``rested`` comes a moment after the last letter, so that a list is not asked anew for each of them."""

    rested = Signal()

    def __init__(self, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.rested)
        self.textChanged.connect(lambda _text: self._rest.start())

    def be_still(self) -> None:
        """Let the letters typed so far be: somebody has looked already."""
        self._rest.stop()

    def typed(self) -> str:
        """What is searched for, in whatever letters it was typed."""
        return self.text().strip().casefold()
