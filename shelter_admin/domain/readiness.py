"""Who is ready to leave: a dated policy of criteria, what each person meets, who must act next, what the head decided.

The policy proposes and never decides (domain notes 3.3; UU 27/2022 article 34: no score decides alone): the head
says yes or no with names and a reason, also against the proposal, and the decision keeps what it was made on. The
criteria are those of domain notes 3.3, as far as the house writes them down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.residents import IdentityStatus
from shelter_admin.domain.words import N_

LONGEST_NOTE: Final = 500


class Criterion(StrEnum):
    """One thing somebody needs to leave well, in the order of the list."""

    ATTENDANCE = "attendance"
    MARK = "mark"
    IDENTITY = "identity"
    HEALTH = "health"
    RECEPTION = "reception"
    CASE_CONFERENCE = "case_conference"
    HEAD = "head"


CRITERION_NAMES: Final[Mapping[Criterion, str]] = MappingProxyType(
    {
        Criterion.ATTENDANCE: N_("Attendance of the training"),
        Criterion.MARK: N_("Final mark"),
        Criterion.IDENTITY: N_("Identity papers"),
        Criterion.HEALTH: N_("Health"),
        Criterion.RECEPTION: N_("A place to go"),
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
        Criterion.IDENTITY: Role.TATA_USAHA,
        Criterion.HEALTH: Role.KESEHATAN,
        Criterion.RECEPTION: Role.PEKERJA_SOSIAL,
        Criterion.CASE_CONFERENCE: Role.PEKERJA_SOSIAL,
        Criterion.HEAD: Role.KEPALA,
    }
)
"""Who must act while a criterion is not met."""

BY_HAND: Final = (Criterion.RECEPTION, Criterion.CASE_CONFERENCE)
"""What the social worker writes down; everything else follows from what others have written."""

WITH_LEAST: Final = (Criterion.ATTENDANCE, Criterion.MARK)
"""What has a limit, from 0 to 100."""

NIK_READABLE: Final = "NIK"
"""Beside the codes of ``IdentityStatus``: a NIK of sixteen digits is written down."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion of a policy: the least that is enough, or which states of the papers are."""

    criterion: Criterion
    least: float | None = None
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadinessPolicy:
    """What the house asks of whoever leaves, from a day on. Version 1 is the one that comes with the program."""

    version: int
    valid_from: date | None
    criteria: tuple[Rule, ...]

    def rule(self, criterion: Criterion) -> Rule | None:
        """The rule of a criterion, None where the house does not ask for it."""
        return next((rule for rule in self.criteria if rule.criterion is criterion), None)


DEFAULT_POLICY: Final = ReadinessPolicy(
    1,
    None,
    (
        Rule(Criterion.ATTENDANCE, 75.0),
        Rule(Criterion.MARK, 70.0),
        Rule(
            Criterion.IDENTITY,
            accepts=(
                NIK_READABLE,
                IdentityStatus.VERIFIED.value,
                IdentityStatus.NOT_VERIFIED.value,
                IdentityStatus.BEING_ISSUED.value,
                IdentityStatus.LETTER_ISSUED.value,
                IdentityStatus.NIK_ISSUED.value,
            ),
        ),
        Rule(Criterion.HEALTH),
        Rule(Criterion.RECEPTION),
        Rule(Criterion.CASE_CONFERENCE),
        Rule(Criterion.HEAD),
    ),
)


@dataclass(frozen=True, slots=True)
class Check:
    """How one criterion stands, with the figures behind it.

    Attendance: ``value`` the rate in percent so far, ``best`` what it can still reach, ``days`` how many may still be
    missed, ``unmarked`` how many sessions nobody marked. Mark: ``value``. Reception and case conference: ``on_day``.
    """

    criterion: Criterion
    state: State
    value: float | None = None
    least: float | None = None
    best: float | None = None
    days: int | None = None
    unmarked: int = 0
    on_day: date | None = None


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
    """Somebody in the house who trains, with how far they are; one for each programme."""

    person_id: str
    stay_id: str
    enrolment_id: str
    number: str
    name: str
    program: str
    batch: str
    checks: tuple[Check, ...]
    decision: Decision | None

    @property
    def of(self) -> int:
        """How many criteria apply."""
        return sum(check.state is not State.NOT_APPLICABLE for check in self.checks)

    @property
    def met(self) -> int:
        """How many of them are met."""
        return sum(check.state is State.MET for check in self.checks)

    @property
    def blockers(self) -> tuple[Criterion, ...]:
        """What is not met yet, in the order of the list."""
        return tuple(check.criterion for check in self.checks if check.state in {State.NOT_MET, State.UNKNOWN})

    @property
    def turn(self) -> Role | None:
        """Who must act for the first of them."""
        blockers = self.blockers
        return TURNS[blockers[0]] if blockers else None

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

    def check(self, criterion: Criterion) -> Check | None:
        """How a criterion stands, None where the policy does not ask for it."""
        return next((check for check in self.checks if check.criterion is criterion), None)


@dataclass(frozen=True, slots=True)
class CandidateList:
    """All candidates this reader sees, under the policy of the day; ``trial`` where a changed policy is tried out."""

    policy: ReadinessPolicy
    candidates: tuple[Candidate, ...]
    trial: bool = False


def to_plain(criteria: Iterable[Rule]) -> dict[str, Any]:
    """Write a policy as plain JSON values."""
    return {
        "criteria": [
            {"criterion": rule.criterion.value, "least": rule.least, "accepts": list(rule.accepts)} for rule in criteria
        ]
    }


def from_plain(plain: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Read a policy back; a criterion of a later version of the program is left out."""
    known = {criterion.value for criterion in Criterion}
    return tuple(
        Rule(Criterion(one["criterion"]), one.get("least"), tuple(one.get("accepts", ())))
        for one in plain["criteria"]
        if one["criterion"] in known
    )


def require_policy(criteria: tuple[Rule, ...], valid_from: date, today: date) -> None:
    """Refuse a policy that begins in the past, names a criterion twice, leaves out the head, or has no sound limits."""
    named = [rule.criterion for rule in criteria]
    if Criterion.HEAD not in named:
        raise Refused("policy_without_head", field="criteria")
    if len(set(named)) != len(named):
        raise Refused("criterion_twice", field="criteria")
    for rule in criteria:
        if rule.criterion in WITH_LEAST and (rule.least is None or not 0 <= rule.least <= 100):
            raise Refused("limit_out_of_bounds", field=rule.criterion.value, criterion=rule.criterion)
        if bool(rule.accepts) != (rule.criterion is Criterion.IDENTITY) or not _known_states(rule.accepts):
            raise Refused("papers_unclear", field=rule.criterion.value)
    if valid_from < today:
        raise Refused("policy_in_past", field="valid_from", today=today)


def _known_states(accepts: tuple[str, ...]) -> bool:
    return set(accepts) <= {NIK_READABLE, *(status.value for status in IdentityStatus)}
