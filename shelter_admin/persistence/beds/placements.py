"""Giving, moving and ending beds. Overlaps are refused by the database's own triggers, back-dated ones too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import AgeGroup, BedKind, Period, RoomRule, natural, require_known_night
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds import bookings
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import StayTable


@dataclass(frozen=True, slots=True)
class BedFacts:
    """A bed with what the rules need to know of it."""

    bed_id: str
    room_id: str
    address: str
    room: RoomRule
    opened: date | None
    closed: date | None
    to_clean: bool


def the_bed(session: Session, bed_id: str) -> BedFacts:
    """Load a bed; raises Refused ``bed_unknown``."""
    row = session.execute(
        select(BedTable, RoomTable, WismaTable.name)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(BedTable.id == bed_id)
    ).first()
    if row is None:
        raise Refused("bed_unknown", field="bed_id")
    bed, room, wisma = row
    return BedFacts(
        bed.id,
        room.id,
        f"{wisma} {room.name}/{bed.label}",
        RoomRule(room.sex, AgeGroup(room.age_group) if room.age_group else None),
        bed.opened_on,
        bed.closed_on,
        bed.to_clean_since is not None,
    )


def bed_at(session: Session, address: str) -> str:
    """Find a bed by its address as people write it, ``Melati 3/2``, in any case; raises Refused ``bed_unknown``."""
    written = func.lower(WismaTable.name + " " + RoomTable.name + "/" + BedTable.label)
    query = (
        select(BedTable.id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(written == func.lower(" ".join(address.split())))
    )
    found = session.scalars(query).first()
    if found is None:
        raise Refused("bed_unknown", field="bed_id")
    return found


def require_unblocked(session: Session, bed_id: str, nights: Period) -> None:
    """Refuse a bed that is broken or blocked on any of these nights."""
    rows = session.scalars(select(BedBlockTable).where(BedBlockTable.bed_id == bed_id))
    for row in rows:
        if nights.meets(Period(row.from_day or date.min, row.until_day)):
            raise Refused("bed_blocked", field="bed_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A bed for the nights ``[from_night, until)``, why, and why all the same where something speaks against it."""

    bed_id: str
    from_night: date
    until: date | None = None
    reason: str = ""
    despite: str = ""


def place(
    session: Session, *, stay_id: str, bed_id: str, from_night: date, reason: str = "", despite: str = ""
) -> PlacementTable:
    """Give a bed from a night on, until the next known placement of the same person."""
    until = until_next(session, session.get_one(StayTable, stay_id).person_id, from_night)
    return begin(session, stay_id, Wanted(bed_id, from_night, until, reason, despite))


def begin(session: Session, stay_id: str, wanted: Wanted) -> PlacementTable:
    """Begin a placement. Raises Refused when the bed is taken, blocked, not open, or before admission.

    A bed kept for somebody else needs ``despite``, the reason for it (Refused ``bed_kept``); the booking gives way.
    """
    bed, stay = the_bed(session, wanted.bed_id), session.get_one(StayTable, stay_id)
    require_known_night(wanted.from_night, stay.admitted_on, bed.opened, bed.closed)
    if bed.closed is not None and (wanted.until is None or wanted.until > bed.closed):
        raise Refused("bed_closed", field="bed_id", closed=bed.closed)
    nights = Period(wanted.from_night, wanted.until)
    require_unblocked(session, bed.bed_id, nights)
    bookings.give_way(session, bed_id=bed.bed_id, person_id=stay.person_id, nights=nights, despite=wanted.despite)
    placement = PlacementTable(
        id=new_id(),
        bed_id=bed.bed_id,
        person_id=stay.person_id,
        stay_id=stay_id,
        from_night=wanted.from_night,
        until_night=wanted.until,
        reason=wanted.reason,
        despite=wanted.despite,
    )
    session.add(placement)
    session.flush()
    return placement


def sleepers_in(session: Session, room_id: str, night: date) -> list[tuple[str, str]]:
    """Who holds a bed or mattress of a room on a night: person and bed, in the order of the beds."""
    query = (
        select(PlacementTable.person_id, BedTable.id, BedTable.label)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .where(
            BedTable.room_id == room_id,
            PlacementTable.from_night <= night,
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
        )
    )
    found = sorted(session.execute(query), key=lambda row: natural(row.label))
    return [(row.person_id, row.id) for row in found]


