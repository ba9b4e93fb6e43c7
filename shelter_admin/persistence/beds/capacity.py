"""Opening and closing the beds of whole rooms from a day on; earlier nights keep the capacity they had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import BlockKind
from shelter_admin.domain.capacity import Sleeper
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.rooms import BlockEnd, put_block_back
from shelter_admin.persistence.beds.tables import (
    BedBlockTable,
    BedBookingTable,
    BedTable,
    PlacementTable,
    RoomTable,
    WismaTable,
)
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable


@dataclass(frozen=True, slots=True)
class BedTimes:
    """The days of a bed before an act and as the act left them."""

    bed_id: str
    opened: date | None
    closed: date | None
    opened_now: date | None
    closed_now: date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a wing changed: ends of blocks, blocks made for what stays closed, days of beds."""

    ended: tuple[BlockEnd, ...]
    made: tuple[BlockEnd, ...]
    beds: tuple[BedTimes, ...]

    @property
    def changed(self) -> int:
        """How many rows."""
        return len(self.ended) + len(self.made) + len(self.beds)


def beds_of(session: Session, wisma_id: str | None, room_ids: Iterable[str]) -> list[BedTable]:
    """The beds and mattresses of a wisma, or of these rooms of it; refused ``wing_unknown`` where there is none."""
    query = select(BedTable).join(RoomTable, RoomTable.id == BedTable.room_id)
    wanted = tuple(room_ids)
    if wisma_id is not None:
        query = query.where(RoomTable.wisma_id == wisma_id)
    if wanted or wisma_id is None:
        query = query.where(RoomTable.id.in_(wanted))
    found = list(session.scalars(query.order_by(BedTable.id)))
    if not found:
        raise Refused("wing_unknown", field="wisma_id")
    return found


def _meets(start: Any, end: Any, first: date, until: date | None) -> ColumnElement[bool]:
    """Say in SQL that nights ``[start, end)`` share one with ``[first, until)``."""
    begins = or_(end.is_(None), end > first)
    return begins if until is None else and_(begins, start < until)


def sleepers(
    session: Session, sight: Sight, beds: Sequence[BedTable], first: date, until: date | None
) -> tuple[Sleeper, ...]:
    """Who has a place in these beds on any of the nights, as this reader may see them, who stays longest last."""
    query = (
        select(
            PersonTable.id,
            PersonTable.number,
            name_for(sight),
            WismaTable.name.label("wisma"),
            RoomTable.name.label("room"),
            BedTable.label,
            PlacementTable.from_night,
            PlacementTable.until_night,
            StayTable.expected_exit_on,
        )
        .join(PlacementTable, PlacementTable.person_id == PersonTable.id)
        .join(StayTable, StayTable.id == PlacementTable.stay_id)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(BedTable.id.in_([bed.id for bed in beds]), _slept(first, until))
    )
    found = [
        Sleeper(row[0], row[1], row[2], f"{row.wisma} {row.room}/{row.label}", *row[6:])
        for row in session.execute(on_duty(query, sight))
    ]
    return tuple(sorted(found, key=lambda one: (one.until or date.max, one.address)))


def _slept(first: date, until: date | None) -> ColumnElement[bool]:
    held = or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night)
    return and_(held, _meets(PlacementTable.from_night, PlacementTable.until_night, first, until))


def require_nobody(session: Session, beds: Sequence[BedTable], first: date, until: date | None) -> None:
    """Refuse to close beds that somebody has, or that are kept for somebody, on one of the nights.

    ``wing_slept_in`` tells how many and until when, ``wing_slept_in_open`` where one of them has no end.
    """
    ids = [bed.id for bed in beds]
    query = select(PlacementTable.until_night).where(PlacementTable.bed_id.in_(ids), _slept(first, until))
    ends = list(session.scalars(query))
    if None in ends:
        raise Refused("wing_slept_in_open", field="from_day", count=len(ends))
    if ends:
        raise Refused("wing_slept_in", field="from_day", count=len(ends), until=max(end for end in ends if end))
    kept = _meets(BedBookingTable.from_night, BedBookingTable.until_night, first, until)
    booked = select(BedBookingTable.until_night).where(BedBookingTable.bed_id.in_(ids), kept)
    kept_until = list(session.scalars(booked))
    if kept_until:
        raise Refused("wing_booked", field="from_day", count=len(kept_until), until=max(kept_until))


def close(
    session: Session, beds: Sequence[BedTable], first: date, until: date | None, kind: BlockKind, why: str
) -> list[str]:
    """Take beds out of use for ``[first, until)``; gives the blocks made. A bed gone by then needs none."""
    made = []
    for bed in beds:
        if bed.closed_on is None or bed.closed_on > first:
            made.append(new_id())
            session.add(
                BedBlockTable(
                    id=made[-1], bed_id=bed.id, kind=kind.value, from_day=first, until_day=until, reason=why
                )
            )  # fmt: skip
    session.flush()
    return made


def open_beds(session: Session, beds: Sequence[BedTable], first: date, until: date | None) -> Opened:
    """Let beds be used on ``[first, until)``; what was closed before and after that stays closed."""
    times = [_open_bed(session, bed, first, until) for bed in beds]
    ids = [bed.id for bed in beds]
    ended, made = [], []
    blocks = session.scalars(select(BedBlockTable).where(BedBlockTable.bed_id.in_(ids)).order_by(BedBlockTable.id))
    for block in list(blocks):
        if not _blocks_on(block, first, until):
            continue
        before = block.until_day
        if until is not None and (before is None or before > until):
            made.append(_rest(session, block.bed_id, block.kind, (until, before), block.reason))
        block.until_day = max(first, block.from_day or first)
        ended.append(BlockEnd(block.id, before, block.until_day))
    session.flush()
    gaps = [gap for one in times if one is not None for gap in _gaps(session, one, first, until)]
    session.flush()
    return Opened(tuple(ended), (*made, *gaps), tuple(one for one in times if one is not None))


def _blocks_on(block: BedBlockTable, first: date, until: date | None) -> bool:
    """Say whether a block keeps the bed from being used on one of these nights."""
    start, end = block.from_day or date.min, block.until_day
    return (end is None or (end > first and end > start)) and (until is None or start < until)


def _rest(session: Session, bed_id: str, kind: str, days: tuple[date, date | None], why: str) -> BlockEnd:
    """A block for days that stay closed; its undo leaves it empty."""
    start, end = days
    row = BedBlockTable(id=new_id(), bed_id=bed_id, kind=kind, from_day=start, until_day=end, reason=why)
    session.add(row)
    return BlockEnd(row.id, start, end)


def _open_bed(session: Session, bed: BedTable, first: date, until: date | None) -> BedTimes | None:
    """Let a bed stand there on these nights though it came later or was taken away before."""
    before = (bed.opened_on, bed.closed_on)
    if bed.opened_on is not None and bed.opened_on > first:
        bed.opened_on = first
    if bed.closed_on is not None and (until is None or bed.closed_on < until):
        bed.closed_on = until
    now = (bed.opened_on, bed.closed_on)
    session.flush()
    return BedTimes(bed.id, *before, *now) if now != before else None


def _gaps(session: Session, bed: BedTimes, first: date, until: date | None) -> list[BlockEnd]:
    """Blocks for the days on which the bed was not there before and is not to be used now either."""
    made = []
    if bed.closed is not None and bed.closed < first:
        made.append(_rest(session, bed.bed_id, BlockKind.CLOSED.value, (bed.closed, first), ""))
    if until is not None and bed.opened is not None and bed.opened > until:
        made.append(_rest(session, bed.bed_id, BlockKind.CLOSED.value, (until, bed.opened), ""))
    return made


def take_back(session: Session, opened: Opened) -> None:
    """Close again what was opened.

    Raises Refused ``changed_meanwhile`` where somebody changed it since, ``bed_in_use`` where somebody sleeps there.
    """
    for block in (*opened.made, *opened.ended):
        put_block_back(session, block)
    for times in opened.beds:
        bed = session.get_one(BedTable, times.bed_id)
        if (bed.opened_on, bed.closed_on) != (times.opened_now, times.closed_now):
            raise Refused("changed_meanwhile")
        _require_unused_outside(session, times)
        bed.opened_on, bed.closed_on = times.opened, times.closed
    session.flush()


def _require_unused_outside(session: Session, times: BedTimes) -> None:
    """Refuse to shorten the time of a bed that somebody has, or that is kept, on one of the nights it would lose."""
    used = select(PlacementTable.id).where(PlacementTable.bed_id == times.bed_id)
    booked = select(BedBookingTable.id).where(BedBookingTable.bed_id == times.bed_id)
    held = or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night)
    lost, unkept = [], []
    if times.closed is not None:
        lost.append(or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > times.closed))
        unkept.append(BedBookingTable.until_night > times.closed)
    if times.opened is not None:
        lost.append(PlacementTable.from_night < times.opened)
        unkept.append(BedBookingTable.from_night < times.opened)
    if lost and session.scalars(used.where(held, or_(*lost)).limit(1)).first() is not None:
        raise Refused("bed_in_use", field="bed_id")
    if unkept and session.scalars(booked.where(or_(*unkept)).limit(1)).first() is not None:
        raise Refused("bed_kept_then", field="bed_id")
