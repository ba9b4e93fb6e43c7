"""What is written down about nights to come: who has which bed, expected exits, bookings, who waits."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import AgeGroup
from shelter_admin.domain.places_ahead import Holding, KeptPlace, Place, Waiting
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.waiting_list import OPEN_STATES
from shelter_admin.persistence.beds.bookings import note_for
from shelter_admin.persistence.beds.over_time import beds_in_time
from shelter_admin.persistence.beds.tables import (
    BedBookingTable,
    BedTable,
    BedTagTable,
    PlacementTable,
    RoomTable,
    WismaTable,
)
from shelter_admin.persistence.intake.sight import applicant_name_for
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.sight import name_for, works_with
from shelter_admin.persistence.people.tables import PersonTable, StayTable


def places(session: Session) -> tuple[Place, ...]:
    """Every bed and mattress with its time, whom its room is meant for and its tags."""
    tags: dict[str, list[str]] = defaultdict(list)
    for bed_id, tag in session.execute(select(BedTagTable.bed_id, BedTagTable.tag).order_by(BedTagTable.tag)):
        tags[bed_id].append(tag)
    rules = select(BedTable.id, RoomTable.sex, RoomTable.age_group).join(RoomTable, RoomTable.id == BedTable.room_id)
    meant = {row.id: (row.sex, AgeGroup(row.age_group) if row.age_group else None) for row in session.execute(rules)}
    return tuple(Place(time, *meant[time.bed_id], tuple(tags[time.bed_id])) for time in beds_in_time(session))


def holdings(session: Session, sight: Sight, tonight: date) -> tuple[Holding, ...]:
    """Who has a bed tonight or later, with the day their stay is expected to end; unnamed where the reader may not."""
    query = (
        select(
            PersonTable.id,
            PlacementTable.bed_id,
            *_address(),
            PlacementTable.from_night,
            PlacementTable.until_night,
            StayTable.expected_exit_on,
            PersonTable.number,
            name_for(sight),
            PersonTable.sex,
            works_with(sight, PersonTable.id).label("seen"),
        )
        .join(PersonTable, PersonTable.id == PlacementTable.person_id)
        .join(StayTable, StayTable.id == PlacementTable.stay_id)
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > tonight),
            or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night),
        )
        .order_by(PlacementTable.from_night, PlacementTable.id)
    )
    return tuple(
        Holding(
            row.id,
            row.bed_id,
            f"{row.wisma} {row.room}/{row.label}",
            row.from_night,
            row.until_night,
            row.expected_exit_on,
            *((row.number, row.name, row.sex) if row.seen else ()),
        )
        for row in session.execute(query)
    )


def _address() -> tuple[Any, ...]:
    return WismaTable.name.label("wisma"), RoomTable.name.label("room"), BedTable.label


def kept_places(session: Session, sight: Sight, tonight: date, *, applicants: bool) -> tuple[KeptPlace, ...]:
    """The beds kept for somebody tonight or later; an applicant is named only to who may see the waiting list."""
    query = (
        select(
            BedBookingTable,
            *_address(),
            case((works_with(sight, PersonTable.id), name_for(sight))).label("resident"),
            applicant_name_for(sight),
            note_for(sight, applicants=applicants),
        )
        .join(BedTable, BedTable.id == BedBookingTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .outerjoin(PersonTable, PersonTable.id == BedBookingTable.person_id)
        .outerjoin(ApplicantTable, ApplicantTable.id == BedBookingTable.applicant_id)
        .where(BedBookingTable.until_night > tonight)
        .order_by(BedBookingTable.from_night, BedBookingTable.id)
    )
    made = []
    for row in session.execute(query):
        booking: BedBookingTable = row[0]
        applicant = row.applicant if applicants and booking.applicant_id is not None else None
        named = (row.resident if booking.person_id is not None else None) or applicant or ""
        nights = booking.from_night, booking.until_night
        address = f"{row.wisma} {row.room}/{row.label}"
        whom = booking.person_id, booking.applicant_id
        made.append(KeptPlace(booking.bed_id, address, *nights, *whom, named, row.booking_note, booking.id))
    return tuple(made)


def waiting(session: Session, sight: Sight, tonight: date) -> tuple[Waiting, ...]:
    """Everybody on the waiting list, named as this reader may see them, who comes first first."""
    kept = select(BedBookingTable.applicant_id).where(
        BedBookingTable.applicant_id.is_not(None), BedBookingTable.until_night > tonight
    )
    query = (
        select(
            ApplicantTable.id,
            applicant_name_for(sight),
            ApplicantTable.sex,
            ApplicantTable.asked_on,
            ApplicantTable.wanted_from,
            ApplicantTable.needs,
            ApplicantTable.priority,
            ApplicantTable.id.in_(kept).label("offered"),
        )
        .where(ApplicantTable.state.in_(sorted(state.value for state in OPEN_STATES)))
        .order_by(ApplicantTable.priority, ApplicantTable.asked_on, ApplicantTable.id)
    )
    return tuple(
        Waiting(
            row.id,
            row.applicant,
            row.sex,
            row.asked_on,
            row.wanted_from,
            tuple(row.needs),
            row.priority,
            bool(row.offered),
        )
        for row in session.execute(query)
    )
