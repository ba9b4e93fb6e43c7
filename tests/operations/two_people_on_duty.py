"""Two people at one record of duty and care; read with the cases of everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.operations.duty import belongings, medication, occurrences
from shelter_admin.operations.duty.belongings import BelongingsOf, EditBelonging, KeepBelonging
from shelter_admin.operations.duty.medication import AddMedication, EditMedication, MedicinesOf
from shelter_admin.operations.duty.occurrences import EditOccurrence, Occurrences, RecordOccurrence
from shelter_admin.operations.editing import Seen
from tests.operations.residents_house import House
from tests.operations.two_people_cases import Case, Prepared


def occurrence(house: House) -> Case:
    made = house.head.do(RecordOccurrence(OccurrenceKind.THEFT, "Dompet hilang")).outcome
    (one,) = house.head.ask(Occurrences())
    seen = Seen(occurrences.as_shown(one))
    return Case(
        EditOccurrence(occurrence_id=made, kind=one.kind, at=one.at, what=one.what, handling="Dicari", seen=seen),
        EditOccurrence(occurrence_id=made, kind=one.kind, at=one.at, what=one.what, handling="Dilaporkan", seen=seen),
        [("What was done", "—", "Dicari", "Dilaporkan")],
        lambda: house.head.ask(Occurrences())[0].handling,
        ("Dicari", "Dilaporkan"),
    )


def who_had_part(house: House) -> Case:
    ani, budi = (house.admit(name).person_id for name in ("Ani", "Budi"))
    made = house.head.do(RecordOccurrence(OccurrenceKind.FIGHT, "Berselisih")).outcome
    (one,) = house.head.ask(Occurrences())
    shown = EditOccurrence(made, one.kind, one.at, one.what, seen=Seen(occurrences.as_shown(one)))
    return Case(
        replace(shown, people=((ani, "korban"),)),
        replace(shown, people=((budi, ""),)),
        [("Residents who had part in it", "—", "Ani – korban", "Budi")],
        lambda: [person.name for person in house.head.ask(Occurrences())[0].people],
        (["Ani"], ["Budi"]),
    )


def belonging(house: House) -> Case:
    person = house.admit("Budi").person_id
    made = house.head.do(KeepBelonging(person, "Dompet")).outcome
    seen = Seen(belongings.as_shown(house.head.ask(BelongingsOf(person))[0]))
    return Case(
        EditBelonging(made, "Dompet", kept_where="Lemari", seen=seen),
        EditBelonging(made, "Dompet", kept_where="Brankas", seen=seen),
        [("Where it is kept", "—", "Lemari", "Brankas")],
        lambda: house.head.ask(BelongingsOf(person))[0].kept_where,
        ("Lemari", "Brankas"),
    )


def medicine(house: House) -> Case:
    person = house.admit("Budi").person_id
    health = house.desk(Role.KESEHATAN)
    made = health.do(AddMedication(person, "Amlodipin", (time(7),), house.head.today)).outcome
    (one,) = health.ask(MedicinesOf(person))
    seen = Seen(medication.as_shown(one))
    return Case(
        EditMedication(medication_id=made, medicine="Amlodipin", hours=(time(8),), from_day=one.from_day, seen=seen),
        EditMedication(medication_id=made, medicine="Amlodipin", hours=(time(9),), from_day=one.from_day, seen=seen),
        [("Hours", "07.00", "08.00", "09.00")],
        lambda: health.ask(MedicinesOf(person))[0].hours,
        ((time(8),), (time(9),)),
    )


CASES: tuple[Prepared, ...] = (occurrence, who_had_part, belonging, medicine)
