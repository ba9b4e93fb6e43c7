"""The days without classes: the calendar's, as the office edits them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import LONGEST_NAME, Holiday
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, named
from shelter_admin.operations.training.whose import CHANGED
from shelter_admin.persistence.training import holidays

LABELS: Final = {"holiday_name": N_("Name of the holiday"), "off": N_("The office works that day")}


@dataclass(frozen=True)
class Holidays(Query[tuple[Holiday, ...]]):
    """The holidays of a year by day; those of the calendar where the year is not filled yet."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    year: int

    @override
    def run(self, work: Work) -> tuple[Holiday, ...]:
        return tuple(holidays.holidays(work.session, date(self.year, 1, 1), date(self.year, 12, 31)))


@dataclass(frozen=True)
class FillHolidays(Command[int]):
    """Take the calendar's holidays of a year into the table; tells how many. What the office wrote stays."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("holidays of a year")

    year: int

    @override
    def run(self, work: Work) -> Done[int]:
        return Done(CHANGED, holidays.fill(work.session, self.year))


@dataclass(frozen=True)
class SetHoliday(Edit[None]):
    """Make a day a holiday, change its name, or let the office work on it (``off`` False)."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a holiday")

    day: date
    holiday_name: str = field(repr=False)
    off: bool = True

    @override
    def run(self, work: Work) -> Done[None]:
        name = " ".join(self.holiday_name.split())
        if not name:
            raise Refused("holiday_name_missing", field="holiday_name")
        if len(name) > LONGEST_NAME:
            raise Refused("text_too_long", field="holiday_name", most=LONGEST_NAME)
        before = filled(work, self.day)
        fields = Fields(named(LABELS), lambda _key: holidays.holiday_changed(work.session, self.day), _in_words)
        agreed = self.agree(work, fields, {"holiday_name": name, "off": self.off}, holiday_parts(before))
        holidays.put(work.session, Holiday(self.day, agreed["holiday_name"], agreed["off"], by_office=True))
        return Done(CHANGED, undo=PutBackHoliday(self.day, before, holidays.holiday_on(work.session, self.day)))


def holiday_parts(holiday: Holiday | None) -> dict[str, Any]:
    """A day of the table as its form has it; one that is not in the table has no name and is worked."""
    return {
        "holiday_name": holiday.name if holiday is not None else "",
        "off": holiday is not None and holiday.off,
    }


def _in_words(name: str, value: Any) -> str:
    return str(value) if name == "holiday_name" else _("no") if value else _("yes")


@dataclass(frozen=True)
class RemoveHoliday(Command[None]):
    """Take a day out of the holidays; one of the calendar stays in the table as a day on which the office works."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("removal of a holiday")

    day: date

    @override
    def run(self, work: Work) -> Done[None]:
        before = filled(work, self.day)
        if before is None or not before.off:
            raise Refused("holiday_unknown", field="day", day=self.day)
        if before.by_office:
            holidays.drop(work.session, self.day)
        else:
            holidays.put(work.session, replace(before, off=False))
        return Done(CHANGED, undo=PutBackHoliday(self.day, before, holidays.holiday_on(work.session, self.day)))


@dataclass(frozen=True)
class PutBackHoliday(Command[None]):
    """Undo of a change: the table says again of this day what it said before; refused once it says something else."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take back the change of a holiday")

    day: date
    before: Holiday | None = field(default=None, repr=False)
    now: Holiday | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        if holidays.holiday_on(work.session, self.day) != self.now:
            raise Refused("changed_meanwhile")
        if self.before is None:
            holidays.drop(work.session, self.day)
        else:
            holidays.put(work.session, self.before)
        return Done(CHANGED)


def filled(work: Work, day: date) -> Holiday | None:
    """What the table says about a day, once the calendar of its year is in it."""
    if not holidays.is_filled(work.session, day.year):
        holidays.fill(work.session, day.year)
    return holidays.holiday_on(work.session, day)
