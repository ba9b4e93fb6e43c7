"""The table of competences: people down, competences across; K ticks, B says not yet, Delete clears, each goes down."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from shelter_admin.domain.training.grading import CompetenceRow, CompetenceSeen, CompetenceSheet
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.training.competences import CheckGiven
from ui.kit import theme
from ui.training.model import Index

FIRST: Final = 3
NAME_LEAST: Final = 170
CELL: Final = 52
KEYS: Final = {"K": True, "B": False}


class CompetenceModel(QAbstractTableModel):
    """What was seen. ``given`` tells what was ticked, and over what."""

    given = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: CompetenceSheet | None = None
        self.editable = False

    def show(self, sheet: CompetenceSheet | None) -> None:
        """Show a class."""
        before = self.sheet
        same = before is not None and sheet is not None and _shape(before) == _shape(sheet)
        if same and sheet is not None and sheet.rows:
            self.sheet = sheet
            self.dataChanged.emit(self.index(0, 0), self.index(len(sheet.rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def row_at(self, index: Index) -> CompetenceRow | None:
        """The person of a row."""
        rows = self.sheet.rows if self.sheet is not None else ()
        return rows[index.row()] if 0 <= index.row() < len(rows) else None

    def name_at(self, column: int) -> str:
        """The words of a competence."""
        asked = self.sheet.competences if self.sheet is not None else ()
        return asked[column - FIRST].name if 0 <= column - FIRST < len(asked) else ""

    def seen_at(self, index: Index) -> CompetenceSeen | None:
        """What was seen in a cell."""
        row = self.row_at(index)
        if row is None or self.sheet is None or index.column() < FIRST:
            return None
        return row.seen.get(self.sheet.competences[index.column() - FIRST].competence_id)

    def tick(self, index: Index, competent: bool | None) -> bool:
        """Write what was seen; says whether anything changed."""
        row, sheet = self.row_at(index), self.sheet
        if row is None or sheet is None or index.column() < FIRST or not self.editable:
            return False
        one = sheet.competences[index.column() - FIRST].competence_id
        before = row.seen.get(one)
        was = before.competent if before is not None else None
        if was is competent:
            return False
        self.given.emit(CheckGiven(row.enrolment_id, one, competent), was)
        return True

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.sheet is None else FIRST + len(self.sheet.competences)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.row_at(index) is None:
            return None
        looked_up = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.ToolTipRole: self.told,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: _side,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.FontRole: _font,
        }.get(Qt.ItemDataRole(role))
        return looked_up(index) if looked_up is not None else None

    def _words(self, index: Index) -> str:
        row, seen = self.row_at(index), self.seen_at(index)
        if row is not None and index.column() < FIRST:
            return (str(index.row() + 1), row.name, row.number)[index.column()]
        return "" if seen is None else "K" if seen.competent else "BK"

    def told(self, index: Index) -> str:
        """What a cell says in words."""
        seen = self.seen_at(index)
        if index.column() < FIRST:
            return self._words(index)
        if seen is None:
            state = _("nobody looked yet")
        else:
            words = _("competent") if seen.competent else _("not yet competent")
            state = f"{words} · {short_date(seen.seen_on)}"
        return f"{self.name_at(index.column())}: {state}"

    def _spoken(self, index: Index) -> str:
        row = self.row_at(index)
        return f"{row.name}, {self.told(index)}" if row is not None else ""

    def _ink(self, index: Index) -> QColor | None:
        if index.column() < FIRST:
            return theme.colour("muted") if index.column() in {0, 2} else None
        seen = self.seen_at(index)
        return None if seen is None else theme.colour("ok" if seen.competent else "attention")

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if section >= FIRST else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if section >= FIRST:
            number = str(section - FIRST + 1)
            return {Qt.ItemDataRole.DisplayRole: number, Qt.ItemDataRole.ToolTipRole: self.name_at(section)}.get(
                Qt.ItemDataRole(role)
            )
        return (_("No."), _("Name"), _("Number"))[section] if role == Qt.ItemDataRole.DisplayRole else None


def _shape(sheet: CompetenceSheet) -> tuple[object, ...]:
    return tuple(row.enrolment_id for row in sheet.rows), sheet.competences


def _side(index: Index) -> Qt.AlignmentFlag:
    middle = index.column() >= FIRST
    side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _font(index: Index) -> QFont | None:
    return theme.font(strong=True) if index.column() == 1 or index.column() >= FIRST else None


class CompetenceTable(QTableView):
    """The table; ``reached`` tells that the cursor is on another cell."""

    reached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seen = CompetenceModel(self)
        self.setModel(self.seen)
        self.setAccessibleName(_("Competences of the class"))
        self.setAccessibleDescription(_("K: competent, B: not yet, Delete clears"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_sheet(self, sheet: CompetenceSheet | None) -> None:
        """Show a class; the cursor begins at its first cell."""
        self.seen.show(sheet)
        self.lay_out()
        if sheet is not None and sheet.rows and sheet.competences and not self.currentIndex().isValid():
            self.setCurrentIndex(self.seen.index(0, FIRST))

    def lay_out(self) -> None:
        """Names take what the competences leave."""
        header = self.horizontalHeader()
        taken = 0
        for column in range(header.count()):
            if column != 1:
                width = {0: 48, 2: 96}.get(column, CELL)
                header.resizeSection(column, width)
                taken += width
        if header.count():
            header.resizeSection(1, max(NAME_LEAST, self.viewport().width() - taken))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.reached.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, index = event.text().upper(), self.currentIndex()
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not modified and typed in KEYS:
            self.seen.tick(index, KEYS[typed])
            self._down()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.seen.tick(index, None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._down()
        elif modified or not typed.isalnum():
            super().keyPressEvent(event)

    def _down(self) -> None:
        following = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if following.isValid():
            self.setCurrentIndex(following)
