"""An incident with personal data: what, when and how, what was done, who is affected (UU 27/2022 article 46).

Within 3 × 24 hours it is told in writing to those affected and to the authority (lembaga).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.requests import TERM, require_short
from shelter_admin.domain.words import N_


class Touched(StrEnum):
    """A kind of data that an incident touched."""

    IDENTITY = "identity"
    CATEGORY = "category"
    HEALTH = "health"
    CASE_NOTES = "case_notes"
    PHOTO = "photo"
    STAY = "stay"
    TRAINING = "training"


TOUCHED_NAMES: Final[Mapping[Touched, str]] = MappingProxyType(
    {
        Touched.IDENTITY: N_("name, birth, NIK, origin"),
        Touched.CATEGORY: N_("PPKS category"),
        Touched.HEALTH: N_("health"),
        Touched.CASE_NOTES: N_("remarks and decisions"),
        Touched.PHOTO: N_("photos"),
        Touched.STAY: N_("stays, rooms, outings"),
        Touched.TRAINING: N_("training and certificates"),
    }
)


class WhoIsAffected(StrEnum):
    """How the list of affected is made."""

    IN_HOUSE = "in_house"
    EVERYBODY = "everybody"
    SEEN_BY = "seen_by"
    NAMED = "named"


WHO_NAMES: Final[Mapping[WhoIsAffected, str]] = MappingProxyType(
    {
        WhoIsAffected.IN_HOUSE: N_("everybody in the house"),
        WhoIsAffected.EVERYBODY: N_("everybody ever recorded"),
        WhoIsAffected.SEEN_BY: N_("those an account looked at since a day (from the log)"),
        WhoIsAffected.NAMED: N_("people named one by one"),
    }
)


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody whose data an incident touched."""

    person_id: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class IncidentDetails:
    """One incident as it is written down so far; closed ones stay as they are."""

    incident_id: str
    version: int
    found_at: datetime
    what: tuple[Touched, ...]
    affected: tuple[Affected, ...]
    happened: str = field(default="", repr=False)
    handling: str = field(default="", repr=False)
    told_people_on: date | None = None
    told_authority_on: date | None = None
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def due_at(self) -> datetime:
        """The end of the 3 × 24 hours in which it must be told."""
        return self.found_at + TERM

    @property
    def told(self) -> bool:
        """Say whether the people and the authority were told."""
        return self.told_people_on is not None and self.told_authority_on is not None

    def overdue(self, now: datetime) -> bool:
        """Say whether it is still to be told although the term is over."""
        return self.closed_at is None and not self.told and now > self.due_at


def require_incident(what: tuple[Touched, ...], happened: str, handling: str) -> None:
    """Refuse an incident that does not say what data and how; what was done may follow."""
    if not what:
        raise Refused("incident_what_missing", field="what")
    if not happened.strip():
        raise Refused("incident_how_missing", field="happened")
    require_short(happened=happened, handling=handling)


def require_closable(incident: IncidentDetails) -> None:
    """Refuse to close what is not told to both, or without what was done about it."""
    if not incident.handling.strip():
        raise Refused("incident_handling_missing", field="handling")
    if not incident.told:
        raise Refused("incident_not_told")
