"""The plan of a stay: goals in fields of life, the steps towards them, who does what until when, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

LONGEST: Final = 500
LONGEST_WHO: Final = 120


class FieldOfLife(StrEnum):
    """Where in life a goal lies; the forms of help of Permensos 15/2025 gathered (domain notes 2.1)."""

    HEALTH = "health"
    SELF_CARE = "self_care"
    MIND = "mind"
    SPIRIT = "spirit"
    FAMILY = "family"
    PEOPLE = "people"
    LEARNING = "learning"
    WORK = "work"
    HOME = "home"
    PAPERS = "papers"
    OTHER = "other"


FIELD_NAMES: Final[Mapping[FieldOfLife, str]] = MappingProxyType(
    {
        FieldOfLife.HEALTH: N_("Health"),
        FieldOfLife.SELF_CARE: N_("Daily life and self-care"),
        FieldOfLife.MIND: N_("Mind and feelings"),
        FieldOfLife.SPIRIT: N_("Faith and values"),
        FieldOfLife.FAMILY: N_("Family"),
        FieldOfLife.PEOPLE: N_("Living with others"),
        FieldOfLife.LEARNING: N_("School and learning"),
        FieldOfLife.WORK: N_("Skills and work"),
        FieldOfLife.HOME: N_("A place to live"),
        FieldOfLife.PAPERS: N_("Papers and rights"),
        FieldOfLife.OTHER: N_("Something else"),
    }
)


class GoalOutcome(StrEnum):
    """How a goal ended."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    GIVEN_UP = "given_up"


OUTCOME_NAMES: Final[Mapping[GoalOutcome, str]] = MappingProxyType(
    {
        GoalOutcome.REACHED: N_("reached"),
        GoalOutcome.PARTLY: N_("partly reached"),
        GoalOutcome.NOT_REACHED: N_("not reached"),
        GoalOutcome.GIVEN_UP: N_("given up"),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what, who (an account or words), until when; done on a day by somebody."""

    step_id: str
    goal_id: str
    step: str = field(repr=False)
    who: str = ""
    account_id: str | None = None
    account_name: str = ""
    due_on: date | None = None
    done_on: date | None = None
    done_by: str = ""

    def late(self, today: date) -> int:
        """How many days it is late, 0 where it is not."""
        return 0 if self.done_on or self.due_on is None else max(0, (today - self.due_on).days)


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody wants to reach, with its steps."""

    goal_id: str
    in_field: FieldOfLife
    goal: str
    set_on: date
    due_on: date | None
    closed_on: date | None
    outcome: GoalOutcome | None
    steps: tuple[Step, ...] = ()

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(step.done_on is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody of the staff who may be named for a step."""

    account_id: str
    name: str


def sound_text(text: str, name: str, most: int = LONGEST) -> str:
    """Words as they are kept, without stray spaces; refused where there are too many."""
    kept = " ".join(text.split())
    if len(kept) > most:
        raise Refused("text_too_long", field=name, most=most)
    return kept


def sound_goal(text: str) -> str:
    """What is to be reached; refused where nothing is told."""
    if not (kept := sound_text(text, "goal")):
        raise Refused("goal_untold", field="goal")
    return kept


def sound_step(text: str) -> str:
    """What is to be done; refused where nothing is told."""
    if not (kept := sound_text(text, "step")):
        raise Refused("step_untold", field="step")
    return kept


def parts_of_goal(goal: Goal) -> dict[str, Any]:
    """A goal by the fields of its form."""
    return {"in_field": goal.in_field, "goal": goal.goal, "due_on": goal.due_on}


def parts_of_step(step: Step) -> dict[str, Any]:
    """A step by the fields of its form."""
    return {"step": step.step, "who": step.who, "account_id": step.account_id, "due_on": step.due_on}
