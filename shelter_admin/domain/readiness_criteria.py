"""What somebody needs to leave well: the criteria of domain notes 3.3, how each may stand, and who must act for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.words import N_


class Criterion(StrEnum):
    """One thing somebody needs to leave well, in the order of the list.

    ``OWN`` stands for all that a house asks in its own words; each of them has a key of its own in its rule.
    """

    ATTENDANCE = "attendance"
    MARK = "mark"
    COMPETENCE = "competence"
    PRACTICE = "practice"
    IDENTITY = "identity"
    HEALTH = "health"
    ABILITY = "ability"
    BEHAVIOUR = "behaviour"
    RECEPTION = "reception"
    PLAN = "plan"
    OWN = "own"
    CASE_CONFERENCE = "case_conference"
    HEAD = "head"


CRITERION_NAMES: Final[Mapping[Criterion, str]] = MappingProxyType(
    {
        Criterion.ATTENDANCE: N_("Attendance of the training"),
        Criterion.MARK: N_("Final mark"),
        Criterion.COMPETENCE: N_("Competences"),
        Criterion.PRACTICE: N_("Field practice"),
        Criterion.IDENTITY: N_("Identity papers"),
        Criterion.HEALTH: N_("Health"),
        Criterion.ABILITY: N_("Score of an assessment"),
        Criterion.BEHAVIOUR: N_("Behaviour"),
        Criterion.RECEPTION: N_("A place to go"),
        Criterion.PLAN: N_("Plan after leaving"),
        Criterion.OWN: N_("Criterion of this house"),
        Criterion.CASE_CONFERENCE: N_("Case conference"),
        Criterion.HEAD: N_("Decision of the head"),
    }
)


class State(StrEnum):
    """How a criterion stands for one person; ``UNKNOWN`` is what nobody has written down."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


STATE_NAMES: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.MET: N_("met"),
        State.NOT_MET: N_("not met"),
        State.NOT_APPLICABLE: N_("does not apply"),
        State.UNKNOWN: N_("not written down"),
    }
)

TURNS: Final[Mapping[Criterion, Role]] = MappingProxyType(
    {
        Criterion.ATTENDANCE: Role.INSTRUKTUR,
        Criterion.MARK: Role.INSTRUKTUR,
        Criterion.COMPETENCE: Role.INSTRUKTUR,
        Criterion.PRACTICE: Role.INSTRUKTUR,
        Criterion.IDENTITY: Role.TATA_USAHA,
        Criterion.HEALTH: Role.KESEHATAN,
        Criterion.ABILITY: Role.PEKERJA_SOSIAL,
        Criterion.BEHAVIOUR: Role.PEKERJA_SOSIAL,
        Criterion.RECEPTION: Role.PEKERJA_SOSIAL,
        Criterion.PLAN: Role.PEKERJA_SOSIAL,
        Criterion.OWN: Role.PEKERJA_SOSIAL,
        Criterion.CASE_CONFERENCE: Role.PEKERJA_SOSIAL,
        Criterion.HEAD: Role.KEPALA,
    }
)
"""Who must act while a criterion is not met; for a criterion of the house its rule may name somebody else."""

TURN_ROLES: Final = (Role.INSTRUKTUR, Role.TATA_USAHA, Role.KESEHATAN, Role.PEKERJA_SOSIAL, Role.KEPALA)
"""Who may be waited for, in the order of the list."""

BY_HAND: Final = (Criterion.RECEPTION, Criterion.PLAN, Criterion.OWN, Criterion.CASE_CONFERENCE)
"""What somebody looks at and writes down; everything else follows from what others have written.

A place to go and the plan follow from what is arranged for leaving too, where that is written.
"""

WITH_LEAST: Final = (Criterion.ATTENDANCE, Criterion.MARK, Criterion.COMPETENCE)
"""What has a limit, from 0 to 100."""

NIK_READABLE: Final = "NIK"
"""Beside the codes of ``IdentityStatus``: a NIK of sixteen digits is written down."""


class OfCriterion:
    """What a rule of a policy and the check of it have in common; an own criterion has a key and may name a role."""

    __slots__ = ()

    criterion: Criterion
    key: str
    role: Role | None

    @property
    def code(self) -> str:
        """What tells a rule from the others of its policy, and its check from the other checks of the same person."""
        return f"{self.criterion.value}:{self.key}" if self.criterion is Criterion.OWN else self.criterion.value

    @property
    def turn(self) -> Role:
        """Who must act while it is not met."""
        return self.role or TURNS[self.criterion]


def criterion_of(code: str) -> Criterion:
    """The criterion a check was written down for; one that is not known any more counts as one of the house."""
    name = code.partition(":")[0]
    return Criterion(name) if name in {one.value for one in Criterion} else Criterion.OWN
