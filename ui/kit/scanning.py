"""A wedge reader types what it reads: its burst is known by timing and shape, and no widget sees any of it.

A key that may begin a code is held for a moment, about as long as two pictures of the screen take. While keys go on
faster than fingers can, and what they write may still become a code, they stay held; else they are given on, in order
and untouched, to whatever has the cursor. So neither a note nor a button nor the roll-call takes a letter of a card.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid
from typing_extensions import override

from shelter_admin.domain.cards import may_become_code, read_code

GAP_MS: Final = 40
"""Readers send a symbol every 1 to 20 ms; between two keys of a hand there are hardly ever less than 50."""
_ENDS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_BESIDE: Final = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock})
_CHORDS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Scanner(QObject):
    """Watches every window of the program. ``scanned`` carries a sound code; its keys went nowhere else.

    It listens at the windows of the screen system, not at every widget: those see each key exactly once, and first.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._text = ""
        self._giving_back = False
        self._late = False
        self._rest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._rest.timeout.connect(self._rested)
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.focusWindowChanged.connect(self.listen_at)
            self.listen_at(program.focusWindow())

    def listen_at(self, window: QWindow | None) -> None:
        """Watch one more window."""
        if window is not None:
            window.installEventFilter(self)  # once more changes nothing but that it is asked first

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._giving_back or not isinstance(watched, QWindow):
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._give_back()
        elif isinstance(event, QKeyEvent):
            if kind == QEvent.Type.ShortcutOverride:
                return self._keep_from_shortcuts(event)
            if kind == QEvent.Type.KeyPress:
                return self._take(watched, event)
            if kind == QEvent.Type.KeyRelease and self._held:
                return self._hold(watched, event)
        return False

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        """A stroke or digit inside a code is no shortcut; the press that follows is held like the others."""
        if not self._held or not (event.key() in _ENDS or may_become_code(self._text + event.text())):
            return False
        event.accept()
        return True

    def _take(self, window: QWindow, event: QKeyEvent) -> bool:
        """Hold a key, or let everything go on; says whether it is held."""
        key, text = event.key(), event.text()
        if self._held and key in _BESIDE:
            return self._hold(window, event)
        if self._held and key in _ENDS and read_code(self._text) is not None:
            self._tell()
            return True
        plain = bool(text.strip()) and not event.isAutoRepeat() and not event.modifiers() & _CHORDS
        if not (self._held and plain and may_become_code(self._text + text)):
            self._give_back()
            if not plain or not may_become_code(text):
                return False
        self._text += text
        return self._hold(window, event)

    def _hold(self, window: QWindow, event: QKeyEvent) -> bool:
        self._held.append((window, _same(event)))
        self._late = False
        self._rest.start(GAP_MS)
        return True

    def _rested(self) -> None:
        """No key came for a moment. What still waits in the queue of a busy program comes first; then it is decided."""
        if not self._late:
            self._late = True
            self._rest.start(0)
        elif read_code(self._text) is not None:
            self._tell()
        else:
            self._give_back()

    def _tell(self) -> None:
        code = self._text.strip().upper()
        self._forget()
        QTimer.singleShot(0, self, lambda: self.scanned.emit(code))

    def _give_back(self) -> None:
        """Let the keys go on, in order."""
        held = self._held
        self._forget()
        self._giving_back = True
        for window, event in held:
            if isValid(window):
                QCoreApplication.sendEvent(window, event)
        self._giving_back = False

    def _forget(self) -> None:
        self._rest.stop()
        self._held, self._text, self._late = [], "", False


def _same(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
