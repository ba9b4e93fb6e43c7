"""The program itself, started as a person starts it, told when it can be used.

``login STORE``: ready when the login window is painted. ``today STORE USER PASSWORD``: signs in as a person does, and
tells the milliseconds from Enter to the day's page. ``pages …``: opens every page as well, then tells the memory.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

import main
from tests.bench.children import memory_mb

TYPING_MS = 2000
LOOK_MS = 3


class Painted(QObject):
    """Calls back once, when a window has been painted and the event loop is free again."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._then is not None:
            QTimer.singleShot(0, self._then)
            self._then = None
        return False


class Person(QObject):
    """Does at the window what a person would, and tells when it is done."""

    def __init__(self, goal: str, user: str = "", password: str = "") -> None:
        super().__init__()
        self.goal, self.user, self.password = goal, user, password
        self._began = 0.0
        self._entered_ms = 0.0
        self._pages: list[str] = []
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._see)

    def sit_down(self) -> None:
        """Wait for the first window."""
        login = next(widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
        self._painted = Painted(login, self._login_there)

    def _login_there(self) -> None:
        if self.goal == "login":
            tell(time.monotonic())
        QTimer.singleShot(TYPING_MS, self, self._sign_in)

    def _sign_in(self) -> None:
        lines = [line for window in QApplication.topLevelWidgets() for line in window.findChildren(QLineEdit)]
        shown = [line for line in lines if line.isVisible() and not line.isReadOnly()]
        password = next(line for line in shown if line.echoMode() is QLineEdit.EchoMode.Password)
        user = next(line for line in shown if line.echoMode() is QLineEdit.EchoMode.Normal)
        user.setText(self.user)
        password.setText(self.password)
        self._began = time.perf_counter()
        QTest.keyClick(password, Qt.Key.Key_Return)
        self._look.start()

    def _see(self) -> None:
        from ui.window.window import MainWindow

        window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)
        page = window.seat.current() if window is not None and window.isVisible() else None
        if window is None or page is None or not page.isVisible() or not window.tasks.idle:
            return
        if not self._entered_ms:
            window.repaint()
            self._entered_ms = (time.perf_counter() - self._began) * 1000
            self._pages = [spec.key for spec in window.seat.specs] if self.goal == "pages" else []
        elif self._pages:
            window.repaint()
            window.go(self._pages.pop(0))
        else:
            window.repaint()
            tell(self._entered_ms)


def tell(figure: float) -> None:
    """Say it and be gone at once: leaving properly (with its copy) is not what is measured."""
    sys.stdout.write(f"{figure} {memory_mb()}\n")
    sys.stdout.flush()
    os._exit(0)


def begin(goal: str, store: str, *who: str) -> int:
    """Start the program with somebody sitting in front of it."""
    person = Person(goal, *who)
    run = QApplication.exec

    def run_watched(*_application: QApplication) -> int:
        person.sit_down()
        return int(run())

    QApplication.exec = run_watched  # type: ignore[method-assign]
    return main.main([store])


if __name__ == "__main__":
    sys.exit(begin(*sys.argv[1:]))
