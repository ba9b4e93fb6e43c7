"""Wisma, rooms and beds: setting them up, blocking, cleaning, opening and closing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import AgeGroup, BedKind, BlockKind, next_labels
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import (
    BedBlockTable,
    BedBookingTable,
    BedSpotTable,
    BedTable,
    BedTagTable,
    PlacementTable,
    RoomTable,
    WismaTable,
)

_USES: Final = (PlacementTable, BedBlockTable, BedBookingTable, BedTagTable, BedSpotTable)


@dataclass(frozen=True, slots=True)
class Why:
    """Why beds are out of use."""

    reason: str
    kind: BlockKind = BlockKind.BLOCKED


def wisma_named(session: Session, name: str) -> str:
    """Find a wisma by name in any case, or build it."""
    known = session.scalars(select(WismaTable.id).where(func.lower(WismaTable.name) == func.lower(name))).first()
    if known is not None:
        return known
    wisma = WismaTable(id=new_id(), name=name)
    session.add(wisma)
    session.flush()
    return wisma.id


def room_named(session: Session, wisma_id: str, name: str) -> RoomTable | None:
    """Find a room of a wisma by name in any case."""
    return session.scalars(
        select(RoomTable).where(RoomTable.wisma_id == wisma_id, func.lower(RoomTable.name) == func.lower(name))
    ).first()


def add_room(session: Session, wisma_id: str, name: str, sex: str | None, age_group: AgeGroup | None) -> RoomTable:
    """Open a room; raises Refused ``room_taken`` where the wisma has one of that name."""
    if room_named(session, wisma_id, name) is not None:
        raise Refused("room_taken", field="rooms", room=name)
    room = RoomTable(id=new_id(), wisma_id=wisma_id, name=name, sex=sex, age_group=age_group)
    session.add(room)
    session.flush()
    return room


def the_room(session: Session, room_id: str) -> RoomTable:
    """Load a room; raises Refused ``room_unknown``."""
    room = session.get(RoomTable, room_id)
    if room is None:
        raise Refused("room_unknown", field="room_id")
    return room


def add_beds(
    session: Session, room_id: str, count: int, opened_on: date | None, kind: BedKind = BedKind.BED
) -> list[BedTable]:
    """Put beds into a room, named by the lowest free numbers."""
    taken = session.scalars(select(BedTable.label).where(BedTable.room_id == room_id))
    beds = [
        BedTable(id=new_id(), room_id=room_id, label=label, kind=kind.value, opened_on=opened_on)
        for label in next_labels(taken, count)
    ]
    session.add_all(beds)
    session.flush()
    return beds


def a_bed(session: Session, bed_id: str) -> BedTable:
    """Load a bed; raises Refused ``bed_unknown``."""
    bed = session.get(BedTable, bed_id)
    if bed is None:
        raise Refused("bed_unknown", field="bed_id")
    return bed


def take_back(session: Session, room_ids: Iterable[str], bed_ids: Iterable[str]) -> None:
    """Remove rooms and beds that were just made; raises Refused ``rooms_in_use`` once anything was done with them."""
    for bed_id in bed_ids:
        if _touched(session, bed_id):
            raise Refused("rooms_in_use")
        session.delete(a_bed(session, bed_id))
    session.flush()
    for room_id in room_ids:
        room = the_room(session, room_id)
        if session.scalars(select(BedTable.id).where(BedTable.room_id == room_id).limit(1)).first() is not None:
            raise Refused("rooms_in_use")
        session.delete(room)
        session.flush()
        if session.scalars(select(RoomTable.id).where(RoomTable.wisma_id == room.wisma_id).limit(1)).first() is None:
            session.delete(session.get_one(WismaTable, room.wisma_id))
    session.flush()


def _touched(session: Session, bed_id: str) -> bool:
    """Say whether anybody was ever given the bed or it was kept for them, or ever blocked, marked or moved."""
    uses = (select(table.id).where(table.bed_id == bed_id).limit(1) for table in _USES)
    return any(session.scalars(use).first() is not None for use in uses)


def block(session: Session, bed_ids: Iterable[str], from_day: date | None, until: date | None, why: Why) -> list[str]:
    """Take beds out of use for a time.

    Raises Refused ``bed_in_use`` where somebody sleeps on one then, ``bed_kept_then`` where one is kept for somebody.
    """
    made = []
    for bed_id in bed_ids:
        a_bed(session, bed_id)
        _require_nobody(session, bed_id, from_day, until)
        made.append(new_id())
        session.add(
            BedBlockTable(
                id=made[-1],
                bed_id=bed_id,
                kind=why.kind.value,
                from_day=from_day,
                until_day=until,
                reason=why.reason,
            )
        )
    session.flush()
    return made


@dataclass(frozen=True, slots=True)
class BlockEnd:
    """The end a block is to have again, and the one that an act gave it."""

    block_id: str
    until: date | None
    now: date | None


def unblock(session: Session, bed_id: str, day: date) -> list[BlockEnd]:
    """Take a bed into use again from a day; tells the blocks ended with the end each had before."""
    ended: list[BlockEnd] = []
    for row in session.scalars(select(BedBlockTable).where(BedBlockTable.bed_id == bed_id)):
        if row.until_day is None or row.until_day > day:
            until, row.until_day = row.until_day, max(day, row.from_day or day)
            ended.append(BlockEnd(row.id, until, row.until_day))
    session.flush()
    return ended


def put_block_back(session: Session, block: BlockEnd) -> None:
    """Give a block the end it had; raises Refused where somebody was given the bed since, or it is kept for them.

    Raises Refused ``changed_meanwhile`` where the block has another end than the act gave it.
    """
    row, until = session.get_one(BedBlockTable, block.block_id), block.until
    if row.until_day != block.now:
        raise Refused("changed_meanwhile")
    longer = row.until_day is not None and (until is None or until > row.until_day)
    if longer:
        _require_nobody(session, row.bed_id, row.until_day, until)
    row.until_day = until
    session.flush()


def _require_nobody(session: Session, bed_id: str, from_day: date | None, until: date | None) -> None:
    """Refuse to take a bed from whoever sleeps on it then, or for whom it is kept."""
    if _slept_in(session, bed_id, from_day, until):
        raise Refused("bed_in_use", field="bed_id")
    kept = select(BedBookingTable.id).where(
        BedBookingTable.bed_id == bed_id, BedBookingTable.until_night > (from_day or date.min)
    )
    if until is not None:
        kept = kept.where(BedBookingTable.from_night < until)
    if session.scalars(kept.limit(1)).first() is not None:
        raise Refused("bed_kept_then", field="bed_id")


def _slept_in(session: Session, bed_id: str, from_day: date | None, until: date | None) -> bool:
    query = select(PlacementTable.id).where(
        PlacementTable.bed_id == bed_id,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night),
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > (from_day or date.min)),
    )
    if until is not None:
        query = query.where(PlacementTable.from_night < until)
    return session.scalars(query.limit(1)).first() is not None


def close_bed(session: Session, bed_id: str, day: date) -> None:
    """Take a bed away from a day on; raises Refused where somebody sleeps on it then, or it is kept for them.

    One that is gone by that day stays gone since when it was; refused ``bed_closed``.
    """
    bed = a_bed(session, bed_id)
    if bed.closed_on is not None and bed.closed_on <= day:
        raise Refused("bed_closed", field="bed_id", closed=bed.closed_on)
    _require_nobody(session, bed_id, day, None)
    if bed.opened_on is not None and day < bed.opened_on:
        raise Refused("bed_not_open_yet", field="from_night", opened=bed.opened_on)
    bed.closed_on = day
    session.flush()


def set_cleaning(session: Session, bed_ids: Iterable[str], since: datetime | None) -> list[str]:
    """Say of beds that they are clean (None) or to be cleaned since an instant; tells which ones changed."""
    changed = []
    for bed_id in bed_ids:
        bed = a_bed(session, bed_id)
        if (bed.to_clean_since is None) != (since is None):
            bed.to_clean_since = since
            changed.append(bed_id)
    session.flush()
    return changed
