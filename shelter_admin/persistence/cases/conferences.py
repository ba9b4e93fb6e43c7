"""Conferences as they are stored: the meeting, its agenda in order, and what was asked of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.conferences import Conference, ConferenceCase, FollowUp, Outcome, Purpose
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import AccountTable, names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.conference_tables import (
    CaseConferenceTable,
    ConferenceCaseTable,
    ConferenceFollowUpTable,
)
from shelter_admin.persistence.dialects import EMBEDDED, STAYS_NOW
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable


def the_conference(session: Session, conference_id: str, *, still_open: bool = False) -> CaseConferenceTable:
    """Load a conference; raises Refused ``conference_unknown``, and ``conference_closed`` where it must be open."""
    row = session.get(CaseConferenceTable, conference_id)
    if row is None:
        raise Refused("conference_unknown")
    if still_open and row.closed_at is not None:
        raise Refused("conference_closed")
    return row


def the_case(session: Session, case_id: str) -> ConferenceCaseTable:
    """Load one person's place on an agenda; raises Refused ``case_unknown``."""
    row = session.get(ConferenceCaseTable, case_id)
    if row is None:
        raise Refused("case_unknown")
    return row


def the_follow_up(session: Session, follow_up_id: str) -> ConferenceFollowUpTable:
    """Load what was asked of somebody; raises Refused ``follow_up_unknown``."""
    row = session.get(ConferenceFollowUpTable, follow_up_id)
    if row is None:
        raise Refused("follow_up_unknown")
    return row


def conferences(session: Session, sight: Sight) -> tuple[Conference, ...]:
    """Every conference with how many this reader sees on its agenda, the newest first."""
    seen = (
        in_sight(
            select(ConferenceCaseTable.conference_id, func.count(PersonTable.id).label("people")).join(
                PersonTable, PersonTable.id == ConferenceCaseTable.person_id
            ),
            sight,
        )
        .group_by(ConferenceCaseTable.conference_id)
        .subquery()
    )
    query = (
        select(CaseConferenceTable, func.coalesce(seen.c.people, 0))
        .outerjoin(seen, seen.c.conference_id == CaseConferenceTable.id)
        .order_by(CaseConferenceTable.day.desc(), CaseConferenceTable.id.desc())
    )
    names = names_of_accounts(session)
    return tuple(_conference(row, names, people=people) for row, people in session.execute(query))


def conference(session: Session, sight: Sight, conference_id: str) -> Conference:
    """One conference with its agenda in order, as far as this reader sees the people on it."""
    row = the_conference(session, conference_id)
    query = (
        select(ConferenceCaseTable, PersonTable.number, PersonTable.name)
        .join(PersonTable, PersonTable.id == ConferenceCaseTable.person_id)
        .where(ConferenceCaseTable.conference_id == conference_id)
        .order_by(ConferenceCaseTable.position, ConferenceCaseTable.id)
    )
    found = session.execute(in_sight(query, sight)).all()
    asked = _by_case(follow_ups(session, sight, ConferenceCaseTable.conference_id == conference_id))
    cases = tuple(case_of(one, number, name, asked.get(one.id, ())) for one, number, name in found)
    counted = select(func.count(ConferenceCaseTable.id)).where(ConferenceCaseTable.conference_id == conference_id)
    everybody = session.scalar(counted) or 0
    return _conference(row, names_of_accounts(session), cases, len(cases), everybody - len(cases))


def _conference(
    row: CaseConferenceTable,
    names: Mapping[str, str],
    cases: tuple[ConferenceCase, ...] = (),
    people: int = 0,
    hidden: int = 0,
) -> Conference:
    return Conference(
        row.id,
        row.day,
        row.starts_at or "",
        row.place,
        row.chaired_by,
        row.present,
        row.closed_at,
        names.get(row.closed_by or "", ""),
        cases,
        people,
        hidden,
    )


def case_of(
    row: ConferenceCaseTable, number: str = "", name: str = "", asked: tuple[FollowUp, ...] = ()
) -> ConferenceCase:
    """One person's place on the agenda."""
    return ConferenceCase(
        row.id,
        row.person_id,
        row.stay_id,
        number,
        name,
        row.position,
        Purpose(row.purpose),
        row.question,
        Outcome(row.outcome) if row.outcome else None,
        row.words,
        asked,
        row.snapshot,
    )


def _by_case(found: Iterable[FollowUp]) -> dict[str, tuple[FollowUp, ...]]:
    by_case: dict[str, tuple[FollowUp, ...]] = {}
    for one in found:
        by_case[one.case_id] = (*by_case.get(one.case_id, ()), one)
    return by_case


def _follow_ups() -> Select[*tuple[Any, ...]]:
    return (
        select(ConferenceFollowUpTable, PersonTable.number, PersonTable.name, AccountTable.user, AccountTable.full_name)
        .join(ConferenceCaseTable, ConferenceCaseTable.id == ConferenceFollowUpTable.case_id)
        .join(PersonTable, PersonTable.id == ConferenceFollowUpTable.person_id)
        .outerjoin(AccountTable, AccountTable.id == ConferenceFollowUpTable.account_id)
        .order_by(ConferenceFollowUpTable.due_on.is_(None), ConferenceFollowUpTable.due_on, ConferenceFollowUpTable.id)
    )


