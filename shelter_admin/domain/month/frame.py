"""Which days a month's figures look at."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused

_PERIOD: Final = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class MonthFrame:
    """A calendar month of the panti, looked at from a day.

    ``through`` is the last day counted: the month's last, or today while the month still runs.
    """

    first: date
    last: date
    through: date

    @property
    def period(self) -> str:
        """The month as ``2026-10``."""
        return f"{self.first.year:04}-{self.first.month:02}"

    @property
    def running(self) -> bool:
        """Say whether figures of this month may still change by the mere passing of days."""
        return self.through < self.last

    @property
    def nights(self) -> int:
        """How many nights are counted."""
        return (self.through - self.first).days + 1

    @property
    def year_begins(self) -> date:
        """The first day of the fiscal year, which is the calendar year (UU 17/2003 article 4)."""
        return date(self.first.year, 1, 1)


def frame_of(period: str, today: date) -> MonthFrame:
    """Read ``2026-10``. Refused ``period_unclear``, and ``month_not_begun`` for one that lies ahead."""
    read = _PERIOD.fullmatch(period.strip())
    if read is None or not 1900 <= int(read[1]) < 2200 or not 1 <= int(read[2]) <= 12:
        raise Refused("period_unclear", field="period")
    year, month = int(read[1]), int(read[2])
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if first > today:
        raise Refused("month_not_begun", field="period", month=period.strip())
    return MonthFrame(first, last, min(last, today))


def require_over(frame: MonthFrame, today: date) -> None:
    """Refuse ``month_not_over`` until the month's last day is past: only then can nothing of it still come."""
    if today <= frame.last:
        raise Refused("month_not_over", field="period", last=frame.last)
