"""The painted house with its cursor: shows rooms and beds, scrolls, tells where the cursor stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from shelter_admin.domain.beds import BedState, RoomLine
from shelter_admin.domain.words import _
from ui.beds.floor import Cell, Floor, lay_out
from ui.beds.painting import Brushes, Shown, paint_floor, paint_ghost
from ui.beds.words import shorter, spoken_bed, spoken_room
from ui.kit import theme

LEAST_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """Somebody on the way to a bed; ``bed_id`` is the bed they leave, empty for who has none."""

    person_id: str
    name: str
    bed_id: str = ""
    address: str = ""


def takes(cell: Cell) -> bool:
    """Say whether somebody could lie down here: a bed nobody has, or one more mattress in the room."""
    return cell.bed is None or cell.bed.state in {BedState.FREE, BedState.BOOKED, BedState.TO_CLEAN}


def receives(cell: Cell, carried: Carried) -> bool:
    """Say whether somebody on the way can be put down here: where nobody lies, or where two can change beds."""
    bed = cell.bed
    return takes(cell) or (bed is not None and bool(bed.person_id and carried.bed_id) and bed.bed_id != carried.bed_id)


def spoken(cell: Cell | None) -> str:
    """A cell as it is read out."""
    if cell is None:
        return ""
    return spoken_bed(cell.bed) if cell.bed is not None else spoken_room(cell.room)


class FloorView(QAbstractScrollArea):
    """Rooms and beds of a night, painted as one; ``chosen`` tells the cell under the cursor."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.floor = Floor()
        self.carried: Carried | None = None
        self.by_mouse = False
        self.hover = ""
        self.mouse = QPoint(-1, -1)
        self.rooms: tuple[RoomLine, ...] = ()
        self.titled = False
        self._cursor = ""
        self.marked: tuple[str, ...] = ()
        self.tag = ""
        self._brushes: Brushes | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("clear", "true")
        self.setAccessibleName(_("Map of the beds"))
        theme.current().changed.connect(self._dress)

    def show_rooms(self, rooms: Sequence[RoomLine], *, titled: bool = False) -> None:
        """Show these rooms; the cursor stays on the bed it was on, if that is still shown."""
        self.rooms, self.titled = tuple(rooms), titled
        self._lay_out()
        if self.floor.cell(self._cursor) is None:
            first = next((cell for cell in self.floor.cells() if cell.bed is not None), None)
            self._cursor = first.key if first else next((cell.key for cell in self.floor.cells()), "")
        self.tell()

    def current(self) -> Cell | None:
        """The cell under the cursor."""
        return self.floor.cell(self._cursor)

    def go_to(self, key: str) -> bool:
        """Put the cursor on a bed or room by its key; says whether it is shown."""
        cell = self.floor.cell(key)
        if cell is None:
            return False
        self._cursor = key
        self._see(cell)
        self.tell()
        return True

    def under(self, point: QPoint) -> Cell | None:
        """The cell under a point of the viewport."""
        return self.floor.cell_at(point + QPoint(0, self.verticalScrollBar().value()))

    def tell(self) -> None:
        """Say the cell under the cursor: to the page, to a screen reader, to the eye."""
        cell = self.current()
        self.setAccessibleDescription(spoken(cell))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.viewport().update()
        self.chosen.emit(cell)

    def point_at(self, key: str) -> None:
        """Show what the mouse is over."""
        if key != self.hover:
            for cell in (self.floor.cell(self.hover), self.floor.cell(key)):
                if cell is not None:
                    shown = cell.rect.translated(0, -self.verticalScrollBar().value())
                    self.viewport().update(shown.adjusted(-2, -2, 2, 2))
            self.hover = key

    def _see(self, cell: Cell) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = cell.rect.top() - 44, cell.rect.bottom() + 16
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def make_floor(self, width: int) -> Floor:
        """Lay the rooms out for a width."""
        return lay_out(self.rooms, width, titled=self.titled)

    def target_key(self) -> str:
        """The cell whoever or whatever is carried would be put down on."""
        return (self.hover if self.by_mouse else self._cursor) if self.carried is not None else ""

    def fits(self, cell: Cell, carried: Carried) -> bool:
        """Say whether it can be put down there."""
        return receives(cell, carried)

    def _lay_out(self) -> None:
        self.floor = self.make_floor(max(LEAST_WIDTH, self.viewport().width() - 4))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.floor.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(24)
        self.viewport().update()

    def _dress(self) -> None:
        self._brushes = None
        self.viewport().update()

    def _shown(self) -> Shown:
        carried = self.carried
        target = self.target_key()
        aimed = self.floor.cell(target) if target else None
        return Shown(
            cursor=self._cursor,
            hover=self.hover,
            focused=self.hasFocus(),
            carried_from=carried.bed_id if carried else "",
            target=target,
            target_fits=aimed is not None and carried is not None and self.fits(aimed, carried),
            carrying=carried is not None,
            marked=frozenset(self.marked),
            tag=self.tag,
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._brushes = brushes = self._brushes or Brushes()
        top = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        paint_floor(painter, self.floor, event.rect().translated(0, top), self._shown(), brushes)
        if self.carried is not None and self.by_mouse:
            painter.resetTransform()
            paint_ghost(painter, shorter(self.carried.name), QRect(self.mouse, self.mouse), brushes)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
