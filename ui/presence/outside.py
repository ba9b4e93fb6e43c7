"""Who is outside, late first, each with the button that writes them in; and what just happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from shelter_admin.domain.presence import GateMove, OutingKind, OutingLine
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _, p_
from ui.kit import theme
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Pill, ShortLabel, label, row, rule, scrolled

ROW_HEIGHT = 38
BUTTON_COLUMN = 6
MOVES = 12


def lateness(minutes: int) -> str:
    """Minutes late with their sign: ``▲ 2 j 12 m``; empty while on time."""
    if not minutes:
        return ""
    if minutes < 60:
        return _("▲ {minutes} m").format(minutes=minutes)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("▲ {days} d {hours} h").format(days=days, hours=hours)
    return _("▲ {hours} h {minutes} m").format(hours=hours, minutes=minutes % 60)


def state_words(line: OutingLine) -> str:
    """Whether the server still waits for it, else lateness, else the kind where it is not a plain permission."""
    if line.waiting:
        return _("◌ waiting")
    if line.late_minutes:
        return lateness(line.late_minutes)
    return {
        OutingKind.PERMISSION: "",
        OutingKind.LEAVE: p_("state of an outing", "leave"),
        OutingKind.DUTY: p_("state of an outing", "agency"),
        OutingKind.MISSING: _("ran away"),
    }[line.kind]


def state_token(line: OutingLine) -> str:
    """The colour of a state."""
    if line.waiting:
        return "attention"
    if line.late_minutes or line.kind is OutingKind.MISSING:
        return "danger"
    return "info" if line.kind is OutingKind.LEAVE else "muted"


def expected(line: OutingLine, panti: Panti) -> str:
    """The hour of return, with its day where that is another one."""
    if line.until is None:
        return "—"
    day = panti.day_of(line.until)
    hour = clock(panti.clock_of(line.until))
    return hour if day == panti.day_of(line.since) else f"{short_date(day)[:5]} {hour}"


class PillDelegate(QStyledItemDelegate):
    """Paints a state as words on their own colour."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        super().paint(painter, _wordless(option, index, self), index)
        if words:
            ink = index.data(Qt.ItemDataRole.ForegroundRole)
            token = ink.name() if isinstance(ink, QColor) else theme.colour("muted").name()
            _paint_pill(painter, QRectF(option.rect), words, QColor(token))

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""


def _wordless(
    option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, delegate: QStyledItemDelegate
) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem(option)
    delegate.initStyleOption(made, index)
    return made


def _paint_pill(painter: QPainter, area: QRectF, words: str, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(theme.SMALL_POINTS, strong=True))
    metrics = QFontMetrics(painter.font())
    wide = min(metrics.horizontalAdvance(words) + 20, area.width() - 8)
    pill = QRectF(area.right() - 4 - wide, area.center().y() - 10, wide, 20)
    ground = QColor(ink)
    ground.setAlphaF(0.14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, 10, 10)
    painter.setPen(ink)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class MiddleDelegate(QStyledItemDelegate):
    """Shortens a bed's address in the middle: room and bed, at its end, are what tells beds apart."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class ButtonDelegate(PillDelegate):
    """Paints a cell as a button; the table takes its clicks."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        QStyledItemDelegate.paint(self, painter, _wordless(option, index, self), index)
        if not words:
            return
        urgent = index.data(Qt.ItemDataRole.ForegroundRole) is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(6.5, 5.5, -6.5, -6.5)
        painter.setPen(theme.colour("accent" if urgent else "line"))
        painter.setBrush(theme.colour("accent" if urgent else "surface"))
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(theme.colour("on_accent" if urgent else "text"))
        painter.setFont(theme.font(strong=urgent))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def columns(panti: Callable[[], Panti], *, acting: bool) -> list[Column[Any]]:
    """The columns of the table of who is outside."""
    made: list[Column[Any]] = [
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Number"), lambda line: line.number, width=92, look=lambda _line: "muted"),
        Column(p_("heading", "Bed"), lambda line: line.bed or "—", width=114),
        Column(_("Destination"), lambda line: line.destination or "—", width=108, look=lambda _line: "muted"),
        Column(_("Back"), lambda line: expected(line, panti()), width=88, number=True, sort=_lateness_first),
        Column(_("State"), state_words, width=96, number=True, sort=_lateness_first, look=state_token),
    ]
    if acting:
        made.append(Column("", lambda _line: p_("button", "In"), width=78, look=_urgent))
    return made


def _lateness_first(line: OutingLine) -> tuple[int, bool, datetime]:
    return -line.late_minutes, line.until is None, line.until or line.since


def _urgent(line: OutingLine) -> str | None:
    return "accent" if line.late_minutes else None


class OutsideTable(RecordsTable):
    """The table. ``come_in`` tells the line whose button was pressed, or Enter on its row; ``change`` F2 on it."""

    come_in = Signal(object)
    change = Signal(object)
    left_upwards = Signal()

    def __init__(self, panti: Callable[[], Panti], *, acting: bool, parent: QWidget | None = None) -> None:
        super().__init__(columns(panti, acting=acting), lambda line: line.person_id, _("Who is outside"), parent)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._painters = (PillDelegate(self), ButtonDelegate(self), MiddleDelegate(self))
        self.setItemDelegateForColumn(2, self._painters[2])
        self.setItemDelegateForColumn(5, self._painters[0])
        if acting:
            self.setItemDelegateForColumn(BUTTON_COLUMN, self._painters[1])
            self.opened.connect(self.come_in)
            self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == BUTTON_COLUMN:
            self.come_in.emit(self.records[index.row()])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.current() is not None:
            self.change.emit(self.current())
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)


class JustNow(Card):
    """The last moves at the gate, the newest first; those of another day stand below its date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Just now"), parent)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.area = scrolled(QWidget())
        self.add(self.area)
        self.moves: tuple[GateMove, ...] = ()
        self._today: date | None = None

    def show_moves(self, moves: Sequence[GateMove], panti: Panti, today: date) -> None:
        """Show these moves."""
        if moves and (tuple(moves[:MOVES]), today) == (self.moves, self._today):
            return
        self.moves, self._today = tuple(moves[:MOVES]), today
        inner = QWidget()
        inner.setProperty("clear", "true")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 4, 0)
        lines.setSpacing(6)
        if not moves:
            lines.addWidget(label(_("Nobody has gone out or come in yet."), "small", wrap=True))
        above = today
        for at, move in enumerate(self.moves):
            if at:
                lines.addWidget(rule())
            day = panti.day_of(move.at)
            if day != above:
                lines.addWidget(label(short_date(day), "small"))
                above = day
            lines.addLayout(_move_line(move, panti))
        lines.addStretch(1)
        self.area.setWidget(inner)


def _move(move: GateMove) -> QWidget:
    return label("→ " + _("out") if move.out else "✓ " + _("in"), "link" if move.out else "ok")


def _waiting_move(move: GateMove) -> QWidget:
    """Short, so that the name has room; all of it is in the tip and for who listens."""
    words = _("out") if move.out else _("in")
    made = Pill(f"◌ {words}", "attention")
    told = _("◌ {done} – waiting for the server").format(done=words)
    made.setToolTip(told)
    made.setAccessibleName(told)
    return made


def _move_line(move: GateMove, panti: Panti) -> QHBoxLayout:
    hour = label(clock(panti.clock_of(move.at)), "muted")
    hour.setFixedWidth(44)
    name = ShortLabel(move.name)
    made = row(hour, name, _waiting_move(move) if move.waiting else _move(move))
    made.setStretch(1, 1)
    return made
