"""Arranging a room: beds are dragged, or pushed with the arrow keys, to where they stand; one act for each drop."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from shelter_admin.domain.bed_layout import MOST_ROWS, Spot, moved
from shelter_admin.domain.beds import RoomLine
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.layout import LayOutRoom
from ui.beds.floor import Box, Cell, Floor, lay_out
from ui.beds.map import BedMap
from ui.beds.view import Carried, FloorView
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, button

PUSHES: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_M, Qt.Key.Key_Space)


class ArrangeMap(FloorView):
    """Rooms with all the spots in them. ``put`` tells where the beds of a room stand after a drop; ``left`` Esc.

    Arrows go from bed to bed; Enter takes a bed up, the arrows then push it, Enter puts it down, Esc lets it be.
    """

    put = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Where the beds stand"))
        self._pressed: tuple[QPoint, Cell] | None = None
        self._target: Spot | None = None

    @override
    def make_floor(self, width: int) -> Floor:
        return lay_out(self.rooms, width, titled=self.titled, spare=1)

    @override
    def target_key(self) -> str:
        box, bed_id = self._box(), self._taken()
        if box is None or self._target is None or not bed_id:
            return ""
        return next((cell.key for cell in box.cells if cell.spot == self._target), "")

    @override
    def fits(self, cell: Cell, carried: Carried) -> bool:
        return cell.spot is not None

    def take_up(self, cell: Cell | None, *, by_mouse: bool = False) -> None:
        """Begin to move a bed within its room."""
        if cell is not None and cell.bed is not None:
            words = _("bed {label}").format(label=cell.bed.label)
            self.carried = Carried("", words, cell.bed.bed_id, cell.bed.address)
            self.by_mouse, self._target = by_mouse, cell.spot
            self.viewport().update()

    def let_be(self) -> None:
        """Put the bed back where it stood."""
        self.carried, self.by_mouse, self._target, self._pressed = None, False, None, None
        self.viewport().update()

    def _taken(self) -> str:
        return self.carried.bed_id if self.carried is not None else ""

    def _box(self) -> Box | None:
        return next((box for box in self.floor.boxes if any(cell.key == self._taken() for cell in box.cells)), None)

    def _drop(self) -> None:
        """Tell where the beds stand now; a bed put on another changes places with it."""
        box, bed_id, to = self._box(), self._taken(), self._target
        self.let_be()
        if box is None or to is None:
            return
        spots = {cell.bed.bed_id: cell.spot for cell in box.cells if cell.bed is not None and cell.spot is not None}
        if spots.get(bed_id) != to:
            self.put.emit(box.room, moved(spots, bed_id, to))

    @override
    def event(self, event: QEvent) -> bool:
        mine = isinstance(event, QKeyEvent) and event.key() in {*ENTERS, Qt.Key.Key_Escape} and not event.modifiers()
        if event.type() == QEvent.Type.ShortcutOverride and mine:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = Qt.Key(event.key()), self.current()
        if key in PUSHES:
            self._arrow(key, here)
        elif key in ENTERS and self.carried is not None:
            self._drop()
        elif key in ENTERS:
            self.take_up(here)
        elif key == Qt.Key.Key_Escape and self.carried is not None:
            self.let_be()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrow(self, key: Qt.Key, here: Cell | None) -> None:
        box = self._box()
        if box is not None and self._target is not None:
            down, right = PUSHES[key]
            to = Spot(self._target.row + down, self._target.column + right)
            if any(cell.spot == to for cell in box.cells) and max(to) <= MOST_ROWS:
                self._target = to
                self.setAccessibleDescription(_("row {row}, column {column}").format(row=to.row, column=to.column))
                self.viewport().update()
        elif here is not None and (there := self._next(here, key)) is not None:
            self.go_to(there.key)

    def _next(self, here: Cell, key: Qt.Key) -> Cell | None:
        """The nearest bed or room head in a direction; empty spots are passed over."""
        seen, there = {here.key}, self.floor.beside(here, key)
        while there is not None and there.bed is None and there.spot is not None and there.key not in seen:
            seen.add(there.key)
            there = self.floor.beside(there, key)
        return there

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse takes beds up, carries them and puts them down."""
        if isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            match event.type():
                case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                    self._press(self.under(point), point)
                    return True
                case QEvent.Type.MouseMove:
                    self._drag(point)
                    return True
                case QEvent.Type.MouseButtonRelease if event.button() == Qt.MouseButton.LeftButton:
                    self._pressed = None
                    if self.carried is not None and self.by_mouse:
                        self._drop()
                    return True
        return super().viewportEvent(event)

    def _press(self, cell: Cell | None, point: QPoint) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if cell is not None and self.carried is None:
            self._pressed = (point, cell)
            if cell.bed is not None:
                self.go_to(cell.key)

    def _drag(self, point: QPoint) -> None:
        self.mouse = point
        if self._pressed is not None and self.carried is None:
            start, cell = self._pressed
            if (point - start).manhattanLength() >= QApplication.startDragDistance():
                self.take_up(cell, by_mouse=True)
        if self.carried is not None and self.by_mouse:
            box, over = self._box(), self.under(point)
            here = box is not None and over is not None and over.room.room_id == box.room.room_id
            self._target = over.spot if over is not None and here else None
            self.viewport().update()


