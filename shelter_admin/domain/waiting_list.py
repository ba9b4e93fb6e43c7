"""Who waits for a place: from the referral letter to the bed, in an order that can be explained to anybody.

Nothing is mandatory at the door (domain notes 2.3): a requirement that is missing is shown, it never stops an offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_requirements import Asked, Requirement, RequirementState
from shelter_admin.domain.words import N_

LONG_WAIT: Final = 14
"""Days after which somebody waits long (the day's page says how many)."""
LONGEST_OFFER: Final = 90
"""Nights for which a bed may be kept at most."""
LONGEST_NOTE: Final = 2000


class ApplicantState(StrEnum):
    """Where an application stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


APPLICANT_STATE_NAMES: Final[Mapping[ApplicantState, str]] = MappingProxyType(
    {
        ApplicantState.WAITING: N_("waiting"),
        ApplicantState.OFFERED: N_("place offered"),
        ApplicantState.ACCEPTED: N_("offer accepted"),
        ApplicantState.ADMITTED: N_("taken in"),
        ApplicantState.DECLINED: N_("declined"),
        ApplicantState.WITHDRAWN: N_("withdrawn"),
    }
)
OPEN_STATES: Final = frozenset({ApplicantState.WAITING, ApplicantState.OFFERED, ApplicantState.ACCEPTED})
"""Those who still wait for a bed."""


class DeclinedBy(StrEnum):
    """Whose word it was."""

    US = "us"
    THEM = "them"


DECLINED_BY_NAMES: Final[Mapping[DeclinedBy, str]] = MappingProxyType(
    {DeclinedBy.US: N_("by us"), DeclinedBy.THEM: N_("by them or their family")}
)


class Need(StrEnum):
    """What the place has to be like; the first four are words for beds too (``bed_tag``)."""

    GROUND_FLOOR = "ground_floor"
    NEAR_TOILET = "near_toilet"
    ISOLATION = "isolation"
    SPECIAL_CARE = "special_care"
    FAMILY = "family"


NEED_NAMES: Final[Mapping[Need, str]] = MappingProxyType(
    {
        Need.GROUND_FLOOR: N_("ground floor"),
        Need.NEAR_TOILET: N_("near the toilet"),
        Need.ISOLATION: N_("isolation"),
        Need.SPECIAL_CARE: N_("special care"),
        Need.FAMILY: N_("room for the whole family"),
    }
)


class PriorityReason(StrEnum):
    """Why somebody comes before others; chosen from this list, never typed."""

    DANGER = "danger"
    VIOLENCE = "violence"
    CHILD_ALONE = "child_alone"
    ELDERLY_ALONE = "elderly_alone"
    ILL = "ill"
    PREGNANT = "pregnant"
    DEADLINE = "deadline"
    HOMELESS = "homeless"


PRIORITY_REASON_NAMES: Final[Mapping[PriorityReason, str]] = MappingProxyType(
    {
        PriorityReason.DANGER: N_("in danger on the street"),
        PriorityReason.VIOLENCE: N_("flees from violence"),
        PriorityReason.CHILD_ALONE: N_("child without an adult"),
        PriorityReason.ELDERLY_ALONE: N_("elderly and alone"),
        PriorityReason.ILL: N_("ill or weak"),
        PriorityReason.PREGNANT: N_("pregnant or with a baby"),
        PriorityReason.DEADLINE: N_("referral with a deadline"),
        PriorityReason.HOMELESS: N_("no roof at night"),
    }
)
URGENT: Final = frozenset({PriorityReason.DANGER, PriorityReason.VIOLENCE, PriorityReason.CHILD_ALONE})
"""Reasons that speak for the first priority; any other for the second."""
FIRST: Final = 1
SECOND: Final = 2
LAST: Final = 3
PRIORITY_NAMES: Final[Mapping[int, str]] = MappingProxyType(
    {FIRST: N_("1 · at once"), SECOND: N_("2 · soon"), LAST: N_("3 · in turn")}
)
ORDER_EXPLAINED: Final = N_("In order of priority, then of the day by which an answer is due, then of the days waited.")


def priority_of(reasons: Iterable[PriorityReason]) -> int:
    """The priority that these reasons speak for; without any, the last."""
    held = frozenset(reasons)
    return FIRST if held & URGENT else SECOND if held else LAST


def require_priority(priority: int, reasons: Iterable[PriorityReason]) -> None:
    """Refuse a number that is no priority, and one before others without a reason."""
    if priority not in PRIORITY_NAMES:
        raise Refused("priority_unknown", field="priority")
    if priority != LAST and not tuple(reasons):
        raise Refused("priority_without_reason", field="reasons")


def require_days(asked_on: date, letter_on: date | None, answer_by: date | None, today: date) -> None:
    """Refuse an application or letter of a day to come, and an answer due before it was asked."""
    if asked_on > today:
        raise Refused("application_in_future", field="asked_on", day=asked_on)
    if letter_on is not None and letter_on > today:
        raise Refused("letter_in_future", field="letter_on", day=letter_on)
    if answer_by is not None and answer_by < (letter_on or asked_on):
        raise Refused("answer_before_asked", field="answer_by", day=answer_by)


def require_open(state: ApplicantState) -> None:
    """Refuse to go on with an application that is closed."""
    if state not in OPEN_STATES:
        raise Refused("application_closed", state=state)


def require_offer(from_night: date, until: date, night: date) -> None:
    """Refuse nights that are over, in the wrong order, or more than anybody keeps a bed for."""
    if from_night < night:
        raise Refused("offer_over", field="from_night", day=from_night)
    if until < from_night:
        raise Refused("offer_ends_before", field="until", day=until)
    if (until - from_night).days >= LONGEST_OFFER:
        raise Refused("offer_too_long", field="until", most=LONGEST_OFFER)


@dataclass(frozen=True, slots=True)
class Offer:
    """The bed kept for an applicant, from a night through the last one (``until``)."""

    booking_id: str
    bed_id: str
    bed: str
    from_night: date
    until: date

    def over_on(self, night: date) -> bool:
        """Say whether the bed is kept no longer on that night."""
        return self.until < night


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement as it stands with one applicant; what nobody wrote down stands as it usually is."""

    requirement: Requirement
    state: RequirementState
    note: str = field(default="", repr=False)
    asked: Asked = Asked.USUALLY
    written: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody asked in for, as this reader may see them: None where the reader may not."""

    applicant_id: str
    version: int
    name: str = field(repr=False)
    alias: str = field(default="", repr=False)
    sex: Sex = Sex.UNKNOWN
    birth_text: str = field(default="", repr=False)
    birth_year: int | None = None
    origin_code: str | None = None
    origin_text: str = field(default="", repr=False)
    nik_text: str | None = field(default="", repr=False)
    category: str | None = None
    needs: tuple[Need, ...] = ()
    person_id: str | None = None
    number: str = ""
    source: Source | None = None
    source_text: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    letter_number: str = field(default="", repr=False)
    letter_on: date | None = None
    answer_by: date | None = None
    asked_on: date
    wanted_from: date | None = None
    priority: int = LAST
    reasons: tuple[PriorityReason, ...] = ()
    state: ApplicantState = ApplicantState.WAITING
    state_on: date
    declined_by: DeclinedBy | None = None
    state_reason: str = field(default="", repr=False)
    remark: str | None = field(default="", repr=False)
    offer: Offer | None = None
    missing: int = 0

    def waited(self, today: date) -> int:
        """Days since a place was asked for, up to the day it was settled."""
        end = today if self.state in OPEN_STATES else min(self.state_on, today)
        return max(0, (end - self.asked_on).days)

    def age_on(self, today: date) -> int | None:
        """Years, as far as the year of birth tells."""
        return None if self.birth_year is None else max(0, today.year - self.birth_year)

    def offer_ends(self, night: date) -> int | None:
        """Nights the offer still holds after this one; below nought once it is over; None without an offer."""
        return None if self.offer is None or self.state not in OPEN_STATES else (self.offer.until - night).days


def in_order(applicants: Iterable[Applicant]) -> list[Applicant]:
    """Those who wait, in the order told by ``ORDER_EXPLAINED``; then who is settled, the newest first."""
    waiting: list[Applicant] = []
    settled: list[Applicant] = []
    for one in applicants:
        (waiting if one.state in OPEN_STATES else settled).append(one)
    waiting.sort(key=lambda one: (one.priority, one.answer_by or date.max, one.asked_on, one.name.casefold()))
    settled.sort(key=lambda one: (-one.state_on.toordinal(), one.name.casefold()))
    return waiting + settled


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The list as one reader may see it; ``veiled`` open ones are confidential and stand here only as a number."""

    applicants: tuple[Applicant, ...]
    veiled: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """How many people of one sex, with these needs, wait for a place from a day on (None: from now on).

    ``offered`` ones have a bed kept for them already, so they must not be counted against free beds twice.
    """

    sex: Sex
    needs: tuple[Need, ...]
    from_day: date | None
    offered: bool
    people: int


def demand_on(demand: Iterable[Demand], day: date, *, sex: Sex | None = None, need: Need | None = None) -> int:
    """How many will wait for a place without a bed kept for them by that day, of one sex or with one need."""
    return sum(
        one.people
        for one in demand
        if not one.offered
        and (one.from_day is None or one.from_day <= day)
        and (sex is None or one.sex is sex)
        and (need is None or need in one.needs)
    )


def through(until: date) -> date:
    """The night before which a bed kept through a last night is free again."""
    return until + timedelta(days=1)
