"""Three shelters to look at: a new one, one with its office's register moved in, one that is more than full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedState
from shelter_admin.domain.presence import Mark, RollCallKind
from shelter_admin.domain.settings import Letterhead, Settings
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.setting_up import MarkToClean
from shelter_admin.operations.copies import KeepCopy
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.presence.roll_call import Marked, RollCallOf, TakeRollCall
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.settings import ChangeLetterhead
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from tests.look.learning import enrol_all, some_learning
from tests.people import NOON, PASSWORD, FixedClock, a_new_panti, an_opener, as_role

EVENING: Final = datetime(2026, 11, 21, 11, 42, tzinfo=UTC)  # Saturday 21 November 2026, 19.42 WITA
SAMPLES: Final = Path(__file__).parents[1] / "samples"
ADMITTED: Final = date(2026, 1, 5)
PEOPLE: Final = 700
UNPLACED: Final = 24
MATTRESSES: Final = 61
LONGEST: Final = "Raden Ajeng Siti Nurhaliza Kusumawardhani Puspaningtyas Dewi"  # 60 letters, as names can be
PLACES: Final = ("Pasar Pagi", "Puskesmas Temindung", "RSUD Abdul Wahab Sjahranie", "Keluarga", "Disdukcapil Kota")
LONG_PLACE: Final = "Kantor Dinas Kependudukan dan Pencatatan Sipil Kabupaten Kutai Kartanegara"
LONG_PROGRAMS: Final = (
    "Tata Kecantikan Rambut dan Kulit Tingkat Dasar",
    "Menjahit",
    "Servis Telepon Seluler dan Komputer",
)
LETTERHEAD: Final = Letterhead(
    government="Pemerintah Provinsi Kalimantan Timur", agency="Dinas Sosial", unit="UPTD Panti Sosial Harapan Mulia",
    address="Jalan Pramuka 7, Samarinda", town="Samarinda",
)  # fmt: skip
LONG_LETTERHEAD: Final = replace(
    LETTERHEAD,
    agency="Dinas Sosial, Pemberdayaan Masyarakat, Pemberdayaan Perempuan dan Perlindungan Anak",
    unit="UPTD Pusat Layanan dan Rehabilitasi Sosial Gelandangan, Pengemis dan Orang Terlantar Harapan Mulia",
)


def empty(folder: Path) -> Desk:
    """A shelter made a minute ago."""
    return _made(folder, "RSBK Samarinda", "Rina Nurhayati")


def normal(folder: Path) -> Desk:
    """The sample's rooms and register moved in, an evening with people out and late, last night's roll-call closed."""
    desk = _made(folder, "RSBK Samarinda", "Rina Nurhayati")
    desk.do(ChangeLetterhead(LETTERHEAD))
    desk.do(MoveRoomsIn(SAMPLES / "kamar-A.xlsx"))
    desk.do(MoveRegisterIn(SAMPLES / "register-rsbk-samarinda.xlsx"))
    _copy_at_noon(desk)
    _some_evening(desk, out=14)
    beds = [bed for room in desk.ask(BedBoardOn()).rooms for bed in room.beds]
    free = [bed.bed_id for bed in beds if bed.state is BedState.FREE]
    desk.do(MarkToClean(tuple(free[:3])))
    some_learning(desk)
    _accounts(desk)
    return desk


def overfull(folder: Path) -> Desk:
    """700 people with names as long as they come, 61 on mattresses, 24 without a place, a third of them out."""
    desk = _made(folder, f"{LONG_LETTERHEAD.unit}", "Dra. Hj. Raden Ayu Ratna Wulandari Kusumaningrum, M.Si., Psikolog")
    desk.do(ChangeLetterhead(LONG_LETTERHEAD))
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Look")
    with desk.store.acting(stamp) as session:
        _crowd(session)
        enrol_all(session, LONG_PROGRAMS)
    some_learning(desk)
    _some_evening(desk, out=PEOPLE // 3, destinations=(LONG_PLACE,))
    _accounts(desk)
    return desk


HOUSES: Final[dict[str, Callable[[Path], Desk]]] = {"empty": empty, "normal": normal, "overfull": overfull}


def _made(folder: Path, name: str, head: str) -> Desk:
    folder.mkdir(parents=True)
    opener = an_opener(FixedClock(EVENING))
    panti = a_new_panti(name=name, full_name=head, code="RSBK", settings=Settings(idle_minutes=120))
    return opener.create(folder / "panti.store", panti, PASSWORD).desk


def _accounts(desk: Desk) -> None:
    for role in (Role.PIKET, Role.TATA_USAHA, Role.PENGASUH, Role.PEKERJA_SOSIAL):
        as_role(desk, role)


def _copy_at_noon(desk: Desk) -> None:
    clock = desk._clock
    assert isinstance(clock, FixedClock)
    clock.now = NOON
    desk.do(KeepCopy())
    clock.now = EVENING


def _some_evening(desk: Desk, out: int, destinations: tuple[str, ...] = PLACES) -> None:
    clock = desk._clock
    assert isinstance(clock, FixedClock)
    people = [line.person_id for line in desk.ask(ResidentList())]
    clock.now = EVENING - timedelta(hours=18)
    _close_last_night(desk)
    clock.now = EVENING - timedelta(hours=4)
    for number, person_id in enumerate(people[: out * 3 : 3]):
        until = EVENING + timedelta(minutes=45 * (number % 9) - 130) if number % 5 else None
        desk.do(GoOut(person_id, destinations[number % len(destinations)], until))
        clock.forward(seconds=30)
    clock.now = EVENING


def _close_last_night(desk: Desk) -> None:
    night = desk.panti.night_of(desk.now)
    lines = desk.ask(RollCallOf(night, RollCallKind.MALAM)).lines
    marks = tuple(
        Marked(line.person_id, mark, "") for line, mark in zip(lines[5:], (Mark.ILL_IN_BED, Mark.LEAVE), strict=False)
    )
    desk.do(TakeRollCall(night, RollCallKind.MALAM, marks, all_present=True, close=True))


def _name(number: int) -> str:
    tail = f" {number}"
    return LONGEST[: 60 - len(tail)].rstrip() + tail


def _crowd(session: Session) -> None:
    people = [
        stamped(session, number=f"2026-{no:04}", name=_name(no), alias="Mbah Surip alias Si Doel", sound="", sex="LP"[no % 2],
                origin_text=LONG_PLACE)
        for no in range(PEOPLE)
    ]  # fmt: skip
    stays = [stamped(session, person_id=one["id"], admitted_on=ADMITTED) for one in people]
    session.execute(insert(PersonTable), people)
    session.execute(insert(StayTable), stays)
    bedded = PEOPLE - UNPLACED
    wismas: list[dict[str, Any]] = []
    rooms: list[dict[str, Any]] = []
    beds: list[dict[str, Any]] = []
    placements: list[dict[str, Any]] = []
    for no in range(bedded):
        if no % 120 == 0:
            wismas.append(stamped(session, name=f"Wisma Bougenville Kusuma Bangsa {len(wismas) + 1}"))
        if no % 10 == 0:
            rooms.append(
                stamped(session, wisma_id=wismas[-1]["id"], name=f"{len(rooms) % 12 + 1}", sex="LP"[len(wismas) % 2])
            )
        kind = "mattress" if no % (bedded // MATTRESSES) == 9 else "bed"
        beds.append(stamped(session, room_id=rooms[-1]["id"], label=str(no % 10 + 1), kind=kind))
        placements.append(
            stamped(
                session, bed_id=beds[-1]["id"], person_id=people[no]["id"], stay_id=stays[no]["id"], from_night=ADMITTED
            )
        )
    for table, rows in ((WismaTable, wismas), (RoomTable, rooms), (BedTable, beds), (PlacementTable, placements)):
        session.execute(insert(table), rows)
