"""One day of one person from every side: class, practice, leave announced, roll-call, gate and passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from shelter_admin.domain.presence import Mark
from shelter_admin.domain.training.attendance import Attendance
from shelter_admin.domain.training.minutes import AS_PLANNED, Minutes

MOST_JOINT_DAYS: Final = 62
ILL: Final = frozenset({Mark.ILL_IN_BED, Mark.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class Outside:
    """A time outside on one day: from and to as clocks, None where it began before or went on after the day."""

    since: time | None
    until: time | None
    destination: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class JointDay:
    """What is known of a day. ``practice`` names the place; ``by_pass`` says whether a leave pass covers the day."""

    mark: Attendance | None = None
    minutes: Minutes = AS_PLANNED
    practice: str = ""
    announced: Attendance | None = None
    night: Mark | None = None
    outside: tuple[Outside, ...] = ()
    by_pass: bool = False

    @property
    def ill(self) -> bool:
        """Say whether class or roll-call knows of an illness that day."""
        return self.mark is Attendance.SICK or self.night in ILL

    @property
    def away(self) -> bool:
        """Say whether somebody missed the class or practice."""
        return self.mark is not None and self.mark is not Attendance.PRESENT

    @property
    def says_anything(self) -> bool:
        """Say whether the day is worth a line."""
        return bool(
            self.away or self.minutes or self.ill or self.announced or self.outside or self.by_pass or self.practice
        )


@dataclass(frozen=True, slots=True)
class JointRow:
    """One person over the days. ``health`` is what this reader may know of it, None for whoever may know nothing."""

    person_id: str
    number: str
    name: str
    days: Mapping[date, JointDay] = field(default_factory=dict)
    health: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class JointSheet:
    """A class or one person over some days, by name."""

    first: date
    last: date
    rows: tuple[JointRow, ...]
