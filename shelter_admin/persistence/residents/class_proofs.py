"""Papers in a file that prove leave from class."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.persistence.residents.tables import PersonDocumentTable


def is_paper_of(session: Session, document_id: str, person_id: str) -> bool:
    """Say whether a paper lies in this person's file."""
    query = select(PersonDocumentTable.id).where(
        PersonDocumentTable.id == document_id, PersonDocumentTable.person_id == person_id
    )
    return session.scalars(query).first() is not None


def kinds_of(session: Session, document_ids: Iterable[str]) -> dict[str, str]:
    """What kind of paper each of these is."""
    wanted = list(document_ids)
    if not wanted:
        return {}
    query = select(PersonDocumentTable.id, PersonDocumentTable.kind).where(PersonDocumentTable.id.in_(wanted))
    return {row.id: row.kind for row in session.execute(query)}
