"""Things kept for residents."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from shelter_admin.domain.belongings import Belonging
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.duty.tables import BelongingTable


def the_belonging(session: Session, belonging_id: str) -> BelongingTable:
    """Load a thing; raises Refused ``belonging_unknown``."""
    row = session.get(BelongingTable, belonging_id)
    if row is None:
        raise Refused("belonging_unknown")
    return row


def belongings(session: Session, person_id: str) -> list[Belonging]:
    """Everything kept for somebody: what is still here first, then by the day it came."""
    gone = case((BelongingTable.returned_on.is_(None), 0), else_=1)
    query = (
        select(BelongingTable)
        .where(BelongingTable.person_id == person_id)
        .order_by(gone, BelongingTable.received_on, BelongingTable.id)
    )
    names = names_of_accounts(session)
    return [
        Belonging(
            row.id,
            row.person_id,
            row.what,
            row.count,
            row.kept_where,
            row.received_on,
            names.get(row.changed_by, ""),
            row.returned_on,
            row.returned_to,
            row.note,
        )
        for row in session.scalars(query)
    ]


def add(session: Session, person_id: str, received_on: date, values: dict[str, Any]) -> BelongingTable:
    """Write down a thing that came into keeping."""
    row = BelongingTable(id=new_id(), person_id=person_id, received_on=received_on, **values)
    session.add(row)
    session.flush()
    return row


def those_of(session: Session, person_id: str, ids: Collection[str]) -> Sequence[BelongingTable]:
    """These things of somebody; raises Refused ``belonging_unknown`` unless all are theirs."""
    query = select(BelongingTable).where(BelongingTable.person_id == person_id, BelongingTable.id.in_(ids))
    rows = session.scalars(query).all()
    if not ids or len(rows) != len(set(ids)):
        raise Refused("belonging_unknown")
    return rows
