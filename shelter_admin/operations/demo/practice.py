"""Who practises in a workshop in the invented panti, who told of an absence before, and a class that was cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from shelter_admin.domain.training import Attendance, planned
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.residents.moving_in import add_rows
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.tables import (
    BatchTable,
    ClassLeaveTable,
    EnrolmentTable,
    FieldPracticeTable,
    PracticePlaceTable,
    SessionChangeTable,
)

AWAY: Final = 3
LENGTH: Final = timedelta(days=11)
AHEAD: Final = timedelta(days=21)
PLACES: Final = (
    ("Konveksi Sinar Jaya", "jahit", "Jalan Juanda 12, Samarinda", "Ibu Tini"),
    ("Bengkel Las Maju Bersama", "las", "Jalan Suryanata 40, Samarinda", "Pak Darto"),
)


def practise(work: Work) -> None:
    """Let three people of a running class go to a workshop next Monday, and let one be away tomorrow."""
    places = [
        {"id": new_id(), "name": name, "trade": trade, "address": address, "contact": contact, "phone": ""}
        for name, trade, address, contact in PLACES
    ]
    add_rows(work.session, PracticePlaceTable, [{**place, "closed_on": None} for place in places])
    running = _running(work)
    if not running:
        return
    monday = work.today + timedelta(days=7 - work.today.weekday())
    batch_id = running[0][2]
    there = [(enrolment, person) for enrolment, person, batch in running if batch == batch_id]
    add_rows(work.session, FieldPracticeTable, [
        {"enrolment_id": enrolment, "person_id": person, "place_id": places[0]["id"], "from_day": monday,
         "until_day": monday + LENGTH, "mentor": PLACES[0][3], "outcome": ""}
        for enrolment, person in there[:AWAY]
    ])  # fmt: skip
    _announce(work, there[AWAY:])
    _cancel(work, batch_id)


def _running(work: Work) -> list[tuple[str, str, str]]:
    """Enrolment, person and class of who is in a class that goes on for long enough."""
    query = (
        select(EnrolmentTable.id, StayTable.person_id, EnrolmentTable.batch_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .where(
            StayTable.leave_reason.is_(None),
            EnrolmentTable.ended_on.is_(None),
            BatchTable.ends_on > work.today + AHEAD,
            BatchTable.starts_on <= work.today,
        )
        .order_by(BatchTable.id, EnrolmentTable.id)
    )
    return [(row[0], row[1], row[2]) for row in work.session.execute(query)]


def _announce(work: Work, others: list[tuple[str, str]]) -> None:
    tomorrow = work.today + timedelta(days=1)
    add_rows(work.session, ClassLeaveTable, [
        {"enrolment_id": enrolment, "person_id": person, "from_day": tomorrow,
         "until_day": tomorrow + timedelta(days=2), "mark": Attendance.EXCUSED.value,
         "reason": "Mengurus KTP ke Disdukcapil", "document_id": None, "withdrawn_on": None}
        for enrolment, person in others[:1]
    ])  # fmt: skip


def _cancel(work: Work, batch_id: str) -> None:
    """The first class of the week after next does not take place."""
    batch = work.session.get_one(BatchTable, batch_id)
    first = work.today + timedelta(days=8)
    off = days_off(work.session, first, first + AHEAD)
    due: list[date] = planned(batch.weekdays, first, first + AHEAD, off)
    add_rows(work.session, SessionChangeTable, [
        {"batch_id": batch_id, "day": day, "kind": "cancelled", "reason": "Rapat koordinasi di Dinas Sosial"}
        for day in due[:1]
    ])  # fmt: skip
