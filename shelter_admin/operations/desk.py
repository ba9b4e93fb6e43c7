"""The one door: every act and every question of window and terminal passes the Desk.

For an act it checks the right, opens one transaction, carries it out, writes the audit entry, makes it durable, and
remembers the way back. A refused act leaves nothing behind. For a question it checks the right and answers from one
consistent state; a sensitive one leaves an audit entry too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Right, Staff
from shelter_admin.domain.changes import NOTHING, Area, Changes
from shelter_admin.domain.errors import Conflict, Refused, Unavailable
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sight import Sight, sight_of
from shelter_admin.operations.letters import require_readable
from shelter_admin.persistence import accounts
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.panti import the_panti
from shelter_admin.persistence.store import Store, record

T = TypeVar("T")
R = TypeVar("R")
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Done(Generic[R]):
    """What an act did: areas changed, its outcome, the opposite act, and the people it was about.

    ``what`` adds ids to the audit entry that only turned up while acting. ``afterwards`` is done once the act is
    durable (the key file's turn comes then); what it gives takes the place of the result. ``waiting`` says that the
    act is kept on this computer's disk until the server answers again.
    """

    changes: Changes = NOTHING
    result: R | None = None
    undo: Command[Any] | None = None
    about: tuple[str, ...] = ()
    what: dict[str, Any] = field(default_factory=dict)
    afterwards: Callable[[], R | None] | None = None
    waiting: bool = False

    @property
    def outcome(self) -> R:
        """The outcome of an act that always has one."""
        if self.result is None:
            raise ValueError("this act has no outcome")
        return self.result


class Command(ABC, Generic[R]):
    """An act as data: a frozen dataclass of ids, dates and words, named as staff speak.

    Free text is declared ``field(repr=False)``; the audit entry names such fields and never holds their words.
    """

    needs: ClassVar[Right]
    name: ClassVar[str]
    although_clock_back: ClassVar[bool] = False  # the night's duty goes on, marked, while the clock is set back

    def allowed(self, staff: Staff, today: date, panti: Panti, now: datetime) -> None:
        """Refuse with ``not_allowed`` before anything is looked up."""
        del panti, now
        staff.require(self.needs, today)

    @abstractmethod
    def run(self, work: Work) -> Done[R]:
        """Carry it out inside the Desk's transaction."""


class Query(ABC, Generic[T]):
    """A question as data. ``sensitive`` ones leave an audit entry about the people shown, under their ``name``.

    A copy keeps no record of who looks into it: whoever holds file and password could restore it unseen anyway.
    """

    needs: ClassVar[Right]
    sensitive: ClassVar[bool] = False
    name: ClassVar[str] = ""

    @abstractmethod
    def run(self, work: Work) -> T:
        """Answer from one consistent state."""

    def about(self, answer: T) -> tuple[str, ...]:
        """The people a sensitive answer shows."""
        del answer
        return ()


@dataclass(frozen=True)
class Work:
    """What one act or question has at hand. ``now`` is in UTC; ``today`` and ``night`` are the panti's.

    ``shown`` takes the people that a sensitive question shows where its answer does not name them, as a paper.
    """

    session: Session
    staff: Staff
    panti: Panti
    now: datetime
    reason: str = ""
    progress: Progress = UNWATCHED
    store: Store | None = None
    shown: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The panti's day."""
        return self.panti.day_of(self.now)

    @property
    def night(self) -> date:
        """The night the running shift belongs to."""
        return self.panti.night_of(self.now)

    @property
    def sight(self) -> Sight:
        """What this member of staff may see of whom."""
        return sight_of(self.staff, self.today)

    @property
    def open_store(self) -> Store:
        """The store itself, for acts on its keys and copies; raises Unavailable ``opened_read_only`` without one."""
        if self.store is None:
            raise Unavailable("opened_read_only")
        return self.store

    def require_reason(self) -> str:
        """The reason given, refused with ``reason_missing`` where there is none."""
        if not self.reason.strip():
            raise Refused("reason_missing", field="reason")
        return self.reason.strip()


@dataclass(frozen=True)
class UndoStep:
    """The act that can be taken back next, and how it is called."""

    name: str
    command: Command[Any]


class Desk:
    """One member of staff at one open store."""

    def __init__(self, store: Store, account_id: str, clock: Clock) -> None:
        """Sit down: load the panti and who this is."""
        self._store = store
        self._account_id = account_id
        self._clock = clock
        self._undo: list[UndoStep] = []
        self._sit_down()

    def _sit_down(self) -> None:
        with self._store.asking() as session:
            self.panti = the_panti(session)
            self.staff = accounts.staff_of(session, self._account_id)

    def look_again(self) -> None:
        """Load settings and rights anew, as another computer may have changed them.

        Raises Refused ``account_disabled`` where the account was closed meanwhile.
        """
        with self._store.asking() as session:
            closed = accounts.the_account(session, self._account_id).disabled_at is not None
        if closed:
            raise Refused("account_disabled")
        self._sit_down()

    @property
    def store(self) -> Store:
        """The open store, for the operations that copy or close it."""
        return self._store

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be saved here: a copy, or a store that another program writes to."""
        return not self._store.writable

    @property
    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._clock()

    @property
    def today(self) -> date:
        """The panti's day."""
        return self.panti.day_of(self.now)

    def at(self, store: Store) -> Desk:
        """Let the same member of staff go on at another opening: of the store at the place it was moved to."""
        return Desk(store, self._account_id, self._clock)

    def may(self, right: Right) -> bool:
        """Say whether this member of staff may do it today; screens show no more than this."""
        return self.staff.may(right, self.today)

    def do(self, command: Command[R], *, reason: str = "", progress: Progress = UNWATCHED) -> Done[R]:
        """Carry out an act: all of it, durable and audited, or nothing.

        Raises Refused, Unavailable or Damaged; Cancelled when ``progress`` was stopped.
        """
        done = self._carry_out(command, reason, progress)
        if done.undo is not None:
            self._undo.append(UndoStep(command.name, done.undo))
        elif done.changes.areas:
            self._undo.clear()
        return done

    def ask(self, query: Query[T]) -> T:
        """Answer a question. Raises Refused ``not_allowed`` before anything is looked up."""
        now = self.now
        _require(query, self.staff, self.panti, now)
        require_readable(query)
        if not query.sensitive or self._store.is_copy:
            return self._answered(query, now)[0]
        if self._store.server is not None:  # a long answer must not keep other computers from saving
            answer, about = self._answered(query, now)
            with self._acting(query, now) as (session, stamp):
                record(session, stamp, facts_of(query), about)
            return answer
        with self._acting(query, now) as (session, stamp):
            work = Work(session, self.staff, self.panti, now, store=self._store)
            answer = query.run(work)
            record(session, stamp, facts_of(query), (*query.about(answer), *work.shown))
        return answer

    def _answered(self, query: Query[T], now: datetime) -> tuple[T, tuple[str, ...]]:
        """The answer from one consistent state, and whom it shows; nothing is written."""
        with self._store.asking() as session:
            self._rights_as_they_are(session, query, now)
            work = Work(session, self.staff, self.panti, now, store=self._store)
            answer = query.run(work)
            return answer, (*query.about(answer), *work.shown)

    def undoable(self) -> UndoStep | None:
        """The act that ``undo`` would take back."""
        return self._undo[-1] if self._undo else None

    def undo(self) -> Done[Any]:
        """Take the last act back through the same door, by its opposite act.

        One that a rule refuses is not offered again, so that those before it can still be taken back.
        """
        if not self._undo:
            raise Refused("nothing_to_undo")
        step = self._undo[-1]
        try:
            done = self._carry_out(step.command, "", UNWATCHED)
        except Conflict as conflict:
            self._undo.pop()
            raise Refused("changed_meanwhile") from conflict
        except Refused:
            self._undo.pop()
            raise
        self._undo.pop()
        return done

    def close(self) -> None:
        """Leave the store."""
        self._store.close()

    def _carry_out(self, command: Command[R], reason: str, progress: Progress) -> Done[R]:
        now = self.now
        _require(command, self.staff, self.panti, now)
        require_readable(command, reason)
        with self._acting(command, now, reason) as (session, stamp):
            done = command.run(Work(session, self.staff, self.panti, now, reason, progress, self._store))
            session.flush()
            in_order = self._store.watched and not command.although_clock_back
            record(session, stamp, {**facts_of(command), **done.what}, done.about, in_order=in_order)
            if done.changes.areas:
                self._store.tell(session, done.changes.areas)
        if done.changes.touch(frozenset({Area.PANTI, Area.ACCOUNTS})):
            with suppress(Unavailable):  # the act is saved; a server gone since then is looked at again when it is back
                self._sit_down()
        return _finished(done)

    @contextmanager
    def _acting(
        self, act: Command[Any] | Query[Any], now: datetime, reason: str = ""
    ) -> Iterator[tuple[Session, Stamp]]:
        stamp = Stamp(self.panti.id, self.staff.account_id, now, type(act).__name__, reason)
        with self._store.acting(stamp) as session:
            self._rights_as_they_are(session, act, now)
            yield session, stamp

    def _rights_as_they_are(self, session: Session, act: Command[Any] | Query[Any], now: datetime) -> None:
        """Look anew, on a server: another computer may have closed the account or taken the right."""
        if self._store.server is not None:
            self.staff = accounts.as_of_now(session, self.staff)
            _require(act, self.staff, self.panti, now)


def _require(act: Command[Any] | Query[Any], staff: Staff, panti: Panti, now: datetime) -> None:
    """Refuse with ``not_allowed`` before anything is looked up."""
    if isinstance(act, Command):
        act.allowed(staff, panti.day_of(now), panti, now)
    else:
        staff.require(act.needs, panti.day_of(now))


def _finished(done: Done[R]) -> Done[R]:
    """Do what waits for the act to be durable."""
    given = done.afterwards() if done.afterwards is not None else None
    return done if given is None else replace(done, result=given)


def facts_of(act: object) -> dict[str, Any]:
    """What the audit may keep of an act: values of ids, dates, numbers and choices; of free text only its name."""
    if not is_dataclass(act):
        return {}
    facts: dict[str, Any] = {}
    for item in fields(act):
        value = getattr(act, item.name)
        if item.metadata.get("audited", True) and value is not None and value not in ("", ()):
            facts[item.name] = _fact(item.name, value) if item.repr else "…"
    return facts


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset | set):
        return [_fact(name, item) for item in value] if len(value) <= 50 else {"count": len(value)}
    if isinstance(value, str) and name.endswith(("_id", "_ids", "_code", "right", "night")):
        return value
    return "…"
