"""Who is expected to leave."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable


def exits_expected(session: Session, sight: Sight, until: date) -> list[tuple[str, str, date]]:
    """Those still in the house whose expected exit has come by a day: (person id, name, day), the earliest first."""
    query = (
        select(PersonTable.id, PersonTable.name, StayTable.expected_exit_on)
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(StayTable.leave_reason.is_(None), StayTable.expected_exit_on <= until)
        .order_by(StayTable.expected_exit_on, PersonTable.name)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(in_sight(query, sight)) if row[2] is not None]
