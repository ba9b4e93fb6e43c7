"""Who belongs to a class: enrolled by search, since when, and the end of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.training import BatchLine, ClassRow, ClassSheet
from shelter_admin.domain.wording import number, percent, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import FindResidents
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.enrolling import EndEnrolment, Enrol, Enrolled
from ui.kit.form import Form, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, button, label, row
from ui.training.typed import read_day, show_day

FOUND = 12
SIDE = 320


class PeopleTab(QWidget):
    """The people of the open class on the left, who comes and goes on the right."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self._end_shown: date | None = None
        self._about = ""
        self.table = RecordsTable(_columns(), lambda one: one.enrolment_id, _("People of the class"))
        words = _("Search for somebody on the right; they are on the sheet from their first day on.")
        self.empty = Empty("users", _("Nobody is in this class"), words if front.may(Right.EDIT_PROGRAMS) else "")
        self.who = SuggestField("person_ids", _("Who"), placeholder=_("Name, number or bed"))
        self.joined = TextField("joined_on", _("First day"), hint=_("Empty means today; 21-11-2026"))
        self.form = Form([self.who, self.joined], lambda failure: explain(failure, front.panti))
        self.enrol = button(_("Enrol"), self.enrol_typed, kind="primary", icon="user-plus")
        self.done = label("", "ok", wrap=True)
        self.chosen = label("", "strong", wrap=True)
        self.last_day = TextField("ended_on", _("Last day"), hint=_("Empty means today; 21-11-2026"))
        self.end_form = Form([self.last_day], lambda failure: explain(failure, front.panti))
        self.end = button(_("End the enrolment"), self.end_chosen)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.card = Card(padding=8)
        self.card.add(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.empty)
        self.side = QWidget()
        self.side.setFixedWidth(SIDE)
        beside = QVBoxLayout(self.side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        coming, self.going = Card(_("Enrol somebody")), Card(_("End of an enrolment"))
        coming.add(self.form, row(self.enrol, None), self.done)
        self.going.add(self.chosen, self.end_form, row(self.end, None))
        beside.addWidget(coming)
        beside.addWidget(self.going)
        beside.addStretch(1)
        both = row(left, self.side, spacing=16)
        both.setStretch(0, 1)
        outer.addLayout(both)
        self.side.setVisible(self.front.may(Right.EDIT_PROGRAMS))
        self.going.hide()
        self.done.hide()

    def _connect(self) -> None:
        self.who.asked.connect(self._search)
        self.who.picked.connect(lambda _key: self.joined.setFocus())
        self.joined.line.returnPressed.connect(self.enrol_typed)
        self.last_day.line.returnPressed.connect(self.end_chosen)
        self.table.chosen.connect(self._choose)

    def take_focus(self) -> None:
        """Put the cursor where somebody is enrolled, else on the list."""
        (self.who if self.side.isVisible() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show the people of a class."""
        if (self.batch and self.batch.batch_id) != (batch and batch.batch_id):
            self.done.hide()
        self.batch = batch
        if batch is not None:
            self.front.ask(ClassSheetOf(batch.batch_id), self, self._show)

    def _show(self, sheet: ClassSheet) -> None:
        if self.batch is None or sheet.batch.batch_id != self.batch.batch_id:
            return
        self.table.show_records(sheet.rows)
        self.card.setVisible(bool(sheet.rows))
        self.empty.setVisible(not sheet.rows)
        current = self.table.current()
        if current is None or current.enrolment_id != self._about or not self._last_day_typed:
            self._choose(current)
        self.told.emit(sheet.batch.title)

    def _search(self, typed: str) -> None:
        if typed:
            self.front.ask(FindResidents(typed, include_left=False, limit=FOUND), self, self._found)

    def _found(self, found: tuple[ResidentLine, ...]) -> None:
        self.who.suggest([(one.person_id, _called(one)) for one in found])

    def enrol_typed(self) -> None:
        """Enrol whoever was picked; the field is ready for the next."""
        if self.batch is None:
            return
        self.form.clear_errors()
        if not isinstance(self.who.key, str):
            self.who.say_wrong(_("Choose somebody from the list."))
            return
        try:
            joined = read_day(self.joined.value(), "joined_on")
        except Refused as failure:
            self.form.refused(failure)
            return
        name = self.who.value().partition(" · ")[0]
        command = Enrol(self.batch.program_id, self.batch.name, (self.who.key,), joined)
        self.front.do(command, self, lambda done: self._enrolled(name, done), self.form.refused)

    def _enrolled(self, name: str, done: Done[Enrolled]) -> None:
        words = _("✓ {name} is enrolled.") if done.outcome.new else _("{name} was enrolled already.")
        self.done.setText(words.format(name=name))
        self.done.show()
        self.who.pick(None, "")
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _last_day_typed(self) -> bool:
        return self.last_day.value().strip() != show_day(self._end_shown)

    def _choose(self, one: ClassRow | None) -> None:
        self.going.setVisible(one is not None)
        self._about = one.enrolment_id if one is not None else ""
        if one is not None:
            self.chosen.setText(one.name)
            self._end_shown = one.ended_on
            self.last_day.set_value(show_day(one.ended_on))

    def end_chosen(self) -> None:
        """Let the enrolment of whoever the cursor is on end."""
        one = self.table.current()
        if not isinstance(one, ClassRow):
            return
        self.end_form.clear_errors()
        try:
            ended = read_day(self.last_day.value(), "ended_on")
        except Refused as failure:
            self.end_form.refused(failure)
            return
        command = EndEnrolment(one.enrolment_id, ended, seen=Seen({"ended_on": self._end_shown}))
        self.front.do(command, self, lambda _done: self._ended(ended), self._not_ended)

    def _ended(self, ended: date | None) -> None:
        self._end_shown = ended or self.front.desk.today

    def _not_ended(self, failure: Failure) -> bool:
        return self.end_form.refused(failure)


def _called(one: ResidentLine) -> str:
    return " · ".join(part for part in (one.name, one.number, one.bed) if part)


def _columns() -> list[Column[ClassRow]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Number"), lambda one: one.number, width=96, look=lambda _one: "muted"),
        Column(_("Since"), lambda one: _day(one, "joined_on"), width=100, sort=lambda one: one.joined_on),
        Column(_("Until"), lambda one: _day(one, "ended_on"), width=100, sort=lambda one: one.ended_on),
        Column(_("Marked"), lambda one: number(one.figures.marked), width=84, number=True,
               sort=lambda one: one.figures.marked),
        Column(_("Rate"), _rate, width=76, number=True, sort=lambda one: one.figures.rate),
    ]  # fmt: skip


def _day(one: ClassRow, which: str) -> str:
    day = getattr(one, which)
    return short_date(day) if day is not None else "—"


def _rate(one: ClassRow) -> str:
    return "—" if one.figures.rate is None else percent(one.figures.rate * 100)
