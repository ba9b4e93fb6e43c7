"""The map of the beds for the carers' wall: room by room as the beds stand, with number and first name at most.

What hangs on a wall is read by everybody: no category, nothing of health (so no tags), nobody's whole name, and who is
kept confidential stands under the own number like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.bed_layout import Spot, all_spots
from shelter_admin.domain.bed_wall import WallNames, WallPaper, on_the_wall
from shelter_admin.domain.beds import AGE_NAMES, BLOCK_NAMES, BedBoard, BedKind, BedLine, BedState, RoomLine
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import date_and_clock, day_and_date, number, short_date
from shelter_admin.domain.words import _, n_, spoken
from shelter_admin.reports.fonts import PLAIN, STRONG, embed, printable
from shelter_admin.reports.page import ACCENT, INK, LINE, MUTED, STRIP, WHITE, fitted

_MARGIN: Final = 12 * mm
_HEAD: Final = 20 * mm
_FOOT: Final = 12 * mm
_GAP: Final = 6 * mm
_INSET: Final = 2.5 * mm
_ROOM_HEAD: Final = 9 * mm
_SPACE: Final = 1.5 * mm
_CELLS: Final = {WallPaper.A4: (33 * mm, 15 * mm), WallPaper.A3: (40 * mm, 18 * mm)}
_SMALLEST: Final = 5.5
_LEAST: Final = (16 * mm, 7.5 * mm)
_SHEETS: Final = {WallPaper.A4: landscape(A4), WallPaper.A3: landscape(A3)}


@dataclass(frozen=True, slots=True)
class _Room:
    """A room with the spots of its beds and how large it is drawn."""

    room: RoomLine
    spots: dict[str, Spot]
    cell: tuple[float, float]

    @property
    def wide(self) -> float:
        """Its width on paper."""
        columns = max((spot.column for spot in self.spots.values()), default=2)
        return max(columns * self.cell[0], 56 * mm) + 2 * _INSET

    @property
    def high(self) -> float:
        """Its height on paper."""
        rows = max((spot.row for spot in self.spots.values()), default=1)
        return _ROOM_HEAD + rows * self.cell[1] + _INSET


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: a wisma, or what of it fits."""

    wisma: str
    rooms: tuple[tuple[_Room, float, float], ...]


def bed_map(board: BedBoard, imprint: Imprint, names: WallNames, paper: WallPaper) -> Document:
    """Draw the house of a night, every wisma on a page of its own, in the size of the wall."""
    embed()
    buffer = BytesIO()
    look: dict[str, Any] = {"initialFontName": PLAIN, "lang": spoken()}
    canvas = Canvas(buffer, pagesize=_SHEETS[paper], invariant=1, **look)
    canvas.setTitle(printable(_("Map of the beds")))
    canvas.setAuthor(printable(imprint.letterhead.unit or imprint.panti))
    sheets = list(_sheets(board, paper))
    for page, sheet in enumerate(sheets, start=1):
        _furniture(canvas, board, sheet, imprint, paper)
        told = _("Page {page} of {pages}").format(page=page, pages=len(sheets))
        canvas.drawRightString(_SHEETS[paper][0] - _MARGIN, 7 * mm, printable(told))
        for room, left, top in sheet.rooms:
            _room(canvas, room, (left, top), names)
        canvas.showPage()
    canvas.save()
    return Document(f"{_('bed-map')}-{short_date(board.night)}.pdf", buffer.getvalue())


def _sheets(board: BedBoard, paper: WallPaper) -> Iterator[_Sheet]:
    """Fill pages with rooms from left to right and top to bottom; a wisma begins a new one."""
    if not board.rooms:
        yield _Sheet("", ())
    for wisma, rooms in groupby(board.rooms, key=lambda room: room.wisma):
        yield from _sheets_of(wisma, [_sized(room, paper) for room in rooms], paper)


