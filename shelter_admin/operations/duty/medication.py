"""Medicines at their hours: written by the health officer, given by carers who see the hours and a note for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.medication import (
    SOON,
    DueLine,
    Medication,
    hours_from,
    plain_hours,
    require_medication,
)
from shelter_admin.domain.wording import clock
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.duty import medications
from shelter_admin.persistence.duty.tables import MedicationTable
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED: Final = Changes.of(Area.DUTY)

WORDS: dict[str, str] = {
    "medication_unknown": N_("This medicine is no longer in the list."),
    "medicine_unnamed": N_("Write which medicine it is."),
    "medicine_ends_before": N_("The last day cannot be before the first, {from_day}."),
    "hours_unclear": N_("Write the hours like 07.00 13.00 19.00, each once."),
}
LABELS: Final = {
    "medicine": N_("Medicine"),
    "dose": N_("Dose"),
    "hours": N_("Hours"),
    "carer_note": N_("Note for the carers"),
    "from_day": N_("From"),
    "until_day": N_("Until"),
    "note": N_("Note for health officers only"),
}
_WORDS: Final = ("medicine", "dose", "carer_note", "note")


@dataclass(frozen=True)
class MedicineHours(Query[tuple[Medication, ...]]):
    """At which hours somebody is given medicine, with the note for the carers; never which medicine."""

    needs: ClassVar[Right] = Right.SEE_HEALTH_ALERTS

    person_id: str

    @override
    def run(self, work: Work) -> tuple[Medication, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return tuple(medications.medications(work.session, work.sight, self.person_id))


@dataclass(frozen=True)
class MedicinesOf(Query[tuple[Medication, ...]]):
    """The medicines of somebody with dose and notes."""

    needs: ClassVar[Right] = Right.SEE_HEALTH
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at medicines")

    person_id: str

    @override
    def run(self, work: Work) -> tuple[Medication, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        work.shown.append(self.person_id)
        return tuple(medications.medications(work.session, work.sight, self.person_id))


@dataclass(frozen=True)
class MedicinesDue(Query[tuple[DueLine, ...]]):
    """Who is given medicine within the next two hours, without saying which."""

    needs: ClassVar[Right] = Right.SEE_HEALTH_ALERTS

    @override
    def run(self, work: Work) -> tuple[DueLine, ...]:
        return tuple(medications.due(work.session, work.sight, work.panti, (work.now, work.now + SOON)))


def _values(act: AddMedication | EditMedication) -> dict[str, Any]:
    words = {name: getattr(act, name).strip() for name in _WORDS}
    return {**words, "hours": tuple(sorted(act.hours)), "from_day": act.from_day, "until_day": act.until_day}


def _require(values: dict[str, Any]) -> None:
    texts = [values[name] for name in ("dose", "carer_note", "note")]
    require_medication(values["medicine"], texts, values["from_day"], values["until_day"])


@dataclass(frozen=True)
class AddMedication(Command[str]):
    """Write down a medicine with its hours; the outcome is its id."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("new medicine")

    person_id: str
    medicine: str = field(repr=False)
    hours: tuple[time, ...] = field(repr=False)
    from_day: date
    until_day: date | None = None
    dose: str = field(default="", repr=False)
    carer_note: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        values = _values(self)
        _require(values)
        row = medications.add(work.session, self.person_id, {**values, "hours": plain_hours(values["hours"])})
        undo = RemoveMedication(row.id)
        return Done(CHANGED, row.id, undo, (self.person_id,), {"medication_id": row.id})


@dataclass(frozen=True)
class RemoveMedication(Command[None]):
    """Take a medicine out that was written down by mistake; one that was given gets a last day instead."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("medicine taken out")

    medication_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = medications.the_medication(work.session, self.medication_id)
        require_in_sight(work.session, work.sight, row.person_id)
        work.session.delete(row)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class EditMedication(Edit[None]):
    """Change a medicine, its hours or its days; a last day ends it."""

    needs: ClassVar[Right] = Right.EDIT_HEALTH
    name: ClassVar[str] = N_("change of a medicine")

    medication_id: str
    medicine: str = field(repr=False)
    hours: tuple[time, ...] = field(repr=False)
    from_day: date
    until_day: date | None = None
    dose: str = field(default="", repr=False)
    carer_note: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = medications.the_medication(work.session, self.medication_id)
        require_in_sight(work.session, work.sight, row.person_id)
        before = _stored(row)
        fields = Fields(named(LABELS), of_row(work.session, row), lambda key, value: _in_words(work, key, value))
        agreed = self.agree(work, fields, _values(self), before)
        _require(agreed)
        for name, value in agreed.items():
            setattr(row, name, plain_hours(value) if name == "hours" else value)
        undo = EditMedication(row.id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _stored(row: MedicationTable) -> dict[str, Any]:
    days = {"from_day": row.from_day, "until_day": row.until_day}
    return {**{name: getattr(row, name) for name in _WORDS}, "hours": hours_from(row.hours), **days}


def as_shown(one: Medication) -> dict[str, Any]:
    """A medicine by the fields of its form."""
    return {name: getattr(one, name) for name in LABELS}


def _in_words(work: Work, key: str, value: Any) -> str:
    return " ".join(clock(hour) for hour in value) if key == "hours" else plainly(work, value)
