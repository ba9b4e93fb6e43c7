"""How a tab that is a list is put together: what narrows it, the rows in a card, and what belongs to them below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.kit.widgets import Card

SPACING: Final = 12


def lay_out_list(tab: QWidget, above: QLayout, rows: Sequence[QWidget], below: Sequence[QLayout | QWidget]) -> None:
    """Give the rows all the room that the line above and the parts below leave; a page has the margins already."""
    card = Card(padding=8)
    card.add(*rows)
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACING)
    column.addLayout(above)
    column.addWidget(card, 1)
    for part in below:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
