"""Field practice (PBK, magang): on its days the class is at a named place, and those days count instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.attendance import Attendance, OwnDays, planned

LONGEST_PRACTICE: Final = 366


@dataclass(frozen=True, slots=True)
class Practised:
    """Somebody's practice as far as attendance counts it: the days of it, and those marked.

    On every day of a practice the class's own session does not count. A marked day counts, whatever weekday it is; a
    day on which the class would meet, neither marked nor a day off, is unmarked once it has come.
    """

    spans: tuple[tuple[date, date], ...] = ()
    marks: Mapping[date, Attendance] = field(default_factory=dict)
    weekdays: str = ""

    def __contains__(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def marked(self, own: OwnDays, first: date, last: date) -> dict[date, Attendance]:
        """The own days of these that are marked."""
        return {day: mark for day, mark in self.marks.items() if first <= day <= last and day in own and day in self}

    def due(self, own: OwnDays, off: Collection[date], first: date, last: date) -> list[date]:
        """The own days of these on which somebody is awaited at practice and not marked yet."""
        days = {
            day
            for begin, end in self.spans
            for day in planned(self.weekdays, max(begin, first), min(end, last), off)
            if day in own and day not in self.marks
        }
        return sorted(days)


NO_PRACTICE: Final = Practised()


@dataclass(frozen=True, slots=True)
class PracticePlace:
    """A workshop, shop or office that takes people for practice. ``people`` are there today."""

    place_id: str
    name: str
    trade: str = ""
    address: str = ""
    contact: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    closed_on: date | None = None
    people: int = 0


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """Somebody's practice with its days: ``due`` are those without a mark that have come.

    Where and with whom somebody confidential practises, and what came of it, is not ``told`` to everybody.
    """

    practice_id: str
    enrolment_id: str
    person_id: str
    number: str
    name: str
    place_id: str
    place: str
    first: date
    last: date
    mentor: str
    outcome: str
    marks: Mapping[date, Attendance] = field(default_factory=dict)
    due: tuple[date, ...] = ()
    told: bool = True

    def counted(self, mark: Attendance) -> int:
        """How many days carry this mark."""
        return sum(one is mark for one in self.marks.values())


def require_practice(first: date, last: date) -> None:
    """Refuse practice that ends before it begins, or is longer than a year."""
    if last < first:
        raise Refused("practice_days_unclear", field="last")
    if (last - first).days >= LONGEST_PRACTICE:
        raise Refused("practice_too_long", field="last", most=LONGEST_PRACTICE)


def require_practice_day(day: date, first: date, last: date, today: date) -> None:
    """Refuse to mark a day outside the practice or still to come."""
    if not first <= day <= last:
        raise Refused("not_a_practice_day", field="day", day=day, first=first, last=last)
    if day > today:
        raise Refused("session_in_future", field="day", day=day)
