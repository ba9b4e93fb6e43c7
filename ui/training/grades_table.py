"""The table of marks: typed cell by cell with Enter and arrows; what cannot be read stays under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import GradeRow
from shelter_admin.domain.training.grading import HUNDRED, Weights
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.few_lines import in_two_lines
from ui.kit.line import Line
from ui.kit.widgets import restyle
from ui.training.grade_columns import ALL, MarkColumn, PartColumn, columns_of
from ui.training.model import Index
from ui.training.typed import read_grade, show_grade

FIRST_MARK: Final = 3
NAME_LEAST: Final = 160
DIGITS: Final = frozenset("0123456789")
_UP: Final = frozenset({Qt.Key.Key_Up})
_DOWN: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class GradesModel(QAbstractTableModel):
    """People down; marks across. ``given`` tells what was typed, and over which mark.

    ``view`` is one subject with its parts, or all subjects with the final mark.
    """

    given = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GradeRow] = []
        self.columns: list[MarkColumn] = columns_of(ALL, (), Weights({}))
        self.scale = HUNDRED
        self.editable = False
        self.again: tuple[str, int] | None = None
        self._typed_over: dict[tuple[str, int], float | None] = {}
        self._broken: dict[int, str] = {}

    def show(self, rows: Sequence[GradeRow], columns: Sequence[MarkColumn]) -> None:
        """Show these; the same people and columns are only painted anew, so that typing goes on."""
        shape = [one.enrolment_id for one in rows], list(columns)
        if shape == ([one.enrolment_id for one in self.rows], self.columns) and rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows, self.columns, self.again = list(rows), list(columns), None
        self._broken = {}
        self.endResetModel()

    def column_at(self, index: Index) -> MarkColumn | None:
        """The marks of a column; None for number and name."""
        at = index.column() - FIRST_MARK
        return self.columns[at] if 0 <= at < len(self.columns) else None

    def begin_typing(self, index: Index) -> None:
        """Remember the mark that is typed over, as another may come in meanwhile."""
        record, column = self.rows[index.row()], self.column_at(index)
        key = (record.enrolment_id, index.column())
        if column is not None:
            self._typed_over[key] = None if self.again == key else column.mark(record)

    def end_typing(self) -> None:
        """Forget what was being typed over."""
        self.again = None
        self._typed_over.clear()

    def begin_again(self, index: Index) -> bool:
        """Let what is typed next be another attempt; says whether there is one before it."""
        record, column = self.rows[index.row()], self.column_at(index)
        if not isinstance(column, PartColumn) or column.mark(record) is None:
            return False
        self.again = (record.enrolment_id, index.column())
        return True

    def told(self, index: Index) -> str:
        """Where the mark under the cursor comes from."""
        column = self.column_at(index)
        return "" if column is None or not index.isValid() else column.told(self.rows[index.row()], self.scale)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else FIRST_MARK + len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        looked_up = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.EditRole: self._typed,
            Qt.ItemDataRole.ToolTipRole: lambda index: "\n".join(filter(None, (self._words(index), self.told(index)))),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: lambda index: _side(index.column()),
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.FontRole: self._type,
        }.get(Qt.ItemDataRole(role))
        return looked_up(index) if looked_up is not None else None

    def _spoken(self, index: Index) -> str:
        heading = self.heading(index.column())
        parts = (f"{self.rows[index.row()].name}, {heading}: {self._words(index) or '—'}", self.told(index))
        return ", ".join(part for part in parts if part)

    def _words(self, index: Index) -> str:
        record, column = self.rows[index.row()], self.column_at(index)
        if column is not None:
            return column.words(record, self.scale)
        return (str(index.row() + 1), record.name, record.number)[index.column()]

    def _typed(self, index: Index) -> str:
        column = self.column_at(index)
        return self._words(index) if column is None else show_grade(column.mark(self.rows[index.row()]), self.scale)

    def _type(self, index: Index) -> QFont | None:
        """Names, and the mark that the others come to, stand out."""
        comes_to = self.columns[-1] if isinstance(self.columns[0], PartColumn) else self.columns[0]
        strong = index.column() == 1 or self.column_at(index) == comes_to
        return theme.font(strong=True) if strong else None

    def _ink(self, index: Index) -> QColor | None:
        column = self.column_at(index)
        if column is not None:
            return theme.colour("attention") if column.differs(self.rows[index.row()]) else None
        return theme.colour("muted") if index.column() in {0, 2} else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        whole = self.heading(section)
        return self._broken.get(section, whole) if role == Qt.ItemDataRole.DisplayRole else whole

    def heading(self, section: int) -> str:
        """What a column is called, in one line."""
        if section >= FIRST_MARK:
            return self.columns[section - FIRST_MARK].heading
        return (_("No."), _("Name"), _("Number"))[section]

    def break_headings(self, broken: Mapping[int, str]) -> None:
        """Show these headings as they were broken into lines, all others in one."""
        if self._broken != broken:
            self._broken = dict(broken)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = self.editable and index.column() >= FIRST_MARK
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a mark that can be read; anything else leaves the old one, and so does the same one typed again."""
        record, column = self.rows[index.row()], self.column_at(index)
        if column is None:
            return False
        key = (record.enrolment_id, index.column())
        again, self.again = self.again == key, None
        was = self._typed_over.pop(key, column.mark(record))
        try:
            mark = read_grade(str(value), self.scale)
        except Refused:
            return False
        if str(value).strip() == show_grade(was, self.scale) or (again and mark is None):
            return False
        given = column.given(record, mark, again=again)
        self.rows[index.row()] = record if again else column.with_mark(record, mark)
        self.dataChanged.emit(index, index)
        self.given.emit(given, was)
        return True


