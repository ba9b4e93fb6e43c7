"""Two files of one person: the kept one, and those that belong to it. Nothing of either is changed by a link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.linking import DecidedPair, StayDays, Verdict, require_joinable
from shelter_admin.domain.residents import LinkedFile
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import in_sight, name_for
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.linked import kept_files, linked_files
from shelter_admin.persistence.residents.records import Reading, lines, read
from shelter_admin.persistence.residents.tables import PersonVerdictTable


class FilesOf(NamedTuple):
    """The other files of one person, as far as the reader sees them."""

    linked: tuple[LinkedFile, ...] = ()
    belongs_to: LinkedFile | None = None


def ordered(one: str, other: str) -> tuple[str, str]:
    """Two ids as a verdict names them."""
    return (one, other) if one < other else (other, one)


def verdict_on(session: Session, one: str, other: str) -> PersonVerdictTable | None:
    """What was decided about two files."""
    first, second = ordered(one, other)
    query = select(PersonVerdictTable).where(
        PersonVerdictTable.first_id == first, PersonVerdictTable.second_id == second
    )
    return session.scalars(query).first()


def put_verdict(session: Session, one: str, other: str, verdict: Verdict, linked_id: str | None, note: str) -> str:
    """Write down what was decided about two files, over what was decided before; gives the row."""
    row = verdict_on(session, one, other)
    if row is None:
        first, second = ordered(one, other)
        row = PersonVerdictTable(id=new_id(), first_id=first, second_id=second)
        session.add(row)
    row.verdict, row.linked_id, row.note = verdict.value, linked_id, note
    session.flush()
    return row.id


def forget_verdict(session: Session, row: PersonVerdictTable) -> None:
    """Take a decision back; the history keeps it."""
    session.delete(row)
    session.flush()


def require_own_file(session: Session, person_id: str) -> None:
    """Refuse to begin a stay in a file that belongs to another one: the kept file is where it goes on."""
    kept_id = kept_files(session, [person_id]).get(person_id)
    if kept_id is not None:
        number = session.scalar(select(PersonTable.number).where(PersonTable.id == kept_id))
        raise Refused("file_is_linked", field="person_id", number=number or "")


def require_apart(session: Session, person_id: str) -> None:
    """Refuse stays that a link forbids: in a file that belongs to another, or on the days of one linked to it."""
    require_own_file(session, person_id)
    files = linked_files(session, person_id)
    for linked_id in files:
        others = [person_id, *(one for one in files if one != linked_id)]
        number = session.scalar(select(PersonTable.number).where(PersonTable.id == linked_id)) or ""
        require_joinable(days_of_stays(session, others), days_of_stays(session, [linked_id]), number)


def files_of(session: Session, sight: Sight, person_id: str) -> FilesOf:
    """The files that belong to this one, and the one it belongs to, as far as the reader sees them."""
    kept_id = kept_files(session, [person_id]).get(person_id)
    linked = linked_files(session, person_id)
    wanted = [*linked, *([kept_id] if kept_id else [])]
    if not wanted:
        return FilesOf()
    query = select(PersonTable.id, PersonTable.number, name_for(sight)).where(PersonTable.id.in_(wanted))
    seen = {row.id: LinkedFile(row.id, row.number, row.name) for row in session.execute(in_sight(query, sight))}
    return FilesOf(tuple(seen[one] for one in linked if one in seen), seen.get(kept_id) if kept_id else None)


def days_of_stays(session: Session, person_ids: Iterable[str]) -> list[StayDays]:
    """The days of every stay of these files."""
    query = select(StayTable.admitted_on, StayTable.left_on, StayTable.leave_reason).where(
        StayTable.person_id.in_(list(person_ids))
    )
    return [StayDays(row.admitted_on, row.left_on, row.leave_reason is None) for row in session.execute(query)]


def decided(session: Session, reading: Reading) -> list[DecidedPair]:
    """Every decision about two people whom the reader sees, the newest first."""
    rows = session.scalars(select(PersonVerdictTable).order_by(PersonVerdictTable.changed_at.desc())).all()
    ends = {end for row in rows for end in (row.first_id, row.second_id)}
    by_id = {line.person_id: line for line in read(session, reading, lines(reading).where(PersonTable.id.in_(ends)))}
    names = names_of_accounts(session)
    found = []
    for row in rows:
        kept, other = row.first_id, row.second_id
        if row.linked_id == row.first_id:
            kept, other = other, kept
        if kept in by_id and other in by_id:
            by = names.get(row.changed_by, "")
            pair = DecidedPair(by_id[kept], by_id[other], Verdict(row.verdict), by, row.changed_at, row.note)
            found.append(pair)
    return found
