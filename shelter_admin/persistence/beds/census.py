"""How many held a place on each of the last nights, and how many beds could be used. Two statements, any length."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import BedKind
from shelter_admin.domain.today import Census
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable


def census(session: Session, last: date, nights: int) -> tuple[Census, ...]:
    """The census of each night up to and including ``last``, the earliest first."""
    first = last - timedelta(days=nights - 1)
    occupied = _count(
        session.execute(
            select(PlacementTable.from_night, PlacementTable.until_night).where(
                PlacementTable.from_night <= last,
                or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > first),
            )
        ),
        first,
        nights,
    )
    beds = select(BedTable.opened_on, BedTable.closed_on).where(BedTable.kind == BedKind.BED.value)
    usable = _count(session.execute(beds), first, nights)
    blocked = _count(_blocked(session), first, nights)
    return tuple(Census(first + timedelta(days=at), occupied[at], usable[at] - blocked[at]) for at in range(nights))


def _blocked(session: Session) -> list[tuple[date | None, date | None]]:
    """The times in which a bed could not be used, overlapping blocks of one bed joined, cut to the bed's own time."""
    query = (
        select(
            BedBlockTable.bed_id,
            BedBlockTable.from_day,
            BedBlockTable.until_day,
            BedTable.opened_on,
            BedTable.closed_on,
        )
        .join(BedTable, BedTable.id == BedBlockTable.bed_id)
        .where(BedTable.kind == BedKind.BED.value)
    )
    by_bed: dict[str, list[tuple[date, date]]] = {}
    for row in session.execute(query):
        start = max(row.from_day or date.min, row.opened_on or date.min)
        end = min(row.until_day or date.max, row.closed_on or date.max)
        if start < end:
            by_bed.setdefault(row.bed_id, []).append((start, end))
    return [period for periods in by_bed.values() for period in joined(periods)]


def joined(periods: Iterable[tuple[date, date]]) -> list[tuple[date | None, date | None]]:
    """Join periods that overlap, so that no night is counted twice."""
    made: list[tuple[date, date]] = []
    for start, end in sorted(periods):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return list(made)


def _count(periods: Iterable[Any], first: date, nights: int) -> list[int]:
    """How many periods cover each night: steps up and down, added up."""
    steps = [0] * (nights + 1)
    last = first + timedelta(days=nights)
    for start, end in periods:
        begins = max(start, first) if start is not None else first
        ends = min(end, last) if end is not None else last
        if begins < ends:
            steps[(begins - first).days] += 1
            steps[(ends - first).days] -= 1
    return list(accumulate(steps))[:nights]
