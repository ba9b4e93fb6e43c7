"""Occurrences with the residents who had part in them: open ones first, each list in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.occurrences import Involved, Occurrence, OccurrenceKind, Told, kind_of
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.duty.tables import OccurrencePersonTable, OccurrenceTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable

MOST: Final = 300


def the_occurrence(session: Session, occurrence_id: str) -> OccurrenceTable:
    """Load an occurrence; raises Refused ``occurrence_unknown``."""
    row = session.get(OccurrenceTable, occurrence_id)
    if row is None:
        raise Refused("occurrence_unknown")
    return row


def open_occurrence(session: Session, occurrence_id: str) -> OccurrenceTable:
    """Load one that is still open; raises Refused ``occurrence_closed``."""
    row = the_occurrence(session, occurrence_id)
    if row.closed_at is not None:
        raise Refused("occurrence_closed")
    return row


def occurrences(session: Session, sight: Sight) -> list[Occurrence]:
    """Every open one and the last closed ones: open first, by the day of their follow-up, then the newest."""
    is_closed = case((OccurrenceTable.closed_at.is_(None), 0), else_=1)
    rows = session.scalars(select(OccurrenceTable).order_by(is_closed, OccurrenceTable.at.desc()).limit(MOST)).all()
    found = _records(session, sight, rows)
    later = date.max
    waiting = sorted(
        (one for one in found if one.open), key=lambda one: (one.follow_up_by or later, -one.at.timestamp())
    )
    return [*waiting, *(one for one in found if not one.open)]


def occurrence(session: Session, sight: Sight, occurrence_id: str) -> Occurrence:
    """One occurrence; raises Refused ``occurrence_unknown``."""
    return _records(session, sight, [the_occurrence(session, occurrence_id)])[0]


def _records(session: Session, sight: Sight, rows: Sequence[OccurrenceTable]) -> list[Occurrence]:
    people = _people(session, sight, [row.id for row in rows])
    names = names_of_accounts(session)
    return [_record(row, people.get(row.id, ()), names) for row in rows]


def _record(row: OccurrenceTable, people: Sequence[Involved], names: Mapping[str, str]) -> Occurrence:
    return Occurrence(
        row.id,
        row.version,
        row.at,
        kind_of(row.kind),
        row.place,
        row.what,
        row.handling,
        row.follow_up,
        row.follow_up_by,
        tuple(people),
        names.get(row.changed_by, ""),
        row.closed_at,
        names.get(row.closed_by or "", ""),
    )


def _people(session: Session, sight: Sight, ids: Collection[str]) -> Mapping[str, list[Involved]]:
    query = (
        select(
            OccurrencePersonTable.occurrence_id,
            OccurrencePersonTable.person_id,
            OccurrencePersonTable.part,
            PersonTable.number,
            name_for(sight),
        )
        .join(PersonTable, PersonTable.id == OccurrencePersonTable.person_id)
        .where(OccurrencePersonTable.occurrence_id.in_(ids))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    found: dict[str, list[Involved]] = defaultdict(list)
    for row in session.execute(on_duty(query, sight)):
        found[row.occurrence_id].append(Involved(row.person_id, row.number, row.name, row.part))
    return found


def add(session: Session, kind: OccurrenceKind, told: Told) -> OccurrenceTable:
    """Write a new occurrence down."""
    row = OccurrenceTable(id=new_id(), kind=kind.value, **_columns(told))
    session.add(row)
    session.flush()
    return row


def _columns(told: Told) -> dict[str, Any]:
    words = {name: getattr(told, name).strip() for name in ("what", "place", "handling", "follow_up")}
    return {"at": told.at, "follow_up_by": told.follow_up_by, **words}


def parts_of(session: Session, occurrence_id: str) -> dict[str, str]:
    """Everybody who had part in it, seen by this reader or not, with their part."""
    query = select(OccurrencePersonTable.person_id, OccurrencePersonTable.part)
    rows = session.execute(query.where(OccurrencePersonTable.occurrence_id == occurrence_id))
    return {row.person_id: row.part for row in rows}


def involved(session: Session, sight: Sight, person_ids: Collection[str]) -> dict[str, str]:
    """What these people are called by this reader."""
    query = select(PersonTable.id, name_for(sight)).where(PersonTable.id.in_(person_ids))
    return {row.id: row.name for row in session.execute(on_duty(query, sight))}


def met(session: Session, sight: Sight, person_ids: Collection[str]) -> frozenset[str]:
    """Those of these people whom this reader meets at work, by name or not."""
    query = select(PersonTable.id).where(PersonTable.id.in_(person_ids))
    return frozenset(session.scalars(on_duty(query, sight)))


def last_part(session: Session, occurrence: OccurrenceTable) -> tuple[str, datetime]:
    """Who changed who had part in it last, and when; who wrote the occurrence, where nobody has."""
    query = (
        select(OccurrencePersonTable.changed_by, OccurrencePersonTable.changed_at)
        .where(OccurrencePersonTable.occurrence_id == occurrence.id)
        .order_by(OccurrencePersonTable.changed_at.desc(), OccurrencePersonTable.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row is not None else (occurrence.changed_by, occurrence.changed_at)


def set_parts(session: Session, occurrence_id: str, wanted: Mapping[str, str]) -> None:
    """Let exactly these have part in it."""
    rows = session.scalars(
        select(OccurrencePersonTable).where(OccurrencePersonTable.occurrence_id == occurrence_id)
    ).all()
    known = {row.person_id: row for row in rows}
    for person_id, row in known.items():
        if person_id not in wanted:
            session.delete(row)
        elif row.part != wanted[person_id]:
            row.part = wanted[person_id]
    session.add_all(
        OccurrencePersonTable(id=new_id(), occurrence_id=occurrence_id, person_id=person_id, part=part)
        for person_id, part in wanted.items()
        if person_id not in known
    )
    session.flush()


def remove(session: Session, occurrence_id: str) -> None:
    """Take one back that nobody wrote on since."""
    row = the_occurrence(session, occurrence_id)
    set_parts(session, occurrence_id, {})
    session.delete(row)
    session.flush()


def follow_ups_due(session: Session, today: date) -> int:
    """How many open ones have a follow-up due today or before."""
    query = select(func.count()).where(OccurrenceTable.closed_at.is_(None), OccurrenceTable.follow_up_by <= today)
    return session.scalar(query) or 0
