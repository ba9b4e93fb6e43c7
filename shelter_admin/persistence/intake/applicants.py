"""Writing down who asks for a place, how their papers stand, and where their application stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.waiting_list import OPEN_STATES
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.intake.sight import applicants_seen_by
from shelter_admin.persistence.intake.tables import ApplicantRequirementTable, ApplicantTable

OPEN = tuple(sorted(state.value for state in OPEN_STATES))


def the_applicant(session: Session, sight: Sight, applicant_id: str) -> ApplicantTable:
    """Load an applicant this reader sees; raises Refused ``applicant_unknown``."""
    seen = select(ApplicantTable).where(ApplicantTable.id == applicant_id, applicants_seen_by(sight))
    row = session.scalars(seen).first()
    if row is None:
        raise Refused("applicant_unknown", field="applicant_id")
    return row


def add(session: Session, values: Mapping[str, Any], today: date) -> ApplicantTable:
    """Write down somebody who asks for a place; they wait from the day they asked."""
    row = ApplicantTable(id=new_id(), state_on=today, **values)
    session.add(row)
    session.flush()
    return row


def put(session: Session, row: ApplicantTable, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change an application; tells the old value of every field that changed."""
    old = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    for name in old:
        setattr(row, name, values[name])
    session.flush()
    return old


def require_still(row: ApplicantTable, values: Mapping[str, Any]) -> None:
    """Refuse to take back what somebody changed again meanwhile."""
    if any(getattr(row, name) != value for name, value in values.items()):
        raise Refused("changed_meanwhile")


def remove(session: Session, row: ApplicantTable) -> None:
    """Take out an application entered by mistake, with its requirements; the history keeps both."""
    for line in requirement_rows(session, row.id):
        session.delete(line)
    session.flush()
    session.delete(row)
    session.flush()


def requirement_rows(session: Session, applicant_id: str) -> list[ApplicantRequirementTable]:
    """The requirements written down of one applicant."""
    query = select(ApplicantRequirementTable).where(ApplicantRequirementTable.applicant_id == applicant_id)
    return list(session.scalars(query))


def requirement_row(session: Session, applicant_id: str, requirement: Requirement) -> ApplicantRequirementTable | None:
    """What is written down about one requirement."""
    query = select(ApplicantRequirementTable).where(
        ApplicantRequirementTable.applicant_id == applicant_id,
        ApplicantRequirementTable.requirement == requirement.value,
    )
    return session.scalars(query).first()


def set_requirement(
    session: Session, applicant_id: str, requirement: Requirement, state: RequirementState | None, note: str
) -> None:
    """Write down how a requirement stands; None takes away what was written."""
    row = requirement_row(session, applicant_id, requirement)
    if state is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(
            ApplicantRequirementTable(
                id=new_id(), applicant_id=applicant_id, requirement=requirement.value, state=state.value, note=note
            )
        )
    else:
        row.state, row.note = state.value, note
    session.flush()


def waiting_since(session: Session, day: date) -> int:
    """How many have waited since that day or longer and have no bed offered."""
    query = select(func.count()).where(ApplicantTable.state == "waiting", ApplicantTable.asked_on <= day)
    return session.scalar(query) or 0
