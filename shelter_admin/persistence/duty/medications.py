"""Medicines at their hours. What of them a reader sees is decided here, as everywhere, by their sight."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.medication import DueLine, Medication, due_between, hours_from
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.duty.tables import MedicationTable
from shelter_admin.persistence.people.sight import Kept, name_for, on_duty, sees
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.tables import OutingTable


def the_medication(session: Session, medication_id: str) -> MedicationTable:
    """Load a medicine; raises Refused ``medication_unknown``."""
    row = session.get(MedicationTable, medication_id)
    if row is None:
        raise Refused("medication_unknown")
    return row


def medications(session: Session, sight: Sight, person_id: str) -> list[Medication]:
    """The medicines of somebody, those still given first; the medicine itself only to who sees health."""
    query = (
        select(MedicationTable)
        .where(MedicationTable.person_id == person_id)
        .order_by(MedicationTable.until_day.is_not(None), MedicationTable.from_day.desc(), MedicationTable.id)
    )
    whole = sees(sight, Kept.HEALTH)
    return [
        Medication(
            row.id,
            row.person_id,
            hours_from(row.hours),
            row.carer_note,
            row.from_day,
            row.until_day,
            row.medicine if whole else None,
            row.dose if whole else None,
            row.note if whole else None,
        )
        for row in session.scalars(query)
    ]


def due(session: Session, sight: Sight, panti: Panti, span: tuple[datetime, datetime]) -> list[DueLine]:
    """Who of the house is given a medicine within ``[from, until)``, by the hour, then by name."""
    out = and_(OutingTable.stay_id == StayTable.id, OutingTable.in_at.is_(None))
    query = with_bed(
        select(
            MedicationTable,
            PersonTable.number,
            name_for(sight),
            bed_address().label("bed"),
            OutingTable.id.label("outing_id"),
        )
        .select_from(MedicationTable)
        .join(PersonTable, PersonTable.id == MedicationTable.person_id)
        .join(StayTable, and_(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None)))
        .outerjoin(OutingTable, out)
    ).where(
        MedicationTable.from_day <= panti.day_of(span[1]),
        or_(MedicationTable.until_day.is_(None), MedicationTable.until_day >= panti.day_of(span[0])),
    )
    found: list[DueLine] = []
    for row in session.execute(on_duty(query, sight)):
        kept: MedicationTable = row[0]
        days = (kept.from_day, kept.until_day)
        found += [
            DueLine(
                kept.id, kept.person_id, row.number, row.name, row.bed, at, kept.carer_note, row.outing_id is not None
            )
            for at in due_between(hours_from(kept.hours), days, span, panti)
        ]
    return sorted(found, key=lambda line: (line.at, line.name.casefold(), line.medication_id))


def add(session: Session, person_id: str, values: dict[str, Any]) -> MedicationTable:
    """Write down a medicine."""
    row = MedicationTable(id=new_id(), person_id=person_id, **values)
    session.add(row)
    session.flush()
    return row
