"""Nights that were, held together: whoever goes through them by the day needs no new question for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shelter_admin.domain.bed_layout import Spot
from shelter_admin.domain.beds import (
    AgeGroup,
    BedBoard,
    BedKind,
    BedLine,
    BedState,
    Block,
    Kept,
    RoomLine,
    UnplacedLine,
)
from shelter_admin.domain.measures import Outside


@dataclass(frozen=True, slots=True)
class RoomKnown:
    """A room as it is set up."""

    room_id: str
    wisma_id: str
    wisma: str
    room: str
    sex: str | None
    age_group: AgeGroup | None


@dataclass(frozen=True, slots=True)
class BedKnown:
    """A bed with its time and all that is written of it."""

    bed_id: str
    room_id: str
    label: str
    kind: BedKind
    opened: date | None
    closed: date | None
    dirty_since: date | None = None
    blocks: tuple[Block, ...] = ()
    kept: tuple[Kept, ...] = ()
    tags: tuple[str, ...] = ()
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Sleeping:
    """Somebody's nights ``[start, end)`` in a bed as the reader may see them; unnamed only that it was taken."""

    bed_id: str
    person_id: str
    start: date
    end: date | None
    name: str | None = field(default=None, repr=False)
    alias: str | None = field(default=None, repr=False)
    number: str | None = None
    sex: str | None = None
    photo_id: str | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """A stay ``[start, end)`` in the house, for those who had no bed on some night of it."""

    line: UnplacedLine
    start: date
    end: date | None


@dataclass(frozen=True)
class PastNights:
    """All that is needed to show any night from ``first`` to ``last``; rooms, and beds in each, in reading order."""

    first: date
    last: date
    rooms: tuple[RoomKnown, ...]
    beds: tuple[BedKnown, ...]
    sleeping: tuple[Sleeping, ...]
    inside: tuple[Inside, ...] = ()
    outside: tuple[Outside, ...] = ()

    def covers(self, night: date) -> bool:
        """Say whether this night can be shown."""
        return self.first <= night <= self.last

    def board(self, night: date) -> BedBoard:
        """The house on a night, as ``NightOn`` tells it."""
        placed = {one.bed_id: one for one in self.sleeping if _within(one.start, one.end, night)}
        away = {one.person_id for one in self.outside if _within(one.start, one.end, night)}
        by_room: dict[str, list[BedKnown]] = defaultdict(list)
        for bed in self.beds:
            if _within(bed.opened, bed.closed, night):
                by_room[bed.room_id].append(bed)
        rooms = tuple(_room(room, by_room[room.room_id], night, placed, away) for room in self.rooms)
        with_bed = {one.person_id for one in placed.values()}
        unplaced = (one.line for one in self.inside if _within(one.start, one.end, night))
        return BedBoard(night, rooms, tuple(line for line in unplaced if line.person_id not in with_bed))


def _within(start: date | None, end: date | None, night: date) -> bool:
    return (start is None or start <= night) and (end is None or night < end)


def _room(
    room: RoomKnown, beds: Iterable[BedKnown], night: date, placed: dict[str, Sleeping], away: set[str]
) -> RoomLine:
    lines = []
    for bed in beds:
        who = placed.get(bed.bed_id)
        if bed.kind is BedKind.BED or who is not None:
            lines.append(_bed(room, bed, night, who, away))
    return RoomLine(room.room_id, room.wisma_id, room.wisma, room.room, room.sex, room.age_group, tuple(lines))


def _bed(room: RoomKnown, bed: BedKnown, night: date, who: Sleeping | None, away: set[str]) -> BedLine:
    block = next((one for one in bed.blocks if _within(one.from_day, one.until_day, night)), None)
    kept = next((one for one in bed.kept if one.until_night > night), None)
    dirty = bed.dirty_since is not None and bed.dirty_since <= night
    line = BedLine(
        bed.bed_id,
        room.wisma,
        room.room_id,
        room.room,
        bed.label,
        bed.kind,
        _empty(night, block, kept, dirty=dirty),
        blocked_reason=block.reason if block else "",
        block=block,
        kept=kept,
        tags=bed.tags,
        spot=bed.spot,
        to_clean=dirty,
    )
    return line if who is None else _taken(line, who, away)


def _taken(line: BedLine, who: Sleeping, away: set[str]) -> BedLine:
    return replace(
        line,
        state=BedState.EXTRA if line.kind is BedKind.MATTRESS else BedState.OCCUPIED,
        person_id=who.person_id,
        resident=who.name,
        alias=who.alias,
        number=who.number,
        sex=who.sex,
        since=who.start,
        away=who.name is not None and who.person_id in away,
        photo_id=who.photo_id,
    )


def _empty(night: date, block: Block | None, kept: Kept | None, *, dirty: bool) -> BedState:
    if block is not None:
        return BedState.BLOCKED
    if kept is not None and kept.runs(night):
        return BedState.BOOKED
    return BedState.TO_CLEAN if dirty else BedState.FREE


WINDOW = timedelta(days=200)


def window_around(night: date, first: date, tonight: date) -> tuple[date, date]:
    """The nights to hold together for somebody who looks at one: as many before as after, none but those that were."""
    last = min(night + WINDOW, tonight - timedelta(days=1))
    return max(first, night - WINDOW), last
