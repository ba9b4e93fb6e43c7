"""How the month's sheet is drawn: marks as coloured letters, today's column, days without class, pills at the end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPolygon
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget
from typing_extensions import override

from shelter_admin.domain.training import ClassDay, ClassRow, ClassSheet, Minutes
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.letters import tip
from ui.training.days import SHORT_DAYS, TINTS, is_held, letter
from ui.training.model import NAME, SheetModel

HEAD: Final = 42
PAD: Final = 6
PILL: Final = 20
CORNER: Final = 7
Index = QModelIndex | QPersistentModelIndex
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Inks(QObject):
    """Fonts and colours of the theme in use, made once and again when it changes."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.body, self.strong = theme.font(), theme.font(strong=True)
        self.small, self.small_strong = theme.font(theme.SMALL_POINTS), theme.font(theme.SMALL_POINTS, strong=True)
        self.name_metrics, self.pill_metrics = QFontMetrics(self.strong), QFontMetrics(self.small_strong)
        self._colours: dict[str, QColor] = {}
        theme.current().changed.connect(self._forget)

    def of(self, token: str) -> QColor:
        """The colour of a token."""
        if token not in self._colours:
            self._colours[token] = theme.colour(token)
        return self._colours[token]

    def _forget(self) -> None:
        self._colours.clear()


class SheetDelegate(QStyledItemDelegate):
    """Draws every cell of the sheet."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._inks = Inks(self)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect, column = self._model, option.rect, index.column()
        row, sheet = model.row_at(index.row()), model.sheet
        if row is None or sheet is None:
            return
        day = model.day_at(column)
        if day is not None:
            self._mark(painter, rect, sheet, row, day)
        elif column == model.rate_column + 2:
            self._pill(painter, rect, *model.pill(row))
        else:
            self._words(painter, rect, index, row)
        painter.setPen(self._inks.of("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _mark(self, painter: QPainter, rect: QRect, sheet: ClassSheet, row: ClassRow, day: ClassDay) -> None:
        said, mark, at_practice = letter(sheet, row, day), row.marks.get(day.day), row.practice.get(day.day)
        if at_practice is not None:
            mark = at_practice.mark
        ink, ground = TINTS[mark] if mark is not None else ("attention" if day.day == sheet.today else "muted", "")
        if not ground:
            ground = "accent_soft" if day.day == sheet.today else ""
        if not is_held(day) or day.day not in row.own:
            ground = ground if mark is not None else "neutral_soft"
        if at_practice is not None and ground in {"", "accent_soft"}:
            ground = "neutral_soft"
        proposed = mark is None and day.day in row.announced and at_practice is None
        if ground:
            painter.fillRect(rect, self._inks.of(ground))
        if said:
            painter.setFont(self._inks.body if proposed or (mark is not None and ink == "text") else self._inks.strong)
            painter.setPen(self._inks.of(TINTS[row.announced[day.day]][0] if proposed else ink))
            painter.drawText(rect, _CENTRE, said)
        if day.day in row.minutes and at_practice is None:
            self._corners(painter, rect, row.minutes[day.day])

    def _corners(self, painter: QPainter, rect: QRect, minutes: Minutes) -> None:
        """A corner for late above on the left, one for left early below on the right; the words are in the tip."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.of("attention"))
        if minutes.late is not None:
            corner = rect.topLeft()
            painter.drawPolygon(QPolygon([corner, corner + QPoint(CORNER, 0), corner + QPoint(0, CORNER)]))
        if minutes.left is not None:
            corner = rect.bottomRight()
            painter.drawPolygon(QPolygon([corner, corner - QPoint(CORNER, 0), corner - QPoint(0, CORNER)]))
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, index: Index, row: ClassRow) -> None:
        column, rate = index.column(), self._model.rate_column
        said = str(index.data() or "")
        room = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(self._inks.body)
        painter.setPen(self._inks.of("muted"))
        if column == NAME:
            painter.setFont(self._inks.strong)
            painter.setPen(self._inks.of("text"))
            said = self._inks.name_metrics.elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, said)
            return
        if column == rate:
            painter.setFont(self._inks.strong)
            painter.setPen(self._inks.of("danger" if self._model.is_low(row) else "text"))
        painter.drawText(room, _RIGHT, said)

    def _pill(self, painter: QPainter, rect: QRect, said: str, kind: str) -> None:
        if not said:
            return
        metrics = self._inks.pill_metrics
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rect.width() - 2 * PAD - 12)
        wide = metrics.horizontalAdvance(said) + 18
        pill = QRectF(rect.left() + PAD, rect.center().y() - PILL / 2 + 1, wide, PILL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.of(f"{kind}_soft"))
        painter.drawRoundedRect(pill, PILL / 2, PILL / 2)
        painter.setPen(self._inks.of(kind))
        painter.setFont(self._inks.small_strong)
        painter.drawText(pill, _CENTRE, said)
        painter.restore()

    @override
    def helpEvent(self, event: QHelpEvent, view: object, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(view, QWidget):
            QToolTip.showText(event.globalPos(), tip(str(index.data(Qt.ItemDataRole.ToolTipRole) or "")), view)
            return True
        return False


class DayHeader(QHeaderView):
    """The days' numbers with their weekdays; today stands out, a closed day has a tick."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._inks = Inks(self)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(16)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model, day = self._model, self._model.day_at(section)
        painter.save()
        painter.fillRect(rect, self._inks.of("surface"))
        if day is not None and model.sheet is not None:
            self._day(painter, rect, day, model.sheet)
        else:
            painter.setPen(self._inks.of("muted"))
            painter.setFont(self._inks.small)
            side = _LEFT if section in {NAME, model.rate_column + 2} else _RIGHT
            painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), side, str(model.headerData(section, self.orientation())))
        painter.setPen(self._inks.of("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _day(self, painter: QPainter, rect: QRect, day: ClassDay, sheet: ClassSheet) -> None:
        today = day.day == sheet.today
        if today or not is_held(day):
            painter.fillRect(rect, self._inks.of("accent_soft" if today else "neutral_soft"))
        upper = QRect(rect.left(), rect.top() + 5, rect.width(), HEAD // 2 - 4)
        lower = QRect(rect.left(), rect.top() + HEAD // 2, rect.width(), HEAD // 2 - 4)
        painter.setFont(self._inks.small_strong if today else self._inks.small)
        painter.setPen(self._inks.of("accent" if today else "muted"))
        painter.drawText(upper, _CENTRE, str(day.day.day))
        closed = day.closed_at is not None
        blanks = closed and bool(sheet.unmarked_on(day.day))
        if closed:
            painter.setPen(self._inks.of("attention" if blanks else "ok"))
            sign = "▲" if blanks else "✓"
        elif day.cancelled or day.extra:
            painter.setFont(self._inks.small_strong)
            painter.setPen(self._inks.of("danger" if day.cancelled else "info"))
            sign = "×" if day.cancelled else "+"
        else:
            sign = _(SHORT_DAYS[day.day.weekday()])
        painter.drawText(lower, _CENTRE, sign)