class Arranging:
    """The way into arranging and out of it: the map and what stands ``beside`` it make room for the one with spots."""

    def __init__(self, front: FrontDesk, owner: QWidget, plain: BedMap, beside: QWidget) -> None:
        self._front, self._owner, self._plain, self._beside = front, owner, plain, beside
        self.map = ArrangeMap()
        self.map.put.connect(self._put)
        self.map.left.connect(self.end)
        words = _("Drag a bed to where it stands, or press Enter, arrow keys and Enter. The first row is at the door.")
        self.banner = Banner("info", words)
        self.banner.row.addWidget(button(_("In order again"), self._in_order, tip=_("This room, one after the other")))
        self.banner.row.addWidget(button(_("Done"), self.end, kind="primary", tip=_("Esc")))
        for part in (self.map, self.banner):
            part.hide()

    @property
    def on(self) -> bool:
        """Say whether rooms are being arranged."""
        return not self.map.isHidden()

    def begin(self, cell: Cell) -> None:
        """Show the rooms with all their spots, the cursor where it was."""
        for part in (self._plain, self._beside):
            part.hide()
        for part in (self.map, self.banner):
            part.show()
        self.again()
        first = next((bed.bed_id for bed in cell.room.beds), cell.key)
        self.map.go_to(cell.bed.bed_id if cell.bed is not None else first)
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def again(self) -> None:
        """Show the rooms as they are now."""
        if self.on:
            self.map.let_be()
            self.map.show_rooms(self._plain.rooms, titled=self._plain.titled)

    def end(self) -> None:
        """Back to the map of the night."""
        if self.on:
            here = self.map.current()
            for part in (self.map, self.banner):
                part.hide()
            self._plain.show()
            self._beside.show()
            if here is not None:
                self._plain.go_to(here.key)
            self._plain.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, room: RoomLine, spots: dict[str, Spot]) -> None:
        self._save(room, tuple(sorted(spots.items())))

    def _in_order(self) -> None:
        here = self.map.current()
        if here is not None and any(bed.spot is not None for bed in here.room.beds):
            self._save(here.room, ())

    def _save(self, room: RoomLine, spots: tuple[tuple[str, Spot], ...]) -> None:
        """Refused where somebody moved the beds since they were shown."""
        before = tuple(sorted((bed.bed_id, bed.spot) for bed in room.beds if bed.spot is not None))
        self._front.do(LayOutRoom(room.room_id, spots, before), self._owner)
