"""What is measured of occupancy over a month, quarter or year, and who, which beds and which nights are behind it.

Formulas are those of domain notes 7.1. A night is counted at the hour of the night roll-call: whoever is out or on
leave holds the place and counts, told beside as away. Nothing is clamped: more people than places is what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Final

from shelter_admin.domain.beds import BedKind
from shelter_admin.domain.nights import Stretch, shared, stretch, total, united, without
from shelter_admin.domain.spans import Span
from shelter_admin.domain.words import N_


class Measure(StrEnum):
    """One figure of the page of measures."""

    OCCUPANCY = "occupancy"
    BED_DAYS = "bed_days"
    CAPACITY_DAYS = "capacity_days"
    LEFT = "left"
    MEAN_STAY = "mean_stay"
    TURNOVER = "turnover"
    IDLE = "idle"
    OVER = "over"


MEASURE_NAMES: Final = {
    Measure.OCCUPANCY: N_("Occupancy at the hour of roll-call"),
    Measure.BED_DAYS: N_("Nights slept here"),
    Measure.CAPACITY_DAYS: N_("Nights there was a bed for"),
    Measure.LEFT: N_("Stays that ended"),
    Measure.MEAN_STAY: N_("Mean stay of those who left"),
    Measure.TURNOVER: N_("Turnover interval"),
    Measure.IDLE: N_("Nights of idle beds"),
    Measure.OVER: N_("Nights over capacity"),
}

UNITS: Final = {
    Measure.OCCUPANCY: N_("percent"),
    Measure.BED_DAYS: N_("nights"),
    Measure.CAPACITY_DAYS: N_("nights"),
    Measure.LEFT: N_("stays"),
    Measure.MEAN_STAY: N_("days"),
    Measure.TURNOVER: N_("days"),
    Measure.IDLE: N_("nights"),
    Measure.OVER: N_("nights"),
}

FORMULAS: Final = {
    Measure.OCCUPANCY: N_("nights slept here of nights there was a bed for; leave and hospital hold the bed"),
    Measure.BED_DAYS: N_("everybody who held a place, added up over the nights (hari hunian)"),
    Measure.CAPACITY_DAYS: N_("usable beds, added up over the nights; blocked beds and mattresses are none"),
    Measure.LEFT: N_("stays that ended in this time"),
    Measure.MEAN_STAY: N_("days from admission to leaving, over the stays that ended with both days known (ALOS)"),
    Measure.TURNOVER: N_("nights of beds without people, for each stay that ended (TOI); none when over-full"),
    Measure.IDLE: N_("nights on which a usable bed had nobody, added up over the beds"),
    Measure.OVER: N_("nights with more people than usable beds"),
}


@dataclass(frozen=True, slots=True)
class BedTime:
    """A bed with the times it stood there and those in which it could not be used."""

    bed_id: str
    wisma_id: str
    wisma: str
    address: str
    kind: BedKind
    opened: date | None
    closed: date | None
    blocks: tuple[tuple[date | None, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Slept:
    """Somebody's place in a bed for the nights ``[start, end)``."""

    person_id: str
    bed_id: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody not in the house at the hour of roll-call on the nights ``[start, end)``."""

    person_id: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A stay that ended, and the wisma it was in last; the days as far as they are known."""

    stay_id: str
    person_id: str
    wisma_id: str | None
    admitted_on: date | None
    left_on: date | None

    @property
    def days(self) -> int | None:
        """How long it was; in and out on one day is none (the month's return counts alike)."""
        return (self.left_on - self.admitted_on).days if self.left_on and self.admitted_on else None


@dataclass(frozen=True, slots=True)
class NightCount:
    """One night at the hour of roll-call: places held, usable beds, and how many of the people were away."""

    night: date
    occupied: int
    capacity: int
    away: int

    @property
    def over(self) -> int:
        """People beyond capacity."""
        return max(0, self.occupied - self.capacity)

    @property
    def percent(self) -> float | None:
        """Places held of usable beds; may pass 100; None where no bed could be used."""
        return round(100 * self.occupied / self.capacity, 1) if self.capacity else None


@dataclass(frozen=True, slots=True)
class BedsOnRecord:
    """What is on record of beds and people over a span, of the whole house or of what ``of_wisma`` left."""

    span: Span
    beds: tuple[BedTime, ...] = ()
    slept: tuple[Slept, ...] = ()
    outside: tuple[Outside, ...] = ()
    gone: tuple[Gone, ...] = ()

    @property
    def within(self) -> Stretch:
        """The nights that are counted."""
        return self.span.first.toordinal(), self.span.through.toordinal() + 1

    def of_wisma(self, wisma_id: str | None) -> BedsOnRecord:
        """The record of one wisma; None is the whole house."""
        if wisma_id is None:
            return self
        beds = tuple(bed for bed in self.beds if bed.wisma_id == wisma_id)
        own = {bed.bed_id for bed in beds}
        slept = tuple(one for one in self.slept if one.bed_id in own)
        gone = tuple(one for one in self.gone if one.wisma_id == wisma_id)
        return BedsOnRecord(self.span, beds, slept, self.outside, gone)


@dataclass(frozen=True, slots=True)
class IdleBed:
    """A bed and the nights it could have been slept in and was not."""

    bed_id: str
    address: str
    idle: int
    usable: int


