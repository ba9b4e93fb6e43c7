"""What is arranged before somebody leaves: who receives them, what the family says, the papers, the Dinsos told.

Kinds of reception are the ends of domain notes 3.2, papers of picking up those of 2.3. A family that is not ready is
not forced (3.3), and somebody without a place to go is "ready, but nobody receives", never not ready.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import State
from shelter_admin.domain.words import N_

LONGEST_TEXT: Final = 200
LONGEST_NOTE: Final = 2000


class Reception(StrEnum):
    """Where somebody goes."""

    FAMILY = "family"
    ORIGIN = "origin"
    WORK = "work"
    BUSINESS = "business"
    INSTITUTION = "institution"
    OWN = "own"


RECEPTION_NAMES: Final[Mapping[Reception, str]] = MappingProxyType(
    {
        Reception.FAMILY: N_("to the family"),
        Reception.ORIGIN: N_("to the region of origin"),
        Reception.WORK: N_("to a place of work"),
        Reception.BUSINESS: N_("to a business of their own"),
        Reception.INSTITUTION: N_("to another institution"),
        Reception.OWN: N_("to a place of their own"),
    }
)
RECEIVED: Final = frozenset({Reception.FAMILY, Reception.ORIGIN, Reception.WORK, Reception.INSTITUTION})
"""Where somebody has to be there to receive; who goes to a business or a place of their own receives themselves."""


class PickupPaper(StrEnum):
    """A paper that a family brings when it picks somebody up (domain notes 2.3)."""

    KTP = "ktp"
    KK = "kk"
    LETTER = "letter"
    SCHOOL = "school"
    AGENCY = "agency"
    DINSOS = "dinsos"
    STATEMENT = "statement"


PICKUP_PAPER_NAMES: Final[Mapping[PickupPaper, str]] = MappingProxyType(
    {
        PickupPaper.KTP: N_("copy of the KTP"),
        PickupPaper.KK: N_("copy of the KK"),
        PickupPaper.LETTER: N_("letter of the RT, RW, village or district"),
        PickupPaper.SCHOOL: N_("letter of the school, for a pupil"),
        PickupPaper.AGENCY: N_("recommendation of the agency that brought them"),
        PickupPaper.DINSOS: N_("recommendation of the Dinas Sosial"),
        PickupPaper.STATEMENT: N_("statement with duty stamp, 2 copies"),
    }
)
ALWAYS_ASKED: Final = (PickupPaper.KTP, PickupPaper.KK, PickupPaper.LETTER, PickupPaper.STATEMENT)
"""What every family brings; the others depend on who it is and who brought them."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is written down about a leaving that is prepared; empty is what nobody has written yet."""

    planned_on: date | None = None
    reception: Reception | None = None
    receiver: str = field(default="", repr=False)
    receiver_relation: str = field(default="", repr=False)
    receiver_address: str = field(default="", repr=False)
    receiver_phone: str = field(default="", repr=False)
    region: str = field(default="", repr=False)
    surveyed_on: date | None = None
    surveyed_by: str = field(default="", repr=False)
    survey_willing: bool | None = None
    survey_words: str = field(default="", repr=False)
    pickup_papers: tuple[PickupPaper, ...] = ()
    dinsos: str = field(default="", repr=False)
    dinsos_told_on: date | None = None
    dinsos_letter: str = field(default="", repr=False)
    plan: str = field(default="", repr=False)
    termination_number: str = field(default="", repr=False)
    termination_on: date | None = None

    @property
    def refused(self) -> bool:
        """Say whether the family said no and nobody else receives."""
        return self.survey_willing is False and self.reception in {None, Reception.FAMILY}

    @property
    def received(self) -> bool:
        """Say whether there is a place to go: somebody who receives, of a family one that is willing."""
        if self.reception is None or self.refused:
            return False
        if self.reception is Reception.FAMILY and self.survey_willing is None:
            return False
        return bool(self.receiver.strip()) or self.reception not in RECEIVED

    @property
    def missing_papers(self) -> tuple[PickupPaper, ...]:
        """What a family still has to bring; nobody else brings any."""
        if self.reception is not Reception.FAMILY:
            return ()
        return tuple(one for one in ALWAYS_ASKED if one not in self.pickup_papers)


LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "planned_on": N_("Planned day of leaving"),
        "reception": N_("Goes"),
        "receiver": N_("Who receives"),
        "receiver_relation": N_("What they are to the resident"),
        "receiver_address": N_("Address there"),
        "receiver_phone": N_("Telephone there"),
        "region": N_("Regency or city there"),
        "surveyed_on": N_("Family visited on"),
        "surveyed_by": N_("Visited by"),
        "survey_willing": N_("What the family says"),
        "survey_words": N_("What was seen and said"),
        "pickup_papers": N_("Papers of picking up that are here"),
        "dinsos": N_("Dinas Sosial there"),
        "dinsos_told_on": N_("Told on"),
        "dinsos_letter": N_("Number of the letter to it"),
        "plan": N_("What comes afterwards: work, school, treatment"),
        "termination_number": N_("Number of the letter of termination"),
        "termination_on": N_("Date of that letter"),
    }
)
LONG: Final = frozenset({"survey_words", "plan", "receiver_address"})


def as_values(one: Arrangement) -> dict[str, Any]:
    """An arrangement by its fields."""
    return {item.name: getattr(one, item.name) for item in fields(one)}


def tidied(one: Arrangement) -> Arrangement:
    """Texts without blanks at their ends, papers each once in the order of the list."""
    texts: dict[str, Any] = {name: value.strip() for name, value in as_values(one).items() if type(value) is str}
    return replace(one, **texts, pickup_papers=tuple(paper for paper in PickupPaper if paper in one.pickup_papers))


def require_arrangement(one: Arrangement, today: date) -> None:
    """Refuse a visit, a message or a letter of a day to come, an answer of nobody asked, and words without end."""
    for name in ("surveyed_on", "dinsos_told_on", "termination_on"):
        day = getattr(one, name)
        if day is not None and day > today:
            raise Refused("step_not_done_yet", field=name, today=today)
    if one.survey_willing is not None and one.surveyed_on is None:
        raise Refused("survey_without_day", field="surveyed_on")
    for name, value in as_values(one).items():
        most = LONGEST_NOTE if name in LONG else LONGEST_TEXT
        if isinstance(value, str) and len(value) > most:
            raise Refused("text_too_long", field=name, most=most)


def reception_state(one: Arrangement | None) -> State:
    """What readiness reads of it: a place to go, a family that refuses, or nothing known yet."""
    if one is None:
        return State.UNKNOWN
    if one.refused:
        return State.NOT_MET
    return State.MET if one.received else State.UNKNOWN
