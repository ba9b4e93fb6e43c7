"""Waiting: under 300 ms nothing, then a quiet line; over two seconds the count, the time left and Cancel."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.tasks import Steps
from ui.kit.widgets import button, label, row

QUIET_MS: Final = 300
PATIENCE_MS: Final = 2000
_TICK_MS: Final = 60


class ProgressLine(QWidget):
    """A thin line that moves while work goes on for longer than 300 ms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self.setAccessibleName(_("Work is under way"))
        self._at = -1.0
        self._begin = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._move = QTimer(self, interval=_TICK_MS)
        self._begin.timeout.connect(self._start)
        self._move.timeout.connect(self._go_on)

    @property
    def moving(self) -> bool:
        """Say whether the line is shown."""
        return self._at >= 0

    def take(self, busy: bool) -> None:
        """Begin or end waiting."""
        if busy:
            self._begin.start()
            return
        self._begin.stop()
        self._move.stop()
        self._at = -1.0
        self.update()

    def _start(self) -> None:
        self._at = 0.0
        self._move.start()

    def _go_on(self) -> None:
        self._at = (self._at + 0.04) % 1.3
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.moving:
            painter = QPainter(self)
            width = self.width()
            painter.fillRect(int((self._at - 0.3) * width), 0, int(0.3 * width), self.height(), theme.colour("accent"))


class LongWork(QFrame):
    """Tells how far long work is, and lets the user stop it; then it leaves nothing behind."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setFixedWidth(320)
        self._steps: Steps | None = None
        self._since = QElapsedTimer()
        self.words = label(_("Working…"), "strong")
        self.left = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = button(_("Cancel"), self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(row(self.left, None, self.cancel))
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._appear)
        self.hide()

    def watch(self, steps: Steps) -> None:
        """Watch a piece of long work from its first step."""
        self._steps = steps
        self._since.start()
        self.words.setText(_("Working…"))
        self.left.setText("")
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        steps.stepped.connect(self._stepped)
        self._patience.start()

    def take(self, busy: bool) -> None:
        """Go away when all work is done."""
        if not busy:
            self._patience.stop()
            self._steps = None
            self.hide()

    def _appear(self) -> None:
        if self._steps is not None:
            self.show()
            self.raise_()
            self.shown.emit()

    def _stepped(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        self.words.setText(_("{done} of {of}").format(done=number(done), of=number(of)))
        if done > 0:
            seconds = round(self._since.elapsed() / 1000 * (of - done) / done)
            self.left.setText(_("about {seconds} s left").format(seconds=number(seconds)))

    def _stop(self) -> None:
        if self._steps is not None:
            self._steps.stop()
            self.cancel.setEnabled(False)
            self.left.setText(_("Stopping…"))
