"""Beds kept for somebody. No two bookings of one bed share a night: the database refuses (``bed_booked``).

A booking stands in nobody's way but theirs: whoever else is put there needs a reason, and the booking gives way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, literal, not_, or_, select, true
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import Booking, Period
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import BedBlockTable, BedBookingTable, BedTable, PlacementTable
from shelter_admin.persistence.intake.sight import applicant_kept_from
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.sight import seen_by


def book(
    session: Session,
    bed_id: str,
    nights: tuple[date, date],
    *,
    person_id: str | None = None,
    applicant_id: str | None = None,
    note: str = "",
) -> Booking:
    """Keep a bed for the nights ``[from, until)``; a placement of that person there may already run.

    Raises Refused ``bed_unknown``, ``bed_not_open_yet``, ``bed_closed``, ``bed_blocked``, ``bed_taken`` where
    somebody else sleeps there then, and from the database ``bed_booked`` where it is kept already.
    """
    from_night, until_night = nights
    _require_usable(session, bed_id, Period(*nights))
    if _slept_in_by_others(session, bed_id, Period(*nights), person_id):
        raise Refused("bed_taken", field="bed_id")
    row = BedBookingTable(
        id=new_id(),
        bed_id=bed_id,
        person_id=person_id,
        applicant_id=applicant_id,
        from_night=from_night,
        until_night=until_night,
        note=note.strip(),
    )
    session.add(row)
    session.flush()
    return _record(row)


def end_booking(session: Session, booking_id: str, night: date) -> Booking:
    """End a booking before a night; one that had not begun is taken away. Tells how it was.

    Raises Refused ``booking_unknown`` where there is none any more.
    """
    row = session.get(BedBookingTable, booking_id)
    if row is None:
        raise Refused("booking_unknown")
    before = _record(row)
    if night <= row.from_night:
        session.delete(row)
    elif night < row.until_night:
        row.until_night = night
    session.flush()
    return before


def require_still_until(session: Session, booking_id: str, until: date) -> None:
    """Refuse to take back what somebody changed again meanwhile."""
    row = session.get(BedBookingTable, booking_id)
    if row is None or row.until_night != until:
        raise Refused("changed_meanwhile")


def remove(session: Session, booking_id: str) -> Booking:
    """Take away a booking that was just made; its values stay in the history."""
    return end_booking(session, booking_id, date.min)


@dataclass(frozen=True, slots=True)
class BookingEnd:
    """How a booking was before an act, and the end it has now (None: taken away)."""

    was: Booking
    now: date | None


def ended(was: Booking, night: date) -> BookingEnd:
    """How a booking stands after ``end_booking`` before that night."""
    return BookingEnd(was, None if night <= was.from_night else min(night, was.until_night))


def put_back(session: Session, end: BookingEnd) -> None:
    """Give a booking its nights back.

    Raises Refused ``changed_meanwhile`` where somebody changed it since, ``bed_taken`` where somebody was put there,
    ``bed_blocked`` or ``bed_closed`` where the bed went out of use, and from the database ``bed_booked`` where it is
    kept for somebody else by now.
    """
    was, row = end.was, session.get(BedBookingTable, end.was.booking_id)
    if (row.until_night if row is not None else None) != end.now:
        raise Refused("changed_meanwhile")
    _require_usable(session, was.bed_id, Period(end.now or was.from_night, was.until_night))
    if _slept_in_by_others(session, was.bed_id, was.nights, was.person_id):
        raise Refused("bed_taken", field="bed_id")
    if row is not None:
        row.until_night = was.until_night
    else:
        session.add(
            BedBookingTable(
                id=was.booking_id,
                bed_id=was.bed_id,
                person_id=was.person_id,
                applicant_id=was.applicant_id,
                from_night=was.from_night,
                until_night=was.until_night,
                note=was.note,
            )
        )
    session.flush()


def bookings_of(
    session: Session,
    *,
    bed_id: str | None = None,
    person_id: str | None = None,
    applicant_id: str | None = None,
    from_night: date | None = None,
) -> tuple[Booking, ...]:
    """The bookings of a bed, a person or an applicant, the earliest first; only those that are not over by a night."""
    query = select(BedBookingTable).order_by(BedBookingTable.from_night, BedBookingTable.id)
    if bed_id is not None:
        query = query.where(BedBookingTable.bed_id == bed_id)
    if person_id is not None:
        query = query.where(BedBookingTable.person_id == person_id)
    if applicant_id is not None:
        query = query.where(BedBookingTable.applicant_id == applicant_id)
    if from_night is not None:
        query = query.where(BedBookingTable.until_night > from_night)
    return tuple(_record(row) for row in session.scalars(query))


def note_for(sight: Sight, *, applicants: bool) -> ColumnElement[str]:
    """The words of a booking as the column ``booking_note``: about somebody only to who sees them by name.

    The query holds the applicant; ``applicants`` says that the reader may see the waiting list.
    """
    resident = and_(BedBookingTable.person_id.is_not(None), not_(seen_by(sight, BedBookingTable.person_id)))
    unseen = applicant_kept_from(sight) if applicants else true()
    applicant = and_(BedBookingTable.applicant_id.is_not(None), unseen)
    return case((or_(resident, applicant), literal("")), else_=BedBookingTable.note).label("booking_note")


def give_way(session: Session, *, bed_id: str, person_id: str, nights: Period, despite: str) -> tuple[BookingEnd, ...]:
    """End the bookings of a bed that somebody is put into; tells how each was.

    A booking for that person, or for the applicant they were, is used up. For anybody else's there must be a reason;
    raises Refused ``bed_kept`` without one.
    """
    made = []
    for booking in bookings_of(session, bed_id=bed_id, from_night=nights.start):
        if not nights.meets(booking.nights):
            continue
        if not _theirs(session, booking, person_id) and not despite.strip():
            raise Refused("bed_kept", field="despite", until=booking.until_night - timedelta(days=1))
        end_booking(session, booking.booking_id, nights.start)
        made.append(ended(booking, nights.start))
    return tuple(made)


def require_unbooked(session: Session, bed_id: str, person_id: str, nights: Period) -> None:
    """Refuse to let somebody lie down again where the bed is kept for somebody else by now."""
    for booking in bookings_of(session, bed_id=bed_id, from_night=nights.start):
        if nights.meets(booking.nights) and not _theirs(session, booking, person_id):
            raise Refused("bed_booked", field="bed_id")


def _theirs(session: Session, booking: Booking, person_id: str) -> bool:
    if booking.person_id == person_id:
        return True
    if booking.applicant_id is None:
        return False
    return session.get_one(ApplicantTable, booking.applicant_id).person_id == person_id


def _require_usable(session: Session, bed_id: str, nights: Period) -> None:
    """Refuse a bed that is not there, or out of use, on any of these nights."""
    bed = session.get(BedTable, bed_id)
    if bed is None:
        raise Refused("bed_unknown", field="bed_id")
    if bed.opened_on is not None and nights.start < bed.opened_on:
        raise Refused("bed_not_open_yet", field="from_night", opened=bed.opened_on)
    if bed.closed_on is not None and (nights.end is None or nights.end > bed.closed_on):
        raise Refused("bed_closed", field="bed_id", closed=bed.closed_on)
    for block in session.scalars(select(BedBlockTable).where(BedBlockTable.bed_id == bed_id)):
        if nights.meets(Period(block.from_day or date.min, block.until_day)):
            raise Refused("bed_blocked", field="bed_id")


def _slept_in_by_others(session: Session, bed_id: str, nights: Period, person_id: str | None) -> bool:
    until = PlacementTable.until_night
    query = exists().where(
        PlacementTable.bed_id == bed_id,
        or_(until.is_(None), until > nights.start),
        or_(until.is_(None), until > PlacementTable.from_night),
    )
    if nights.end is not None:
        query = query.where(PlacementTable.from_night < nights.end)
    if person_id is not None:
        query = query.where(PlacementTable.person_id != person_id)
    return bool(session.scalar(select(query)))


def _record(row: BedBookingTable) -> Booking:
    return Booking(row.id, row.bed_id, row.from_night, row.until_night, row.person_id, row.applicant_id, row.note)
