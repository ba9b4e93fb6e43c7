"""A line of words that takes Ctrl+Z only while it has typing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        completer = self.completer()
        offered = completer.popup() if completer is not None else None
        picking = offered is not None and offered.isVisible()
        if picking and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # the list takes it: Enter picks there and does not go on as well
        else:
            super().keyPressEvent(event)

    @override
    def clear(self) -> None:
        """Empty it for good: what was typed has been dealt with."""
        self.setText("")
