"""Leaving and coming back. Running away is undone by coming back; every other return is a new stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import require_leaving, require_return, same_stay_goes_on
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, of_row
from shelter_admin.operations.residents.intake import WithBed, changes_of, give_bed
from shelter_admin.persistence.departures import visits
from shelter_admin.persistence.people.lookup import open_stay, the_person
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.residents import linking, stays, writing

CHANGED: Final = Changes.of(Area.RESIDENTS, Area.BEDS, Area.PRESENCE, Area.DEPARTURES)


@dataclass(frozen=True)
class RecordLeaving(Command[str]):
    """End a resident's stay with its reason: the bed is free from that night on, to be cleaned; an outing ends.

    The day defaults to today. A day still to come is not a leaving but an expected exit (``SetExpectedExit``). Unless
    they died, the first visit afterwards is planned in the same act; what is still open stops nobody.
    """

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("leaving")

    person_id: str
    leave_reason: LeavingReason
    left_on: date | None = None
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = open_stay(work.session, self.person_id)
        left_on = self.left_on or work.today
        require_leaving(stay.admitted_on, left_on, work.today)
        return end_stay(work, stay, left_on, self.leave_reason.value, self.note.strip())


def end_stay(work: Work, stay: StayTable, left_on: date, reason: str, note: str) -> Done[str]:
    """End a stay, its placements and its open outing, and plan the first visit afterwards; the outcome is the stay."""
    ended = stays.end_beds(work.session, stay.id, left_on, work.now)
    outing_id = stays.end_outing(work.session, stay.id, stays.last_moment(work.panti, left_on, work.now))
    stays.put(work.session, stay.id, left_on=left_on, leave_reason=reason, leave_note=note)
    visits.plan_first(work.session, stay, work.panti.settings.aftercare_days)
    undo = ReopenStay(stay.id, left_on, reason, ended, outing_id)
    what = {"stay_id": stay.id, "left_on": left_on.isoformat(), "leave_reason": reason}
    return Done(CHANGED, stay.id, undo, (stay.person_id,), what)


@dataclass(frozen=True)
class ReopenStay(Command[None]):
    """Undo of leaving: the stay runs on, in the same bed if nobody has it meanwhile, outside if they were."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("take back the leaving")

    stay_id: str
    left_on: date
    leave_reason: str
    ended: tuple[stays.EndedPlacement, ...] = ()
    outing_id: str | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        stay = stays.the_stay(work.session, self.stay_id)
        stays.require_still(stay, {"left_on": self.left_on, "leave_reason": self.leave_reason})
        stays.put(work.session, stay.id, left_on=None, leave_reason=None, leave_note="")
        visits.forget_planned(work.session, stay.id)
        linking.require_apart(work.session, stay.person_id)
        beds = [one.placement_id for one in self.ended if stays.reopen_bed(work.session, one)]
        if self.outing_id is not None:
            stays.reopen_outing(work.session, self.outing_id)
        return Done(CHANGED, about=(stay.person_id,), what={"placement_ids": beds})


@dataclass(frozen=True)
class CorrectLeaving(Command[str]):
    """Strike out a leaving that was recorded by mistake, also long after: the stay runs on, without a bed. Asks why."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("striking out a leaving")

    person_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        work.require_reason()
        linking.require_own_file(work.session, self.person_id)
        stay = stays.last_stay(work.session, self.person_id)
        if stay.leave_reason is None:
            raise Refused("already_in_house", field="person_id")
        old = stays.put(work.session, stay.id, left_on=None, leave_reason=None, leave_note="")
        visits.forget_planned(work.session, stay.id)
        linking.require_apart(work.session, self.person_id)
        undo = LeaveAgain(stay.id, old)
        return Done(CHANGED, stay.id, undo, (self.person_id,), {"stay_id": stay.id})


@dataclass(frozen=True)
class LeaveAgain(Command[None]):
    """Undo of striking out a leaving: it stands again; refused once the person has a bed or is outside."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("put the leaving back")

    stay_id: str
    old: Mapping[str, Any] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        stay = stays.the_stay(work.session, self.stay_id)
        stays.require_still(stay, {"leave_reason": None})
        stays.require_nothing_after(work.session, stay.id, self.old.get("left_on"))
        stays.put(work.session, stay.id, **self.old)
        visits.plan_first(work.session, stay, work.panti.settings.aftercare_days)
        return Done(CHANGED, about=(stay.person_id,))


