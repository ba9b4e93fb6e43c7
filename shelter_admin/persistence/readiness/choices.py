"""What a policy of readiness may be for and may ask about: programmes, instruments, papers of one person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.persistence.cases.tables import InstrumentTable
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.training.tables import ProgramTable


def program_names(session: Session) -> tuple[tuple[str, str], ...]:
    """Every programme with its name, by name."""
    query = select(ProgramTable.id, ProgramTable.name).order_by(func.lower(ProgramTable.name))
    return tuple((row.id, row.name) for row in session.execute(query))


def scored_instruments(session: Session, today: date) -> tuple[tuple[str, str], ...]:
    """The instruments in use by code, each with the name of its newest edition."""
    query = select(InstrumentTable.code, InstrumentTable.name, InstrumentTable.retired_on).order_by(
        InstrumentTable.code, InstrumentTable.edition
    )
    newest = {row.code: row for row in session.execute(query)}
    return tuple((code, row.name) for code, row in newest.items() if row.retired_on is None or row.retired_on > today)


def papers_of(session: Session, person_id: str) -> tuple[tuple[str, str, str, date | None], ...]:
    """The papers in somebody's file as (id, kind, title, day), the newest first."""
    query = (
        select(
            PersonDocumentTable.id, PersonDocumentTable.kind, PersonDocumentTable.title, PersonDocumentTable.dated_on
        )
        .where(PersonDocumentTable.person_id == person_id)
        .order_by(PersonDocumentTable.id.desc())
    )
    return tuple((row.id, row.kind, row.title, row.dated_on) for row in session.execute(query))
