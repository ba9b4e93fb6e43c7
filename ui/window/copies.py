"""Copies without being asked: one a day and one on leaving; the frame shows the last good one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from shelter_admin.domain.copies import CopyLine
from shelter_admin.domain.errors import Failure
from shelter_admin.operations.copies import KeepCopy, LastCopy
from ui.kit.frontdesk import FrontDesk

FIRST_MS: Final = 60_000
AGAIN_MS: Final = 3_600_000


class CopyKeeper(QObject):
    """Makes the day's copy once the window has been open for a while, then looks again every hour."""

    def __init__(
        self, front: Callable[[], FrontDesk], told: Callable[[CopyLine | None], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._front, self._told = front, told
        self.last: CopyLine | None = None
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self) -> None:
        """Begin to look after copies."""
        self.ask()
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.keep)

    def ask(self) -> None:
        """Find out about the last good copy."""
        self._front().ask(LastCopy(), self, self._take, lambda _failure: True)

    def keep(self) -> None:
        """Make the day's copy unless there is one. A failure is shown as the missing copy that it is."""
        front = self._front()
        if not front.read_only:
            front.run(lambda: front.desk.do(KeepCopy(once_a_day=True)), self, lambda _done: self.ask(), self._not_kept)

    def _take(self, last: CopyLine | None) -> None:
        self.last = last
        self._told(last)

    def _not_kept(self, _failure: Failure) -> bool:
        self.ask()
        return True
