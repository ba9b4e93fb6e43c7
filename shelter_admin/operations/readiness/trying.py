"""A policy tried out before it holds, every policy there is, and what one may ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.categories import BY_CODE, CATEGORIES
from shelter_admin.domain.readiness import (
    DEFAULT_POLICY,
    HOUSE,
    ReadinessPolicy,
    Rule,
    Scope,
    ScopeKind,
    require_policy,
)
from shelter_admin.domain.readiness_trial import PolicyBook, PolicyLine, Trial, compared
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.readiness.policy import (
    counting_down,
    in_order,
    instruments_to_ask,
    require_instruments,
    require_scope,
)
from shelter_admin.persistence.people.sight import Kept, sees
from shelter_admin.persistence.readiness.candidates import candidates
from shelter_admin.persistence.readiness.choices import program_names
from shelter_admin.persistence.readiness.policies import kept_policies, policies_on

WHOLE_HOUSE = N_("Whole house")


@dataclass(frozen=True)
class TryPolicy(Query[Trial]):
    """Who would stand otherwise if these criteria held from a day on; nothing is kept.

    Everybody is weighed as on that day by what is written down now, once by the policies that would hold anyway and
    once with this one: by the very same code that weighs them when it holds. Without criteria the scope would have no
    policy of its own any more.
    """

    needs: ClassVar[Right] = Right.EDIT_READINESS_POLICY

    criteria: tuple[Rule, ...]
    valid_from: date | None = None
    scope: Scope = HOUSE
    pass_percent: float | None = None

    @override
    def run(self, work: Work) -> Trial:
        require_scope(work, self.scope)
        day = self.valid_from or work.today
        tried = None
        if self.criteria or self.scope == HOUSE:
            require_policy(self.criteria, day, work.today, self.pass_percent)
            require_instruments(work, self.criteria)
            tried = ReadinessPolicy(0, day, in_order(self.criteria), self.scope, self.pass_percent)
        now = policies_on(work.session, day)
        before = candidates(work.session, work.sight, now, day)
        after = candidates(work.session, work.sight, now.changed(self.scope, tried), day)
        return Trial(day, compared(before, after), len(before))


@dataclass(frozen=True)
class ReadinessPolicies(Query[PolicyBook]):
    """Every policy there is, was and will be; those of a category only for whoever may see categories."""

    needs: ClassVar[Right] = Right.SEE_READINESS

    @override
    def run(self, work: Work) -> PolicyBook:
        programs = program_names(work.session)
        names = dict(programs)
        kept = kept_policies(work.session)
        now = policies_on(work.session, work.today)
        lines = [PolicyLine(HOUSE, _(WHOLE_HOUSE), now.house, tuple(kept.get(HOUSE, [(date.min, DEFAULT_POLICY)])))]
        sees_categories = sees(work.sight, Kept.CATEGORY)
        for scope, versions in kept.items():
            if scope == HOUSE or (scope.kind is ScopeKind.CATEGORY and not sees_categories):
                continue
            name = names.get(scope.key, "") if scope.kind is ScopeKind.PROGRAM else _category(scope.key)
            lines.append(PolicyLine(scope, name, now.of(scope), tuple(versions)))
        lines[1:] = sorted(lines[1:], key=lambda line: (line.scope.kind is ScopeKind.CATEGORY, line.name.casefold()))
        categories = tuple((one.code, _(one.name)) for one in CATEGORIES) if sees_categories else ()
        return PolicyBook(tuple(lines), programs, categories, instruments_to_ask(work), counting_down(work))


def _category(code: str) -> str:
    return _(BY_CODE[code].name) if code in BY_CODE else code
