"""Sending what was written at the gate while the server did not answer, as who wrote it, when it happened."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.presence import GatePerson, OutingKind
from shelter_admin.domain.waiting import Move, WaitingMove, still_waiting
from shelter_admin.domain.words import N_, _
from shelter_admin.operations import explain
from shelter_admin.operations.desk import Clock, Command, Desk, Done, Query, Work
from shelter_admin.operations.presence.gate import LONGEST_TEXT, ExpectBack
from shelter_admin.operations.presence.letting_out import with_let_out, write_out
from shelter_admin.persistence import audit
from shelter_admin.persistence.presence import outings
from shelter_admin.persistence.queue import NOTED, Queue, files_put_aside
from shelter_admin.persistence.store import Store

CHANGED: Final = Changes.of(Area.PRESENCE)
_REMEMBERED: Final = timedelta(days=31)  # how far a clock may have been set back between two sendings
_NO_RIGHT: Final = ("not_allowed", "account_disabled", "account_unknown")
_SAME_MOMENT: Final = timedelta(minutes=1)
_OUR_FAULT: Final = "entry_not_sendable"

log = logging.getLogger(__name__)

WORDS: dict[str, str] = {
    "moved_since": N_("This person was written out or in elsewhere after this entry."),
    "may_no_longer": N_("Whoever wrote this entry may not use the gate any more."),
    _OUR_FAULT: N_(
        "The program made a mistake when it sent this entry. Write the person out or in anew where that is needed, "
        "and tell whoever looks after the program."
    ),
    "queue_damaged": N_(
        "The entries that waited at this gate cannot be read: their file was changed or is damaged. It was put aside, "
        "not deleted; look on paper who went out and in, and write it once more."
    ),
}


@dataclass(frozen=True)
class SendGateMove(Command[str]):
    """Save one entry of the gate that waited, with the instant it happened at; a second sending changes nothing.

    ``entry_id`` becomes the outing's id of who goes out. Raises Refused ``moved_since`` where somebody else has
    written the same person out or in after that instant.
    """

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("send an entry that waited at the gate")
    although_clock_back: ClassVar[bool] = True

    entry_id: str
    at: datetime
    move: Move
    person_id: str
    outing_id: str = ""
    kind: OutingKind = OutingKind.PERMISSION
    destination: str = field(default="", repr=False)
    until: datetime | None = None
    unsure: bool = False
    sent_by_id: str = ""

    @override
    def run(self, work: Work) -> Done[str]:
        since = min(self.at, work.now) - _REMEMBERED
        if audit.names(work.session, type(self).__name__, "entry_id", self.entry_id, since) or self._saved_then(work):
            return Done(CHANGED, self.entry_id, about=(self.person_id,))
        if self.move is Move.RETURN:
            ExpectBack(self.outing_id, self.until).run(work)
            return Done(CHANGED, self.outing_id, about=(self.person_id,))
        self._require_last(work)
        at = min(self.at, work.now)
        if self.move is Move.IN:
            return Done(CHANGED, outings.back(work.session, self.person_id, at).id, about=(self.person_id,))
        if len(self.destination) > LONGEST_TEXT:
            raise Refused("text_too_long", field="destination", most=LONGEST_TEXT)
        written = outings.Written(self.kind.value, self.destination.strip(), at, self.until)
        write_out(work, self.person_id, written, self.entry_id)
        return Done(CHANGED, self.entry_id, about=(self.person_id,))

    def _saved_then(self, work: Work) -> bool:
        """Say whether the server had saved it after all when it went away: the same move, by the same account."""
        if not self.unsure:
            return False
        moves = outings.moves_of(work.session, self.person_id, work.staff.account_id)
        return any(moved is self.move and abs(moment - self.at) <= _SAME_MOMENT for moved, moment in moves)

    def _require_last(self, work: Work) -> None:
        last = max((moment for _move, moment in outings.moves_of(work.session, self.person_id)), default=None)
        if last is not None and last > self.at:
            raise Refused("moved_since")


@dataclass(frozen=True)
class PutWaitingAway(Command[None]):
    """Write down, with a reason, that an entry which a rule refused when it was sent is let go."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("put away an entry that waited at the gate")
    although_clock_back: ClassVar[bool] = True

    entry_id: str
    made_by_id: str
    person_id: str
    at: datetime
    move: Move
    refused_code: str

    @override
    def run(self, work: Work) -> Done[None]:
        work.require_reason()
        return Done(CHANGED, about=(self.person_id,))


@dataclass(frozen=True)
class NoteLostQueue(Command[None]):
    """Write down that a file of waiting entries could not be read and was put aside."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("note that waiting entries could not be read")
    although_clock_back: ClassVar[bool] = True

    files: int

    @override
    def run(self, work: Work) -> Done[None]:
        return Done()


@dataclass(frozen=True)
class GateHouse(Query[tuple[GatePerson, ...]]):
    """Everybody of the house as the gate knows them, kept in memory for when the server does not answer."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    @override
    def run(self, work: Work) -> tuple[GatePerson, ...]:
        return with_let_out(work, outings.house_people(work.session, work.sight))


def send_waiting(store: Store, clock: Clock, queue: Queue, sent_by_id: str) -> int:
    """Send everything that waits, in order, each as who wrote it; gives how many stay behind, refused.

    What a rule refuses stays in the queue with the rule's name, and what a fault of the program stops with that: no
    entry keeps those behind it back. Raises Unavailable where the server goes away again, Damaged where the store is;
    what was not sent by then goes on waiting.
    """
    desks: dict[str, Desk] = {}
    for move in still_waiting(queue.moves()):
        try:
            desk = desks.get(move.account_id) or _seated(store, clock, move.account_id)
            desks[move.account_id] = desk
            desk.do(_command(move, sent_by_id))
        except Refused as refusal:
            told = Refused("may_no_longer") if refusal.code in _NO_RIGHT else refusal
            queue.refuse(move.id, told.code)
        except Failure:
            raise  # it is the store that cannot take entries just now, whichever comes first
        except Exception as fault:  # noqa: BLE001 - whatever it is, the entries behind this one still go
            log.critical("fault in an entry that waited: %s", explain.where_faulty(fault))
            queue.refuse(move.id, _OUR_FAULT)
        else:
            queue.settle(move.id)
    return sum(1 for move in queue.moves() if move.refused)


def _seated(store: Store, clock: Clock, account_id: str) -> Desk:
    desk = Desk(store, account_id, clock)
    desk.look_again()
    return desk


def _command(move: WaitingMove, sent_by_id: str) -> SendGateMove:
    return SendGateMove(
        move.id,
        move.at,
        move.move,
        move.person_id,
        move.outing_id,
        move.kind,
        move.destination,
        move.until,
        move.unsure,
        sent_by_id if sent_by_id != move.account_id else "",
    )


def why_refused(move: WaitingMove) -> str:
    """The sentence of the rule that said no to an entry."""
    return _(explain.words().get(move.refused, ""))


def note_lost(desk: Desk, queue: Queue) -> bool:
    """Write down, once, that files of waiting entries could not be read; says whether there were any."""
    lost = list(files_put_aside(queue.path))
    if not lost:
        return False
    desk.do(NoteLostQueue(len(lost)))
    for path in lost:
        path.rename(path.with_name(path.name + NOTED))
    return True
