"""The last nights as a plain line with direct labels; the same figures as a table one click away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.today import Census
from shelter_admin.domain.wording import number, percent, short_date
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button

RIGHT = 76
BOTTOM = 22


class OccupancyLine(QWidget):
    """People holding a place each night, and the usable beds as a dotted line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nights: Sequence[Census] = ()
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.current().changed.connect(self.update)

    def show_nights(self, nights: Sequence[Census]) -> None:
        """Draw these nights."""
        self._nights = nights
        if nights:
            told = _("Occupancy from {first} to {last}: now {count} of {capacity}")
            self.setAccessibleName(
                told.format(
                    first=short_date(nights[0].night),
                    last=short_date(nights[-1].night),
                    count=nights[-1].occupied,
                    capacity=nights[-1].capacity,
                )
            )
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if len(self._nights) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL_POINTS))
        room = QRectF(0, 8, self.width() - RIGHT, self.height() - BOTTOM - 8)
        most = max(1, *(max(night.occupied, night.capacity) for night in self._nights)) * 1.08
        people = self._points(room, [night.occupied for night in self._nights], most)
        places = self._points(room, [night.capacity for night in self._nights], most)
        self._draw(painter, room, people, places)
        painter.end()

    def _points(self, room: QRectF, values: Sequence[int], most: float) -> list[QPointF]:
        step = room.width() / (len(values) - 1)
        return [
            QPointF(room.left() + at * step, room.bottom() - room.height() * value / most)
            for at, value in enumerate(values)
        ]

    def _draw(self, painter: QPainter, room: QRectF, people: list[QPointF], places: list[QPointF]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawPolygon(QPolygonF([room.bottomLeft(), *people, room.bottomRight()]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DotLine))
        painter.drawPolyline(places)
        painter.setPen(QPen(theme.colour("accent"), 1.8))
        painter.drawPolyline(people)
        self._label(painter, room, people[-1].y(), places[-1].y())

    def _label(self, painter: QPainter, room: QRectF, people_y: float, places_y: float) -> None:
        if abs(people_y - places_y) < 15:
            people_y, places_y = (people_y - 6, people_y + 9) if people_y <= places_y else (people_y + 9, people_y - 6)
        left = room.right() + 6
        painter.setPen(theme.colour("accent"))
        people = _("{count} people").format(count=number(self._nights[-1].occupied))
        painter.drawText(QRectF(left, people_y - 9, RIGHT, 18), Qt.AlignmentFlag.AlignVCenter, people)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(left, places_y - 9, RIGHT, 18), Qt.AlignmentFlag.AlignVCenter, _("places"))
        foot = QRectF(0, self.height() - BOTTOM + 2, room.width(), BOTTOM)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, short_date(self._nights[0].night))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, short_date(self._nights[-1].night))


class OccupancyCard(Card):
    """The line and its table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Beds, last 90 nights"), parent)
        self.line = OccupancyLine()
        self.table = RecordsTable(
            [
                Column(_("Night"), lambda night: short_date(night.night), sort=lambda night: night.night),
                Column(_("People"), lambda night: number(night.occupied), number=True, width=72,
                       sort=lambda night: night.occupied),
                Column(_("Places"), lambda night: number(night.capacity), number=True, width=72,
                       sort=lambda night: night.capacity),
                Column(_("Share"), _share, number=True, width=72),
            ],
            lambda night: night.night.isoformat(),
            _("Beds, last 90 nights"),
        )  # fmt: skip
        self._views = QStackedWidget()
        self._views.addWidget(self.line)
        self._views.addWidget(self.table)
        self._views.setMinimumHeight(170)
        self.switch = button(_("Table"), self._turn, kind="link")
        self.head.addWidget(self.switch)
        self.add(self._views)

    def show_nights(self, nights: Sequence[Census]) -> None:
        """Show these nights as line and table."""
        self.line.show_nights(nights)
        self.table.show_records(list(reversed(nights)))

    def _turn(self) -> None:
        to_table = self._views.currentWidget() is self.line
        self._views.setCurrentWidget(self.table if to_table else self.line)
        self.switch.setText(_("Line") if to_table else _("Table"))


def _share(night: Census) -> str:
    return percent(night.occupied * 100 / night.capacity) if night.capacity else "—"
