"""Months, quarters and years over which occupancy is measured."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

_SPAN: Final = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])))?")


class SpanKind(StrEnum):
    """How long a time is looked at."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


SPAN_NAMES: Final = {
    SpanKind.MONTH: N_("Month"),
    SpanKind.QUARTER: N_("Quarter"),
    SpanKind.YEAR: N_("Year"),
}
_MONTHS: Final = {SpanKind.MONTH: 1, SpanKind.QUARTER: 3, SpanKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar days of the panti from ``first`` to ``last``; ``through`` is the last one counted, today at most."""

    kind: SpanKind
    first: date
    last: date
    through: date

    @property
    def key(self) -> str:
        """The span as it is typed: ``2026-10``, ``2026-Q4``, ``2026``."""
        if self.kind is SpanKind.YEAR:
            return f"{self.first.year:04}"
        if self.kind is SpanKind.QUARTER:
            return f"{self.first.year:04}-Q{(self.first.month + 2) // 3}"
        return f"{self.first.year:04}-{self.first.month:02}"

    @property
    def nights(self) -> int:
        """How many nights are counted."""
        return (self.through - self.first).days + 1

    @property
    def running(self) -> bool:
        """Say whether figures may still change by the mere passing of days."""
        return self.through < self.last

    def night(self, at: int) -> date:
        """The night counted as number ``at``, the first being 0."""
        return self.first + timedelta(days=at)


def span_around(kind: SpanKind, day: date, today: date) -> Span:
    """The month, quarter or year that a day lies in; refused ``span_not_begun`` where it lies ahead of today."""
    months = _MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    month = first.month + months - 1
    last = date(first.year, month, calendar.monthrange(first.year, month)[1])
    if first > today:
        raise Refused("span_not_begun", field="span", first=first)
    return Span(kind, first, last, min(last, today))


def span_of(typed: str, today: date) -> Span:
    """Read ``2026-10``, ``2026-Q4`` or ``2026``. Refused ``span_unclear`` and ``span_not_begun``."""
    read = _SPAN.fullmatch(typed.strip().upper())
    if read is None or not 1900 <= int(read[1]) < 2200 or not 1 <= int(read[2] or 1) <= 12:
        raise Refused("span_unclear", field="span")
    year = int(read[1])
    if read[2]:
        return span_around(SpanKind.MONTH, date(year, int(read[2]), 1), today)
    if read[3]:
        return span_around(SpanKind.QUARTER, date(year, 3 * int(read[3]) - 2, 1), today)
    return span_around(SpanKind.YEAR, date(year, 1, 1), today)
