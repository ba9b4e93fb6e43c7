"""Choosing who gets a place in a class: enrolled all or none, the order kept; and reserves that move up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.selection import (
    ApplicationState,
    PanelWord,
    Ranked,
    next_reserve,
)
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, of_row
from shelter_admin.operations.training.enrolling import ENROLMENTS_CHANGED
from shelter_admin.operations.training.selection import SELECTION_CHANGED, places_of, selection_of
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.training import enrolments, selecting, selection, setting_up
from shelter_admin.persistence.training.enrolments import Moved, Place
from shelter_admin.persistence.training.selecting import Decided
from shelter_admin.persistence.training.tables import BatchApplicantTable, BatchTable, EnrolmentTable

PANEL_NAMES = {PanelWord.IN: N_("taken in all the same"), PanelWord.OUT: N_("left out all the same")}

WORDS: dict[str, str] = {
    "nobody_to_choose": N_("Nobody asks for a place who is not decided about."),
    "choice_needs_reason": N_(
        "{count} of those chosen are outside the age limits or not scored by every criterion. Say why they are chosen "
        "all the same."
    ),
    "applicant_has_left": N_("{number} has left the house meanwhile. Let them withdraw first."),
    "not_chosen_yet": N_("{number} has no place in this class that could be given up."),
    "chosen_gives_up": N_("{number} has a place already. Let it be given up instead."),
    "applicant_withdrawn": N_("{number} has withdrawn already."),
}


class Undone(NamedTuple):
    """What an act did to enrolments: who came in, who moved from elsewhere, whose row was taken out."""

    added: tuple[Place, ...] = ()
    changed: tuple[Moved, ...] = ()
    dropped: tuple[tuple[Place, str, str], ...] = ()


@dataclass(frozen=True)
class Chosen:
    """How many were chosen and enrolled, how many are in reserve, and how many have no place."""

    chosen: int = 0
    reserves: int = 0
    not_chosen: int = 0


@dataclass(frozen=True)
class ChoosePeople(Command[Chosen]):
    """Decide about everybody who asks for a place: the chosen are enrolled, all or none, and the order is kept.

    The first day of the class is the day they join, today where it has begun. Somebody chosen outside the age limits
    or not scored by every criterion needs a reason, which is kept with them. ``shown`` are those who were to be chosen
    when the head looked: refused with ``choice_changed`` where it would be others by now, None asks nothing.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("choosing for a class")

    batch_id: str
    reserves: int | None = None
    shown: tuple[str, ...] | None = None

    @override
    def run(self, work: Work) -> Done[Chosen]:
        batch = setting_up.the_batch(work.session, self.batch_id)
        found = selection_of(work, self.batch_id, self.reserves)
        if not found.is_open:
            raise Refused("nobody_to_choose")
        lines = [one for one in found.lines if one.applicant.state is not ApplicationState.CHOSEN]
        would = {one.applicant.applicant_id for one in lines if one.outcome is ApplicationState.CHOSEN}
        if self.shown is not None and would != set(self.shown):
            raise Refused("choice_changed")
        _require_reason(work, lines)
        before, after = _decide(work, lines)
        chosen = [one for one in lines if one.outcome is ApplicationState.CHOSEN]
        done = enrol_chosen(work, batch, chosen)
        outcome = Chosen(len(chosen), *(
            sum(one.outcome is state for one in lines)
            for state in (ApplicationState.RESERVE, ApplicationState.NOT_CHOSEN)
        ))  # fmt: skip
        undo = TakeBackChoice(tuple(zip(before, after, strict=True)), done)
        about = tuple(one.applicant.person_id for one in lines)
        return Done(SELECTION_CHANGED | ENROLMENTS_CHANGED, outcome, undo, about, {"batch_id": batch.id})


def _require_reason(work: Work, lines: Sequence[Ranked]) -> None:
    odd = [one for one in lines if one.outcome is ApplicationState.CHOSEN and one.needs_reason]
    if odd and not work.reason.strip():
        raise Refused("choice_needs_reason", field="reason", count=len(odd))


def _decide(work: Work, lines: Sequence[Ranked]) -> tuple[list[Decided], list[Decided]]:
    """Write everybody's outcome with the order it rests on; tells what was written before and after."""
    rows = [selecting.the_application(work.session, one.applicant.applicant_id) for one in lines]
    before = [selecting.decided_of(row) for row in rows]
    for row, one in zip(rows, lines, strict=True):
        row.state, row.decided_on = one.outcome.value, work.today
        row.ranking = selection.as_kept(one, len(lines))
        if one.outcome is ApplicationState.CHOSEN and one.needs_reason and not row.reason:
            row.reason = work.reason.strip()
    work.session.flush()
    return before, [selecting.decided_of(row) for row in rows]


