"""The tab of care: alert and diet, medicines at their hours, things in keeping, each as far as the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.belongings import Belonging
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.medication import Medication
from shelter_admin.domain.papers import Document
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.duty.belongings import BelongingsOf, PrintBelongings
from shelter_admin.operations.duty.medication import MedicineHours, MedicinesOf
from ui.kit import theme
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row, scrolled
from ui.residents.care_sheets import BelongingSheet, GiveBackSheet, MedicineSheet, thing_in_words

SHOWS = frozenset({Area.DUTY})
HEADING = 44
MOST_ROWS = 5


class CareTab(QWidget):
    """The tab; it asks anew whenever the file is read or something of it changed."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._person_id = ""
        self.sees_health = front.may(Right.SEE_HEALTH)
        self.sees_hours = self.sees_health or front.may(Right.SEE_HEALTH_ALERTS)
        self.keeps = front.may(Right.MARK_GATE)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(8)
        self.alert = label("", wrap=True)
        column.addWidget(self.alert)
        self._add_medicines(column)
        self._add_belongings(column)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        front.changed.connect(self._take_changes)

    def _add_medicines(self, column: QVBoxLayout) -> None:
        columns = [
            Column[Medication](
                _("Hours"), lambda one: " ".join(clock(hour) for hour in one.hours), strong=not self.sees_health
            ),
            Column[Medication](_("Until"), self._until, width=92, look=self._look),
        ]
        if self.sees_health:
            what = Column[Medication](
                _("Medicine"), lambda one: " · ".join(filter(None, (one.medicine, one.dose))) or "—", strong=True
            )
            columns.insert(0, what)
        else:
            columns.insert(1, Column[Medication](_("Note"), lambda one: one.carer_note or "—"))
        self.medicines = RecordsTable(columns, lambda one: one.medication_id, _("Medicines"))
        self.medicines.chosen.connect(self._tell_medicine)
        self.medicine_told = label("", "small", wrap=True)
        self.medicines.opened.connect(lambda _one: self.change_medicine())
        self.no_medicines = label(_("No medicine is given."), "muted")
        self.new_medicine = button(_("New medicine…"), self.add_medicine, icon="plus")
        self.edit_medicine = button(_("Change…"), self.change_medicine, icon="pencil")
        self.may_edit = self._front.may(Right.EDIT_HEALTH) and not self._front.read_only
        self.medicine_title = label(_("Medicines"), "strong")
        column.addLayout(row(self.medicine_title, None, self.edit_medicine, self.new_medicine))
        column.addWidget(self.medicines)
        column.addWidget(self.medicine_told)
        column.addWidget(self.no_medicines)
        for part in (self.medicine_title, self.medicines, self.no_medicines, self.alert):
            part.setVisible(self.sees_hours)
        for made in (self.new_medicine, self.edit_medicine):
            made.setProperty("compact", "true")
            made.setVisible(self.may_edit)

    def _add_belongings(self, column: QVBoxLayout) -> None:
        self.things = RecordsTable(
            [
                Column[Belonging](_("Thing"), thing_in_words, strong=True),
                Column[Belonging](_("Since"), lambda one: short_date(one.received_on), width=96),
                Column[Belonging](
                    _("State"),
                    lambda one: _("in keeping") if one.kept else _("given back"),
                    width=116,
                    look=lambda one: "info" if one.kept else "muted",
                ),
            ],
            lambda one: one.belonging_id,
            _("Things in keeping"),
        )
        self.things.opened.connect(lambda _one: self.change_thing())
        self.things.chosen.connect(self._tell)
        self.told = label("", "small", wrap=True)
        self.no_things = label(_("Nothing is in keeping."), "muted")
        self.keep_button = button(_("Take into keeping…"), self.keep, icon="package")
        self.back_button = button(_("Give back…"), self.give_back)
        self.change_thing_button = button(_("Change…"), self.change_thing, icon="pencil")
        self.receipt_button = button(_("Receipt…"), self.print_receipt, icon="printer")
        title = label(_("Things in keeping"), "strong")
        column.addLayout(row(title, None, self.keep_button))
        column.addWidget(self.things)
        column.addWidget(self.told)
        column.addWidget(self.no_things)
        self.acts = (self.back_button, self.change_thing_button, self.receipt_button)
        acts = Flow()
        for made in self.acts:
            acts.addWidget(made)
        column.addLayout(acts)
        for made in (self.keep_button, *self.acts):
            made.setProperty("compact", "true")
        for part in (title, self.things, self.told, self.no_things, self.keep_button, *self.acts):
            part.setVisible(self.keeps)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        self._person_id = details.line.person_id
        told = []
        if details.alert:
            told.append("▲ " + _("Alert: {what}").format(what=details.alert))
        if details.diet:
            told.append(_("Diet: {what}").format(what=details.diet))
        self.alert.setText("\n".join(told) or _("No alert and no diet are written down."))
        self.reload()

    def reload(self) -> None:
        """Ask for medicines and things."""
        if not self._person_id:
            return
        of = self._person_id
        if self.sees_health:
            self._front.ask(MedicinesOf(of), self, lambda found: self._got_medicines(of, found))
        elif self.sees_hours:
            self._front.ask(MedicineHours(of), self, lambda found: self._got_medicines(of, found))
        if self.keeps:
            self._front.ask(BelongingsOf(of), self, lambda found: self._got_things(of, found))

    def add_medicine(self) -> None:
        """Write down a medicine."""
        MedicineSheet(self._front, self, self._person_id, None).open()

    def change_medicine(self) -> None:
        """Change the medicine under the cursor."""
        if self.may_edit and self.medicines.current() is not None:
            MedicineSheet(self._front, self, self._person_id, self.medicines.current()).open()

    def keep(self) -> None:
        """Take a thing into keeping."""
        BelongingSheet(self._front, self, self._person_id, None).open()

    def change_thing(self) -> None:
        """Put right what is written of the thing under the cursor."""
        one: Belonging | None = self.things.current()
        if one is not None and one.kept and not self._front.read_only:
            BelongingSheet(self._front, self, self._person_id, one).open()

    def give_back(self) -> None:
        """Give back the thing under the cursor, or everything where it is on none that is kept."""
        kept = tuple(one for one in self.things.records if one.kept)
        one: Belonging | None = self.things.current()
        chosen = (one,) if one is not None and one.kept else kept
        if chosen:
            GiveBackSheet(self._front, self, self._person_id, chosen).open()

    def print_receipt(self) -> None:
        """Show the receipt: of the day the thing under the cursor was given back, else of what is in keeping."""
        one: Belonging | None = self.things.current()
        day = one.returned_on if one is not None else None
        self._front.ask(PrintBelongings(self._person_id, day), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got_medicines(self, of: str, found: tuple[Medication, ...]) -> None:
        if of == self._person_id:
            _fit(self.medicines, found)
            self.medicines.setVisible(bool(found))
            self.no_medicines.setVisible(not found)
            self.edit_medicine.setEnabled(bool(found))
            at: Medication | None = self.medicines.current()
            self.medicine_told.setText("")
            if at is not None:
                self._tell_medicine(at)

    def _got_things(self, of: str, found: tuple[Belonging, ...]) -> None:
        if of == self._person_id:
            _fit(self.things, found)
            self.things.setVisible(bool(found))
            self.no_things.setVisible(not found)
            self.told.setText("")
            at: Belonging | None = self.things.current()
            if at is not None:
                self._tell(at)
            for made in self.acts:
                made.setVisible(bool(found))

    def _until(self, one: Medication) -> str:
        if one.given_on(self._front.desk.today):
            return short_date(one.until_day) if one.until_day else "—"
        return _("ended") if one.from_day <= self._front.desk.today else short_date(one.from_day)

    def _look(self, one: Medication) -> str | None:
        return None if one.given_on(self._front.desk.today) else "muted"

    def _tell_medicine(self, one: Medication) -> None:
        """What the health officer reads beside the medicine under the cursor; others read it in the row."""
        if self.sees_health:
            self.medicine_told.setText(" · ".join(filter(None, (one.carer_note, one.note))))

    def _tell(self, one: Belonging) -> None:
        """Where the thing under the cursor is kept, or to whom it was given."""
        parts = [one.kept_where, one.note]
        if one.returned_on is not None:
            parts.append(_("given to {whom}, {day}").format(whom=one.returned_to, day=short_date(one.returned_on)))
        self.told.setText(" · ".join(filter(None, parts)))

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch(SHOWS) and self.isVisible():
            self.reload()


def _fit(table: RecordsTable, found: Sequence[Any]) -> None:
    """Show these, in a table just high enough for them; many scroll."""
    table.show_records(found)
    table.setFixedHeight(HEADING + theme.ROW * min(max(len(found), 1), MOST_ROWS))
