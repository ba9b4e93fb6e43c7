"""The policy of readiness as data: changed from a day on, never backwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.readiness import (
    CRITERION_NAMES,
    NIK_READABLE,
    Criterion,
    ReadinessPolicy,
    Rule,
    require_policy,
    to_plain,
)
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, IdentityStatus
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen
from shelter_admin.persistence.readiness.policies import keep_readiness_policy, policy_changed, readiness_policy

CHANGED: Final = Changes.of(Area.READINESS, Area.TRAINING)

WORDS: dict[str, str] = {
    "policy_without_head": N_("The decision of the head cannot be left out."),
    "criterion_twice": N_("A criterion can stand in the policy only once."),
    "limit_out_of_bounds": N_("{criterion}: choose a limit from 0 to 100."),
    "papers_unclear": N_("Choose at least one kind of papers that is enough."),
    "policy_in_past": N_("A policy holds from {today} or later; what was decided before stays as it was."),
}


@dataclass(frozen=True)
class EditReadinessPolicy(Edit[ReadinessPolicy]):
    """Let other criteria and limits hold from a day on, today where none is said; decisions made keep theirs."""

    needs: ClassVar[Right] = Right.EDIT_READINESS_POLICY
    name: ClassVar[str] = N_("change of the readiness policy")

    criteria: tuple[Rule, ...]
    valid_from: date | None = None

    @override
    def run(self, work: Work) -> Done[ReadinessPolicy]:
        valid_from = self.valid_from or work.today
        require_policy(self.criteria, valid_from, work.today)
        before = readiness_policy(work.session, valid_from)
        fields = Fields(
            lambda one: _(CRITERION_NAMES[one]), lambda _one: policy_changed(work.session, valid_from), rule_in_words
        )
        agreed = self.agree(work, fields, by_criterion(self.criteria), by_criterion(before.criteria))
        criteria = tuple(rule for rule in agreed.values() if rule is not None)
        keep_readiness_policy(work.session, criteria, valid_from)
        after = readiness_policy(work.session, valid_from)
        if after == before:
            return Done(result=before)
        undo = EditReadinessPolicy(before.criteria, valid_from, seen=Seen(by_criterion(criteria)))
        return Done(CHANGED, after, undo=undo, what=to_plain(criteria))


def by_criterion(criteria: tuple[Rule, ...]) -> dict[Criterion, Rule | None]:
    """Every criterion with its rule, None where the policy does not count it."""
    rules = {rule.criterion: rule for rule in criteria}
    return {one: rules.get(one) for one in Criterion}


def rule_in_words(_criterion: Criterion, rule: Rule | None) -> str:
    """What a rule asks for."""
    if rule is None:
        return _("does not count")
    if rule.least is not None:
        return _("at least {least}").format(least=number(rule.least))
    accepted = [_(IDENTITY_STATUS_NAMES[IdentityStatus(one)]) for one in rule.accepts if one != NIK_READABLE]
    return ", ".join(accepted) or _("counts")
