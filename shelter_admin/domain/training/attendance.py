"""Attendance at a class: codes, own days, and the figures over a person's own sessions.

Own sessions are those held since joining, within the stay, not on a day off (domain notes 2.7). Nobody who is
unmarked is ever filled in; the rate is of the sessions marked.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shelter_admin.domain.words import N_

LEAST_RATE: Final = 0.75  # usual where the readiness policy says nothing (domain notes 2.7)


class Attendance(StrEnum):
    """The codes of a class (domain notes 2.7); presence at a roll-call never fills them."""

    PRESENT = "H"
    SICK = "S"
    EXCUSED = "I"
    ABSENT = "A"


ATTENDANCE_NAMES: Final[Mapping[Attendance, str]] = {
    Attendance.PRESENT: N_("present"),
    Attendance.SICK: N_("sick"),
    Attendance.EXCUSED: N_("excused"),
    Attendance.ABSENT: N_("absent"),
}

_WRITTEN: Final[Mapping[str, Attendance]] = {
    **dict.fromkeys(("h", "v", ".", "√", "✓", "✔", "hadir"), Attendance.PRESENT),
    **dict.fromkeys(("s", "sakit"), Attendance.SICK),
    **dict.fromkeys(("i", "izin", "ijin"), Attendance.EXCUSED),
    **dict.fromkeys(("a", "alpa", "alpha", "alfa"), Attendance.ABSENT),
}


def read_mark(text: str) -> Attendance | None:
    """Read a mark as offices write it: ``H``, ``v``, ``.`` or ``hadir``, in either case; None for anything else."""
    return _WRITTEN.get(text.strip().casefold())


@dataclass(frozen=True, slots=True)
class AttendanceFigures:
    """One person's sessions in numbers.

    ``rate`` is present / marked, None while nothing is marked. ``best_attainable`` counts every unmarked session and
    every one still to come as present; ``may_miss`` tells how many of those may be missed with the rate at the end
    still at the least rate, None while the end of the class is unknown.
    """

    present: int = 0
    excused: int = 0
    sick: int = 0
    absent: int = 0
    unmarked: int = 0
    rate: float | None = None
    best_attainable: float | None = None
    may_miss: int | None = None

    @property
    def marked(self) -> int:
        """How many own sessions are marked."""
        return self.present + self.excused + self.sick + self.absent


def figures_from(
    counts: Mapping[Attendance, int], unmarked: int, to_come: int | None, threshold: float = LEAST_RATE
) -> AttendanceFigures:
    """The figures of counted marks; ``to_come`` are planned sessions not held yet, None without an end."""
    present = counts.get(Attendance.PRESENT, 0)
    marked = sum(counts.values())
    still_open = unmarked + (to_come or 0)
    total = marked + still_open
    return AttendanceFigures(
        present,
        counts.get(Attendance.EXCUSED, 0),
        counts.get(Attendance.SICK, 0),
        counts.get(Attendance.ABSENT, 0),
        unmarked,
        present / marked if marked else None,
        (present + still_open) / total if total else None,
        None if to_come is None else _may_miss(present, still_open, total, threshold),
    )


def _may_miss(present: int, still_open: int, total: int, threshold: float) -> int:
    needed = math.ceil(round(threshold * total, 9))
    return max(0, min(still_open, present + still_open - needed))


def figures_of(
    marks: Mapping[date, Attendance],
    own_days: Collection[date],
    planned_days: Collection[date] | None,
    threshold: float = LEAST_RATE,
) -> AttendanceFigures:
    """The figures over a person's own sessions.

    ``own_days`` are the own days on which a session was opened; marks of other days do not count. ``planned_days``
    are those on which one is still planned, None where the class has no known end; a day in both is counted once.
    """
    held = set(own_days)
    counts = dict.fromkeys(Attendance, 0)
    for day in held & marks.keys():
        counts[marks[day]] += 1
    to_come = None if planned_days is None else len(set(planned_days) - held)
    return figures_from(counts, len(held) - sum(counts.values()), to_come, threshold)


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The days on which a person belongs to a class: since joining, to the end of it, within the stay.

    An unknown joining goes back to the admission, an unknown admission as far as the class does.
    """

    joined_on: date | None = None
    ended_on: date | None = None
    admitted_on: date | None = None
    left_on: date | None = None
    left: bool = False

    @property
    def first(self) -> date:
        """The first own day."""
        return max(self.joined_on or date.min, self.admitted_on or date.min)

    @property
    def last(self) -> date:
        """The last own day; the day of leaving is one. Who left on an unknown day has none that is certain."""
        if self.left and self.left_on is None and self.ended_on is None:
            return date.min
        return min(self.ended_on or date.max, self.left_on or date.max)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def planned(weekdays: str, first: date, last: date, off: Collection[date] = ()) -> list[date]:
    """The days from first to last on which the class is due: its weekdays (ISO digits) without the days off."""
    days = (last - first).days + 1
    due = (first + timedelta(days=step) for step in range(max(0, days)))
    return [day for day in due if str(day.isoweekday()) in weekdays and day not in off]


def streak_of(marks: Mapping[date, Attendance]) -> int:
    """How often somebody was absent without word in a row up to the newest mark."""
    count = 0
    for day in sorted(marks, reverse=True):
        if marks[day] is not Attendance.ABSENT:
            break
        count += 1
    return count
