"""The table of a roll-call: one letter marks a row, arrows move, what is only proposed looks it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.presence import AWAY, MARK_NAMES, OUTING_NAMES, PRESENT, Mark, RollCallLine
from shelter_admin.domain.words import _, p_
from ui.kit import theme
from ui.kit.cells import WordlessDelegate
from ui.kit.records import Column, RecordsTable
from ui.presence.outside import MiddleDelegate

BED_COLUMN: Final = 1
MARK_COLUMN: Final = 3
LETTERS: Final = frozenset(mark.value for mark in Mark)


@dataclass(frozen=True)
class MarkRow:
    """One row: its number on the printed sheet, and the line."""

    at: int
    line: RollCallLine

    @classmethod
    def given(cls, line: RollCallLine, mark: Mark) -> MarkRow:
        """The row as it stands once this mark is written."""
        return cls(0, replace(line, mark=mark))


def colour_of(mark: Mark) -> str:
    """The colour of a mark: in bed, away, missing."""
    if mark in PRESENT:
        return "ok" if mark is Mark.PRESENT else "attention"
    return "info" if mark in AWAY else "danger"


def mark_words(row: MarkRow) -> str:
    """A mark as letter and word; a proposal says that it is one; nothing is filled in."""
    line = row.line
    if line.mark is not None:
        return f"{line.mark.value} · {_(MARK_NAMES[line.mark])}"
    if line.proposed is not None:
        proposed = f"{line.proposed.value} · {_(MARK_NAMES[line.proposed])}"
        return _("proposed: {mark}").format(mark=proposed)
    return _("not marked yet")


def _told(line: RollCallLine) -> str:
    """The words beside the letter."""
    if line.mark is not None:
        return _(MARK_NAMES[line.mark])
    if line.proposed is not None:
        return _("proposed: {mark}").format(mark=_(MARK_NAMES[line.proposed]))
    return _("not marked yet")


def _mark_token(row: MarkRow) -> str | None:
    return colour_of(row.line.mark) if row.line.mark is not None else "muted"


def _mark_order(row: MarkRow) -> tuple[int, str]:
    line = row.line
    return (0 if line.mark is None else 1, (line.mark or line.proposed or "").__str__())


def _name(row: MarkRow) -> str:
    return f"{row.line.name} ({row.line.alias})" if row.line.alias else row.line.name


class MarkDelegate(WordlessDelegate):
    """Paints the letter in a box of its colour, filled once written, dashed while only proposed."""

    @override
    def draw(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        line = row.line if isinstance(row, MarkRow) else None
        letter = (line.mark or line.proposed) if line is not None else None
        box = QRectF(area.left() + 8, area.center().y() - 11, 22, 22)
        tint = ink if isinstance(ink, QColor) else theme.colour("muted")
        _paint_box(painter, box, letter.value if letter else "", tint, written=bool(line and line.mark))
        painter.setPen(tint)
        painter.setFont(theme.font(strong=bool(line and line.mark)))
        told = _told(line) if line is not None else words
        room = area.adjusted(38, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_box(painter: QPainter, box: QRectF, letter: str, tint: QColor, *, written: bool) -> None:
    ground = QColor(tint)
    ground.setAlphaF(0.16 if written else 0.0)
    style = Qt.PenStyle.SolidLine if written else Qt.PenStyle.DashLine
    painter.setPen(QPen(tint, 1, style))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 5, 5)
    painter.setFont(theme.font(strong=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def columns() -> list[Column[Any]]:
    """The columns of a roll-call."""
    return [
        Column(_("No."), lambda row: str(row.at), sort=lambda row: row.at, number=True, width=48, look=_muted),
        Column(p_("heading", "Bed"), lambda row: row.line.bed or "—", width=116, sort=lambda row: row.at),
        Column(_("Name"), _name, strong=True, width=196, tip=lambda row: f"{_name(row)} · {row.line.number}"),
        Column(_("Mark"), mark_words, width=200, look=_mark_token, sort=_mark_order),
        Column(_("Reason or note"), _reason, look=_muted, tip=lambda row: row.line.note or row.line.because),
    ]


def _reason(row: MarkRow) -> str:
    """The note, else why somebody is pre-marked, without the kind that the mark beside it says already."""
    kind, _comma, rest = row.line.because.partition(", ")
    named = {_(name) for name in OUTING_NAMES.values()}
    return row.line.note or (rest if kind in named and rest else row.line.because)


def _muted(_row: MarkRow) -> str:
    return "muted"


class MarksTable(RecordsTable):
    """The table. ``marked`` tells row and letter (None takes the proposal), ``noting`` that a note is wanted."""

    marked = Signal(object, object)
    noting = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns(), lambda row: row.line.person_id, _("Roll-call"), parent)
        self._painter, self._shortener = MarkDelegate(self), MiddleDelegate(self)
        self.setItemDelegateForColumn(MARK_COLUMN, self._painter)
        self.setItemDelegateForColumn(BED_COLUMN, self._shortener)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, letter = self.current(), event.text().upper()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif row is not None and letter in LETTERS:
            self.marked.emit(row, Mark(letter))
        elif row is not None and event.key() == Qt.Key.Key_Space:
            self.marked.emit(row, None)
        elif row is not None and (letter == "N" or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_F2}):
            self.noting.emit()
        elif letter.isdecimal():
            self.typed.emit(event.text())
        elif not letter.isalpha():
            super().keyPressEvent(event)

    def after(self, key: str) -> str:
        """The id of the row below, so that the cursor goes on; the same where it is the last."""
        ids = [row.line.person_id for row in self.records]
        at = ids.index(key) if key in ids else -1
        return ids[at + 1] if 0 <= at < len(ids) - 1 else key
