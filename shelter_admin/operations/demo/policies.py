"""A policy of readiness of its own for one programme of the invented panti, with a criterion in its own words."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness import DEFAULT_POLICY, Criterion, Rule, Scope, ScopeKind
from shelter_admin.domain.readiness_policy import USUAL_RULES
from shelter_admin.domain.training import ProgramKind
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.readiness.policy import EditReadinessPolicy, in_order
from shelter_admin.operations.training.programs import Programs

BRAVE: Final = Rule(
    Criterion.OWN, weight=2, key="percaya", words="Percaya diri menghadapi pelanggan", role=Role.INSTRUKTUR
)
PASS: Final = 60.0


def ask_more_of_one_programme(desk: Desk) -> None:
    """The last programme asks for more than the house: behaviour, a plan, and weighted criteria with a pass score."""
    found = [one for one in desk.ask(Programs()) if one.kind is ProgramKind.VOCATIONAL]
    if not found:
        return
    usual = [rule for rule in DEFAULT_POLICY.criteria if rule.criterion is not Criterion.MARK]
    more = (
        Rule(Criterion.MARK, 75.0, weight=3),
        USUAL_RULES[Criterion.BEHAVIOUR],
        Rule(Criterion.PLAN, weight=2),
        BRAVE,
    )
    scope = Scope(ScopeKind.PROGRAM, found[-1].program_id)
    desk.do(EditReadinessPolicy(in_order((*usual, *more)), None, scope, PASS))
