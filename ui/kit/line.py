"""A line of words that takes Ctrl+Z only while it has typing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class Line(QLineEdit):
    """Qt's line keeps Ctrl+Z to itself for ever; here an untouched or emptied one leaves it to undo the last act."""

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            wanted = event.matches(QKeySequence.StandardKey.Undo)
            if wanted and not self.isUndoAvailable():
                event.ignore()
                return False
        return super().event(event)

    @override
    def clear(self) -> None:
        """Empty it for good: what was typed has been dealt with."""
        self.setText("")
