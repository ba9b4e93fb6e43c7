"""What each column means: the guess, a few cells of it, and the user's word, which wins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from shelter_admin.domain.words import _
from shelter_admin.operations.moving_in.look import ColumnSeen, SheetSeen, meanings
from ui.kit.widgets import Card, Pill, button, label, row, scrolled

SAMPLE_LETTERS = 60


class ColumnsView(QWidget):
    """One line a column; ``rehearse`` when the user goes on, ``another`` for another file."""

    rehearse = Signal()
    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[SheetSeen, ...] = ()
        self._combos: dict[int, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._file = label("", "strong")
        self.sheet_box = QComboBox()
        self.sheet_box.setAccessibleName(_("Sheet"))
        self.sheet_box.currentIndexChanged.connect(lambda _row: self._fill())
        column.addLayout(row(self._file, label(_("Sheet"), "muted"), self.sheet_box, None))
        self._card = Card()
        column.addWidget(self._card, 1)
        self._inner: QWidget | None = None
        self.go_button = button(_("Rehearse"), self.rehearse.emit, kind="primary", icon="chevron-right")
        self.back_button = button(_("Another file"), self.another.emit)
        column.addLayout(row(self.back_button, None, self.go_button))

    def show_sheets(self, filename: str, sheets: Sequence[SheetSeen]) -> None:
        """Show the sheets of a file, the likeliest one open."""
        self._file.setText(filename)
        self._sheets = tuple(sheets)
        self.sheet_box.blockSignals(True)
        self.sheet_box.clear()
        for sheet in sheets:
            self.sheet_box.addItem(sheet.name)
        self.sheet_box.blockSignals(False)
        self._fill()
        self.go_button.setFocus()

    def sheet(self) -> str | None:
        """The sheet in view."""
        return self.sheet_box.currentText() or None

    def chosen(self) -> tuple[tuple[int, str | None], ...]:
        """Every column whose meaning the user changed."""
        seen = {column.index: column.meaning for column in self._columns()}
        return tuple(
            (index, combo.currentData()) for index, combo in self._combos.items() if combo.currentData() != seen[index]
        )

    def choose(self, index: int, meaning: str | None) -> None:
        """Say what a column means."""
        combo = self._combos[index]
        combo.setCurrentIndex(combo.findData(meaning))

    def _columns(self) -> tuple[ColumnSeen, ...]:
        row_in_view = self.sheet_box.currentIndex()
        return self._sheets[row_in_view].columns if 0 <= row_in_view < len(self._sheets) else ()

    def _fill(self) -> None:
        if self._inner is not None:
            self._card.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(20)
        grid.setColumnStretch(2, 1)
        for at, words in enumerate((_("Heading"), _("Means"), _("Some of its cells"))):
            grid.addWidget(label(words, "small"), 0, at)
        self._combos = {}
        for line, column in enumerate(self._columns(), start=1):
            self._add_line(grid, line, column)
        grid.setRowStretch(len(self._columns()) + 1, 1)
        self._inner = scrolled(inner)
        self._card.add(self._inner)

    def _add_line(self, grid: QGridLayout, line: int, column: ColumnSeen) -> None:
        combo = QComboBox()
        combo.setAccessibleName(_("Meaning of the column {heading}").format(heading=column.heading))
        combo.addItem(_("— not taken —"), None)
        for code, words in meanings().items():
            combo.addItem(_(words), code)
        combo.setCurrentIndex(max(0, combo.findData(column.meaning)))
        self._combos[column.index] = combo
        heading = label(column.heading or _("(no heading)"), "strong")
        heading.setMaximumWidth(240)
        heading.setWordWrap(True)
        grid.addWidget(heading, line, 0)
        grid.addWidget(combo, line, 1)
        samples = " · ".join(column.samples)
        grid.addWidget(
            label(samples[:SAMPLE_LETTERS] + ("…" if len(samples) > SAMPLE_LETTERS else ""), "muted"), line, 2
        )
        if column.meaning is None:
            grid.addWidget(Pill(_("? not recognised"), "attention"), line, 3)
