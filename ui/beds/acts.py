"""What the buttons beside the map do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.beds import BedLine, UnplacedLine
from shelter_admin.operations.beds.setting_up import CloseBed, MarkClean, MarkToClean, UnblockBeds
from shelter_admin.operations.desk import Command
from ui.beds import side
from ui.beds.floor import Cell
from ui.beds.map import BedMap
from ui.beds.moving import free_bed, place
from ui.beds.sheets import AddBedsSheet, BlockSheet, RulesSheet
from ui.beds.unplaced import ChooseSheet
from ui.beds.view import Carried, spoken, takes
from ui.kit.frontdesk import FrontDesk


class Acts:
    """Carries out the buttons of the card for the bed or room under the cursor."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, board: BedMap, unplaced: Callable[[], Sequence[UnplacedLine]]
    ) -> None:
        self._front, self._owner, self._map, self._unplaced = front, owner, board, unplaced

    def act(self, key: str) -> None:
        """Do what a button says, on what the cursor stands on."""
        cell = self._map.current()
        if cell is None:
            return
        if cell.bed is not None:
            self._on_bed(key, cell, cell.bed)
        if key in {side.MATTRESS, side.PLACE}:
            self._choose(cell)
        elif key == side.ADD_BEDS:
            AddBedsSheet(self._front, self._owner, cell.room).open()
        elif key == side.RULES:
            RulesSheet(self._front, self._owner, cell.room).open()

    def enter(self, cell: Cell) -> None:
        """Enter or a double click: a person is opened, a free bed is given, what is dirty counts as cleaned."""
        bed = cell.bed
        if bed is not None and bed.person_id is not None:
            self._front.go.emit("residents", bed.person_id)
        elif self._map.movable and takes(cell):
            self._choose(cell)

    def _on_bed(self, key: str, cell: Cell, bed: BedLine) -> None:
        beds = (bed.bed_id,)
        commands: dict[str, Command[Any]] = {
            side.CLEANED: MarkClean(beds),
            side.TO_CLEAN: MarkToClean(beds),
            side.UNBLOCK: UnblockBeds(beds),
            side.TAKE_AWAY: CloseBed(bed.bed_id),
        }
        if key in commands:
            self._front.do(commands[key], self._owner)
        elif key == side.BLOCK:
            BlockSheet(self._front, self._owner, bed).open()
        elif bed.person_id is not None:
            self._with_person(key, cell, bed, bed.person_id)

    def _with_person(self, key: str, cell: Cell, bed: BedLine, person_id: str) -> None:
        if key == side.MOVE:
            self._map.take_up_from(cell)
        elif key == side.LEAVE:
            free_bed(self._front, self._owner, person_id, bed.resident or "", bed.address)
        elif key == side.OPEN:
            self._front.go.emit("residents", person_id)

    def _choose(self, cell: Cell) -> None:
        def chosen(line: UnplacedLine) -> None:
            place(self._front, self._owner, Carried(line.person_id, line.name), cell)

        ChooseSheet(self._owner, spoken(cell), self._unplaced(), chosen).open()
