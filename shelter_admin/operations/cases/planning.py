"""The plan of a stay: goals and steps written, put right, done, closed with their outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.plans import (
    FIELD_NAMES,
    LONGEST_WHO,
    FieldOfLife,
    GoalOutcome,
    parts_of_goal,
    parts_of_step,
    sound_goal,
    sound_step,
    sound_text,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.cases import plans
from shelter_admin.persistence.cases.tables import CaseGoalTable, CaseStepTable
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents.stays import last_stay

CHANGED: Final = Changes.of(Area.CASES)
GOAL_LABELS: Final = {"in_field": N_("Field of life"), "goal": N_("Goal"), "due_on": N_("To be reached by")}
STEP_LABELS: Final = {
    "step": N_("Step"),
    "who": N_("Who, in words"),
    "account_id": N_("Who of the staff"),
    "due_on": N_("To be done by"),
}

WORDS: dict[str, str] = {
    "goal_unknown": N_("This goal is no longer in the plan."),
    "goal_untold": N_("Write what is to be reached."),
    "goal_closed": N_("This goal is closed. Open it again to change it."),
    "goal_open": N_("This goal is open already."),
    "goal_has_steps": N_("This goal has steps, so it cannot be taken back. Close it instead."),
    "step_unknown": N_("This step is no longer in the plan."),
    "step_is_done": N_("This step is done and stays in the plan. Say first that it is not done after all."),
    "step_untold": N_("Write what is to be done."),
    "step_doer_unknown": N_("Choose somebody of the staff from the list, or write who does it."),
    "step_done_in_future": N_("The day {day} has not come yet."),
}


@dataclass(frozen=True, kw_only=True)
class TypedGoal:
    """A goal as typed."""

    in_field: FieldOfLife = FieldOfLife.OTHER
    goal: str = field(default="", repr=False)
    due_on: date | None = None

    def parts(self) -> dict[str, Any]:
        """As it is kept."""
        return {"in_field": self.in_field, "goal": sound_goal(self.goal), "due_on": self.due_on}


@dataclass(frozen=True, kw_only=True)
class TypedStep:
    """A step as typed; who does it is a member of staff or words."""

    step: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    account_id: str | None = None
    due_on: date | None = None

    def parts(self, work: Work) -> dict[str, Any]:
        """As it is kept."""
        if self.account_id is not None and self.account_id not in {one.account_id for one in plans.doers(work.session)}:
            raise Refused("step_doer_unknown", field="account_id")
        who = sound_text(self.who, "who", LONGEST_WHO)
        return {"step": sound_step(self.step), "who": who, "account_id": self.account_id, "due_on": self.due_on}


@dataclass(frozen=True, kw_only=True)
class AddGoal(TypedGoal, Command[str]):
    """Set a goal in the plan of somebody's stay; the outcome is its id."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("goal of the plan")

    person_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = last_stay(work.session, self.person_id)
        row = plans.add_goal(work.session, (stay.id, self.person_id), work.today, self.parts())
        return Done(CHANGED, row.id, TakeBackGoal(row.id), (self.person_id,), {"goal_id": row.id})


