"""What the social worker writes down: a place to go, and what the case conference recommends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import BY_HAND, LONGEST_NOTE, Criterion, State
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.path import check_row, write_check

CHANGED: Final = Changes.of(Area.READINESS)
LABELS: Final = {"state": N_("How it stands"), "on_day": N_("Day"), "note": N_("Note")}
NOTHING_KNOWN: Final[dict[str, Any]] = {"state": State.UNKNOWN, "on_day": None, "note": ""}

WORDS: dict[str, str] = {
    "check_not_by_hand": N_("“{criterion}” follows from what is written down elsewhere and is not ticked by hand."),
    "state_not_chosen": N_("Choose how it stands."),
    "check_in_future": N_("The day {day} has not come yet."),
}


@dataclass(frozen=True)
class RecordCheck(Edit[None]):
    """Write down a place to go or a case conference; today where no day is said. ``UNKNOWN`` takes it away again."""

    needs: ClassVar[Right] = Right.EDIT_READINESS
    name: ClassVar[str] = N_("note on readiness")

    person_id: str
    criterion: Criterion
    state: State
    on_day: date | None = None
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        day, note = self.on_day or work.today, self.note.strip()
        if self.criterion not in BY_HAND:
            raise Refused("check_not_by_hand", field="criterion", criterion=self.criterion)
        if day > work.today:
            raise Refused("check_in_future", field="on_day", day=day)
        if len(note) > LONGEST_NOTE:
            raise Refused("text_too_long", field="note", most=LONGEST_NOTE)
        stay = open_stay(work.session, self.person_id)
        row = check_row(work.session, stay.id, self.criterion)
        before = NOTHING_KNOWN if row is None else as_shown(State(row.state), row.on_day, row.note)
        mine = as_shown(self.state, day, note)
        fields = Fields(named(LABELS), of_row(work.session, row), together=True)
        agreed = self.agree(work, fields, mine, before)
        write_check(work.session, stay.id, self.criterion, (agreed["state"], agreed["on_day"] or day, agreed["note"]))
        undo = RecordCheck(self.person_id, self.criterion, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(self.person_id,))


def as_shown(state: State, on_day: date | None, note: str) -> dict[str, Any]:
    """A check by its fields; one that nobody knows has neither day nor note."""
    return NOTHING_KNOWN if state is State.UNKNOWN else {"state": state, "on_day": on_day, "note": note}
