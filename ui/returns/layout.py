"""The blocks of a month on the page: two abreast, then the wide ones, in one column that scrolls."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from shelter_admin.domain.month.figures import MonthView
from shelter_admin.domain.words import _, n_
from ui.kit.figures import Block, Figure, FigureButton, FigureCard, buttons_of
from ui.kit.widgets import button, scrolled
from ui.returns.blocks import blocks_of, changes_block

FEW = 6
ABREAST = 6
WIDE = 3
BELOW = 10


class FiguresView(QWidget):
    """Every figure of a month. ``opened`` tells the one whose people are asked for."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changes = FigureCard(_("Corrected since it was sent"))
        self.more = button("", self._show_all, kind="link")
        self.changes.head.addWidget(self.more)
        self.abreast = tuple(FigureCard(" ") for _at in range(ABREAST))
        self.wide = tuple(FigureCard(" ") for _at in range(WIDE))
        self._changes: Block | None = None
        self.held = ""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(self.changes)
        column.addLayout(self._grid())
        for card in self.wide:
            column.addWidget(card)
        column.addStretch(1)
        self.area: QScrollArea = scrolled(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        for card in self.cards:
            card.opened.connect(self._open)
            card.seen.connect(self._come_into_sight)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for at, card in enumerate(self.abreast):
            grid.addWidget(card, at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    @property
    def cards(self) -> tuple[FigureCard, ...]:
        """Every card, in the order of reading."""
        return (self.changes, *self.abreast, *self.wide)

    @property
    def buttons(self) -> dict[str, FigureButton]:
        """Every figure shown, by the key of its people; of several with one key the last."""
        return buttons_of(self.cards)

    def show_month(self, view: MonthView, number: int | None) -> None:
        """Show a month, or a sent version of it, above it what reads otherwise."""
        abreast, wide = blocks_of(view.figures)
        for card, block in zip((*self.abreast, *self.wide), (*abreast, *wide), strict=True):
            card.show_block(block)
        block = changes_block(view, number)
        self._changes = block
        self.changes.setVisible(bool(block.lines))
        self.changes.show_block(replace(block, lines=block.lines[:FEW]))
        left = len(block.lines[FEW:])
        self.more.setText(n_("Show {count} more", "Show {count} more", left).format(count=left))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)
        self.hold(self.held)

    def begin(self) -> None:
        """Another month is read from its beginning."""
        self.hold("")
        self.area.verticalScrollBar().setValue(0)

    def hold(self, key: str) -> None:
        """Mark the figure whose people are listed."""
        self.held = key
        for card in self.cards:
            for made in card.buttons.values():
                made.hold(held=bool(key) and made.figure.key == key)

    def named(self, key: str) -> Figure | None:
        """A figure that is shown, by its key."""
        made = self.buttons.get(key)
        return made.figure if made is not None else None

    def take_focus(self) -> None:
        """Put the cursor on the first figure."""
        first = next((made for card in self.abreast for made in card.buttons.values()), None)
        if first is not None:
            first.setFocus()

    def _open(self, figure: Figure) -> None:
        self.opened.emit(figure)

    def _show_all(self) -> None:
        if self._changes is not None:
            self.changes.show_block(self._changes)
            self.more.hide()
            self.hold(self.held)

    def _come_into_sight(self, made: FigureButton) -> None:
        self.area.ensureWidgetVisible(made, 0, BELOW)
