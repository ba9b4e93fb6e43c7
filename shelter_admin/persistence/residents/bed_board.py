"""The board of a night: every room and bed with who holds it, in one statement; and who has no bed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, case, exists, literal, null, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.bed_layout import Spot, tag_order
from shelter_admin.domain.beds import (
    AgeGroup,
    BedBoard,
    BedKind,
    BedLine,
    BedState,
    Block,
    BlockKind,
    Kept,
    RoomLine,
    UnplacedLine,
    natural,
)
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.words import _
from shelter_admin.persistence.beds.bookings import note_for
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
from shelter_admin.persistence.intake.sight import applicant_name_for
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.lookup import in_house_on, newest_photo
from shelter_admin.persistence.people.sight import alias_for, kept_from, name_for, on_duty, photo_for, works_with
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable

_BOOKED = aliased(PersonTable)


def bed_board(session: Session, sight: Sight, night: date, *, applicants: bool = False) -> BedBoard:
    """The whole house on a night; who is outside is told as of this moment.

    A bed kept for an applicant names them only where ``applicants`` says that the reader may see the waiting list.
    """
    rooms: dict[str, dict[str, list[ResultRow[Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in session.execute(_beds_on(sight, night, applicants=applicants)):
        rooms[row.room_id][row.bed_id].append(row)
    lines = [_room_line(beds, night) for beds in rooms.values()] + _bare_rooms(session, set(rooms))
    lines.sort(key=lambda line: (natural(line.wisma), natural(line.room)))
    return BedBoard(night, tuple(lines), tuple(_unplaced(session, sight, night)))


def _beds_on(sight: Sight, night: date, *, applicants: bool) -> Any:
    """One statement: beds that exist on a night, with all that is known of each.

    A bed has one row for each of its tags, times the blocks and the bookings that run or come: they are put
    together again below.
    """
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
        select(*_columns(sight), *_booked_columns(sight, applicants=applicants))
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .outerjoin(BedSpotTable, BedSpotTable.bed_id == BedTable.id)
        .outerjoin(BedTagTable, BedTagTable.bed_id == BedTable.id)
        .outerjoin(BedBlockTable, blocked)
        .outerjoin(BedBookingTable, and_(BedBookingTable.bed_id == BedTable.id, BedBookingTable.until_night > night))
        .outerjoin(_BOOKED, _BOOKED.id == BedBookingTable.person_id)
        .outerjoin(ApplicantTable, ApplicantTable.id == BedBookingTable.applicant_id)
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
        BedSpotTable.grid_row,
        BedSpotTable.grid_column,
        BedTagTable.tag,
        RoomTable.id.label("room_id"),
        RoomTable.name.label("room"),
        RoomTable.sex.label("room_sex"),
        RoomTable.age_group,
        WismaTable.id.label("wisma_id"),
        WismaTable.name.label("wisma"),
        BedBlockTable.id.label("block_id"),
        BedBlockTable.kind.label("block_kind"),
        BedBlockTable.reason.label("block_reason"),
        BedBlockTable.from_day.label("block_from"),
        BedBlockTable.until_day.label("block_until"),
        PlacementTable.from_night,
        PersonTable.id.label("person_id"),
        name_for(sight),
        alias_for(sight),
        PersonTable.number,
        PersonTable.sex,
        OutingTable.id.label("outing_id"),
        photo_for(sight, newest_photo()),
        works_with(sight, PersonTable.id).label("seen"),
    )


def _booked_columns(sight: Sight, *, applicants: bool) -> tuple[Any, ...]:
    """The booking and whom it is for: a resident as on every list of the night, an applicant where that may be seen."""
    veiled = _BOOKED.number + literal(" · " + _("confidential"))
    resident = case((kept_from(sight, _BOOKED.id), veiled), else_=_BOOKED.name)
    return (
        BedBookingTable.id.label("booking_id"),
        BedBookingTable.from_night.label("booked_from"),
        BedBookingTable.until_night.label("booked_until"),
        note_for(sight, applicants=applicants),
        BedBookingTable.applicant_id,
        BedBookingTable.person_id.label("booked_person"),
        case((works_with(sight, _BOOKED.id), resident)).label("booked_resident"),
        (applicant_name_for(sight) if applicants else null()).label("booked_applicant"),
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


def _room_line(beds: dict[str, list[ResultRow[Any]]], night: date) -> RoomLine:
    first = next(iter(beds.values()))[0]
    shown = [rows for rows in beds.values() if rows[0].kind == BedKind.BED or rows[0].person_id is not None]
    lines = sorted((_bed_line(rows, night) for rows in shown), key=lambda bed: natural(bed.label))
    return RoomLine(
        first.room_id,
        first.wisma_id,
        first.wisma,
        first.room,
        first.room_sex,
        _group(first.age_group),
        tuple(lines),
    )


def _bed_line(rows: list[ResultRow[Any]], night: date) -> BedLine:
    """A bed; of somebody the reader does not see it tells only that it is taken."""
    row = rows[0]
    seen, block, kept = bool(row.seen), _block(row), _kept(rows)
    dirty = row.to_clean_since is not None and row.to_clean_since.date() <= night
    return BedLine(
        row.bed_id,
        row.wisma,
        row.room_id,
        row.room,
        row.label,
        BedKind(row.kind),
        _state(row, dirty=dirty, kept=kept is not None and kept.runs(night)),
        row.person_id,
        row.name if seen else None,
        row.alias if seen else None,
        row.number if seen else None,
        row.sex if seen else None,
        row.from_night,
        row.outing_id is not None and seen,
        row.photo_id if seen else None,
        row.block_reason or "",
        block,
        kept,
        tuple(sorted({one.tag for one in rows if one.tag is not None}, key=tag_order)),
        Spot(row.grid_row, row.grid_column) if row.grid_row is not None else None,
        dirty,
    )


def _block(row: ResultRow[Any]) -> Block | None:
    if row.block_id is None:
        return None
    return Block(BlockKind(row.block_kind), row.block_from, row.block_until, row.block_reason)


def _kept(rows: list[ResultRow[Any]]) -> Kept | None:
    """The booking that runs or comes first."""
    booked = [row for row in rows if row.booking_id is not None]
    if not booked:
        return None
    row = min(booked, key=lambda one: (one.booked_from, one.booking_id))
    who = row.booked_resident or row.booked_applicant
    return Kept(
        row.booking_id,
        row.booked_from,
        row.booked_until,
        who,
        row.booked_person if row.booked_resident else None,
        row.applicant_id if row.booked_applicant else None,
        row.booking_note,
    )


def _state(row: ResultRow[Any], *, dirty: bool, kept: bool) -> BedState:
    if row.person_id is not None:
        return BedState.EXTRA if row.kind == BedKind.MATTRESS else BedState.OCCUPIED
    if row.block_id is not None:
        return BedState.BLOCKED
    if kept:
        return BedState.BOOKED
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
