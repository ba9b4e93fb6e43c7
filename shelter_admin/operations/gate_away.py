"""The gate while the server does not answer: people and board from memory, entries into the queue on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.domain.presence import GateBoard, GatePerson
from shelter_admin.domain.waiting import Move, WaitingMove, board_with, inside_of, people_like, still_waiting
from shelter_admin.operations.desk import Desk, Done, Query
from shelter_admin.operations.presence.gate import (
    CHANGED,
    LONGEST_TEXT,
    ComeIn,
    ExpectBack,
    GateBoardNow,
    GatePeople,
    GoOut,
)
from shelter_admin.operations.waiting import GateHouse
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.queue import ENDING, Queue, files_put_aside, unproven_queue
from shelter_admin.persistence.store import Store

T = TypeVar("T")
GateAct = GoOut | ComeIn | ExpectBack
GATE_QUESTIONS: Final = (GateBoardNow, GatePeople)


@dataclass
class _Known:
    """What one reader was last told of the house and of who is outside."""

    house: tuple[GatePerson, ...] | None = None
    board: GateBoard | None = None


@dataclass
class GateAway:
    """What the gate works with during an outage. ``lost`` says that a queue could not be read and was put aside."""

    store: Store
    lost: bool = False
    _known: dict[str, _Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember a queue that was put aside before the program was closed."""
        self.lost = bool(files_put_aside(self.queue.path))

    @property
    def queue(self) -> Queue:
        """The queue beside the key file, sealed with the store's key of today; it is not read yet."""
        return unproven_queue(beside(self.store.path, ENDING), self.store.key)

    def remember(self, desk: Desk, *, house: bool) -> None:
        """Ask what the gate needs in an outage, while there is none; ``house`` asks for the people anew too."""
        known = self._of(desk)
        if house or known.house is None:
            known.house = desk.ask(GateHouse())
        known.board = desk.ask(GateBoardNow())

    def forget(self) -> None:
        """Forget everybody: other rights may mean other people."""
        self._known.clear()

    def moves(self) -> tuple[WaitingMove, ...]:
        """Every entry that waits or was refused."""
        return self.safely(self.queue.moves)

    def seen(self, desk: Desk, query: Query[T], answer: T) -> T:
        """Keep an answer of the server for later, and count in what still waits here."""
        if not isinstance(query, GateBoardNow) or not isinstance(answer, GateBoard):
            return answer
        self._of(desk).board = answer
        return self._with_waiting(desk, answer)  # type: ignore[return-value]  # the board that was asked for

    def answer(self, desk: Desk, query: GateBoardNow | GatePeople) -> Any:
        """Answer from memory; raises Unavailable ``server_away`` where nothing was ever loaded."""
        board, house = self._now(desk)
        return board if isinstance(query, GateBoardNow) else people_like(query.typed, house, board, query.most)

    def inside(self, desk: Desk) -> tuple[GatePerson, ...] | None:
        """Who is inside as far as is known here, by name; None where the names were never loaded."""
        known = self._of(desk)
        if known.board is None or known.house is None:
            return None
        return inside_of(self._with_waiting(desk, known.board), known.house)

    def keep(self, desk: Desk, command: GateAct, *, unsure: bool = False) -> Done[Any]:
        """Keep an entry on the disk until the server answers; the rules are asked of what is in memory.

        Raises Refused as the act itself would, or Unavailable where it cannot be kept either.
        """
        command.allowed(desk.staff, desk.today, desk.panti, desk.now)
        move = self._move(desk, command, unsure=unsure)
        self.safely(lambda: self.queue.add(move))
        return Done(CHANGED, move.outing_id or move.id, about=(move.person_id,), waiting=True)

    def safely(self, job: Callable[[], T]) -> T:
        """Work with the queue; one that cannot be read is put aside whole, so that the gate can go on."""
        try:
            return job()
        except Damaged:
            self.queue.put_aside()
            self.lost = True
            return job()

    def _of(self, desk: Desk) -> _Known:
        return self._known.setdefault(desk.staff.account_id, _Known())

    def _now(self, desk: Desk) -> tuple[GateBoard, tuple[GatePerson, ...]]:
        known = self._of(desk)
        if known.board is None or known.house is None:
            raise Unavailable("server_away")
        return self._with_waiting(desk, known.board), known.house

    def _with_waiting(self, desk: Desk, board: GateBoard) -> GateBoard:
        waiting = still_waiting(self.moves())
        return board_with(board, waiting, self._of(desk).house or (), desk.now) if waiting else board

    def _move(self, desk: Desk, command: GateAct, *, unsure: bool) -> WaitingMove:
        board, house = self._now(desk)
        made = WaitingMove(new_id(), desk.staff.account_id, desk.now, Move.IN, "", unsure=unsure)
        if isinstance(command, ExpectBack):
            line = next((line for line in board.out if line.outing_id == command.outing_id), None)
            if line is None:
                raise Refused("not_out")
            made = replace(made, person_id=line.person_id, number=line.number, name=line.name, until=command.until)
            return replace(made, move=Move.RETURN, outing_id=line.outing_id)
        person = next((person for person in house if person.person_id == command.person_id), None)
        if person is None:
            raise Refused("not_in_house", field="person_id")
        made = replace(made, person_id=person.person_id, number=person.number, name=person.name)
        out = any(line.person_id == person.person_id for line in board.out)
        if isinstance(command, ComeIn):
            if not out:
                raise Refused("not_out", field="person_id")
            return made
        if out:
            raise Refused("already_out", field="person_id")
        return _going_out(made, command)


def _going_out(made: WaitingMove, command: GoOut) -> WaitingMove:
    if command.until is not None and command.until <= made.at:
        raise Refused("return_in_the_past", field="until")
    if len(command.destination) > LONGEST_TEXT:
        raise Refused("text_too_long", field="destination", most=LONGEST_TEXT)
    told = command.destination.strip()
    return replace(made, move=Move.OUT, destination=told, until=command.until, kind=command.kind)
