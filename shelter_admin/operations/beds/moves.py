"""Several people change beds in one act: two swap, a room moves, a family gets a room. All of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.bed_moves import Moves, in_order, require_all, require_beds, require_each_once
from shelter_admin.domain.beds import Period, require_fit
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.family import connected
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.beds import bookings, placements, rooms
from shelter_admin.persistence.beds.bookings import BookingEnd
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable
from shelter_admin.persistence.people.lookup import age_of, open_stay, the_person
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import family

CHANGED = Changes.of(Area.BEDS, Area.RESIDENTS)

WORDS: dict[str, str] = {
    "person_twice": N_("Choose two different people."),
    "bed_twice": N_("Two people cannot have one bed. Choose another for one of them."),
    "not_everybody": N_("Who is there has changed meanwhile. Look again who goes where."),
    "room_too_small": N_("{people} people need a bed there, and {places} can be had. Choose another room."),
    "room_empty": N_("Nobody sleeps in that room."),
    "room_same": N_("That is the same room. Choose another."),
    "no_family_in_house": N_("Nobody else of this family is in the house."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One person's change of bed as it is taken back: the new placement goes, the old one has its end back."""

    placement_id: str
    until: date | None
    old_id: str | None = None
    old_until: date | None = None
    was_clean: bool = False


@dataclass(frozen=True)
class SwapBeds(Command[None]):
    """Let two people change beds from the running night on: both placements end, then both begin.

    It asks why; a room not meant for one of them, or a bed kept for somebody else, needs ``despite`` as well.
    """

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("swap of beds")
    although_clock_back: ClassVar[bool] = True

    first_id: str
    second_id: str
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        beds = []
        for person_id in (self.first_id, self.second_id):
            placement = placements.placement_on(work.session, person_id, work.night)
            if placement is None:
                raise Refused("no_bed_to_leave", field="person_id")
            beds.append(placement.bed_id)
        return rearrange(work, ((self.first_id, beds[1]), (self.second_id, beds[0])), self.despite)


@dataclass(frozen=True)
class MoveRoom(Command[None]):
    """Let everybody of a room, on beds and mattresses, move to another room: as ``moves`` say, else in order.

    All or none: refused where one finds no bed, where somebody would stay behind, and for a misfit without ``despite``.
    """

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("move of a room")
    although_clock_back: ClassVar[bool] = True

    room_id: str
    to_room_id: str
    moves: Moves = ()
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        if self.room_id == self.to_room_id:
            raise Refused("room_same", field="to_room_id")
        people = [person for person, _bed in placements.sleepers_in(work.session, self.room_id, work.night)]
        if not people:
            raise Refused("room_empty", field="room_id")
        return rearrange(work, _into(work, people, self.to_room_id, self.moves), self.despite)