def _sheets_of(wisma: str, rooms: Sequence[_Room], paper: WallPaper) -> Iterator[_Sheet]:
    wide, high = _SHEETS[paper]
    placed: list[tuple[_Room, float, float]] = []
    left, top, tallest = _MARGIN, high - _MARGIN - _HEAD, 0.0
    for room in rooms:
        if left > _MARGIN and left + room.wide > wide - _MARGIN:
            left, top, tallest = _MARGIN, top - tallest - _GAP, 0.0
        if placed and top - room.high < _MARGIN + _FOOT:
            yield _Sheet(wisma, tuple(placed))
            placed, left, top, tallest = [], _MARGIN, high - _MARGIN - _HEAD, 0.0
        placed.append((room, left, top))
        left += room.wide + _GAP
        tallest = max(tallest, room.high)
    if placed:
        yield _Sheet(wisma, tuple(placed))


def _sized(room: RoomLine, paper: WallPaper) -> _Room:
    """A room as large as others, smaller only where it would not fit the page."""
    spots = all_spots([(bed.bed_id, bed.spot) for bed in room.beds], _across(len(room.beds)))
    columns = max((spot.column for spot in spots.values()), default=2)
    rows = max((spot.row for spot in spots.values()), default=1)
    (page_wide, page_high), (wide, high) = _SHEETS[paper], _CELLS[paper]
    room_wide = page_wide - 2 * _MARGIN - 2 * _INSET
    room_high = page_high - 2 * _MARGIN - _HEAD - _FOOT - _ROOM_HEAD - _INSET
    cell = (max(_LEAST[0], min(wide, room_wide / columns)), max(_LEAST[1], min(high, room_high / rows)))
    return _Room(room, spots, cell)


def _across(beds: int) -> int:
    return 2 if beds <= 6 else 4 if beds <= 24 else 6


def _furniture(canvas: Canvas, board: BedBoard, sheet: _Sheet, imprint: Imprint, paper: WallPaper) -> None:
    wide, high = _SHEETS[paper]
    top = high - _MARGIN
    canvas.setFillColor(INK)
    canvas.setFont(STRONG, 20)
    title = _("Wisma {wisma}").format(wisma=sheet.wisma) if sheet.wisma else _("There are no rooms yet.")
    canvas.drawString(_MARGIN, top - 7 * mm, fitted(title, wide * 0.55, 20, STRONG))
    canvas.setFont(PLAIN, 11)
    canvas.setFillColor(MUTED)
    rooms = [room for room in board.rooms if room.wisma == sheet.wisma]
    people, places = sum(room.occupied for room in rooms), sum(room.capacity for room in rooms)
    counted = " · ".join(
        (
            n_("{count} person", "{count} people", people).format(count=number(people)),
            n_("{count} place", "{count} places", places).format(count=number(places)),
        )
    )
    canvas.drawString(_MARGIN, top - 13 * mm, printable(counted))
    unit = imprint.letterhead.unit or imprint.panti
    canvas.drawRightString(wide - _MARGIN, top - 6 * mm, fitted(unit, wide * 0.4, 11))
    night = _("Night of {date}").format(date=day_and_date(board.night))
    canvas.drawRightString(wide - _MARGIN, top - 12 * mm, fitted(night, wide * 0.4, 11))
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1)
    canvas.line(_MARGIN, top - 16 * mm, wide - _MARGIN, top - 16 * mm)
    printed = _("Printed {when} by {who}").format(when=date_and_clock(imprint.printed_at), who=imprint.printed_by)
    told = _("For the carers' room. The first row of beds is at the door. Replace it when people move.")
    canvas.setFont(PLAIN, 8)
    canvas.drawString(_MARGIN, 7 * mm, fitted(f"{printed} · {told}", wide - 2 * _MARGIN - 30 * mm, 8))


