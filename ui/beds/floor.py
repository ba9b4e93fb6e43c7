"""Where rooms and beds lie on the map: worked out once for a width, then only looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt

from shelter_admin.domain.bed_layout import Spot, all_spots
from shelter_admin.domain.beds import BedLine, RoomLine

GAP: Final = 12
INSET: Final = 8
HEAD: Final = 34
BED_HEIGHT: Final = 46
BED_GAP: Final = 6
LEAST_BED: Final = 84
TITLE: Final = 34
WIDE_FROM: Final = 9
LEAST_CARD: Final = 2 * LEAST_BED + BED_GAP + 2 * INSET
ROOM_KEY: Final = "room:"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing the cursor can stand on: a bed, or the head of a room where ``bed`` is None.

    While rooms are arranged there are empty spots too: no bed, but a ``spot``.
    """

    room: RoomLine
    bed: BedLine | None
    rect: QRect
    spot: Spot | None = None

    @property
    def key(self) -> str:
        """What the cell is known by when the board is shown again."""
        if self.bed is not None:
            return self.bed.bed_id
        place = f":{self.spot.row}:{self.spot.column}" if self.spot is not None else ""
        return ROOM_KEY + self.room.room_id + place


@dataclass(frozen=True, slots=True)
class Box:
    """A room as a card: its head first, then its beds."""

    room: RoomLine
    rect: QRect
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The name of a wisma above its rooms, with its people and places."""

    wisma: str
    people: int
    places: int
    rect: QRect


@dataclass
class Floor:
    """The whole map for one width."""

    width: int = 0
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    spare: int = 0

    def cells(self) -> Iterator[Cell]:
        """Every cell in reading order."""
        for box in self.boxes:
            yield from box.cells

    def box_at(self, point: QPoint) -> Box | None:
        """The room under a point."""
        return next((box for box in self.boxes if box.rect.contains(point)), None)

    def cell_at(self, point: QPoint) -> Cell | None:
        """The bed under a point, or the head of the room where there is no bed."""
        box = self.box_at(point)
        if box is None:
            return None
        return next((cell for cell in box.cells[1:] if cell.rect.contains(point)), box.cells[0])

    def cell(self, key: str) -> Cell | None:
        """The cell of a bed or room by its key."""
        return next((cell for cell in self.cells() if cell.key == key), None)

    def boxes_in(self, area: QRect) -> list[Box]:
        """The rooms that meet an area."""
        return [box for box in self.boxes if box.rect.intersects(area)]

    def beside(self, cell: Cell, key: Qt.Key) -> Cell | None:
        """The nearest cell in the direction of an arrow key; None at the edge."""
        here = cell.rect.center()
        best, least = None, None
        for other in self.cells():
            ahead, aside = _way(other.rect, cell.rect, here, key)
            if ahead > 0 and (least is None or ahead + 3 * aside < least):
                best, least = other, ahead + 3 * aside
        return best


def _way(other: QRect, rect: QRect, here: QPoint, key: Qt.Key) -> tuple[int, int]:
    """How far a cell lies ahead in a direction (0: not at all) and how far aside."""
    there = other.center()
    if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        ahead = there.x() - here.x() if key == Qt.Key.Key_Right else here.x() - there.x()
        clear = other.left() > rect.right() if key == Qt.Key.Key_Right else other.right() < rect.left()
        return (ahead if clear else 0), abs(there.y() - here.y())
    ahead = there.y() - here.y() if key == Qt.Key.Key_Down else here.y() - there.y()
    clear = other.top() > rect.bottom() if key == Qt.Key.Key_Down else other.bottom() < rect.top()
    overlap = other.left() <= rect.right() and other.right() >= rect.left()
    return (ahead if clear else 0), 0 if overlap else abs(there.x() - here.x())


def lay_out(rooms: Sequence[RoomLine], width: int, *, titled: bool, spare: int = 0) -> Floor:
    """Lay rooms out as cards in columns; ``titled`` puts the wisma's name above its rooms.

    Beds that have a spot stand in rows and columns, the others one after the other. ``spare`` adds so many empty rows
    and columns to every room, to put beds there; then all beds have a spot.
    """
    floor = Floor(width, spare=spare)
    columns = max(1, (width + GAP) // (LEAST_CARD + GAP))
    card = (width - GAP * (columns - 1)) // columns
    top = 0
    for _wisma, group in groupby(rooms, key=lambda room: room.wisma_id):
        members = list(group)
        if titled:
            floor.titles.append(_title(members, QRect(0, top, width, TITLE)))
            top += TITLE
        top = _rows(floor, members, top, columns, card) + (GAP if titled else 0)
    floor.height = max(0, top - (2 if titled else 1) * GAP) + 2
    return floor


def _title(rooms: Sequence[RoomLine], rect: QRect) -> Title:
    people, places = sum(room.occupied for room in rooms), sum(room.capacity for room in rooms)
    return Title(rooms[0].wisma, people, places, rect)


def _rows(floor: Floor, rooms: Sequence[RoomLine], top: int, columns: int, card: int) -> int:
    """Fill rows of cards; every card of a row is as tall as the tallest. Tells where the next row begins."""
    waiting: list[tuple[RoomLine, int]] = []
    used = 0
    for room in rooms:
        span = min(columns, _span(room, card, floor.spare))
        if waiting and used + span > columns:
            top = _row(floor, waiting, top, card)
            waiting, used = [], 0
        waiting.append((room, span))
        used += span
    return _row(floor, waiting, top, card) if waiting else top


def _span(room: RoomLine, card: int, spare: int) -> int:
    """How many columns of cards a room takes: a dormitory is wide rather than long, a laid out one as it stands."""
    if not spare and all(bed.spot is None for bed in room.beds):
        return _usual_span(room)
    needed = _grid(room, card, spare).columns * (LEAST_BED + BED_GAP) + 2 * INSET
    return max(1, -(-(needed + GAP) // (card + GAP)))


def _usual_span(room: RoomLine) -> int:
    beds = len(room.beds)
    return 1 if beds < WIDE_FROM else 2 if beds < 3 * WIDE_FROM else 4


def _row(floor: Floor, waiting: Sequence[tuple[RoomLine, int]], top: int, card: int) -> int:
    widths = [span * card + (span - 1) * GAP for _room, span in waiting]
    grids = [_grid(room, card, floor.spare) for room, _span in waiting]
    tall = max(_tall(grid.rows) for grid in grids)
    left = 0
    for (room, _span_of), width, grid in zip(waiting, widths, grids, strict=True):
        floor.boxes.append(_box(room, QRect(left, top, width, tall), grid, empty=bool(floor.spare)))
        left += width + GAP
    return top + tall + GAP


def _across(width: int) -> int:
    return max(1, (width - 2 * INSET + BED_GAP) // (LEAST_BED + BED_GAP))


def _tall(rows: int) -> int:
    return HEAD + rows * (BED_HEIGHT + BED_GAP) - BED_GAP + INSET


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the beds of a room stand, and how many rows and columns that makes."""

    spots: dict[str, Spot]
    rows: int
    columns: int


