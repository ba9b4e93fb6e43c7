"""The plan of a stay in the store: goals with their steps, in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.cases.plans import Doer, FieldOfLife, Goal, GoalOutcome, Step
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.accounts import AccountTable, names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import CaseGoalTable, CaseStepTable


def plan_of(session: Session, stay_id: str) -> tuple[Goal, ...]:
    """The goals of a stay in their order, open ones before closed ones."""
    goals = session.scalars(
        select(CaseGoalTable).where(CaseGoalTable.stay_id == stay_id).order_by(CaseGoalTable.position, CaseGoalTable.id)
    ).all()
    steps: dict[str, list[Step]] = defaultdict(list)
    query = (
        select(CaseStepTable)
        .where(CaseStepTable.goal_id.in_([goal.id for goal in goals]))
        .order_by(CaseStepTable.position, CaseStepTable.id)
    )
    names = names_of_accounts(session)
    for row in session.scalars(query):
        steps[row.goal_id].append(step_of(row, names))
    found = [goal_of(row, tuple(steps[row.id])) for row in goals]
    return (*(one for one in found if one.closed_on is None), *(one for one in found if one.closed_on is not None))


def goal_of(row: CaseGoalTable, steps: tuple[Step, ...] = ()) -> Goal:
    """A goal as it is written."""
    outcome = GoalOutcome(row.outcome) if row.outcome else None
    field = FieldOfLife(row.field)
    return Goal(row.id, field, row.goal, row.set_on, row.due_on, row.closed_on, outcome, steps)


def step_of(row: CaseStepTable, names: Mapping[str, str]) -> Step:
    """A step as it is written."""
    return Step(
        row.id,
        row.goal_id,
        row.step,
        row.who,
        row.account_id,
        names.get(row.account_id or "", ""),
        row.due_on,
        row.done_on,
        names.get(row.done_by or "", ""),
    )


def the_goal(session: Session, goal_id: str) -> CaseGoalTable:
    """Load a goal; raises Refused ``goal_unknown``."""
    row = session.get(CaseGoalTable, goal_id)
    if row is None:
        raise Refused("goal_unknown")
    return row


def the_step(session: Session, step_id: str) -> CaseStepTable:
    """Load a step; raises Refused ``step_unknown``."""
    row = session.get(CaseStepTable, step_id)
    if row is None:
        raise Refused("step_unknown")
    return row


def has_steps(session: Session, goal_id: str) -> bool:
    """Say whether a goal has any step."""
    query = select(CaseStepTable.id).where(CaseStepTable.goal_id == goal_id).limit(1)
    return session.scalars(query).first() is not None


def add_goal(session: Session, of: tuple[str, str], set_on: date, parts: Mapping[str, Any]) -> CaseGoalTable:
    """Write a goal down as the last of its stay; ``of`` names stay and person."""
    last = session.scalar(select(func.max(CaseGoalTable.position)).where(CaseGoalTable.stay_id == of[0]))
    row = CaseGoalTable(id=new_id(), stay_id=of[0], person_id=of[1], position=(last or 0) + 1, set_on=set_on)
    put_goal(row, parts)
    session.add(row)
    session.flush()
    return row


def put_goal(row: CaseGoalTable, parts: Mapping[str, Any]) -> None:
    """Write over what a goal says."""
    row.field, row.goal, row.due_on = FieldOfLife(parts["in_field"]).value, parts["goal"], parts["due_on"]


def add_step(session: Session, goal: CaseGoalTable, parts: Mapping[str, Any]) -> CaseStepTable:
    """Write a step down as the last of its goal."""
    last = session.scalar(select(func.max(CaseStepTable.position)).where(CaseStepTable.goal_id == goal.id))
    row = CaseStepTable(id=new_id(), goal_id=goal.id, person_id=goal.person_id, position=(last or 0) + 1)
    put_step(row, parts)
    session.add(row)
    session.flush()
    return row


def put_step(row: CaseStepTable, parts: Mapping[str, Any]) -> None:
    """Write over what a step says."""
    row.step, row.who, row.account_id, row.due_on = parts["step"], parts["who"], parts["account_id"], parts["due_on"]


def remove(session: Session, row: CaseGoalTable | CaseStepTable) -> None:
    """Take a goal or a step away; what was written stays in the history."""
    session.delete(row)
    session.flush()


def doers(session: Session) -> tuple[Doer, ...]:
    """Everybody of the staff who may be named for a step, by name."""
    query = select(AccountTable).where(AccountTable.disabled_at.is_(None))
    found = [Doer(row.id, row.full_name or row.user) for row in session.scalars(query)]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))
