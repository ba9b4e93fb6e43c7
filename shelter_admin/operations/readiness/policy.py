"""The policy of readiness as data: changed from a day on, never backwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.readiness import ReadinessPolicy, Rule, require_policy, to_plain
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.readiness.policies import keep_readiness_policy, readiness_policy

CHANGED: Final = Changes.of(Area.READINESS, Area.TRAINING)

WORDS: dict[str, str] = {
    "policy_without_head": N_("The decision of the head cannot be left out."),
    "criterion_twice": N_("A criterion can stand in the policy only once."),
    "limit_out_of_bounds": N_("{criterion}: choose a limit from 0 to 100."),
    "papers_unclear": N_("Choose at least one kind of papers that is enough."),
    "policy_in_past": N_("A policy holds from {today} or later; what was decided before stays as it was."),
}


@dataclass(frozen=True)
class EditReadinessPolicy(Command[ReadinessPolicy]):
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
        keep_readiness_policy(work.session, self.criteria, valid_from)
        after = readiness_policy(work.session, valid_from)
        if after == before:
            return Done(result=before)
        undo = EditReadinessPolicy(before.criteria, valid_from)
        return Done(CHANGED, after, undo=undo, what=to_plain(self.criteria))
