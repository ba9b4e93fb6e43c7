"""Beside the matrix: whose cell it is and how it stands, the day and the money a tick counts for, and the totals."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.services.matrix import ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from ui.kit.asking import typed_day
from ui.kit.form import ChoiceField, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import tip
from ui.kit.widgets import Card, ShortLabel, button, label, row, rule
from ui.services.giving import funds_offered
from ui.services.words import kind_told, standing_told

WIDTH: Final = 262


class SideCard(Card):
    """The cell under the cursor; its buttons do what the keys do."""

    giving = Signal()
    not_needed = Signal()
    taking_away = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("", parent, padding=12)
        self._front = front
        self.setFixedWidth(WIDTH)
        self.name = ShortLabel("", "strong")
        self.under = label("", "small", wrap=True)
        self.item = label("", "strong", wrap=True)
        self.stands = label("", "", wrap=True)
        self.source = label("", "small", wrap=True)
        today = short_date(front.panti.day_of(front.now))
        self.day = TextField("on_day", _("Day"), placeholder=today)
        self.fund = ChoiceField("fund", _("Source of funds"), [("", _("– not said –"))])
        self.form = Form([self.day, self.fund], lambda failure: explain(failure, front.panti))
        self.give = button(_("Given"), self.giving.emit, kind="primary", tip=_("Space"))
        self.needless = button(_("Not needed…"), self.not_needed.emit, tip="–")
        self.take = button(_("Take away"), self.taking_away.emit, tip=_("Delete"))
        self.totals = label("", "small", wrap=True)
        self.add(self.name, self.under, rule(), self.item, self.stands, self.source)
        self.body.addStretch(1)
        if front.may(Right.RECORD_SERVICES):
            self.add(rule(), self.form)
            self.body.addLayout(row(self.give, self.take))
            self.add(self.needless)
        self.add(rule(), self.totals)
        self.show_cell(None, None)

    def show_year(self, year: ServiceYear) -> None:
        """Show whose needs are met in a year, and offer its sources of funds."""
        self.fund.offer(funds_offered(year))
        told = []
        for kind in year.matrix.kinds:
            people = [one for one in year.people if one.kind == kind]
            if people:
                met = number(sum(year.met(one) for one in people))
                told.append(_("{kind} {met} of {people}").format(kind=kind, met=met, people=number(len(people))))
        self.totals.setText(_("X, needs met: {kinds}").format(kinds=", ".join(told)))
        self.totals.setVisible(bool(told))

    def show_cell(self, year: ServiceYear | None, here: tuple[PersonServices, ServiceItem] | None) -> None:
        """Show a cell, or what to do where there is none."""
        for made in (self.give, self.needless, self.take):
            made.setEnabled(here is not None)
        if year is None or here is None:
            self.name.setText(_("Choose a cell"))
            for empty in (self.under, self.item, self.stands, self.source):
                empty.setText("")
            return
        one, item = here
        self.name.setText(one.name)
        parts = (one.number, kind_told(one), one.place, "" if one.here else _("has left"))
        self.under.setText(" · ".join(part for part in parts if part))
        self.item.setText(item.name)
        self.stands.setText(standing_told(year, one, item))
        self.source.setText(item.note)
        self.item.setToolTip(tip(item.source))
        self.take.setEnabled(item.code in one.stands)
        self.needless.setEnabled(item.code in one.stands or item in year.owed(one))

    def chosen(self) -> tuple[date | None, str] | None:
        """The day and the money a tick counts for; None where the day cannot be read, which is said beside it."""
        return day_and_fund(self.form, self.day, self.fund, self._front)


def day_and_fund(form: Form, day: TextField, fund: ChoiceField, front: FrontDesk) -> tuple[date | None, str] | None:
    """What was typed of day and money; None where the day cannot be read, which is said beside it."""
    form.clear_errors()
    try:
        typed = typed_day(day.value(), front.panti.day_of(front.now), "on_day", empty=None)
    except Refused as refusal:
        form.refused(refusal)
        return None
    return typed, fund.value() or ""