def enrol_chosen(work: Work, batch: BatchTable, chosen: Sequence[Ranked]) -> Undone:
    """Enrol whoever was chosen from the first day of the class on; tells what is taken back with it.

    Who sits in another class of the programme moves; refused ``enrolled_elsewhere`` once something was marked there.
    """
    stays = enrolments.open_stays(work.session, [one.applicant.person_id for one in chosen])
    known = enrolments.enrolments_of(work.session, batch.program_id, [stay.id for stay in stays.values()])
    day = max(batch.starts_on or work.today, work.today)
    added: list[Place] = []
    changed: list[Moved] = []
    for one in chosen:
        stay = stays.get(one.applicant.person_id)
        if stay is None:
            raise Refused("applicant_has_left", number=one.applicant.number)
        row = known.get(stay.id)
        if row is None:
            added.append(enrolments.place_of(enrolments.add(work.session, stay.id, batch, day)))
            continue
        was = enrolments.place_of(row)
        _come_over(work, row, batch, one, day)
        changed += [Moved(was, enrolments.place_of(row))] if enrolments.place_of(row) != was else []
    return Undone(tuple(added), tuple(changed))


def _come_over(work: Work, row: EnrolmentTable, batch: BatchTable, one: Ranked, day: date) -> None:
    if row.batch_id == batch.id and (row.ended_on is None or row.ended_on > work.today):
        return
    if row.batch_id != batch.id and enrolments.is_used(work.session, row.id):
        raise Refused("enrolled_elsewhere", field="person_ids", number=one.applicant.number)
    row.batch_id, row.ended_on = batch.id, None
    row.joined_on = row.joined_on if enrolments.is_used(work.session, row.id) else day
    work.session.flush()


@dataclass(frozen=True)
class TakeBackChoice(Command[None]):
    """Undo of choosing or giving up: everybody stands as before and is out of the class again.

    Refused once something is marked, or where a record is not any more as the act left it.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take back the choice")

    decided: tuple[tuple[Decided, Decided], ...] = field(repr=False)
    enrolled: Undone = field(default_factory=Undone, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        for was, now in self.decided:
            selecting.put_back(work.session, was, now)
        for place in self.enrolled.added:
            enrolments.drop(work.session, place)
        for moved in self.enrolled.changed:
            enrolments.put_back(work.session, moved)
        for place, stay_id, program_id in self.enrolled.dropped:
            enrolments.put_in_again(work.session, place, stay_id, program_id)
        return Done(SELECTION_CHANGED | ENROLMENTS_CHANGED)


def _the_applicant(work: Work, applicant_id: str) -> tuple[BatchApplicantTable, str]:
    """An application and the number of who asked, refused where this reader does not see them."""
    row = selecting.the_application(work.session, applicant_id)
    require_in_sight(work.session, work.sight, row.person_id)
    return row, enrolments.numbers_of_people(work.session, [row.person_id]).get(row.person_id, "")


@dataclass(frozen=True)
class SayPanelWord(Edit[None]):
    """The committee takes somebody in, or leaves them out, whatever the points; with a reason. None takes it back."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("the committee's word")

    applicant_id: str
    word: PanelWord | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row, number = _the_applicant(work, self.applicant_id)
        if row.state in {ApplicationState.CHOSEN.value, ApplicationState.WITHDRAWN.value}:
            raise Refused("application_decided", number=number)
        reason = work.require_reason() if self.word is not None else ""
        fields = Fields(lambda _key: _("The committee's word"), of_row(work.session, row, {"word": ("panel",)}), _said)
        held = PanelWord(row.panel) if row.panel else None
        agreed = self.agree(work, fields, {"word": self.word}, {"word": held})["word"]
        was = selecting.decided_of(row)
        row.panel, row.reason = (agreed.value if agreed else None), reason if agreed is self.word else row.reason
        work.session.flush()
        undo = PutApplicationsBack(((was, selecting.decided_of(row)),))
        return Done(SELECTION_CHANGED, undo=undo, about=(row.person_id,))


def _said(_key: str, word: PanelWord | None) -> str:
    return "" if word is None else _(PANEL_NAMES[word])