def _grid(room: RoomLine, card: int, spare: int) -> Grid:
    """Beds with spots where they stand; without any, one after the other as wide as the card is."""
    span = _usual_span(room)
    across = _across(span * card + (span - 1) * GAP)
    spots = all_spots([(bed.bed_id, bed.spot) for bed in room.beds], across)
    laid_out = spare or any(bed.spot is not None for bed in room.beds)
    rows = max((spot.row for spot in spots.values()), default=1)
    columns = max((spot.column for spot in spots.values()), default=1) if laid_out else across
    return Grid(spots, rows + spare, columns + spare)


def _box(room: RoomLine, rect: QRect, grid: Grid, *, empty: bool) -> Box:
    wide = max(1, (rect.width() - 2 * INSET - BED_GAP * (grid.columns - 1)) // grid.columns)

    def place(spot: Spot) -> QRect:
        left = rect.left() + INSET + (spot.column - 1) * (wide + BED_GAP)
        return QRect(left, rect.top() + HEAD + (spot.row - 1) * (BED_HEIGHT + BED_GAP), wide, BED_HEIGHT)

    cells = [Cell(room, None, QRect(rect.left(), rect.top(), rect.width(), HEAD))]
    cells += [Cell(room, bed, place(grid.spots[bed.bed_id]), grid.spots[bed.bed_id]) for bed in room.beds]
    if empty:
        taken = set(grid.spots.values())
        all_there = (Spot(row, column) for row in range(1, grid.rows + 1) for column in range(1, grid.columns + 1))
        cells += [Cell(room, None, place(spot), spot) for spot in all_there if spot not in taken]
    return Box(room, rect, tuple(cells))
