"""The stage of rehabilitation somebody's stay has reached, and what a stage must have brought before the next begins.

The stages are those of PP 39/2012 article 7 as the panti use them (domain notes 2.1). What is missing is listed and
warns; a social worker may go on despite it with a reason, which is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.words import N_


class Stage(StrEnum):
    """Where a stay stands, in order."""

    REGISTRATION = "registration"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    INTERVENTION = "intervention"
    RESOCIALISATION = "resocialisation"
    TERMINATION = "termination"
    AFTERCARE = "aftercare"


STAGE_NAMES: Final[Mapping[Stage, str]] = MappingProxyType(
    {
        Stage.REGISTRATION: N_("Registration"),
        Stage.ASSESSMENT: N_("Assessment"),
        Stage.PLANNING: N_("Plan of intervention"),
        Stage.INTERVENTION: N_("Intervention"),
        Stage.RESOCIALISATION: N_("Resocialisation"),
        Stage.TERMINATION: N_("Termination"),
        Stage.AFTERCARE: N_("Aftercare"),
    }
)
ORDER: Final = tuple(Stage)


class Requirement(StrEnum):
    """Something a stage must have brought, read from what is written elsewhere."""

    ADMITTED = "admitted"
    CATEGORY = "category"
    ENTRY_ASSESSMENTS = "entry_assessments"
    GOAL = "goal"
    STEP = "step"
    PROGRAM = "program"
    STEP_DONE = "step_done"
    EXIT_ASSESSMENTS = "exit_assessments"
    RECEPTION = "reception"
    GOALS_CLOSED = "goals_closed"
    HEAD = "head"
    LEFT = "left"


REQUIREMENT_NAMES: Final[Mapping[Requirement, str]] = MappingProxyType(
    {
        Requirement.ADMITTED: N_("the day of admission"),
        Requirement.CATEGORY: N_("the PPKS category"),
        Requirement.ENTRY_ASSESSMENTS: N_("the assessments at entry, filled whole"),
        Requirement.GOAL: N_("a goal in the plan"),
        Requirement.STEP: N_("a step in the plan with somebody's name"),
        Requirement.PROGRAM: N_("a programme or guidance"),
        Requirement.STEP_DONE: N_("a step of the plan that is done"),
        Requirement.EXIT_ASSESSMENTS: N_("the assessments before leaving, filled whole"),
        Requirement.RECEPTION: N_("a place to go outside"),
        Requirement.GOALS_CLOSED: N_("every goal closed with its outcome"),
        Requirement.HEAD: N_("the head's decision: ready"),
        Requirement.LEFT: N_("the leaving, written down"),
    }
)

NEEDED: Final[Mapping[Stage, tuple[Requirement, ...]]] = MappingProxyType(
    {
        Stage.REGISTRATION: (Requirement.ADMITTED, Requirement.CATEGORY),
        Stage.ASSESSMENT: (Requirement.ENTRY_ASSESSMENTS,),
        Stage.PLANNING: (Requirement.GOAL, Requirement.STEP),
        Stage.INTERVENTION: (Requirement.PROGRAM, Requirement.STEP_DONE),
        Stage.RESOCIALISATION: (Requirement.EXIT_ASSESSMENTS, Requirement.RECEPTION, Requirement.HEAD),
        Stage.TERMINATION: (Requirement.GOALS_CLOSED, Requirement.LEFT),
        Stage.AFTERCARE: (),
    }
)
"""What each stage must have brought before a later one begins."""


def needed_for(stage: Stage) -> tuple[Requirement, ...]:
    """Everything that the stages before this one must have brought, in order."""
    return tuple(one for before in ORDER[: ORDER.index(stage)] for one in NEEDED[before])


def missing_for(stage: Stage, met: frozenset[Requirement]) -> tuple[Requirement, ...]:
    """What is missing for a stage to begin."""
    return tuple(one for one in needed_for(stage) if one not in met)


@dataclass(frozen=True, slots=True)
class StageMove:
    """A stage that was reached: since when, who said so, and why despite what was missing."""

    move_id: str
    stage: Stage
    from_day: date
    by: str
    despite: str = field(default="", repr=False)
    missing: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class StageFile:
    """The stage of a stay, how it came there, and what is there for the stages to come."""

    stage: Stage
    since: date | None
    moves: tuple[StageMove, ...]
    met: frozenset[Requirement]

    @property
    def following(self) -> Stage | None:
        """The stage that comes next, None at the last."""
        at = ORDER.index(self.stage) + 1
        return ORDER[at] if at < len(ORDER) else None
