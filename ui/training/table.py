"""The sheet with its cursor: arrows move, one letter marks and goes down, Ctrl+D repeats, Delete clears."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from shelter_admin.domain.training import Attendance, ClassDay, ClassRow, ClassSheet
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.cell_table import CellTable
from ui.training.days import is_held
from ui.training.model import FIRST_DAY, NAME, NUMBER, Index, SheetModel
from ui.training.painting import DayHeader, SheetDelegate
from ui.training.typing import KINDS, Course, MinutesTyped, following

LETTERS: Final = {mark.value: mark for mark in Attendance}
NUMBER_WIDTH: Final = 30
NAME_LEAST: Final = 150
NAME_SMALL: Final = 128
NAME_MOST: Final = 300
FIGURE_WIDTH: Final = 56
PILL_LEAST: Final = 146
PILL_SMALL: Final = 120
PILL_MOST: Final = 190
DAY_LEAST: Final = 19
DAY_MOST: Final = 34
NARROW: Final = 18


class SheetTable(CellTable):
    """People × days. ``marked`` tells row, day and mark (None clears), ``repeated`` Ctrl+D, ``moved`` the new cell.

    ``filled`` is Ctrl+Shift+D, ``timed`` tells row, day, the kind of minutes and how many, ``typing`` what is typed.
    ``course`` is where the cursor goes after a mark; ``ended`` tells that a sheet of paper is through.
    """

    marked = Signal(object, object, object)
    repeated = Signal(object, object)
    filled = Signal(object, object)
    timed = Signal(object, object, str, int)
    typing = Signal()
    moved = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet_model = SheetModel(self)
        self.course = Course.DOWN
        self.minutes: MinutesTyped | None = None
        self.takes_minutes = False
        self.setModel(self.sheet_model)
        self.setAccessibleName(_("Sheet of the class"))
        self.setAccessibleDescription(_("Arrows move; H, S, I and A mark and go down; Delete clears"))
        self.setHorizontalHeader(DayHeader(self.sheet_model, self))
        self._delegate = SheetDelegate(self.sheet_model, self)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)

    def show_sheet(self, sheet: ClassSheet | None) -> None:
        """Show a sheet; the cursor stays on its person and day, or comes to today's first missing mark."""
        held, top = self.here(), self.verticalScrollBar().value()
        in_view = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        self.sheet_model.show(sheet)
        self._lay_out()
        if sheet is None or not sheet.rows:
            return
        if held is None or not self._return_to(*held):
            self.go_to_today()
        elif not in_view:
            self.verticalScrollBar().setValue(top)

    def _return_to(self, row: ClassRow, day: ClassDay) -> bool:
        sheet = self.sheet_model.sheet
        rows = [one.enrolment_id for one in sheet.rows] if sheet is not None else []
        days = [one.day for one in sheet.days] if sheet is not None else []
        if row.enrolment_id not in rows or day.day not in days:
            return False
        self._put(rows.index(row.enrolment_id), days.index(day.day))
        return True

    def here(self) -> tuple[ClassRow, ClassDay] | None:
        """The person and day under the cursor."""
        index = self.currentIndex()
        row, day = self.sheet_model.row_at(index.row()), self.sheet_model.day_at(index.column())
        return (row, day) if row is not None and day is not None else None

    def go_to(self, enrolment_id: str, day: ClassDay) -> bool:
        """Put the cursor on somebody's cell; says whether they are on the sheet."""
        sheet = self.sheet_model.sheet
        row = next((one for one in sheet.rows if one.enrolment_id == enrolment_id), None) if sheet else None
        return row is not None and self._return_to(row, day)

    def go_to_today(self) -> None:
        """Put the cursor on the first missing mark of today, of the last day that has come where today is not shown."""
        sheet = self.sheet_model.sheet
        if sheet is None or not sheet.rows:
            return
        come = [at for at, day in enumerate(sheet.days) if day.day <= sheet.today]
        held = [at for at in come if is_held(sheet.days[at])]
        today = [at for at in come if sheet.days[at].day == sheet.today]
        at = (today or held or come or [0])[-1]
        day = sheet.days[at].day
        missing = (no for no, row in enumerate(sheet.rows) if day not in row.marks and row.belongs(day))
        self._put(next(missing, 0), at)

    def _put(self, row: int, day: int) -> None:
        index = self.sheet_model.index(row, FIRST_DAY + day)
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def go_down(self) -> None:
        """Go on to the next cell of the course; down a day it stays at the last, through paper it tells the end."""
        index, sheet = self.currentIndex(), self.sheet_model.sheet
        if sheet is None or self.here() is None:
            return
        cell = following(sheet, index.row(), index.column() - FIRST_DAY, self.course)
        if cell is not None:
            self._put(*cell)
        elif self.course is not Course.DOWN:
            self.ended.emit()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.minutes = None
        self.viewport().update()
        self.moved.emit()

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows stay among the days."""
        wanted = super().moveCursor(action, modifiers)
        last = self.sheet_model.rate_column - 1
        column = min(max(wanted.column(), FIRST_DAY), last)
        return wanted.siblingAtColumn(column) if wanted.isValid() else wanted

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.here()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        typed = event.text().upper()
        if here is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif self.minutes is not None:
            self._type_minutes(here, self.minutes, event.key(), typed)
        elif control and event.key() == Qt.Key.Key_D:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.filled if shifted else self.repeated).emit(*here)
        elif not control and self._take_letter(here, event.key(), typed):
            return
        elif control or not (typed.isalnum() and typed):
            super().keyPressEvent(event)

    def _take_letter(self, here: tuple[ClassRow, ClassDay], key: int, typed: str) -> bool:
        """Mark, clear, begin minutes, or go on through a sheet of paper; False for any other key."""
        if typed in LETTERS:
            self.marked.emit(*here, LETTERS[typed])
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.marked.emit(*here, None)
        elif typed in KINDS and self.takes_minutes:
            self.minutes = MinutesTyped(typed)
            self._tell_typing()
        elif self.course is not Course.DOWN and key == Qt.Key.Key_Space:
            self.go_down()
        elif self.course is not Course.DOWN and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.marked.emit(*here, Attendance.PRESENT)
        else:
            return False
        return True

    def _type_minutes(self, here: tuple[ClassRow, ClassDay], typed: MinutesTyped, key: int, text: str) -> None:
        """Digits are added, Enter keeps what is typed, Escape leaves it; another kind begins anew."""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.minutes = None
            if typed.minutes:
                self.timed.emit(*here, typed.kind, typed.minutes)
        elif key == Qt.Key.Key_Escape:
            self.minutes = None
        elif key == Qt.Key.Key_Backspace:
            typed.digits = typed.digits[:-1]
        elif text in KINDS:
            self.minutes = MinutesTyped(text)
        else:
            typed.take(text)
        self._tell_typing()

    def _tell_typing(self) -> None:
        self.viewport().update()
        self.typing.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.sheet_model.day_at(index.column()) is None:
            held = max(self.currentIndex().column(), FIRST_DAY)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index.siblingAtColumn(held))
        else:
            super().mousePressEvent(event)

    def _head_clicked(self, section: int) -> None:
        if self.sheet_model.day_at(section) is not None:
            self._put(max(0, self.currentIndex().row()), section - FIRST_DAY)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if self.here() is None:
            return
        painter = QPainter(self.viewport())
        pen = QPen(theme.colour("accent" if self.hasFocus() else "muted"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        cell = QRect(self.visualRect(index)).adjusted(1, 1, -1, -2)
        if self.minutes is not None:
            painter.fillRect(cell, theme.colour("surface"))
            painter.setFont(theme.font(theme.SMALL_POINTS, strong=True))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, self.minutes.digits or self.minutes.kind)
        painter.drawRect(cell)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def _lay_out(self) -> None:
        """Days without class are narrow; what is left goes to the days, then to the names."""
        sheet = self.sheet_model.sheet
        if sheet is None:
            return
        header, rate = self.horizontalHeader(), self.sheet_model.rate_column
        wide = [is_held(day) or day.day == sheet.today for day in sheet.days]
        narrow = NARROW * wide.count(False)
        fixed = NUMBER_WIDTH + 2 * FIGURE_WIDTH + narrow
        room = self.viewport().width() - fixed
        held = max(1, wide.count(True))
        name_least, pill_least = (NAME_LEAST, PILL_LEAST)
        if (room - name_least - pill_least) // held < DAY_LEAST:
            name_least, pill_least = NAME_SMALL, PILL_SMALL
        day = min(DAY_MOST, max(DAY_LEAST, (room - name_least - pill_least) // held))
        room -= day * wide.count(True)
        pill = min(PILL_MOST, max(pill_least, min(PILL_LEAST, room - name_least), room - NAME_MOST))
        header.resizeSection(NUMBER, NUMBER_WIDTH)
        header.resizeSection(NAME, max(name_least, room - pill))
        for at, is_wide in enumerate(wide):
            header.resizeSection(FIRST_DAY + at, day if is_wide else NARROW)
        for at in range(2):
            header.resizeSection(rate + at, FIGURE_WIDTH)
        header.resizeSection(rate + 2, pill)
