"""What the health officer knows of a person, one row each."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import HealthTable


@dataclass(frozen=True, slots=True)
class Notes:
    """Alert and diet for gate and carers, details for health alone, attention as a flag."""

    alert: str = field(default="", repr=False)
    diet: str = field(default="", repr=False)
    details: str = field(default="", repr=False)
    attention: bool = field(default=False, repr=False)


def notes_of(session: Session, person_id: str) -> Notes:
    """What is written, empty where nothing is."""
    row = session.scalars(select(HealthTable).where(HealthTable.person_id == person_id)).first()
    return Notes() if row is None else Notes(row.alert, row.diet, row.details, row.attention)


def put(session: Session, person_id: str, notes: Notes) -> Notes:
    """Write the notes over those before, which go to the history; tells those before."""
    row = session.scalars(select(HealthTable).where(HealthTable.person_id == person_id)).first()
    before = Notes() if row is None else Notes(row.alert, row.diet, row.details, row.attention)
    if row is None and notes != before:
        row = HealthTable(id=new_id(), person_id=person_id)
        session.add(row)
    if row is not None:
        row.alert, row.diet, row.details, row.attention = notes.alert, notes.diet, notes.details, notes.attention
    session.flush()
    return before
