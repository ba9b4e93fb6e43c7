"""Counting stays into a month's movements: who was there, who came, who left, who remained, by sex."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.words import N_

UNKNOWN: Final = "unknown"


class Flow(StrEnum):
    """The four counts of a month: ``opening + admitted - left = closing``."""

    OPENING = "opening"
    ADMITTED = "admitted"
    LEFT = "left"
    CLOSING = "closing"


FLOW_NAMES: Final = {
    Flow.OPENING: N_("There at the start"),
    Flow.ADMITTED: N_("Came in"),
    Flow.LEFT: N_("Went out for good"),
    Flow.CLOSING: N_("There at the end"),
}

AGE_GROUPS: Final = ("0-5", "6-17", "18-59", "60+", UNKNOWN)
"""Age groups of the published layouts (domain notes 8); the age is that of the month's last day."""


def age_group(age: int | None) -> str:
    """Sort an age in full years into the groups of the return."""
    if age is None:
        return UNKNOWN
    return "0-5" if age <= 5 else "6-17" if age <= 17 else "18-59" if age <= 59 else "60+"


@dataclass(frozen=True, slots=True)
class Count:
    """People by sex; a sex nobody wrote down is shown, never guessed."""

    male: int = 0
    female: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.male + self.female + self.unknown

    @classmethod
    def of(cls, sexes: Iterable[str | None]) -> Count:
        """Count sexes."""
        listed = list(sexes)
        male, female = listed.count("L"), listed.count("P")
        return cls(male, female, len(listed) - male - female)

    def __add__(self, other: Count) -> Count:
        return Count(self.male + other.male, self.female + other.female, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Movement:
    """The four counts of a month, of the whole house or of one group in it."""

    opening: Count = Count()
    admitted: Count = Count()
    left: Count = Count()
    closing: Count = Count()


@dataclass(frozen=True, slots=True)
class StayFacts:
    """What the month's figures need to know of a stay.

    ``ended`` with no ``left_on`` is a stay that is over on a day nobody knows.
    """

    stay_id: str
    person_id: str
    sex: str | None
    age_group: str
    category: str
    source: str
    reason: str
    admitted_on: date | None
    left_on: date | None
    ended: bool

    @property
    def begins(self) -> date:
        """The day it counts from: one with no known admission was there from before the records began."""
        return self.admitted_on or date.min

    @property
    def ends(self) -> date:
        """The day it counts as left on, ``date.max`` while it runs.

        Ended on a day nobody knows, it counts as left on the day of admission: it is certain to have come and to have
        gone, and no month shows somebody as there of whom that is not known. Without any day it counts in no month.
        """
        if not self.ended:
            return date.max
        return self.left_on or self.begins

    @property
    def dates_unknown(self) -> bool:
        """Say whether a day is missing, so that the return tells how many figures rest on the rule above."""
        return self.admitted_on is None or (self.ended and self.left_on is None)


def in_flow(stay: StayFacts, flow: Flow, frame: MonthFrame) -> bool:
    """Say whether a stay counts there. A stay of one day counts as come and as left, and in nothing else."""
    match flow:
        case Flow.OPENING:
            return stay.begins < frame.first <= stay.ends
        case Flow.ADMITTED:
            return frame.first <= stay.begins <= frame.through
        case Flow.LEFT:
            return frame.first <= stay.ends <= frame.through
        case Flow.CLOSING:
            return stay.begins <= frame.through < stay.ends


def group_of_birth(birth: PartialDate, day: date) -> str:
    """The age group on a day of somebody whose birth is known as far as ``birth`` says."""
    return age_group(birth.age_on(day))