def usable_in(session: Session, room_id: str, night: date) -> list[str]:
    """The beds of a room that can be slept in on a night, taken or not, in their order."""
    unusable = select(BedBlockTable.bed_id).where(
        or_(BedBlockTable.from_day.is_(None), BedBlockTable.from_day <= night),
        or_(BedBlockTable.until_day.is_(None), BedBlockTable.until_day > night),
    )
    query = select(BedTable.id, BedTable.label).where(
        BedTable.room_id == room_id,
        BedTable.kind == BedKind.BED.value,
        or_(BedTable.opened_on.is_(None), BedTable.opened_on <= night),
        or_(BedTable.closed_on.is_(None), BedTable.closed_on > night),
        BedTable.id.not_in(unusable),
    )
    return [row.id for row in sorted(session.execute(query), key=lambda row: natural(row.label))]


def until_next(session: Session, person_id: str, from_night: date) -> date | None:
    """The night on which the person's next known placement begins, so that a back-dated one ends there."""
    return session.scalar(
        select(func.min(PlacementTable.from_night)).where(
            PlacementTable.person_id == person_id,
            PlacementTable.from_night > from_night,
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night),
        )
    )


def free_mattress(session: Session, room_id: str, night: date) -> str | None:
    """A mattress of the room that nobody has from this night on."""
    taken = select(PlacementTable.bed_id).where(
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night),
    )
    query = select(BedTable.id).where(
        BedTable.room_id == room_id,
        BedTable.kind == BedKind.MATTRESS.value,
        BedTable.closed_on.is_(None),
        BedTable.id.not_in(taken),
    )
    return session.scalars(query.order_by(BedTable.label).limit(1)).first()


def on_mattress_in(session: Session, person_id: str, room_id: str, night: date) -> bool:
    """Say whether somebody sleeps on a mattress of this room on a night."""
    placed = placement_on(session, person_id, night)
    bed = session.get(BedTable, placed.bed_id) if placed is not None else None
    return bed is not None and bed.room_id == room_id and bed.kind == BedKind.MATTRESS.value


def running(session: Session, stay_id: str) -> PlacementTable | None:
    """The placement of a stay that has no end yet."""
    return session.scalars(
        select(PlacementTable).where(PlacementTable.stay_id == stay_id, PlacementTable.until_night.is_(None))
    ).first()


def placement_on(session: Session, person_id: str, night: date) -> PlacementTable | None:
    """The placement that covers a night."""
    return session.scalars(
        select(PlacementTable).where(
            PlacementTable.person_id == person_id,
            PlacementTable.from_night <= night,
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
        )
    ).first()


def end(session: Session, placement: PlacementTable, night: date, left_at: datetime) -> None:
    """End a placement before a night and leave the bed to be cleaned.

    One that was over long ago is only made shorter: whoever slept there since has left the bed as it is.
    """
    just_left = placement.until_night is None or placement.until_night > left_at.date()
    placement.until_night = max(night, placement.from_night)
    if just_left:
        session.get_one(BedTable, placement.bed_id).to_clean_since = left_at
    session.flush()


def end_placements(session: Session, stay_id: str, night: date, left_at: datetime) -> None:
    """End every placement of a stay before a night: later ones become empty, the running one ends."""
    query = select(PlacementTable).where(
        PlacementTable.stay_id == stay_id,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
    )
    for placement in session.scalars(query):
        end(session, placement, night, left_at)


def require_still_until(placement: PlacementTable, until: date | None) -> None:
    """Refuse to take back what somebody changed again meanwhile."""
    if placement.until_night != until:
        raise Refused("changed_meanwhile")


def reopen(session: Session, placement_id: str, until: date | None, was_clean: bool) -> None:
    """Give a placement its end back, as it was.

    Refused where the bed was taken out of use or kept for somebody else meanwhile; by the database where it was
    given away.
    """
    placement = session.get_one(PlacementTable, placement_id)
    ended = placement.until_night
    if ended is not None and (until is None or until > ended):
        require_unblocked(session, placement.bed_id, Period(ended, until))
        bookings.require_unbooked(session, placement.bed_id, placement.person_id, Period(ended, until))
        closed = session.get_one(BedTable, placement.bed_id).closed_on
        if closed is not None and (until is None or until > closed):
            raise Refused("bed_closed", field="bed_id", closed=closed)
    placement.until_night = until
    if was_clean:
        session.get_one(BedTable, placement.bed_id).to_clean_since = None
    session.flush()


def remove(session: Session, placement_id: str) -> None:
    """Take back a placement that was just made; its values stay in the history."""
    session.delete(session.get_one(PlacementTable, placement_id))
    session.flush()
