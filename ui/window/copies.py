"""Copies without being asked: one a day and one on leaving, one tried every month; the frame shows how it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from shelter_admin.domain.copies import CopyLine, Rehearsal
from shelter_admin.domain.errors import Failure
from shelter_admin.operations.copies import KeepCopy, LastCopy, LastRehearsal, NoteRehearsal, RehearseWhenDue
from ui.kit.frontdesk import FrontDesk

FIRST_MS: Final = 60_000
AGAIN_MS: Final = 3_600_000


class CopyKeeper(QObject):
    """Makes the day's copy once the window has been open for a while, then looks again every hour.

    After it the newest copy is tried when a month has passed: beside everything else, so that nobody waits for it.
    """

    def __init__(self, front: Callable[[], FrontDesk], told: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._front, self._told = front, told
        self.last: CopyLine | None = None
        self.rehearsal: Rehearsal | None = None
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self) -> None:
        """Begin to look after copies."""
        self.ask()
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.keep)

    def ask(self) -> None:
        """Find out about the last good copy and the last one tried."""
        front = self._front()
        front.ask(LastCopy(), self, self._take, lambda _failure: True)
        front.ask(LastRehearsal(), self, self._take_rehearsal, lambda _failure: True)

    def keep(self) -> None:
        """Make the day's copy unless there is one. A failure is shown as the missing copy that it is."""
        front = self._front()
        if not front.read_only:
            front.run(
                lambda: front.desk.do(KeepCopy(once_a_day=True)), self, lambda _done: self._rehearse(), self._not_kept
            )

    def _rehearse(self) -> None:
        self.ask()
        front = self._front()
        front.tasks.on_paper(lambda: front.desk.ask(RehearseWhenDue()), self, self._rehearsed, self._not_rehearsed)

    def _rehearsed(self, done: Rehearsal | None) -> None:
        front = self._front()
        if done is not None:
            front.run(lambda: front.desk.do(NoteRehearsal(done)), self, lambda _done: self.ask(), self._not_kept)

    def _not_rehearsed(self, error: BaseException) -> None:
        """No room for the scratch store, the stick gone: the trial comes again in an hour, and grows old till then."""
        if not isinstance(error, Failure):
            self._front().trouble.emit(self, error)

    def _take(self, last: CopyLine | None) -> None:
        self.last = last
        self._told()

    def _take_rehearsal(self, last: Rehearsal | None) -> None:
        self.rehearsal = last
        self._told()

    def _not_kept(self, _failure: Failure) -> bool:
        self.ask()
        return True
