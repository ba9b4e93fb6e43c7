"""A password field that says when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from shelter_admin.domain.overriding import override
from shelter_admin.domain.words import _
from ui.kit.form import TextField


class PasswordField(TextField):
    """A line whose letters are hidden."""

    def __init__(self, name: str, words: str, *, hint: str = "") -> None:
        super().__init__(name, words, hint=hint, secret=True)
        self._own_hint = hint
        self.line.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._listen(event)
        return super().eventFilter(watched, event)

    def _listen(self, event: QKeyEvent) -> None:
        """Qt does not tell the state of Caps Lock; a letter whose case does not fit the shift key gives it away."""
        if event.key() == Qt.Key.Key_CapsLock:
            self.say_hint(self._own_hint)
        elif (typed := event.text()).isalpha() and typed.upper() != typed.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.say_hint(_("Caps Lock is on.") if typed.isupper() != shifted else self._own_hint)
