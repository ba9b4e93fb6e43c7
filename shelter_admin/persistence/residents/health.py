"""What the health officer knows of a person, one row each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

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

    def by_name(self) -> dict[str, Any]:
        """Each note by its name."""
        return asdict(self)


def row_of(session: Session, person_id: str) -> HealthTable | None:
    """The row of a person, None where nothing was ever written."""
    return session.scalars(select(HealthTable).where(HealthTable.person_id == person_id)).first()


def notes_of(session: Session, person_id: str) -> Notes:
    """What is written, empty where nothing is."""
    row = row_of(session, person_id)
    return Notes() if row is None else Notes(row.alert, row.diet, row.details, row.attention)


def put(session: Session, person_id: str, notes: Notes) -> Notes:
    """Write the notes over those before, which go to the history; tells those before."""
    row, before = row_of(session, person_id), notes_of(session, person_id)
    if row is None and notes != before:
        row = HealthTable(id=new_id(), person_id=person_id)
        session.add(row)
    if row is not None:
        row.alert, row.diet, row.details, row.attention = notes.alert, notes.diet, notes.details, notes.attention
    session.flush()
    return before