def _room(canvas: Canvas, drawn: _Room, at: tuple[float, float], names: WallNames) -> None:
    (left, top), room = at, drawn.room
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.9)
    canvas.setFillColor(WHITE)
    canvas.roundRect(left, top - drawn.high, drawn.wide, drawn.high, 2.5 * mm, stroke=1, fill=1)
    count = f"{room.occupied} / {room.capacity}"
    base, right = top - 6 * mm, left + drawn.wide - _INSET - 1 * mm
    canvas.setFont(PLAIN, 10)
    canvas.setFillColor(MUTED)
    canvas.drawRightString(right, base, count)
    canvas.setFillColor(INK)
    canvas.setFont(STRONG, 13)
    name = fitted(room.room, drawn.wide * 0.5, 13, STRONG)
    canvas.drawString(left + _INSET + 1 * mm, base, name)
    meant = " · ".join(filter(None, (_sex(room.sex), _(AGE_NAMES[room.age_group]) if room.age_group else "")))
    begin = left + _INSET + 3 * mm + canvas.stringWidth(name, STRONG, 13)
    canvas.setFont(PLAIN, 9)
    canvas.setFillColor(MUTED)
    canvas.drawString(begin, base, fitted(meant, max(0.0, right - begin - 16 * mm), 9))
    for bed in room.beds:
        spot = drawn.spots[bed.bed_id]
        x = left + _INSET + (spot.column - 1) * drawn.cell[0]
        y = top - _ROOM_HEAD - spot.row * drawn.cell[1]
        _bed(canvas, bed, (x, y, *drawn.cell), names)


def _sex(sex: str | None) -> str:
    return {"L": _("men"), "P": _("women")}.get(sex or "", "")


def _bed(canvas: Canvas, bed: BedLine, box: tuple[float, float, float, float], names: WallNames) -> None:
    x, y, wide, high = box
    x, y, wide, high = x + _SPACE / 2, y + _SPACE / 2, wide - _SPACE, high - _SPACE
    extra, taken = bed.kind is BedKind.MATTRESS, bed.person_id is not None
    canvas.setLineWidth(0.7)
    canvas.setStrokeColor(INK if taken else LINE)
    canvas.setFillColor(STRIP if bed.state is BedState.BLOCKED else WHITE)
    canvas.setDash([2, 2] if extra or bed.state is BedState.BOOKED else [])
    canvas.roundRect(x, y, wide, high, 1.2 * mm, stroke=1, fill=1)
    canvas.setDash([])
    canvas.setFont(STRONG, 8)
    canvas.setFillColor(ACCENT)
    label = fitted(bed.label, wide * 0.3, 8, STRONG)
    canvas.drawString(x + 1.5 * mm, y + high - 3.6 * mm, label)
    begin = x + 3.2 * mm + canvas.stringWidth(label, STRONG, 8)
    large, small = on_the_wall(bed, names)
    canvas.setFillColor(MUTED)
    above = _("mattress") if extra and not small else small if taken else ""
    _fit(canvas, above, (begin, y + high - 3.6 * mm, x + wide - begin - 1 * mm), PLAIN, 8)
    words, look, size = (large, STRONG, min(13.0, high * 0.42)) if taken else (_state(bed), PLAIN, 8.5)
    canvas.setFillColor(INK if taken else MUTED)
    _fit(canvas, words, (x + 1.5 * mm, y + 1.8 * mm, wide - 3 * mm), look, size)


def _fit(canvas: Canvas, words: str, line: tuple[float, float, float], font: str, size: float) -> None:
    """Set words in a line of a width, smaller where they are long; only what would be too small to read is cut."""
    x, y, wide = line
    words = printable(words)
    while size > _SMALLEST and stringWidth(words, font, size) > wide:
        size -= 0.5
    canvas.setFont(font, size)
    canvas.drawString(x, y, fitted(words, wide, size, font))


def _state(bed: BedLine) -> str:
    """What an empty bed says."""
    if bed.state is BedState.BLOCKED:
        return _(BLOCK_NAMES[bed.block.kind]) if bed.block else _("broken or blocked")
    if bed.state is BedState.BOOKED and bed.kept is not None:
        return _("kept until {date}").format(date=short_date(bed.kept.last_night))
    if bed.state is BedState.TO_CLEAN:
        return _("to be cleaned")
    return _("free")
