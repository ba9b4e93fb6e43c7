"""Draws the floor map: only what is seen, with words cut once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from shelter_admin.domain.words import _
from ui.beds.floor import BED_HEIGHT, INSET, Box, Cell, Floor, Title
from ui.beds.words import (
    cell_icon,
    cell_look,
    cell_mark,
    cell_words,
    meant_for,
    room_count,
    room_title,
    shapes,
    tag_icon,
)
from ui.kit import icons, theme
from ui.kit.letters import harmless

ROUND: Final = 8.0
ROUND_BED: Final = 5.0
SIGN: Final = 14
TAG: Final = 13
MOST_TAGS: Final = 3
PAD: Final = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """What is special at the moment: cursor, hover, and a person on the way to another bed."""

    cursor: str = ""
    hover: str = ""
    focused: bool = False
    carried_from: str = ""
    target: str = ""
    target_fits: bool = True
    carrying: bool = False
    marked: frozenset[str] = frozenset()
    tag: str = ""


@dataclass
class Brushes:
    """Fonts and measures of one theme and language; made again when either changes."""

    small: QFont = field(default_factory=lambda: theme.font(theme.SMALL_POINTS))
    body: QFont = field(default_factory=theme.font)
    strong: QFont = field(default_factory=lambda: theme.font(strong=True))
    colours: dict[str, QColor] = field(default_factory=dict)
    cut: dict[tuple[str, int, bool], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.small_metrics = QFontMetrics(self.small)
        self.strong_metrics = QFontMetrics(self.strong)
        self.body_metrics = QFontMetrics(self.body)

    def colour(self, token: str) -> QColor:
        """The colour of a token."""
        if token not in self.colours:
            self.colours[token] = theme.colour(token)
        return self.colours[token]

    def fitted(self, words: str, width: int, *, strong: bool, name: bool = False) -> str:
        """Words that fit a width: whole, else a name with an initial, else cut with three dots."""
        key = (words, width, strong)
        if key not in self.cut:
            metrics = self.strong_metrics if strong else self.small_metrics
            tried = shapes(words) if name else (words,)
            whole = next((shape for shape in tried if metrics.horizontalAdvance(shape) <= width), None)
            self.cut[key] = whole or metrics.elidedText(tried[-1], Qt.TextElideMode.ElideRight, width)
        return self.cut[key]


def paint_floor(painter: QPainter, floor: Floor, area: QRect, shown: Shown, brushes: Brushes) -> None:
    """Draw what lies in an area of the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for title in floor.titles:
        if title.rect.intersects(area):
            _title(painter, title, brushes)
    for box in floor.boxes_in(area):
        _room(painter, box, shown, brushes)
        for cell in box.cells[1:]:
            if cell.rect.intersects(area):
                _bed(painter, cell, shown, brushes)


def _title(painter: QPainter, title: Title, brushes: Brushes) -> None:
    painter.setFont(brushes.strong)
    painter.setPen(brushes.colour("text"))
    base = title.rect.top() + 20
    painter.drawText(title.rect.left() + 2, base, title.wisma)
    left = title.rect.left() + 2 + brushes.strong_metrics.horizontalAdvance(title.wisma) + 12
    painter.setFont(brushes.body)
    painter.setPen(brushes.colour("attention" if title.people > title.places else "muted"))
    painter.drawText(left, base, f"{title.people} / {title.places}")


def _room(painter: QPainter, box: Box, shown: Shown, brushes: Brushes) -> None:
    head = box.cells[0]
    here = any(cell.key == shown.cursor for cell in box.cells)
    aimed = shown.carrying and shown.target == head.key
    line, width = ("accent", 2.0) if here or aimed else ("line", 1.0)
    painter.setPen(QPen(brushes.colour(line), width))
    painter.setBrush(brushes.colour("surface"))
    painter.drawRoundedRect(_inside(box.rect, width), ROUND, ROUND)
    if head.key in {shown.cursor, shown.hover} or aimed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brushes.colour("accent_soft" if head.key == shown.cursor or aimed else "hover"))
        painter.drawRoundedRect(QRectF(head.rect.adjusted(4, 4, -4, -3)), ROUND_BED, ROUND_BED)
    _room_words(painter, box, brushes, aimed=aimed)


def _room_words(painter: QPainter, box: Box, brushes: Brushes, *, aimed: bool) -> None:
    room, base = box.room, box.rect.top() + 23
    left, right = box.rect.left() + INSET + 2, box.rect.right() - INSET - 1
    count = _("+ mattress") if aimed else room_count(room)
    over = room.occupied > room.capacity
    painter.setFont(brushes.strong if over or aimed else brushes.body)
    painter.setPen(brushes.colour("accent" if aimed else "attention" if over else "muted"))
    wide = (brushes.strong_metrics if over or aimed else brushes.body_metrics).horizontalAdvance(count)
    painter.drawText(right - wide, base, count)
    name = brushes.fitted(room_title(room), right - wide - left - 8, strong=True)
    painter.setFont(brushes.strong)
    painter.setPen(brushes.colour("text"))
    painter.drawText(left, base, name)
    left += brushes.strong_metrics.horizontalAdvance(name) + 8
    room_left = right - wide - left - 8
    if room_left > 10:
        painter.setFont(brushes.small)
        painter.setPen(brushes.colour("muted"))
        painter.drawText(left, base, brushes.fitted(meant_for(room), room_left, strong=False))


