"""The first visit after leaving: another day, who goes, and what was found once it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.departures.arranging import LONGEST_NOTE, LONGEST_TEXT
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.persistence.departures import visits
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.residents import stays

CHANGED: Final = Changes.of(Area.DEPARTURES)
LABELS: Final = {
    "planned_on": N_("Planned for"),
    "visitor": N_("Who visits"),
    "visited_on": N_("Visited on"),
    "words": N_("What was found"),
}


@dataclass(frozen=True, kw_only=True)
class EditVisit(Edit[None]):
    """Change a planned visit, or write down that it was made."""

    needs: ClassVar[Right] = Right.RECORD_LEAVING
    name: ClassVar[str] = N_("visit after leaving")

    visit_id: str
    planned_on: date
    visitor: str = field(default="", repr=False)
    visited_on: date | None = None
    words: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = visits.the_visit(work.session, self.visit_id)
        require_in_sight(work.session, work.sight, row.person_id)
        left = stays.the_stay(work.session, row.stay_id).left_on
        before = visits.visit_values(row)
        mine = {
            "planned_on": self.planned_on,
            "visitor": self.visitor.strip(),
            "visited_on": self.visited_on,
            "words": self.words.strip(),
        }
        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, row)), mine, before)
        _require(agreed, left, work.today)
        for name, value in agreed.items():
            setattr(row, name, value)
        undo = EditVisit(visit_id=row.id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _require(agreed: dict[str, object], left: date | None, today: date) -> None:
    planned, visited = agreed["planned_on"], agreed["visited_on"]
    if isinstance(planned, date) and left is not None and planned < left:
        raise Refused("visit_before_leaving", field="planned_on", left=left)
    if isinstance(visited, date) and not (left or visited) <= visited <= today:
        raise Refused("visited_when", field="visited_on", left=left or "—", today=today)
    for name, most in (("visitor", LONGEST_TEXT), ("words", LONGEST_NOTE)):
        if len(str(agreed[name])) > most:
            raise Refused("text_too_long", field=name, most=most)