def follow_ups(session: Session, sight: Sight, condition: Any = None) -> tuple[FollowUp, ...]:
    """What was asked of somebody about people this reader sees; of these cases, else what is not done yet."""
    open_ones = ConferenceFollowUpTable.done_on.is_(None)
    query = in_sight(_follow_ups().where(open_ones if condition is None else condition), sight)
    names = names_of_accounts(session)
    return tuple(_follow_up(row, names) for row in session.execute(query))


def open_follow_ups(session: Session, person_id: str) -> tuple[FollowUp, ...]:
    """What earlier conferences asked for about one person and is not done."""
    query = _follow_ups().where(
        ConferenceFollowUpTable.person_id == person_id, ConferenceFollowUpTable.done_on.is_(None)
    )
    return tuple(_follow_up(row, {}) for row in session.execute(query))


def _follow_up(found: Any, names: Mapping[str, str]) -> FollowUp:
    row, number, name, user, full_name = found
    return FollowUp(
        row.id,
        row.case_id,
        row.person_id,
        row.what,
        row.who,
        row.account_id,
        full_name or user or "",
        row.due_on,
        row.done_on,
        names.get(row.done_by or "", ""),
        name,
        number,
    )


def add_conference(session: Session, parts: Mapping[str, Any]) -> CaseConferenceTable:
    """Write a conference down."""
    row = CaseConferenceTable(id=new_id(), **parts)
    session.add(row)
    session.flush()
    return row


def add_cases(
    session: Session, conference_id: str, stays: Mapping[str, str], first: int, parts: Mapping[str, Any]
) -> list[str]:
    """Put people on an agenda, one after the other, from a place on."""
    rows = [
        ConferenceCaseTable(
            id=new_id(), conference_id=conference_id, person_id=person_id, stay_id=stay_id, position=first + at, **parts
        )
        for at, (person_id, stay_id) in enumerate(stays.items())
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def cases_of(session: Session, conference_id: str) -> list[ConferenceCaseTable]:
    """Everybody on an agenda, in order."""
    query = select(ConferenceCaseTable).where(ConferenceCaseTable.conference_id == conference_id)
    return list(session.scalars(query.order_by(ConferenceCaseTable.position, ConferenceCaseTable.id)))


def follow_ups_of(session: Session, case_id: str) -> list[ConferenceFollowUpTable]:
    """The rows of what was asked in one case."""
    return list(session.scalars(select(ConferenceFollowUpTable).where(ConferenceFollowUpTable.case_id == case_id)))


def open_stays(session: Session, person_ids: Iterable[str]) -> dict[str, str]:
    """The stay these people are in now, by person, in the order given."""
    wanted = list(dict.fromkeys(person_ids))
    query = select(StayTable.person_id, StayTable.id).where(
        StayTable.person_id.in_(wanted), StayTable.leave_reason.is_(None)
    )
    found = {row.person_id: row.id for row in session.execute(query)}
    return {one: found[one] for one in wanted if one in found}


def spoken_of(session: Session) -> dict[str, tuple[date, Outcome | None, bool]]:
    """Of everybody in the house the newest conference that spoke about the stay: its day, outcome, and if it closed."""
    query = (
        select(
            ConferenceCaseTable.person_id,
            CaseConferenceTable.day,
            ConferenceCaseTable.outcome,
            CaseConferenceTable.closed_at,
        )
        .join(CaseConferenceTable, CaseConferenceTable.id == ConferenceCaseTable.conference_id)
        .join(StayTable, StayTable.id == ConferenceCaseTable.stay_id)
        .where(StayTable.leave_reason.is_(None))
        .with_hint(StayTable, STAYS_NOW, EMBEDDED)
        .order_by(CaseConferenceTable.day, CaseConferenceTable.id)
    )
    return {
        row.person_id: (row.day, Outcome(row.outcome) if row.outcome else None, row.closed_at is not None)
        for row in session.execute(query)
    }


def close(session: Session, row: CaseConferenceTable, at: datetime, by: str) -> None:
    """Close it: from now on the store itself refuses to change it."""
    row.closed_at, row.closed_by = at, by
    session.flush()


def in_house(session: Session, sight: Sight) -> dict[str, tuple[str, str, date | None]]:
    """Everybody in the house that this reader sees: number, name, since when."""
    query = (
        select(PersonTable.id, PersonTable.number, PersonTable.name, StayTable.admitted_on)
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(StayTable.leave_reason.is_(None))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    return {row.id: (row.number, row.name, row.admitted_on) for row in session.execute(in_sight(query, sight))}


def number_of(session: Session, stay_id: str) -> str:
    """The own number of whoever a stay is of."""
    query = select(PersonTable.number).join(StayTable, StayTable.person_id == PersonTable.id)
    return session.scalars(query.where(StayTable.id == stay_id)).first() or ""