@dataclass(frozen=True)
class PutApplicationsBack(Command[None]):
    """Undo of the committee's word and of withdrawing."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("put the application for a class back")

    decided: tuple[tuple[Decided, Decided], ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        for was, now in self.decided:
            selecting.put_back(work.session, was, now)
        return Done(SELECTION_CHANGED)


@dataclass(frozen=True)
class LeaveSelection(Command[None]):
    """Somebody without a place asks for it no longer; whoever has one gives it up (``GiveUpPlace``)."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("withdrawal from a selection")

    applicant_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row, number = _the_applicant(work, self.applicant_id)
        if row.state == ApplicationState.CHOSEN.value:
            raise Refused("chosen_gives_up", number=number)
        if row.state == ApplicationState.WITHDRAWN.value:
            raise Refused("applicant_withdrawn", number=number)
        was = selecting.decided_of(row)
        row.state, row.decided_on, row.reason = ApplicationState.WITHDRAWN.value, work.today, work.reason.strip()
        work.session.flush()
        undo = PutApplicationsBack(((was, selecting.decided_of(row)),))
        return Done(SELECTION_CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class GaveUp:
    """Who moved up from reserve, where somebody did: number and name as the reader sees it."""

    number: str = ""
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class GiveUpPlace(Command[GaveUp]):
    """Somebody chosen gives the place up, with a reason; the first reserve there is a place for takes it.

    An enrolment of which nothing is written down is taken out, any other ends today.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("giving up a place in a class")

    applicant_id: str
    move_up: bool = True

    @override
    def run(self, work: Work) -> Done[GaveUp]:
        reason = work.require_reason()
        row, number = _the_applicant(work, self.applicant_id)
        if row.state != ApplicationState.CHOSEN.value:
            raise Refused("not_chosen_yet", number=number)
        batch = setting_up.the_batch(work.session, row.batch_id)
        was = selecting.decided_of(row)
        row.state, row.decided_on, row.reason = ApplicationState.WITHDRAWN.value, work.today, reason
        work.session.flush()
        decided = [(was, selecting.decided_of(row))]
        left = _leave(work, row, batch)
        up = self._next(work, batch) if self.move_up else None
        about = [row.person_id]
        entered = Undone()
        if up is not None:
            decided.append(_moved_up(work, up, number))
            entered = enrol_chosen(work, batch, [up])
            about.append(up.applicant.person_id)
        enrolled = Undone(entered.added, (*left.changed, *entered.changed), left.dropped)
        outcome = GaveUp() if up is None else GaveUp(up.applicant.number, up.applicant.name)
        undo = TakeBackChoice(tuple(decided), enrolled)
        changes = SELECTION_CHANGED | ENROLMENTS_CHANGED
        return Done(changes, outcome, undo, tuple(about), {"batch_id": batch.id})

    def _next(self, work: Work, batch: BatchTable) -> Ranked | None:
        """The first reserve for whom there is a place now, of those still in the house and not left out since."""
        found = selection.applicants_of(work.session, work.sight, batch.id, batch.program_id)
        reserves = (kept for kept in found if kept.applicant.state is ApplicationState.RESERVE)
        waiting = [kept for kept in reserves if kept.applicant.panel is not PanelWord.OUT]
        here = enrolments.open_stays(work.session, [kept.applicant.person_id for kept in waiting])
        lines = [selection.as_ranked(kept) for kept in waiting if kept.applicant.person_id in here]
        return next_reserve([line for line in lines if line is not None], places_of(work, batch, 0))


def _leave(work: Work, row: BatchApplicantTable, batch: BatchTable) -> Undone:
    """Let an enrolment in the class end today, or take it out where nothing of it is written down."""
    here = enrolments.open_stays(work.session, [row.person_id]).get(row.person_id)
    stay_id = row.stay_id if here is None else here.id  # who left and came back was chosen in the new stay
    enrolment = enrolments.enrolments_of(work.session, batch.program_id, [stay_id]).get(stay_id)
    if enrolment is None or enrolment.batch_id != batch.id:
        return Undone()
    place = enrolments.place_of(enrolment)
    if not enrolments.is_known(work.session, enrolment.id):
        enrolments.drop(work.session, place)
        return Undone(dropped=((place, stay_id, batch.program_id),))
    if enrolment.ended_on is None or enrolment.ended_on > work.today:
        enrolment.ended_on = work.today
        work.session.flush()
    return Undone(changed=(Moved(place, enrolments.place_of(enrolment)),))


def _moved_up(work: Work, up: Ranked, number: str) -> tuple[Decided, Decided]:
    row = selecting.the_application(work.session, up.applicant.applicant_id)
    was = selecting.decided_of(row)
    row.state, row.decided_on = ApplicationState.CHOSEN.value, work.today
    row.reason = _("moved up from reserve in place of {number}").format(number=number)
    work.session.flush()
    return was, selecting.decided_of(row)
