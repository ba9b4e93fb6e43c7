"""Leave from class announced in advance: a proposal beside the sheet, never a mark of its own."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import AnnouncedLeave, Attendance
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.people.sight import Kept, kept_of, name_for, on_duty, sees
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.training.tables import ClassLeaveTable, EnrolmentTable


def announced_between(session: Session, batch_id: str, first: date, last: date) -> dict[str, dict[date, Attendance]]:
    """Which mark each of these days would have by what was announced, by enrolment; what was withdrawn is gone."""
    query = (
        select(ClassLeaveTable.enrolment_id, ClassLeaveTable.from_day, ClassLeaveTable.until_day, ClassLeaveTable.mark)
        .join(EnrolmentTable, EnrolmentTable.id == ClassLeaveTable.enrolment_id)
        .where(
            EnrolmentTable.batch_id == batch_id,
            ClassLeaveTable.withdrawn_on.is_(None),
            ClassLeaveTable.from_day <= last,
            ClassLeaveTable.until_day >= first,
        )
        .order_by(ClassLeaveTable.id)
    )
    found: dict[str, dict[date, Attendance]] = {}
    for enrolment_id, from_day, until_day, mark in session.execute(query):
        begin, end = max(from_day, first), min(until_day, last)
        for step in range((end - begin).days + 1):
            found.setdefault(enrolment_id, {})[begin + timedelta(days=step)] = Attendance(mark)
    return found


def leaves_of(session: Session, sight: Sight, batch_id: str, since: date) -> tuple[AnnouncedLeave, ...]:
    """The leave announced in a class that has not ended before a day, the nearest first.

    Why somebody stays away is told to whoever may read remarks; of a confidential person to nobody else at all.
    """
    query = (
        select(
            ClassLeaveTable,
            PersonTable.id.label("person_id"),
            PersonTable.number,
            name_for(sight),
            PersonDocumentTable.kind.label("proof"),
        )
        .join(EnrolmentTable, EnrolmentTable.id == ClassLeaveTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(PersonDocumentTable, PersonDocumentTable.id == ClassLeaveTable.document_id)
        .where(
            EnrolmentTable.batch_id == batch_id,
            ClassLeaveTable.withdrawn_on.is_(None),
            ClassLeaveTable.until_day >= since,
        )
        .order_by(ClassLeaveTable.from_day, PersonTable.name)
    )
    rows = session.execute(on_duty(query, sight)).all()
    kept = kept_of(session, sight, (row.person_id for row in rows))
    names = names_of_accounts(session)
    return tuple(
        AnnouncedLeave(
            row.ClassLeaveTable.id,
            row.ClassLeaveTable.enrolment_id,
            row.person_id,
            row.number,
            row.name,
            row.ClassLeaveTable.from_day,
            row.ClassLeaveTable.until_day,
            Attendance(row.ClassLeaveTable.mark),
            row.ClassLeaveTable.reason if sees(sight, Kept.REMARKS) and row.person_id not in kept else None,
            row.ClassLeaveTable.document_id,
            row.proof or "",
            names.get(row.ClassLeaveTable.changed_by, ""),
            row.ClassLeaveTable.changed_at,
        )
        for row in rows
    )
