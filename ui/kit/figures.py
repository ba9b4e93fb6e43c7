"""Figures in calm tables, each of them a button that opens the people behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QPushButton, QWidget
from typing_extensions import override

from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.widgets import Card, label, restyle

WIDTH: Final = 44
EDGE: Final = 7  # what a figure keeps free on either side, for the words that stand in line with it
BAR: Final = 6
MARK: Final = 14
_STEPS: Final[Mapping[int, tuple[int, int]]] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is shown: the key of the people behind it (empty: only shown), its words, and its name."""

    key: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it counts and its figures; None leaves a place free."""

    words: str
    figures: tuple[Figure | None, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One card: title, headings of the columns, lines, a bar (1 is full, more is over) and a note below."""

    key: str
    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    share: float | None = None
    note: str = ""
    empty: str = ""


class FigureButton(QPushButton):
    """A figure. Enter, Space or a click opens it; arrows go to the figure beside it."""

    seen = Signal(object)
    stepped = Signal(int, int)

    def __init__(self, figure: Figure, place: tuple[int, int]) -> None:
        super().__init__(figure.text)
        self.figure, self.place, self._held = figure, place, False
        self.setProperty("kind", "figure")
        self.setProperty("none", _none(figure))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(WIDTH)
        self.setToolTip(_("{figure}: show who is behind it").format(figure=figure.told))
        self.setAccessibleName(f"{figure.told}: {figure.text}")
        self.setAutoDefault(False)

    def show_figure(self, figure: Figure) -> None:
        """Show another value of the same figure."""
        if figure != self.figure:
            self.figure = figure
            self.setText(figure.text)
            self.setAccessibleName(f"{figure.told}: {figure.text}")
            restyle(self, "none", _none(figure))

    def hold(self, *, held: bool) -> None:
        """Show whether its people are listed."""
        if held is not self._held:
            self._held = held
            restyle(self, "held", "true" if held else "false")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.seen.emit(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in _STEPS:
            self.stepped.emit(*_STEPS[event.key()])
        else:
            super().keyPressEvent(event)


class ShareBar(QWidget):
    """A share as a bar; one that passes what there is goes on beyond the mark of all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(MARK)
        theme.current().changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show a share, 1 being all there is."""
        self._share = max(0.0, share)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole, top = self.width() / max(1.0, self._share), (self.height() - BAR) / 2
        for tint, width in (("neutral_soft", float(self.width())), ("accent", whole * self._share)):
            over = tint == "accent" and self._share > 1
            painter.setBrush(theme.colour("attention" if over else tint))
            painter.drawRoundedRect(QRectF(0, top, width, BAR), BAR / 2, BAR / 2)
        if self._share > 1:
            painter.setBrush(theme.colour("text"))
            painter.drawRect(QRectF(whole - 1, 0, 2, self.height()))
        painter.end()


class FigureCard(Card):
    """A block of figures. ``opened`` tells the figure pressed, ``seen`` the one the keyboard came to."""

    opened = Signal(object)
    seen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.bar = ShareBar()
        self._table = QWidget()
        self._table.setProperty("clear", "true")
        self._grid = _grid(self._table)
        self.note = label("", "small", wrap=True)
        self.buttons: dict[tuple[int, int], FigureButton] = {}
        self._block: Block | None = None
        self.add(self._table, self.bar, self.note)
        self.body.addStretch(1)

    def show_block(self, block: Block) -> None:
        """Show this block instead of the one before; the same figures keep their buttons, and with them the cursor."""
        before, self._block = self._block, block
        if block == before:
            return
        self.heading.setText(block.title)
        if before is not None and _shape(before) == _shape(block):
            for (line, column), made in self.buttons.items():
                made.show_figure(block.lines[line].figures[column] or made.figure)
        else:
            self._begin(block)
        self.bar.setVisible(block.share is not None)
        self.bar.show_share(block.share or 0)
        note = block.note if block.lines else block.empty
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _begin(self, block: Block) -> None:
        """Another table; the cursor stays on its figure."""
        at = next((made.figure.key for made in self.buttons.values() if made.hasFocus()), "")
        self._table.deleteLater()
        self._table = QWidget()
        self._table.setProperty("clear", "true")
        self._grid = _grid(self._table)
        self.buttons = {}
        self._write(block)
        self.body.insertWidget(0, self._table)
        self._table.setVisible(bool(block.lines))
        again = next((made for made in self.buttons.values() if at and made.figure.key == at), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, block: Block) -> None:
        if block.lines and any(block.headings):
            for column, words in enumerate(block.headings):
                heading = label(words, "small")
                heading.setContentsMargins(EDGE, 0, EDGE, 0)
                self._grid.addWidget(heading, 0, column + 1, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(block.lines):
            name = label(line.words, "strong" if line.strong else "", wrap=True)
            self._grid.addWidget(name, row + 1, 0)
            for column, figure in enumerate(line.figures):
                if figure is not None:
                    self._put(figure, row, column)

    def _put(self, figure: Figure, row: int, column: int) -> None:
        if not figure.key:
            plain = label(figure.text, "muted")
            plain.setContentsMargins(EDGE, 0, EDGE, 0)
            self._grid.addWidget(plain, row + 1, column + 1, Qt.AlignmentFlag.AlignRight)
            return
        made = FigureButton(figure, (row, column))
        made.clicked.connect(lambda _checked=False: self.opened.emit(made.figure))
        made.seen.connect(self.seen)
        made.stepped.connect(lambda down, right: self._step(made, down, right))
        self.buttons[row, column] = made
        self._grid.addWidget(made, row + 1, column + 1, Qt.AlignmentFlag.AlignRight)

    def _step(self, made: FigureButton, down: int, right: int) -> None:
        row, column = made.place[0] + down, made.place[1] + right
        last = max(place[0] for place in self.buttons), max(place[1] for place in self.buttons)
        while 0 <= row <= last[0] and 0 <= column <= last[1]:
            if (row, column) in self.buttons:
                self.buttons[row, column].setFocus(Qt.FocusReason.OtherFocusReason)
                return
            row, column = row + down, column + right


def _none(figure: Figure) -> str:
    return "true" if figure.text in {"0", "—"} else "false"


def _shape(block: Block) -> tuple[object, ...]:
    """What a table is made of, without the values; a figure that is only shown is part of it."""
    lines = [
        (line.words, [one and (one.key or one.text, bool(one.key)) for one in line.figures]) for line in block.lines
    ]
    return (block.headings, lines)


def _grid(owner: QWidget) -> QGridLayout:
    made = QGridLayout(owner)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(4)
    made.setVerticalSpacing(2)
    made.setColumnStretch(0, 1)
    made.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    return made


def buttons_of(cards: Sequence[FigureCard]) -> dict[str, FigureButton]:
    """Every figure shown by its key."""
    return {made.figure.key: made for card in cards for made in card.buttons.values()}
