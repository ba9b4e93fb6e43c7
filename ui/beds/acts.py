"""What the buttons beside the map do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.bed_suggestion import Suggestion
from shelter_admin.domain.beds import BedBoard, BedLine, RoomLine, UnplacedLine
from shelter_admin.domain.words import n_
from shelter_admin.operations.beds.booking import EndBooking
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.beds.setting_up import CloseBed, MarkClean, MarkToClean, UnblockBeds
from shelter_admin.operations.desk import Command
from ui.beds import side
from ui.beds.floor import Cell
from ui.beds.keeping import KeepSheet, TagSheet
from ui.beds.map import BedMap
from ui.beds.moving import free_bed, give, place, swapping
from ui.beds.sheets import AddBedsSheet, BlockSheet, RulesSheet
from ui.beds.suggesting import SuggestSheet
from ui.beds.together import FamilySheet, MoveRoomSheet
from ui.beds.unplaced import ChooseSheet
from ui.beds.view import Carried, spoken, takes
from ui.beds.words import room_title
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk


class Acts:
    """Carries out the buttons of the card for the bed or room under the cursor, or for the beds chosen together.

    ``board`` gives the board as it is shown.
    """

    arrange: Callable[[Cell], None] | None = None

    def __init__(self, front: FrontDesk, owner: QWidget, on_map: BedMap, board: Callable[[], BedBoard | None]) -> None:
        self._front, self._owner, self._map, self._board = front, owner, on_map, board

    def act(self, key: str) -> None:
        """Do what a button says, on what the cursor stands on or what is chosen."""
        cell, marked = self._map.current(), self._map.marked_beds()
        if marked:
            self._on_beds(key, marked)
        elif cell is not None and cell.bed is not None and key not in {side.PLACE, side.TAGS}:
            self._on_bed(key, cell, cell.bed)
        elif cell is not None:
            self._on_cell(key, cell)

    def enter(self, cell: Cell) -> None:
        """Enter or a double click: a person is opened, a free bed is given, what is dirty counts as cleaned."""
        bed = cell.bed
        if bed is not None and bed.person_id is not None:
            self._front.go.emit("residents", bed.person_id)
        elif self._map.movable and takes(cell):
            self._choose(cell)

    def suggest(self, carried: Carried) -> None:
        """Show the best beds for somebody, and give the one that is taken."""

        def taken(found: Suggestion) -> None:
            bed = found.bed
            give(self._front, self._owner, AssignBed(carried.person_id, bed.bed_id), carried, bed.address)

        SuggestSheet(self._front, self._owner, carried.person_id, carried.name, taken).open()

    def _on_cell(self, key: str, cell: Cell) -> None:
        """On a room, or on a bed where it is the same for both."""
        front, owner, room = self._front, self._owner, cell.room
        beds = room.beds if cell.bed is None else (cell.bed,)
        title = room_title(room) if cell.bed is None else cell.bed.address
        acts: dict[str, Callable[[], None]] = {
            side.MATTRESS: lambda: self._choose(cell),
            side.PLACE: lambda: self._choose(cell),
            side.ADD_BEDS: lambda: AddBedsSheet(front, owner, room).open(),
            side.RULES: lambda: RulesSheet(front, owner, room).open(),
            side.MOVE_ROOM: lambda: MoveRoomSheet(front, owner, room, self._rooms()).begin(),
            side.TAGS: lambda: TagSheet(front, owner, title, beds, self._tags()).open(),
        }
        if key == side.ARRANGE and self.arrange is not None:
            self.arrange(cell)
        elif key in acts:
            acts[key]()

    def _on_beds(self, key: str, beds: Sequence[BedLine]) -> None:
        """On several beds at once, or on one."""
        ids = tuple(bed.bed_id for bed in beds)
        commands: dict[str, Command[Any]] = {
            side.CLEANED: MarkClean(ids),
            side.TO_CLEAN: MarkToClean(ids),
            side.UNBLOCK: UnblockBeds(ids),
        }
        sheet: Sheet | None = None
        if key in commands:
            self._front.do(commands[key], self._owner, lambda _done: self._map.let_be())
        elif key == side.BLOCK:
            sheet = BlockSheet(self._front, self._owner, beds)
        elif key == side.TAGS:
            title = n_("{count} bed chosen", "{count} beds chosen", len(beds)).format(count=len(beds))
            sheet = TagSheet(self._front, self._owner, title, beds, self._tags())
        elif key == side.SWAP:
            first, second = beds
            sheet = swapping(self._front, self._owner, _carried(first), second)
        if sheet is not None:
            sheet.accepted.connect(self._map.let_be)
            sheet.open()

    def _on_bed(self, key: str, cell: Cell, bed: BedLine) -> None:
        board = self._board()
        if key in side.TOGETHER:
            self._on_beds(key, (bed,))
        elif key == side.TAKE_AWAY:
            self._front.do(CloseBed(bed.bed_id), self._owner)
        elif key == side.KEEP and board is not None:
            KeepSheet(self._front, self._owner, bed, board.unplaced, board.night).open()
        elif key == side.LET_GO and bed.kept is not None:
            self._front.do(EndBooking(bed.kept.booking_id), self._owner)
        elif bed.person_id is not None:
            self._with_person(key, cell, bed, bed.person_id)

    def _with_person(self, key: str, cell: Cell, bed: BedLine, person_id: str) -> None:
        if key == side.MOVE:
            self._map.take_up_from(cell)
        elif key == side.LEAVE:
            free_bed(self._front, self._owner, person_id, bed.resident or "", bed.address)
        elif key == side.OPEN:
            self._front.go.emit("residents", person_id)
        elif key == side.SUGGEST:
            self.suggest(_carried(bed))
        elif key == side.FAMILY:
            FamilySheet(self._front, self._owner, _carried(bed), self._rooms()).begin()

    def _choose(self, cell: Cell) -> None:
        def chosen(line: UnplacedLine) -> None:
            place(self._front, self._owner, Carried(line.person_id, line.name), cell)

        board = self._board()
        kept_for = cell.bed.kept.person_id if cell.bed is not None and cell.bed.kept is not None else None
        lines = sorted(board.unplaced if board else (), key=lambda line: line.person_id != kept_for)
        ChooseSheet(self._owner, spoken(cell), lines, chosen).open()

    def _rooms(self) -> Sequence[RoomLine]:
        board = self._board()
        return board.rooms if board is not None else ()

    def _tags(self) -> list[str]:
        return sorted({tag for room in self._rooms() for bed in room.beds for tag in bed.tags})


def _carried(bed: BedLine) -> Carried:
    return Carried(bed.person_id or "", bed.resident or "", bed.bed_id, bed.address)