@dataclass(frozen=True)
class PlaceFamily(Command[None]):
    """Give a resident and all of their family in the house beds of one room: as ``moves`` say, else in order."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("room for a family")
    although_clock_back: ClassVar[bool] = True

    person_id: str
    to_room_id: str
    moves: Moves = ()
    despite: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        people = family_of(work, self.person_id)
        if len(people) < 2:
            raise Refused("no_family_in_house", field="person_id")
        return rearrange(work, _into(work, people, self.to_room_id, self.moves), self.despite)


def family_of(work: Work, person_id: str) -> tuple[str, ...]:
    """Everybody of one family who is in the house and whom this member of staff sees, the person first."""
    require_in_sight(work.session, work.sight, person_id)
    return connected(person_id, family.relations_in_house(work.session, work.sight))


def free_for(work: Work, people: Sequence[str], room_id: str) -> tuple[list[str], dict[str, str]]:
    """The beds of a room these people could have, each with who of them has one there by now.

    Beds kept for somebody else come last, so that they are taken only where there is no other.
    """
    rooms.the_room(work.session, room_id)
    held = placements.sleepers_in(work.session, room_id, work.night)
    others = {bed for person, bed in held if person not in people}
    beds = [bed for bed in placements.usable_in(work.session, room_id, work.night) if bed not in others]
    kept = [bed for bed in beds if bookings.bookings_of(work.session, bed_id=bed, from_night=work.night)]
    return [bed for bed in beds if bed not in kept] + kept, {person: bed for person, bed in held if person in people}


def _into(work: Work, people: Sequence[str], room_id: str, wanted: Moves) -> Moves:
    beds, now = free_for(work, people, room_id)
    if not wanted:
        return require_beds(in_order(people, beds, now), len(beds))
    require_all(wanted, people)
    if any(bed not in beds for _person, bed in wanted):
        raise Refused("bed_taken", field="moves")
    return wanted


def rearrange(work: Work, moves: Moves, despite: str) -> Done[None]:
    """End the beds all these people have, then begin the new ones, from the running night on.

    Beds taken up by another of them are left as clean as they were; the others are left to be cleaned.
    """
    require_each_once(moves)
    old = {person: placements.placement_on(work.session, person, work.night) for person, _bed in moves}
    going = [(person, bed) for person, bed in moves if (had := old[person]) is None or had.bed_id != bed]
    if not going:
        raise Refused("bed_already_theirs", field="bed_id")
    if any(old[person] is not None for person, _bed in going):
        work.require_reason()
    for person_id, bed_id in going:
        person, bed = the_person(work.session, person_id), placements.the_bed(work.session, bed_id)
        require_fit(bed.room, person.sex, age_of(person, work.night), despite)
    left = {person: _leave(work, had) for person, _bed in going if (had := old[person]) is not None}
    steps: list[Step] = []
    kept: list[BookingEnd] = []
    for person_id, bed_id in going:
        steps.append(_begin(work, (person_id, bed_id), left.get(person_id), despite, kept))
    taken_up = {bed for _person, bed in going}
    rooms.set_cleaning(
        work.session, [one.bed_id for one in left.values() if one.clean and one.bed_id in taken_up], None
    )
    return Done(
        CHANGED,
        undo=TakeBackMoves(tuple(steps), tuple(kept)),
        about=tuple(person for person, _bed in going),
        what={"moves": [list(one) for one in going]},
    )


@dataclass(frozen=True, slots=True)
class Left:
    """A placement as it was before it ended."""

    placement_id: str
    bed_id: str
    until: date | None
    clean: bool


def _leave(work: Work, placement: PlacementTable) -> Left:
    clean = work.session.get_one(BedTable, placement.bed_id).to_clean_since is None
    left = Left(placement.id, placement.bed_id, placement.until_night, clean)
    placements.end(work.session, placement, work.night, work.now)
    return left


def _begin(work: Work, move: tuple[str, str], left: Left | None, despite: str, kept: list[BookingEnd]) -> Step:
    """Begin one placement for the nights the old one still had; bookings that give way are added to ``kept``."""
    session, (person_id, bed_id) = work.session, move
    until = left.until if left else placements.until_next(session, person_id, work.night)
    nights = Period(work.night, until)
    kept += bookings.give_way(session, bed_id=bed_id, person_id=person_id, nights=nights, despite=despite)
    wanted = placements.Wanted(bed_id, work.night, until, work.reason.strip(), despite.strip())
    new = placements.begin(session, open_stay(session, person_id).id, wanted)
    if left is None:
        return Step(new.id, until)
    return Step(new.id, until, left.placement_id, left.until, left.clean)


@dataclass(frozen=True)
class TakeBackMoves(Command[None]):
    """Undo of several changes of beds: all new placements go, then every old one has its end back."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("take back the change of beds")
    although_clock_back: ClassVar[bool] = True

    steps: tuple[Step, ...]
    kept: tuple[BookingEnd, ...] = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        session = work.session
        people = []
        for step in self.steps:
            placement = session.get(PlacementTable, step.placement_id)
            if placement is None:
                raise Refused("changed_meanwhile")
            placements.require_still_until(placement, step.until)
            people.append(placement.person_id)
        for step in self.steps:
            placements.remove(session, step.placement_id)
        for step in self.steps:
            if step.old_id is not None:
                placements.reopen(session, step.old_id, step.old_until, step.was_clean)
        for booking in self.kept:
            bookings.put_back(session, booking)
        return Done(CHANGED, about=tuple(people))
