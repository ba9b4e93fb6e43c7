"""Absence, illness, gate and passes of a class or of one person: the days on which something stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.presence import MARK_NAMES
from shelter_admin.domain.training import ATTENDANCE_NAMES, BatchLine, JointDay, JointRow, JointSheet, Outside
from shelter_admin.domain.wording import DAYS, clock, number, short_date
from shelter_admin.domain.words import _, n_, p_
from shelter_admin.operations.training.joint import JointView
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Chips, ShortLabel, button, row
from ui.training.days import minutes_words

SPANS = (7, 14, 31)
EVERYBODY = ""


@dataclass(frozen=True)
class Line:
    """One person's day."""

    person: JointRow
    day: date
    told: JointDay

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.person.person_id} {self.day}"


class TogetherTab(QWidget):
    """The days of everybody, the newest first; of one person where one is chosen."""

    told = Signal(str)
    left = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self._sheet: JointSheet | None = None
        self.back = button(_("To the sheet"), self.left.emit, icon="chevron-left")
        self.span = Chips([(str(days), n_("{count} day", "{count} days", days).format(count=days)) for days in SPANS])
        self.span.setAccessibleName(_("How far back"))
        self.span.choose("14")
        self.who = ChoiceField("person_id", _("Who"), [(EVERYBODY, _("Everybody"))])
        self.facts = ShortLabel("", "muted")
        self.health = ShortLabel("", "strong")
        self.table = RecordsTable(_columns(), lambda one: one.key, _("Absence, illness and gate"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        self.who.setMinimumWidth(260)
        top = row(self.back, self.who, self.span, self.facts)
        top.setStretch(3, 1)
        outer.addLayout(top)
        outer.addWidget(self.health)
        card = Card(padding=8)
        card.add(self.table)
        outer.addWidget(card, 1)
        self.span.chosen.connect(lambda _key: self.ask())
        self.who.changed.connect(self._show_lines)

    def take_focus(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show a class."""
        self.batch = batch
        if batch is not None:
            self.told.emit(batch.title)
        self.ask()

    def ask(self) -> None:
        """Ask for the days again."""
        if self.batch is None:
            return
        today = self.front.desk.today
        first = today - timedelta(days=int(self.span.key()) - 1)
        self.front.ask(JointView(first, today, self.batch.batch_id), self, self._show)

    def _show(self, sheet: JointSheet) -> None:
        self._sheet = sheet
        people = [(line.person_id, f"{line.name} · {line.number}") for line in sheet.rows]
        self.who.offer([(EVERYBODY, _("Everybody")), *people])
        self._show_lines()

    def _show_lines(self) -> None:
        rows = self._sheet.rows if self._sheet is not None else ()
        chosen = self.who.value()
        shown = [one for one in rows if chosen in (EVERYBODY, None, one.person_id)]
        lines = [Line(one, day, told) for one in shown for day, told in one.days.items()]
        lines.sort(key=lambda one: (-one.day.toordinal(), one.person.name.casefold()))
        self.table.show_records(lines)
        absent, ill = sum(one.told.away for one in lines), sum(one.told.ill for one in lines)
        words = _("{absent} times not in class, {ill} days ill")
        self.facts.setText(words.format(absent=number(absent), ill=number(ill)))
        health = shown[0].health if len(shown) == 1 and chosen else ""
        self.health.setText(_("Health: {words}").format(words=health) if health else "")
        self.health.setVisible(bool(health))


def _columns() -> list[Column[Line]]:
    return [
        Column(_("Day"), lambda one: f"{_(DAYS[one.day.weekday()])[:3]} {short_date(one.day)[:5]}", width=88,
               sort=lambda one: one.day),
        Column(_("Name"), lambda one: one.person.name, strong=True),
        Column(_("Class"), _class, width=236, look=lambda one: "danger" if one.told.away else None),
        Column(_("Announced"), _announced, width=96),
        Column(_("Night"), lambda one: "" if one.told.night is None else _(MARK_NAMES[one.told.night]), width=120,
               look=lambda one: "info" if one.told.ill else None),
        Column(_("Outside"), lambda one: _outside(one.told.outside), width=210),
        Column(p_("heading", "Pass"), lambda one: _("with pass") if one.told.by_pass else "", width=110),
    ]  # fmt: skip


def _class(one: Line) -> str:
    told = one.told
    mark = "" if told.mark is None else _(ATTENDANCE_NAMES[told.mark])
    at = _("practice: {place}").format(place=told.practice) if told.practice else ""
    return " · ".join(part for part in (mark, minutes_words(told.minutes), at) if part)


def _announced(one: Line) -> str:
    return "" if one.told.announced is None else _(ATTENDANCE_NAMES[one.told.announced])


def _outside(times: Sequence[Outside]) -> str:
    told = []
    for one in times:
        since = "…" if one.since is None else clock(one.since)
        until = "…" if one.until is None else clock(one.until)
        told.append(" ".join(part for part in (f"{since}–{until}", one.destination) if part))
    return "; ".join(told)
