"""Who is ready to leave: what each person meets of a dated policy, who must act next, what the head decided.

The policy proposes and never decides (domain notes 3.3; UU 27/2022 article 34: no score decides alone): the head
says yes or no with names and a reason, also against the proposal, and the decision keeps what it was made on. The
criteria are those of domain notes 3.3, as far as the house writes them down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness_criteria import (
    BY_HAND,
    CRITERION_NAMES,
    NIK_READABLE,
    STATE_NAMES,
    TURN_ROLES,
    TURNS,
    WITH_LEAST,
    Criterion,
    OfCriterion,
    State,
    criterion_of,
)
from shelter_admin.domain.readiness_policy import (
    DEFAULT_POLICY,
    HOUSE,
    USUAL,
    Policies,
    ReadinessPolicy,
    Rule,
    Scope,
    ScopeKind,
    from_plain,
    require_policy,
    to_plain,
)
from shelter_admin.domain.words import N_, _

__all__ = [
    "BY_HAND",
    "CRITERION_NAMES",
    "DEFAULT_POLICY",
    "HOUSE",
    "LONGEST_NOTE",
    "NIK_READABLE",
    "STANDING_NAMES",
    "STATE_NAMES",
    "TURNS",
    "TURN_ROLES",
    "USUAL",
    "WITH_LEAST",
    "Candidate",
    "CandidateList",
    "Check",
    "Criterion",
    "Decision",
    "Lacking",
    "Policies",
    "ReadinessPolicy",
    "Rule",
    "Scope",
    "ScopeKind",
    "Standing",
    "State",
    "criterion_of",
    "from_plain",
    "name_of",
    "require_policy",
    "to_plain",
]

LONGEST_NOTE: Final = 500


class Lacking(StrEnum):
    """What a check that is begun still lacks."""

    PAPER = "paper"
    SURVEY = "survey"
    RECEIVER = "receiver"
    PLAN = "plan"
    DINSOS = "dinsos"
    UNWILLING = "unwilling"


class Standing(StrEnum):
    """How somebody stands on the way out, the nearest to the door first."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    NO_RECEIVER = "no_receiver"
    PAPERS = "papers"
    HELD = "held"


STANDING_NAMES: Final[Mapping[Standing, str]] = MappingProxyType(
    {
        Standing.DECIDED: N_("the head said: ready"),
        Standing.PROPOSED: N_("proposed to the head"),
        Standing.NO_RECEIVER: N_("ready, but nobody receives"),
        Standing.PAPERS: N_("only papers missing"),
        Standing.HELD: N_("not ready yet"),
    }
)


@dataclass(frozen=True, slots=True)
class Check(OfCriterion):
    """How one criterion stands, with the figures behind it.

    Attendance: ``value`` the rate in percent so far, ``best`` what it can still reach, ``days`` how many may still be
    missed, ``unmarked`` how many sessions nobody marked. Mark, competences, field practice, score: ``value``.
    Behaviour: ``on_day`` the last occurrence that weighs. What is written by hand: ``on_day``. ``lacks`` says what a
    check that is begun still needs; ``proved`` that a paper lies behind it; ``at_most`` that ``least`` is the most that
    is enough.
    """

    criterion: Criterion
    state: State
    value: float | None = None
    least: float | None = None
    best: float | None = None
    days: int | None = None
    unmarked: int = 0
    on_day: date | None = None
    key: str = ""
    words: str = ""
    weight: int | None = None
    role: Role | None = None
    lacks: tuple[Lacking, ...] = ()
    proved: bool = False
    at_most: bool = False

    @property
    def open(self) -> bool:
        """Say whether it is not met and would have to be."""
        return self.state in {State.NOT_MET, State.UNKNOWN}


def name_of(one: Check | Rule) -> str:
    """How a criterion is called, in the language in use; an own one by its own words."""
    return one.words if one.criterion is Criterion.OWN and one.words else _(CRITERION_NAMES[one.criterion])


