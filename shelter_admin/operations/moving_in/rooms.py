"""Rooms from a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.register import RoomRow, RoomsReading
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.beds import rooms


@dataclass(frozen=True)
class RoomsMovedIn:
    """What became of a list of rooms. ``beds`` counts blocked ones too."""

    reading: RoomsReading = field(repr=False)
    rooms: int
    beds: int
    already: int

    @property
    def refused(self) -> int:
        """Rows that could not be taken."""
        return len(self.reading.refused)


def read(work: Work, path: Path) -> RoomsReading:
    """Read the file."""
    from shelter_admin.spreadsheets.rooms import read_rooms

    work.progress.step(0, 1)
    return read_rooms(path)


@dataclass(frozen=True)
class RehearseRooms(Query[RoomsReading]):
    """What the list of rooms says; nothing is saved."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS

    path: Path = field(repr=False)

    @override
    def run(self, work: Work) -> RoomsReading:
        return read(work, self.path)


@dataclass(frozen=True)
class MoveRoomsIn(Command[RoomsMovedIn]):
    """Make the rooms of a list that are not there yet, with their beds; a room marked broken is out of use."""

    needs: ClassVar[Right] = Right.EDIT_ROOMS
    name: ClassVar[str] = N_("rooms moved in")

    path: Path = field(repr=False)

    @override
    def run(self, work: Work) -> Done[RoomsMovedIn]:
        reading = read(work, self.path)
        made = beds = already = 0
        for row in reading.rows:
            count = _make(work, row)
            if count is None:
                already += 1
            else:
                made, beds = made + 1, beds + count
        outcome = RoomsMovedIn(reading, made, beds, already)
        return Done(Changes.of(Area.BEDS), outcome, what={"rooms": made, "beds": beds})


def _make(work: Work, row: RoomRow) -> int | None:
    """Make one room; None where it is there already."""
    wisma_id = rooms.wisma_named(work.session, row.wisma)
    if rooms.room_named(work.session, wisma_id, row.room) is not None:
        return None
    room = rooms.add_room(work.session, wisma_id, row.room, row.sex.value or None, None)
    beds = rooms.add_beds(work.session, room.id, row.capacity or 0, None)
    if row.blocked:
        rooms.block(work.session, [bed.id for bed in beds], None, None, rooms.Why(row.remark))
    return len(beds)