def _side(column: int) -> Qt.AlignmentFlag:
    number = column == 0 or column >= FIRST_MARK
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class GradeDelegate(QStyledItemDelegate):
    """The line in a cell. ``wrong`` says what cannot be taken, and the line stays; ``moved`` goes to another row."""

    wrong = Signal(object)
    moved = Signal(int)
    scale = HUNDRED

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if isinstance(model, GradesModel):
            model.begin_typing(index)
        line = Line(parent)
        line.setMaxLength(6)
        if isinstance(model, GradesModel) and model.again is not None:
            line.setPlaceholderText(_("re-sit"))
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setStyleSheet("padding: 0 6px; min-height: 0; border-radius: 0;")
        return line

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Another attempt begins empty."""
        model = index.model()
        if not isinstance(model, GradesModel) or model.again is None:
            super().setEditorData(editor, index)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QLineEdit) and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = 1 if event.key() in _DOWN else -1 if event.key() in _UP else 0
            if step or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                return self._leave(editor, step, event)
        return super().eventFilter(editor, event)

    def _leave(self, editor: QLineEdit, step: int, event: QKeyEvent) -> bool:
        """Take what was typed and go on; what cannot be read stays under the cursor."""
        try:
            read_grade(editor.text(), self.scale)
        except Refused as failure:
            restyle(editor, "wrong", "true")
            self.wrong.emit(failure)
            return True
        self.wrong.emit(None)
        if not step:
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(step)
        return True


class GradesTable(QTableView):
    """The table. Digits open a cell, Delete empties it, Enter goes down, Ctrl+R re-sits; letters do nothing.

    ``reached`` tells that the cursor is on another cell.
    """

    reached = Signal()

    def __init__(self, model: GradesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grades = model
        self.painter = GradeDelegate(self)
        self.painter.moved.connect(self.move_by)
        self.painter.closeEditor.connect(self._typing_over)
        self.setModel(model)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(_("Marks of the class"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def lay_out(self) -> None:
        """Names take what the marks leave, but never less than a name needs: rather the table scrolls.

        Where headings in one line would make it scroll, long ones stand in two.
        """
        header = self.horizontalHeader()
        marks = range(FIRST_MARK, header.count())
        headings = {at: self.grades.heading(at) for at in marks}
        fixed = {0: 48, 2: 96}
        room = self.viewport().width() - sum(fixed.values())
        if sum(self._wide(at, headings[at]) for at in marks) > room - NAME_LEAST:
            headings = {at: in_two_lines(whole, header.fontMetrics()) for at, whole in headings.items()}
        self.grades.break_headings({at: words for at, words in headings.items() if "\n" in words})
        widths = {at: self._wide(at, words) for at, words in headings.items()}
        for column, width in (fixed | widths).items():
            header.resizeSection(column, width)
        header.resizeSection(1, max(NAME_LEAST, room - sum(widths.values())))

    def _wide(self, column: int, heading: str) -> int:
        least = 150 if isinstance(self.grades.columns[column - FIRST_MARK], PartColumn) else 88
        letters = self.horizontalHeader().fontMetrics()
        return max(least, *(letters.horizontalAdvance(line) + 24 for line in heading.split("\n")))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def move_by(self, step: int) -> None:
        """Go to the row above or below."""
        index = self.currentIndex()
        following = index.siblingAtRow(index.row() + step)
        if following.isValid():
            self.setCurrentIndex(following)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.grades.again = None
        self.reached.emit()

    def _typing_over(self) -> None:
        self.grades.end_typing()

    def resit(self) -> None:
        """Open the cell under the cursor for another attempt; without a mark before it nothing happens."""
        index = self.currentIndex()
        if self.grades.flags(index) & Qt.ItemFlag.ItemIsEditable and self.grades.begin_again(index):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self.grades.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.grades.setData(index, "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.move_by(1)
        elif not plain and event.key() == Qt.Key.Key_R:
            self.resit()
        elif not (plain and event.text().strip()) or event.text() in DIGITS:
            self.grades.again = None
            super().keyPressEvent(event)
