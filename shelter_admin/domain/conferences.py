"""Case conferences (*sidang kasus*): who is spoken about and why, what is recommended, and who does what until when.

A conference proposes and never decides (domain notes 3.3): what it recommends about leaving is one criterion beside
the others, and the head's own word stands apart. Once closed, with the names of those present, it stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness_criteria import State
from shelter_admin.domain.words import N_

LONGEST_PLACE: Final = 120
LONGEST_PRESENT: Final = 1000
LONGEST_QUESTION: Final = 500
LONGEST_WORDS: Final = 2000
LONGEST_WHAT: Final = 500
LONGEST_WHO: Final = 120


class Purpose(StrEnum):
    """Why somebody is spoken about."""

    EXIT = "exit"
    REVIEW = "review"
    PLAN = "plan"
    REFERRAL = "referral"
    OTHER = "other"


PURPOSE_NAMES: Final[Mapping[Purpose, str]] = MappingProxyType(
    {
        Purpose.EXIT: N_("Leaving the house"),
        Purpose.REVIEW: N_("Review of the plan"),
        Purpose.PLAN: N_("First plan"),
        Purpose.REFERRAL: N_("Referral to another house"),
        Purpose.OTHER: N_("Something else"),
    }
)


class Outcome(StrEnum):
    """What the conference says of somebody."""

    RECOMMENDED = "recommended"
    NOT_YET = "not_yet"
    AGREED = "agreed"
    REFERRED = "referred"
    POSTPONED = "postponed"


OUTCOME_NAMES: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.RECOMMENDED: N_("recommended"),
        Outcome.NOT_YET: N_("not yet"),
        Outcome.AGREED: N_("agreed"),
        Outcome.REFERRED: N_("to be referred"),
        Outcome.POSTPONED: N_("postponed"),
    }
)

OUTCOMES: Final[Mapping[Purpose, tuple[Outcome, ...]]] = MappingProxyType(
    {
        Purpose.EXIT: (Outcome.RECOMMENDED, Outcome.NOT_YET, Outcome.REFERRED, Outcome.POSTPONED),
        Purpose.REVIEW: (Outcome.AGREED, Outcome.NOT_YET, Outcome.REFERRED, Outcome.POSTPONED),
        Purpose.PLAN: (Outcome.AGREED, Outcome.NOT_YET, Outcome.POSTPONED),
        Purpose.REFERRAL: (Outcome.REFERRED, Outcome.NOT_YET, Outcome.POSTPONED),
        Purpose.OTHER: (Outcome.AGREED, Outcome.NOT_YET, Outcome.REFERRED, Outcome.POSTPONED),
    }
)
"""What may be said for each purpose, the usual one first."""

CHECKED_AS: Final[Mapping[Outcome, State]] = MappingProxyType(
    {Outcome.RECOMMENDED: State.MET, Outcome.NOT_YET: State.NOT_MET, Outcome.REFERRED: State.NOT_MET}
)
"""What the outcome about leaving writes down as the criterion of the case conference; postponed writes nothing."""


class Why(StrEnum):
    """Why the program suggests somebody for the agenda."""

    PROPOSED = "proposed"
    NO_RECEIVER = "no_receiver"
    WAITS = "waits"
    REVIEW_LATE = "review_late"
    POSTPONED = "postponed"


WHY_NAMES: Final[Mapping[Why, str]] = MappingProxyType(
    {
        Why.PROPOSED: N_("everything but the conference and the head is met"),
        Why.NO_RECEIVER: N_("all is met but a place to go"),
        Why.WAITS: N_("the conference is among what is missing"),
        Why.REVIEW_LATE: N_("no conference or assessment for too long"),
        Why.POSTPONED: N_("postponed by the last conference"),
    }
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a conference asked of somebody until a day, and when it was done."""

    follow_up_id: str
    case_id: str
    person_id: str
    what: str = field(repr=False)
    who: str = ""
    account_id: str | None = None
    account_name: str = ""
    due_on: date | None = None
    done_on: date | None = None
    done_by: str = ""
    name: str = ""
    number: str = ""

    @property
    def doer(self) -> str:
        """Who does it: somebody of the staff, else as it was written."""
        return self.account_name or self.who

    def late(self, today: date) -> bool:
        """Say whether it should have been done by now."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class ConferenceCase:
    """One person on the agenda."""

    case_id: str
    person_id: str
    stay_id: str
    number: str
    name: str
    position: int
    purpose: Purpose
    question: str = field(default="", repr=False)
    outcome: Outcome | None = None
    words: str = field(default="", repr=False)
    follow_ups: tuple[FollowUp, ...] = ()
    snapshot: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Conference:
    """A meeting with its agenda. ``hidden`` counts who is on it and not seen by this reader."""

    conference_id: str
    day: date
    starts_at: str
    place: str
    chaired_by: str
    present: str
    closed_at: datetime | None
    closed_by: str
    cases: tuple[ConferenceCase, ...] = ()
    people: int = 0
    hidden: int = 0

    @property
    def closed(self) -> bool:
        """Say whether it stays as it is."""
        return self.closed_at is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Those present, each once, as they were written: one a line, or parted by semicolons."""
        written = self.present.replace(";", "\n").splitlines()
        return tuple(dict.fromkeys(" ".join(one.split()) for one in written if one.strip()))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody the program thinks the conference should speak about."""

    person_id: str
    number: str
    name: str
    why: Why
    purpose: Purpose
    told: str = ""
    since: date | None = None


def require_outcome(purpose: Purpose, outcome: Outcome | None) -> None:
    """Refuse what a conference cannot say for a purpose."""
    if outcome is not None and outcome not in OUTCOMES[purpose]:
        raise Refused("outcome_unfit", field="outcome", outcome=outcome)


def require_text(text: str, name: str, most: int) -> str:
    """Words as they are kept, without blank ends; refused where there are too many."""
    kept = text.strip()
    if len(kept) > most:
        raise Refused("text_too_long", field=name, most=most)
    return kept


def require_closable(conference: Conference, today: date) -> None:
    """Refuse to close what has nobody on it, nobody present, a case without a word, or a day to come."""
    if not conference.cases:
        raise Refused("agenda_empty")
    if conference.day > today:
        raise Refused("conference_to_come", field="day", day=conference.day)
    if not conference.names:
        raise Refused("present_missing", field="present")
    silent = [one.name for one in conference.cases if one.outcome is None]
    if silent:
        raise Refused("outcome_missing", field="outcome", names=silent[:5])


def later(cases: Sequence[ConferenceCase]) -> int:
    """The place after all that are on the agenda."""
    return max((one.position for one in cases), default=0) + 1
