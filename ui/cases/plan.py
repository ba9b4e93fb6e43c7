"""The plan in a case file: goals with their steps below them; Space marks a step done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.cases.plans import FIELD_NAMES, OUTCOME_NAMES, Goal, Step
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.cases.planning import MarkStep, RemoveStep, ReopenGoal
from ui.cases.plan_sheets import CloseSheet, GoalSheet, StepSheet
from ui.kit import icons
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.two_lines import TwoLines, TwoLinesList
from ui.kit.widgets import Empty, button, label

SIGN: Final = QSize(20, 20)
LIST_HEIGHT: Final = 56


class _PlanList(TwoLinesList):
    """``marked`` tells that Space was pressed."""

    marked = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.marked.emit()
        else:
            super().keyPressEvent(event)


class PlanSection(QWidget):
    """The section."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.file: CaseFile | None = None
        self._may_write = front.may(Right.EDIT_CASES) and not front.read_only
        self.list = _PlanList(_("Plan"), SIGN)
        self.list.marked.connect(self.mark)
        self.list.chosen.connect(self._offer)
        self.list.opened.connect(self.change)
        self.list.setMinimumHeight(LIST_HEIGHT)
        told = _("What this person wants to reach, the steps towards it, who does what until when.")
        self.empty = Empty("list-checks", _("No plan yet"), told)
        self.summary = label("", "small", wrap=True)
        self._make_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.summary, self.list, self.empty):
            column.addWidget(part, 0 if part is self.summary else 1)
        column.addLayout(self._buttons)

    def _make_buttons(self) -> None:
        self._buttons = Flow()
        self.goal_button = button(_("Goal…"), self.add_goal, kind="primary", icon="plus")
        self.step_button = button(_("Step…"), self.add_step, icon="plus")
        self.mark_button = button(_("Done"), self.mark, icon="check", tip=_("Space marks a step"))
        self.close_button = button(_("Close the goal…"), self.close_goal)
        self.reopen_button = button(_("Open it again"), self.reopen, icon="undo-2")
        self.change_button = button(_("Change…"), self.change)
        self.remove_button = button(_("Take out"), self.remove)
        for made in self._every_button():
            made.setProperty("compact", "true")
            self._buttons.addWidget(made)

    def _every_button(self) -> tuple[QWidget, ...]:
        acts = (self.goal_button, self.step_button, self.mark_button, self.close_button)
        return (*acts, self.reopen_button, self.change_button, self.remove_button)

    def take_focus(self) -> None:
        """Put the cursor on the list, or on the button to begin."""
        (self.list if self.list.isVisibleTo(self) else self.goal_button).setFocus()

    def show_nobody(self) -> None:
        """Forget whose file was shown."""
        self.file = None
        self.list.show_lines(())

    def show_file(self, file: CaseFile, _name: str) -> None:
        """Show somebody's plan."""
        self.file = file
        lines = [line for goal in file.goals for line in (self._goal_line(goal), *map(self._step_line, goal.steps))]
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        closed = [goal for goal in file.goals if goal.outcome is not None]
        open_goals = len(file.goals) - len(closed)
        told = n_("{count} goal open", "{count} goals open", open_goals).format(count=number(open_goals))
        self.summary.setText(told)
        self.summary.setVisible(bool(lines))
        self._offer()

    def _goal_line(self, goal: Goal) -> TwoLines:
        parts = [_(FIELD_NAMES[goal.in_field])]
        if goal.outcome is not None and goal.closed_on is not None:
            parts.append(
                _("{outcome} on {day}").format(outcome=_(OUTCOME_NAMES[goal.outcome]), day=short_date(goal.closed_on))
            )
        else:
            done = _("{done} of {of} steps done")
            parts.append(done.format(done=number(goal.done), of=number(len(goal.steps))))
            if goal.due_on is not None:
                parts.append(_("until {day}").format(day=short_date(goal.due_on)))
        sign = ("circle-check", "ok") if goal.outcome is not None else ("award", "accent")
        return TwoLines(goal.goal_id, (goal.goal, " · ".join(parts)), lambda: icons.icon(*sign, SIGN.width()))

    def _step_line(self, step: Step) -> TwoLines:
        late = step.late(self._front.desk.today)
        parts = [step.account_name or step.who]
        if step.done_on is not None:
            parts.append("✓ " + _("done on {day}").format(day=short_date(step.done_on)))
        elif late:
            parts.append("▲ " + n_("{count} day late", "{count} days late", late).format(count=number(late)))
        elif step.due_on is not None:
            parts.append(_("until {day}").format(day=short_date(step.due_on)))
        sign = ("check", "ok") if step.done_on else ("triangle-alert", "danger") if late else ("circle", "muted")
        return TwoLines(
            step.step_id,
            (f"→ {step.step}", " · ".join(filter(None, parts))),
            lambda: icons.icon(*sign, SIGN.width()),
            colour="danger" if late else "muted",
        )

    @property
    def current_goal(self) -> Goal | None:
        """The goal under the cursor, or the one whose step it is."""
        found = self.file.goals if self.file is not None else ()
        step = self.current_step
        wanted = step.goal_id if step is not None else self.list.key
        return next((one for one in found if one.goal_id == wanted), None)

    @property
    def current_step(self) -> Step | None:
        """The step under the cursor."""
        found = self.file.goals if self.file is not None else ()
        return next((step for goal in found for step in goal.steps if step.step_id == self.list.key), None)

    def _offer(self) -> None:
        goal, step = self.current_goal, self.current_step
        is_open = goal is not None and goal.outcome is None and self._may_write
        self.goal_button.setVisible(self._may_write)
        self.step_button.setVisible(is_open)
        self.mark_button.setVisible(is_open and step is not None)
        self.mark_button.setText(_("Not done after all") if step is not None and step.done_on else _("Done"))
        self.remove_button.setVisible(is_open and step is not None and step.done_on is None)
        self.change_button.setVisible(is_open)
        self.close_button.setVisible(is_open and step is None)
        self.reopen_button.setVisible(goal is not None and goal.outcome is not None and self._may_write)

    def add_goal(self) -> None:
        """Set a goal."""
        if self.file is not None:
            GoalSheet(self._front, self, self.file.person_id).open()

    def add_step(self) -> None:
        """Write a step towards the goal under the cursor."""
        if self.file is not None and self.current_goal is not None:
            StepSheet(self._front, self, self.current_goal.goal_id, self.file.doers).open()

    def change(self) -> None:
        """Change the goal or the step under the cursor."""
        goal, step = self.current_goal, self.current_step
        if self.file is None or goal is None or goal.outcome is not None or not self._may_write:
            return
        if step is not None:
            StepSheet(self._front, self, goal.goal_id, self.file.doers, step).open()
        else:
            GoalSheet(self._front, self, self.file.person_id, goal).open()

    def mark(self) -> None:
        """Say that the step under the cursor is done, or not after all."""
        step, goal = self.current_step, self.current_goal
        if step is not None and goal is not None and goal.outcome is None and self._may_write:
            self._front.do(MarkStep(step.step_id, step.done_on is None), self)

    def remove(self) -> None:
        """Take the step under the cursor out; it can be taken back."""
        if self.current_step is not None:
            self._front.do(RemoveStep(self.current_step.step_id), self)

    def close_goal(self) -> None:
        """Close the goal under the cursor with its outcome."""
        if self.current_goal is not None:
            CloseSheet(self._front, self, self.current_goal).open()

    def reopen(self) -> None:
        """Open the goal under the cursor again."""
        if self.current_goal is not None:
            self._front.do(ReopenGoal(self.current_goal.goal_id), self)
