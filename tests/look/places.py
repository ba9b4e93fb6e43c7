"""Scenes of the map of the beds: twelve rooms with every state, arranging, swapping, keeping, marking, suggesting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.bed_layout import BedTag, Spot
from shelter_admin.domain.beds import AgeGroup, BedState, BlockKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.booking import BookBed
from shelter_admin.operations.beds.layout import LayOutRoom, TagBeds
from shelter_admin.operations.beds.places import PutOnMattress
from shelter_admin.operations.beds.setting_up import AddRooms, BlockBeds, MarkToClean
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.operations.residents.family import AddRelative
from tests.look.waiting import settle
from ui.window.window import MainWindow

WISMA: Final = "Dahlia"
NAMES: Final = (
    "Slamet Wibowo", "Joko Nugroho", "Sutrisno", "Muhammad Yusuf", "Agus Salim", "Bambang Hermanto", "Pardi",
    "Wati Lestari", "Sri Wahyuni", "Maria Goreti", "Siti Khotimah", "Rahmawati",
)  # fmt: skip
KINDS: Final = (BlockKind.BROKEN, BlockKind.REPAIR, BlockKind.SEASON, BlockKind.CLOSED, BlockKind.BLOCKED)


def twelve_rooms(window: MainWindow) -> None:
    """A wisma of twelve rooms, every bed of a room in another state; made once, then looked at alone."""
    desk: Any = window.seat.front.desk
    page: Any = window.seat.current()
    if not any(room.wisma == WISMA for room in desk.ask(BedBoardOn()).rooms):
        desk.do(AddRooms(WISMA, "1-6", 4, "L"))
        desk.do(AddRooms(WISMA, "7-10", 4, "P"))
        desk.do(AddRooms(WISMA, "11", 6, None, AgeGroup.CHILD))
        desk.do(AddRooms(WISMA, "12", 8, None, AgeGroup.ELDERLY))
        _fill(desk)
        page.reload()
        settle(window.tasks)
    wisma = next(room.wisma_id for room in page.board.rooms if room.wisma == WISMA)
    page.wismas.choose(wisma)
    page._show_rooms()


def _fill(desk: Any) -> None:
    rooms = [room for room in desk.ask(BedBoardOn()).rooms if room.wisma == WISMA]
    people: list[str] = []
    for at, room in enumerate(rooms):
        for bed in room.beds[: 1 + at % 3]:
            name = NAMES[len(people) % len(NAMES)]
            sex = Sex.FEMALE if room.sex == "P" else Sex.MALE
            people.append(
                desk.do(AdmitPerson(full_name=name, sex=sex, bed_id=bed.bed_id, despite="-")).outcome.person_id
            )
    empty = [
        bed for room in desk.ask(BedBoardOn()).rooms if room.wisma == WISMA for bed in room.beds if not bed.person_id
    ]
    for at, bed in enumerate(empty):
        match at % 4:
            case 0:
                desk.do(MarkToClean((bed.bed_id,)))
            case 1:
                until = desk.today + timedelta(days=at + 3) if at % 8 == 1 else None
                desk.do(BlockBeds((bed.bed_id,), "rangka patah", None, until, KINDS[at // 4 % len(KINDS)]))
            case 2:
                note = "Rujukan RSUD" if at % 8 == 2 else "Warsini"
                desk.do(BookBed(bed.bed_id, desk.today + timedelta(days=5), note=note))
    desk.do(TagBeds(tuple(bed.bed_id for bed in rooms[11].beds), (BedTag.GROUND_FLOOR, BedTag.NEAR_TOILET)))
    desk.do(TagBeds((empty[3].bed_id, empty[7].bed_id), (BedTag.ISOLATION, "Dekat jendela")))
    big = rooms[11]
    spots = tuple((bed.bed_id, Spot(1 + at // 2, 1 + at % 2 * 2)) for at, bed in enumerate(big.beds))
    desk.do(LayOutRoom(big.room_id, spots))
    for person in people[:3]:
        desk.do(GoOut(person, "pasar"))
    guest = desk.do(AdmitPerson(full_name="Rina Kasur", sex=Sex.FEMALE)).outcome.person_id
    desk.do(PutOnMattress(guest, rooms[6].room_id))
    desk.do(AddRelative(person_id=people[1], other_id=people[0], relation=Relation.FATHER))
    desk.do(AdmitPerson(full_name="Karto Utomo", sex=Sex.MALE, birth="1950"))


def on(key: str, state: BedState | None) -> Any:
    """Press a button of the card for the first bed of a state, or for the first room."""

    def show(window: MainWindow) -> None:
        twelve_rooms(window)
        page: Any = window.seat.current()
        cells = [cell for cell in page.map.floor.cells() if (cell.bed.state if cell.bed else None) is state]
        if cells:
            page.map.go_to(cells[0].key)
            if key:
                page.doing.act(key)
        settle(window.tasks)

    return show


def two_chosen(window: MainWindow) -> None:
    """Two sleepers chosen together, about to be swapped."""
    twelve_rooms(window)
    page: Any = window.seat.current()
    taken = [cell for cell in page.map.floor.cells() if cell.bed is not None and cell.bed.state is BedState.OCCUPIED]
    for cell in taken[:2]:
        page.map.mark(cell)


def swapping(window: MainWindow) -> None:
    """The sheet that asks why two people change beds."""
    two_chosen(window)
    page: Any = window.seat.current()
    page.doing.act("swap")


def suggesting(window: MainWindow) -> None:
    """The best beds for who has none."""
    twelve_rooms(window)
    page: Any = window.seat.current()
    people = page.unplaced.people
    people.setCurrentRow(people.count() - 1)
    page.unplaced._ask_current()
    settle(window.tasks)


def arranging(window: MainWindow) -> None:
    """Where the beds stand, one of them taken up and pushed to the right."""
    on("arrange", None)(window)
    page: Any = window.seat.current()
    shown = page.arranging.map
    shown.go_to(next(bed.bed_id for room in shown.rooms if room.room == "12" for bed in room.beds))
    shown.take_up(shown.current())


def filtered(window: MainWindow) -> None:
    """Only beds on the ground floor stand out."""
    twelve_rooms(window)
    page: Any = window.seat.current()
    page.tags.choose(BedTag.NEAR_TOILET)


def wall(window: MainWindow) -> None:
    """The map for the wall, on paper."""
    twelve_rooms(window)
    page: Any = window.seat.current()
    page.wall_sheet()
    _sheet(page)._show()
    settle(window.tasks)


def _sheet(page: QWidget) -> Any:
    from ui.beds.tools import WallSheet

    return page.findChildren(WallSheet)[-1]


def plain(window: MainWindow) -> None:
    """The whole house again, nothing chosen."""
    page: Any = window.seat.current()
    page.arranging.end()
    page.map.let_be()
    page.tags.choose("")
    page.wismas.choose("*")
    page._show_rooms()


PLACES: Final = (
    ("states", twelve_rooms),
    ("kept", on("", BedState.BOOKED)),
    ("keep", on("keep", BedState.FREE)),
    ("known-for", on("tags", BedState.FREE)),
    ("block", on("block", BedState.FREE)),
    ("move-room", on("move_room", None)),
    ("family", on("family", BedState.OCCUPIED)),
    ("chosen", two_chosen),
    ("swap", swapping),
    ("suggest", suggesting),
    ("arrange", arranging),
    ("filter", filtered),
    ("wall", wall),
)
"""Name of each scene, and what shows it."""
