"""Visitors: who came, from where, whom they visit, until when; and how one line of the log is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from shelter_admin.domain.errors import Refused

LONGEST_TEXT: Final = 200
_RELATION: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """One line as typed: the visitor, office, relation, and whom they visit (as written)."""

    visitor: str
    office: str = ""
    relation: str = ""
    resident: str = ""


def read_visit_entry(typed: str) -> VisitEntry:
    """Read ``Siti (adik) > slamet`` or ``Budi, Dinsos Kaltim``: who, where from, what to them, whom they visit."""
    came, _, resident = typed.partition(">")
    found = _RELATION.search(came)
    relation = found[1] if found else ""
    visitor, _, office = _RELATION.sub(" ", came).partition(",")
    return VisitEntry(*(" ".join(part.split()) for part in (visitor, office, relation, resident)))


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of the log; ``resident`` is empty where somebody came to the office."""

    visit_id: str
    visitor: str
    office: str
    relation: str
    phone: str
    person_id: str
    resident: str
    number: str
    came_at: datetime
    left_at: datetime | None = None
    note: str = ""

    @property
    def inside(self) -> bool:
        """Say whether they are still here."""
        return self.left_at is None


@dataclass(frozen=True, slots=True)
class VisitorLog:
    """The log of one day: who is still inside (whenever they came) first, then the others, the newest first."""

    day: date
    visits: tuple[Visit, ...] = field(default=())

    @property
    def inside(self) -> int:
        """How many are still inside."""
        return sum(visit.inside for visit in self.visits)


def inside_first(visits: Iterable[Visit]) -> tuple[Visit, ...]:
    """Sort a log: who is inside on top, each part with the newest first."""
    newest = sorted(visits, key=lambda visit: visit.came_at, reverse=True)
    return tuple(sorted(newest, key=lambda visit: not visit.inside))


def require_sound_visit(visitor: str, *others: str) -> None:
    """Refuse a visitor without a name, or words too long."""
    if not visitor.strip():
        raise Refused("visitor_unnamed", field="visitor")
    if any(len(text) > LONGEST_TEXT for text in (visitor, *others)):
        raise Refused("text_too_long", field="visitor", most=LONGEST_TEXT)
