"""The visitors' log of a day in one statement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.visits import Visit
from shelter_admin.persistence.duty.tables import VisitTable
from shelter_admin.persistence.people.sight import name_for, works_with
from shelter_admin.persistence.people.tables import PersonTable


def the_visit(session: Session, visit_id: str) -> VisitTable:
    """Load a visit; raises Refused ``visit_unknown``."""
    row = session.get(VisitTable, visit_id)
    if row is None:
        raise Refused("visit_unknown")
    return row


def visits(session: Session, sight: Sight, begins: datetime, ends: datetime, *, still_here: bool) -> list[Visit]:
    """Who came between two instants; with ``still_here`` also who came before and has not left.

    A confidential resident stands in it under their own number.
    """
    came = and_(VisitTable.came_at >= begins, VisitTable.came_at < ends)
    query = _listed(sight).where(or_(came, VisitTable.left_at.is_(None)) if still_here else came)
    return [_line(row) for row in session.execute(query)]


def visits_of(session: Session, sight: Sight, person_id: str) -> list[Visit]:
    """Who ever came to see somebody."""
    return [_line(row) for row in session.execute(_listed(sight).where(VisitTable.person_id == person_id))]


def _listed(sight: Sight) -> Any:
    met = or_(VisitTable.person_id.is_(None), works_with(sight, VisitTable.person_id))
    return (
        select(
            VisitTable,
            name_for(sight),
            func.coalesce(PersonTable.number, "").label("number"),
        )
        .select_from(VisitTable)
        .outerjoin(PersonTable, PersonTable.id == VisitTable.person_id)
        .where(met)
    )


def _line(row: ResultRow[Any]) -> Visit:
    visit: VisitTable = row.VisitTable
    return Visit(
        visit.id,
        visit.visitor,
        visit.office,
        visit.relation,
        visit.phone,
        visit.person_id or "",
        row.name or "",
        row.number,
        visit.came_at,
        visit.left_at,
        visit.note,
    )
