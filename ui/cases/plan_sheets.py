"""The dialogs of a plan: a goal, a step, how a goal ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.cases.plans import (
    FIELD_NAMES,
    OUTCOME_NAMES,
    Doer,
    Goal,
    Step,
    parts_of_goal,
    parts_of_step,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.planning import (
    GOAL_LABELS,
    STEP_LABELS,
    AddGoal,
    AddStep,
    CloseGoal,
    EditGoal,
    EditStep,
)
from shelter_admin.operations.editing import Seen
from ui.kit.asking import FormSheet, typed_day
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk


class _PlanSheet(FormSheet):
    """What both share: a day until when."""

    due: TextField

    def day(self) -> date | None:
        """The day typed; refused where it cannot be read."""
        return typed_day(self.due.value(), self.front.desk.today, "due_on", empty=None)

    def give(self, command: Any) -> None:
        """Give the act and close once it is saved."""
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)


class GoalSheet(_PlanSheet):
    """Set a goal, or change what it says."""

    def __init__(self, front: FrontDesk, owner: QWidget, person_id: str, goal: Goal | None = None) -> None:
        title = _("Goal of the plan") if goal is None else _("Change of a goal")
        super().__init__(front, owner, title, "", _("Save"))
        self._person_id, self._goal = person_id, goal
        fields = [(one, _(words)) for one, words in FIELD_NAMES.items()]
        self.in_field = ChoiceField("in_field", _(GOAL_LABELS["in_field"]), fields)
        self.goal = NoteField("goal", _(GOAL_LABELS["goal"]), lines=2)
        self.due = TextField("due_on", _(GOAL_LABELS["due_on"]), placeholder="24-12-2026")
        self.form = Form([[self.in_field, self.due], self.goal], self.explained)
        self.body.addWidget(self.form)
        self.goal.entered.connect(self.save)
        if goal is not None:
            shown = parts_of_goal(goal)
            self.form.load({**shown, "due_on": short_date(goal.due_on) if goal.due_on else ""})
        self.goal.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            day = self.day()
        except Refused as failure:
            self.refuse(failure)
            return
        typed = {"in_field": self.in_field.value(), "goal": self.goal.value(), "due_on": day}
        if self._goal is None:
            self.give(AddGoal(person_id=self._person_id, **typed))
        else:
            self.give(EditGoal(goal_id=self._goal.goal_id, **typed, seen=Seen(parts_of_goal(self._goal))))


class StepSheet(_PlanSheet):
    """Write a step, or change what it says."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, goal_id: str, doers: Sequence[Doer], step: Step | None = None
    ) -> None:
        title = _("Step of the plan") if step is None else _("Change of a step")
        super().__init__(front, owner, title, "", _("Save"))
        self._goal_id, self._step = goal_id, step
        staff: list[tuple[Any, str]] = [
            (None, _("nobody of the staff")),
            *((one.account_id, one.name) for one in doers),
        ]
        self.step = TextField("step", _(STEP_LABELS["step"]))
        self.account = ChoiceField("account_id", _(STEP_LABELS["account_id"]), staff)
        self.who = TextField("who", _(STEP_LABELS["who"]), placeholder=_("the family, the puskesmas"))
        self.due = TextField("due_on", _(STEP_LABELS["due_on"]), placeholder="24-11-2026")
        self.form = Form([self.step, [self.account, self.who], self.due], self.explained)
        self.body.addWidget(self.form)
        if step is None:
            self.account.set_value(front.staff.account_id)
        else:
            shown = parts_of_step(step)
            self.form.load({**shown, "due_on": short_date(step.due_on) if step.due_on else ""})
        self.step.line.returnPressed.connect(self.save)
        self.step.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            day = self.day()
        except Refused as failure:
            self.refuse(failure)
            return
        typed = {
            "step": self.step.value(),
            "who": self.who.value(),
            "account_id": self.account.value(),
            "due_on": day,
        }
        if self._step is None:
            self.give(AddStep(goal_id=self._goal_id, **typed))
        else:
            self.give(EditStep(step_id=self._step.step_id, **typed, seen=Seen(parts_of_step(self._step))))


class CloseSheet(FormSheet):
    """How a goal ended."""

    def __init__(self, front: FrontDesk, owner: QWidget, goal: Goal) -> None:
        super().__init__(front, owner, _("Close the goal"), goal.goal, _("Close the goal"))
        self._goal = goal
        outcomes = [(one, _(words)) for one, words in OUTCOME_NAMES.items()]
        self.outcome = ChoiceField("outcome", _("How it ended"), outcomes)
        self.day = TextField("on_day", _("On"), placeholder=_("today"))
        self.form = Form([[self.outcome, self.day]], self.explained)
        self.body.addWidget(self.form)
        self.outcome.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            day = typed_day(self.day.value(), self.front.desk.today, "on_day", empty=None)
        except Refused as failure:
            self.refuse(failure)
            return
        command = CloseGoal(self._goal.goal_id, self.outcome.value(), day)
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)
