"""Copies of the store: how they are called, which are kept, when one is tried, and what asks for attention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shelter_admin.domain.errors import Failure

DAYS: Final = 7
WEEKS: Final = 5
MONTHS: Final = 12
ENDING: Final = ".shelter"
FRESH_DAYS: Final = 2  # so long a copy is new enough
REHEARSE_DAYS: Final = 30
REHEARSED_DAYS: Final = 40  # so long a rehearsal is believed
_NAME: Final = re.compile(r"(?P<code>[A-Za-z0-9-]+)-(?P<day>\d{8})-(?P<clock>\d{4})(?:-\d+)?\.shelter")


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A copy that was read back whole: where it lies, its size, how many rows each table holds."""

    path: str
    bytes: int
    rows: Mapping[str, int]
    sticks: tuple[StickCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class StickCopy:
    """What became of the copy for one stick: where it lies now, or what stood in the way."""

    stick: str
    path: str = ""
    trouble: Failure | None = None


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy in a folder; ``at`` is the panti's wall clock when it was made."""

    path: str
    at: datetime
    bytes: int


class Outcome(StrEnum):
    """How a rehearsal went."""

    GOOD = "good"
    DIFFERS = "differs"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a rehearsal found, by its code and the facts its sentence needs."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A copy opened as a scratch store: the panti's wall clock of the copy, and all that was found.

    ``at`` is the instant of the rehearsal; what was counted is known only right after it.
    """

    copy_at: datetime
    at: datetime
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    path: str = ""
    rows: int = 0
    entries: int = 0
    certificates: int = 0


class Attention(StrEnum):
    """What about the copies asks for attention."""

    NO_COPY = "no_copy"
    OLD_COPY = "old_copy"
    REHEARSAL_FAILED = "rehearsal_failed"
    REHEARSAL_OLD = "rehearsal_old"


def attention(
    newest: datetime | None, last: Rehearsal | None, today: date, rehearsed_on: date | None
) -> Attention | None:
    """What asks for attention, the worst first; a store that never rehearsed does so by itself within the hour."""
    if newest is None:
        return Attention.NO_COPY
    if (today - newest.date()).days > FRESH_DAYS:
        return Attention.OLD_COPY
    if last is None or rehearsed_on is None:
        return None
    if last.outcome is not Outcome.GOOD:
        return Attention.REHEARSAL_FAILED
    return Attention.REHEARSAL_OLD if (today - rehearsed_on).days > REHEARSED_DAYS else None


def rehearsal_due(newest: datetime | None, last: Rehearsal | None, today: date, rehearsed_on: date | None) -> bool:
    """Say whether a copy is to be tried: once a month, and again with a newer one where the last one failed."""
    if newest is None:
        return False
    if last is None or rehearsed_on is None:
        return True
    if last.outcome is not Outcome.GOOD and newest > last.copy_at:
        return True
    return (today - rehearsed_on).days >= REHEARSE_DAYS or rehearsed_on > today


def copy_name(code: str, local: datetime, again: int = 1) -> str:
    """How a copy is called: the panti's code and its wall clock, never anybody's name."""
    return f"{code}-{local:%Y%m%d-%H%M}{'' if again == 1 else f'-{again}'}{ENDING}"


def made_at(name: str, code: str = "") -> datetime | None:
    """When a copy of this panti (of any, without a code) was made, by its file name; None for any other file."""
    found = _NAME.fullmatch(name)
    if found is None or code not in ("", found["code"]):
        return None
    try:
        return datetime.strptime(found["day"] + found["clock"], "%Y%m%d%H%M")  # noqa: DTZ007 - the panti's wall clock
    except ValueError:
        return None


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """Choose which copies stay: the newest of each of the last 7 days, 5 weeks and 12 months that have any.

    The newest copy always stays, and a pause of months takes nothing away.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = _newest_of(newest_first, lambda moment: moment.date(), DAYS)
    kept |= _newest_of(newest_first, lambda moment: moment.isocalendar()[:2], WEEKS)
    return kept | _newest_of(newest_first, lambda moment: (moment.year, moment.month), MONTHS)


def _newest_of(newest_first: list[datetime], period: Callable[[datetime], object], most: int) -> set[datetime]:
    kept: dict[object, datetime] = {}
    for moment in newest_first:
        kept.setdefault(period(moment), moment)
    return set(list(kept.values())[:most])
