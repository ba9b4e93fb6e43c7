"""The head's decision: either way, with names and reason, with what was known at that moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import LONGEST_NOTE, Decision
from shelter_admin.domain.readiness_weighing import furthest
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Done, Work
from shelter_admin.operations.editing import Edit, Fields
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.candidates import candidates
from shelter_admin.persistence.readiness.path import add_decision, decided_last, decisions_of
from shelter_admin.persistence.readiness.policies import policies_on

CHANGED: Final = Changes.of(Area.READINESS, Area.CERTIFICATES)
READY: Final = N_("Ready to leave")
NOT_YET: Final = N_("Not yet")

WORDS: dict[str, str] = {
    "no_training_here": N_("This person is in no programme. Enrol them first."),
    "names_missing": N_("Write who was there when it was decided."),
}


@dataclass(frozen=True)
class DecideExit(Edit[Decision]):
    """Decide that somebody is ready to leave, or not yet, with names and a reason, also against the proposal.

    It is never edited and never undone: a newer decision stands in its place, and one made while the form was open
    is seen first. Policy and checks are kept as they are
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
        decision = Decision(new_id(), self.ready, work.today, work.staff.account_id, reason, names)
        standing = self._standing(work, stay.id, decision)
        if standing is not None:
            return Done(result=standing)
        policies = policies_on(work.session, work.today)
        lines = candidates(work.session, work.sight, policies, work.today, self.person_id)
        if not lines:
            raise Refused("no_training_here", field="person_id")
        policy = furthest(lines).policy
        add_decision(work.session, stay, decision, policy, lines)
        return Done(CHANGED, decision, about=(self.person_id,), what={"policy": policy.version})

    def _standing(self, work: Work, stay_id: str, mine: Decision) -> Decision | None:
        """The decision that somebody else made since the form was opened, where it is chosen to stand."""
        known = {one.decision_id: one for one in (mine, *decisions_of(work.session, work.sight, stay_id))}
        newest = next((key for key in known if key != mine.decision_id), "")

        def words(_key: str, decision_id: str) -> str:
            one = known.get(decision_id)
            return "" if one is None else f"{_(READY) if one.ready else _(NOT_YET)}. {one.reason or ''}".strip()

        fields = Fields(
            lambda _key: _("Decision"), lambda _key: decided_last(work.session, newest) if newest else None, words
        )
        chosen = self.agree(work, fields, {"decision": mine.decision_id}, {"decision": newest})["decision"]
        return None if chosen == mine.decision_id else known[chosen]
