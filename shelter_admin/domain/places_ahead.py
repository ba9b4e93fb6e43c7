"""The beds on a night to come: who is expected to leave by then, what is kept for somebody, what will be free.

A place is free on a night where a bed can be used then and nobody is expected in it. What is expected is no promise:
a stay ends on its expected day, one whose day has passed may end any day, and everybody else goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from shelter_admin.domain.beds import AgeGroup, BedBoard, BedKind, BedLine, BedState, RoomLine, UnplacedLine
from shelter_admin.domain.measures import BedTime, usable_nights
from shelter_admin.domain.waiting_list import Demand, Need, demand_on

DAYS_AHEAD: Final = (30, 60, 90)
MOST_AHEAD: Final = 366


@dataclass(frozen=True, slots=True)
class Place:
    """A bed, or a mattress, with whom its room is meant for and what it is known for."""

    time: BedTime
    sex: str | None
    age_group: AgeGroup | None
    tags: tuple[str, ...] = ()

    def usable(self, night: date) -> bool:
        """Say whether it is a place on that night."""
        at = night.toordinal()
        return bool(usable_nights(self.time, (at, at + 1)))


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody's place for the nights ``[start, end)``, and the day their stay is expected to end."""

    person_id: str
    bed_id: str
    address: str
    start: date
    end: date | None
    expected_exit: date | None
    number: str = ""
    name: str = field(default="", repr=False)
    sex: str | None = None

    def covers(self, night: date) -> bool:
        """Say whether the place is theirs that night by what is written down."""
        return self.start <= night and (self.end is None or night < self.end)

    def lasts(self, night: date) -> bool:
        """Say whether they are expected to be there still that night."""
        return self.covers(night) and (self.expected_exit is None or self.expected_exit > night)


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A bed kept for somebody for the nights ``[start, end)``; ``named`` where the reader may see it."""

    bed_id: str
    address: str
    start: date
    end: date
    person_id: str | None = None
    applicant_id: str | None = None
    named: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    booking_id: str = ""

    @property
    def who(self) -> str:
        """For whom: by name where the reader may see it, else what the note says."""
        return self.named or self.note

    def covers(self, night: date) -> bool:
        """Say whether the bed is kept that night."""
        return self.start <= night < self.end


@dataclass(frozen=True, slots=True)
class LeaveAhead:
    """An approved leave on which somebody is not in the house that night."""

    person_id: str
    name: str = field(repr=False)
    number: str
    address: str
    back: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the waiting list, as the reader may see them."""

    applicant_id: str
    name: str = field(repr=False)
    sex: str | None
    asked_on: date
    from_day: date | None
    needs: tuple[str, ...]
    priority: int
    offered: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who has a place tonight and is not expected to have one on a night to come."""

    holding: Holding
    on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class GroupAhead:
    """The places for one sex and age group on a night; fewer than none where people hold more than there are."""

    sex: str | None
    age_group: AgeGroup | None
    capacity: int
    held: int
    kept: int

    @property
    def free(self) -> int:
        """Places nobody is expected in; below zero where there are more people than places."""
        return self.capacity - self.held - self.kept


@dataclass(frozen=True, slots=True)
class NeedAhead:
    """Free beds that have what somebody needs, and how many wait who need it."""

    need: str
    free: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """One night to come."""

    night: date
    groups: tuple[GroupAhead, ...]
    needs: tuple[NeedAhead, ...]
    free_beds: tuple[Place, ...]
    leaving: tuple[Leaving, ...]
    kept: tuple[KeptPlace, ...]
    waiting: dict[str, int]

    @property
    def free(self) -> int:
        """Free places of the house."""
        return sum(group.free for group in self.groups)

    @property
    def capacity(self) -> int:
        """Usable beds."""
        return sum(group.capacity for group in self.groups)

    @property
    def held(self) -> int:
        """People expected to be there still."""
        return sum(group.held for group in self.groups)


@dataclass(frozen=True, slots=True)
class PlacesOnRecord:
    """What nights to come are reckoned from."""

    tonight: date
    places: tuple[Place, ...]
    holdings: tuple[Holding, ...]
    kept: tuple[KeptPlace, ...] = ()
    demand: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacesAhead:
    """Free places in so many days, beside who waits; ``waiting`` is None where the reader may not see the list."""

    tonight: date
    now: Ahead
    columns: tuple[Ahead, ...]
    unplaced: tuple[UnplacedLine, ...] = ()
    waiting: tuple[Waiting, ...] | None = None


SEXES: Final = ("L", "P", None)


def ahead(record: PlacesOnRecord, night: date) -> Ahead:
    """Reckon one night."""
    by_bed = {one.time.bed_id: one for one in record.places}
    held = [one for one in record.holdings if one.lasts(night)]
    sleeping = {(one.bed_id, one.person_id) for one in held}
    kept = [one for one in record.kept if one.covers(night) and (one.bed_id, one.person_id) not in sleeping]
    usable = [one for one in record.places if one.usable(night)]
    groups = []
    for sex, age in sorted({(one.sex, one.age_group) for one in record.places}, key=_order):

        def own(bed_id: str, group: tuple[str | None, AgeGroup | None] = (sex, age)) -> bool:
            return (by_bed[bed_id].sex, by_bed[bed_id].age_group) == group

        beds = sum(own(one.time.bed_id) for one in usable)
        people, booked = sum(own(one.bed_id) for one in held), sum(own(one.bed_id) for one in kept)
        if beds or people or booked:
            groups.append(GroupAhead(sex, age, beds, people, booked))
    taken = {one.bed_id for one in held} | {one.bed_id for one in kept}
    free = tuple(one for one in usable if one.time.bed_id not in taken)
    return Ahead(
        night, tuple(groups), _needs(record, free, night), free, _leaving(record, night), tuple(kept),
        {sex or "": _waiting(record.demand, night, sex) for sex in SEXES},
    )  # fmt: skip


def _order(group: tuple[str | None, AgeGroup | None]) -> tuple[int, int]:
    sex, age = group
    return SEXES.index(sex), list(AgeGroup).index(age) + 1 if age else 0


def _waiting(demand: Iterable[Demand], night: date, sex: str | None) -> int:
    return demand_on((one for one in demand if (one.sex.value or None) == sex), night)


def _needs(record: PlacesOnRecord, free: Iterable[Place], night: date) -> tuple[NeedAhead, ...]:
    """Every tag beds have and every need people have."""
    beds = list(free)
    known = {need.value for need in Need}
    tags = {tag for place in record.places for tag in place.tags}
    wanted = {need.value for one in record.demand for need in one.needs}
    listed = [need.value for need in Need if need.value in tags | wanted] + sorted(tags - known)
    return tuple(
        NeedAhead(
            tag,
            sum(tag in place.tags for place in beds),
            demand_on(record.demand, night, need=Need(tag)) if tag in known else None,
        )
        for tag in listed
    )


def _leaving(record: PlacesOnRecord, night: date) -> tuple[Leaving, ...]:
    """Who has a place tonight and none that night, who is expected first first."""
    stays = {one.person_id for one in record.holdings if one.lasts(night)}
    made = []
    for one in record.holdings:
        if one.covers(record.tonight) and one.person_id not in stays:
            days = [day for day in (one.end, one.expected_exit) if day is not None]
            made.append(Leaving(one, min(days), overdue=min(days) <= record.tonight))
    return tuple(sorted(made, key=lambda line: (line.on, line.holding.address)))


def board_ahead(board: BedBoard, leaving: Iterable[str], away: Iterable[str]) -> BedBoard:
    """A night to come on the map: expected exits leave their beds, whoever is on approved leave is away."""
    gone, out = frozenset(leaving), frozenset(away)
    rooms = tuple(_room_ahead(room, board.night, gone, out) for room in board.rooms)
    return replace(board, rooms=rooms, unplaced=tuple(one for one in board.unplaced if one.person_id not in gone))


def _room_ahead(room: RoomLine, night: date, gone: frozenset[str], out: frozenset[str]) -> RoomLine:
    beds = (_bed_ahead(bed, night, gone, out) for bed in room.beds)
    return replace(room, beds=tuple(bed for bed in beds if _stands(bed)))


def _stands(bed: BedLine) -> bool:
    return bed.kind is BedKind.BED or bed.person_id is not None


def _bed_ahead(bed: BedLine, night: date, gone: frozenset[str], out: frozenset[str]) -> BedLine:
    if bed.person_id is not None and bed.person_id not in gone:
        return replace(bed, away=bed.person_id in out)
    if bed.state is BedState.BLOCKED:
        return bed
    kept = bed.kept is not None and bed.kept.runs(night)
    state = BedState.BLOCKED if bed.block is not None else BedState.BOOKED if kept else BedState.FREE
    return replace(
        bed, state=state, person_id=None, resident=None, alias=None, number=None, sex=None, since=None, away=False,
        photo_id=None, to_clean=False,
    )  # fmt: skip
