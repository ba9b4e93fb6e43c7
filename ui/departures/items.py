"""A list of things in a form: what, how many, worth each, and in a receipt its brand or state; lines come and go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.departures.amounts import read_rupiah
from shelter_admin.domain.departures.handing import MOST_PIECES, Item
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit.form import Field
from ui.kit.line import Line
from ui.kit.widgets import button, label, scrolled

HEIGHT: Final = 170
EDGE: Final = 8


class _Line:
    """One line of the list."""

    def __init__(self, parent: ItemsField, one: Item) -> None:
        self.name = self._text(one.name, _("Thing"), _("scissors, sewing machine"))
        self.quantity = QSpinBox()
        self.quantity.lineEdit().setTextMargins(EDGE, 0, 0, 0)
        self.quantity.setRange(1, MOST_PIECES)
        self.quantity.setValue(one.quantity)
        self.quantity.setAccessibleName(_("How many"))
        self.unit = self._text(one.unit, _("Unit of count"), _("piece, set"))
        self.value = self._text("" if one.value is None else number(one.value), _("Worth each (Rp)"), "")
        self.note = self._text(one.note, _("Brand, number, state"), "")
        self.away: QPushButton = button("", lambda: parent.take_out(self), icon="x", tip=_("Take this line out"))
        for edit in (self.name, self.unit, self.value, self.note):
            edit.textChanged.connect(lambda _text: parent.changed.emit())
        self.quantity.valueChanged.connect(lambda _value: parent.changed.emit())

    @staticmethod
    def _text(words: str, named: str, hint: str) -> QLineEdit:
        made = Line()
        made.setText(words)
        made.setAccessibleName(named)
        made.setPlaceholderText(hint)
        return made

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The widgets of the line, in the order of the columns."""
        return (self.name, self.quantity, self.unit, self.value, self.note, self.away)

    def item(self) -> Item:
        """What stands in the line; raises Refused ``rupiah_unclear`` where the worth is no number."""
        worth = read_rupiah(self.value.text(), "items") if self.value.text().strip() else None
        return Item(self.name.text(), self.quantity.value(), self.unit.text(), worth, self.note.text())


class ItemsField(Field):
    """The list. The value is its things; ``noted`` shows the column of brand, number and state."""

    def __init__(self, words: str, *, noted: bool) -> None:
        inner = QWidget()
        self._noted = noted
        self._grid = QGridLayout()
        column_of_lines = QVBoxLayout(inner)
        column_of_lines.setContentsMargins(0, 0, 6, 0)
        column_of_lines.addLayout(self._grid)
        column_of_lines.addStretch(1)  # the lines stand below each other, however high the area is
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        for column, stretch in enumerate((5, 0, 2, 2, 4 if noted else 0, 0)):
            self._grid.setColumnStretch(column, stretch)
        heads = (_("Thing"), _("How many"), _("Unit of count"), _("Worth each (Rp)"), _("Brand, number, state"))
        for column, head in enumerate(heads[: 5 if noted else 4]):
            self._grid.addWidget(label(head, "small"), 0, column)
        area = scrolled(inner)
        area.setMinimumHeight(HEIGHT)
        super().__init__("items", words, area)
        self.lines: list[_Line] = []
        self.more = button(_("Add a line"), self.add, icon="plus")
        self.more.setProperty("compact", "true")
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, one: Item | None = None) -> None:
        """Add a line; an empty one takes the cursor."""
        line = _Line(self, one or Item(""))
        at = self._grid.rowCount()
        self.lines.append(line)
        for column, widget in enumerate(line.parts):
            if widget is line.note and not self._noted:
                widget.hide()
                continue
            self._grid.addWidget(widget, at, column)
        if one is None:
            line.name.setFocus()
        self.changed.emit()

    def take_out(self, line: Any) -> None:
        """Take a line out."""
        self.lines.remove(line)
        for widget in line.parts:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.changed.emit()

    @override
    def value(self) -> tuple[Item, ...]:
        return tuple(line.item() for line in self.lines)

    @override
    def set_value(self, value: Iterable[Item]) -> None:
        for line in tuple(self.lines):
            self.take_out(line)
        for one in value or ():
            self.add(one)
