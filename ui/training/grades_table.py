"""The table of marks: typed cell by cell with Enter and arrows; what cannot be read stays under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
from shelter_admin.domain.training import GradeRow, SubjectLine
from shelter_admin.domain.words import _
from shelter_admin.operations.training.grades import GradeGiven
from ui.kit import theme
from ui.kit.line import Line
from ui.kit.widgets import restyle
from ui.training.model import Index
from ui.training.typed import read_grade, show_grade

FIRST_MARK: Final = 3
NAME_LEAST: Final = 160
DIGITS: Final = frozenset("0123456789")
_UP: Final = frozenset({Qt.Key.Key_Up})
_DOWN: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class GradesModel(QAbstractTableModel):
    """People down; the final mark and the subjects across. ``given`` tells what was typed, and over which mark."""

    given = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GradeRow] = []
        self.subjects: tuple[SubjectLine, ...] = ()
        self.editable = False
        self._typed_over: dict[tuple[str, str | None], float | None] = {}

    def show(self, rows: Sequence[GradeRow], subjects: tuple[SubjectLine, ...]) -> None:
        """Show these; the same people and subjects are only painted anew, so that typing goes on."""
        shape = [one.enrolment_id for one in rows], subjects
        if shape == ([one.enrolment_id for one in self.rows], self.subjects) and rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows, self.subjects = list(rows), subjects
        self.endResetModel()

    def subject_of(self, column: int) -> str | None:
        """The subject of a column; None is the final mark."""
        return None if column <= FIRST_MARK else self.subjects[column - FIRST_MARK - 1].subject_id

    def mark_of(self, record: GradeRow, column: int) -> float | None:
        """The mark in a cell."""
        subject = self.subject_of(column)
        return record.final if subject is None else record.subjects.get(subject)

    def begin_typing(self, index: Index) -> None:
        """Remember the mark that is typed over, as another may come in meanwhile."""
        record = self.rows[index.row()]
        self._typed_over[record.enrolment_id, self.subject_of(index.column())] = self.mark_of(record, index.column())

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else FIRST_MARK + 1 + len(self.subjects)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        at, column = index.row(), index.column()
        looked_up = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.EditRole: self._words,
            Qt.ItemDataRole.ToolTipRole: self._words,
            Qt.ItemDataRole.AccessibleTextRole: self._told,
            Qt.ItemDataRole.TextAlignmentRole: _side,
            Qt.ItemDataRole.ForegroundRole: _ink,
            Qt.ItemDataRole.FontRole: _type,
        }.get(Qt.ItemDataRole(role))
        return looked_up(at, column) if looked_up is not None else None

    def _told(self, at: int, column: int) -> str:
        heading = self.headerData(column, Qt.Orientation.Horizontal)
        return f"{self.rows[at].name}, {heading}: {self._words(at, column) or '—'}"

    def _words(self, at: int, column: int) -> str:
        record = self.rows[at]
        if column >= FIRST_MARK:
            return show_grade(self.mark_of(record, column))
        return (str(at + 1), record.name, record.number)[column]

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(0, section)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if section > FIRST_MARK:
            return self.subjects[section - FIRST_MARK - 1].name
        return (_("No."), _("Name"), _("Number"), _("Final mark"))[section]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = self.editable and index.column() >= FIRST_MARK
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a mark that can be read; anything else leaves the old one."""
        record, subject = self.rows[index.row()], self.subject_of(index.column())
        try:
            mark = read_grade(str(value))
        except Refused:
            return False
        stands = self.mark_of(record, index.column())
        was = self._typed_over.pop((record.enrolment_id, subject), stands)
        if mark == was:
            return False
        self.rows[index.row()] = _with(record, subject, mark)
        self.dataChanged.emit(index, index)
        self.given.emit(GradeGiven(record.enrolment_id, mark, subject), was)
        return True


def _side(_at: int, column: int) -> Qt.AlignmentFlag:
    number = column == 0 or column >= FIRST_MARK
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _ink(_at: int, column: int) -> QColor | None:
    return theme.colour("muted") if column in {0, 2} else None


def _type(_at: int, column: int) -> QFont | None:
    return theme.font(strong=True) if column in {1, FIRST_MARK} else None


def _with(record: GradeRow, subject: str | None, mark: float | None) -> GradeRow:
    if subject is None:
        return replace(record, final=mark)
    kept = {key: old for key, old in record.subjects.items() if key != subject}
    return replace(record, subjects=kept if mark is None else {**kept, subject: mark})


class GradeDelegate(QStyledItemDelegate):
    """The line in a cell. ``wrong`` says what cannot be taken, and the line stays; ``moved`` goes to another row."""

    wrong = Signal(object)
    moved = Signal(int)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if isinstance(model, GradesModel):
            model.begin_typing(index)
        line = Line(parent)
        line.setMaxLength(6)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setStyleSheet("padding: 0 6px; min-height: 0; border-radius: 0;")
        return line

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
            read_grade(editor.text())
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
    """The table. Digits open a cell, Delete empties it, Enter goes down; letters do nothing."""

    def __init__(self, model: GradesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grades = model
        self.painter = GradeDelegate(self)
        self.painter.moved.connect(self.move_by)
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
        """Names take what the marks leave, but never less than a name needs: rather the table scrolls."""
        header = self.horizontalHeader()
        taken = 0
        for column, width in ((0, 48), (2, 96), *((at, self._wide(at)) for at in range(FIRST_MARK, header.count()))):
            header.resizeSection(column, width)
            taken += width
        header.resizeSection(1, max(NAME_LEAST, self.viewport().width() - taken))

    def _wide(self, column: int) -> int:
        heading = str(self.grades.headerData(column, Qt.Orientation.Horizontal))
        return max(88, self.horizontalHeader().fontMetrics().horizontalAdvance(heading) + 24)

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self.grades.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.grades.setData(index, "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.move_by(1)
        elif not (plain and event.text().strip()) or event.text() in DIGITS:
            super().keyPressEvent(event)
