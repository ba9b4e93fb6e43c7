"""The classes of a programme: when each meets, and for whom it has places."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt, Signal

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import EVERY_WORKING_DAY, NO_LIMITS, BatchLine, Intake
from shelter_admin.domain.training.timetable import IN_STEP, Apart
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.batches import AddBatch, ChangeBatch, batch_parts
from ui.kit.form import Field, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button, label, row, scrolled
from ui.training.telling import tell
from ui.training.typed import read_day, read_places, read_years, show_day
from ui.training.week_words import apart_words
from ui.training.weekdays import WeekdaysField

CLASSES_HIGH = 132
NEW = ""
LIMITS = tuple(asdict(NO_LIMITS))


def intake_fields() -> list[Field | list[Field]]:
    """For whom there are places, as lines of a form; empty is no limit."""
    return [
        [
            TextField("places", _("Places")),
            TextField("places_male", _("of them men")),
            TextField("places_female", _("of them women")),
        ],
        [TextField("age_from", _("Age from")), TextField("age_to", _("Age to"))],
    ]


def intake_typed(typed: dict[str, Any]) -> Intake:
    """Places and ages as typed; raises Refused beside the field that is no number."""
    return Intake(
        **{name: (read_years if name.startswith("age") else read_places)(typed[name], name) for name in LIMITS}
    )


def intake_shown(values: dict[str, Any]) -> dict[str, str]:
    """Places and ages as fields show them."""
    return {name: "" if values[name] is None else str(values[name]) for name in LIMITS}


class BatchCard(Card):
    """The classes of a programme and the days of the one chosen. ``intakes`` asks for those of every year."""

    intakes = Signal()

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Classes of the programme"))
        self.front = front
        self.program_id = ""
        self._shown: BatchLine | None = None
        self._writes_new = False
        self._which = (NEW, NEW)
        self.table = RecordsTable(_batch_columns(), lambda one: one.batch_id, _("Classes of the programme"))
        self.table.setFixedHeight(CLASSES_HIGH)
        self.new = button(_("New class"), self.begin_new, icon="plus")
        self.yearly = button(_("Intakes"), self.intakes.emit, icon="calendar", tip=_("Intakes of every year"))
        self.head.addWidget(self.yearly)
        self.head.addWidget(self.new)
        self.name = TextField("batch_name", _("Name of the class"), placeholder=_("for example Angkatan II"))
        self.form = Form(
            [
                self.name,
                [
                    TextField("starts_on", _("First day of the class"), placeholder="02-11-2026"),
                    TextField("ends_on", _("Last day of the class"), placeholder="26-02-2027"),
                ],
                [WeekdaysField("weekdays", _("Meets on"))],
                [TextField("starts_at", _("Begins at"), placeholder="08.00")],
                *intake_fields(),
            ],
            lambda failure: explain(failure, front.panti),
        )
        told = _("With a last day the program knows how many sessions are still to come, and how many may be missed.")
        self.apart = label("", "attention", wrap=True)
        tell(self.apart, "")
        self.save = button(_("Save the class"), self.save_typed, kind="primary")
        self.add(self.table)
        self.form.layout().setContentsMargins(0, 0, 14, 0)  # type: ignore[union-attr] # beside the scroll bar
        self.body.addWidget(scrolled(self.form), 1)
        self.add(label(told, "small", wrap=True), self.apart, row(self.save, None))
        self.table.chosen.connect(self._choose)
        for field in self.form.fields.values():
            if isinstance(field, TextField):
                field.line.returnPressed.connect(self.save_typed)

    def show_classes(self, program_id: str, classes: tuple[BatchLine, ...]) -> None:
        """Show the classes of a programme."""
        another = program_id != self.program_id
        self.program_id = program_id
        own = [one for one in classes if one.program_id == program_id]
        self.table.show_records(own)
        if own and (another or (self.table.current() is None and not self._writes_new)):
            self.table.go_to(own[0].batch_id)
        if another or not own or self.form.values() == self.form.opened:  # what is being typed stays
            self._choose(self.table.current())

    def _choose(self, one: BatchLine | None) -> None:
        which = self.program_id, NEW if one is None else one.batch_id
        if which == self._which and self.form.values() != self.form.opened:
            return  # what is being typed about the same class stays
        if which != self._which:
            tell(self.apart, "")
        self._which = which
        self.form.clear_errors()
        standing = one is not None and not one.name
        self.name.line.setReadOnly(standing)
        self.name.say_hint(_("The standing class of the programme has no name of its own.") if standing else "")
        self.save.setText(_("Save the class") if one is not None else _("Make the class"))
        self.form.load(_values(one))
        self._shown, self._writes_new = one, one is None

    def begin_new(self) -> None:
        """Make another class."""
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self._choose(None)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_typed(self) -> None:
        """Save the class as typed."""
        self.form.clear_errors()
        typed = self.form.values()
        try:
            first, last = (read_day(typed[field], field) for field in ("starts_on", "ends_on"))
            intake = intake_typed(typed)
        except Refused as failure:
            self.form.refused(failure)
            return
        limits = (intake.places, intake.places_male, intake.places_female, intake.age_from, intake.age_to)
        rest = (typed["batch_name"], first, last, typed["weekdays"], typed["starts_at"], *limits)
        one = self.table.current()
        if isinstance(one, BatchLine):
            command = ChangeBatch(one.batch_id, *rest, seen=Seen(batch_parts(self._shown or one)))
            self.front.do(command, self, lambda done: self._changed(typed, done.result), self.form.refused)
        else:
            self.front.do(AddBatch(self.program_id, *rest), self, self._added, self.form.refused)

    def _changed(self, typed: dict[str, Any], apart: Apart | None) -> None:
        tell(self.apart, apart_words(apart or IN_STEP))
        self.form.opened = typed  # what comes back from the store may take its place

    def _added(self, done: Done[str]) -> None:
        self.table.go_to(done.outcome)


def _values(one: BatchLine | None) -> dict[str, Any]:
    if one is None:
        empty = {"batch_name": "", "starts_on": "", "ends_on": "", "weekdays": EVERY_WORKING_DAY, "starts_at": ""}
        return {**empty, **dict.fromkeys(LIMITS, "")}
    return {
        "batch_name": one.name,
        "starts_on": show_day(one.starts_on),
        "ends_on": show_day(one.ends_on),
        "weekdays": one.weekdays,
        "starts_at": one.starts_at.replace(":", "."),
        **intake_shown(asdict(one.intake)),
    }


def _batch_columns() -> list[Column[BatchLine]]:
    return [
        Column(_("Class"), lambda one: one.name or _("standing class"), strong=True),
        Column(_("From"), lambda one: show_day(one.starts_on) or "—", width=96, sort=lambda one: one.starts_on),
        Column(_("People"), lambda one: number(one.people), width=64, number=True, sort=lambda one: one.people),
    ]  # fmt: skip
