"""The days without classes: the calendar's, as the office edits them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.training import Holiday
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work


@dataclass(frozen=True)
class Holidays(Query[tuple[Holiday, ...]]):
    """The holidays of a year by day; those of the calendar where the year is not filled yet."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    year: int

    @override
    def run(self, work: Work) -> tuple[Holiday, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class FillHolidays(Command[int]):
    """Take the calendar's holidays of a year into the table; tells how many. What the office wrote stays."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("holidays of a year")

    year: int

    @override
    def run(self, work: Work) -> Done[int]:
        raise NotImplementedError


@dataclass(frozen=True)
class SetHoliday(Command[None]):
    """Make a day a holiday, change its name, or let the office work on it (``off`` False)."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a holiday")

    day: date
    holiday_name: str = field(repr=False)
    off: bool = True

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class RemoveHoliday(Command[None]):
    """Take a day out of the holidays; one of the calendar stays in the table as a day on which the office works."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("removal of a holiday")

    day: date

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError
