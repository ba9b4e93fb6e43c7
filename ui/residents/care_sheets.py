"""Dialogs of care: a medicine with its hours, a thing taken into keeping, things given back."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.belongings import MOST, Belonging
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.medication import Medication, read_hours
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Command
from shelter_admin.operations.duty import belongings, medication
from shelter_admin.operations.duty.belongings import EditBelonging, GiveBack, KeepBelonging
from shelter_admin.operations.duty.medication import AddMedication, EditMedication
from shelter_admin.operations.editing import Seen
from ui.kit.asking import FormSheet, typed_day
from ui.kit.form import Field, Form, NumberField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label


class MedicineSheet(FormSheet):
    """Write down a medicine, or change one; a last day ends it."""

    def __init__(self, front: FrontDesk, owner: QWidget, person_id: str, one: Medication | None) -> None:
        title = _("New medicine") if one is None else _("Change a medicine")
        told = _("Carers and the gate see the hours and the note for them, never the medicine.")
        super().__init__(front, owner, title, told, _("Save"))
        self._person_id = person_id
        self._one = one
        words = medication.LABELS
        self.medicine = TextField("medicine", _(words["medicine"]))
        self.dose = TextField("dose", _(words["dose"]))
        self.hours = TextField("hours", _(words["hours"]), placeholder="07.00 13.00 19.00")
        self.carer_note = TextField("carer_note", _(words["carer_note"]), placeholder=_("after the meal"))
        self.from_day = TextField("from_day", _(words["from_day"]))
        self.until_day = TextField("until_day", _(words["until_day"]), placeholder=_("empty: until further notice"))
        self.note = TextField("note", _(words["note"]))
        fields: list[Field | list[Field]] = [
            [self.medicine, self.dose],
            self.hours,
            self.carer_note,
            [self.from_day, self.until_day],
            self.note,
        ]
        self.form = Form(fields, self.explained)
        self.body.addWidget(self.form)
        self.from_day.set_value(short_date(front.desk.today if one is None else one.from_day))
        if one is not None:
            self._load(one)
        self.medicine.setFocus()

    def _load(self, one: Medication) -> None:
        for name in ("medicine", "dose", "carer_note", "note"):
            self.form.fields[name].set_value(getattr(one, name) or "")
        self.hours.set_value(" ".join(clock(hour) for hour in one.hours))
        self.until_day.set_value(short_date(one.until_day) if one.until_day else "")

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            self.front.do(self._command(), self, lambda _done: self.accept(), self.refuse)
        except Refused as failure:
            self.refuse(failure)

    def _command(self) -> Command[Any]:
        today = self.front.desk.today
        typed = {name: self.form.fields[name].value().strip() for name in ("medicine", "dose", "carer_note", "note")}
        hours = read_hours(self.hours.value())
        first = typed_day(self.from_day.value(), today, "from_day", empty=today) or today
        last = typed_day(self.until_day.value(), today, "until_day", empty=None)
        if self._one is None:
            return AddMedication(person_id=self._person_id, hours=hours, from_day=first, until_day=last, **typed)
        seen = Seen(medication.as_shown(self._one))
        return EditMedication(
            medication_id=self._one.medication_id, hours=hours, from_day=first, until_day=last, seen=seen, **typed
        )


class BelongingSheet(FormSheet):
    """Take a thing into keeping, or put right what is written of one."""

    def __init__(self, front: FrontDesk, owner: QWidget, person_id: str, one: Belonging | None) -> None:
        title = _("Take into keeping") if one is None else _("Change a thing in keeping")
        super().__init__(front, owner, title, "", _("Save"))
        self._person_id = person_id
        self._one = one
        words = belongings.LABELS
        self.what = TextField("what", _(words["what"]), placeholder=_("telephone, purse, identity card"))
        self.count = NumberField("count", _(words["count"]), least=1, most=MOST)
        self.kept_where = TextField("kept_where", _(words["kept_where"]), placeholder=_("safe of the office"))
        self.note = TextField("note", _(words["note"]))
        self.form = Form([[self.what, self.count], self.kept_where, self.note], self.explained)
        self.body.addWidget(self.form)
        self.count.set_value(1)
        if one is not None:
            for name, value in belongings.as_shown(one).items():
                self.form.fields[name].set_value(value)
        self.what.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        what, count = self.what.value(), self.count.value()
        where, note = self.kept_where.value(), self.note.value()
        if self._one is None:
            command: Command[Any] = KeepBelonging(self._person_id, what, count, where, note)
        else:
            seen = Seen(belongings.as_shown(self._one))
            command = EditBelonging(self._one.belonging_id, what, count, where, note, seen=seen)
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)


class GiveBackSheet(FormSheet):
    """Give things back, saying to whom."""

    def __init__(self, front: FrontDesk, owner: QWidget, person_id: str, things: tuple[Belonging, ...]) -> None:
        count = len(things)
        title = n_("Give {count} thing back", "Give {count} things back", count).format(count=count)
        super().__init__(front, owner, title, "", _("Give back"))
        self._person_id = person_id
        self._things = things
        self.body.addWidget(label("\n".join(thing_in_words(one) for one in things), wrap=True))
        self.returned_to = TextField("returned_to", _("To whom"), placeholder=_("the resident, a relative, an office"))
        self.returned_on = TextField("returned_on", _("On which day"))
        self.form = Form([self.returned_to, self.returned_on], self.explained)
        self.body.addWidget(self.form)
        self.returned_on.set_value(short_date(front.desk.today))
        self.returned_to.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        today = self.front.desk.today
        try:
            day = typed_day(self.returned_on.value(), today, "returned_on", empty=today)
        except Refused as failure:
            self.refuse(failure)
            return
        ids = tuple(one.belonging_id for one in self._things)
        command = GiveBack(self._person_id, ids, self.returned_to.value(), day)
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)


def thing_in_words(one: Belonging) -> str:
    """A thing with how many there are of it."""
    return one.what if one.count == 1 else f"{one.what} × {one.count}"
