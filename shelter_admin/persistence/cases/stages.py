"""The stage of a stay in the store, and what is written elsewhere that a stage must have brought."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.cases.stages import Requirement, Stage, StageMove
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import CaseGoalTable, CaseStepTable, StageMoveTable
from shelter_admin.persistence.people.enrolment import EnrolmentTable
from shelter_admin.persistence.people.tables import PersonCategoryTable, StayTable


def is_newest() -> Any:
    """Say in SQL that a move is the newest of the stay in the query."""
    other = aliased(StageMoveTable)
    newest = select(func.max(other.id)).where(other.stay_id == StayTable.id).correlate(StayTable).scalar_subquery()
    return StageMoveTable.id == newest


def moves_of(session: Session, stay_id: str) -> tuple[StageMove, ...]:
    """Every stage a stay reached, the newest first."""
    query = select(StageMoveTable).where(StageMoveTable.stay_id == stay_id).order_by(StageMoveTable.id.desc())
    names = names_of_accounts(session)
    return tuple(
        StageMove(
            row.id,
            Stage(row.stage),
            row.from_day,
            names.get(row.changed_by, ""),
            row.despite,
            tuple(one for one in Requirement if one.value in row.found.get("missing", ())),
        )
        for row in session.scalars(query)
    )


def add(session: Session, stay: StayTable, stage: Stage, from_day: date, despite: str, found: dict[str, Any]) -> str:
    """Write down that a stay reached a stage."""
    row = StageMoveTable(
        id=new_id(),
        stay_id=stay.id,
        person_id=stay.person_id,
        stage=stage.value,
        from_day=from_day,
        despite=despite,
        found=found,
    )
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, move_id: str) -> StageMoveTable:
    """Take the newest move of its stay away; raises Refused ``stage_moved_since`` for any other."""
    row = session.get(StageMoveTable, move_id)
    if row is None:
        raise Refused("stage_moved_since")
    newest = session.scalar(select(func.max(StageMoveTable.id)).where(StageMoveTable.stay_id == row.stay_id))
    if newest != move_id:
        raise Refused("stage_moved_since")
    session.delete(row)
    session.flush()
    return row


def written(session: Session, stay: StayTable) -> frozenset[Requirement]:
    """What is there of a stay beside its assessments, and beside what readiness knows."""
    goals = select(CaseGoalTable.id).where(CaseGoalTable.stay_id == stay.id)
    steps = exists().where(CaseStepTable.goal_id == CaseGoalTable.id, CaseGoalTable.stay_id == stay.id)
    named = (CaseStepTable.account_id.is_not(None)) | (func.length(func.trim(CaseStepTable.who)) > 0)
    asked = {
        Requirement.CATEGORY: exists().where(PersonCategoryTable.person_id == stay.person_id),
        Requirement.GOAL: exists(goals),
        Requirement.STEP: steps.where(named),
        Requirement.STEP_DONE: steps.where(CaseStepTable.done_on.is_not(None)),
        Requirement.PROGRAM: exists().where(EnrolmentTable.stay_id == stay.id),
        Requirement.GOALS_CLOSED: exists(goals) & ~exists(goals.where(CaseGoalTable.closed_on.is_(None))),
    }
    row = session.execute(select(*(condition.label(name.value) for name, condition in asked.items()))).one()
    met = {name for name, there in zip(asked, row, strict=True) if there}
    if stay.admitted_on is not None:
        met.add(Requirement.ADMITTED)
    if stay.leave_reason is not None:
        met.add(Requirement.LEFT)
    return frozenset(met)
