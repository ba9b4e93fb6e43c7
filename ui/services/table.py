"""The matrix with its cursor: arrows move, Space ticks, minus says not needed, Delete takes away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from shelter_admin.domain.services.matrix import ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.cell_table import CellTable
from ui.services.model import FIRST_ITEM, LACKING, NAME, MatrixModel
from ui.services.words import sign_of

HEAD: Final = 104
PAD: Final = 8
NAME_LEAST: Final = 150
LACKING_WIDE: Final = 62
ITEM_LEAST: Final = 26
ITEM_MOST: Final = 44
Index = QModelIndex | QPersistentModelIndex


class MatrixTable(CellTable):
    """People × items. ``ticked``, ``not_needed`` and ``taken_away`` tell whose and which; ``moved`` a new cell."""

    ticked = Signal(object, object)
    not_needed = Signal(object, object)
    taken_away = Signal(object, object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setAccessibleName(_("Services given to each person"))
        self.setAccessibleDescription(_("Arrows move; Space ticks, minus says not needed, Delete takes away"))
        self.setHorizontalHeader(_Headings(self.matrix, self))
        self.setItemDelegate(_Cells(self.matrix, self))

    def show_year(self, year: ServiceYear, people: list[PersonServices]) -> None:
        """Show people of a year; the cursor stays on whose cell it was."""
        held, top = self.here(), self.verticalScrollBar().value()
        self.matrix.show(year, people)
        self._lay_out()
        if not people:
            self.moved.emit()
            return
        if held is None or not self.go_to(held[0].person_id, held[1].code):
            self._put(0, FIRST_ITEM)
        self.verticalScrollBar().setValue(top)
        self.moved.emit()

    def here(self) -> tuple[PersonServices, ServiceItem] | None:
        """Whose and which cell the cursor is on."""
        index = self.currentIndex()
        one, item = self.matrix.person_at(index.row()), self.matrix.item_at(index.column())
        return (one, item) if one is not None and item is not None else None

    def go_to(self, person_id: str, item_code: str = "") -> bool:
        """Put the cursor on somebody, on an item of theirs; says whether they are shown."""
        row = self.matrix.row_of(person_id)
        if row < 0:
            return False
        codes = [item.code for item in self.matrix.items]
        at = codes.index(item_code) if item_code in codes else max(0, self.currentIndex().column() - FIRST_ITEM)
        self._put(row, FIRST_ITEM + at)
        return True

    def _put(self, row: int, column: int) -> None:
        index = self.matrix.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows stay among the items."""
        wanted = super().moveCursor(action, modifiers)
        last = self.matrix.columnCount() - 1
        column = min(max(wanted.column(), FIRST_ITEM), last)
        return wanted.siblingAtColumn(column) if wanted.isValid() else wanted

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.here()
        if here is None or event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ticked.emit(*here)
        elif event.key() == Qt.Key.Key_Minus:
            self.not_needed.emit(*here)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.taken_away.emit(*here)
        elif not event.text().isalnum():
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() < FIRST_ITEM:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index.siblingAtColumn(max(self.currentIndex().column(), FIRST_ITEM)))
        else:
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        here = self.here()
        if here is not None and self.indexAt(event.position().toPoint()) == self.currentIndex():
            self.ticked.emit(*here)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.here() is None:
            return
        painter = QPainter(self.viewport())
        pen = QPen(theme.colour("accent" if self.hasFocus() else "muted"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(QRect(self.visualRect(self.currentIndex())).adjusted(1, 1, -1, -2))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Items are equally wide; names take what is left."""
        many = max(1, len(self.matrix.items))
        header, room = self.horizontalHeader(), self.viewport().width() - LACKING_WIDE
        wide = min(ITEM_MOST, max(ITEM_LEAST, (room - NAME_LEAST) // many))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if self.matrix.columnCount() > LACKING:
            header.resizeSection(NAME, max(NAME_LEAST, room - wide * len(self.matrix.items)))
            header.resizeSection(LACKING, LACKING_WIDE)
        for at in range(len(self.matrix.items)):
            header.resizeSection(FIRST_ITEM + at, wide)


class _Cells(QStyledItemDelegate):
    """Draws names, how many are lacking, and the sign of every cell."""

    def __init__(self, matrix: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._matrix = matrix

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, item, rect = self._matrix.person_at(index.row()), self._matrix.item_at(index.column()), option.rect
        if one is None or self._matrix.year is None:
            return
        painter.save()
        if item is not None:
            said, ink, ground = sign_of(one, item)
            if ground:
                painter.fillRect(rect.adjusted(1, 1, -1, -1), theme.colour(ground))
            painter.setFont(theme.font(strong=True))
            painter.setPen(theme.colour(ink))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, said)
        else:
            self._words(painter, rect, index, one)
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, index: Index, one: PersonServices) -> None:
        room, said = rect.adjusted(PAD, 0, -PAD, 0), str(index.data() or "")
        if index.column() == NAME:
            painter.setFont(theme.font(strong=True))
            painter.setPen(theme.colour("text" if one.here else "muted"))
            said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
            return
        lacking = said != "0"
        painter.setFont(theme.font(strong=lacking))
        painter.setPen(theme.colour("attention" if lacking else "ok"))
        words = f"▲ {said}" if lacking else "✓"
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


class _Headings(QHeaderView):
    """The items written upwards, so that sixteen of them stand beside the names."""

    def __init__(self, matrix: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._matrix = matrix
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(16)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setFont(theme.font(theme.SMALL_POINTS))
        painter.setPen(theme.colour("muted"))
        item = self._matrix.item_at(section)
        if item is None:
            said = str(self._matrix.headerData(section, Qt.Orientation.Horizontal) or "")
            side = Qt.AlignmentFlag.AlignRight if section == LACKING else Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect.adjusted(PAD, 0, -PAD, -PAD), side | Qt.AlignmentFlag.AlignBottom, said)
        else:
            said = painter.fontMetrics().elidedText(item.short, Qt.TextElideMode.ElideRight, HEAD - 2 * PAD)
            painter.translate(rect.left(), rect.bottom() - PAD)
            painter.rotate(-90)
            painter.drawText(QRect(0, 0, HEAD, rect.width()), Qt.AlignmentFlag.AlignVCenter, said)
            painter.resetTransform()
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
