"""Things the house keeps for a resident, until they are given back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused

LONGEST_TEXT: Final = 200
MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Belonging:
    """One thing, or several of the same."""

    belonging_id: str
    person_id: str
    what: str = field(repr=False)
    count: int
    kept_where: str
    received_on: date
    written_by: str = ""
    returned_on: date | None = None
    returned_to: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @property
    def kept(self) -> bool:
        """Say whether the house still has it."""
        return self.returned_on is None


def require_belonging(what: str, count: int, texts: tuple[str, ...]) -> None:
    """Refuse a thing without a name, none or too many of it, or words without end."""
    if not what.strip():
        raise Refused("belonging_unnamed", field="what")
    if not 1 <= count <= MOST:
        raise Refused("belonging_count", field="count", most=MOST)
    if any(len(text) > LONGEST_TEXT for text in (what, *texts)):
        raise Refused("text_too_long", field="what", most=LONGEST_TEXT)


def require_return(to: str, day: date, received_on: date, today: date) -> None:
    """Refuse to give back to nobody, before it came, or on a day to come."""
    if not to.strip():
        raise Refused("returned_to_nobody", field="returned_to")
    if not received_on <= day <= today:
        raise Refused("returned_when", field="returned_on", received=received_on, today=today)
