"""Occupancy over a month, quarter or year: its measures, who and what is behind each, and the workbook of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.measures import (
    BedsOnRecord,
    Gone,
    IdleBed,
    Measure,
    Measures,
    NightCount,
    idle_beds,
    measures_of,
    nightly,
    nights_over,
    person_nights,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.spans import span_of
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.beds.over_time import beds_on_record, first_night, named
from shelter_admin.persistence.presence.nights import outside_at_roll_call

WORDS: dict[str, str] = {
    "span_unclear": N_("Write the time like 2026-10, 2026-Q4 or 2026."),
    "span_not_begun": N_("That time begins on {first}; choose one that has begun."),
}


@dataclass(frozen=True, slots=True)
class OfWisma:
    """The measures of one wisma; without an id those of the whole house."""

    wisma_id: str | None
    wisma: str
    measures: Measures


@dataclass(frozen=True, slots=True)
class OccupancyShown:
    """The whole house first, then every wisma that had a bed or a person; ``since`` is the first night on record."""

    lines: tuple[OfWisma, ...]
    since: date | None

    @property
    def house(self) -> Measures:
        """The measures of the whole house."""
        return self.lines[0].measures


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody behind a figure: their nights and how many of them away, or the stay that ended and its days."""

    person_id: str
    number: str
    name: str = field(repr=False)
    sex: str | None
    amount: int | None
    away: int | None = None
    admitted_on: date | None = None
    left_on: date | None = None
    stay_id: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a figure: nights, people or beds. ``unseen`` people are not shown to this reader by name."""

    measure: Measure
    nights: tuple[NightCount, ...] = ()
    people: tuple[PersonLine, ...] = ()
    beds: tuple[IdleBed, ...] = ()
    unseen: int = 0


@dataclass(frozen=True)
class OccupancyOver(Query[OccupancyShown]):
    """The measures over ``2026-10``, ``2026-Q4`` or ``2026``, of the house and of each wisma."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    span: str

    @override
    def run(self, work: Work) -> OccupancyShown:
        return _shown(_record(work, self.span), first_night(work.session))


def _record(work: Work, span: str) -> BedsOnRecord:
    wanted = span_of(span, work.today)
    outside = outside_at_roll_call(work.session, work.panti, wanted.first, wanted.through)
    return beds_on_record(work.session, wanted, outside)


def _shown(record: BedsOnRecord, since: date | None) -> OccupancyShown:
    names = {bed.wisma_id: bed.wisma for bed in record.beds}
    lines = [OfWisma(None, "", measures_of(record))]
    for wisma_id, wisma in names.items():
        told = measures_of(record, wisma_id)
        if told.capacity_days or told.bed_days or told.left:
            lines.append(OfWisma(wisma_id, wisma, told))
    return OccupancyShown(tuple(lines), since)


@dataclass(frozen=True)
class BehindMeasure(Query[Behind]):
    """The nights, people or beds behind a measure of the house or of a wisma; everybody shown is written down."""

    needs: ClassVar[Right] = Right.SEE_BEDS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("see who is behind a measure of occupancy")

    span: str
    measure: Measure
    wisma_id: str | None = None

    @override
    def run(self, work: Work) -> Behind:
        return _behind(work, _record(work, self.span).of_wisma(self.wisma_id), self.measure)

    @override
    def about(self, answer: Behind) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.person_id for line in answer.people))


def _behind(work: Work, own: BedsOnRecord, measure: Measure) -> Behind:
    if measure is Measure.BED_DAYS:
        return _slept_here(work, own)
    if measure is Measure.IDLE:
        return Behind(measure, beds=idle_beds(own))
    if measure in {Measure.OCCUPANCY, Measure.CAPACITY_DAYS}:
        return Behind(measure, nights=nightly(own))
    if measure is Measure.OVER:
        return Behind(measure, nights=nights_over(nightly(own)))
    known = [one for one in own.gone if measure is not Measure.MEAN_STAY or one.days is not None]
    return _left(work, measure, known)


def _slept_here(work: Work, own: BedsOnRecord) -> Behind:
    counted = person_nights(own)
    people = named(work.session, work.sight, (one.person_id for one in counted))
    lines = [
        PersonLine(one.person_id, seen.number, seen.name, seen.sex, one.nights, one.away)
        for one in counted
        if (seen := people.get(one.person_id)) is not None
    ]
    return Behind(Measure.BED_DAYS, people=_in_order(lines), unseen=len(counted) - len(lines))


def _left(work: Work, measure: Measure, gone: list[Gone]) -> Behind:
    people = named(work.session, work.sight, (one.person_id for one in gone))
    lines = [
        PersonLine(
            one.person_id,
            seen.number,
            seen.name,
            seen.sex,
            one.days,
            admitted_on=one.admitted_on,
            left_on=one.left_on,
            stay_id=one.stay_id,
        )
        for one in gone
        if (seen := people.get(one.person_id)) is not None
    ]
    return Behind(measure, people=_in_order(lines), unseen=len(gone) - len(lines))


def _in_order(lines: list[PersonLine]) -> tuple[PersonLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.number, line.stay_id)))


@dataclass(frozen=True)
class MeasuresWorkbook(Query[Document]):
    """The measures of a span as a workbook: per wisma, night by night, idle beds, and the people by name (audited)."""

    needs: ClassVar[Right] = Right.SEE_BEDS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("take the measures of occupancy out as a workbook")

    span: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.measures_workbook import MeasuresPaper, measures_workbook

        record = _record(work, self.span)
        shown = _shown(record, None)
        slept = _slept_here(work, record)
        left = _left(work, Measure.LEFT, list(record.gone))
        work.shown.extend(line.person_id for line in (*slept.people, *left.people))
        lines = [(line.wisma, line.measures) for line in shown.lines]
        people = [(line.number, line.name, line.sex, line.amount, line.away) for line in slept.people]
        gone = [(line.number, line.name, line.sex, line.admitted_on, line.left_on, line.amount) for line in left.people]
        return measures_workbook(
            MeasuresPaper(record.span, imprint(work), lines, idle_beds(record), people, gone, slept.unseen)
        )
