"""Medicines at their hours: carers see the hours and the note for them, the health officer the medicine itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import read_clock
from shelter_admin.domain.settings import Panti

LONGEST_TEXT: Final = 500
SOON: Final = timedelta(hours=2)
MOST_HOURS: Final = 12


@dataclass(frozen=True, slots=True)
class Medication:
    """A medicine of one resident. ``medicine``, ``dose`` and ``note`` are None to who may not see them."""

    medication_id: str
    person_id: str
    hours: tuple[time, ...]
    carer_note: str = field(repr=False)
    from_day: date
    until_day: date | None = None
    medicine: str | None = field(default=None, repr=False)
    dose: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)

    def given_on(self, day: date) -> bool:
        """Say whether it is given on a day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


@dataclass(frozen=True, slots=True)
class DueLine:
    """Somebody whose medicine is due, by its hour."""

    medication_id: str
    person_id: str
    number: str
    name: str = field(repr=False)
    bed: str
    at: datetime
    carer_note: str = field(default="", repr=False)
    outside: bool = False


def read_hours(text: str) -> tuple[time, ...]:
    """Read hours as typed, ``7.00 13.00 19.00`` with spaces or commas; refused unless each is a clock, none twice."""
    words = text.replace(",", " ").replace(";", " ").split()
    try:
        hours = tuple(sorted(read_clock(word) for word in words))
    except Refused as refused:
        raise Refused("hours_unclear", field="hours") from refused
    if not hours or len(set(hours)) != len(hours) or len(hours) > MOST_HOURS:
        raise Refused("hours_unclear", field="hours")
    return hours


def plain_hours(hours: Sequence[time]) -> list[str]:
    """The hours as they are kept."""
    return [f"{hour:%H:%M}" for hour in sorted(hours)]


def hours_from(plain: Sequence[str]) -> tuple[time, ...]:
    """The hours as they were kept."""
    return tuple(sorted(time.fromisoformat(hour) for hour in plain))


def due_between(
    hours: Sequence[time], days: tuple[date, date | None], span: tuple[datetime, datetime], panti: Panti
) -> list[datetime]:
    """The instants within ``[from, until)`` at which a medicine of these hours and days is given, in order."""
    begins, ends = span
    found = []
    day = panti.day_of(begins)
    while day <= panti.day_of(ends):
        if days[0] <= day and (days[1] is None or day <= days[1]):
            found += [panti.instant(day, hour) for hour in hours]
        day += timedelta(days=1)
    return sorted(moment for moment in found if begins <= moment < ends)


def require_medication(medicine: str, texts: Sequence[str], from_day: date, until_day: date | None) -> None:
    """Refuse a medicine without a name, a last day before the first, or words without end."""
    if not medicine.strip():
        raise Refused("medicine_unnamed", field="medicine")
    if any(len(text) > LONGEST_TEXT for text in (medicine, *texts)):
        raise Refused("text_too_long", field="note", most=LONGEST_TEXT)
    if until_day is not None and until_day < from_day:
        raise Refused("medicine_ends_before", field="until_day", from_day=from_day)
