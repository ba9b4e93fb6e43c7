"""A desk that carries nothing out: it writes down what a page asks and gives, and answers what it was told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role, Staff
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.settings import Letterhead, Panti, Settings, Zone
from shelter_admin.operations.desk import Command, Done, Query, UndoStep
from ui.kit.frontdesk import FrontDesk
from ui.kit.tasks import Steps, Tasks

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)  # Saturday 21 November 2026, 12.00 WITA
PANTI = Panti(
    id="panti-1",
    code="PSHM",
    name="UPTD Panti Sosial Harapan Mulia",
    regency="64.72",
    zone=Zone.WITA,
    settings=Settings(),
    letterhead=Letterhead(government="Pemerintah Provinsi Kalimantan Timur", agency="Dinas Sosial", town="Samarinda"),
)


def staff(*roles: Role, name: str = "Rina Nurhayati", user: str = "rina", account_id: str = "account-1") -> Staff:
    """Somebody invented, with these roles (the head where none is named)."""
    return Staff(account_id, user, name, frozenset(roles or (Role.KEPALA,)))


class RecordingDesk:
    """Stands in for the Desk in tests of pages.

    ``done`` and ``asked`` are what the page gave, in order; ``reasons`` goes along with ``done``.
    """

    def __init__(self, who: Staff | None = None, *, now: datetime = NOON, panti: Panti = PANTI) -> None:
        self.staff = who or staff()
        self.panti = panti
        self.now = now
        self.done: list[Command[Any]] = []
        self.reasons: list[str] = []
        self.asked: list[Query[Any]] = []
        self.undone = 0
        self.step: UndoStep | None = None
        self._answers: dict[type, Any] = {}

    @property
    def today(self) -> date:
        return self.panti.day_of(self.now)

    @property
    def read_only(self) -> bool:
        return False

    def answers(self, kind: type, answer: Any) -> RecordingDesk:
        """Answer this kind of question (or act) with a value, a function of it, or a failure to be raised."""
        self._answers[kind] = answer
        return self

    def may(self, right: Right) -> bool:
        return self.staff.may(right, self.today)

    def do(self, command: Command[Any], *, reason: str = "", progress: Progress = UNWATCHED) -> Done[Any]:
        del progress
        self.done.append(command)
        self.reasons.append(reason)
        outcome = self._answer(command, Done(Changes.of(*Area)))
        done = outcome if isinstance(outcome, Done) else Done(Changes.of(*Area), outcome)
        self.step = UndoStep(command.name, done.undo) if done.undo else self.step
        return done

    def ask(self, query: Query[Any]) -> Any:
        self.asked.append(query)
        if type(query) not in self._answers:
            raise AssertionError(f"no answer was given for {type(query).__name__}")
        return self._answer(query, None)

    def undoable(self) -> UndoStep | None:
        return self.step

    def undo(self) -> Done[Any]:
        self.undone += 1
        self.step = None
        return Done(Changes.of(*Area))

    def close(self) -> None:
        """Nothing to close."""

    def _answer(self, asked: Any, otherwise: Any) -> Any:
        answer = self._answers.get(type(asked), otherwise)
        if isinstance(answer, BaseException):
            raise answer
        return answer(asked) if callable(answer) else answer


class StraightTasks(Tasks):
    """Does all work at once on the window's thread, so that tests of pages need not wait."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        super().close()

    @override
    def at_store(self, job, owner, done=None, failed=None):
        """Do it now."""
        try:
            outcome = job()
        except BaseException as error:  # noqa: BLE001 - every failure goes the way of a worker's
            (failed or (lambda fault: self.failed.emit(owner, fault)))(error)
        else:
            if done is not None:
                done(outcome)

    @override
    def on_paper(self, job, owner, done=None, failed=None):
        """Do it now."""
        self.at_store(job, owner, done, failed)

    @override
    def long(self, job, owner, done=None, failed=None):
        """Do it now."""
        steps = Steps()
        self.at_store(lambda: job(steps), owner, done, failed)
        return steps


def a_front(desk: RecordingDesk | None = None, *roles: Role, parent: QObject | None = None) -> FrontDesk:
    """A front desk over a recording desk that answers at once; unexpected failures are raised, not shown."""
    front = FrontDesk(desk or RecordingDesk(staff(*roles)), StraightTasks(parent), parent)
    front.tasks.failed.connect(_raise)
    return front


def a_panti(**changed: Any) -> Panti:
    """The recording desk's panti with some things otherwise."""
    return replace(PANTI, **changed)


Answer = Any | Callable[[Any], Any]


def _raise(_owner: object, error: BaseException) -> None:
    raise error