@dataclass(frozen=True)
class TakeBackGoal(Command[None]):
    """Take a goal back that has no steps yet."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take a goal back")

    goal_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _goal(work, self.goal_id)
        if plans.has_steps(work.session, row.id):
            raise Refused("goal_has_steps")
        plans.remove(work.session, row)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True, kw_only=True)
class EditGoal(TypedGoal, Edit[None]):
    """Change what a goal says; who changed the same field meanwhile is met first."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of a goal")

    goal_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _open_goal(work, self.goal_id)
        before = parts_of_goal(plans.goal_of(row))

        def words(key: str, value: Any) -> str:
            return _(FIELD_NAMES[value]) if key == "in_field" else plainly(work, value)

        fields = Fields(named(GOAL_LABELS), of_row(work.session, row, {"in_field": ("field",)}), words)
        agreed = self.agree(work, fields, self.parts(), before)
        plans.put_goal(row, agreed)
        undo = EditGoal(goal_id=row.id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class CloseGoal(Command[None]):
    """Close a goal with its outcome, today where no day is said."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("closing of a goal")

    goal_id: str
    outcome: GoalOutcome
    on_day: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = _open_goal(work, self.goal_id)
        row.closed_on, row.outcome = _past(self.on_day or work.today, work.today), self.outcome.value
        undo = ReopenGoal(row.id, (row.closed_on, row.outcome))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class ReopenGoal(Command[None]):
    """Open a closed goal again. As an undo it knows how it was closed, and opens no goal that was closed otherwise."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("opening of a goal again")

    goal_id: str
    closed: tuple[date, str] | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        row = _goal(work, self.goal_id)
        if row.closed_on is None or row.outcome is None:
            raise Refused("goal_open")
        if self.closed is not None and self.closed != (row.closed_on, row.outcome):
            raise Refused("changed_meanwhile")
        undo = CloseGoal(row.id, GoalOutcome(row.outcome), row.closed_on)
        row.closed_on = row.outcome = None
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True, kw_only=True)
class AddStep(TypedStep, Command[str]):
    """Write a step towards a goal; the outcome is its id."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("step of the plan")

    goal_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        goal = _open_goal(work, self.goal_id)
        row = plans.add_step(work.session, goal, self.parts(work))
        return Done(CHANGED, row.id, RemoveStep(row.id), (row.person_id,), {"step_id": row.id})


@dataclass(frozen=True, kw_only=True)
class EditStep(TypedStep, Edit[None]):
    """Change what a step says; who changed the same field meanwhile is met first."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of a step")

    step_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _step(work, self.step_id)
        names = names_of_accounts(work.session)
        before = parts_of_step(plans.step_of(row, names))

        def words(key: str, value: Any) -> str:
            return names.get(value or "", "") if key == "account_id" else plainly(work, value)

        fields = Fields(named(STEP_LABELS), of_row(work.session, row), words)
        agreed = self.agree(work, fields, self.parts(work), before)
        plans.put_step(row, agreed)
        undo = EditStep(step_id=row.id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class RemoveStep(Command[None]):
    """Take a step that is not done out of the plan; what was written stays in the history."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take a step out of the plan")

    step_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _step(work, self.step_id)
        if row.done_on is not None:
            raise Refused("step_is_done")
        kept = parts_of_step(plans.step_of(row, {}))
        goal_id, person_id = row.goal_id, row.person_id
        plans.remove(work.session, row)
        return Done(CHANGED, undo=AddStep(goal_id=goal_id, **kept), about=(person_id,))


DoneBy = tuple[date | None, str | None]
"""When a step was done and by which account; nothing while it is not."""


@dataclass(frozen=True)
class MarkStep(Command[None]):
    """Say that a step is done, today where no day is said; or that it is not done after all.

    As an undo it knows how the act left the step, and by whom it was done before.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("step done")

    step_id: str
    done: bool = True
    on_day: date | None = None
    by: str | None = field(default=None, repr=False, metadata={"audited": False})
    left: DoneBy | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        row = _step(work, self.step_id)
        was: DoneBy = (row.done_on, row.done_by)
        if self.left is not None and self.left != was:
            raise Refused("changed_meanwhile")
        if self.done:
            row.done_on, row.done_by = _past(self.on_day or work.today, work.today), self.by or work.staff.account_id
        else:
            row.done_on = row.done_by = None
        undo = MarkStep(row.id, was[0] is not None, *was, left=(row.done_on, row.done_by))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _past(day: date, today: date) -> date:
    if day > today:
        raise Refused("step_done_in_future", field="on_day", day=day)
    return day


def _goal(work: Work, goal_id: str) -> CaseGoalTable:
    row = plans.the_goal(work.session, goal_id)
    require_in_sight(work.session, work.sight, row.person_id)
    return row


def _open_goal(work: Work, goal_id: str) -> CaseGoalTable:
    row = _goal(work, goal_id)
    if row.closed_on is not None:
        raise Refused("goal_closed")
    return row


def _step(work: Work, step_id: str) -> CaseStepTable:
    """A step of a goal that is still open."""
    row = plans.the_step(work.session, step_id)
    _open_goal(work, row.goal_id)
    return row
