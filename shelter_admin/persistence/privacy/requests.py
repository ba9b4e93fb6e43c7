"""The register of requests about personal data, and whose details are frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.requests import (
    Asker,
    DataRequest,
    DataRequests,
    Ground,
    Limited,
    Outcome,
    Refusal,
    RequestKind,
)
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import name_for, require_in_sight, sees_everybody, works_with
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.privacy.tables import DataRequestTable, LimitationTable


def register(session: Session, sight: Sight) -> DataRequests:
    """Every request, the open ones by their term first; who is kept from this reader stands under the own number."""
    answered = case((DataRequestTable.answered_at.is_(None), 0), else_=1)
    query = (
        select(DataRequestTable, PersonTable.number, name_for(sight))
        .join(PersonTable, PersonTable.id == DataRequestTable.person_id)
        .order_by(answered, case((answered == 0, DataRequestTable.received_at)), DataRequestTable.id.desc())
    )
    if not sees_everybody(sight):
        query = query.where(works_with(sight, PersonTable.id))
    names = names_of_accounts(session)
    lines = tuple(_line(row, number, name, names) for row, number, name in session.execute(query))
    return DataRequests(lines, _limited(session, sight))


def _line(row: DataRequestTable, number: str, name: str, names: Mapping[str, str]) -> DataRequest:
    return DataRequest(
        request_id=row.id,
        version=row.version,
        person_id=row.person_id,
        number=number,
        name=name,
        kind=RequestKind(row.kind),
        asker=Asker(row.asker),
        received_at=row.received_at,
        asker_name=row.asker_name,
        words=row.words,
        answered_at=row.answered_at,
        answered_by=names.get(row.answered_by or "", ""),
        outcome=Outcome(row.outcome) if row.outcome else None,
        refusal=Refusal(row.refusal) if row.refusal else None,
        answer=row.answer,
    )


def request_of(session: Session, sight: Sight, request_id: str) -> DataRequest:
    """One request as the register shows it; refused like the register where this reader does not see the person."""
    row = the_request(session, request_id)
    require_in_sight(session, sight, row.person_id)
    person = session.get_one(PersonTable, row.person_id)
    return _line(row, person.number, person.name, names_of_accounts(session))


def _limited(session: Session, sight: Sight) -> tuple[Limited, ...]:
    query = (
        select(LimitationTable, PersonTable.number, name_for(sight))
        .join(PersonTable, PersonTable.id == LimitationTable.person_id)
        .where(LimitationTable.until.is_(None))
        .order_by(LimitationTable.since, LimitationTable.id)
    )
    return tuple(
        Limited(row.person_id, number, name, Ground(row.ground), row.since, row.note)
        for row, number, name in session.execute(query)
    )


def the_request(session: Session, request_id: str) -> DataRequestTable:
    """Load a request; raises Refused ``request_unknown``."""
    row = session.get(DataRequestTable, request_id)
    if row is None:
        raise Refused("request_unknown", field="request_id")
    return row


def add(session: Session, request: DataRequest) -> None:
    """Write down a request."""
    session.add(
        DataRequestTable(
            id=request.request_id,
            person_id=request.person_id,
            kind=request.kind.value,
            asker=request.asker.value,
            asker_name=request.asker_name,
            words=request.words,
            received_at=request.received_at,
        )
    )
    session.flush()


def take_away(session: Session, row: DataRequestTable) -> None:
    """Take out a request written down by mistake; an answered one stays."""
    if row.answered_at is not None:
        raise Refused("request_answered")
    session.delete(row)
    session.flush()


def answer(
    session: Session,
    row: DataRequestTable,
    outcome: Outcome,
    refusal: Refusal | None,
    words: str,
    at: tuple[datetime, str],
) -> None:
    """Write down how a request was answered, when and by whom; that stays."""
    if row.answered_at is not None:
        raise Refused("request_answered")
    row.outcome, row.refusal, row.answer = outcome.value, refusal.value if refusal else None, words
    row.answered_at, row.answered_by = at
    session.flush()


def open_limitation(session: Session, person_id: str) -> LimitationTable | None:
    """The running limitation of a person."""
    query = select(LimitationTable).where(LimitationTable.person_id == person_id, LimitationTable.until.is_(None))
    return session.scalars(query).first()


def limit(session: Session, person_id: str, ground: Ground, since: date, note: str) -> None:
    """Freeze somebody's details; raises Refused ``already_limited``."""
    if open_limitation(session, person_id) is not None:
        raise Refused("already_limited", field="person_id")
    row = LimitationTable(id=new_id(), person_id=person_id, ground=ground.value, since=since, note=note)
    session.add(row)
    session.flush()


def lift(session: Session, person_id: str, until: date) -> LimitationTable:
    """End the running limitation of a person; raises Refused ``not_limited``."""
    row = open_limitation(session, person_id)
    if row is None:
        raise Refused("not_limited", field="person_id")
    row.until = until
    session.flush()
    return row


def take_back_limit(session: Session, person_id: str) -> None:
    """Take out a limitation made by mistake; the history keeps it."""
    row = open_limitation(session, person_id)
    if row is None:
        raise Refused("not_limited", field="person_id")
    session.delete(row)
    session.flush()


def waiting(session: Session) -> list[datetime]:
    """When each open request came, the oldest first."""
    query = select(DataRequestTable.received_at).where(DataRequestTable.answered_at.is_(None))
    return list(session.scalars(query.order_by(DataRequestTable.received_at)))
