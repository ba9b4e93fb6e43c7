"""Expected exits in the invented panti: every third resident has a day, the oldest stays first."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from shelter_admin.domain.accounts import Right
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.people.tables import StayTable

SOONEST: Final = 12
APART: Final = 6
EVERY: Final = 3


def expect_exits(work: Work) -> None:
    """Write down when stays are expected to end, so that free places ahead have something to tell.

    Refused with ``not_allowed`` to whoever may not write that down by itself.
    """
    work.staff.require(Right.RECORD_LEAVING, work.today)
    query = select(StayTable).where(StayTable.leave_reason.is_(None)).order_by(StayTable.admitted_on, StayTable.id)
    for number, stay in enumerate(list(work.session.scalars(query))[::EVERY]):
        stay.expected_exit_on = work.today + timedelta(days=SOONEST + APART * number)
    work.session.flush()