def _bed(painter: QPainter, cell: Cell, shown: Shown, brushes: Brushes) -> None:
    bed = cell.bed
    if bed is None:
        _empty_spot(painter, cell, shown, brushes)
        return
    if cell.key == shown.carried_from or (shown.tag and shown.tag not in bed.tags):
        painter.setOpacity(0.45)
    _ground(painter, cell, shown, brushes)
    look, rect = cell_look(bed), cell.rect
    icon = ("check", "accent") if cell.key in shown.marked else cell_icon(bed)
    inner = rect.width() - 2 * PAD
    painter.setFont(brushes.small)
    painter.setPen(brushes.colour("muted"))
    mark = " ".join(filter(None, (bed.label, cell_mark(bed))))
    painter.drawText(
        rect.left() + PAD, rect.top() + 17, brushes.fitted(mark, inner - (SIGN + 2 if icon else 0), strong=False)
    )
    if icon is not None:
        drawn = icons.pixmap(*icon, SIGN)
        painter.drawPixmap(QPointF(rect.right() - PAD - SIGN + 3, rect.top() + 6), drawn)
    painter.setFont(brushes.strong)
    painter.setPen(brushes.colour(look.tint))
    named = bed.person_id is not None or (bed.kept is not None and bool(bed.kept.who))
    signs = 0 if bed.person_id is not None else len(bed.tags[:MOST_TAGS]) * TAG
    words = brushes.fitted(harmless(cell_words(bed)), inner + 2 - signs, strong=True, name=named)
    painter.drawText(rect.left() + PAD, rect.top() + BED_HEIGHT - 11, words)
    _tags(painter, cell, signs)
    painter.setOpacity(1.0)


def _empty_spot(painter: QPainter, cell: Cell, shown: Shown, brushes: Brushes) -> None:
    """Draw where a bed could stand, while a room is arranged."""
    aimed = shown.carrying and cell.key == shown.target
    pen = QPen(brushes.colour("accent" if aimed else "line"), 2.0 if aimed else 1.0)
    pen.setDashPattern([2.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(brushes.colour("accent_soft") if aimed else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_inside(cell.rect, 2.0 if aimed else 1.0), ROUND_BED, ROUND_BED)


def _tags(painter: QPainter, cell: Cell, width: int) -> None:
    """The small signs of what an empty bed is known for, in its lower corner; a sleeper's name needs the room."""
    if cell.bed is not None and width:
        left = cell.rect.right() - PAD - width + 4
        for at, tag in enumerate(cell.bed.tags[:MOST_TAGS]):
            drawn = icons.pixmap(tag_icon(tag), "muted", TAG - 2)
            painter.drawPixmap(QPointF(left + at * TAG, cell.rect.bottom() - TAG - 4), drawn)


def _ground(painter: QPainter, cell: Cell, shown: Shown, brushes: Brushes) -> None:
    bed = cell.bed
    if bed is None:
        return
    look = cell_look(bed)
    ground, line, width, dashed = look.ground, look.tint, 1.0, look.dashed
    if look.ground == "surface":
        line = "line"
        ground = "hover" if cell.key == shown.hover and not shown.carrying else ground
    if cell.key == shown.hover:
        line = "accent"
    if shown.carrying and cell.key == shown.target:
        ground, line = ("accent_soft", "accent") if shown.target_fits else ("danger_soft", "danger")
        width, dashed = 2.0, False
    elif cell.key in shown.marked:
        ground, line, width, dashed = "accent_soft", "accent", 2.0, False
    elif cell.key == shown.cursor:
        line, width, dashed = "accent", 2.0, False
        ground = "accent_soft" if shown.focused and look.ground == "surface" else ground
    pen = QPen(brushes.colour(line), width)
    if dashed:
        pen.setDashPattern([3.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(brushes.colour(ground))
    painter.drawRoundedRect(_inside(cell.rect, width), ROUND_BED, ROUND_BED)


def paint_ghost(painter: QPainter, words: str, at: QRect, brushes: Brushes) -> None:
    """Draw the name of the person on the way, beside the mouse."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.colour("accent"))
    wide = brushes.strong_metrics.horizontalAdvance(words) + 24
    pill = QRectF(at.left() + 12, at.top() + 8, wide, 28)
    painter.drawRoundedRect(pill, 14, 14)
    painter.setFont(brushes.strong)
    painter.setPen(brushes.colour("on_accent"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _inside(rect: QRect, width: float) -> QRectF:
    """The middle of the line of a shape whose outer edge is ``rect``."""
    half = width / 2
    return QRectF(rect).adjusted(half, half, -half, -half)
