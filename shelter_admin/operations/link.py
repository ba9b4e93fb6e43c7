"""What stands between a window and a server: others' changes as they come, and calm while it does not answer.

While the server is away nothing is asked of it: questions and acts end at once as ``server_away`` instead of each
waiting for its own time to run out, and the listener alone finds out when it is back. Only the gate goes on, from
memory and into its queue on the disk. A store in a file has no link and nothing changes for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final, TypeVar, cast

from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.domain.presence import GatePerson
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.waiting import WaitingMove, still_waiting
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Clock, Command, Desk, Done, Query
from shelter_admin.operations.gate_away import GATE_QUESTIONS, GateAway
from shelter_admin.operations.presence.gate import ComeIn, ExpectBack, GoOut
from shelter_admin.operations.waiting import note_lost, send_waiting
from shelter_admin.persistence.listening import Elsewhere, Gone, Here, Listening, Told, is_away
from shelter_admin.persistence.store import Store

T = TypeVar("T")
R = TypeVar("R")
CLOCKS_AGREE: Final = timedelta(minutes=2)

WORDS: dict[str, str] = {
    "key_changed_elsewhere": N_(
        "The key of the store was changed on another computer. Close the program here and sign in anew."
    ),
}

__all__ = ["Elsewhere", "Gone", "Here", "Link", "State", "Told", "is_away", "link_of"]


@dataclass(frozen=True, slots=True)
class State:
    """How it stands with the server: why it is away and since when, and how far its clock is ahead of ours."""

    failure: Failure | None = None
    since: datetime | None = None
    ahead: timedelta = timedelta()

    @property
    def away(self) -> bool:
        """Say whether the server does not answer."""
        return self.failure is not None

    @property
    def clocks_differ(self) -> bool:
        """Say whether the two clocks are too far apart for the hours at the gate."""
        return abs(self.ahead) > CLOCKS_AGREE


@dataclass
class Link:
    """One per open store on a server. ``told`` hears of every change of state, on whatever thread it comes."""

    store: Store
    clock: Clock
    told: Callable[[Told], None] = lambda _told: None
    state: State = State()
    gate: GateAway = field(init=False)
    listening: Listening | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Find the queue beside the key file; it is read when somebody is there who may send it."""
        self.gate = GateAway(self.store)

    def begin(self, told: Callable[[Told], None]) -> None:
        """Begin to listen."""
        self.told = told
        if self.store.server is not None and self.listening is None:
            self.listening = Listening(self.store, self.clock, self.take)
            self.listening.begin()

    def close(self) -> None:
        """Stop listening; nothing is told any more."""
        self.told = lambda _told: None
        if self.listening is not None:
            self.listening.close()

    def take(self, told: Told) -> None:
        """Take what the listener found out, and pass it on."""
        with self._lock:
            if isinstance(told, Here):
                self.state = State(ahead=told.ahead)
            elif isinstance(told, Gone):
                since = self.state.since or self.clock()
                self.state = State(_in_our_words(told.failure), since, self.state.ahead)
        self.told(told)

    def ask(self, desk: Desk, query: Query[T]) -> T:
        """Answer a question; while the server is away only those of the gate are, from memory."""
        if not self.state.away:
            try:
                return self.gate.seen(desk, query, desk.ask(query))
            except Unavailable as failure:
                if not self._noted(failure):
                    raise
        if isinstance(query, GATE_QUESTIONS):
            return cast("T", self.gate.answer(desk, query))
        raise self._why()

    def do(self, desk: Desk, command: Command[R], *, reason: str = "", progress: Progress = UNWATCHED) -> Done[R]:
        """Carry out an act; while the server is away one of the gate is kept on the disk and marked as waiting.

        What waits is sent first, so that the gate's order stays.
        """
        if not isinstance(command, GoOut | ComeIn | ExpectBack):
            return self._carry_out(lambda: desk.do(command, reason=reason, progress=progress))
        unsure = False
        if not self.state.away:
            try:
                self.send(desk)
                return cast("Done[R]", desk.do(cast("Command[Any]", command), reason=reason, progress=progress))
            except Unavailable as failure:
                if not self._noted(failure):
                    raise
                unsure = failure.code == "server_away_unsure"
        return self.gate.keep(desk, command, unsure=unsure)

    def undo(self, desk: Desk) -> Done[Any]:
        """Take the last act back."""
        return self._carry_out(desk.undo)

    def moves(self) -> tuple[WaitingMove, ...]:
        """Every entry of the gate that waits here or was refused."""
        return self.gate.moves()

    def inside(self, desk: Desk) -> tuple[GatePerson, ...] | None:
        """Who is inside as far as is known here, by name; None where the names were never loaded."""
        return self.gate.inside(desk)

    def send(self, desk: Desk) -> int:
        """Send what waits, oldest first; gives how many entries are left here, refused by a rule.

        Raises Unavailable where the server goes away again; then the rest goes on waiting.
        """
        moves = self.gate.moves()
        if self.gate.lost and not self.state.away:
            note_lost(desk, self.gate.queue)
            self.gate.lost = False
        if not still_waiting(moves):
            return len(moves)
        return self._carry_out(lambda: send_waiting(self.store, self.clock, self.gate.queue, desk.staff.account_id))

    def put_away(self, move_id: str) -> None:
        """Let go of a refused entry once its putting away stands in the log."""
        self.gate.safely(lambda: self.gate.queue.settle(move_id))

    def look_again(self, desk: Desk) -> None:
        """Load settings and rights anew; raises Refused ``account_disabled`` where the account was closed."""
        self.gate.forget()
        self._carry_out(desk.look_again)

    def prepare(self, desk: Desk, *, house: bool) -> None:
        """Load what the gate needs in an outage, while there is none."""
        self._carry_out(lambda: self.gate.remember(desk, house=house))

    def _carry_out(self, job: Callable[[], T]) -> T:
        if self.state.away:
            raise self._why()
        try:
            return job()
        except Unavailable as failure:
            self._noted(failure)
            raise

    def _noted(self, failure: Unavailable) -> bool:
        """Take note that the server does not answer, and let the listener find out when it does."""
        if not is_away(failure):
            return False
        self.take(Gone(Unavailable("server_away")))
        if self.listening is not None:
            self.listening.doubt()
        return True

    def _why(self) -> Failure:
        failure = self.state.failure or Unavailable("server_away")
        return type(failure)(failure.code)


def _in_our_words(failure: Failure) -> Failure:
    """A server that knew this computer and refuses it now has another key."""
    return Unavailable("key_changed_elsewhere") if failure.code == "server_refuses" else failure


def link_of(desk: object) -> Link | None:
    """The link of a desk at a server; None for a store in a file, which nobody else writes to."""
    if not isinstance(desk, Desk) or desk.store.server is None:
        return None
    return Link(desk.store, lambda: desk.now)
