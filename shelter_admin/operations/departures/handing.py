"""Handing over tools, papers and savings with a receipt, striking one out, and the book of savings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.departures.handing import (
    THINGS,
    HandedKind,
    Item,
    plain_items,
    require_handing,
    require_items,
    tidy_items,
)
from shelter_admin.domain.departures.savings import require_amount, require_covered, require_day
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.departures import handing
from shelter_admin.persistence.departures.tables import HandoverTable
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.residents import stays
from shelter_admin.persistence.training.enrolments import the_enrolment

CHANGED: Final = Changes.of(Area.DEPARTURES)
TAKEN_BACK: Final = N_("taken back")


@dataclass(frozen=True, kw_only=True)
class HandOverThings(Command[str]):
    """Hand over tools, papers or the certificate, each thing counted; the outcome is the receipt's id."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("things handed over")

    person_id: str
    kind: HandedKind
    items: tuple[Item, ...] = field(repr=False)
    received_by: str = field(repr=False)
    given_by: str = field(default="", repr=False)
    witness: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    on_day: date | None = None
    enrolment_id: str | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        if self.kind not in THINGS:
            raise Refused("nothing_handed_over", field="kind")
        stay = _last_stay(work, self.person_id)
        items = tidy_items(self.items)
        require_items(items, some=True)
        if self.enrolment_id and the_enrolment(work.session, self.enrolment_id).stay_id != stay.id:
            raise Refused("enrolment_unknown", field="enrolment_id")
        values = _given(work, self, stay)
        values |= {"kind": self.kind.value, "items": plain_items(items), "enrolment_id": self.enrolment_id}
        row = handing.add_handover(work.session, stay, values)
        undo = VoidHandover(row.id, _(TAKEN_BACK))
        return Done(CHANGED, row.id, undo, (self.person_id,), {"handover_id": row.id})


@dataclass(frozen=True, kw_only=True)
class PayOutSavings(Command[str]):
    """Pay out what somebody saved, or a part of it, with its receipt; never more than is there."""

    needs: ClassVar[Right] = Right.RECORD_SAVINGS
    name: ClassVar[str] = N_("savings paid out")

    person_id: str
    amount: int
    received_by: str = field(repr=False)
    given_by: str = field(default="", repr=False)
    witness: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    on_day: date | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        stay = _last_stay(work, self.person_id)
        if self.amount <= 0:
            raise Refused("saving_not_covered", field="amount", there=0)
        require_amount(self.amount, self.note)
        values = _given(work, self, stay) | {"kind": HandedKind.SAVINGS.value, "amount": self.amount}
        require_covered(handing.entries_of(work.session, self.person_id), values["on_day"], -self.amount)
        row = handing.add_handover(work.session, stay, values)
        handing.add_saving(work.session, stay, row.on_day, -self.amount, ("", row.id))
        undo = VoidHandover(row.id, _(TAKEN_BACK))
        return Done(CHANGED, row.id, undo, (self.person_id,), {"handover_id": row.id})


def _last_stay(work: Work, person_id: str) -> StayTable:
    require_in_sight(work.session, work.sight, person_id)
    return stays.last_stay(work.session, person_id)


def _given(work: Work, act: HandOverThings | PayOutSavings, stay: StayTable) -> dict[str, Any]:
    """Who gave what to whom on which day, as it is kept."""
    day = act.on_day or work.today
    given_by = act.given_by.strip() or work.staff.full_name or work.staff.user
    require_handing(act.received_by, (given_by, act.witness, act.note), day, (stay.admitted_on, work.today))
    words = {name: getattr(act, name).strip() for name in ("received_by", "witness", "note")}
    return {**words, "given_by": given_by, "on_day": day}


@dataclass(frozen=True)
class VoidHandover(Command[None]):
    """Strike out a handing over, saying why; paid-out money is back in the book. The receipt stays to be read."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("handing over struck out")

    handover_id: str
    why: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = _of_right(work, self.handover_id)
        if row.void_on is not None:
            raise Refused("handing_void")
        row.void_reason = self.why.strip() or work.require_reason()
        row.void_on = work.today
        _book(work, row, row.amount or 0)
        return Done(CHANGED, undo=RestoreHandover(row.id), about=(row.person_id,))


@dataclass(frozen=True)
class RestoreHandover(Command[None]):
    """Undo of striking out: the handing over stands again; refused where its money is not there any more."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("put the handing over back")

    handover_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _of_right(work, self.handover_id)
        if row.void_on is None:
            raise Refused("handing_stands")
        _book(work, row, -(row.amount or 0))
        row.void_on, row.void_reason = None, ""
        undo = VoidHandover(row.id, _(TAKEN_BACK))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _of_right(work: Work, handover_id: str) -> HandoverTable:
    """A handing over in sight; one of money asks the right to savings too."""
    row = handing.the_handover(work.session, handover_id)
    require_in_sight(work.session, work.sight, row.person_id)
    if row.kind == HandedKind.SAVINGS.value:
        work.staff.require(Right.RECORD_SAVINGS, work.today)
    return row


def _book(work: Work, row: HandoverTable, amount: int) -> None:
    """Put the money of a receipt back into the book today, or take it out again."""
    if not amount:
        return
    require_covered(handing.entries_of(work.session, row.person_id), work.today, amount)
    stay = stays.the_stay(work.session, row.stay_id)
    handing.add_saving(work.session, stay, work.today, amount, ("", row.id))


@dataclass(frozen=True)
class RecordSaving(Command[str]):
    """Write down what somebody put aside, or took out where the sum is negative; never more than is there."""

    needs: ClassVar[Right] = Right.RECORD_SAVINGS
    name: ClassVar[str] = N_("entry of savings")

    person_id: str
    amount: int
    on_day: date | None = None
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        stay = _last_stay(work, self.person_id)
        day, note = self.on_day or work.today, self.note.strip()
        require_amount(self.amount, note)
        require_day(day, work.today)
        require_covered(handing.entries_of(work.session, self.person_id), day, self.amount)
        row = handing.add_saving(work.session, stay, day, self.amount, (note, None))
        undo = ReverseSaving(row.id)
        return Done(CHANGED, row.id, undo, (self.person_id,), {"saving_id": row.id})


@dataclass(frozen=True)
class ReverseSaving(Command[str]):
    """Put an entry right by its opposite on the same day, once; refused where the money is not there any more."""

    needs: ClassVar[Right] = Right.RECORD_SAVINGS
    name: ClassVar[str] = N_("entry of savings put right")

    saving_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        row = handing.the_saving(work.session, self.saving_id)
        require_in_sight(work.session, work.sight, row.person_id)
        if row.handover_id is not None:
            raise Refused("saving_of_receipt")
        entries = handing.entries_of(work.session, row.person_id)
        made = handing.add_opposite(work.session, stays.the_stay(work.session, row.stay_id), row, _(TAKEN_BACK))
        require_covered(entries, row.on_day, made.amount)
        return Done(CHANGED, made.id, ReverseSaving(made.id), (row.person_id,), {"saving_id": made.id})
