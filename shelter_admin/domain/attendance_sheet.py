"""What an office's month sheet of a class says, and whom its names mean; nothing here is saved yet.

A sheet names people only as its trainer knows them. Whoever bears that name alone in the house is meant; a name that
several bear, or that stands twice in the sheet, is asked about; a name that merely sounds alike is only suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from shelter_admin.domain.identity.names import read_name, search_key, sound_key
from shelter_admin.domain.training import Attendance
from shelter_admin.domain.words import N_

_ALIKE: Final = 84
_MOST_SUGGESTED: Final = 4


@dataclass(frozen=True, slots=True)
class DoubtfulCell:
    """A cell that is not taken: its row and column as the spreadsheet shows them, what it holds, and why."""

    row: int
    column: str
    code: str
    text: str = field(repr=False, default="")
    day: date | None = None


CELL_DOUBTS: Final[dict[str, str]] = {
    "mark_unclear": N_("“{text}” is no mark; H, S, I, A, v and a dot can be read."),
    "day_missing": N_("There is a mark but no day over it."),
    "day_not_there": N_("The month has no such day."),
    "row_nameless": N_("There are marks but no name."),
    "row_uncertain": N_("The row may name a person or somebody who signed; nothing in it is a mark."),
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person of a sheet. ``doubtful`` are the days whose cell could not be read; every other day is empty."""

    number: int
    name: str = field(repr=False)
    marks: Mapping[date, Attendance] = field(default_factory=dict)
    own_number: str = field(repr=False, default="")
    doubtful: frozenset[date] = frozenset()

    @property
    def key(self) -> str:
        """The name as it is compared: case, titles and an alias do not count."""
        return search_key(read_name(self.name).name)


@dataclass(frozen=True, slots=True)
class AttendanceReading:
    """A month sheet read to its end. ``title`` is what stands over the table."""

    sheet: str
    title: str
    days: tuple[date, ...]
    rows: tuple[SheetRow, ...] = field(repr=False)
    doubts: tuple[DoubtfulCell, ...] = field(repr=False, default=())

    @property
    def class_days(self) -> frozenset[date]:
        """The days on which somebody is marked."""
        return frozenset(day for row in self.rows for day in row.marks)


@dataclass(frozen=True, slots=True)
class StayDays:
    """A stay and its days, both ends included; an end that is not known is open."""

    stay_id: str
    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def touches(self, first: date, last: date) -> bool:
        """Say whether any of these days lies in it."""
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody in the house in that month; ``seen`` tells whether who asks may know of them."""

    person_id: str
    number: str
    name: str = field(repr=False)
    alias: str = field(repr=False, default="")
    stays: tuple[StayDays, ...] = ()
    seen: bool = True

    def stay_on(self, day: date) -> str | None:
        """The stay this day lies in."""
        return next((stay.stay_id for stay in self.stays if day in stay), None)


class Unmatched(StrEnum):
    """Why nobody was taken for a name."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    TWICE = "twice"
    NOT_ENROLLED = "not_enrolled"


UNMATCHED_WORDS: Final[dict[Unmatched, str]] = {
    Unmatched.UNKNOWN: N_("nobody of this name was in the house that month"),
    Unmatched.SEVERAL: N_("several people bear this name"),
    Unmatched.TWICE: N_("the sheet has this name twice"),
    Unmatched.NOT_ENROLLED: N_("is not enrolled; the head enrols"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that a human must decide: why, and who may be meant."""

    row: SheetRow = field(repr=False)
    why: Unmatched
    candidates: tuple[Bearer, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Matched:
    """A row and the one person it means."""

    row: SheetRow
    person: Bearer


@dataclass(frozen=True, slots=True)
class Matching:
    """Every row of a sheet: whose it is, or why that must be asked."""

    taken: tuple[Matched, ...]
    asked: tuple[Asked, ...]

    def asked_because(self, *why: Unmatched) -> tuple[Asked, ...]:
        """The rows to ask about for these reasons."""
        return tuple(one for one in self.asked if one.why in why)


class HouseNames:
    """Who was in the house in that month, by name as it is compared."""

    def __init__(self, house: Iterable[Bearer]) -> None:
        self._people = tuple(house)
        self._by_key: dict[str, list[Bearer]] = defaultdict(list)
        self._by_number = {person.number.casefold(): person for person in self._people if person.seen}
        for person in self._people:
            self._by_key[search_key(person.name)].append(person)

    def numbered(self, number: str) -> Bearer | None:
        """Who has this number; nobody where who asks may not know of them."""
        return self._by_number.get(number.strip().casefold())

    def named(self, key: str) -> list[Bearer]:
        """Everybody who bears this name, seen or not."""
        return self._by_key.get(key, [])

    def alike(self, row: SheetRow) -> tuple[Bearer, ...]:
        """Whoever may be meant by a name nobody bears: by the sound of it, or by an alias."""
        from rapidfuzz import fuzz

        sound = sound_key(read_name(row.name).name)
        scored = []
        for person in self._people:
            score = max(fuzz.token_sort_ratio(sound, sound_key(told)) for told in (person.name, person.alias or "-"))
            if person.seen and score >= _ALIKE:
                scored.append((-score, person.name, person.number, person))
        return tuple(person for *_order, person in sorted(scored, key=lambda one: one[:3])[:_MOST_SUGGESTED])


def match_people(rows: Sequence[SheetRow], house: HouseNames, chosen: Mapping[str, Bearer]) -> Matching:
    """Tell whom each row means; ``chosen`` are the answers given, by name as it is compared."""
    told: list[Matched | Asked] = [_one(row, house, chosen) for row in rows]
    rows_of: dict[str, list[SheetRow]] = defaultdict(list)
    for one in told:
        if isinstance(one, Matched):
            rows_of[one.person.person_id].append(one.row)
    taken, asked = list[Matched](), list[Asked]()
    for one in told:
        if isinstance(one, Asked):
            asked.append(one)
        elif len(rows_of[one.person.person_id]) > 1:
            asked.append(Asked(one.row, Unmatched.TWICE, (one.person,)))
        else:
            taken.append(one)
    return Matching(tuple(taken), tuple(asked))


def _one(row: SheetRow, house: HouseNames, chosen: Mapping[str, Bearer]) -> Matched | Asked:
    if (picked := chosen.get(row.key)) is not None:
        return Matched(row, picked)
    bearers = house.named(row.key)
    numbered = house.numbered(row.own_number) if row.own_number else None
    if numbered is not None and numbered in bearers:
        return Matched(row, numbered)
    if len(bearers) > 1:
        return Asked(row, Unmatched.SEVERAL, tuple(person for person in bearers if person.seen))
    if bearers and bearers[0].seen:
        return Matched(row, bearers[0])
    suggested = house.alike(row)
    if numbered is not None and numbered not in suggested:
        suggested = (numbered, *suggested)
    return Asked(row, Unmatched.UNKNOWN, suggested)
