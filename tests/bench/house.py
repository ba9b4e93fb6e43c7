"""An invented shelter of any size, written in bulk, for the bench only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from shelter_admin.domain.settings import Zone
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import NewPanti, Opener
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import PersonTable, StayTable

USER = "rina"
PASSWORD = "lampu-kuning-di-dermaga"
NIGHT = date(2026, 11, 20)
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
ADMITTED = date(2026, 1, 5)
STAYING: dict[str, Any] = {"left_on": None, "leave_reason": None}
GONE: dict[str, Any] = {"left_on": date(2026, 3, 1), "leave_reason": "pulang"}
BEDS_PER_ROOM = 10
ROOMS_PER_WISMA = 10

FIRST = (
    "Suparman Siti Bambang Rahayu Agus Dewi Joko Lestari Slamet Wahyuni Budi Kartini Hendra Yuliana Rusdi Marlina "
    "Asep Nurhayati Syahrul Fatimah Darto Sumiati Iwan Rosmala Yanto Aminah Gunawan Halimah Tarmizi Saodah Usman Wati"
).split()
MIDDLE = "Adi Nur Tri Eko Dwi Sri Muhammad Abdul Putra Ayu Indah Surya Bayu Ratna Cahya Jaya".split()
LAST = (
    "Santoso Wijaya Hidayat Saputra Kusuma Pratama Nugroho Setiawan Rahman Hasan Lubis Siregar Simanjuntak Effendi "
    "Gunadi Hartono Irawan Kurniawan Maulana Nasution Pangestu Ramadhan Salim Tanjung Utomo Wibowo Yusuf Zainal Basri Arifin"
).split()


class Ticking:
    """A clock that goes on by one second each time it is read, so that no two acts share an instant."""

    def __init__(self, start: datetime = NOON) -> None:
        self.instant = start

    def __call__(self) -> datetime:
        self.instant += timedelta(seconds=1)
        return self.instant


@dataclass(frozen=True)
class House:
    """A shelter with its head at the desk; ``people`` are those in house, each in a bed."""

    desk: Desk
    path: Path
    people: tuple[str, ...]

    @property
    def key(self) -> bytes:
        """The key of its store, for the raw twin."""
        return self.desk.store.key


@contextmanager
def a_house(place: Path, in_house: int, ever: int = 0, rooms: Sequence[tuple[str, int]] = ()) -> Iterator[House]:
    """Make a shelter with so many in house, all in beds, and so many people ever known; or with empty rooms."""
    path = place / "panti.store"
    panti = NewPanti("Panti Bina Uji", "UJI", "64.72", Zone.WITA, USER, "Rina Uji")
    desk = Opener(Ticking()).create(path, panti, PASSWORD).desk
    stamp = Stamp(desk.panti.id, desk.staff.account_id, NOON, "Bench")
    with desk.store.acting(stamp) as session:
        people = add_people(session, max(in_house, ever), in_house)[:in_house]
        add_beds(session, people)
        add_rooms(session, rooms)
    try:
        yield House(desk, path, tuple(person_id for person_id, _stay_id in people))
    finally:
        desk.close()


def names() -> Iterator[str]:
    """Invented names, each combination once, then numbered."""
    number = 0
    while True:
        number += 1
        for first, last, middle in product(FIRST, LAST, MIDDLE):
            yield f"{first} {middle} {last}" if number == 1 else f"{first} {middle} {last} {number}"


def add_people(session: Session, count: int, in_house: int) -> list[tuple[str, str]]:
    """Write people with one stay each, ended for all but the first; gives person and stay ids."""
    naming = names()
    people = [
        stamped(session, number=f"2026-{no:06}", name=next(naming), alias="", sound="", sex="LP"[no % 2], origin_text="Samarinda")
        for no in range(count)
    ]  # fmt: skip
    stays = [
        stamped(session, person_id=person["id"], admitted_on=ADMITTED, **(STAYING if no < in_house else GONE))
        for no, person in enumerate(people)
    ]
    if people:
        session.execute(insert(PersonTable), people)
        session.execute(insert(StayTable), stays)
    return [(person["id"], stay["id"]) for person, stay in zip(people, stays, strict=True)]


def add_beds(session: Session, people: list[tuple[str, str]]) -> None:
    """Write as many beds as people, in rooms and wismas, and put each person into one."""
    wismas: list[dict[str, Any]] = []
    rooms: list[dict[str, Any]] = []
    beds: list[dict[str, Any]] = []
    placements: list[dict[str, Any]] = []
    for no, (person_id, stay_id) in enumerate(people):
        if no % (BEDS_PER_ROOM * ROOMS_PER_WISMA) == 0:
            wismas.append(stamped(session, name=f"Wisma {len(wismas) + 1}"))
        if no % BEDS_PER_ROOM == 0:
            rooms.append(stamped(session, wisma_id=wismas[-1]["id"], name=str(len(rooms) % ROOMS_PER_WISMA + 1)))
        beds.append(stamped(session, room_id=rooms[-1]["id"], label=str(no % BEDS_PER_ROOM + 1)))
        placements.append(
            stamped(session, bed_id=beds[-1]["id"], person_id=person_id, stay_id=stay_id, from_night=ADMITTED)
        )
    write(session, wismas, rooms, beds)
    if placements:
        session.execute(insert(PlacementTable), placements)


def add_rooms(session: Session, wanted: Sequence[tuple[str, int]]) -> None:
    """Write wismas by name with so many rooms each, numbered, their beds empty."""
    for wisma, count in wanted:
        house = stamped(session, name=wisma)
        rooms = [stamped(session, wisma_id=house["id"], name=str(no + 1)) for no in range(count)]
        beds = [
            stamped(session, room_id=room["id"], label=str(no + 1)) for room in rooms for no in range(BEDS_PER_ROOM)
        ]
        write(session, [house], rooms, beds)


def write(session: Session, *rows: list[dict[str, Any]]) -> None:
    """Write wismas, rooms and beds in the order in which they point at each other."""
    for table, values in zip((WismaTable, RoomTable, BedTable), rows, strict=True):
        if values:
            session.execute(insert(table), values)
