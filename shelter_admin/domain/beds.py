"""Wisma, rooms, beds and placements; dated capacity; what fits where.

A placement is a period of nights ``[from_night, until_night)``: the night a person leaves the bed is free again.
A move on the day of placement leaves an empty period, which keeps the history and takes no night.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from shelter_admin.domain.bed_layout import Spot
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.whole_numbers import is_whole_number
from shelter_admin.domain.words import N_

_RUNS = re.compile(r"\d+|\D+")


class BedKind(StrEnum):
    """A bed counts as capacity; a mattress (kasur tambahan) never does."""

    BED = "bed"
    MATTRESS = "mattress"


class BedState(StrEnum):
    """What the board shows; always as icon, colour and word."""

    FREE = "free"
    OCCUPIED = "occupied"
    BOOKED = "booked"
    TO_CLEAN = "to_clean"
    BLOCKED = "blocked"
    EXTRA = "extra"


class BlockKind(StrEnum):
    """Why a bed cannot be used for a time."""

    BLOCKED = "blocked"
    BROKEN = "broken"
    REPAIR = "repair"
    SEASON = "season"
    CLOSED = "closed"


BLOCK_NAMES: Final = {
    BlockKind.BLOCKED: N_("blocked"),
    BlockKind.BROKEN: N_("broken"),
    BlockKind.REPAIR: N_("being repaired"),
    BlockKind.SEASON: N_("out of season"),
    BlockKind.CLOSED: N_("wing closed"),
}


class AgeGroup(StrEnum):
    """Whom a room is meant for (domain notes 7.2; elderly from 60, UU 13/1998; child under 18, UU 35/2014)."""

    CHILD = "anak"
    ADULT = "dewasa"
    ELDERLY = "lansia"


AGE_NAMES: Final = {AgeGroup.CHILD: N_("children"), AgeGroup.ADULT: N_("adults"), AgeGroup.ELDERLY: N_("elderly")}


@dataclass(frozen=True, slots=True)
class Period:
    """Nights from ``start`` up to but not including ``end``; no end means still running."""

    start: date
    end: date | None = None

    def covers(self, night: date) -> bool:
        """Say whether this night belongs to the period."""
        return self.start <= night and (self.end is None or night < self.end)

    def meets(self, other: Period) -> bool:
        """Say whether the two periods share a night."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


@dataclass(frozen=True, slots=True)
class RoomRule:
    """Whom a room is meant for; None means anybody."""

    sex: str | None = None
    age_group: AgeGroup | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A bed kept for an applicant, a resident or whoever the note says, for nights ``[from_night, until_night)``."""

    booking_id: str
    bed_id: str
    from_night: date
    until_night: date
    person_id: str | None = None
    applicant_id: str | None = None
    note: str = field(default="", repr=False)

    @property
    def nights(self) -> Period:
        """The nights the bed is kept."""
        return Period(self.from_night, self.until_night)


def require_booking(nights: tuple[date, date], for_whom: tuple[str | None, str | None, str], first: date) -> None:
    """Refuse a booking for nobody, one without a night, and one that is over before the running night."""
    start, end = nights
    if not any(one and one.strip() for one in for_whom):
        raise Refused("booking_for_nobody", field="note")
    if end <= start:
        raise Refused("booking_nights_unclear", field="until_night")
    if end <= first:
        raise Refused("booking_over", field="until_night")


def age_group_of(age: int | None) -> AgeGroup | None:
    """Sort an age in years into the groups rooms are kept for; an unknown age stays unknown."""
    if age is None:
        return None
    return AgeGroup.CHILD if age < 18 else AgeGroup.ELDERLY if age >= 60 else AgeGroup.ADULT


def misfits(room: RoomRule, sex: str | None, age: int | None) -> tuple[str, ...]:
    """Name what speaks against putting a person there: ``sex``, ``age_group``. What is unknown never speaks against."""
    group = age_group_of(age)
    against = []
    if room.sex and sex and room.sex != sex:
        against.append("sex")
    if room.age_group and group and room.age_group != group:
        against.append("age_group")
    return tuple(against)


def require_fit(room: RoomRule, sex: str | None, age: int | None, despite: str) -> None:
    """Refuse a person a room that is not meant for them, unless a reason to do so all the same is given."""
    against = misfits(room, sex, age)
    if against and not despite.strip():
        raise Refused("room_not_for_them", field="despite", against=against)


@dataclass(frozen=True, slots=True)
class Block:
    """Why and how long a bed is out of use on a night."""

    kind: BlockKind
    from_day: date | None
    until_day: date | None
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """The booking that runs on a night, or comes next, with its name as far as the reader may see it."""

    booking_id: str
    from_night: date
    until_night: date
    who: str | None = field(default=None, repr=False)
    person_id: str | None = None
    applicant_id: str | None = None
    note: str = field(default="", repr=False)

    @property
    def last_night(self) -> date:
        """The last night the bed is kept, as it is said to people."""
        return self.until_night - timedelta(days=1)

    def runs(self, night: date) -> bool:
        """Say whether the bed is kept on this night."""
        return self.from_night <= night < self.until_night


@dataclass(frozen=True, slots=True)
class BedLine:
    """One bed or mattress of the board on one night, with who holds it as far as the reader may see."""

    bed_id: str
    wisma: str
    room_id: str
    room: str
    label: str
    kind: BedKind
    state: BedState
    person_id: str | None = None
    resident: str | None = None
    alias: str | None = None
    number: str | None = None
    sex: str | None = None
    since: date | None = None
    away: bool = False
    photo_id: str | None = None
    blocked_reason: str = ""
    block: Block | None = None
    kept: Kept | None = None
    tags: tuple[str, ...] = ()
    spot: Spot | None = None
    to_clean: bool = False

    @property
    def address(self) -> str:
        """How a bed is written everywhere: ``Melati 3/2``."""
        return f"{self.wisma} {self.room}/{self.label}"


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One room of the board on one night."""

    room_id: str
    wisma_id: str
    wisma: str
    room: str
    sex: str | None
    age_group: AgeGroup | None
    beds: tuple[BedLine, ...]

    @property
    def capacity(self) -> int:
        """Usable beds: neither mattresses nor blocked ones."""
        return sum(bed.kind is BedKind.BED and bed.state is not BedState.BLOCKED for bed in self.beds)

    @property
    def occupied(self) -> int:
        """People holding a place here tonight, on beds and mattresses."""
        return sum(bed.person_id is not None for bed in self.beds)


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """Somebody in the house without a bed."""

    person_id: str
    stay_id: str
    number: str
    name: str
    sex: str | None
    room_text: str = ""


