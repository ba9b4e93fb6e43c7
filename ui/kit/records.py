"""One table for the whole program: records in, columns as data, sorted and grouped, the selection kept by id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui.kit import icons, theme
from ui.kit.letters import harmless, tip

LEAST = 120
T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: heading, the words of a cell, how to sort, and how it looks.

    ``look`` gives a colour token for the words, ``icon`` an (icon, token) pair, ``picture`` a small picture; all may
    answer None. ``tip`` says more than the words where the pointer rests, and to a reader. ``key`` names the column
    where a view of the list is kept.
    """

    heading: str
    words: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    number: bool = False
    width: int | None = None
    look: Callable[[T], str | None] | None = None
    icon: Callable[[T], tuple[str, str] | None] | None = None
    strong: bool = False
    tip: Callable[[T], str] | None = None
    picture: Callable[[T], QIcon | None] | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A line above records that have the same words in the column they are grouped by."""

    words: str
    count: int


def _words(column: Column[Any], record: Any, role: int) -> str:
    """What a cell says where it stands, where the pointer rests, and to a reader."""
    if role == Qt.ItemDataRole.DisplayRole:
        return harmless(column.words(record))
    told = (column.tip or column.words)(record)
    return tip(told) if role == Qt.ItemDataRole.ToolTipRole else harmless(f"{column.heading}: {told}")


class RecordsModel(QAbstractTableModel):
    """Records of any kind. Cells are only looked up, never fetched, and never raise."""

    def __init__(
        self, columns: Sequence[Column[Any]], key: Callable[[Any], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._records: list[Any] = []
        self._lines: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._grouped: int | None = None

    def show(self, records: Sequence[Any]) -> None:
        """Show these records, in the order chosen by the user if there is one.

        The same records in the same order are only painted anew, so that nothing jumps.
        """
        ordered = self._ordered(list(records))
        lines = self._with_groups(ordered)
        same = [self._line_key(line) for line in lines] == [self._line_key(line) for line in self._lines]
        if same and ordered:
            self._records, self._lines = ordered, lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._records, self._lines = ordered, lines
        self.endResetModel()

    def group_by(self, column: int | None) -> None:
        """Put records with the same words in this column together under a line of their own; None: no groups."""
        self._grouped = column
        self.show(self._records)

    @property
    def group_rows(self) -> list[int]:
        """The rows that head a group."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, Group)]

    @property
    def records(self) -> Sequence[Any]:
        """The records as shown, without the lines that head groups."""
        return self._records if self._grouped is None else [one for one in self._lines if not isinstance(one, Group)]

    def record(self, row: int) -> Any | None:
        """The record of a row, None outside."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return None if isinstance(line, Group) else line

    def row_of(self, key: str) -> int:
        """The row of a record's id, -1 where it is not shown."""
        return next(
            (row for row, line in enumerate(self._lines) if not isinstance(line, Group) and self._key(line) == key), -1
        )

    def key_of(self, row: int) -> str:
        """The id of the record of a row, empty outside."""
        record = self.record(row)
        return "" if record is None else self._key(record)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        column, record = self._columns[index.column()], self._lines[index.row()]
        if isinstance(record, Group):
            return _headed(record, index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return _words(column, record, role)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.number else _LEFT
            case Qt.ItemDataRole.UserRole:
                return record
            case _:
                return _painted(column, record, role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[section].number else _LEFT
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order) if column >= 0 else None
        self.show(self._records)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line that heads a group cannot be chosen."""
        flags = super().flags(index)
        is_group = index.isValid() and isinstance(self._lines[index.row()], Group)
        return Qt.ItemFlag.ItemIsEnabled if is_group else flags

    def _line_key(self, line: Any) -> object:
        return (line.words, line.count) if isinstance(line, Group) else self._key(line)

    def _with_groups(self, records: list[Any]) -> list[Any]:
        """The records with a line above each group, groups by their words, those without any at the end."""
        if self._grouped is None:
            return records
        column = self._columns[self._grouped]
        groups: dict[str, list[Any]] = {}
        for record in records:
            groups.setdefault(column.words(record), []).append(record)
        sort = column.sort or (lambda record: column.words(record).casefold())
        order = sorted(
            groups, key=lambda words: (not words, sort(groups[words][0]) is None, _safe(sort, groups[words]))
        )
        return [line for words in order for line in (Group(words or "—", len(groups[words])), *groups[words])]

    def _ordered(self, records: list[Any]) -> list[Any]:
        if self._sorted is None:
            return records
        number, order = self._sorted
        column = self._columns[number]
        key = column.sort or (lambda record: column.words(record).casefold())
        known = [record for record in records if key(record) is not None]
        unknown = [record for record in records if key(record) is None]
        return sorted(known, key=key, reverse=order is Qt.SortOrder.DescendingOrder) + unknown


def _safe(sort: Callable[[Any], Any], records: list[Any]) -> tuple[bool, Any]:
    """The first record's place in the order; what is unknown compares with nothing."""
    place = sort(records[0])
    return (place is None, 0 if place is None else place)


def _headed(group: Group, column: int, role: int) -> Any:
    """How a line that heads a group looks: its words and how many, over the whole width."""
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
        return harmless(f"{group.words} · {group.count}") if column == 0 else None
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(strong=True)
    if role == Qt.ItemDataRole.BackgroundRole:
        return theme.colour("neutral_soft")
    return None


def _painted(column: Column[Any], record: Any, role: int) -> Any:
    if role == Qt.ItemDataRole.ForegroundRole and column.look is not None:
        token = column.look(record)
        return theme.colour(token) if token else None
    if role == Qt.ItemDataRole.DecorationRole and column.picture is not None:
        return column.picture(record) or QIcon()
    if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
        drawn = column.icon(record)
        return icons.icon(*drawn, 16) if drawn else QIcon()
    if role == Qt.ItemDataRole.FontRole and column.strong:
        return theme.font(strong=True)
    return None


class RecordsTable(QTableView):
    """The table. ``chosen`` tells the record under the cursor, ``opened`` Enter or a double click on one."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], key: Callable[[Any], str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._model = RecordsModel(columns, key, self)
        self._quiet = False
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out(columns)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def _lay_out(self, columns: Sequence[Column[Any]]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(36)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._sharing = [number for number, column in enumerate(columns) if column.width is None]
        for number, column in enumerate(columns):
            if column.width is None:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, column.width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns without a width share what is left, but never less than a name needs: rather one scrolls."""
        super().resizeEvent(event)
        header = self.horizontalHeader()
        modes = QHeaderView.ResizeMode
        taken = sum(header.sectionSize(number) for number in range(header.count()) if number not in self._sharing)
        narrow = self.viewport().width() - taken < LEAST * len(self._sharing)
        for number in self._sharing:
            header.setSectionResizeMode(number, modes.Interactive if narrow else modes.Stretch)
            if narrow:
                header.resizeSection(number, LEAST)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these records; the cursor stays on the one it was on, by its id, and the view where it was scrolled."""
        held, top = self._model.key_of(self.currentIndex().row()), self.verticalScrollBar().value()
        in_view = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        self._quiet = True
        self._model.show(records)
        self._quiet = False
        self._span_groups()
        if held:
            self.go_to(held)
        self.verticalScrollBar().setValue(top)
        if in_view:
            self.scrollTo(self.currentIndex())

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show the columns of these keys and hide the others; a column without a key always stays."""
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, bool(column.key) and column.key not in keys)
        self._span_groups()

    def group_by(self, key: str) -> None:
        """Group by the column of this key; an empty one: no groups."""
        found = [number for number, column in enumerate(self._columns) if key and column.key == key]
        self._model.group_by(found[0] if found else None)
        self._span_groups()

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by the column of this key; an empty one: as the records came."""
        found = [number for number, column in enumerate(self._columns) if key and column.key == key]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(found[0] if found else -1, order)

    def sorted_by(self) -> tuple[str, bool]:
        """The key of the column the user sorted by, empty for none, and whether downwards."""
        header = self.horizontalHeader()
        number = header.sortIndicatorSection()
        key = self._columns[number].key if 0 <= number < len(self._columns) else ""
        return key, header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def _span_groups(self) -> None:
        """A line that heads a group goes over the whole width, from the first column that is shown."""
        self.clearSpans()
        for row in self._model.group_rows:
            self.setSpan(row, 0, 1, len(self._columns))

    def go_to(self, key: str) -> bool:
        """Put the cursor on a record by its id; says whether it is shown."""
        row = self._model.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
        return row >= 0

    def current(self) -> Any | None:
        """The record under the cursor."""
        return self._model.record(self.currentIndex().row())

    @property
    def records(self) -> Sequence[Any]:
        """The records as shown."""
        return self._model.records

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        record = self._model.record(index.row())
        if record is not None and not self._quiet:
            self.chosen.emit(record)

    def _open(self, row: int) -> None:
        record = self._model.record(row)
        if record is not None:
            self.opened.emit(record)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