@dataclass(frozen=True, slots=True)
class Decision:
    """What the head decided, and what was met at that moment.

    Reason and names are None for whoever may not read remarks.
    """

    decision_id: str
    ready: bool
    decided_on: date
    decided_by: str
    reason: str | None = field(default=None, repr=False)
    names: str | None = field(default=None, repr=False)
    met: int = 0
    of: int = 0
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the house who trains, with how far they are; one for each programme, each by its own policy."""

    person_id: str
    stay_id: str
    enrolment_id: str
    number: str
    name: str
    program: str
    batch: str
    checks: tuple[Check, ...]
    decision: Decision | None
    policy: ReadinessPolicy = DEFAULT_POLICY
    program_id: str = ""

    @property
    def of(self) -> int:
        """How many criteria apply."""
        return sum(check.state is not State.NOT_APPLICABLE for check in self.checks)

    @property
    def met(self) -> int:
        """How many of them are met."""
        return sum(check.state is State.MET for check in self.checks)

    @property
    def score(self) -> float | None:
        """What the weighted criteria that apply come to, in percent; None where none is weighted."""
        weighted = [check for check in self.checks if check.weight and check.state is not State.NOT_APPLICABLE]
        whole = sum(check.weight or 0 for check in weighted)
        reached = sum(check.weight or 0 for check in weighted if check.state is State.MET)
        return reached * 100 / whole if whole else None

    @property
    def passes(self) -> bool:
        """Say whether the weighted criteria come to the pass score; where none applies they hold nobody up."""
        score, asked = self.score, self.policy.pass_percent
        return score is None or asked is None or score >= asked - 1e-9

    @property
    def blocking(self) -> tuple[Check, ...]:
        """What holds somebody up: what is required and open, and what is weighted while the score is too low."""
        passes = self.passes
        return tuple(check for check in self.checks if check.open and not (check.weight and passes))

    @property
    def blockers(self) -> tuple[Criterion, ...]:
        """The criteria of what holds somebody up, in the order of the list."""
        return tuple(check.criterion for check in self.blocking)

    @property
    def turn(self) -> Role | None:
        """Who must act for the first of them."""
        blocking = self.blocking
        return blocking[0].turn if blocking else None

    @property
    def turns(self) -> frozenset[Role]:
        """Who must act for any of them, the head only once nobody else must; nobody once the head said yes."""
        if self.standing is Standing.DECIDED:
            return frozenset()
        others = frozenset(check.turn for check in self.blocking if check.criterion is not Criterion.HEAD)
        return others or frozenset(check.turn for check in self.blocking)

    @property
    def proposed(self) -> bool:
        """Say whether all but the head's word is there."""
        return not set(self.blockers) - {Criterion.HEAD}

    @property
    def waiting(self) -> bool:
        """Say whether the head has to decide: proposed, and not decided since it is."""
        decided = self.decision is not None and (self.decision.ready or self.decision.proposed)
        return self.proposed and not decided

    @property
    def on_the_way_out(self) -> bool:
        """Say whether nothing keeps this person but the head's word, or the head said it: *siap*."""
        return self.waiting or (self.decision is not None and self.decision.ready)

    @property
    def held_by_papers(self) -> bool:
        """Say whether nothing but identity papers is missing."""
        return set(self.blockers) - {Criterion.HEAD} == {Criterion.IDENTITY}

    @property
    def no_receiver(self) -> bool:
        """Say whether nothing but a place to go is missing (domain notes 3.3)."""
        blockers = set(self.blockers)
        return Criterion.RECEPTION in blockers and not blockers - {Criterion.RECEPTION, Criterion.HEAD}

    @property
    def standing(self) -> Standing:
        """How this person stands on the way out; a decision made is not touched by what is asked later."""
        if self.decision is not None and self.decision.ready:
            return Standing.DECIDED
        if self.proposed:
            return Standing.PROPOSED
        if self.no_receiver:
            return Standing.NO_RECEIVER
        return Standing.PAPERS if self.held_by_papers else Standing.HELD

    def check(self, criterion: Criterion) -> Check | None:
        """How a criterion stands, None where the policy does not ask for it."""
        return next((check for check in self.checks if check.criterion is criterion), None)

    def check_of(self, code: str) -> Check | None:
        """How the criterion of this code stands, None where the policy does not ask for it."""
        return next((check for check in self.checks if check.code == code), None)


@dataclass(frozen=True, slots=True)
class CandidateList:
    """All candidates this reader sees, under the policies of the day; ``policy`` is that of the house.

    ``trial`` where a changed policy is tried out.
    """

    policy: ReadinessPolicy
    candidates: tuple[Candidate, ...]
    trial: bool = False