@dataclass(frozen=True, slots=True)
class BedBoard:
    """The house on one night. People beyond capacity are counted, never clamped."""

    night: date
    rooms: tuple[RoomLine, ...]
    unplaced: tuple[UnplacedLine, ...] = ()

    @property
    def capacity(self) -> int:
        """Usable beds on this night (domain notes 7.1)."""
        return sum(room.capacity for room in self.rooms)

    @property
    def occupied(self) -> int:
        """People holding a place on this night; who is out or on leave holds their bed."""
        return sum(room.occupied for room in self.rooms)

    @property
    def over(self) -> int:
        """People beyond capacity."""
        return max(0, self.occupied - self.capacity)

    @property
    def mattresses(self) -> int:
        """People sleeping on extra mattresses."""
        return sum(
            bed.kind is BedKind.MATTRESS and bed.person_id is not None for room in self.rooms for bed in room.beds
        )

    @property
    def percent(self) -> float | None:
        """Occupancy in percent; may pass 100; None where there is no capacity."""
        return round(self.occupied * 100 / self.capacity, 1) if self.capacity else None


def next_labels(taken: Iterable[str], count: int) -> list[str]:
    """Name the next beds of a room: the lowest whole numbers not in use."""
    used = set(taken)
    labels: list[str] = []
    number = 1
    while len(labels) < count:
        if str(number) not in used:
            labels.append(str(number))
        number += 1
    return labels


def room_names(spoken: str) -> list[str]:
    """Read which rooms are meant by ``1-8``, ``1, 2, 5`` or ``A``; raises Refused ``rooms_unclear``."""
    names: list[str] = []
    for part in (piece.strip() for piece in spoken.split(",")):
        low, dash, high = part.partition("-")
        if (
            dash
            and is_whole_number(low.strip())
            and is_whole_number(high.strip())
            and int(low) <= int(high) < int(low) + 200
        ):
            names.extend(str(number) for number in range(int(low), int(high) + 1))
        elif part:
            names.append(part)
    if not names or len(set(names)) != len(names):
        raise Refused("rooms_unclear", field="rooms")
    return names


@lru_cache(maxsize=16_384)
def natural(label: str) -> tuple[tuple[int, int, str], ...]:
    """Sort rooms and beds as people do: 2 before 10, upper and lower case alike."""
    return tuple(
        (0, int(run), "") if run[0].isdecimal() else (1, 0, run.casefold()) for run in _RUNS.findall(label.strip())
    )


def require_known_night(night: date, admitted: date | None, opened: date | None, closed: date | None) -> None:
    """Refuse a placement before admission or outside the time the bed exists."""
    if admitted is not None and night < admitted:
        raise Refused("bed_before_admission", field="from_night", admitted=admitted)
    if opened is not None and night < opened:
        raise Refused("bed_not_open_yet", field="from_night", opened=opened)
    if closed is not None and night >= closed:
        raise Refused("bed_closed", field="bed_id", closed=closed)


def count_by_sex(lines: Sequence[BedLine]) -> dict[str, int]:
    """Count the people on these beds by sex; unknown under ``?``."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.person_id is not None:
            counts[line.sex or "?"] = counts.get(line.sex or "?", 0) + 1
    return counts
