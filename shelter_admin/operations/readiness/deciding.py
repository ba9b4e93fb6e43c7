"""The head's decision: either way, with names and reason, with what was known at that moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import LONGEST_NOTE, Decision
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.candidates import candidates
from shelter_admin.persistence.readiness.path import add_decision
from shelter_admin.persistence.readiness.policies import readiness_policy

CHANGED: Final = Changes.of(Area.READINESS, Area.CERTIFICATES)

WORDS: dict[str, str] = {
    "no_training_here": N_("This person is in no programme. Enrol them first."),
    "names_missing": N_("Write who was there when it was decided."),
}


@dataclass(frozen=True)
class DecideExit(Command[Decision]):
    """Decide that somebody is ready to leave, or not yet, with names and a reason, also against the proposal.

    It is never edited and never undone: a newer decision stands in its place. Policy and checks are kept as they are
    at this moment.
    """

    needs: ClassVar[Right] = Right.DECIDE_EXIT
    name: ClassVar[str] = N_("decision on leaving")

    person_id: str
    ready: bool
    names: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[Decision]:
        require_in_sight(work.session, work.sight, self.person_id)
        names, reason = self.names.strip(), work.require_reason()
        if not names:
            raise Refused("names_missing", field="names")
        for written, text in (("names", names), ("reason", reason)):
            if len(text) > LONGEST_NOTE:
                raise Refused("text_too_long", field=written, most=LONGEST_NOTE)
        stay = open_stay(work.session, self.person_id)
        policy = readiness_policy(work.session, work.today)
        lines = candidates(work.session, work.sight, policy, work.today, self.person_id)
        if not lines:
            raise Refused("no_training_here", field="person_id")
        decision = Decision(new_id(), self.ready, work.today, work.staff.account_id, reason, names)
        add_decision(work.session, stay, decision, policy, lines)
        return Done(CHANGED, decision, about=(self.person_id,), what={"policy": policy.version})
