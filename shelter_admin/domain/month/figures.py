"""The figures of a month, made from what is on record by plain counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.categories import BY_CODE, CATEGORIES
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.month.counting import AGE_GROUPS, UNKNOWN, Count, Flow, Movement, StayFacts, in_flow
from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.month.spm import SPM_CATEGORIES, SPM_OF

CONFIDENTIAL: Final = "confidential"
"""The group of every category that is health data: counted, never named on a return."""


@dataclass(frozen=True, slots=True)
class ProgramMonth:
    """The class marks of a programme in a month, over everybody's own sessions; ``people`` had at least one."""

    program_id: str
    program: str
    people: int = 0
    sessions: int = 0
    present: int = 0
    sick: int = 0
    excused: int = 0
    absent: int = 0
    unmarked: int = 0

    @property
    def rate(self) -> float | None:
        """Present of all marked, 0 to 1; None where nothing is marked. Unmarked is never filled in."""
        marked = self.present + self.sick + self.excused + self.absent
        return self.present / marked if marked else None


@dataclass(frozen=True, slots=True)
class Graduates:
    """Certificates of a programme issued in the month that still stand, and those revoked since."""

    program_id: str
    program: str
    issued: int = 0
    revoked: int = 0


@dataclass(frozen=True, slots=True)
class SpmCount:
    """Served of needing it; ``y`` is None where only the province knows it.

    ``met`` of those served had everything given that the matrix owes them, or said not to be needed, in the fiscal
    year so far (annex I of Permensos 9/2018: X counts people whose basic needs are met). None where nobody counted
    it: in a month sent before services were ticked, and for a kind of service the matrix says nothing of.
    """

    x: int = 0
    y: int | None = None
    met: int | None = None


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Beds and nights: ``capacity`` usable beds on the last day counted, ``capacity_days`` over all days."""

    capacity: int = 0
    bed_days: int = 0
    capacity_days: int = 0

    @property
    def percent(self) -> float | None:
        """Nights held of nights there was a bed for; may pass 100; None where no bed could be used."""
        return round(100 * self.bed_days / self.capacity_days, 1) if self.capacity_days else None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Everything the return of a month says. Groups hold what anybody is in; age groups are always all there."""

    period: str
    through: date
    running: bool
    movement: Movement
    admitted_by_source: Mapping[str, Count]
    left_by_reason: Mapping[str, Count]
    by_age_group: Mapping[str, Movement]
    by_category: Mapping[str, Movement]
    occupancy: Occupancy
    mean_stay_days: float | None
    spm: Mapping[str, SpmCount]
    attendance: tuple[ProgramMonth, ...] = ()
    graduates: tuple[Graduates, ...] = ()
    dates_unknown: int = 0

    @property
    def opening(self) -> Count:
        """There when the month began."""
        return self.movement.opening

    @property
    def admitted(self) -> Count:
        """Came in."""
        return self.movement.admitted

    @property
    def left(self) -> Count:
        """Left."""
        return self.movement.left

    @property
    def closing(self) -> Count:
        """There at its end, or today."""
        return self.movement.closing

    @property
    def capacity(self) -> int:
        """Usable beds on the last day counted."""
        return self.occupancy.capacity

    @property
    def bed_days(self) -> int:
        """People holding a place at the roll-call hour, summed over nights."""
        return self.occupancy.bed_days

    @property
    def capacity_days(self) -> int:
        """Usable beds summed over the same nights."""
        return self.occupancy.capacity_days

    @property
    def occupancy_percent(self) -> float | None:
        """Bed-days of what the beds allow; may pass 100."""
        return self.occupancy.percent


@dataclass(frozen=True, slots=True)
class PersonMarks:
    """One person's own sessions of a programme in the month, by mark."""

    program_id: str
    person_id: str
    present: int = 0
    sick: int = 0
    excused: int = 0
    absent: int = 0
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate issued in the month."""

    program_id: str
    person_id: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of a month, from which its figures follow and who is behind each of them.

    ``stays`` reach back to the year's first day. ``fulfilled`` are the people of each minimum service standard whose
    needs are met. ``nights`` are the nights each person held a place. ``sessions``
    counts the classes held by programme, days off left out; ``programs`` names the programmes.
    """

    frame: MonthFrame
    stays: tuple[StayFacts, ...] = ()
    capacity: int = 0
    capacity_days: int = 0
    nights: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[PersonMarks, ...] = ()
    certificates: tuple[Certified, ...] = ()
    sessions: Mapping[str, int] = field(default_factory=dict)
    programs: Mapping[str, str] = field(default_factory=dict)
    fulfilled: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that a later version tells otherwise; None where the other version has no such figure."""

    figure: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class SentVersion:
    """A return as it was sent, and what it told otherwise than the version before."""

    version: int
    sent_on: date
    sent_by: str
    difference: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month on screen: its figures now, what was sent, and what would be told otherwise if sent again.

    ``next_version`` is the version it would become; the newest one again where nothing differs.
    """

    figures: MonthFigures
    versions: tuple[SentVersion, ...]
    next_version: int
    difference: tuple[FigureChange, ...]
    finished: bool


@dataclass(frozen=True, slots=True)
class PersonBehind:
    """Somebody behind a figure; ``amount`` is their share of it in nights, sessions or days."""

    person_id: str
    number: str
    name: str
    sex: str | None
    admitted_on: date | None = None
    left_on: date | None = None
    amount: int | None = None
    stay_id: str | None = field(default=None, repr=False)


