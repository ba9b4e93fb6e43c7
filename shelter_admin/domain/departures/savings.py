"""What somebody saves in the house: what is put aside, taken out, paid at leaving. It is never less than nothing.

Entries are only added: a mistake is put right by another one. The days they belong to may lie back, so what is there
is looked at on every day, not only at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused

MOST: Final = 1_000_000_000
LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True)
class Saving:
    """One entry: rupiah put aside, or taken out where it is negative; paid at leaving where it has its receipt."""

    saving_id: str
    on_day: date
    amount: int
    note: str = field(default="", repr=False)
    written_by: str = ""
    handover_id: str | None = None
    balance: int = 0


def lowest_from(entries: Iterable[tuple[date, int]], day: date) -> int:
    """The least there ever is at the end of a day, from this day on; that much can be taken out on it."""
    before = 0
    later: dict[date, int] = {}
    for on_day, amount in entries:
        if on_day <= day:
            before += amount
        else:
            later[on_day] = later.get(on_day, 0) + amount
    lowest = running = before
    for on_day in sorted(later):
        running += later[on_day]
        lowest = min(lowest, running)
    return lowest


def require_amount(amount: int, note: str) -> None:
    """Refuse nothing at all, a sum nobody saves in a shelter, and a note without end."""
    if amount == 0 or abs(amount) > MOST:
        raise Refused("amount_unclear", field="amount", most=MOST)
    if len(note) > LONGEST_NOTE:
        raise Refused("text_too_long", field="note", most=LONGEST_NOTE)


def require_covered(entries: Iterable[tuple[date, int]], day: date, amount: int) -> None:
    """Refuse to take out more than there is, on that day or ever since."""
    there = lowest_from(entries, day)
    if amount < 0 and there + amount < 0:
        raise Refused("saving_not_covered", field="amount", there=there)


def require_day(day: date, today: date) -> None:
    """Refuse an entry of a day to come."""
    if day > today:
        raise Refused("saving_in_future", field="on_day", today=today)
