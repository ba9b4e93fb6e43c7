"""Living through the years day by day: who came, slept where, left why, was out, was counted. No storage here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.demo.people import Invented, invent
from shelter_admin.persistence.base import new_id

WISMA: Final = (("Anggrek", "L"), ("Melati", "L"), ("Ulin", "L"), ("Mawar", "P"), ("Cempaka", "P"))
PLACES_PER_PERSON: Final = 105 / 112
LEAVING: Final = (
    (LeavingReason.COMPLETED, 30),
    (LeavingReason.FAMILY, 28),
    (LeavingReason.EMPLOYED, 12),
    (LeavingReason.HOME_REGION, 10),
    (LeavingReason.RAN_AWAY, 10),
    (LeavingReason.REFERRED, 6),
    (LeavingReason.DIED, 4),
)
MEAN_STAY: Final = 170


@dataclass
class Bed:
    """A bed or mattress and who has it."""

    room: Room
    label: str
    mattress: bool = False
    bed_id: str = field(default_factory=new_id)
    holder: Stay | None = None


@dataclass
class Room:
    """A room of the invented house."""

    wisma: str
    name: str
    sex: str
    room_id: str = field(default_factory=new_id)
    beds: list[Bed] = field(default_factory=list)


@dataclass
class Person:
    """Somebody invented, with the stays lived through."""

    who: Invented
    person_id: str = field(default_factory=new_id)
    number: str = ""
    dead: bool = False


@dataclass
class Stay:
    """One stay with its placement; left is None while they live here."""

    person: Person
    admitted: date
    bed: Bed
    stay_id: str = field(default_factory=new_id)
    left: date | None = None
    reason: LeavingReason | None = None


@dataclass
class House:
    """Rooms, people and stays of the invented panti."""

    rooms: list[Room]
    people: list[Person] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def living(self) -> list[Stay]:
        """The stays still running."""
        return [stay for stay in self.stays if stay.left is None]


def build(rng: Random, residents: int) -> list[Room]:
    """Rooms for a little fewer people than will live here, as in life; beds of two to four."""
    wanted = {"L": round(residents * 0.6 * PLACES_PER_PERSON), "P": round(residents * 0.4 * PLACES_PER_PERSON)}
    rooms: list[Room] = []
    for sex, beds in wanted.items():
        houses = [name for name, meant in WISMA if meant == sex]
        number = 0
        left = beds
        while left > 0:
            size = min(left, rng.randint(2, 4))
            room = Room(houses[number % len(houses)], str(number // len(houses) + 1), sex)
            room.beds = [Bed(room, str(label + 1)) for label in range(size)]
            rooms.append(room)
            left -= size
            number += 1
    return rooms


def live(rng: Random, residents: int, first: date, last: date) -> House:
    """Live from the first day to the last; at the end exactly so many people are in the house."""
    house = House(build(rng, residents))
    days = max(1, (last - first).days)
    for at, day in _days(first, last):
        target = residents if day == last else round(residents * (0.75 + 0.25 * at / days))
        _let_go(rng, house, day)
        while len(house.living()) < target:
            _admit(rng, house, day)
        if day == last:
            for stay in house.living()[residents:]:
                _end(rng, stay, day)
    return house


def _days(first: date, last: date) -> Iterator[tuple[int, date]]:
    for at in range((last - first).days + 1):
        yield at, first + timedelta(days=at)


def _let_go(rng: Random, house: House, day: date) -> None:
    for stay in house.living():
        if stay.admitted < day and rng.random() < 1 / MEAN_STAY:
            _end(rng, stay, day)


def _end(rng: Random, stay: Stay, day: date) -> None:
    reasons, weights = zip(*LEAVING, strict=True)
    stay.left, stay.reason = day, rng.choices(reasons, weights)[0]
    stay.person.dead = stay.reason is LeavingReason.DIED
    stay.bed.holder = None


def _admit(rng: Random, house: House, day: date) -> None:
    here = {stay.person.person_id for stay in house.living()}
    gone = [person for person in house.people if not person.dead and person.person_id not in here]
    if gone and rng.random() < 0.08:
        person = rng.choice(gone)
    else:
        person = Person(invent(rng, day))
        house.people.append(person)
    bed = _bed_for(rng, house, person.who.sex)
    stay = Stay(person, day, bed)
    bed.holder = stay
    house.stays.append(stay)


def _bed_for(rng: Random, house: House, sex: str) -> Bed:
    rooms = [room for room in house.rooms if room.sex == sex] or house.rooms
    free = [bed for room in rooms for bed in room.beds if bed.holder is None]
    if free:
        return free[0] if rng.random() < 0.7 else rng.choice(free)
    room = rng.choice(rooms)
    mattress = Bed(room, str(len(room.beds) + 1), mattress=True)
    room.beds.append(mattress)
    return mattress
