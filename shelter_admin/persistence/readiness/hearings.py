"""What the last case conference that was closed said about the leaving of somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.cases.conference_tables import CaseConferenceTable, ConferenceCaseTable
from shelter_admin.persistence.people.sight import Kept, sees


@dataclass(frozen=True)
class Heard:
    """One case of a closed conference; what was said only for whoever may read remarks."""

    day: date
    purpose: str
    outcome: str | None
    words: str | None = field(default=None, repr=False)
    present: str | None = field(default=None, repr=False)


def heard_last(session: Session, sight: Sight, stay_id: str) -> Heard | None:
    """The newest closed conference that spoke about somebody's leaving, else the newest that spoke about them."""
    query = (
        select(
            CaseConferenceTable.day,
            ConferenceCaseTable.purpose,
            ConferenceCaseTable.outcome,
            ConferenceCaseTable.words,
            CaseConferenceTable.present,
        )
        .join(CaseConferenceTable, CaseConferenceTable.id == ConferenceCaseTable.conference_id)
        .where(ConferenceCaseTable.stay_id == stay_id, CaseConferenceTable.closed_at.is_not(None))
        .order_by(CaseConferenceTable.day.desc(), CaseConferenceTable.id.desc())
    )
    rows = session.execute(query).all()
    row = next((one for one in rows if one.purpose == "exit"), rows[0] if rows else None)
    if row is None:
        return None
    open_to = sees(sight, Kept.REMARKS)
    return Heard(row.day, row.purpose, row.outcome, row.words if open_to else None, row.present if open_to else None)
