"""Out and in at the gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import read_pass_code
from shelter_admin.domain.presence import GateBoard, GatePerson, OutingKind
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, of_row
from shelter_admin.operations.presence.letting_out import with_let_out, write_out
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.presence import outings, passes
from shelter_admin.persistence.presence.tables import OutingTable
from shelter_admin.persistence.residents import cards

CHANGED = Changes.of(Area.PRESENCE)
LONGEST_TEXT = 200

WORDS: dict[str, str] = {
    "already_out": N_("This person is already out. Write down that they came in first."),
    "not_out": N_("This person is inside; there is nobody to come in."),
    "clock_unclear": N_("Write the hour like 20.00."),
    "return_in_the_past": N_("The return must lie ahead. Write a later hour or day."),
    "text_too_long": N_("Write no more than {most} letters."),
}


@dataclass(frozen=True)
class GoOut(Command[str]):
    """Write down that a resident goes out, where to, and when they are expected back (an instant in UTC).

    What is not named comes from the leave pass or standing permission that lets them out; such a pass is used by it.
    """

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("out")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    destination: str = field(default="", repr=False)
    until: datetime | None = None
    kind: OutingKind = OutingKind.PERMISSION

    @override
    def run(self, work: Work) -> Done[str]:
        if self.until is not None and self.until <= work.now:
            raise Refused("return_in_the_past", field="until")
        if len(self.destination) > LONGEST_TEXT:
            raise Refused("text_too_long", field="destination", most=LONGEST_TEXT)
        written = outings.Written(self.kind.value, self.destination.strip(), work.now, self.until)
        outing_id = write_out(work, self.person_id, written)
        return Done(CHANGED, outing_id, undo=TakeBackOuting(outing_id), about=(self.person_id,))


@dataclass(frozen=True)
class ComeIn(Command[str]):
    """Write down that a resident came back."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("in")
    although_clock_back: ClassVar[bool] = True

    person_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        outing = outings.back(work.session, self.person_id, work.now)
        return Done(CHANGED, outing.id, undo=StillOut(outing.id), about=(self.person_id,))


@dataclass(frozen=True)
class ExpectBack(Edit[None]):
    """Change when somebody outside is expected back; no instant means no hour was named."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("expected back")
    although_clock_back: ClassVar[bool] = True

    outing_id: str
    until: datetime | None

    @override
    def run(self, work: Work) -> Done[None]:
        outing = work.session.get_one(OutingTable, self.outing_id)
        if outing.in_at is not None:
            raise Refused("not_out")
        fields = Fields(lambda _key: _("expected back"), of_row(work.session, outing, {"until": ("expected_at",)}))
        before = outing.expected_at
        outing.expected_at = self.agree(work, fields, {"until": self.until}, {"until": before})["until"]
        undo = ExpectBack(outing.id, before, seen=Seen({"until": outing.expected_at}))
        return Done(CHANGED, undo=undo, about=(outing.person_id,))


@dataclass(frozen=True)
class TakeBackOuting(Command[None]):
    """Undo of going out: the line goes, its values stay in the history; a pass used for it can be used again."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("take back going out")
    although_clock_back: ClassVar[bool] = True

    outing_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        outing = work.session.get_one(OutingTable, self.outing_id)
        if outing.in_at is not None:
            raise Refused("changed_meanwhile")
        passes.let_go(work.session, outing.id)
        work.session.delete(outing)
        return Done(CHANGED, about=(outing.person_id,))


@dataclass(frozen=True)
class StillOut(Command[None]):
    """Undo of coming in; refused by the database when they have gone out again meanwhile."""

    needs: ClassVar[Right] = Right.MARK_GATE
    name: ClassVar[str] = N_("take back coming in")
    although_clock_back: ClassVar[bool] = True

    outing_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        outing = work.session.get_one(OutingTable, self.outing_id)
        if open_stay(work.session, outing.person_id).id != outing.stay_id:
            raise Refused("changed_meanwhile")
        outing.in_at = None
        return Done(CHANGED, about=(outing.person_id,))


@dataclass(frozen=True)
class GateBoardNow(Query[GateBoard]):
    """Who is out, late first; how many are inside; the last moves."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    @override
    def run(self, work: Work) -> GateBoard:
        return outings.gate_board(work.session, work.sight, work.now)


@dataclass(frozen=True)
class GatePeople(Query[tuple[GatePerson, ...]]):
    """Who of the house matches what was typed or scanned: an exact number alone, else beginnings of names.

    The number of a leave pass finds whoever it was given to, the code of a good card its holder.
    """

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    typed: str = field(repr=False)
    most: int = 8

    @override
    def run(self, work: Work) -> tuple[GatePerson, ...]:
        ending = read_pass_code(self.typed)
        people = passes.people_with_code(work.session, ending, work.now) if ending else []
        typed = self.typed if people else cards.number_behind(work.session, work.sight, self.typed)
        found = outings.gate_people(work.session, work.sight, typed, self.most, people)
        return with_let_out(work, found)
