"""Painted cells: a state as words on their own colour. The words stay the cell's own, for tooltip and reader."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.kit import theme

HEIGHT = 20
EDGE = 8
_INSIDE = 10
_GROUND = 0.14


class WordlessDelegate(QStyledItemDelegate):
    """Paints the ground of a cell and leaves its words to ``draw``."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(option.rect), index)
        painter.restore()

    def draw(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw what stands in the cell; nothing unless a kind of cell says what."""


class PillDelegate(WordlessDelegate):
    """Paints the words of a cell as a pill in the colour its column gives; what does not fit ends in "…"."""

    @override
    def draw(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if not words:
            return
        given = index.data(Qt.ItemDataRole.ForegroundRole)
        ink = given if isinstance(given, QColor) else theme.colour("muted")
        ground = QColor(ink)
        ground.setAlphaF(_GROUND)
        painter.setFont(theme.font(theme.SMALL_POINTS, strong=True))
        letters = QFontMetrics(painter.font())
        room = area.width() - 2 * EDGE
        wide = min(float(letters.horizontalAdvance(words) + 2 * _INSIDE + 1), room)
        pill = QRectF(area.left() + EDGE - 2, area.center().y() - HEIGHT / 2, wide, HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, HEIGHT / 2, HEIGHT / 2)
        painter.setPen(ink)
        shown = letters.elidedText(words, Qt.TextElideMode.ElideRight, int(wide) - 2 * _INSIDE + 1)
        painter.drawText(
            pill.adjusted(_INSIDE, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
        )
