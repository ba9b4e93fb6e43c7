"""Writing down what is arranged for a leaving; readiness learns in the same act whether there is a place to go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.departures.arranging import (
    LABELS,
    PICKUP_PAPER_NAMES,
    RECEPTION_NAMES,
    Arrangement,
    as_values,
    reception_state,
    require_arrangement,
    tidied,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import LONGEST_NOTE, Criterion, State
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.departures import arranging
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.checks import check_row, write_check
from shelter_admin.persistence.residents import stays

CHANGED: Final = Changes.of(Area.DEPARTURES, Area.READINESS)
WILLING: Final = {True: N_("willing to receive"), False: N_("refuses")}

Written = tuple[State, date, str, str | None]
"""A check of readiness: how it stands, since when, the note, and the paper that proves it."""
Told = tuple[Written | None, Written | None]
"""What stood there before readiness was told, and what stands there now."""


@dataclass(frozen=True, kw_only=True)
class ArrangeDeparture(Edit[None]):
    """Write down who receives, the visit to the family, the papers, the Dinsos told, the letter.

    Where it makes or takes away a place to go, the criterion of readiness is written in the same act.
    """

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("arrangement of a leaving")

    person_id: str
    stay_id: str
    arrangement: Arrangement = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        stay = _the_stay(work, self.person_id, self.stay_id)
        row = arranging.of_stay(work.session, stay.id)
        before = arranging.arrangement_of(row)
        fields = Fields(named(LABELS), of_row(work.session, row), lambda key, value: in_words(work, key, value))
        agreed = self.agree(work, fields, as_values(tidied(self.arrangement)), as_values(before))
        now = Arrangement(**agreed)
        require_arrangement(now, work.today)
        if row is not None and now == before:
            return Done()
        arranging.put(work.session, stay, now)
        old = _tell_readiness(work, stay, before, now)
        undo = PutArrangementBack(self.person_id, stay.id, before if row is not None else None, now, old)
        changed = sorted(name for name, value in agreed.items() if value != getattr(before, name))
        return Done(CHANGED, undo=undo, about=(self.person_id,), what={"fields": changed})


@dataclass(frozen=True)
class PutArrangementBack(Command[None]):
    """Undo of writing an arrangement: what stood before stands again, for readiness too.

    Refused with ``changed_meanwhile`` once somebody wrote either of them anew.
    """

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("put the arrangement back")

    person_id: str
    stay_id: str
    before: Arrangement | None = field(repr=False)
    made: Arrangement = field(repr=False)
    check: Told | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        stay = _the_stay(work, self.person_id, self.stay_id)
        if arranging.arrangement_of(arranging.of_stay(work.session, stay.id)) != self.made:
            raise Refused("changed_meanwhile")
        if self.check is not None and _check_of(work, stay) != self.check[1]:
            raise Refused("changed_meanwhile")
        if self.before is None:
            arranging.remove(work.session, stay.id)
        else:
            arranging.put(work.session, stay, self.before)
        if self.check is not None:
            state, on_day, note, proof = self.check[0] or (State.UNKNOWN, work.today, "", None)
            write_check(work.session, stay.id, Criterion.RECEPTION, (state, on_day, note), proof)
        return Done(CHANGED, about=(self.person_id,))


def _the_stay(work: Work, person_id: str, stay_id: str) -> StayTable:
    require_in_sight(work.session, work.sight, person_id)
    stay = stays.the_stay(work.session, stay_id)
    if stay.person_id != person_id:
        raise Refused("stay_unknown", field="stay_id")
    return stay


def in_words(work: Work, key: str, value: Any) -> str:
    """A field of an arrangement as it is read where two wrote it at once."""
    if key == "reception":
        return _(RECEPTION_NAMES[value]) if value is not None else ""
    if key == "survey_willing":
        return _(WILLING[value]) if value is not None else ""
    if key == "pickup_papers":
        return ", ".join(_(PICKUP_PAPER_NAMES[paper]) for paper in value)
    return plainly(work, value)


def _check_of(work: Work, stay: StayTable) -> Written | None:
    row = check_row(work.session, stay.id, Criterion.RECEPTION)
    return None if row is None else (State(row.state), row.on_day, row.note, row.document_id)


def _tell_readiness(work: Work, stay: StayTable, before: Arrangement, now: Arrangement) -> Told | None:
    """Write the criterion where this act changed it; gives what stood and stands there, None where it was left alone.

    A check that the social worker wrote by hand stays until an arrangement says otherwise.
    """
    was, is_now = _said(before), _said(now)
    if stay.leave_reason is not None or was == is_now:
        return None
    old = _check_of(work, stay)
    state, note = is_now
    write_check(work.session, stay.id, Criterion.RECEPTION, (state, now.surveyed_on or work.today, note))
    return old, _check_of(work, stay)


def _said(one: Arrangement) -> tuple[State, str]:
    """How reception stands, and the words beside it: who receives, or what the family said."""
    state = reception_state(one)
    if state is State.UNKNOWN:
        return state, ""
    if state is State.NOT_MET:
        return state, (one.survey_words or _("the family refuses"))[:LONGEST_NOTE]
    where = _(RECEPTION_NAMES[one.reception]) if one.reception is not None else ""
    who = f"{one.receiver} ({one.receiver_relation})" if one.receiver_relation else one.receiver
    return state, ": ".join(part for part in (where, who) if part)[:LONGEST_NOTE]


def seen_of(one: Arrangement) -> Seen:
    """What a form showed of an arrangement."""
    return Seen(as_values(one))
