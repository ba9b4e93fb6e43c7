"""What is asked of whoever leaves, from a day on: for the whole house, for one programme, or for one category.

The most particular policy holds: that of the programme somebody trains in, else that of their main category, else
that of the house. Nothing of the wider one is added to it: each says all that is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.occurrences import GRAVE, OccurrenceKind
from shelter_admin.domain.readiness_criteria import (
    BY_HAND,
    NIK_READABLE,
    TURN_ROLES,
    WITH_LEAST,
    Criterion,
    OfCriterion,
)
from shelter_admin.domain.residents import IdentityStatus

LONGEST_OWN: Final = 80
MOST_DAYS: Final = 730
MOST_WEIGHT: Final = 100


@dataclass(frozen=True, slots=True)
class Rule(OfCriterion):
    """One criterion of a policy, and what is enough of it.

    ``least`` is a percentage, a mark, a score or a number of days; ``accepts`` which states of the papers, or for
    behaviour which kinds of occurrences weigh against somebody. Without a ``weight`` the criterion is required; with
    one it counts that much towards the pass score. ``instrument`` is the code of an assessment, ``days`` how long ago
    an occurrence no longer counts. An own criterion has a key, its words and who looks at it. ``document`` is the
    kind of paper that proves what is written down. With ``at_most`` the limit is the most that is still enough: of an
    assessment whose points count difficulties.
    """

    criterion: Criterion
    least: float | None = None
    accepts: tuple[str, ...] = ()
    weight: int | None = None
    instrument: str = ""
    days: int | None = None
    key: str = ""
    words: str = ""
    role: Role | None = None
    document: str = ""
    at_most: bool = False

    @property
    def required(self) -> bool:
        """Say whether nobody is proposed without it."""
        return self.weight is None


class ScopeKind(StrEnum):
    """Whom a policy is for."""

    HOUSE = "house"
    PROGRAM = "program"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a policy is for: everybody, whoever trains in a programme, whoever is of a category (``key``)."""

    kind: ScopeKind = ScopeKind.HOUSE
    key: str = ""


HOUSE: Final = Scope()


@dataclass(frozen=True, slots=True)
class ReadinessPolicy:
    """What is asked of whoever leaves, from a day on. Version 1 of the house is the one that comes with the program.

    ``pass_percent`` is the score asked of the weighted criteria together, None where none is weighted.
    """

    version: int
    valid_from: date | None
    criteria: tuple[Rule, ...]
    scope: Scope = HOUSE
    pass_percent: float | None = None

    def rule(self, criterion: Criterion) -> Rule | None:
        """The first rule of a criterion, None where it is not asked for."""
        return next((rule for rule in self.criteria if rule.criterion is criterion), None)

    def rule_of(self, code: str) -> Rule | None:
        """The rule of this code, None where it is not asked for."""
        return next((rule for rule in self.criteria if rule.code == code), None)


@dataclass(frozen=True, slots=True)
class Policies:
    """All policies in force on a day."""

    house: ReadinessPolicy
    programs: Mapping[str, ReadinessPolicy] = field(default_factory=dict)
    categories: Mapping[str, ReadinessPolicy] = field(default_factory=dict)

    def holds_for(self, program_id: str, category: str | None) -> ReadinessPolicy:
        """The one policy for somebody in a programme, of a main category: the most particular there is."""
        return self.programs.get(program_id) or self.categories.get(category or "") or self.house

    def of(self, scope: Scope) -> ReadinessPolicy | None:
        """The policy for exactly this scope, None where a wider one holds."""
        if scope.kind is ScopeKind.PROGRAM:
            return self.programs.get(scope.key)
        return self.categories.get(scope.key) if scope.kind is ScopeKind.CATEGORY else self.house

    def all(self) -> tuple[ReadinessPolicy, ...]:
        """Every policy in force, the house's first."""
        return (self.house, *self.programs.values(), *self.categories.values())

    def changed(self, scope: Scope, policy: ReadinessPolicy | None) -> Policies:
        """These policies with another one for a scope; None leaves the scope to the wider policy."""
        if scope.kind is ScopeKind.HOUSE:
            return replace(self, house=policy or DEFAULT_POLICY)
        held = dict(self.programs if scope.kind is ScopeKind.PROGRAM else self.categories)
        held.pop(scope.key, None)
        if policy is not None:
            held[scope.key] = policy
        if scope.kind is ScopeKind.PROGRAM:
            return replace(self, programs=held)
        return replace(self, categories=held)


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
USUAL: Final = tuple(rule.criterion for rule in DEFAULT_POLICY.criteria)
"""What the policy asks for that comes with the program."""

USUAL_RULES: Final[Mapping[Criterion, Rule]] = {
    **{rule.criterion: rule for rule in DEFAULT_POLICY.criteria},
    Criterion.COMPETENCE: Rule(Criterion.COMPETENCE, 80.0),
    Criterion.PRACTICE: Rule(Criterion.PRACTICE, 20.0),
    Criterion.ABILITY: Rule(Criterion.ABILITY, 0.0),
    Criterion.BEHAVIOUR: Rule(Criterion.BEHAVIOUR, accepts=tuple(sorted(GRAVE)), days=90),
    Criterion.PLAN: Rule(Criterion.PLAN),
}
"""How a criterion begins where a policy has not asked for it yet."""


