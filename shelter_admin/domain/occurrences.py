"""What happened in the house (kejadian): its kind, who had part in it, what was done and what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

LONGEST_TEXT: Final = 4000
LONGEST_LINE: Final = 200


class OccurrenceKind(StrEnum):
    """What kind of thing happened."""

    FIGHT = "fight"
    INJURY = "injury"
    ILLNESS = "illness"
    SELF_HARM = "self_harm"
    RUNAWAY = "runaway"
    THEFT = "theft"
    DAMAGE = "damage"
    FIRE = "fire"
    VISITOR = "visitor"
    DEATH = "death"
    OTHER = "other"


OCCURRENCE_NAMES: Final[Mapping[OccurrenceKind, str]] = MappingProxyType(
    {
        OccurrenceKind.FIGHT: N_("Fight or violence"),
        OccurrenceKind.INJURY: N_("Injury or accident"),
        OccurrenceKind.ILLNESS: N_("Sudden illness"),
        OccurrenceKind.SELF_HARM: N_("Self-harm"),
        OccurrenceKind.RUNAWAY: N_("Running away"),
        OccurrenceKind.THEFT: N_("Theft or loss"),
        OccurrenceKind.DAMAGE: N_("Damage"),
        OccurrenceKind.FIRE: N_("Fire"),
        OccurrenceKind.VISITOR: N_("Trouble with a visitor"),
        OccurrenceKind.DEATH: N_("Death"),
        OccurrenceKind.OTHER: N_("Something else"),
    }
)
GRAVE: Final = frozenset(
    {OccurrenceKind.SELF_HARM, OccurrenceKind.RUNAWAY, OccurrenceKind.FIRE, OccurrenceKind.DEATH, OccurrenceKind.FIGHT}
)


def kind_of(stored: str) -> OccurrenceKind:
    """The kind as it was kept; one of a later version counts as something else."""
    return OccurrenceKind(stored) if stored in set(OccurrenceKind) else OccurrenceKind.OTHER


@dataclass(frozen=True, slots=True)
class Involved:
    """A resident who had part in it, as this reader sees them, and which part."""

    person_id: str
    number: str = ""
    name: str = field(default="", repr=False)
    part: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence; it is open while nobody closed it."""

    occurrence_id: str
    version: int
    at: datetime
    kind: OccurrenceKind
    place: str = field(repr=False)
    what: str = field(repr=False)
    handling: str = field(repr=False)
    follow_up: str = field(repr=False)
    follow_up_by: date | None
    people: tuple[Involved, ...] = ()
    written_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def open(self) -> bool:
        """Say whether something may still be to do."""
        return self.closed_at is None

    def overdue(self, today: date) -> bool:
        """Say whether its follow-up should have been done before today."""
        return self.open and self.follow_up_by is not None and self.follow_up_by < today


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody writes down of an occurrence."""

    at: datetime
    what: str = field(repr=False)
    place: str = field(default="", repr=False)
    handling: str = field(default="", repr=False)
    follow_up: str = field(default="", repr=False)
    follow_up_by: date | None = None


def require_told(told: Told, now: datetime, day: date) -> None:
    """Refuse what is still to come, what is told by no word, a follow-up before the day, or words without end."""
    if told.at > now:
        raise Refused("occurrence_in_future", field="at")
    if not told.what.strip():
        raise Refused("occurrence_untold", field="what")
    if len(told.place) > LONGEST_LINE:
        raise Refused("text_too_long", field="place", most=LONGEST_LINE)
    for name in ("what", "handling", "follow_up"):
        if len(getattr(told, name)) > LONGEST_TEXT:
            raise Refused("text_too_long", field=name, most=LONGEST_TEXT)
    if told.follow_up_by is not None and told.follow_up_by < day:
        raise Refused("follow_up_before", field="follow_up_by", day=day)
    if told.follow_up_by is not None and not told.follow_up.strip():
        raise Refused("follow_up_untold", field="follow_up")


def require_closable(occurrence: Occurrence) -> None:
    """Refuse to close what was never dealt with, or what is closed."""
    if not occurrence.open:
        raise Refused("occurrence_closed")
    if not occurrence.handling.strip():
        raise Refused("occurrence_not_handled", field="handling")
