"""Planning where the people of a register slept: the room named, its first free bed, else a mattress.

A plan is made in memory from the rooms and periods known, so that a rehearsal and the real thing are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shelter_admin.domain.beds import AgeGroup, Period, RoomRule, misfits, natural, next_labels
from shelter_admin.domain.register import RegisterRow, RoomNamed


class Unplaced(StrEnum):
    """Why somebody got no bed; the values are codes of doubts."""

    NO_ROOM_NAMED = "room_unnamed"
    NO_SUCH_ROOM = "room_not_there"
    BLOCKED = "room_blocked"
    NO_DATES = "room_without_dates"


@dataclass
class PlannedBed:
    """A bed while planning: when it is taken and when it is out of use. A planned mattress has no id yet."""

    label: str
    bed_id: str | None
    taken: list[Period] = field(default_factory=list)
    blocked: list[Period] = field(default_factory=list)
    mattress: bool = False

    def free(self, nights: Period) -> bool:
        """Say whether nobody has it and nothing blocks it on any of these nights."""
        return not any(nights.meets(other) for other in (*self.taken, *self.blocked))


@dataclass
class PlannedRoom:
    """A room while planning."""

    room_id: str
    wisma: str
    name: str
    rule: RoomRule
    beds: list[PlannedBed] = field(default_factory=list)

    @property
    def address(self) -> str:
        """How the room is written."""
        return f"{self.wisma} {self.name}"

    def blocked(self, nights: Period) -> bool:
        """Say whether every real bed is out of use then."""
        beds = [bed for bed in self.beds if not bed.mattress]
        return bool(beds) and all(any(nights.meets(block) for block in bed.blocked) for bed in beds)


@dataclass(frozen=True)
class Place:
    """Where somebody was put and for which nights; ``extra`` tells that it is a mattress."""

    room: PlannedRoom
    bed: PlannedBed
    nights: Period
    against: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """How the bed is written."""
        return f"{self.room.address}/{self.bed.label}"


class House:
    """Every room with its beds, to plan in."""

    def __init__(self, rooms: Iterable[PlannedRoom]) -> None:
        """Take the rooms as they stand."""
        self.rooms = list(rooms)
        self._by_name: dict[tuple[str, str], PlannedRoom] = {}
        self._by_room_name: dict[str, list[PlannedRoom]] = defaultdict(list)
        for room in self.rooms:
            room.beds.sort(key=lambda bed: (bed.mattress, natural(bed.label)))
            self._by_name[_plain(room.wisma), _plain(room.name)] = room
            self._by_room_name[_plain(room.name)].append(room)
            self._by_room_name[_plain(room.address)].append(room)

    def room(self, named: RoomNamed) -> PlannedRoom | None:
        """The room a register names: wisma and room, or a room name that only one wisma has."""
        found = self._by_name.get((_plain(named.wisma), _plain(named.room)))
        if found is None:
            for spelt in (named.room, named.text) if not named.wisma else (named.text,):
                likely = self._by_room_name.get(_plain(spelt), [])
                if len(likely) == 1:
                    return likely[0]
        return found

    def place(self, row: RegisterRow, tonight: date) -> Place | Unplaced:
        """Put a person of a register where it says, from admission to leaving."""
        if not (row.place.room or row.place.wisma or row.place.text):
            return Unplaced.NO_ROOM_NAMED
        room = self.room(row.place)
        if room is None:
            return Unplaced.NO_SUCH_ROOM
        nights = nights_of(row, tonight)
        if nights is None:
            return Unplaced.NO_DATES
        if room.blocked(nights):
            return Unplaced.BLOCKED
        bed = self._bed(room, row.place.bed, nights)
        bed.taken.append(nights)
        age = row.born.age_on(tonight)
        return Place(room, bed, nights, misfits(room.rule, row.sex.value or None, age))

    def _bed(self, room: PlannedRoom, label: str, nights: Period) -> PlannedBed:
        if label:
            for bed in room.beds:
                if _plain(bed.label) == _plain(label) and bed.free(nights):
                    return bed
        for bed in room.beds:
            if bed.free(nights):
                return bed
        mattress = PlannedBed(next_labels((bed.label for bed in room.beds), 1)[0], None, mattress=True)
        room.beds.append(mattress)
        return mattress


def nights_of(row: RegisterRow, tonight: date) -> Period | None:
    """The nights a person of a register slept in the house; None when they cannot be told.

    Who is still there without a known day of admission has the bed from tonight. Who left on a day not known has no
    nights that could be told.
    """
    admitted = row.admitted.as_day
    if row.leaving is None:
        return Period(admitted or tonight)
    left = row.leaving.on.as_day
    if admitted is None or left is None or left <= admitted:
        return None
    return Period(admitted, left)


def rule_of(sex: str | None, age_group: str | None) -> RoomRule:
    """Whom a room is meant for, from what is stored."""
    return RoomRule(sex, AgeGroup(age_group) if age_group else None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("wisma", " ").replace("kamar", " ").split()).lstrip("0")