def shown_category(code: str) -> str:
    """The group a main category is told in: its own, one kept confidential, or unknown."""
    known = BY_CODE.get(code)
    if known is None:
        return UNKNOWN
    return CONFIDENTIAL if known.sensitive else code


CATEGORY_ORDER: Final = (*(one.code for one in CATEGORIES if not one.sensitive), CONFIDENTIAL, UNKNOWN)
SOURCE_ORDER: Final = (*(one.value for one in Source), UNKNOWN)
REASON_ORDER: Final = (*(one.value for one in LeavingReason), UNKNOWN)


def figures_of(record: OnRecord) -> MonthFigures:
    """Count a month. ``opening + admitted - left = closing`` holds for the house and for every group of it."""
    frame, stays = record.frame, record.stays
    flows = {flow: [stay for stay in stays if in_flow(stay, flow, frame)] for flow in Flow}
    came, gone = flows[Flow.ADMITTED], flows[Flow.LEFT]
    days = [(stay.left_on - stay.admitted_on).days for stay in gone if stay.left_on and stay.admitted_on]
    return MonthFigures(
        frame.period,
        frame.through,
        frame.running,
        _movement({flow: Count.of(stay.sex for stay in flows[flow]) for flow in Flow}),
        _counts(came, lambda stay: stay.source or UNKNOWN, SOURCE_ORDER),
        _counts(gone, lambda stay: stay.reason or UNKNOWN, REASON_ORDER),
        _movements(flows, lambda stay: stay.age_group, AGE_GROUPS, every=True),
        _movements(flows, lambda stay: shown_category(stay.category), CATEGORY_ORDER, every=False),
        Occupancy(record.capacity, sum(record.nights.values()), record.capacity_days),
        round(sum(days) / len(days), 1) if days else None,
        {code: _spm(record, code) for code in SPM_CATEGORIES},
        _attendance(record),
        _graduates(record),
        len({stay.stay_id for flow in Flow for stay in flows[flow] if stay.dates_unknown}),
    )


def _spm(record: OnRecord, code: str) -> SpmCount:
    met = record.fulfilled.get(code)
    return SpmCount(len(served(record.stays, code, record.frame)), None, None if met is None else len(met))


def served(stays: Iterable[StayFacts], code: str, frame: MonthFrame) -> frozenset[str]:
    """The people of an SPM in the house at any time from the year's first day to the last day counted, each once."""
    return frozenset(
        stay.person_id
        for stay in stays
        if SPM_OF.get(stay.category) == code and stay.begins <= frame.through and stay.ends >= frame.year_begins
    )


def _attendance(record: OnRecord) -> tuple[ProgramMonth, ...]:
    """Every programme that met or had marks, by name."""
    wanted = {one.program_id for one in record.marks} | {at for at, held in record.sessions.items() if held}
    return tuple(_program(record, at) for at in sorted(wanted, key=lambda one: _by_name(record, one)))


def _program(record: OnRecord, program_id: str) -> ProgramMonth:
    own = [one for one in record.marks if one.program_id == program_id]
    return ProgramMonth(
        program_id,
        record.programs.get(program_id, ""),
        len({one.person_id for one in own}),
        record.sessions.get(program_id, 0),
        sum(one.present for one in own),
        sum(one.sick for one in own),
        sum(one.excused for one in own),
        sum(one.absent for one in own),
        sum(one.unmarked for one in own),
    )


def _graduates(record: OnRecord) -> tuple[Graduates, ...]:
    made: list[Graduates] = []
    for program_id in sorted({one.program_id for one in record.certificates}, key=lambda one: _by_name(record, one)):
        revoked = [one.revoked for one in record.certificates if one.program_id == program_id]
        name = record.programs.get(program_id, "")
        made.append(Graduates(program_id, name, revoked.count(False), revoked.count(True)))
    return tuple(made)


def _by_name(record: OnRecord, program_id: str) -> tuple[str, str]:
    return record.programs.get(program_id, "").casefold(), program_id


Flows = Mapping[Flow, Sequence[StayFacts]]
Group = Callable[[StayFacts], str]


def _movements(flows: Flows, group: Group, order: Sequence[str], *, every: bool) -> dict[str, Movement]:
    counted = {flow: Counter((group(stay), stay.sex) for stay in flows[flow]) for flow in Flow}
    found = {code for counts in counted.values() for code, _sex in counts}
    wanted = order if every else [code for code in order if code in found]
    return {code: _movement({flow: _count(counted[flow], code) for flow in Flow}) for code in wanted}


def _movement(counted: Mapping[Flow, Count]) -> Movement:
    return Movement(counted[Flow.OPENING], counted[Flow.ADMITTED], counted[Flow.LEFT], counted[Flow.CLOSING])


def _count(counts: Mapping[tuple[str, str | None], int], code: str) -> Count:
    male, female = counts.get((code, "L"), 0), counts.get((code, "P"), 0)
    return Count(male, female, sum(count for (one, sex), count in counts.items() if one == code and sex not in _SEXES))


_SEXES: Final = frozenset({"L", "P"})


def _counts(stays: Sequence[StayFacts], group: Group, order: Sequence[str]) -> dict[str, Count]:
    """Count by group; a group nobody knows counts as unknown, so that none is lost."""
    counted = Counter((code if (code := group(stay)) in order else UNKNOWN, stay.sex) for stay in stays)
    codes = {code for code, _sex in counted}
    return {code: _count(counted, code) for code in order if code in codes}
