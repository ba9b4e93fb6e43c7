"""Everything about the nights of a stretch of the past, as one reader may see it: a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.bed_layout import Spot, tag_order
from shelter_admin.domain.beds import AgeGroup, BedKind, Block, BlockKind, Kept, UnplacedLine, natural
from shelter_admin.domain.past_nights import BedKnown, Inside, RoomKnown, Sleeping
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.beds.future import kept_places
from shelter_admin.persistence.beds.tables import (
    BedBlockTable,
    BedSpotTable,
    BedTable,
    BedTagTable,
    PlacementTable,
    RoomTable,
    WismaTable,
)
from shelter_admin.persistence.people.lookup import newest_photo
from shelter_admin.persistence.people.sight import alias_for, name_for, on_duty, photo_for, works_with
from shelter_admin.persistence.people.tables import PersonTable, StayTable


def rooms_known(session: Session) -> tuple[RoomKnown, ...]:
    """Every room, by wisma and name as people sort them."""
    query = select(RoomTable, WismaTable.name).join(WismaTable, WismaTable.id == RoomTable.wisma_id)
    rooms = [
        RoomKnown(
            room.id, room.wisma_id, wisma, room.name, room.sex, AgeGroup(room.age_group) if room.age_group else None
        )
        for room, wisma in session.execute(query)
    ]
    return tuple(sorted(rooms, key=lambda room: (natural(room.wisma), natural(room.room))))


def beds_known(session: Session, sight: Sight, first: date, zone: tzinfo, *, applicants: bool) -> tuple[BedKnown, ...]:
    """Every bed with what is written of it, by label; bookings that are over before the first night are left out.

    ``zone`` is the panti's: since which day a bed is to be cleaned is told by its own calendar.
    """
    blocks, kept, tags = _blocks(session), _kept(session, sight, first, applicants=applicants), _tags(session)
    query = select(BedTable, BedSpotTable.grid_row, BedSpotTable.grid_column).outerjoin(
        BedSpotTable, BedSpotTable.bed_id == BedTable.id
    )
    beds = [
        BedKnown(
            bed.id,
            bed.room_id,
            bed.label,
            BedKind(bed.kind),
            bed.opened_on,
            bed.closed_on,
            bed.to_clean_since.astimezone(zone).date() if bed.to_clean_since is not None else None,
            tuple(blocks.get(bed.id, ())),
            tuple(kept.get(bed.id, ())),
            tuple(sorted(tags.get(bed.id, ()), key=tag_order)),
            Spot(row, column) if row is not None else None,
        )
        for bed, row, column in session.execute(query)
    ]
    return tuple(sorted(beds, key=lambda bed: natural(bed.label)))


def _blocks(session: Session) -> Mapping[str, list[Block]]:
    found: dict[str, list[Block]] = defaultdict(list)
    for row in session.scalars(select(BedBlockTable).order_by(BedBlockTable.id)):
        found[row.bed_id].append(Block(BlockKind(row.kind), row.from_day, row.until_day, row.reason))
    return found


def _kept(session: Session, sight: Sight, first: date, *, applicants: bool) -> Mapping[str, list[Kept]]:
    found: dict[str, list[Kept]] = defaultdict(list)
    for one in kept_places(session, sight, first, applicants=applicants):
        known = (one.person_id if one.named else None, one.applicant_id if one.named else None)
        found[one.bed_id].append(Kept(one.booking_id, one.start, one.end, one.named or None, *known, one.note))
    return found


def _tags(session: Session) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for bed_id, tag in session.execute(select(BedTagTable.bed_id, BedTagTable.tag)):
        found[bed_id].add(tag)
    return found


def sleeping(session: Session, sight: Sight, first: date, last: date) -> tuple[Sleeping, ...]:
    """Who had which bed on any of the nights."""
    until = PlacementTable.until_night
    query = (
        select(
            PlacementTable.bed_id,
            PersonTable.id,
            PlacementTable.from_night,
            until,
            name_for(sight),
            alias_for(sight),
            PersonTable.number,
            PersonTable.sex,
            photo_for(sight, newest_photo()),
            works_with(sight, PersonTable.id).label("seen"),
        )
        .join(PersonTable, PersonTable.id == PlacementTable.person_id)
        .where(PlacementTable.from_night <= last, or_(until.is_(None), until > first))
    )
    return tuple(Sleeping(*row[:4], *(row[4:9] if row.seen else ())) for row in session.execute(query))


def inside(session: Session, sight: Sight, first: date, last: date) -> tuple[Inside, ...]:
    """Who was in the house on one of the nights and had a bed for less than the whole stay."""
    placed = aliased(PlacementTable)
    held_to_the_end = and_(StayTable.leave_reason.is_not(None), placed.until_night >= StayTable.left_on)
    for_all = exists().where(
        placed.stay_id == StayTable.id,
        placed.from_night <= StayTable.admitted_on,
        or_(placed.until_night.is_(None), held_to_the_end),
    )
    query: Any = (
        select(
            PersonTable.id,
            StayTable.id,
            PersonTable.number,
            name_for(sight),
            PersonTable.sex,
            StayTable.room_text,
            StayTable.admitted_on,
            StayTable.left_on,
        )
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(
            or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= last),
            or_(StayTable.leave_reason.is_(None), StayTable.left_on > first),
            ~for_all,
        )
        .order_by(PersonTable.name, PersonTable.number)
    )
    return tuple(
        Inside(UnplacedLine(*row[:6]), row.admitted_on or date.min, row.left_on)
        for row in session.execute(on_duty(query, sight))
    )
