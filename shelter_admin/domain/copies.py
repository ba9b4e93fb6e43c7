"""Copies of the store: how they are called and which are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

DAYS: Final = 7
WEEKS: Final = 5
MONTHS: Final = 12
ENDING: Final = ".shelter"
_NAME: Final = re.compile(r"(?P<code>[A-Za-z0-9-]+)-(?P<day>\d{8})-(?P<clock>\d{4})(?:-\d+)?\.shelter")


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A copy that was read back whole: where it lies, its size, how many rows each table holds."""

    path: str
    bytes: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy in a folder; ``at`` is the panti's wall clock when it was made."""

    path: str
    at: datetime
    bytes: int


def copy_name(code: str, local: datetime, again: int = 1) -> str:
    """How a copy is called: the panti's code and its wall clock, never anybody's name."""
    return f"{code}-{local:%Y%m%d-%H%M}{'' if again == 1 else f'-{again}'}{ENDING}"


def made_at(name: str, code: str) -> datetime | None:
    """When a copy of this panti was made, read from its file name; None for any other file."""
    found = _NAME.fullmatch(name)
    if found is None or found["code"] != code:
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
