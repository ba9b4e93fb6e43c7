"""Intakes that come every year: from which day, for how long, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.intake import NO_LIMITS, Intake, require_intake
from shelter_admin.domain.training.records import EVERY_WORKING_DAY
from shelter_admin.domain.training.rules import require_weekdays

MOST_MONTHS: Final = 36


@dataclass(frozen=True, slots=True)
class BatchTemplate:
    """An intake of every year: ``Angkatan I`` from 6 January for six months, on working days."""

    template_id: str
    program_id: str
    name: str
    start_month: int
    start_day: int
    months: int
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""
    intake: Intake = NO_LIMITS

    def days_of(self, year: int) -> tuple[date, date]:
        """The first and last day of the class that begins in this year."""
        first = date(year, self.start_month, self.start_day)
        months = self.start_month - 1 + self.months
        after = date(year + months // 12, months % 12 + 1, self.start_day)
        return first, after - timedelta(days=1)

    def name_of(self, year: int) -> str:
        """What the class of a year is called."""
        return f"{self.name} {year}"


def require_template(template: BatchTemplate) -> None:
    """Refuse a day that not every year has, a length that no course has, and limits that cannot be."""
    if not template.name.strip():
        raise Refused("template_name_missing", field="template_name")
    if not 1 <= template.start_month <= 12 or not 1 <= template.start_day <= 28:
        raise Refused("template_day_unclear", field="start")
    if not 1 <= template.months <= MOST_MONTHS:
        raise Refused("months_out_of_bounds", field="months", most=MOST_MONTHS)
    require_weekdays(template.weekdays)
    require_intake(template.intake)


@dataclass(frozen=True, slots=True)
class IntakesOpened:
    """The classes made of a year's templates, and those that were there before, by their titles."""

    opened: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
