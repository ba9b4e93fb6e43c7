"""The board of a night: every room and bed with who holds it, in one statement; and who has no bed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.beds import (
    AgeGroup,
    BedBoard,
    BedKind,
    BedLine,
    BedState,
    RoomLine,
    UnplacedLine,
    natural,
)
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.lookup import in_house_on, newest_photo
from shelter_admin.persistence.people.sight import alias_for, name_for, on_duty, photo_for, works_with
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable


def bed_board(session: Session, sight: Sight, night: date) -> BedBoard:
    """The whole house on a night; who is outside is told as of this moment."""
    rooms: dict[str, list[ResultRow[Any]]] = defaultdict(list)
    for row in session.execute(_beds_on(sight, night).add_columns(works_with(sight, PersonTable.id).label("seen"))):
        rooms[row.room_id].append(row)
    lines = [_room_line(rows, night) for rows in rooms.values()] + _bare_rooms(session, set(rooms))
    lines.sort(key=lambda line: (natural(line.wisma), natural(line.room)))
    return BedBoard(night, tuple(lines), tuple(_unplaced(session, sight, night)))


def _beds_on(sight: Sight, night: date) -> Any:
    """One statement: beds that exist on a night, their block, their placement, the person and whether they are out."""
    placed = and_(
        PlacementTable.bed_id == BedTable.id,
        PlacementTable.from_night <= night,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
    )
    blocked = and_(
        BedBlockTable.bed_id == BedTable.id,
        or_(BedBlockTable.from_day.is_(None), BedBlockTable.from_day <= night),
        or_(BedBlockTable.until_day.is_(None), BedBlockTable.until_day > night),
    )
    return (
        select(*_columns(sight))
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .outerjoin(BedBlockTable, blocked)
        .outerjoin(PlacementTable, placed)
        .outerjoin(PersonTable, PersonTable.id == PlacementTable.person_id)
        .outerjoin(OutingTable, and_(OutingTable.stay_id == PlacementTable.stay_id, OutingTable.in_at.is_(None)))
        .where(or_(BedTable.opened_on.is_(None), BedTable.opened_on <= night))
        .where(or_(BedTable.closed_on.is_(None), BedTable.closed_on > night))
    )


def _columns(sight: Sight) -> tuple[Any, ...]:
    return (
        BedTable.id.label("bed_id"),
        BedTable.label,
        BedTable.kind,
        BedTable.to_clean_since,
        RoomTable.id.label("room_id"),
        RoomTable.name.label("room"),
        RoomTable.sex.label("room_sex"),
        RoomTable.age_group,
        WismaTable.id.label("wisma_id"),
        WismaTable.name.label("wisma"),
        BedBlockTable.id.label("block_id"),
        BedBlockTable.reason.label("block_reason"),
        PlacementTable.from_night,
        PersonTable.id.label("person_id"),
        name_for(sight),
        alias_for(sight),
        PersonTable.number,
        PersonTable.sex,
        OutingTable.id.label("outing_id"),
        photo_for(sight, newest_photo()),
    )


def _bare_rooms(session: Session, known: set[str]) -> list[RoomLine]:
    """The rooms in which no bed stands on that night, so that somebody can put one there."""
    query = select(RoomTable, WismaTable.name).join(WismaTable, WismaTable.id == RoomTable.wisma_id)
    return [
        RoomLine(room.id, room.wisma_id, wisma, room.name, room.sex, _group(room.age_group), ())
        for room, wisma in session.execute(query)
        if room.id not in known
    ]


def _group(code: str | None) -> AgeGroup | None:
    return AgeGroup(code) if code else None


def _room_line(rows: list[ResultRow[Any]], night: date) -> RoomLine:
    first = rows[0]
    unique = {row.bed_id: row for row in rows}
    shown = [row for row in unique.values() if row.kind == BedKind.BED or row.person_id is not None]
    beds = sorted((_bed_line(row, night) for row in shown), key=lambda bed: natural(bed.label))
    group, bed_lines = _group(first.age_group), tuple(beds)
    return RoomLine(first.room_id, first.wisma_id, first.wisma, first.room, first.room_sex, group, bed_lines)


def _bed_line(row: ResultRow[Any], night: date) -> BedLine:
    """A bed; of somebody the reader does not see it tells only that it is taken."""
    seen = bool(row.seen)
    return BedLine(
        row.bed_id,
        row.wisma,
        row.room_id,
        row.room,
        row.label,
        BedKind(row.kind),
        _state(row, night),
        row.person_id,
        row.name if seen else None,
        row.alias if seen else None,
        row.number if seen else None,
        row.sex if seen else None,
        row.from_night,
        row.outing_id is not None and seen,
        row.photo_id if seen else None,
        row.block_reason or "",
    )


def _state(row: ResultRow[Any], night: date) -> BedState:
    if row.person_id is not None:
        return BedState.EXTRA if row.kind == BedKind.MATTRESS else BedState.OCCUPIED
    if row.block_id is not None:
        return BedState.BLOCKED
    dirty = row.to_clean_since is not None and row.to_clean_since.date() <= night
    return BedState.TO_CLEAN if dirty else BedState.FREE


def _unplaced(session: Session, sight: Sight, night: date) -> list[UnplacedLine]:
    placement = aliased(PlacementTable)
    placed = exists().where(
        placement.person_id == StayTable.person_id,
        placement.from_night <= night,
        or_(placement.until_night.is_(None), placement.until_night > night),
    )
    query = (
        select(PersonTable.id, StayTable.id, PersonTable.number, name_for(sight), PersonTable.sex, StayTable.room_text)
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(in_house_on(night), ~placed)
        .order_by(PersonTable.name, PersonTable.number)
    )
    return [UnplacedLine(*row) for row in session.execute(on_duty(query, sight))]
