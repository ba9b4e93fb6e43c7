"""Who, which nights and which beds are behind a figure: one card, a list for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, label

DATE = 100
AMOUNT = 88
NUMBER = 104
ADDRESS = 190


class BehindCard(Card):
    """The list behind a figure. ``opened`` tells the record chosen with Enter or a double click."""

    opened = Signal(object)

    def __init__(self, words: str, hint: str = "", parent: QWidget | None = None) -> None:
        self._words = words
        super().__init__(_("Behind a figure"), parent, padding=12)
        self.heading.setWordWrap(True)
        self.head.setStretch(0, 100)
        self.count = label("", "muted")
        self.hint = label(hint, "small")
        self.head.addWidget(self.count)
        self.head.addWidget(self.hint)
        self.stack = QStackedWidget()
        self.empty = Empty("users", "", words)
        self.empty.title.hide()
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.stack.addWidget(self.empty)
        self._tables: dict[str, RecordsTable] = {}
        self.add(self.stack)
        self.body.setStretch(0, 1)
        self.show_nothing()

    @property
    def table(self) -> RecordsTable | None:
        """The list that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RecordsTable) else None

    def show_nothing(self, told: str = "") -> None:
        """Say what the list is for, or why it is not shown."""
        self.heading.setText(_("Behind a figure"))
        self.count.setText(told)
        self.count.setVisible(bool(told))
        self.hint.hide()
        self.stack.setCurrentWidget(self.empty)

    def show_list(
        self, kind: str, columns: Sequence[Column[Any]], records: Sequence[Any], told: tuple[str, str]
    ) -> None:
        """Show records of a kind; ``told`` is what they are behind, and how many."""
        if kind not in self._tables:
            table = RecordsTable(columns, _key, _("Behind a figure"))
            table.opened.connect(self.opened)
            self._tables[kind] = table
            self.stack.addWidget(table)
        self.heading.setText(told[0])
        self.count.setText(told[1])
        self.count.show()
        self.hint.setVisible(bool(records) and bool(self.hint.text()))
        self._tables[kind].show_records(records)
        self.stack.setCurrentWidget(self._tables[kind])

    def take_focus(self) -> None:
        """Put the cursor on the first record."""
        if self.table is not None and self.table.records:
            self.table.setFocus()
            self.table.selectRow(0)


def _key(record: Any) -> str:
    """What a record of any kind is known by."""
    for name in ("stay_id", "applicant_id", "bed_id", "person_id", "night"):
        if found := getattr(record, name, None):
            return f"{found}{getattr(record, 'start', '')}"
    return str(id(record))


def day(value: date | None) -> str:
    """A day in a list; one nobody knows is ``?``."""
    return short_date(value) if value is not None else "?"