@dataclass(frozen=True)
class SetExpectedExit(Edit[None]):
    """Note the day on which a resident is expected to leave, or that none is expected; nothing ends by itself."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("expected exit")

    person_id: str
    on: date | None

    @override
    def run(self, work: Work) -> Done[None]:
        stay = open_stay(work.session, self.person_id)
        if self.on is not None and stay.admitted_on is not None and self.on < stay.admitted_on:
            raise Refused("leaving_before_admission", field="on", admitted=stay.admitted_on)
        fields = Fields(lambda _key: _("Expected to leave"), of_row(work.session, stay, {"on": ("expected_exit_on",)}))
        on = self.agree(work, fields, {"on": self.on}, {"on": stay.expected_exit_on})["on"]
        old = stays.put(work.session, stay.id, expected_exit_on=on)
        if not old:
            return Done()
        undo = SetExpectedExit(self.person_id, old["expected_exit_on"], seen=Seen({"on": on}))
        return Done(Changes.of(Area.RESIDENTS), undo=undo, about=(self.person_id,))


@dataclass(frozen=True)
class Returned:
    """Somebody who came back: into the same stay, or into a new one."""

    stay_id: str
    same_stay: bool
    placement_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnPerson(WithBed, Command[Returned]):
    """Take somebody back in. Who ran away goes on with the same stay, within the days of the settings; the nights
    between read as run away. After any other reason, or later, it is a new stay of the same person.
    """

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("return")

    person_id: str
    on: date | None = None
    source: Source | None = None
    source_text: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[Returned]:
        require_in_sight(work.session, work.sight, self.person_id)
        linking.require_own_file(work.session, self.person_id)
        last = stays.last_stay(work.session, self.person_id)
        if last.leave_reason is None:
            raise Refused("already_in_house", field="person_id")
        reason = LeavingReason(last.leave_reason)
        on = self.on or max(work.night, last.left_on or work.night)
        died = stays.has_died(work.session, self.person_id)
        require_return(LeavingReason.DIED if died else reason, last.left_on, on, work.today)
        if same_stay_goes_on(reason, last.left_on, on, work.panti.settings.runaway_days):
            return self._go_on(work, last, on)
        return self._new_stay(work, on)

    def _go_on(self, work: Work, stay: StayTable, on: date) -> Done[Returned]:
        left_on = stay.left_on or on
        outing_id = stays.add_time_away(
            work.session, work.panti, stay, left_on, stays.moment_of(work.panti, on, work.now)
        )
        old = stays.put(work.session, stay.id, left_on=None, leave_reason=None, leave_note="")
        visits.forget_planned(work.session, stay.id)
        linking.require_apart(work.session, self.person_id)
        person = the_person(work.session, self.person_id)
        placement_id = give_bed(work, self, person, stay.id, on)
        undo = TakeBackReturn(stay.id, old, outing_id, placement_id)
        return self._done(stay.id, placement_id, undo, same_stay=True)

    def _new_stay(self, work: Work, on: date) -> Done[Returned]:
        stay = stays.add(
            work.session,
            person_id=self.person_id,
            admitted_on=on,
            source=self.source.value if self.source else None,
            source_text=self.source_text.strip(),
        )
        linking.require_apart(work.session, self.person_id)
        person = the_person(work.session, self.person_id)
        placement_id = give_bed(work, self, person, stay.id, on)
        return self._done(stay.id, placement_id, TakeBackStay(stay.id), same_stay=False)

    def _done(self, stay_id: str, placement_id: str | None, undo: Command[None], *, same_stay: bool) -> Done[Returned]:
        what = {"stay_id": stay_id, "same_stay": same_stay, "placement_id": placement_id}
        result = Returned(stay_id, same_stay, placement_id)
        return Done(changes_of(placement_id), result, undo, (self.person_id,), what)


@dataclass(frozen=True)
class TakeBackReturn(Command[None]):
    """Undo of coming back into the same stay: it is ended again as it was."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("take back the return")

    stay_id: str
    old: Mapping[str, Any] = field(repr=False)
    outing_id: str
    placement_id: str | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        stay = stays.the_stay(work.session, self.stay_id)
        stays.require_still(stay, {"leave_reason": None})
        made = (self.outing_id, self.placement_id)
        stays.require_nothing_after(work.session, stay.id, self.old["left_on"], made)
        stays.take_back_return(work.session, self.outing_id, self.placement_id)
        stays.put(work.session, stay.id, **self.old)
        visits.plan_first(work.session, stay, work.panti.settings.aftercare_days)
        return Done(CHANGED, about=(stay.person_id,))


@dataclass(frozen=True)
class TakeBackStay(Command[None]):
    """Undo of a new stay: it goes with its bed; refused once something else was written in it."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("take back the return")

    stay_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        stay = stays.the_stay(work.session, self.stay_id)
        writing.remove_stay(work.session, stay)
        return Done(CHANGED, about=(stay.person_id,))
