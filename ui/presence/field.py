"""The gate's one field: a big line, and beside it what it takes or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from shelter_admin.domain.words import _
from ui.kit.icons import IconLabel
from ui.kit.line import Line
from ui.kit.widgets import label, restyle

LONGEST = 240
RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GateLine(Line):
    """A line whose Enter, arrows and F2 are the gate's."""

    entered = Signal()
    detailed = Signal()
    moved = Signal(int)
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in RETURN_KEYS:
            (self.detailed if control else self.entered).emit()
        elif key == Qt.Key.Key_F2:
            self.detailed.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class GateField(QFrame):
    """The line in its frame. ``say`` puts a sentence beside it; what was typed stays."""

    def __init__(self, hint: str, name: str = "", icon: str = "door-open", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "focus")
        self._hint = hint
        self.line = GateLine()
        self.line.setProperty("gate", "true")
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(name or _("Who goes out or comes in"))
        self.line.setAccessibleDescription(hint)
        self.beside = label(hint, "muted")
        self.beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 2, 18, 2)
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, "accent", 26))
        row.addWidget(self.line, 1)
        row.addWidget(self.beside)
        self.setFixedHeight(58)
        self.setFocusProxy(self.line)

    def say(self, sentence: str = "", look: str = "error") -> None:
        """Say what is wrong (or done) beside the field; no sentence brings the hint back."""
        self.beside.setText(sentence or self._hint)
        restyle(self.beside, "look", look if sentence else "muted")
        self.line.setAccessibleDescription(sentence or self._hint)

    @property
    def sentence(self) -> str:
        """The sentence beside the field, empty while it is the hint."""
        return "" if self.beside.text() == self._hint else self.beside.text()


class TypingGoesTo(QObject):
    """Whatever is typed on the widgets watched goes to one line, so that no key of a card or a name is lost."""

    def __init__(self, line: Line, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line

    def watch(self, *widgets: QWidget) -> None:
        """Send the typing on these widgets to the line from now on."""
        for widget in widgets:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _writes(event):
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.deselect()
            QApplication.sendEvent(self._line, event)
            return True
        return super().eventFilter(watched, event)


def _writes(event: QKeyEvent) -> bool:
    """Say whether a key writes something; Space and Enter stay with buttons and rows."""
    taken = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.text().strip()) and event.text().isprintable() and not event.modifiers() & taken
