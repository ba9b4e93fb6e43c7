"""The policies of readiness as data, of house, programme or category: changed from a day on, never backwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.occurrences import OCCURRENCE_NAMES, OccurrenceKind
from shelter_admin.domain.readiness import (
    CRITERION_NAMES,
    HOUSE,
    NIK_READABLE,
    Criterion,
    ReadinessPolicy,
    Rule,
    Scope,
    ScopeKind,
    criterion_of,
    name_of,
    require_policy,
    to_plain,
)
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, IdentityStatus
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen
from shelter_admin.operations.shipped_instruments import known_instruments
from shelter_admin.persistence.readiness.choices import program_names
from shelter_admin.persistence.readiness.policies import (
    end_readiness_policy,
    keep_readiness_policy,
    policies_on,
    policy_changed,
)

CHANGED: Final = Changes.of(Area.READINESS, Area.TRAINING)
SCORE_ASKED: Final = "pass_percent"

WORDS: dict[str, str] = {
    "policy_without_head": N_("The decision of the head cannot be left out."),
    "criterion_twice": N_("A criterion can stand in the policy only once."),
    "limit_out_of_bounds": N_("{criterion}: choose a limit from 0 to 100."),
    "papers_unclear": N_("Choose at least one kind of papers that is enough."),
    "policy_in_past": N_("A policy holds from {today} or later; what was decided before stays as it was."),
    "pass_score_unclear": N_("Say which score in percent is enough of the weighted criteria together."),
    "weight_out_of_bounds": N_("{criterion}: a weight is a number from 1 to 100."),
    "proof_unclear": N_("A paper proves only what somebody writes down."),
    "policy_days_unclear": N_("{criterion}: say how many days."),
    "instrument_missing": N_("Choose the assessment and the score that is enough."),
    "instrument_counts_down": N_("The points of this assessment count difficulties: say the most that is enough."),
    "instrument_counts_up": N_("The points of this assessment count abilities: say the least that is enough."),
    "own_words_missing": N_("Say in a few words what is asked, with {most} letters at most."),
    "own_turn_unclear": N_("Choose who looks at it."),
    "scope_unknown": N_("Choose whom the policy is for."),
    "policy_changed_meanwhile": N_("Somebody else has changed this policy meanwhile. Look at it again."),
    "no_policy_here": N_("There is no policy of its own here."),
}


@dataclass(frozen=True)
class EditReadinessPolicy(Edit[ReadinessPolicy]):
    """Let other criteria and limits hold from a day on, today where none is said; decisions made keep theirs.

    For the house, a programme or a category: the most particular policy holds, and it says all that is asked.
    """

    needs: ClassVar[Right] = Right.EDIT_READINESS_POLICY
    name: ClassVar[str] = N_("change of the readiness policy")

    criteria: tuple[Rule, ...]
    valid_from: date | None = None
    scope: Scope = HOUSE
    pass_percent: float | None = None

    @override
    def run(self, work: Work) -> Done[ReadinessPolicy]:
        require_scope(work, self.scope)
        valid_from = self.valid_from or work.today
        require_policy(self.criteria, valid_from, work.today, self.pass_percent)
        require_instruments(work, self.criteria)
        own = policies_on(work.session, valid_from).of(self.scope)
        before = own or policies_on(work.session, valid_from).house
        mine, now = by_criterion(self.criteria, self.pass_percent), by_criterion(before.criteria, before.pass_percent)
        keys = list(dict.fromkeys((*mine, *now)))
        fields = Fields(
            lambda key: _called(key, (*self.criteria, *before.criteria)),
            lambda _key: policy_changed(work.session, valid_from, self.scope),
            rule_in_words,
        )
        opened = None if self.seen is None else dict.fromkeys(keys)  # an own criterion the form knew nothing of
        agreed = self.agree(
            work, fields, {key: mine.get(key) for key in keys}, {key: now.get(key) for key in keys}, opened
        )
        criteria = in_order(value for value in agreed.values() if isinstance(value, Rule))
        found = agreed[SCORE_ASKED]
        score = found if isinstance(found, float | int) and any(rule.weight for rule in criteria) else None
        require_policy(criteria, valid_from, work.today, score)
        keep_readiness_policy(work.session, criteria, valid_from, self.scope, score)
        after = policies_on(work.session, valid_from).of(self.scope)
        if after is None or after == own:
            return Done(result=before)
        back = Seen(by_criterion(criteria, score))
        undo: Command[ReadinessPolicy] = (
            EndReadinessPolicy(self.scope, after.version, valid_from)
            if own is None
            else EditReadinessPolicy(own.criteria, valid_from, self.scope, own.pass_percent, seen=back)
        )
        return Done(CHANGED, after, undo=undo, what=to_plain(criteria, score))


@dataclass(frozen=True)
class EndReadinessPolicy(Command[ReadinessPolicy]):
    """Let the wider policy hold again for a programme or a category, from a day on; not once somebody changed it."""

    needs: ClassVar[Right] = Right.EDIT_READINESS_POLICY
    name: ClassVar[str] = N_("end of a policy of its own")

    scope: Scope
    version: int
    valid_from: date | None = None

    @override
    def run(self, work: Work) -> Done[ReadinessPolicy]:
        valid_from = self.valid_from or work.today
        if valid_from < work.today:
            raise Refused("policy_in_past", field="valid_from", today=work.today)
        before = policies_on(work.session, valid_from).of(self.scope)
        if before is None or self.scope == HOUSE:
            raise Refused("no_policy_here", field="scope")
        if before.version != self.version:
            raise Refused("policy_changed_meanwhile", field="scope")
        end_readiness_policy(work.session, valid_from, self.scope)
        house = policies_on(work.session, valid_from).house
        seen = Seen(by_criterion(house.criteria, house.pass_percent))
        undo = EditReadinessPolicy(before.criteria, valid_from, self.scope, before.pass_percent, seen=seen)
        return Done(CHANGED, house, undo=undo)


def require_scope(work: Work, scope: Scope) -> None:
    """Refuse a programme or a category that is not there."""
    known = scope == HOUSE
    if scope.kind is ScopeKind.PROGRAM:
        known = scope.key in dict(program_names(work.session))
    elif scope.kind is ScopeKind.CATEGORY:
        known = scope.key in BY_CODE
    if not known:
        raise Refused("scope_unknown", field="scope")


def require_instruments(work: Work, criteria: Iterable[Rule]) -> None:
    """Refuse a limit of the wrong direction: of points that count difficulties the most is said, else the least."""
    asked = [rule for rule in criteria if rule.instrument]
    down = counting_down(work) if asked else frozenset()
    for rule in asked:
        if rule.at_most != (rule.instrument in down):
            raise Refused("instrument_counts_up" if rule.at_most else "instrument_counts_down", field=rule.code)


def instruments_to_ask(work: Work) -> tuple[tuple[str, str], ...]:
    """The instruments in use that have points, by code with their names; also those nobody filled yet."""
    return tuple(
        (one.instrument.code, one.instrument.name)
        for one in known_instruments(work)
        if not one.retired and one.instrument.scored
    )


def counting_down(work: Work) -> frozenset[str]:
    """The instruments whose points count difficulties: the fewer, the better."""
    return frozenset(one.instrument.code for one in known_instruments(work) if not one.instrument.higher_is_better)


def by_criterion(criteria: Iterable[Rule], pass_percent: float | None = None) -> dict[str, Rule | float | None]:
    """Every criterion by its code with its rule, None where the policy does not count it; and the pass score."""
    rules = {rule.code: rule for rule in criteria}
    found: dict[str, Rule | float | None] = {one: rules.get(one.value) for one in Criterion if one is not Criterion.OWN}
    return {**found, **rules, SCORE_ASKED: pass_percent}


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules in the order of the list; own ones stay in the order in which they were written."""
    order = list(Criterion)
    return tuple(sorted(rules, key=lambda rule: order.index(rule.criterion)))


