"""The month's sheet as a table: people down, days across, figures at the end. Cells are only looked up."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.training import STREAK, ClassDay, ClassRow, ClassSheet
from shelter_admin.domain.wording import day_and_date, number, percent
from shelter_admin.domain.words import _
from ui.kit.letters import harmless
from ui.training.days import cell_words, day_words, is_low, letter, pill_of

Index = QModelIndex | QPersistentModelIndex
NUMBER: Final = 0
NAME: Final = 1
FIRST_DAY: Final = 2
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class SheetModel(QAbstractTableModel):
    """One class in one month. The same people and days are only painted anew, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: ClassSheet | None = None

    def show(self, sheet: ClassSheet | None) -> None:
        """Show this sheet."""
        if sheet is not None and self.sheet is not None and _shape(sheet) == _shape(self.sheet):
            self.sheet = sheet
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    @property
    def rate_column(self) -> int:
        """Where the figures begin: rate, best attainable, what to look out for."""
        return FIRST_DAY + (len(self.sheet.days) if self.sheet is not None else 0)

    def row_at(self, row: int) -> ClassRow | None:
        """The person of a row, None outside."""
        return self.sheet.rows[row] if self.sheet is not None and 0 <= row < len(self.sheet.rows) else None

    def day_at(self, column: int) -> ClassDay | None:
        """The day of a column, None where it is no day."""
        at = column - FIRST_DAY
        return self.sheet.days[at] if self.sheet is not None and 0 <= at < len(self.sheet.days) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.sheet is None else self.rate_column + 3

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None or self.sheet is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return harmless(self._words(row, index.row(), index.column()))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return harmless(self._told(row, index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _words(self, row: ClassRow, at: int, column: int) -> str:
        day = self.day_at(column)
        if day is not None and self.sheet is not None:
            return letter(self.sheet, row, day)
        figures = row.figures
        match column - self.rate_column:
            case 0:
                return _share(figures.rate)
            case 1:
                return _share(figures.best_attainable)
            case 2:
                return self.pill(row)[0]
            case _:
                return row.name if column == NAME else str(at + 1)

    def _told(self, row: ClassRow, at: int, column: int) -> str:
        day = self.day_at(column)
        if day is not None and self.sheet is not None:
            return cell_words(self.sheet, row, day)
        words = self._words(row, at, column)
        if column == NAME:
            return f"{row.name} · {row.number}"
        if column < self.rate_column:
            return words
        figures = row.figures
        left = (
            _("may still miss {count}").format(count=number(figures.may_miss)) if figures.may_miss is not None else ""
        )
        counts = _("present {present}, excused {excused}, sick {sick}, absent {absent}, not marked {unmarked}").format(
            present=figures.present, excused=figures.excused, sick=figures.sick, absent=figures.absent,
            unmarked=figures.unmarked,
        )  # fmt: skip
        said = f"{row.name}. {self._heading(column)}: {words or '—'}. {counts}"
        return f"{said}. {left}" if left else said

    def pill(self, row: ClassRow) -> tuple[str, str]:
        """What to look out for in a row."""
        return pill_of(row, self.sheet.streak if self.sheet is not None else STREAK)

    def is_low(self, row: ClassRow) -> bool:
        """Say whether somebody is below what leaving asks for."""
        return is_low(row)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        if self.day_at(column) is not None:
            return _CENTRE
        return _LEFT if column in {NAME, self.rate_column + 2} else _RIGHT

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self.sheet is None:
            return None
        day = self.day_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day) if day is not None else self._heading(section)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole} and day is not None:
            return f"{day_and_date(day.day)} — {day_words(self.sheet, day)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _heading(self, column: int) -> str:
        headings = {NUMBER: "", NAME: _("Name"), self.rate_column: _("Rate"), self.rate_column + 1: _("Best")}
        return headings.get(column, "")


def _share(value: float | None) -> str:
    return "—" if value is None else percent(value * 100)


def _shape(sheet: ClassSheet) -> tuple[Any, ...]:
    return tuple(row.enrolment_id for row in sheet.rows), tuple(day.day for day in sheet.days)
