"""The invented panti that chaos acts on: fifty beds, people, a class, graduates; on a file or on a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import Opener
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.programs import batch_named, program_named
from shelter_admin.persistence.training.tables import EnrolmentTable, GradeTable, ProgramTable
from tests.operations.residents_house import House
from tests.people import FAST, HEAD, NOON, PASSWORD, FixedClock, a_new_panti

BEDS = 50
ADMITTED = date(2026, 9, 1)


@dataclass(frozen=True)
class Ground:
    """Where chaos is made: the store's place, how to sit down there, and the ids to act on."""

    database: str
    place: Any
    people: tuple[str, ...]
    beds: tuple[str, ...]
    batch_id: str
    enrolments: tuple[str, ...]
    graduates: tuple[str, ...]
    more: dict[str, Any] = field(default_factory=dict)

    def sit_down(self, at: datetime) -> tuple[Desk, FixedClock]:
        """The head at a desk of their own, at an instant that moves only when the clock is moved."""
        clock = FixedClock(at)
        return Opener(clock, profile=FAST).unlock(self.place, HEAD, PASSWORD), clock

    def instant(self, number: int) -> datetime:
        """The instant at which the round of this number begins; rounds are ten seconds apart."""
        return NOON + timedelta(seconds=10 * number)


def make_ground(database: str, place: Any, *, people: int = 60, graduates: int = 6) -> Ground:
    """Make a new panti at a place."""
    clock = FixedClock(NOON - timedelta(hours=1))
    desk = Opener(clock, profile=FAST).create(place, a_new_panti(), PASSWORD).desk
    try:
        house = House(desk, clock, {}, {})
        named = tuple(house.admit(f"Warga {no:03}", admitted_on=ADMITTED).person_id for no in range(people))
        beds = _beds(house, named)
        batch_id, enrolments = _a_class(house, named[:20])
        made = _graduates(house, named[20 : 20 + graduates])
    finally:
        desk.close()
    return Ground(database, place, named, beds, batch_id, enrolments, made)


def file_ground(folder: Path, **sizes: int) -> Ground:
    """A new panti in an encrypted file."""
    return make_ground("file", folder / "panti.shelter", **sizes)


def _beds(house: House, people: tuple[str, ...]) -> tuple[str, ...]:
    """Fifty beds in five rooms; the first forty people have one each."""
    beds = []
    with house.writing() as session:
        wisma = WismaTable(id=new_id(), name="Melati")
        session.add(wisma)
        session.flush()
        for number in range(BEDS // 10):
            room = RoomTable(id=new_id(), wisma_id=wisma.id, name=str(number + 1))
            session.add(room)
            session.flush()
            made = [BedTable(id=new_id(), room_id=room.id, label=str(label + 1)) for label in range(10)]
            session.add_all(made)
            beds += [bed.id for bed in made]
        session.flush()
        for person_id, bed_id in zip(people[: BEDS - 10], beds, strict=False):
            stay = _stay_of(session, person_id)
            session.add(
                PlacementTable(id=new_id(), bed_id=bed_id, person_id=person_id, stay_id=stay, from_night=ADMITTED)
            )
    return tuple(beds)


def _stay_of(session: Any, person_id: str) -> str:
    return str(session.scalars(select(StayTable.id).where(StayTable.person_id == person_id)).one())


def _enrolled(house: House, program: str, people: tuple[str, ...]) -> tuple[str, list[EnrolmentTable]]:
    with house.writing() as session:
        program_id = program_named(session, program)
        session.get_one(ProgramTable, program_id).hours = 260
        batch_id = batch_named(session, program_id, "")
        rows = [
            EnrolmentTable(
                id=new_id(),
                stay_id=_stay_of(session, one),
                program_id=program_id,
                batch_id=batch_id,
                joined_on=ADMITTED,
            )
            for one in people
        ]
        session.add_all(rows)
    return batch_id, rows


def _a_class(house: House, people: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    batch_id, rows = _enrolled(house, "Menjahit", people)
    return batch_id, tuple(row.id for row in rows)


def _graduates(house: House, people: tuple[str, ...]) -> tuple[str, ...]:
    """People who trained and about whom the head has decided: certificates may be issued to them."""
    _batch, rows = _enrolled(house, "Tata boga", people)
    with house.writing() as session:
        for row, person_id in zip(rows, people, strict=True):
            session.add(GradeTable(id=new_id(), enrolment_id=row.id, mark=80.0))
            session.add(
                ExitDecisionTable(
                    id=new_id(),
                    stay_id=row.stay_id,
                    person_id=person_id,
                    ready=True,
                    reason="sidang kasus",
                    decided_on=date(2026, 11, 20),
                    decided_by=house.head.staff.account_id,
                    snapshot={},
                )
            )
    return tuple(row.id for row in rows)