def to_plain(criteria: Iterable[Rule], pass_percent: float | None = None) -> dict[str, Any]:
    """Write a policy as plain JSON values; what a rule does not use is not written."""
    plain: dict[str, Any] = {"criteria": [_plain(rule) for rule in criteria]}
    if pass_percent is not None:
        plain["pass_percent"] = pass_percent
    return plain


def _plain(rule: Rule) -> dict[str, Any]:
    told: dict[str, Any] = {
        "criterion": rule.criterion.value,
        "least": rule.least,
        "accepts": list(rule.accepts),
    }
    used = {
        "weight": rule.weight,
        "instrument": rule.instrument,
        "days": rule.days,
        "key": rule.key,
        "words": rule.words,
        "role": rule.role.value if rule.role else "",
        "document": rule.document,
        "at_most": rule.at_most or None,
    }
    return told | {name: value for name, value in used.items() if value not in (None, "")}


def from_plain(plain: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Read a policy back; a criterion of a later version of the program is left out."""
    known = {criterion.value for criterion in Criterion}
    return tuple(_rule(one) for one in plain["criteria"] if one["criterion"] in known)


def _rule(plain: Mapping[str, Any]) -> Rule:
    role = plain.get("role", "")
    return Rule(
        Criterion(plain["criterion"]),
        plain.get("least"),
        tuple(plain.get("accepts", ())),
        plain.get("weight"),
        plain.get("instrument", ""),
        plain.get("days"),
        plain.get("key", ""),
        plain.get("words", ""),
        Role(role) if role in {one.value for one in Role} else None,
        plain.get("document", ""),
        bool(plain.get("at_most")),
    )


def require_policy(
    criteria: tuple[Rule, ...], valid_from: date, today: date, pass_percent: float | None = None
) -> None:
    """Refuse a policy that begins in the past, names a criterion twice, leaves out the head, or has no sound limits."""
    if Criterion.HEAD not in {rule.criterion for rule in criteria if rule.required}:
        raise Refused("policy_without_head", field="criteria")
    codes = [rule.code for rule in criteria]
    if len(set(codes)) != len(codes):
        raise Refused("criterion_twice", field="criteria")
    for rule in criteria:
        _require_rule(rule)
    if any(rule.weight for rule in criteria) != (pass_percent is not None):
        raise Refused("pass_score_unclear", field="pass_percent")
    if pass_percent is not None and not 0 < pass_percent <= 100:
        raise Refused("pass_score_unclear", field="pass_percent")
    if valid_from < today:
        raise Refused("policy_in_past", field="valid_from", today=today)


def _require_rule(rule: Rule) -> None:
    if rule.criterion in WITH_LEAST and (rule.least is None or not 0 <= rule.least <= 100):
        raise Refused("limit_out_of_bounds", field=rule.code, criterion=rule.criterion)
    if not _accepts_sound(rule):
        raise Refused("papers_unclear", field=rule.code)
    if rule.weight is not None and not 1 <= rule.weight <= MOST_WEIGHT:
        raise Refused("weight_out_of_bounds", field=rule.code, criterion=rule.criterion)
    if rule.document and (rule.criterion not in BY_HAND or rule.document not in set(DocumentKind)):
        raise Refused("proof_unclear", field=rule.code)
    _require_own(rule)
    if not _counts_sound(rule):
        raise Refused("policy_days_unclear", field=rule.code, criterion=rule.criterion)
    if rule.criterion is Criterion.ABILITY and (not rule.instrument or rule.least is None):
        raise Refused("instrument_missing", field=rule.code)
    if rule.at_most and rule.criterion is not Criterion.ABILITY:
        raise Refused("limit_out_of_bounds", field=rule.code, criterion=rule.criterion)


def _accepts_sound(rule: Rule) -> bool:
    if rule.criterion is Criterion.IDENTITY:
        known = {NIK_READABLE, *(status.value for status in IdentityStatus)}
        return bool(rule.accepts) and set(rule.accepts) <= known
    if rule.criterion is Criterion.BEHAVIOUR:
        return bool(rule.accepts) and set(rule.accepts) <= {kind.value for kind in OccurrenceKind}
    return not rule.accepts


def _counts_sound(rule: Rule) -> bool:
    """Days of field practice, and the days after which an occurrence counts no more."""
    if rule.criterion is Criterion.PRACTICE:
        return rule.least is not None and 1 <= rule.least <= MOST_DAYS
    if rule.criterion is Criterion.BEHAVIOUR:
        return rule.days is not None and 1 <= rule.days <= MOST_DAYS
    return rule.days is None


def _require_own(rule: Rule) -> None:
    if rule.criterion is not Criterion.OWN:
        return
    if not rule.key or not rule.words.strip() or len(rule.words) > LONGEST_OWN:
        raise Refused("own_words_missing", field=rule.code, most=LONGEST_OWN)
    if rule.role is not None and rule.role not in TURN_ROLES:
        raise Refused("own_turn_unclear", field=rule.code)