def _called(key: str, rules: Iterable[Rule]) -> str:
    if key == SCORE_ASKED:
        return _("Pass score in percent")
    own = next((rule for rule in rules if rule.code == key and rule.words), None)
    return name_of(own) if own is not None else _(CRITERION_NAMES[criterion_of(key)])


def rule_in_words(_key: str, rule: Rule | float | None) -> str:
    """What a rule asks for."""
    if rule is None:
        return _("does not count")
    if not isinstance(rule, Rule):
        return number(rule)
    told = [_asked(rule)]
    if rule.weight is not None:
        told.append(_("weight {weight}").format(weight=number(rule.weight)))
    return ", ".join(part for part in told if part) or _("counts")


def _asked(rule: Rule) -> str:
    if rule.criterion is Criterion.BEHAVIOUR:
        kinds = ", ".join(_(OCCURRENCE_NAMES[OccurrenceKind(one)]) for one in rule.accepts)
        days = n_("none in the last {count} day: {kinds}", "none in the last {count} days: {kinds}", rule.days or 0)
        return days.format(count=number(rule.days or 0), kinds=kinds)
    if rule.least is not None:
        told = _("at most {least}") if rule.at_most else _("at least {least}")
        return told.format(least=number(rule.least))
    accepted = [_(IDENTITY_STATUS_NAMES[IdentityStatus(one)]) for one in rule.accepts if one != NIK_READABLE]
    return ", ".join(accepted)
