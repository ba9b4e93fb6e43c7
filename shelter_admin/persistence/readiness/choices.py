"""What a policy of readiness may be for and may ask about: programmes, instruments, papers of one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.cases.instruments import Need
from shelter_admin.domain.documents import ABOUT_HEALTH
from shelter_admin.persistence.cases.tables import InstrumentTable
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.training.tables import ProgramTable


def program_names(session: Session) -> tuple[tuple[str, str], ...]:
    """Every programme with its name, by name."""
    query = select(ProgramTable.id, ProgramTable.name).order_by(func.lower(ProgramTable.name))
    return tuple((row.id, row.name) for row in session.execute(query))


def instruments_about_health(session: Session) -> frozenset[str]:
    """The instruments that tell of somebody's health."""
    about = Need.HEALTH.value
    return frozenset(code for code, row in _newest(session).items() if row.content.get("needs") == about)


def _newest(session: Session) -> dict[str, Any]:
    query = select(
        InstrumentTable.code, InstrumentTable.name, InstrumentTable.retired_on, InstrumentTable.content
    ).order_by(InstrumentTable.code, InstrumentTable.edition)
    return {row.code: row for row in session.execute(query)}


def papers_of(session: Session, person_id: str, *, health: bool) -> tuple[tuple[str, str, str, date | None], ...]:
    """The papers in somebody's file as (id, kind, title, day), the newest first; those about health if told to."""
    query = (
        select(
            PersonDocumentTable.id, PersonDocumentTable.kind, PersonDocumentTable.title, PersonDocumentTable.dated_on
        )
        .where(PersonDocumentTable.person_id == person_id)
        .order_by(PersonDocumentTable.id.desc())
    )
    if not health:
        query = query.where(PersonDocumentTable.kind.not_in(ABOUT_HEALTH))
    return tuple((row.id, row.kind, row.title, row.dated_on) for row in session.execute(query))
