"""The tab of what happened in the house: open ones first, what was done, what is still to do, the minutes."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.occurrences import GRAVE, OCCURRENCE_NAMES, Occurrence
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import date_and_clock, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.duty.occurrences import (
    CloseOccurrence,
    Occurrences,
    PrintOccurrence,
    ReopenOccurrence,
)
from ui.duty.occurrence_sheet import OccurrenceSheet
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Chips, Empty, button, label, row

STATE_COLUMN: Final = 4
OPEN, ALL = "open", "all"
LONGEST_SHOWN: Final = 400


class OccurrencesTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._found: tuple[Occurrence, ...] = ()
        self._wanted = ""
        self.table = RecordsTable(self._columns(), lambda one: one.occurrence_id, _("Occurrences"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(STATE_COLUMN, self._pills)
        self.table.chosen.connect(lambda _one: self._offer())
        self.table.opened.connect(lambda _one: self.change())
        self.chips = Chips([(OPEN, _("Still open")), (ALL, _("All"))])
        self.chips.chosen.connect(lambda _key: self._show())
        self._buttons()
        self._lay_out()

    def _columns(self) -> list[Column[Any]]:
        zone = self._front.panti.zone.offset
        return [
            Column(_("When"), lambda one: date_and_clock(one.at.astimezone(zone)), width=136, sort=lambda one: one.at),
            Column(
                _("Kind of occurrence"),
                lambda one: _(OCCURRENCE_NAMES[one.kind]),
                width=236,
                strong=True,
                icon=lambda one: ("triangle-alert", "danger") if one.open and one.kind in GRAVE else None,
            ),
            Column(_("Where it happened"), lambda one: one.place or "—", width=150),
            Column(_("Who had part in it"), lambda one: ", ".join(person.name for person in one.people) or "—"),
            Column(
                _("State"),
                self._state,
                width=200,
                sort=lambda one: (one.closed_at is not None, one.follow_up_by is None, str(one.follow_up_by)),
                look=self._token,
            ),
        ]

    def _state(self, one: Occurrence) -> str:
        if not one.open:
            return "✓ " + _("closed")
        if one.follow_up_by is None:
            return "○ " + _("still open")
        sign = "▲ " if one.follow_up_by <= self._front.desk.today else "○ "
        return sign + _("to do by {day}").format(day=short_date(one.follow_up_by))

    def _token(self, one: Occurrence) -> str:
        if not one.open:
            return "ok"
        if one.follow_up_by is None:
            return "info"
        today = self._front.desk.today
        return "danger" if one.overdue(today) else "attention" if one.follow_up_by == today else "info"

    def _buttons(self) -> None:
        self.new_button = button(_("Write down what happened…"), self.write_down, kind="primary", icon="plus")
        self.change_button = button(_("Change…"), self.change, icon="pencil")
        self.close_button = button(_("Close it"), self.close_it, icon="check")
        self.open_button = button(_("Open it again"), self.open_again, icon="undo-2")
        self.print_button = button(_("Minutes…"), self.print_minutes, icon="printer")
        self.may_write = self._front.may(Right.RECORD_OCCURRENCE) and not self._front.read_only
        self.new_button.setVisible(self.may_write)

    def _lay_out(self) -> None:
        told = _(
            "A fight, an injury, a theft, trouble with a visitor: write it down here, with what was done about it."
        )
        self.empty = Empty("circle-check", _("Nothing is open"), told)
        self.card = Card()
        self.title = label("", "strong", wrap=True)
        self.what = label("", wrap=True)
        self.handling = label("", wrap=True)
        self.follow_up = label("", wrap=True)
        self.people = label("", "small", wrap=True)
        self.card.add(
            self.title,
            self.what,
            self.handling,
            self.follow_up,
            self.people,
            row(self.change_button, self.close_button, self.open_button, self.print_button, None),
        )
        lay_out_list(self, row(self.chips, None, self.new_button), (self.table, self.empty), (self.card,))

    def take_focus(self) -> None:
        """Put the cursor on the rows, or on the button to begin."""
        if self.table.isVisibleTo(self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the occurrences."""
        self._front.ask(Occurrences(), self, self._got)

    @property
    def current(self) -> Occurrence | None:
        """The occurrence under the cursor."""
        return self.table.current()

    def write_down(self) -> None:
        """Write a new one down."""
        if self.may_write:
            OccurrenceSheet(self._front, self, None, self._written).open()

    def change(self) -> None:
        """Go on writing the one under the cursor."""
        if self.may_write and self.current is not None and self.current.open:
            OccurrenceSheet(self._front, self, self.current, self._written).open()

    def close_it(self) -> None:
        """Close the one under the cursor; where nothing was done yet, that is to be written first."""
        one = self.current
        if one is None:
            return
        if one.handling.strip():
            self._front.do(CloseOccurrence(one.occurrence_id), self)
        else:
            sheet = OccurrenceSheet(self._front, self, one, self._written)
            sheet.open()
            sheet.handling.say_wrong(_("Write what was done before it is closed."))

    def open_again(self) -> None:
        """Open the one under the cursor again."""
        if self.current is not None:
            self._wanted = self.current.occurrence_id
            self._front.do(ReopenOccurrence(self.current.occurrence_id), self)

    def print_minutes(self) -> None:
        """Show the minutes on paper."""
        if self.current is not None:
            self._front.ask(PrintOccurrence(self.current.occurrence_id), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _written(self, occurrence_id: str) -> None:
        self._wanted = occurrence_id

    def _got(self, found: tuple[Occurrence, ...]) -> None:
        self._found = found
        waiting = sum(one.open for one in found)
        told = n_("{count} occurrence open", "{count} occurrences open", waiting).format(count=number(waiting))
        self.told.emit(told if waiting else _("Nothing is open"))
        self._show()

    def _show(self) -> None:
        shown = [one for one in self._found if one.open or self.chips.key() == ALL]
        self.table.show_records(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if self._wanted and self.table.go_to(self._wanted):
            self._wanted = ""
        elif shown and self.current is None:
            self.table.go_to(shown[0].occurrence_id)
        self._offer()

    def _offer(self) -> None:
        one = self.current
        self.card.setVisible(one is not None)
        if one is None:
            return
        when = date_and_clock(one.at.astimezone(self._front.panti.zone.offset))
        self.title.setText(" · ".join(filter(None, (_(OCCURRENCE_NAMES[one.kind]), when, one.place))))
        self.what.setText(_short(one.what))
        self.handling.setText(_("Done: {what}").format(what=_short(one.handling) or "—"))
        self.follow_up.setVisible(bool(one.follow_up))
        by = f" ({short_date(one.follow_up_by)})" if one.follow_up_by else ""
        self.follow_up.setText(_("Still to do: {what}").format(what=_short(one.follow_up)) + by)
        self.people.setVisible(bool(one.people))
        self.people.setText("; ".join(" – ".join(filter(None, (person.name, person.part))) for person in one.people))
        self.change_button.setVisible(self.may_write and one.open)
        self.close_button.setVisible(self.may_write and one.open)
        self.open_button.setVisible(self.may_write and not one.open)


def _short(text: str) -> str:
    """The beginning of a long text; all of it stands in the form and on paper."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()}…"
