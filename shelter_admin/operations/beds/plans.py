"""Who would go where, shown before a room moves or a family gets a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.bed_moves import MovePlan, PlannedMove, in_order
from shelter_admin.domain.beds import BedLine, RoomLine, RoomRule, misfits
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.beds.board import the_board
from shelter_admin.operations.beds.moves import family_of, free_for
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.beds import placements
from shelter_admin.persistence.people.lookup import age_of, the_person


@dataclass(frozen=True)
class PlanRoomMove(Query[MovePlan]):
    """Where everybody of a room would sleep in another, in order; nothing is changed."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS

    room_id: str
    to_room_id: str

    @override
    def run(self, work: Work) -> MovePlan:
        people = [person for person, _bed in placements.sleepers_in(work.session, self.room_id, work.night)]
        return _plan(work, people, self.to_room_id)


@dataclass(frozen=True)
class PlanFamily(Query[MovePlan]):
    """Where a resident and their family in the house would sleep in a room; nothing is changed."""

    needs: ClassVar[Right] = Right.ASSIGN_BEDS

    person_id: str
    to_room_id: str

    @override
    def run(self, work: Work) -> MovePlan:
        return _plan(work, family_of(work, self.person_id), self.to_room_id)


def _plan(work: Work, people: Sequence[str], to_room_id: str) -> MovePlan:
    board = the_board(work)
    room = next((room for room in board.rooms if room.room_id == to_room_id), None)
    if room is None:
        raise Refused("room_unknown", field="to_room_id")
    held = {bed.person_id: bed for one in board.rooms for bed in one.beds if bed.person_id is not None}
    names = {line.person_id: line.name for line in board.unplaced}
    beds, now = free_for(work, people, to_room_id)
    wanted = in_order(people, beds, now)
    lines = {bed.bed_id: bed for bed in room.beds}
    return MovePlan(
        tuple(_move(work, room, person, held.get(person), (names.get(person), wanted[person])) for person in people),
        tuple((bed_id, lines[bed_id].address) for bed_id in beds),
        frozenset(bed_id for bed_id in beds if lines[bed_id].kept is not None),
    )


def _move(
    work: Work, room: RoomLine, person_id: str, held: BedLine | None, to: tuple[str | None, str | None]
) -> PlannedMove:
    person = the_person(work.session, person_id)
    against = misfits(RoomRule(room.sex, room.age_group), person.sex, age_of(person, work.night))
    name, bed_id = to
    if held is None:
        return PlannedMove(person_id, name, "", bed_id, against)
    return PlannedMove(person_id, held.resident, held.address, bed_id, against)
