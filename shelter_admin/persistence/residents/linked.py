"""Which file belongs to which: what lists, searches and counts ask so that they show a person once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import Attribute
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.residents.tables import PersonVerdictTable

_KEPT = case(
    (PersonVerdictTable.linked_id == PersonVerdictTable.first_id, PersonVerdictTable.second_id),
    else_=PersonVerdictTable.first_id,
)


def kept_files(session: Session, person_ids: Iterable[str]) -> dict[str, str]:
    """Of these files those that belong to another, with the one they belong to."""
    wanted = list(person_ids)
    if not wanted:
        return {}
    query = select(PersonVerdictTable.linked_id, _KEPT).where(PersonVerdictTable.linked_id.in_(wanted))
    return {str(linked): kept for linked, kept in session.execute(query)}


def own_file(person_id: ColumnElement[str] | Attribute) -> ColumnElement[str]:
    """The file a person is counted by, given the column that names one of theirs: the kept one where it is linked."""
    kept = select(_KEPT).where(PersonVerdictTable.linked_id == person_id).scalar_subquery()
    return func.coalesce(kept, person_id)


def files_together(session: Session) -> dict[str, frozenset[str]]:
    """Every file that is linked with others, with all the files of that person."""
    together: dict[str, set[str]] = defaultdict(set)
    query = select(PersonVerdictTable.linked_id, _KEPT).where(PersonVerdictTable.linked_id.is_not(None))
    for linked_id, kept_id in session.execute(query):
        together[kept_id] |= {kept_id, str(linked_id)}
    return {one: frozenset(files) for files in together.values() for one in files}


def linked_files(session: Session, kept_id: str) -> list[str]:
    """The files that belong to this one."""
    query = select(PersonVerdictTable.linked_id).where(
        or_(PersonVerdictTable.first_id == kept_id, PersonVerdictTable.second_id == kept_id),
        PersonVerdictTable.linked_id.is_not(None),
        PersonVerdictTable.linked_id != kept_id,
    )
    return [str(one) for one in session.scalars(query.order_by(PersonVerdictTable.id))]


def all_files(session: Session, person_ids: Iterable[str]) -> dict[str, str]:
    """Every file of these people, their own and those linked with it, with whose it is."""
    wanted = list(person_ids)
    query = select(PersonVerdictTable.linked_id, _KEPT).where(
        PersonVerdictTable.linked_id.is_not(None), _KEPT.in_(wanted)
    )
    return {str(linked): kept for linked, kept in session.execute(query)} | {one: one for one in wanted}


def is_linked() -> ColumnElement[bool]:
    """Say in SQL whether a person's file belongs to another one, so that lists show the person once."""
    return exists(select(PersonVerdictTable.id).where(PersonVerdictTable.linked_id == PersonTable.id))
