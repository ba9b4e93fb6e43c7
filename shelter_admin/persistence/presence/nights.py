"""Who was, and who will be, away from a bed that is theirs at the hour of roll-call: by the gate, by approved leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.measures import Outside
from shelter_admin.domain.places_ahead import LeaveAhead
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable


def outside_at_roll_call(session: Session, panti: Panti, first: date, last: date) -> tuple[Outside, ...]:
    """Who was not in the house on which nights at the hour of roll-call, by the gate's entries."""
    begins, ends = roll_call_of(panti, first), roll_call_of(panti, last)
    query = select(OutingTable.person_id, OutingTable.out_at, OutingTable.in_at).where(
        OutingTable.out_at <= ends, or_(OutingTable.in_at.is_(None), OutingTable.in_at > begins)
    )
    made = []
    for person_id, out_at, in_at in session.execute(query):
        start = first_roll_call_from(panti, out_at)
        end = first_roll_call_from(panti, in_at) if in_at is not None else None
        if end is None or start < end:
            made.append(Outside(person_id, start, end))
    return tuple(made)


def roll_call_of(panti: Panti, night: date) -> datetime:
    """The instant at which the roll-call of a night is due."""
    return panti.during_night(night, panti.settings.roll_call_at)


def first_roll_call_from(panti: Panti, instant: datetime) -> date:
    """The first night whose roll-call is due at that instant or later."""
    settings, local = panti.settings, instant.astimezone(panti.zone.offset)
    day = local.date() if local.time() <= settings.roll_call_at else local.date() + timedelta(days=1)
    return day - timedelta(days=1) if settings.roll_call_at < settings.night_ends else day


def outside_at(session: Session, night: date, instant: datetime) -> frozenset[str]:
    """Who of those with a bed on a night was not in the house at an instant of it, by the gate's last entry before."""
    last = aliased(OutingTable)
    before = (last.person_id == PlacementTable.person_id, last.out_at <= instant)
    newest = select(func.max(last.out_at)).where(*before).correlate(PlacementTable).scalar_subquery()
    query = (
        select(PlacementTable.person_id)
        .join(OutingTable, and_(OutingTable.person_id == PlacementTable.person_id, OutingTable.out_at == newest))
        .where(
            PlacementTable.from_night <= night,
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
            or_(OutingTable.in_at.is_(None), OutingTable.in_at > instant),
        )
    )
    return frozenset(session.scalars(query))


def leaves_at(session: Session, sight: Sight, panti: Panti, night: date, instant: datetime) -> tuple[LeaveAhead, ...]:
    """Who is on approved leave at an instant, the roll-call of a night to come, with the bed they have that night."""
    placed = aliased(PlacementTable)
    covers = and_(
        placed.stay_id == LeavePassTable.stay_id,
        placed.from_night <= night,
        or_(placed.until_night.is_(None), placed.until_night > night),
    )
    query = (
        select(
            PersonTable.id,
            name_for(sight),
            PersonTable.number,
            LeavePassTable.until_at,
            WismaTable.name.label("wisma"),
            RoomTable.name.label("room"),
            BedTable.label,
        )
        .join(LeavePassTable, LeavePassTable.person_id == PersonTable.id)
        .join(StayTable, StayTable.id == LeavePassTable.stay_id)
        .outerjoin(placed, covers)
        .outerjoin(BedTable, BedTable.id == placed.bed_id)
        .outerjoin(RoomTable, RoomTable.id == BedTable.room_id)
        .outerjoin(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(
            LeavePassTable.state == "approved",
            LeavePassTable.from_at <= instant,
            LeavePassTable.until_at > instant,
            StayTable.leave_reason.is_(None),
        )
        .order_by(LeavePassTable.until_at, PersonTable.number)
    )
    return tuple(_leave_of(panti, row) for row in session.execute(on_duty(query, sight)))


def _leave_of(panti: Panti, row: Any) -> LeaveAhead:
    bed = f"{row.wisma} {row.room}/{row.label}" if row.wisma else ""
    return LeaveAhead(row.id, row.name, row.number, bed, panti.day_of(row.until_at))