@dataclass(frozen=True, slots=True)
class PersonNights:
    """How many nights somebody held a place, and on how many of them they were away."""

    person_id: str
    nights: int
    away: int


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one span, of the whole house or one wisma."""

    span: Span
    wisma_id: str | None
    nights: tuple[NightCount, ...]
    left: int
    mean_stay: float | None
    idle: int

    @property
    def bed_days(self) -> int:
        """Places held, over all nights."""
        return sum(one.occupied for one in self.nights)

    @property
    def capacity_days(self) -> int:
        """Usable beds, over all nights."""
        return sum(one.capacity for one in self.nights)

    @property
    def away(self) -> int:
        """How many of the nights slept here were spent elsewhere, the place being held."""
        return sum(one.away for one in self.nights)

    @property
    def occupancy(self) -> float | None:
        """Bed-days of what the beds allow, in percent; may pass 100."""
        return round(100 * self.bed_days / self.capacity_days, 1) if self.capacity_days else None

    @property
    def turnover(self) -> float | None:
        """Days a bed is empty between two people; None when over-full or nobody left (domain notes 7.1)."""
        if not self.left or self.bed_days > self.capacity_days:
            return None
        return round((self.capacity_days - self.bed_days) / self.left, 1)

    @property
    def over(self) -> int:
        """Nights with more people than usable beds."""
        return sum(bool(one.over) for one in self.nights)

    def value(self, measure: Measure) -> float | None:
        """The figure of a measure; None is shown as ``-``."""
        figures: dict[Measure, float | None] = {
            Measure.OCCUPANCY: self.occupancy,
            Measure.BED_DAYS: self.bed_days,
            Measure.CAPACITY_DAYS: self.capacity_days,
            Measure.LEFT: self.left,
            Measure.MEAN_STAY: self.mean_stay,
            Measure.TURNOVER: self.turnover,
            Measure.IDLE: self.idle,
            Measure.OVER: self.over,
        }
        return figures[measure]


def measures_of(record: BedsOnRecord, wisma_id: str | None = None) -> Measures:
    """Measure a span, of the whole house or of one wisma."""
    own = record.of_wisma(wisma_id)
    days = [one.days for one in own.gone if one.days is not None]
    return Measures(
        own.span,
        wisma_id,
        nightly(own),
        len(own.gone),
        round(sum(days) / len(days), 1) if days else None,
        sum(bed.idle for bed in idle_beds(own)),
    )


def nightly(record: BedsOnRecord) -> tuple[NightCount, ...]:
    """Every night of the span, the first one first."""
    within = record.within
    held = [part for one in record.slept for part in stretch(one.start, one.end, within)]
    usable = [part for bed in record.beds for part in usable_nights(bed, within)]
    away = [part for parts in _away(record).values() for part in parts]
    counts = [_covering(parts, within) for parts in (held, usable, away)]
    return tuple(
        NightCount(record.span.night(at), occupied, capacity, gone)
        for at, (occupied, capacity, gone) in enumerate(zip(*counts, strict=True))
    )


def usable_nights(bed: BedTime, within: Stretch) -> list[Stretch]:
    """The nights on which a bed stood there and could be used; a mattress never counts as a bed."""
    if bed.kind is not BedKind.BED:
        return []
    blocked = [part for start, end in bed.blocks for part in stretch(start, end, within)]
    return without(stretch(bed.opened, bed.closed, within), blocked)


def idle_beds(record: BedsOnRecord) -> tuple[IdleBed, ...]:
    """The beds that stood empty though they could be used, by address."""
    within = record.within
    slept: dict[str, list[Stretch]] = defaultdict(list)
    for one in record.slept:
        slept[one.bed_id] += stretch(one.start, one.end, within)
    made = []
    for bed in record.beds:
        usable = usable_nights(bed, within)
        idle = total(without(usable, slept[bed.bed_id]))
        if idle:
            made.append(IdleBed(bed.bed_id, bed.address, idle, total(usable)))
    return tuple(made)


def person_nights(record: BedsOnRecord) -> tuple[PersonNights, ...]:
    """Everybody who held a place, with their nights; added up they are the bed-days."""
    within = record.within
    nights: dict[str, int] = defaultdict(int)
    for one in record.slept:
        nights[one.person_id] += total(stretch(one.start, one.end, within))
    away = _away(record)
    return tuple(
        PersonNights(person_id, count, total(away.get(person_id, ()))) for person_id, count in nights.items() if count
    )


def nights_over(nights: Iterable[NightCount]) -> tuple[NightCount, ...]:
    """The nights with more people than places."""
    return tuple(one for one in nights if one.over)


def _away(record: BedsOnRecord) -> dict[str, Sequence[Stretch]]:
    """The nights on which each person held a place here and was not in the house."""
    within = record.within
    out: dict[str, list[Stretch]] = defaultdict(list)
    for trip in record.outside:
        out[trip.person_id] += stretch(trip.start, trip.end, within)
    held: dict[str, list[Stretch]] = defaultdict(list)
    for one in record.slept:
        if one.person_id in out:
            held[one.person_id] += stretch(one.start, one.end, within)
    return {person_id: shared(united(parts), out[person_id]) for person_id, parts in held.items()}


def _covering(parts: Iterable[Stretch], within: Stretch) -> list[int]:
    """How many stretches cover each night: steps up and down, added up."""
    first, after = within
    steps = [0] * (after - first + 1)
    for start, end in parts:
        steps[start - first] += 1
        steps[end - first] -= 1
    return list(accumulate(steps))[:-1]
