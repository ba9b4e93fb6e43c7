"""The tab of a file about leaving: what is still open, what was handed over, the savings, the visit afterwards."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.departures.arranging import LABELS, Arrangement
from shelter_admin.domain.departures.handing import HANDED_NAMES, Handed
from shelter_admin.domain.departures.savings import Saving
from shelter_admin.domain.departures.steps import DepartureFile, OpenStep, Stands, Visit
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import rupiah, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.departures.asking import DepartureFileOf
from shelter_admin.operations.departures.papers import PrintSavings
from ui.departures.acts import LeavingActs
from ui.departures.visit_sheet import VisitSheet
from ui.departures.words import goes_in_words, step_in_words, turn_in_words
from ui.kit import theme
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row, scrolled

SHOWS = frozenset({Area.DEPARTURES, Area.READINESS, Area.CASES})
HEADING = 44
MOST_ROWS = 6
SHOWN = ("planned_on", "receiver_address", "receiver_phone", "surveyed_on", "termination_number")


class LeavingTab(QWidget):
    """The tab; it asks anew whenever the file is read or something of it changed."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._person_id = ""
        self.file: DepartureFile | None = None
        self.acts = LeavingActs(front, self, lambda: self._person_id)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(8)
        self._add_head(column)
        self._add_handed(column)
        self._add_savings(column)
        self._add_visits(column)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        front.changed.connect(self._take_changes)

    def _add_head(self, column: QVBoxLayout) -> None:
        buttons = Flow()
        for made in self.acts.buttons:
            made.setProperty("compact", "true")
            buttons.addWidget(made)
        self.goes = label("", "strong", wrap=True)
        self.facts = label("", wrap=True)
        self.steps = label("", wrap=True)
        self.steps.setAccessibleName(_("What is still open"))
        column.addLayout(buttons)
        column.addWidget(self.goes)
        column.addWidget(self.facts)
        column.addWidget(self.steps)

    def _add_handed(self, column: QVBoxLayout) -> None:
        self.handed = RecordsTable(
            [
                Column[Handed](_("Handed over"), _handed_in_words, strong=True),
                Column[Handed](_("Day"), lambda one: short_date(one.on_day), width=96),
                Column[Handed](
                    _("State"),
                    lambda one: "✓ " + _("stands") if one.stands else "– " + _("struck out"),
                    width=116,
                    look=lambda one: "ok" if one.stands else "muted",
                ),
            ],
            lambda one: one.handover_id,
            _("Handed over"),
        )
        self.handed.opened.connect(lambda one: self.acts.print_receipt(one.handover_id))
        self.receipt_button = button(_("Receipt…"), self.print_receipt, icon="printer")
        self.void_button = button(_("Strike out…"), self.strike_out)
        self.nothing_handed = label(_("Nothing was handed over yet."), "muted")
        column.addWidget(label(_("Handed over"), "strong"))
        column.addWidget(self.handed)
        column.addWidget(self.nothing_handed)
        column.addLayout(row(self.receipt_button, self.void_button, None))
        for made in (self.receipt_button, self.void_button):
            made.setProperty("compact", "true")

    def _add_savings(self, column: QVBoxLayout) -> None:
        self.balance = label("", "strong")
        self.savings = RecordsTable(
            [
                Column[Saving](_("Day"), lambda one: short_date(one.on_day), width=96),
                Column[Saving](_("Sum"), lambda one: rupiah(one.amount), number=True, width=120, strong=True),
                Column[Saving](_("There then"), lambda one: rupiah(one.balance), number=True, width=120),
                Column[Saving](_("Note"), lambda one: one.note or one.written_by),
            ],
            lambda one: one.saving_id,
            _("Savings"),
        )
        self.in_button = button(_("Put aside…"), self.acts.save_money, icon="plus")
        self.out_button = button(_("Take out…"), lambda: self.acts.save_money(out=True), icon="minus")
        self.book_button = button(_("Book…"), lambda: self.acts.print_paper(PrintSavings), icon="printer")
        column.addWidget(self.balance)
        column.addWidget(self.savings)
        column.addLayout(row(self.in_button, self.out_button, self.book_button, None))
        for made in (self.in_button, self.out_button, self.book_button):
            made.setProperty("compact", "true")

    def _add_visits(self, column: QVBoxLayout) -> None:
        self.visits_title = label(_("Visits after leaving"), "strong")
        self.visits = RecordsTable(
            [
                Column[Visit](_("Planned for"), lambda one: short_date(one.planned_on), width=156, strong=True),
                Column[Visit](
                    _("Visited on"), lambda one: short_date(one.visited_on) if one.visited_on else "—", width=142
                ),
                Column[Visit](_("Who visits"), lambda one: one.visitor or "—"),
            ],
            lambda one: one.visit_id,
            _("Visits after leaving"),
        )
        self.visits.opened.connect(self._change_visit)
        column.addWidget(self.visits_title)
        column.addWidget(self.visits)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        self._person_id = details.line.person_id
        self.reload()

    def reload(self) -> None:
        """Ask for everything about the leaving."""
        if self._person_id:
            self._front.ask(DepartureFileOf(self._person_id), self, self._show)

    def print_receipt(self) -> None:
        """Show the receipt of the handing over under the cursor."""
        one: Handed | None = self.handed.current()
        if one is not None:
            self.acts.print_receipt(one.handover_id)

    def strike_out(self) -> None:
        """Strike out the handing over under the cursor."""
        one: Handed | None = self.handed.current()
        if one is not None and one.stands:
            self.acts.strike_out(one)

    def _change_visit(self, one: Visit) -> None:
        if not self._front.read_only:
            VisitSheet(self._front, self, one).open()

    def _show(self, file: DepartureFile) -> None:
        if file.line.person_id != self._person_id:
            return
        self.file = file
        line = file.line
        self.goes.setText(_("Goes {where}").format(where=goes_in_words(line.arrangement)))
        told = _facts(line.arrangement)
        self.facts.setText("\n".join(told))
        self.facts.setVisible(bool(told))
        asked = [_step(one) for one in line.steps if one.stands is not Stands.NOT_NEEDED]
        self.steps.setText("\n".join(asked) or _("Nothing is open."))
        self._show_handed(file)
        self._show_savings(file)
        _fit(self.visits, file.visits)
        for part in (self.visits_title, self.visits):
            part.setVisible(bool(file.visits))

    def _show_handed(self, file: DepartureFile) -> None:
        _fit(self.handed, file.handed)
        there = bool(file.handed)
        for part in (self.handed, self.receipt_button):
            part.setVisible(there)
        self.void_button.setVisible(there and self.acts.writes)
        self.nothing_handed.setVisible(not there)
        if there and self.handed.current() is None:
            self.handed.go_to(file.handed[0].handover_id)

    def _show_savings(self, file: DepartureFile) -> None:
        entries = file.savings
        self.balance.setVisible(entries is not None)
        self.balance.setText(_("Savings: {amount}").format(amount=rupiah(file.balance)))
        _fit(self.savings, tuple(reversed(entries or ())))
        self.savings.setVisible(bool(entries))
        self.book_button.setVisible(bool(entries))
        self.in_button.setVisible(self.acts.saves)
        self.out_button.setVisible(self.acts.saves and file.balance > 0)

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch(SHOWS) and self.isVisible():
            self.reload()


def _facts(one: Arrangement) -> list[str]:
    """What is arranged, a line for each that is written down."""
    values = [(LABELS[name], getattr(one, name)) for name in SHOWN]
    return [
        f"{_(words)}: {short_date(value) if isinstance(value, date) else value}" for words, value in values if value
    ]


def _step(one: OpenStep) -> str:
    return f"{step_in_words(one)} · {turn_in_words(one)}" if one.open else step_in_words(one)


def _handed_in_words(one: Handed) -> str:
    what = rupiah(one.amount) if one.amount is not None else ", ".join(item.words for item in one.items)
    return f"{_(HANDED_NAMES[one.kind]).capitalize()}: {what}"


def _fit(table: RecordsTable, found: tuple[Handed | Saving | Visit, ...]) -> None:
    """Show the rows, as high as they need, within bounds."""
    table.show_records(found)
    table.setFixedHeight(HEADING + theme.ROW * max(1, min(len(found), MOST_ROWS)))
