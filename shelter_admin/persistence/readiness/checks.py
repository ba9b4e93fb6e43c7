"""What somebody has looked at and written down about the readiness of a stay, with the paper that proves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.readiness import State
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.tables import ReadinessCheckTable


@dataclass
class Written:
    """The checks of one stay by their code, and the codes of those with a paper."""

    states: dict[str, tuple[State, date]] = field(default_factory=dict)
    proved: set[str] = field(default_factory=set)


def written_by_stay(session: Session, stay_id: str | None = None) -> dict[str, Written]:
    """The checks of everybody who lives here, or of one stay, in one statement."""
    query = select(
        ReadinessCheckTable.stay_id,
        ReadinessCheckTable.criterion,
        ReadinessCheckTable.state,
        ReadinessCheckTable.on_day,
        ReadinessCheckTable.document_id,
    )
    if stay_id is None:
        query = query.join(StayTable, StayTable.id == ReadinessCheckTable.stay_id).where(
            StayTable.leave_reason.is_(None)
        )
    else:
        query = query.where(ReadinessCheckTable.stay_id == stay_id)
    found: dict[str, Written] = {}
    for row in session.connection().execute(query):
        of_stay = found.get(row.stay_id)
        if of_stay is None:
            of_stay = found[row.stay_id] = Written()
        of_stay.states[row.criterion] = State(row.state), row.on_day
        if row.document_id is not None:
            of_stay.proved.add(row.criterion)
    return found


def check_row(session: Session, stay_id: str, code: str) -> ReadinessCheckTable | None:
    """The row of a check, None where nobody wrote it down."""
    return session.scalars(
        select(ReadinessCheckTable).where(
            ReadinessCheckTable.stay_id == stay_id, ReadinessCheckTable.criterion == str(code)
        )
    ).first()


def write_check(
    session: Session, stay_id: str, code: str, now: tuple[State, date, str], document_id: str | None = None
) -> None:
    """Write a check over the one before, which goes to the history; ``UNKNOWN`` takes it away."""
    state, on_day, note = now
    row = check_row(session, stay_id, code)
    if state is State.UNKNOWN:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(
            ReadinessCheckTable(
                id=new_id(),
                stay_id=stay_id,
                criterion=str(code),
                state=state.value,
                on_day=on_day,
                note=note,
                document_id=document_id,
            )
        )
    else:
        row.state, row.on_day, row.note, row.document_id = state.value, on_day, note, document_id
    session.flush()
