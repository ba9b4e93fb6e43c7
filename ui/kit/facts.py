"""What is known about somebody, filled anew each time: facts one below the other, in an area that scrolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QFormLayout, QScrollArea, QWidget

from ui.kit.widgets import label

LEAST_WIDTH: Final = 160


def show_anew(area: QScrollArea, sheet: QWidget) -> None:
    """Show a new sheet in place of the one before.

    A new one rather than rows taken out of the old one: those may still be painted, which brought the program down.
    The act that asks for it may come from within the old one, so that goes only once the act is over.
    """
    sheet.setProperty("clear", "true")
    before = area.takeWidget()
    area.setWidget(sheet)
    if before is not None:
        before.deleteLater()


def show_facts(
    area: QScrollArea, facts: Iterable[tuple[str, str]], *, least: int = LEAST_WIDTH, wrap: bool = False
) -> None:
    """Show what each fact is called and what is known; ``wrap`` where the names are long."""
    sheet = QWidget()
    form = QFormLayout(sheet)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(7)
    for words, fact in facts:
        told = label(fact, wrap=True)
        told.setMinimumWidth(least)
        form.addRow(label(words, "muted", wrap=wrap), told)
    show_anew(area, sheet)
