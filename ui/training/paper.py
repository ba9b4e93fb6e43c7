"""Typing back from paper: Enter for whoever signed, a letter for whoever did not; the cursor goes through the sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from ui.kit.widgets import Chips, ShortLabel, button
from ui.training.table import SheetTable
from ui.training.typing import Course


class PaperStrip(QWidget):
    """What the keys do while paper is typed back, the order of it, and how many marks were given."""

    ordered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.keys = ShortLabel("", "strong")
        self.order = Chips(((Course.BY_DAY.value, _("Day by day")), (Course.BY_PERSON.value, _("Person by person"))))
        self.order.setAccessibleName(_("Order of the paper"))
        self.typed = ShortLabel("", "muted")
        leave: Callable[[], None] = self.left.emit
        self.done = button(_("Done (F9)"), leave)
        for part, stretch in ((self.keys, 3), (self.order, 0), (self.typed, 1), (self.done, 0)):
            line.addWidget(part, stretch)
        self.order.chosen.connect(self.ordered)
        self.hide()

    def say(self, keys: str, count: int) -> None:
        """Show what the keys do, and how many marks were given."""
        self.keys.setText(keys)
        typed = n_("{count} mark typed", "{count} marks typed", count)
        self.typed.setText(typed.format(count=number(count)))


class FromPaper(QObject):
    """The mode itself: on, the cursor runs through every open day; off, it goes down one day as always."""

    def __init__(self, table: SheetTable, strip: PaperStrip) -> None:
        super().__init__(strip)
        self._table, self._strip = table, strip
        self._count = 0
        strip.ordered.connect(self._order)
        strip.left.connect(self.stop)

    @property
    def is_on(self) -> bool:
        """Say whether paper is being typed back."""
        return self._table.course is not Course.DOWN

    def turn(self) -> None:
        """F9: begin, or be done."""
        if self.is_on:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Begin with the cell under the cursor."""
        self._count = 0
        self._strip.order.choose(Course.BY_DAY.value)
        self._strip.show()
        self._order(Course.BY_DAY.value)

    def stop(self) -> None:
        """The keys do again what they always do."""
        self._table.course = Course.DOWN
        self._strip.hide()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def count(self) -> None:
        """A mark was given."""
        if self.is_on:
            self._count += 1
            self._say(_("Enter = present, S I A = not there, Space = skip"))

    def at_end(self) -> None:
        """Nothing is left to type."""
        self._say(_("That was the last box of this sheet."))

    def _order(self, course: str) -> None:
        self._table.course = Course(course)
        self._say(_("Enter = present, S I A = not there, Space = skip"))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self._strip.say(words, self._count)
