"""What a programme teaches to do, and what was seen of it in a class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.grading import Competence, CompetenceRow, CompetenceSeen, CompetenceSheet
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_change, last_taken_away
from shelter_admin.persistence.training.classes import Reader, people_of, the_batch_line
from shelter_admin.persistence.training.tables import CompetenceCheckTable, CompetenceTable


class CheckKey(NamedTuple):
    """Whose competence."""

    enrolment_id: str
    competence_id: str


def competences_of(session: Session, program_id: str) -> tuple[Competence, ...]:
    """The competences of a programme that are asked for, in their order."""
    query = (
        select(CompetenceTable)
        .where(CompetenceTable.program_id == program_id, CompetenceTable.retired_on.is_(None))
        .order_by(CompetenceTable.position)
    )
    return tuple(Competence(row.id, row.name, row.subject_id) for row in session.scalars(query))


def known_ids(session: Session, program_id: str) -> frozenset[str]:
    """Every competence of a programme, the retired ones too."""
    return frozenset(session.scalars(select(CompetenceTable.id).where(CompetenceTable.program_id == program_id)))


def put_competences(session: Session, program_id: str, wanted: Sequence[Competence], today: date) -> tuple[str, ...]:
    """Give a programme exactly these competences in this order; tells their ids.

    One that was looked at for anybody is retired instead of taken out. One retired before comes back by its id.
    Raises Refused ``competence_unknown`` for one of another programme.
    """
    query = select(CompetenceTable).where(CompetenceTable.program_id == program_id)
    known = {row.id: row for row in session.scalars(query)}
    kept = {one.competence_id for one in wanted if one.competence_id}
    if kept - known.keys():
        raise Refused("competence_unknown", field="competences")
    for competence_id, row in known.items():
        if competence_id not in kept and row.retired_on is None:
            if session.scalar(select(exists().where(CompetenceCheckTable.competence_id == competence_id))):
                row.retired_on = today
            else:
                session.delete(row)
    ids = []
    for position, one in enumerate(wanted, start=1):
        row = known.get(one.competence_id) or CompetenceTable(id=new_id(), program_id=program_id)
        row.position, row.name, row.retired_on = position, one.name, None
        session.add(row)
        ids.append(row.id)
    session.flush()
    return tuple(ids)


def competence_changed(session: Session, competence_id: str) -> tuple[str, datetime] | None:
    """Who changed a competence last or took it out, and when."""
    row = session.get(CompetenceTable, competence_id)
    if row is not None:
        return last_change(session, row, ("name", "retired_on"))
    return last_taken_away(session, CompetenceTable, id=competence_id)


def competence_sheet(session: Session, reader: Reader, batch_id: str) -> CompetenceSheet:
    """What was seen of everybody who belongs to a class now, or belonged to it until it ended."""
    batch = the_batch_line(session, reader, batch_id)
    people = people_of(session, reader, batch)
    seen: dict[str, dict[str, CompetenceSeen]] = {}
    for key, row in checks_of(session, [row.id for row in people]).items():
        seen.setdefault(key.enrolment_id, {})[key.competence_id] = CompetenceSeen(row.competent, row.seen_on)
    rows = tuple(CompetenceRow(row.id, row.person_id, row.number, row.name, seen.get(row.id, {})) for row in people)
    return CompetenceSheet(batch, competences_of(session, batch.program_id), rows)


def checks_of(session: Session, enrolment_ids: Iterable[str]) -> dict[CheckKey, CompetenceCheckTable]:
    """What was seen of these enrolments."""
    query = select(CompetenceCheckTable).where(CompetenceCheckTable.enrolment_id.in_(list(enrolment_ids)))
    return {CheckKey(row.enrolment_id, row.competence_id): row for row in session.scalars(query)}


def last_checked(session: Session, key: CheckKey, row: CompetenceCheckTable | None) -> tuple[str, datetime] | None:
    """Who looked last or took it back, and when."""
    if row is not None:
        return last_change(session, row, ("competent",))
    return last_taken_away(session, CompetenceCheckTable, **key._asdict())


def put_check(
    session: Session, key: CheckKey, competent: bool | None, row: CompetenceCheckTable | None, **given: Any
) -> None:
    """Write, change or take away what was seen; ``given`` are ``person_id`` and ``seen_on``."""
    if competent is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(CompetenceCheckTable(id=new_id(), **key._asdict(), competent=competent, **given))
    elif row.competent is not competent:
        row.competent, row.seen_on = competent, given["seen_on"]
