"""What the day asks of the store besides the lists that pages show: classes left open, months not sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.returns.tables import MonthlyReturnTable
from shelter_admin.persistence.training.tables import BatchTable, ClassSessionTable, ProgramTable, ProgramTrainerTable

DAYS: Final = 7


def left_open(session: Session, today: date, trainer_id: str | None) -> list[tuple[str, str, str, date]]:
    """Classes of the last days that nobody closed, of this trainer alone or of all: id, programme, name and day."""
    query = (
        select(BatchTable.id, ProgramTable.name, BatchTable.name, ClassSessionTable.day)
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .join(ProgramTable, ProgramTable.id == BatchTable.program_id)
        .where(
            ClassSessionTable.day < today,
            ClassSessionTable.day >= today - timedelta(days=DAYS),
            ClassSessionTable.closed_at.is_(None),
        )
        .order_by(ClassSessionTable.day.desc(), func.lower(ProgramTable.name), func.lower(BatchTable.name))
    )
    if trainer_id is not None:
        trains = ProgramTrainerTable.program_id == BatchTable.program_id
        query = query.where(
            exists(select(ProgramTrainerTable.id).where(trains, ProgramTrainerTable.account_id == trainer_id))
        )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def month_is_owed(session: Session, period: str, last: date) -> bool:
    """Say whether somebody lived here by the end of a month of which no return was sent."""
    sent = select(MonthlyReturnTable.id).where(MonthlyReturnTable.period == period).limit(1)
    lived = select(StayTable.id).where(or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= last)).limit(1)
    return session.scalars(sent).first() is None and session.scalars(lived).first() is not None
