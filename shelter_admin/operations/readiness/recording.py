"""What somebody looked at and writes down: a place to go, the plan, what the case conference recommends, own criteria.

What follows from other parts of the store is not ticked by hand; of anything but the head's word somebody may write
that it does not apply to a person, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES, DocumentKind
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import BY_HAND, LONGEST_NOTE, Criterion, Rule, State
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.checks import check_row, write_check
from shelter_admin.persistence.readiness.choices import papers_of
from shelter_admin.persistence.readiness.policies import policies_on

CHANGED: Final = Changes.of(Area.READINESS)
LABELS: Final = {"state": N_("How it stands"), "on_day": N_("Day"), "note": N_("Note"), "document_id": N_("Proof")}
NOTHING_KNOWN: Final[dict[str, Any]] = {"state": State.UNKNOWN, "on_day": None, "note": "", "document_id": None}

WORDS: dict[str, str] = {
    "check_not_by_hand": N_("“{criterion}” follows from what is written down elsewhere and is not ticked by hand."),
    "state_not_chosen": N_("Choose how it stands."),
    "check_in_future": N_("The day {day} has not come yet."),
    "not_applicable_reason": N_("Say why it does not apply to this person."),
    "criterion_not_asked": N_("No policy asks for this any more."),
    "check_proof_unknown": N_("This paper is not in the person's file."),
}


@dataclass(frozen=True)
class RecordCheck(Edit[None]):
    """Write down how a criterion stands; today where no day is said. ``UNKNOWN`` takes it away again.

    ``key`` names an own criterion of the house; ``document_id`` is the paper in the file that proves it.
    """

    needs: ClassVar[Right] = Right.EDIT_READINESS
    name: ClassVar[str] = N_("note on readiness")

    person_id: str
    criterion: Criterion
    state: State
    on_day: date | None = None
    note: str = field(default="", repr=False)
    document_id: str | None = None
    key: str = ""

    @property
    def code(self) -> str:
        """What the check is kept under."""
        return Rule(self.criterion, key=self.key).code

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        day, note = self.on_day or work.today, self.note.strip()
        self._require_sound(work, day, note)
        stay = open_stay(work.session, self.person_id)
        row = check_row(work.session, stay.id, self.code)
        before = NOTHING_KNOWN if row is None else as_shown(State(row.state), row.on_day, row.note, row.document_id)
        mine = as_shown(self.state, day, note, self.document_id)
        found = papers_of(work.session, self.person_id, health=work.sight.health)
        papers = {one[0]: one[2] or _kind(one[1]) for one in found}
        if self.document_id not in (None, before["document_id"], *papers):
            raise Refused("check_proof_unknown", field="document_id")

        def words(key: str, value: Any) -> str:
            return papers.get(value, "") if key == "document_id" else plainly(work, value)

        fields = Fields(named(LABELS), of_row(work.session, row), words, together=True)
        agreed = self.agree(work, fields, mine, before)
        written = (agreed["state"], agreed["on_day"] or day, agreed["note"])
        write_check(work.session, stay.id, self.code, written, agreed["document_id"])
        undo = RecordCheck(self.person_id, self.criterion, key=self.key, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(self.person_id,))

    def _require_sound(self, work: Work, day: date, note: str) -> None:
        exempt = self.state in {State.NOT_APPLICABLE, State.UNKNOWN} and self.criterion is not Criterion.HEAD
        if self.criterion not in BY_HAND and not exempt:
            raise Refused("check_not_by_hand", field="criterion", criterion=self.criterion)
        if self.criterion is Criterion.OWN and self.state is not State.UNKNOWN:
            asked = (rule.code for policy in policies_on(work.session, work.today).all() for rule in policy.criteria)
            if self.code not in asked:
                raise Refused("criterion_not_asked", field="criterion")
        if day > work.today:
            raise Refused("check_in_future", field="on_day", day=day)
        if self.state is State.NOT_APPLICABLE and not note:
            raise Refused("not_applicable_reason", field="note")
        if len(note) > LONGEST_NOTE:
            raise Refused("text_too_long", field="note", most=LONGEST_NOTE)


@dataclass(frozen=True)
class Proof:
    """A paper in somebody's file that may prove a criterion."""

    document_id: str
    kind: str
    title: str = field(repr=False)
    dated_on: date | None


@dataclass(frozen=True)
class ProofsOf(Query[tuple[Proof, ...]]):
    """The papers in somebody's file, the newest first, to prove what is written down; their content is not read.

    Those about health are named to whoever may see health alone.
    """

    needs: ClassVar[Right] = Right.EDIT_READINESS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look for a proof among somebody's papers")

    person_id: str

    @override
    def run(self, work: Work) -> tuple[Proof, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        found = papers_of(work.session, self.person_id, health=work.sight.health)
        return tuple(Proof(*one) for one in found)

    @override
    def about(self, answer: tuple[Proof, ...]) -> tuple[str, ...]:
        return (self.person_id,)


def _kind(kind: str) -> str:
    return _(DOCUMENT_KIND_NAMES[DocumentKind(kind)]) if kind in set(DocumentKind) else kind


def as_shown(state: State, on_day: date | None, note: str, document_id: str | None = None) -> dict[str, Any]:
    """A check by its fields; one that nobody knows has neither day nor note nor paper."""
    if state is State.UNKNOWN:
        return NOTHING_KNOWN
    return {"state": state, "on_day": on_day, "note": note, "document_id": document_id}
