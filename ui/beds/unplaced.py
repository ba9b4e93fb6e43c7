"""Who is in the house without a bed: a list to place from, by button, Enter or by dragging onto the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from shelter_admin.domain.beds import UnplacedLine
from shelter_admin.domain.words import _, n_
from ui.beds.words import sex_letter
from ui.kit import theme
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import harmless, tip
from ui.kit.line import Line
from ui.kit.widgets import Card, button, label, row

LINE = Qt.ItemDataRole.UserRole
TWO_LINES = 48
LEAST = 46  # one line of the list is always seen


def words_of(line: UnplacedLine) -> str:
    """A person as it is read out: name, then what tells them apart."""
    return f"{line.name}, {beside(line)}"


def beside(line: UnplacedLine) -> str:
    """Number, sex and the room the register names."""
    room = _("register says {room}").format(room=line.room_text) if line.room_text else ""
    return " · ".join(filter(None, (line.number, sex_letter(line.sex), room)))


class TwoLines(QStyledItemDelegate):
    """Draws a person in two lines, the name above."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line, rect = index.data(LINE), option.rect.adjusted(2, 2, -2, -2)
        state = option.state
        chosen, hover = (
            bool(state & flag) for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver)
        )
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rect, 5, 5)
        inner = rect.adjusted(8, 3, -6, -3)
        for words, points, strong, token, align in (
            (harmless(line.name), theme.BODY_POINTS, True, "text", Qt.AlignmentFlag.AlignTop),
            (beside(line), theme.SMALL_POINTS, False, "muted", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(theme.font(points, strong=strong))
            painter.setPen(theme.colour(token))
            fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, align | Qt.AlignmentFlag.AlignLeft, fitted)


def fill(people: QListWidget, lines: Sequence[UnplacedLine], typed: str = "") -> None:
    """Show the people whose name or number holds what was typed."""
    people.clear()
    sought = typed.casefold().split()
    for line in lines:
        text = f"{line.name} {line.number}".casefold()
        if all(word in text for word in sought):
            item = QListWidgetItem(harmless(words_of(line)))
            item.setData(LINE, line)
            item.setSizeHint(QSize(0, TWO_LINES))
            item.setToolTip(tip(words_of(line)))
            people.addItem(item)


class DragList(QListWidget):
    """A list whose rows can be dragged out: ``lifted`` with the row, ``moved`` and ``dropped`` with the mouse."""

    lifted = Signal(object)
    moved = Signal(QPoint)
    dropped = Signal(QPoint)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.liftable = False
        self.setItemDelegate(TwoLines(self))
        self.setMouseTracking(True)
        self._pressed: QPoint | None = None
        self._lifted = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(LINE)))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.itemAt(event.position().toPoint()) is not None:
            self._pressed = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point, item = event.position().toPoint(), self.currentItem()
        if self._lifted:
            self.moved.emit(event.globalPosition().toPoint())
        elif self.liftable and item is not None and self._dragged(point):
            self._lifted = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.lifted.emit(item.data(LINE))

    def _dragged(self, point: QPoint) -> bool:
        start = self._pressed
        return start is not None and (point - start).manhattanLength() >= QApplication.startDragDistance()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._lifted:
            self._lifted = False
            self.unsetCursor()
            self.dropped.emit(event.globalPosition().toPoint())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self.opened.emit(item.data(LINE))
        else:
            super().keyPressEvent(event)


class Unplaced(Card):
    """The card below the bed: everybody without one.

    ``picked`` tells who is to be placed, ``asked`` for whom beds are to be suggested.
    """

    picked = Signal(object)
    asked = Signal(object)

    def __init__(self, front: FrontDesk, *, may_place: bool, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent, padding=12)
        self._front, self._may_place = front, may_place
        self.people = DragList()
        self.people.setAccessibleName(_("People without a bed"))
        self.people.opened.connect(self._pick)
        self.place = button(_("Choose for them…"), self._pick_current)
        self.place.setToolTip(_("Then choose a bed on the map; or drag the name onto a bed"))
        self.suggest = button(_("Suggest…"), self._ask_current)
        self.suggest.setToolTip(_("Beds with their reasons"))
        self.none = label(_("Everybody in the house has a bed."), "muted", wrap=True)
        self.people.setMinimumHeight(LEAST)
        self.add(self.none, self.people)
        for made in (self.place, self.suggest):
            made.setProperty("compact", "true")
        self.body.addLayout(row(self.place, self.suggest))
        self.body.setStretchFactor(self.people, 1)
        self.body.addStretch(0)
        self.people.currentRowChanged.connect(self._may_pick)
        self.none.hide()  # nothing is said of the house before it was read
        self._may_pick(-1)

    def show_lines(self, lines: Sequence[UnplacedLine], *, past: bool) -> None:
        """Show who has no bed; on a past night nobody can be placed."""
        count = len(lines)
        words = n_("{count} person without a bed", "{count} people without a bed", count)
        self.heading.setText(words.format(count=count))
        held = self.people.currentRow()
        fill(self.people, lines)
        if lines:
            self.people.setCurrentRow(max(0, min(held, count - 1)))
        self.people.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.heading.setVisible(bool(lines))
        self.setMaximumHeight(16_777_215 if lines else self.sizeHint().height())
        self.people.liftable = self._may_place and not past
        for made in (self.place, self.suggest):
            made.setVisible(bool(lines) and self.people.liftable)

    def _pick(self, line: UnplacedLine) -> None:
        if self.people.liftable:
            self.picked.emit(line)

    def _may_pick(self, at: int) -> None:
        for made in (self.place, self.suggest):
            made.setEnabled(at >= 0)

    def _pick_current(self) -> None:
        item = self.people.currentItem()
        if item is not None:
            self._pick(item.data(LINE))

    def _ask_current(self) -> None:
        item = self.people.currentItem()
        if item is not None and self.people.liftable:
            self.asked.emit(item.data(LINE))


class ChooseSheet(Sheet):
    """Who is to sleep there: letters narrow the list, Enter takes the one marked."""

    def __init__(
        self, owner: QWidget, where: str, lines: Sequence[UnplacedLine], chosen: Callable[[UnplacedLine], None]
    ) -> None:
        super().__init__(where, "" if lines else _("Everybody in the house has a bed."), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines, self._chosen = lines, chosen
        self.search = Line()
        self.search.setPlaceholderText(_("Name or number"))
        self.search.setAccessibleName(_("Name or number"))
        self.people = QListWidget()
        self.people.setItemDelegate(TwoLines(self.people))
        self.people.setAccessibleName(_("People without a bed"))
        self.people.setMinimumHeight(260)
        self.people.itemDoubleClicked.connect(lambda _item: self._take())
        self.search.textChanged.connect(self._narrow)
        self.search.setVisible(bool(lines))
        self.people.setVisible(bool(lines))
        self.body.addWidget(self.search)
        self.body.addWidget(self.people)
        if lines:
            self.offer(_("Place here"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self._narrow("")
        self.search.setFocus()

    def _narrow(self, typed: str) -> None:
        fill(self.people, self._lines, typed)
        self.people.setCurrentRow(0)

    def _take(self) -> None:
        item = self.people.currentItem()
        if item is not None:
            line = item.data(LINE)
            self.accept()
            self._chosen(line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.people.count():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.people.setCurrentRow((self.people.currentRow() + step) % self.people.count())
        else:
            super().keyPressEvent(event)
