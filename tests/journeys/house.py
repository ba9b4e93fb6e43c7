"""The panti of the journeys: one account per role, and the office's own files; made once, copied for each test."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.persistence.address import Place
from tests.people import HEAD, NOON, PASSWORD, FixedClock, a_new_panti, a_place, an_opener

SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples"
ROOMS: Final = SAMPLES / "kamar-A.xlsx"
REGISTER: Final = SAMPLES / "register-rsbk-samarinda.xlsx"
EXPECTED: Final[dict[str, Any]] = json.loads((SAMPLES / "expected-A.json").read_text(encoding="utf-8"))
NAME: Final = "panti.shelter"
NIGHT: Final = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)  # 22.30 WITA, the night of 21 November
MORNING: Final = datetime(2026, 11, 22, 0, 15, tzinfo=UTC)  # 08.15 WITA the next day

USERS: Final = {
    Role.KEPALA: HEAD,
    Role.TATA_USAHA: "hendra",
    Role.PEKERJA_SOSIAL: "maria",
    Role.PENGASUH: "sumiati",
    Role.INSTRUKTUR: "yusuf",
    Role.PIKET: "rina",
    Role.KESEHATAN: "dewi",
    Role.ADMIN: "galih",
}


def staffed(folder: Path) -> Place:
    """A new store with one account per role and nobody in the house."""
    place = a_place(folder, NAME)
    made = an_opener(FixedClock(NOON)).create(place, a_new_panti(), PASSWORD)
    for role, user in USERS.items():
        if role is not Role.KEPALA:
            made.desk.do(AddAccount(user, (role,), PASSWORD, ""))
    made.desk.close()
    return place


def moved_in(folder: Path) -> Place:
    """The same with the office's rooms and register moved in."""
    place = staffed(folder)
    desk = desk_at(place)
    desk.do(MoveRoomsIn(ROOMS))
    desk.do(MoveRegisterIn(REGISTER))
    desk.close()
    return place


def desk_at(place: Place, role: Role = Role.KEPALA, clock: FixedClock | None = None) -> Desk:
    """A desk of that role, to look behind the screens. The caller closes it."""
    return an_opener(clock or FixedClock(NOON)).unlock(place, USERS[role], PASSWORD)


def overfull(folder: Path) -> Place:
    """A house of 105 places in which 112 people sleep, seven of them on mattresses."""
    place = staffed(folder)
    desk = desk_at(place)
    desk.do(AddRooms("Melati", "1-35", 3))
    rooms = desk.ask(BedBoardOn()).rooms
    for at, bed in enumerate(bed for room in rooms for bed in room.beds):
        desk.do(AdmitPerson(full_name=f"Penghuni Karangan {at + 1}", bed_id=bed.bed_id))
    for at, room in enumerate(rooms[:7]):
        desk.do(AdmitPerson(full_name=f"Penghuni Kasur {at + 1}", mattress_room_id=room.room_id))
    desk.close()
    return place
