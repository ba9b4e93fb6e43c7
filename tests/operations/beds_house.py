"""The small house of the tests about beds: its board, one bed or room of it, people given beds."""

from __future__ import annotations

from datetime import date, timedelta

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedBoard, BedLine, RoomLine
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.residents import AdmitPerson
from tests.operations.residents_house import TODAY, House

LONG_AGO = TODAY - timedelta(days=400)


def board(house: House, night: date | None = None) -> BedBoard:
    return house.head.ask(BedBoardOn(night))


def bed(house: House, address: str, night: date | None = None) -> BedLine:
    return next(line for room in board(house, night).rooms for line in room.beds if line.address == address)


def room(house: House, name: str, night: date | None = None) -> RoomLine:
    return next(line for line in board(house, night).rooms if f"{line.wisma} {line.room}" == name)


def admit(house: House, name: str = "Budi Santoso", **typed) -> str:
    return house.admit(name, admitted_on=LONG_AGO, **typed).person_id


def give(house: House, person: str, address: str, night: date | None = None, reason: str = "", despite: str = ""):
    return house.head.do(AssignBed(person, house.beds[address], night, despite), reason=reason)


def state(house: House) -> tuple[object, object]:
    return board(house), {name: count for name, count in house.counts().items() if name not in {"audit", "history"}}


def admit_unseen(house: House) -> str:
    """Admitted by another, so that the head's own undo is not touched."""
    act = AdmitPerson(full_name="Rina Baru", admitted_on=LONG_AGO)
    return house.desk(Role.TATA_USAHA).do(act).outcome.person_id
