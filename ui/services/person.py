"""The tab of services in a resident's file: what is owed this year, what was given, and the acts."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.services.matrix import ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear, TickState
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.services.asking import ServicesOf
from ui.kit.cells import PillDelegate
from ui.kit.form import ChoiceField, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.scrolling import Scrolling
from ui.kit.widgets import button, label, row
from ui.services.giving import Giving, funds_offered
from ui.services.side import day_and_fund
from ui.services.words import standing_told

TABLE_LEAST: Final = 112


class ServicesTab(QWidget):
    """Every item owed with how it stands; Enter gives it."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.year: ServiceYear | None = None
        self._person_id = ""
        self.giving = Giving(front, self)
        self.summary = label("", "strong", wrap=True)
        self.table = RecordsTable(self._columns(), lambda item: item.code, _("Services of this person"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(1, self._pills)
        self.table.setMinimumHeight(TABLE_LEAST)
        self.told = label("", "small", wrap=True)
        today = short_date(front.panti.day_of(front.now))
        self.day = TextField("on_day", _("Day"), placeholder=today)
        self.fund = ChoiceField("fund", _("Source of funds"), [("", _("– not said –"))])
        self.form = Form([[self.day, self.fund]], lambda failure: explain(failure, front.panti))
        self.give_button = button(_("Given"), self.give, kind="primary")
        self.needless_button = button(_("Not needed…"), self.not_needed)
        self.take_button = button(_("Take away"), self.take_away)
        self._lay_out()
        may_write = front.may(Right.RECORD_SERVICES)
        for made in (self.form, self.give_button, self.needless_button, self.take_button):
            made.setVisible(may_write)
        self.table.chosen.connect(lambda _item: self._offer())
        if may_write:
            self.table.opened.connect(lambda _item: self.give())
        front.changed.connect(self._changed)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.form)
        whole.addWidget(Scrolling(inner), 1)
        for made in (self.take_button, self.needless_button, self.give_button):
            made.setProperty("compact", "true")
        whole.addLayout(row(None, self.take_button, self.needless_button, self.give_button))

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(frozenset({Area.SERVICES, Area.RESIDENTS})):
            self.reload()

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        self._person_id = details.line.person_id
        self.reload()

    def reload(self) -> None:
        """Ask anew about whoever is shown."""
        if self._person_id:
            self.front.ask(ServicesOf(self._person_id), self, self._got)

    @property
    def person(self) -> PersonServices | None:
        """Whoever is shown, None where they were not in the house this year."""
        return self.year.people[0] if self.year is not None and self.year.people else None

    def _got(self, year: ServiceYear) -> None:
        self.year = year
        self.fund.offer(funds_offered(year))
        one = self.person
        if one is None:
            self.summary.setText(_("Not in the house in {year}.").format(year=year.year))
            self.table.show_records(())
        else:
            owed, lacking = year.owed(one), year.lacking(one)
            told = _("{met} of {owed} given or not needed in {year}")
            met = number(len(owed) - len(lacking))
            self.summary.setText(told.format(met=met, owed=number(len(owed)), year=year.year))
            more = [item for item in year.matrix.items if item.code in one.stands and item not in owed]
            self.table.show_records([*owed, *more])
            if self.table.current() is None and owed:
                self.table.go_to(owed[0].code)
        self._offer()

    def _columns(self) -> list[Column[ServiceItem]]:
        return [
            Column(_("Item"), lambda item: item.name, strong=True),
            Column(
                _("How it stands"), lambda item: self._state(item)[0], width=124, look=lambda item: self._state(item)[1]
            ),
            Column(_("Day"), self._day, width=100),
        ]

    def _words(self, item: ServiceItem) -> str:
        return self._state(item)[0]

    def _state(self, item: ServiceItem) -> tuple[str, str]:
        standing = self.person.stands.get(item.code) if self.person is not None else None
        if standing is None:
            return f"▲ {_('lacking')}", "attention"
        if standing.newest.state is TickState.GIVEN:
            return f"✓ {_('given')}", "ok"
        return f"– {_('not needed')}", "muted"

    def _day(self, item: ServiceItem) -> str:
        standing = self.person.stands.get(item.code) if self.person is not None else None
        return short_date(standing.newest.on_day) if standing is not None else "—"

    def _offer(self) -> None:
        item, one = self.table.current(), self.person
        known = self.year is not None and one is not None and item is not None
        self.told.setText(standing_told(self.year, one, item) if self.year and one and item else "")
        self.give_button.setEnabled(known)
        self.needless_button.setEnabled(known)
        self.take_button.setEnabled(one is not None and item is not None and item.code in one.stands)

    def give(self) -> None:
        """Write the item under the cursor down as given."""
        chosen = day_and_fund(self.form, self.day, self.fund, self.front)
        item, one = self.table.current(), self.person
        if chosen is not None and item is not None and one is not None:
            self.giving.give(one, item, *chosen)

    def not_needed(self) -> None:
        """Ask why the item under the cursor is not needed."""
        item, one = self.table.current(), self.person
        if item is not None and one is not None:
            self.giving.not_needed(one, item)

    def take_away(self) -> None:
        """Take the newest entry of the item under the cursor away."""
        item, one = self.table.current(), self.person
        if item is not None and one is not None:
            self.giving.take_away(one, item)
