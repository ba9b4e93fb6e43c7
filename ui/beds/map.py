"""The map one works on: keys and mouse move the cursor and carry people to another bed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from shelter_admin.domain.beds import BedLine
from ui.beds.floor import Cell
from ui.beds.view import Carried, FloorView, receives, spoken
from ui.kit.letters import tip

ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDGE: Final = 28
STEP: Final = 16


class BedMap(FloorView):
    """Rooms and beds of a night, with people who can be moved.

    ``opened`` tells Enter or a double click on a cell; ``carrying`` who is on the way (None: nobody any more),
    ``dropped`` whom and where, ``barred`` that nobody can lie down there, ``chose_several`` that other beds are
    chosen together. Arrows move in two directions, M takes somebody up, Enter puts them down, Esc lets it be, Space
    chooses several; the mouse drags, and with Ctrl it chooses several.
    """

    opened = Signal(object)
    carrying = Signal(object)
    dropped = Signal(object, object)
    chose_several = Signal()
    barred = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.movable = False
        self._pressed: tuple[QPoint, Cell] | None = None

    def take_up(self, carried: Carried, *, by_mouse: bool = False) -> None:
        """Begin to carry somebody to another bed."""
        self.carried, self.by_mouse = carried, by_mouse
        if not by_mouse:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.carrying.emit(carried)
        self.viewport().update()

    def mark(self, cell: Cell | None) -> None:
        """Choose one more bed, or leave it again; on the head of a room, all of its beds."""
        if cell is None:
            return
        beds = [cell.bed.bed_id] if cell.bed is not None else [bed.bed_id for bed in cell.room.beds]
        if all(bed in self.marked for bed in beds):
            self._mark(tuple(bed for bed in self.marked if bed not in beds))
        else:
            self._mark(tuple(dict.fromkeys((*self.marked, *beds))))

    def marked_beds(self) -> list[BedLine]:
        """The beds chosen together, in the order in which they were."""
        lines = {cell.bed.bed_id: cell.bed for cell in self.floor.cells() if cell.bed is not None}
        return [lines[bed] for bed in self.marked if bed in lines]

    def _mark(self, beds: tuple[str, ...]) -> None:
        self.marked = beds
        self.viewport().update()
        self.chose_several.emit()

    def let_be(self) -> None:
        """Stop carrying and choosing; nothing was moved."""
        self._pressed = None
        if self.marked and self.carried is None:
            self._mark(())
        if self.carried is not None:
            self.carried, self.by_mouse = None, False
            self.carrying.emit(None)
            self.viewport().update()

    def drag_to(self, point: QPoint) -> None:
        """The mouse carries somebody over a point of the viewport; near an edge the map scrolls."""
        self.mouse = point
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if point.y() < EDGE or point.y() > height - EDGE:
            bar.setValue(bar.value() + (-STEP if point.y() < EDGE else STEP))
        cell = self.under(point) if self.viewport().rect().contains(point) else None
        self.hover = cell.key if cell else ""
        self.viewport().update()

    def drop_at(self, point: QPoint) -> None:
        """The mouse lets somebody go over a point of the viewport; where nobody can lie nothing happens."""
        cell = self.under(point) if self.viewport().rect().contains(point) else None
        if cell is None or self.carried is None or not receives(cell, self.carried):
            self.let_be()
        else:
            self._drop(cell)

    def _drop(self, cell: Cell) -> None:
        carried = self.carried
        if carried is not None and not receives(cell, carried):
            self.barred.emit()
        elif carried is not None:
            self.let_be()
            self.go_to(cell.key)
            self.dropped.emit(carried, cell)

    def take_up_from(self, cell: Cell | None, *, by_mouse: bool = False) -> None:
        """Begin to carry whoever sleeps here, where moving is allowed."""
        bed = cell.bed if cell else None
        if self.movable and bed is not None and bed.person_id is not None:
            self.take_up(Carried(bed.person_id, bed.resident or "", bed.bed_id, bed.address), by_mouse=by_mouse)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = {*ENTERS, Qt.Key.Key_M, Qt.Key.Key_Space}
            mine |= {Qt.Key.Key_Escape} if self.carried or self.marked else set()
            if event.key() in mine and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, key = self.current(), Qt.Key(event.key())
        if key in ARROWS:
            there = self.floor.beside(here, key) if here is not None else None
            if there is not None:
                self.go_to(there.key)
        elif key in ENTERS and here is not None:
            self._enter(here)
        elif key == Qt.Key.Key_M and self.carried is None:
            self.take_up_from(here)
        elif key == Qt.Key.Key_Space and self.carried is None:
            self.mark(here)
        elif key == Qt.Key.Key_Escape and (self.carried is not None or self.marked):
            self.let_be()
        else:
            super().keyPressEvent(event)

    def _enter(self, here: Cell) -> None:
        if self.carried is not None:
            self._drop(here)
        else:
            self.opened.emit(here)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """Mouse, hover and tooltip."""
        if isinstance(event, QMouseEvent) and self._mouse(event):
            return True
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(spoken(self.under(event.pos()))), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and not self.by_mouse:
            self.point_at("")
        return super().viewportEvent(event)

    def _mouse(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseMove:
                self._move(point)
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._press(point, several=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            case QEvent.Type.MouseButtonRelease if event.button() == Qt.MouseButton.LeftButton:
                self._release(point)
            case QEvent.Type.MouseButtonDblClick if (cell := self.under(point)) is not None:
                self._pressed = None
                self.opened.emit(cell)
            case _:
                return False
        return True

    def _press(self, point: QPoint, *, several: bool = False) -> None:
        cell = self.under(point)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if cell is None:
            return
        if several and self.carried is None:
            self.mark(cell)
            return
        self._pressed = (point, cell)
        if self.carried is None:
            self.go_to(cell.key)

    def _move(self, point: QPoint) -> None:
        if self.carried is not None and self.by_mouse:
            self.drag_to(point)
            return
        cell = self.under(point)
        if self._pressed is not None and self.carried is None:
            start, pressed = self._pressed
            if (point - start).manhattanLength() >= QApplication.startDragDistance():
                self.take_up_from(pressed, by_mouse=True)
                self._pressed = None
        self.point_at(cell.key if cell else "")

    def _release(self, point: QPoint) -> None:
        if self.carried is not None and self.by_mouse:
            self.drop_at(point)
        elif self.carried is not None and self._pressed is not None:
            cell = self.under(point)
            if cell is not None:
                self._drop(cell)
        self._pressed = None
