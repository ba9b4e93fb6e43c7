"""Two files that are one person, or are not: what a human decided, and when two files can belong together.

Both records stay as they are. One is kept as the person's file; the other belongs to it, and its stays are read there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.words import N_


class Verdict(StrEnum):
    """What a human decided about two files."""

    SAME = "same"
    DIFFERENT = "different"


VERDICT_NAMES: Final[Mapping[Verdict, str]] = {
    Verdict.SAME: N_("one person, linked"),
    Verdict.DIFFERENT: N_("different people"),
}


@dataclass(frozen=True, slots=True)
class StayDays:
    """The days of one stay as far as they are known; ``open`` while it runs."""

    first: date | None
    last: date | None
    open: bool


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """Two files somebody decided about. Of a link ``first`` is the kept one and ``second`` belongs to it."""

    first: ResidentLine
    second: ResidentLine
    verdict: Verdict
    by: str
    at: datetime
    note: str = field(repr=False, default="")


def require_joinable(kept: Iterable[StayDays], linked: Iterable[StayDays], number: str) -> None:
    """Refuse two files that cannot be one person: both in the house, here on the same days, or the wrong one kept.

    Whoever is in the house is listed and counted under the kept file, so the running stay must be of that one.
    """
    mine, theirs = list(kept), list(linked)
    if any(stay.open for stay in theirs):
        if any(stay.open for stay in mine):
            raise Refused("both_in_house")
        raise Refused("linked_in_house", field="linked_id", number=number)
    for one in mine:
        for other in theirs:
            if (day := _both_on(one, other)) is not None:
                raise Refused("linked_stays_overlap", day=day)


def _both_on(one: StayDays, other: StayDays) -> date | None:
    """The first day on which both stays run; on the day one ends the next may begin; what is unknown says nothing."""
    if one.first is None or other.first is None:
        return None
    begins = max(one.first, other.first)
    for stay in (one, other):
        if not stay.open and (stay.last is None or stay.last <= begins):
            return None
    return begins
