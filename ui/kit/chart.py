"""Plain bars and lines with their words beside them; every chart has its table one click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from shelter_admin.domain.wording import number
from ui.kit import theme

BAR: Final = 8
LINE_HEIGHT: Final = 28


class LineChart(QWidget):
    """One figure over time, with the words of its last value, its ends, and a limit where there is one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._values: tuple[float, ...] = ()
        self._ends: tuple[str, str] = ("", "")
        self._last = ""
        self._limit: tuple[float, str] | None = None

    def show_values(
        self, values: Sequence[float], *, ends: tuple[str, str], last: str, limit: tuple[float, str] | None = None
    ) -> None:
        """Show these values; ``last`` are the words at the end of the line, ``limit`` a value with its words."""
        self._values, self._ends, self._last, self._limit = tuple(values), ends, last, limit
        self.setAccessibleDescription(f"{ends[0]} – {ends[1]}: {last}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 140)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._values) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL_POINTS))
        room = self._room(painter)
        points = self._points(room)
        self._draw_line(painter, room, points)
        if self._limit is not None:
            self._draw_limit(painter, room, self._limit, points[-1].y())
        self._draw_words(painter, room, points[-1])

    def _room(self, painter: QPainter) -> QRectF:
        metrics = painter.fontMetrics()
        beside = [self._last] + ([self._limit[1]] if self._limit else [])
        right = max(metrics.horizontalAdvance(words) for words in beside) + 2 * theme.GRID
        return QRectF(0, metrics.height() / 2, max(10, self.width() - right), self.height() - 2 * metrics.height())

    def _height_of(self, value: float, room: QRectF) -> float:
        known = [*self._values, *([self._limit[0]] if self._limit else [])]
        lowest, highest = min(known), max(known)
        lowest -= (highest - lowest) * 0.15 or 1
        return room.bottom() - (value - lowest) / (highest - lowest or 1) * room.height()

    def _points(self, room: QRectF) -> list[QPointF]:
        step = room.width() / (len(self._values) - 1)
        return [QPointF(i * step, self._height_of(value, room)) for i, value in enumerate(self._values)]

    def _draw_line(self, painter: QPainter, room: QRectF, points: list[QPointF]) -> None:
        below = QPolygonF([room.bottomLeft(), *points, room.bottomRight()])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawPolygon(below)
        painter.setPen(QPen(theme.colour("accent"), 1.6))
        painter.drawPolyline(QPolygonF(points))

    def _draw_limit(self, painter: QPainter, room: QRectF, limit: tuple[float, str], taken: float) -> None:
        height = self._height_of(limit[0], room)
        painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, height), QPointF(room.width(), height))
        line = painter.fontMetrics().height()
        beside = height if abs(height - taken) >= line else taken + (line if height >= taken else -line)
        painter.drawText(QPointF(room.width() + theme.GRID, beside + line / 4), limit[1])

    def _draw_words(self, painter: QPainter, room: QRectF, end: QPointF) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(theme.colour("muted"))
        painter.drawText(QPointF(0, self.height() - metrics.descent()), self._ends[0])
        right = room.width() - metrics.horizontalAdvance(self._ends[1])
        painter.drawText(QPointF(right, self.height() - metrics.descent()), self._ends[1])
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font(theme.SMALL_POINTS, strong=True))
        painter.drawText(QPointF(room.width() + theme.GRID, end.y() + metrics.height() / 4), self._last)


class BarChart(QWidget):
    """Figures beside each other as lines of bars, each with its words and its number."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._bars: tuple[tuple[str, float], ...] = ()

    def show_values(self, bars: Sequence[tuple[str, float]]) -> None:
        """Show these figures as (words, value), in this order."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{words}: {number(value)}" for words, value in bars))
        self.setFixedHeight(max(1, len(bars)) * LINE_HEIGHT)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self._bars)) * LINE_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        words_width = max(metrics.horizontalAdvance(words) for words, _value in self._bars) + 3 * theme.GRID
        number_width = max(metrics.horizontalAdvance(number(value)) for _words, value in self._bars) + 2 * theme.GRID
        longest = max(value for _words, value in self._bars) or 1
        room = max(10, self.width() - words_width - number_width)
        for i, (words, value) in enumerate(self._bars):
            middle = i * LINE_HEIGHT + LINE_HEIGHT / 2
            base = middle + metrics.ascent() / 2 - 1
            painter.setPen(theme.colour("text"))
            painter.drawText(QPointF(0, base), words)
            length = room * value / longest
            painter.drawText(QPointF(words_width + length + 2 * theme.GRID, base), number(value))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(words_width, middle - BAR / 2, length, BAR), 3, 3)
