"""Dates, clocks, numbers and money as Indonesian offices write them, on screen and on paper.

Dates are ``21 November 2026`` in text and ``21-11-2026`` in tables; the clock has 24 hours and a dot (``20.00``).
Nothing is loaded for it: month names are words like any other.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from shelter_admin.domain.words import ENGLISH, N_, _, spoken

MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
DAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def long_date(day: date) -> str:
    """Write a date in running text: ``21 November 2026``."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def day_and_date(day: date) -> str:
    """Write a date with its weekday: ``Sabtu, 21 November 2026``."""
    return f"{_(DAYS[day.weekday()])}, {long_date(day)}"


def month_and_year(day: date) -> str:
    """Write a month: ``November 2026``."""
    return f"{_(MONTHS[day.month - 1])} {day.year}"


def short_date(day: date) -> str:
    """Write a date in a table or field: ``21-11-2026``."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def clock(moment: time | datetime) -> str:
    """Write a clock time: ``20.00``. An instant must already be in the panti's zone."""
    return f"{moment.hour:02}.{moment.minute:02}"


def date_and_clock(moment: datetime) -> str:
    """Write an instant, already in the panti's zone, in a table or footer: ``21-11-2026 20.00``."""
    return f"{short_date(moment)} {clock(moment)}"


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Write a number: ``1.234,5`` in Indonesian, ``1,234.5`` in English; all its decimals unless told how many."""
    plain = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    plain = plain.removesuffix(".0") if decimals is None and isinstance(value, float) else plain
    return plain if spoken() == ENGLISH else plain.translate(str.maketrans(",.", ".,"))


def percent(value: float, decimals: int = 0) -> str:
    """Write a share in percent: ``107 %``; the space never breaks the line."""
    return f"{number(value, decimals)}\u00a0%"


def rupiah(value: int) -> str:
    """Write whole rupiah: ``Rp2.000.000``; a debt has its sign in front."""
    return f"{'-' if value < 0 else ''}Rp{number(abs(value))}"
