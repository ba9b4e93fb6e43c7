"""Whose medicine is due within two hours: who, where and at what hour; never which medicine."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.medication import DueLine
from shelter_admin.domain.wording import clock, number
from shelter_admin.domain.words import _
from shelter_admin.operations.duty.medication import MedicinesDue
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Pill, label

MOST: int = 6


class MedicinesCard(Card):
    """The card."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Medicine in the next 2 hours"), parent)
        self._front = front
        self.count = Pill("", "attention")
        self.count.hide()
        self.head.insertWidget(1, self.count)
        self._shown: QWidget | None = None
        self.due: tuple[DueLine, ...] = ()

    def reload(self) -> None:
        """Ask whose medicine is due."""
        self._front.ask(MedicinesDue(), self, self.show_due)

    def show_due(self, due: tuple[DueLine, ...]) -> None:
        """Show them by their hour."""
        self.due = due
        self.count.setVisible(bool(due))
        self.count.setText(number(len(due)))
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in due[:MOST]:
            column.addWidget(label(self._first(line), "strong", wrap=True))
            if beside := _beside(line):
                column.addWidget(label(beside, "small", wrap=True))
        if not due:
            column.addWidget(label(_("Nobody."), "muted"))
        elif len(due) > MOST:
            more = _("and {count} more").format(count=number(len(due) - MOST))
            column.addWidget(label(more, "small"))
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = inner
        self.body.addWidget(inner)

    def _first(self, line: DueLine) -> str:
        at = clock(line.at.astimezone(self._front.panti.zone.offset))
        return " · ".join(filter(None, (at, line.name, line.bed)))


def _beside(line: DueLine) -> str:
    outside = _("outside now") if line.outside else ""
    return " · ".join(filter(None, (line.carer_note, outside)))
