"""What the social worker writes down: a place to go, and what the case conference recommends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import BY_HAND, LONGEST_NOTE, Criterion, State
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.path import write_check

CHANGED: Final = Changes.of(Area.READINESS)

WORDS: dict[str, str] = {
    "check_not_by_hand": N_("“{criterion}” follows from what is written down elsewhere and is not ticked by hand."),
    "state_not_chosen": N_("Choose how it stands."),
    "check_in_future": N_("The day {day} has not come yet."),
}


@dataclass(frozen=True)
class RecordCheck(Command[None]):
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
        before = write_check(work.session, stay.id, self.criterion, (self.state, day, note))
        state, on_day, words = before or (State.UNKNOWN, None, "")
        undo = RecordCheck(self.person_id, self.criterion, state, on_day, words)
        return Done(CHANGED, undo=undo, about=(self.person_id,))
