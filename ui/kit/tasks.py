"""Work off the window's thread: one worker for the store, a few for papers; outcomes come back on the window's thread.

The dispatcher lives as long as the window and owns the signal. When the widget that asked is gone, its outcome is
dropped. Long work reports steps and can be stopped; nobody spins the event loop by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from shelter_admin.domain.progress import Cancelled, Progress

T = TypeVar("T")


class Steps(QObject):
    """Progress of one long piece of work, told on the window's thread."""

    stepped = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = Event()

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, of: int) -> None:
        """Called by the worker; raises Cancelled once the user asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.stepped.emit(done, of)


class Tasks(QObject):
    """The workers and the way back to the window."""

    failed = Signal(object, object)
    busy = Signal(bool)
    long_work = Signal(object)
    _ready = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._paper = ThreadPoolExecutor(max_workers=2, thread_name_prefix="paper")
        self._running = 0
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Say whether nothing is under way."""
        return self._running == 0

    def at_store(
        self,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do it with the store, one piece of work after the other."""
        self._submit(self._store, job, owner, done, failed)

    def on_paper(
        self,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do slow work that needs no store, beside it."""
        self._submit(self._paper, job, owner, done, failed)

    def long(
        self,
        job: Callable[[Progress], T],
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Steps:
        """Do long work with the store; the window shows its steps and can stop it."""
        steps = Steps()
        self.long_work.emit(steps)
        self._submit(self._store, lambda: job(steps), owner, done, failed)
        return steps

    def close(self) -> None:
        """Finish what is under way and let the workers go."""
        self._store.shutdown(wait=True)
        self._paper.shutdown(wait=True)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None] | None,
        failed: Callable[[BaseException], None] | None,
    ) -> None:
        self._running += 1
        if self._running == 1:
            self.busy.emit(True)

        def deliver(future: Future[T]) -> None:
            error = future.exception()
            if not isValid(owner):
                return
            if error is not None:
                (failed or (lambda fault: self.failed.emit(owner, fault)))(error)
            elif done is not None:
                done(future.result())

        pool.submit(job).add_done_callback(lambda future: self._announce(deliver, future))

    def _announce(self, deliver: Callable[[Future[Any]], None], future: Future[Any]) -> None:
        if isValid(self):
            self._ready.emit((deliver, future))

    @Slot(object)
    def _deliver(self, outcome: tuple[Callable[[Future[Any]], None], Future[Any]]) -> None:
        self._running -= 1
        if self._running == 0:
            self.busy.emit(False)
        deliver, future = outcome
        deliver(future)
