"""Visits after leaving: the first is planned as somebody leaves, and forgotten when the leaving is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.departures.steps import Visit
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import NOT_EX_RESIDENT
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.departures.tables import AftercareVisitTable, DepartureTable
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable


def plan_first(session: Session, stay: StayTable, days: int) -> str | None:
    """Plan the first visit so many days after the leaving; None for who died or has one that is not made yet."""
    if stay.left_on is None or stay.leave_reason is None or stay.leave_reason in {one.value for one in NOT_EX_RESIDENT}:
        return None
    waiting = select(AftercareVisitTable.id).where(
        AftercareVisitTable.stay_id == stay.id, AftercareVisitTable.visited_on.is_(None)
    )
    if session.scalars(waiting).first() is not None:
        return None
    row = AftercareVisitTable(
        id=new_id(), stay_id=stay.id, person_id=stay.person_id, planned_on=stay.left_on + timedelta(days=days)
    )
    session.add(row)
    session.flush()
    return row.id


def forget_planned(session: Session, stay_id: str) -> None:
    """Forget visits of a stay that nobody made, as it runs on."""
    query = select(AftercareVisitTable).where(
        AftercareVisitTable.stay_id == stay_id, AftercareVisitTable.visited_on.is_(None)
    )
    for row in session.scalars(query).all():
        session.delete(row)
    session.flush()


def the_visit(session: Session, visit_id: str) -> AftercareVisitTable:
    """Load a visit; raises Refused ``visit_unknown``."""
    row = session.get(AftercareVisitTable, visit_id)
    if row is None:
        raise Refused("aftercare_visit_unknown", field="visit_id")
    return row


def _visits() -> Select[*tuple[Any, ...]]:
    return (
        select(
            AftercareVisitTable.id,
            AftercareVisitTable.person_id,
            PersonTable.number,
            PersonTable.name,
            AftercareVisitTable.planned_on,
            AftercareVisitTable.visitor,
            AftercareVisitTable.visited_on,
            AftercareVisitTable.words,
            StayTable.left_on,
            DepartureTable.receiver_address,
            DepartureTable.region,
        )
        .join(PersonTable, PersonTable.id == AftercareVisitTable.person_id)
        .join(StayTable, StayTable.id == AftercareVisitTable.stay_id)
        .outerjoin(DepartureTable, DepartureTable.stay_id == AftercareVisitTable.stay_id)
        .order_by(AftercareVisitTable.planned_on, func.lower(PersonTable.name), AftercareVisitTable.id)
    )


def visits_waiting(session: Session, sight: Sight, until: date | None = None) -> tuple[Visit, ...]:
    """Visits that nobody made yet, of people this reader sees, the earliest first; who lives here again has none.

    With ``until`` only those planned for that day or before.
    """
    here = aliased(StayTable)
    again = exists().where(here.person_id == AftercareVisitTable.person_id, here.leave_reason.is_(None))
    query = in_sight(_visits(), sight).where(AftercareVisitTable.visited_on.is_(None), ~again)
    if until is not None:
        query = query.where(AftercareVisitTable.planned_on <= until)
    return tuple(_visit(row) for row in session.execute(query))


def visits_of(session: Session, stay_id: str) -> tuple[Visit, ...]:
    """The visits after one stay."""
    query = _visits().where(AftercareVisitTable.stay_id == stay_id)
    return tuple(_visit(row) for row in session.execute(query))


def _visit(row: Any) -> Visit:
    where = ", ".join(part for part in (row.receiver_address, row.region) if part)
    return Visit(
        row.id,
        row.person_id,
        row.number,
        row.name,
        row.planned_on,
        row.visitor,
        row.visited_on,
        row.words,
        row.left_on,
        where,
    )


def visit_values(row: AftercareVisitTable) -> dict[str, Any]:
    """A visit by the fields of its form."""
    return {
        "planned_on": row.planned_on,
        "visitor": row.visitor,
        "visited_on": row.visited_on,
        "words": row.words,
    }
