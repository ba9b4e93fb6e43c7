"""What is on record of a month: the stays of the year so far, nights and beds, marks by person, certificates.

A handful of statements whatever the size of the store; the marks of a month are counted by the database in one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.month.counting import StayFacts, group_of_birth
from shelter_admin.domain.month.figures import Certified, OnRecord, served
from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.services.ticks import met_by_kind
from shelter_admin.persistence.beds.census import census
from shelter_admin.persistence.beds.tables import PlacementTable
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.residents.linked import own_file
from shelter_admin.persistence.returns.classes import marks_by_person, sessions_held
from shelter_admin.persistence.services.matrix import matrix_on
from shelter_admin.persistence.services.years import given_once
from shelter_admin.persistence.training.tables import EnrolmentTable, ProgramTable


def on_record(session: Session, frame: MonthFrame) -> OnRecord:
    """Everything the figures of a month are counted from."""
    held = sessions_held(session, frame)
    counted = census(session, frame.through, frame.nights)
    stays = _stays(session, frame)
    return OnRecord(
        frame,
        stays,
        counted[-1].capacity,
        sum(one.capacity for one in counted),
        _nights(session, frame),
        marks_by_person(session, frame, held),
        _certificates(session, frame),
        held.sessions,
        {row.id: row.name for row in session.execute(select(ProgramTable.id, ProgramTable.name))},
        _fulfilled(session, frame, stays),
    )


def _fulfilled(session: Session, frame: MonthFrame, stays: tuple[StayFacts, ...]) -> dict[str, tuple[str, ...]]:
    """The people of each minimum service standard whose needs are met in the fiscal year, to the last day counted."""
    matrix = matrix_on(session, frame.through)
    in_house = {kind: served(stays, kind, frame) for kind in matrix.kinds}
    return met_by_kind(matrix, in_house, given_once(session, frame.first.year, frame.through))


def stays_from(first: date, through: date) -> Any:
    """The stays that touch the days from first to through, as a condition; see ``StayFacts`` for missing days."""
    return and_(
        or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= through),
        or_(StayTable.leave_reason.is_(None), func.coalesce(StayTable.left_on, StayTable.admitted_on) >= first),
    )


def _stays(session: Session, frame: MonthFrame) -> tuple[StayFacts, ...]:
    """The stays of the year; those of two linked files are one person's, whom the figures count once."""
    query = (
        select(
            StayTable.id,
            own_file(StayTable.person_id),
            PersonTable.sex,
            PersonTable.birth_year,
            PersonTable.birth_month,
            PersonTable.birth_day,
            PersonTable.birth_quality,
            PersonCategoryTable.category,
            StayTable.source,
            StayTable.leave_reason,
            StayTable.admitted_on,
            StayTable.left_on,
        )
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(
            PersonCategoryTable,
            and_(PersonCategoryTable.person_id == StayTable.person_id, PersonCategoryTable.main),
        )
        .where(stays_from(frame.year_begins, frame.through))
        .order_by(StayTable.id)
    )
    return tuple(_stay(row, frame.last) for row in session.execute(query))


def _stay(row: Any, last: date) -> StayFacts:
    stay_id, person_id, sex, year, month, day, quality, category, source, reason, admitted_on, left_on = row
    group = group_of_birth(PartialDate(year, month, day, DateQuality(quality)), last)
    ended = reason is not None
    return StayFacts(
        stay_id, person_id, sex, group, category or "", source or "", reason or "", admitted_on, left_on, ended
    )


def _nights(session: Session, frame: MonthFrame) -> dict[str, int]:
    """How many nights of the month each person held a place at the roll-call hour."""
    query = select(PlacementTable.person_id, PlacementTable.from_night, PlacementTable.until_night).where(
        PlacementTable.from_night <= frame.through,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > frame.first),
    )
    after = frame.through + timedelta(days=1)
    nights: dict[str, int] = {}
    for person_id, start, end in session.execute(query.order_by(PlacementTable.person_id)):
        held = (min(end or after, after) - max(start, frame.first)).days
        if held > 0:
            nights[person_id] = nights.get(person_id, 0) + held
    return nights


def _certificates(session: Session, frame: MonthFrame) -> tuple[Certified, ...]:
    query = (
        select(EnrolmentTable.program_id, CertificateTable.person_id, CertificateTable.revoked_on)
        .join(EnrolmentTable, EnrolmentTable.id == CertificateTable.enrolment_id)
        .where(CertificateTable.issued_on.between(frame.first, frame.through))
        .order_by(CertificateTable.number)
    )
    return tuple(Certified(row[0], row[1], row[2] is not None) for row in session.execute(query))
