"""The days without classes: the calendar's, as the office edits them, year by year."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Holiday
from shelter_admin.domain.wording import DAYS, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.holidays import FillHolidays, Holidays, RemoveHoliday, SetHoliday, holiday_parts
from ui.kit.form import Form, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button, label, row
from ui.training.typed import require_day, show_day

SIDE = 320


class HolidaysTab(QWidget):
    """A year's holidays; the one under the cursor is changed on the right."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.year = front.desk.today.year
        self._shown = holiday_parts(None)
        self._day: date | None = None
        self.words = label("", "strong")
        self.earlier = button("", lambda: self._go(-1), kind="quiet", icon="chevron-left", tip=_("The year before"))
        self.later = button("", lambda: self._go(1), kind="quiet", icon="chevron-right", tip=_("The year after"))
        self.count = label("", "muted")
        self.fill = button(_("From the calendar"), self.take_calendar, icon="refresh-cw")
        self.table = RecordsTable(_columns(), lambda one: one.day.isoformat(), _("Holidays"))
        self.day = TextField("day", _("Day"), placeholder="21-11-2026")
        self.name = TextField("holiday_name", _("Name of the holiday"))
        self.works = TickField("works", _("The office works that day"))
        self.form = Form([self.day, self.name, self.works], lambda failure: explain(failure, front.panti))
        self.save = button(_("Save"), self.save_typed, kind="primary")
        self.new = button(_("Another day"), self.begin_new, icon="plus")
        self.remove = button(_("Take out"), self.remove_chosen, icon="trash-2")
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.name.line.returnPressed.connect(self.save_typed)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addLayout(row(self.earlier, self.words, self.later, self.count, None, self.fill))
        card = Card(padding=8)
        card.add(self.table)
        self.side = Card(_("A day"))
        self.side.setFixedWidth(SIDE)
        told = _("On a holiday no class is held and nobody is counted. A session held on it all the same needs a tick.")
        self.side.add(
            self.form, row(self.save, self.remove, None), row(self.new, None), label(told, "small", wrap=True)
        )
        self.side.body.addStretch(1)
        both = row(card, self.side, spacing=16)
        both.setStretch(0, 1)
        outer.addLayout(both, 1)
        may = self.front.may(Right.EDIT_PROGRAMS)
        self.side.setVisible(may)
        self.fill.setVisible(may)

    def take_focus(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the year."""
        self.words.setText(str(self.year))
        self.front.ask(Holidays(self.year), self, self._show)

    def _go(self, by: int) -> None:
        self.year += by
        self.reload()

    def _show(self, holidays: tuple[Holiday, ...]) -> None:
        self.table.show_records(holidays)
        off = sum(1 for one in holidays if one.off)
        self.count.setText(n_("{count} day off", "{count} days off", off).format(count=number(off)))
        if self.table.current() is None:
            self._choose(None)

    def _choose(self, one: Holiday | None) -> None:
        day = one.day if one is not None else None
        if day == self._day and self.form.values() != self.form.opened:
            return  # what is being typed about the same day stays
        self._day = day
        self.form.clear_errors()
        self.remove.setVisible(one is not None)
        self.day.line.setReadOnly(one is not None)
        name, works = (one.name, not one.off) if one is not None else ("", False)
        self.form.load({"day": "" if day is None else show_day(day), "holiday_name": name, "works": works})
        self._shown = holiday_parts(one)

    def begin_new(self) -> None:
        """Write another day down."""
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self._choose(None)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_typed(self) -> None:
        """Save the day as it was typed."""
        self.form.clear_errors()
        try:
            day = require_day(self.day.value(), "day")
        except Refused as failure:
            self.form.refused(failure)
            return
        written: dict[str, Any] = {"holiday_name": self.name.value().strip(), "off": not self.works.value()}
        command = SetHoliday(day, **written, seen=Seen(self._shown))
        self.front.do(command, self, lambda _done: self._saved(written), self.form.refused)

    def _saved(self, written: dict[str, Any]) -> None:
        self.form.opened = self.form.values()  # what comes back from the store may take its place
        if self.table.current() is not None:
            self._shown = written

    def remove_chosen(self) -> None:
        """Take the day under the cursor out."""
        one = self.table.current()
        if isinstance(one, Holiday):
            self.front.do(RemoveHoliday(one.day), self, None, self.form.refused)

    def take_calendar(self) -> None:
        """Take the calendar's holidays of this year; what the office wrote stays."""
        self.front.do(FillHolidays(self.year), self)


def _columns() -> list[Column[Holiday]]:
    return [
        Column(_("Day"), lambda one: short_date(one.day), width=104, sort=lambda one: one.day),
        Column(_("Weekday"), lambda one: _(DAYS[one.day.weekday()]), width=100, sort=lambda one: one.day.weekday()),
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Class"), _class, width=170, look=lambda one: None if one.off else "attention"),
        Column(_("Written by"), lambda one: _("the office") if one.by_office else _("the calendar"), width=120,
               look=lambda _one: "muted"),
    ]  # fmt: skip


def _class(one: Holiday) -> str:
    return _("no class") if one.off else _("▲ the office works")
