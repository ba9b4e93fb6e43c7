"""Giving a bed, moving to another, sleeping on an extra mattress, leaving a bed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.beds import BedKind, Period, RoomRule, require_fit
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.beds import bookings, placements, rooms
from shelter_admin.persistence.beds.bookings import BookingEnd
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable
from shelter_admin.persistence.people.lookup import age_of, open_stay, the_person
from shelter_admin.persistence.people.tables import StayTable

CHANGED = Changes.of(Area.BEDS, Area.RESIDENTS)

WORDS: dict[str, str] = {
    "bed_taken": N_("Somebody has that bed on one of these nights. Choose another bed or another night."),
    "bed_booked": N_("That bed is kept for somebody else on one of these nights. Choose another bed or other nights."),
    "person_in_two_beds": N_("This person already has a bed on one of these nights. Move them instead."),
    "bed_unknown": N_("There is no such bed. Write it like Melati 3/2."),
    "bed_blocked": N_("That bed is out of use on these nights. Choose another, or take it into use again first."),
    "bed_before_admission": N_("The bed cannot begin before admission on {admitted}."),
    "bed_not_open_yet": N_("That bed exists only from {opened}. Choose a later night."),
    "bed_closed": N_("That bed was taken away on {closed}. Choose another."),
    "bed_already_theirs": N_("They already sleep in that bed. Choose another."),
    "room_not_for_them": N_("That room is meant for others. Choose another, or say why it has to be this one."),
    "no_bed_to_leave": N_("This person has no bed to leave."),
    "reason_missing": N_("Say why."),
}


@dataclass(frozen=True)
class AssignBed(Command[str]):
    """Give a resident a bed from a night on; who has one moves, which asks why and leaves the old one to be cleaned.

    The night defaults to the running one. A room not meant for the person needs ``despite``: the reason for it.
    """

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("bed")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    bed_id: str
    from_night: date | None = None
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        bed = placements.the_bed(work.session, self.bed_id)
        return move_in(work, self, bed.room)


@dataclass(frozen=True)
class PutOnMattress(Command[str]):
    """Let a resident sleep on an extra mattress in a room, beyond its capacity and counted as such."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("extra mattress")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    room_id: str
    from_night: date | None = None
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        room = rooms.the_room(work.session, self.room_id)
        night = self.from_night or work.night
        if placements.on_mattress_in(work.session, self.person_id, room.id, night):
            raise Refused("bed_already_theirs", field="bed_id")
        bed_id = placements.free_mattress(work.session, room.id, night)
        if bed_id is None:
            bed_id = rooms.add_beds(work.session, room.id, 1, None, BedKind.MATTRESS)[0].id
        assigned = AssignBed(self.person_id, bed_id, self.from_night, self.despite)
        return move_in(work, assigned, placements.the_bed(work.session, bed_id).room)


def move_in(work: Work, wanted: AssignBed, rule: RoomRule) -> Done[str]:
    """End the placement that covers the night, if there is one, and begin the new one."""
    session = work.session
    person = the_person(session, wanted.person_id)
    stay = open_stay(session, wanted.person_id)
    night = wanted.from_night or max(work.night, stay.admitted_on or work.night)
    require_fit(rule, person.sex, age_of(person, night), wanted.despite)
    old = placements.placement_on(session, person.id, night)
    ended: tuple[str | None, date | None, bool] = (None, None, False)
    if old is not None:
        if old.bed_id == wanted.bed_id:
            raise Refused("bed_already_theirs", field="bed_id")
        work.require_reason()
        ended = (old.id, old.until_night, session.get_one(BedTable, old.bed_id).to_clean_since is None)
        placements.end(session, old, night, work.now)
    nights = Period(night, placements.until_next(session, person.id, night))
    kept = bookings.give_way(session, bed_id=wanted.bed_id, person_id=person.id, nights=nights, despite=wanted.despite)
    new = placements.place(
        session,
        stay_id=stay.id,
        bed_id=wanted.bed_id,
        from_night=night,
        reason=work.reason.strip(),
        despite=wanted.despite.strip(),
    )
    return Done(
        CHANGED,
        result=new.id,
        undo=TakeBackPlacement(new.id, *ended, new.until_night, kept),
        about=(person.id,),
        what={"placement_id": new.id, "from_night": night.isoformat(), "bed_id": wanted.bed_id},
    )


@dataclass(frozen=True)
class TakeBackPlacement(Command[None]):
    """Undo of giving a bed: the new placement goes, the old one has its end back, the bed is kept for whom it was."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("take back the bed")
    although_clock_back: ClassVar[bool] = True

    placement_id: str
    old_placement_id: str | None = None
    old_until: date | None = None
    was_clean: bool = False
    made_until: date | None = None
    kept: tuple[BookingEnd, ...] = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        placement = work.session.get_one(PlacementTable, self.placement_id)
        placements.require_still_until(placement, self.made_until)
        person_id = placement.person_id
        placements.remove(work.session, self.placement_id)
        if self.old_placement_id is not None:
            placements.reopen(work.session, self.old_placement_id, self.old_until, self.was_clean)
        for booking in self.kept:
            bookings.put_back(work.session, booking)
        return Done(CHANGED, about=(person_id,))


@dataclass(frozen=True)
class LeaveBed(Command[None]):
    """Free a resident's bed from a night on without giving another; they stay in the house, without a bed."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("free the bed")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    from_night: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        work.require_reason()
        night = self.from_night or work.night
        placement = placements.placement_on(work.session, self.person_id, night)
        if placement is None:
            raise Refused("no_bed_to_leave", field="person_id")
        clean = work.session.get_one(BedTable, placement.bed_id).to_clean_since is None
        before = placement.until_night
        placements.end(work.session, placement, night, work.now)
        undo = BackToBed(placement.id, before, clean, placement.until_night)
        return Done(CHANGED, undo=undo, about=(self.person_id,))


@dataclass(frozen=True)
class BackToBed(Command[None]):
    """Undo of freeing a bed; refused by the database when somebody else has it meanwhile."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("give the bed back")
    although_clock_back: ClassVar[bool] = True

    placement_id: str
    until_night: date | None
    was_clean: bool
    freed_from: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        placement = work.session.get_one(PlacementTable, self.placement_id)
        placements.require_still_until(placement, self.freed_from)
        if work.session.get_one(StayTable, placement.stay_id).leave_reason is not None:
            raise Refused("not_in_house")
        placements.reopen(work.session, self.placement_id, self.until_night, self.was_clean)
        return Done(CHANGED, about=(placement.person_id,))
