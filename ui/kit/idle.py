"""Notices that nobody touched keyboard or mouse for a while."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """``idle`` comes once, so many minutes after the last touch.

    It listens at the windows of the screen system, not at every widget: those see each touch exactly once.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._windows: set[int] = set()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.listen_at)
            self.listen_at(app.focusWindow())

    def wait(self, milliseconds: int) -> None:
        """Begin to count from now."""
        self._timer.start(milliseconds)

    def rest(self) -> None:
        """Stop counting: the screen is locked already."""
        self._timer.stop()

    def listen_at(self, window: QWindow | None) -> None:
        """Notice touches of one more window."""
        if window is not None and id(window) not in self._windows:
            self._windows.add(id(window))
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
