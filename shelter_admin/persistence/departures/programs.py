"""What somebody learnt in a stay, as the papers of a leaving name it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.persistence.training.tables import EnrolmentTable, ProgramTable


def programs_of_stay(session: Session, stay_id: str) -> tuple[str, ...]:
    """The trades of a stay, by name; guidance of body, spirit and social life is no trade."""
    query = (
        select(ProgramTable.name)
        .join(EnrolmentTable, EnrolmentTable.program_id == ProgramTable.id)
        .where(EnrolmentTable.stay_id == stay_id, ProgramTable.kind == "vocational")
        .order_by(func.lower(ProgramTable.name))
    )
    return tuple(session.scalars(query))
