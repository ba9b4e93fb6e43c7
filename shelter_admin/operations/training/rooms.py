"""The rooms and workshops where classes meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.timetable import MOST_SEATS, TrainingRoom
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.operations.training.programs import clean_name
from shelter_admin.persistence.training import timetable

ROOMS_CHANGED: Final = Changes.of(Area.TRAINING)
ROOM: Final = {"room_name": N_("Name of the training room"), "seats": N_("Seats")}


@dataclass(frozen=True)
class TrainingRooms(Query[tuple[TrainingRoom, ...]]):
    """The training rooms by name."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[TrainingRoom, ...]:
        return timetable.rooms(work.session)


def room_name_of(name: str) -> str:
    """The name of a training room, refused where there is none."""
    clean = clean_name(name, "room_name")
    if not clean:
        raise Refused("training_room_name_missing", field="room_name")
    return clean


def _require_seats(seats: int | None) -> None:
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        raise Refused("seats_out_of_bounds", field="seats", most=MOST_SEATS)


@dataclass(frozen=True)
class AddTrainingRoom(Command[str]):
    """Write a training room down; tells its id. ``room_id`` is given where one that was taken out comes back."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new training room")

    room_name: str = field(repr=False)
    seats: int | None = None
    room_id: str | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        name = room_name_of(self.room_name)
        _require_seats(self.seats)
        timetable.require_new_room_name(work.session, name)
        row = timetable.put_room(work.session, self.room_id, name, self.seats)
        return Done(ROOMS_CHANGED, row.id, RemoveTrainingRoom(row.id), what={"room_id": row.id})


@dataclass(frozen=True)
class ChangeTrainingRoom(Edit[None]):
    """Change a training room's name and seats."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a training room")

    room_id: str
    room_name: str = field(repr=False)
    seats: int | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        mine: dict[str, Any] = {"room_name": room_name_of(self.room_name), "seats": self.seats}
        _require_seats(self.seats)
        row = timetable.the_room(work.session, self.room_id)
        fields = Fields(named(ROOM), of_row(work.session, row, {"room_name": ("name",)}))
        before: dict[str, Any] = {"room_name": row.name, "seats": row.seats}
        agreed = self.agree(work, fields, mine, before)
        timetable.require_new_room_name(work.session, agreed["room_name"], row.id)
        timetable.put_room(work.session, row.id, agreed["room_name"], agreed["seats"])
        return Done(ROOMS_CHANGED, undo=ChangeTrainingRoom(row.id, **before, seen=Seen(agreed)))


@dataclass(frozen=True)
class RemoveTrainingRoom(Command[None]):
    """Take a training room out; refused while lessons are held in it."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("removal of a training room")

    room_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = timetable.the_room(work.session, self.room_id)
        undo = AddTrainingRoom(row.name, row.seats, row.id)
        timetable.drop_room(work.session, self.room_id)
        return Done(ROOMS_CHANGED, undo=undo)
