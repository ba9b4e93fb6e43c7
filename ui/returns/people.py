"""Who stands behind a figure, in a list beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shelter_admin.domain.month.figures import PersonBehind
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_, p_
from ui.kit.figures import Figure
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, label

DATE: Final = 96
AMOUNT: Final = 78
NUMBER: Final = 92
Third = tuple[str, Callable[[PersonBehind], str], Callable[[PersonBehind], Any], int]


class PeopleCard(Card):
    """The list behind a figure. ``opened`` tells the person chosen with Enter or a double click."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who is behind a figure"), parent, padding=12)
        self.heading.setWordWrap(True)
        self.head.setStretch(0, 100)
        self.count = label("", "muted", wrap=True)
        self.hint = label(_("Enter opens the resident."), "small", wrap=True)
        self.stack = QStackedWidget()
        words = _("Choose a figure with a click or Enter: the people behind it are listed here.")
        self.empty = Empty("users", "", words)
        self.empty.title.hide()
        self.stack.addWidget(self.empty)
        self._tables: dict[str, RecordsTable] = {}
        self.add(self.count, self.stack, self.hint)
        self.body.setStretch(1, 1)
        self.show_nobody()

    @property
    def table(self) -> RecordsTable | None:
        """The list that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RecordsTable) else None

    def show_nobody(self) -> None:
        """Say what the list is for."""
        self.heading.setText(_("Who is behind a figure"))
        self.count.hide()
        self.hint.hide()
        self.stack.setCurrentWidget(self.empty)

    def show_people(self, figure: Figure, people: Sequence[PersonBehind]) -> None:
        """List the people behind a figure."""
        self.heading.setText(figure.told)
        told = n_("{count} person", "{count} people", len(people)).format(count=number(len(people)))
        self.count.setText(told)
        self.count.show()
        self.hint.setVisible(bool(people))
        table = self._table(figure.key)
        table.show_records(people)
        self.stack.setCurrentWidget(table)

    def show_refusal(self, figure: Figure, sentence: str) -> None:
        """Say why the people behind a figure are not listed."""
        self.show_nobody()
        self.heading.setText(figure.told)
        self.count.setText(sentence)
        self.count.show()

    def take_focus(self) -> None:
        """Put the cursor on the first of them."""
        if self.table is not None and self.table.records:
            self.table.setFocus()
            self.table.selectRow(0)

    def _table(self, key: str) -> RecordsTable:
        kind = _kind(key)
        if kind not in self._tables:
            heading, words, sort, width = _third(kind)
            made = RecordsTable(
                [
                    Column(_("Name"), lambda one: one.name, strong=True),
                    Column(_("Number"), lambda one: one.number, width=NUMBER),
                    Column(heading, words, sort=sort, width=width, number=width == AMOUNT),
                ],
                lambda one: one.stay_id or one.person_id,
                _("Who is behind a figure"),
            )
            made.opened.connect(self.opened)
            self._tables[kind] = made
            self.stack.addWidget(made)
        return self._tables[kind]


def _kind(key: str) -> str:
    what, _dot, part = key.partition(".")
    if what == "attendance":
        return "" if part.endswith("people") else "sessions"
    return {"bed_days": "nights", "mean_stay_days": "days", "left": "left", "graduates": "", "revoked": ""}.get(
        what, "admitted"
    )


def _third(kind: str) -> Third:
    """The third column: the day that counts here, or somebody's share of the figure."""
    if kind in {"", "sessions", "nights", "days"}:
        heading = {
            "nights": p_("column of the month", "Nights"),
            "days": p_("column of the month", "Days"),
        }.get(kind, p_("column of the month", "Sessions"))
        return heading, lambda one: "" if one.amount is None else number(one.amount), lambda one: one.amount, AMOUNT
    if kind == "left":
        return p_("column of the month", "Left on"), lambda one: _day(one.left_on), lambda one: one.left_on, DATE
    return _("Since"), lambda one: _day(one.admitted_on), lambda one: one.admitted_on, DATE


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else "?"
