"""Beds, nights and people over a span, for measuring: a handful of statements whatever its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import BedKind, natural
from shelter_admin.domain.measures import BedsOnRecord, BedTime, Gone, Outside, Slept
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.spans import Span
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable


def beds_on_record(session: Session, span: Span, outside: tuple[Outside, ...]) -> BedsOnRecord:
    """Everything that occupancy over a span is measured from; who was outside on which nights is told by the gate."""
    return BedsOnRecord(span, beds_in_time(session), _slept(session, span), outside, _gone(session, span))


def first_night(session: Session) -> date | None:
    """The first night anybody is known to have had a bed here."""
    return session.scalar(select(func.min(PlacementTable.from_night)))


def beds_in_time(session: Session) -> tuple[BedTime, ...]:
    """Every bed and mattress there ever was, with its time and its blocks, by wisma, room and label."""
    blocks: dict[str, list[tuple[date | None, date | None]]] = defaultdict(list)
    for row in session.execute(select(BedBlockTable.bed_id, BedBlockTable.from_day, BedBlockTable.until_day)):
        blocks[row.bed_id].append((row.from_day, row.until_day))
    query = (
        select(
            BedTable.id,
            BedTable.label,
            BedTable.kind,
            BedTable.opened_on,
            BedTable.closed_on,
            RoomTable.name.label("room"),
            WismaTable.id.label("wisma_id"),
            WismaTable.name.label("wisma"),
        )
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
    )
    rows = sorted(
        session.execute(query),
        key=lambda row: (natural(row.wisma), row.wisma_id, natural(row.room), natural(row.label)),
    )
    return tuple(
        BedTime(
            row.id,
            row.wisma_id,
            row.wisma,
            f"{row.wisma} {row.room}/{row.label}",
            BedKind(row.kind),
            row.opened_on,
            row.closed_on,
            tuple(blocks[row.id]),
        )
        for row in rows
    )


def _slept(session: Session, span: Span) -> tuple[Slept, ...]:
    query = select(
        PlacementTable.person_id, PlacementTable.bed_id, PlacementTable.from_night, PlacementTable.until_night
    ).where(
        PlacementTable.from_night <= span.through,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > span.first),
    )
    return tuple(Slept(*row) for row in session.execute(query.order_by(PlacementTable.person_id)))


def _gone(session: Session, span: Span) -> tuple[Gone, ...]:
    """The stays that ended in the span; where that day is unknown the day of admission counts, as in the return."""
    ended = func.coalesce(StayTable.left_on, StayTable.admitted_on)
    over = (StayTable.leave_reason.is_not(None), ended >= span.first, ended <= span.through)
    places = (
        select(PlacementTable.stay_id, RoomTable.wisma_id)
        .join(StayTable, StayTable.id == PlacementTable.stay_id)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .where(*over, or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night))
        .order_by(PlacementTable.from_night)
    )
    last = {row.stay_id: row.wisma_id for row in session.execute(places)}
    query = select(StayTable.id, StayTable.person_id, StayTable.admitted_on, StayTable.left_on).where(*over)
    return tuple(
        Gone(row.id, row.person_id, last.get(row.id), row.admitted_on, row.left_on)
        for row in session.execute(query.order_by(ended, StayTable.id))
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a reader sees them."""

    number: str
    name: str
    sex: str | None


def named(session: Session, sight: Sight, person_ids: Iterable[str]) -> Mapping[str, Named]:
    """These people as this reader sees them on a list of the night; who is not met at work is left out."""
    query = select(PersonTable.id, PersonTable.number, name_for(sight), PersonTable.sex)
    query = on_duty(query.where(PersonTable.id.in_(list(person_ids))), sight)
    return {row.id: Named(row.number, row.name, row.sex) for row in session.execute(query)}
