"""A list whose entries take two lines each, with a small picture: for a narrow place beside a wide list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.kit import theme
from ui.kit.cells import WordlessDelegate
from ui.kit.letters import harmless, tip

EDGE: Final = 12


@dataclass(frozen=True, slots=True)
class TwoLines:
    """One entry: its id, what it says in two lines, more where the pointer rests, its picture.

    The picture is drawn anew with the theme; the second line is written in the ``colour`` of that token.
    """

    key: str
    words: tuple[str, str]
    picture: Callable[[], QIcon]
    more: str = ""
    colour: str = "muted"


class _TwoLinesDelegate(WordlessDelegate):
    """Writes the two lines, each shortened by itself where there is no room."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.icon = QIcon()

    @override
    def draw(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        first, _gap, second = str(index.data(Qt.ItemDataRole.DisplayRole) or "").partition("\n")
        shown = index.data(Qt.ItemDataRole.DecorationRole)
        wide = float(index.data(Qt.ItemDataRole.UserRole) or 0)
        if isinstance(shown, QIcon):
            shown.paint(painter, QRectF(area.left() + EDGE / 2, area.top(), wide, area.height()).toRect())
        room = area.adjusted(wide + 1.5 * EDGE, 0, -EDGE / 2, 0)
        lines = ((first, theme.font(strong=True), "text"), (second, theme.font(theme.SMALL_POINTS), ""))
        high = sum(QFontMetrics(font).height() for _words, font, _token in lines)
        top = room.center().y() - high / 2
        for words, font, token in lines:
            letters = QFontMetrics(font)
            painter.setFont(font)
            given = index.data(Qt.ItemDataRole.ForegroundRole)
            painter.setPen(given.color() if isinstance(given, QBrush) and not token else theme.colour(token or "muted"))
            fitting = letters.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(QPointF(room.left(), top + letters.ascent()), fitting)
            top += letters.height()


class TwoLinesList(QListWidget):
    """``chosen`` tells that the cursor moved, ``opened`` Enter or a double click. The cursor keeps its entry by id."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, name: str, picture: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._lines: tuple[TwoLines, ...] = ()
        self.setAccessibleName(name)
        self.setIconSize(picture)
        self.setUniformItemSizes(True)
        self._writing = _TwoLinesDelegate(self)
        self.setItemDelegate(self._writing)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit())
        self.itemActivated.connect(lambda _item: self.opened.emit())
        theme.current().changed.connect(self._draw)

    @property
    def key(self) -> str:
        """The id of the entry under the cursor, empty without one."""
        row = self.currentRow()
        return self._lines[row].key if 0 <= row < len(self._lines) else ""

    def show_lines(self, lines: Sequence[TwoLines]) -> None:
        """Show these; the first is taken where the one before is gone."""
        held = self.key
        self._lines = tuple(lines)
        self.blockSignals(True)
        self._draw()
        keys = [line.key for line in self._lines]
        self.setCurrentRow(keys.index(held) if held in keys else 0 if keys else -1)
        self.blockSignals(False)
        self.chosen.emit()

    def _draw(self) -> None:
        row = self.currentRow()
        blocked = self.blockSignals(True)
        self.clear()
        for line in self._lines:
            self.addItem(self._item(line))
        self.setCurrentRow(min(row, len(self._lines) - 1))
        self.blockSignals(blocked)

    def _item(self, line: TwoLines) -> QListWidgetItem:
        told = [words for words in line.words if words]
        item = QListWidgetItem(line.picture(), harmless("\n".join(told)))
        item.setToolTip(tip("\n".join(filter(None, (*told, line.more)))))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, harmless(", ".join(filter(None, (*told, line.more)))))
        item.setData(Qt.ItemDataRole.UserRole, self._picture.width())
        item.setForeground(theme.colour(line.colour))
        item.setSizeHint(QSize(0, max(self._picture.height(), 2 * self.fontMetrics().height()) + EDGE))
        return item
