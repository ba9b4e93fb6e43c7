"""The matrix as a table: people down, items across, how many are lacking at the end. Cells are only looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.services.matrix import ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit.letters import harmless
from ui.services.words import kind_told, sign_of, standing_told

Index = QModelIndex | QPersistentModelIndex
NAME: Final = 0
LACKING: Final = 1
FIRST_ITEM: Final = 2
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MatrixModel(QAbstractTableModel):
    """Some of the people of a year. The same people and items are only painted anew, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year: ServiceYear | None = None
        self.people: tuple[PersonServices, ...] = ()
        self.items: tuple[ServiceItem, ...] = ()

    def show(self, year: ServiceYear, people: Sequence[PersonServices]) -> None:
        """Show these people of a year, with every item that any of them is owed or was given."""
        wanted = {item.code for one in people for item in year.owed(one)} | {
            code for one in people for code in one.stands
        }
        items = tuple(item for item in year.matrix.items if item.code in wanted)
        same = [one.person_id for one in people] == [one.person_id for one in self.people] and items == self.items
        if same and people:
            self.year, self.people = year, tuple(people)
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.year, self.people, self.items = year, tuple(people), items
        self.endResetModel()

    def person_at(self, row: int) -> PersonServices | None:
        """Whose row it is, None outside."""
        return self.people[row] if 0 <= row < len(self.people) else None

    def item_at(self, column: int) -> ServiceItem | None:
        """The item of a column, None where it is none."""
        at = column - FIRST_ITEM
        return self.items[at] if 0 <= at < len(self.items) else None

    def row_of(self, person_id: str) -> int:
        """The row of somebody, -1 where they are not shown."""
        return next((row for row, one in enumerate(self.people) if one.person_id == person_id), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.people)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else FIRST_ITEM + len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.person_at(index.row())
        if one is None or self.year is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return harmless(self._words(self.year, one, index.column()))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return harmless(self._told(self.year, one, index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return {NAME: _LEFT, LACKING: _RIGHT}.get(index.column(), Qt.AlignmentFlag.AlignCenter)
        return None

    def _words(self, year: ServiceYear, one: PersonServices, column: int) -> str:
        item = self.item_at(column)
        if item is not None:
            return sign_of(one, item)[0]
        return one.name if column == NAME else number(len(year.lacking(one)))

    def _told(self, year: ServiceYear, one: PersonServices, column: int) -> str:
        item = self.item_at(column)
        if item is not None:
            return f"{one.name}. {item.name}: {standing_told(year, one, item)}"
        if column == LACKING:
            missing = ", ".join(item.name for item in year.lacking(one)) or _("nothing")
            return _("{name} lacks: {items}").format(name=one.name, items=missing)
        return " · ".join(part for part in (one.name, one.number, kind_told(one), one.place) if part)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        item = self.item_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            # The headings of items are written upwards by the table itself, which has more room than a column is wide.
            return {NAME: _("Name"), LACKING: _("Lacks")}.get(section, "")
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole} and item is not None:
            return " · ".join(part for part in (item.name, item.note, item.source) if part)
        return None
