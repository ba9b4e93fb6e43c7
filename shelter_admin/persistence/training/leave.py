"""Leave from class announced in advance: a proposal beside the sheet, never a mark of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row as ResultRow
from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import AnnouncedLeave, Attendance
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import Kept, kept_of, name_for, on_duty, sees
from shelter_admin.persistence.people.tables import PersonTable, StayTable
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
        )
        .join(EnrolmentTable, EnrolmentTable.id == ClassLeaveTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
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
    return tuple(_announced(row, names, told=sees(sight, Kept.REMARKS) and row.person_id not in kept) for row in rows)


def _announced(row: ResultRow[*tuple[Any, ...]], names: Mapping[str, str], *, told: bool) -> AnnouncedLeave:
    leave = row.ClassLeaveTable
    return AnnouncedLeave(
        leave.id,
        leave.enrolment_id,
        row.person_id,
        row.number,
        row.name,
        leave.from_day,
        leave.until_day,
        Attendance(leave.mark),
        leave.reason if told else None,
        leave.document_id,
        "",
        names.get(leave.changed_by, ""),
        leave.changed_at,
    )


class EnrolledAt(NamedTuple):
    """Whose enrolment it is, and in which programme."""

    person_id: str
    program_id: str


def the_place(session: Session, enrolment_id: str) -> EnrolledAt:
    """Whose an enrolment is; raises Refused ``enrolment_unknown``."""
    query = (
        select(StayTable.person_id, EnrolmentTable.program_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.id == enrolment_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise Refused("enrolment_unknown", field="enrolment_id")
    return EnrolledAt(row.person_id, row.program_id)


def the_leave(session: Session, leave_id: str) -> ClassLeaveTable:
    """One announced leave; raises Refused ``leave_unknown``."""
    row = session.get(ClassLeaveTable, leave_id)
    if row is None:
        raise Refused("class_leave_unknown")
    return row


def overlaps(session: Session, enrolment_id: str, first: date, last: date) -> bool:
    """Say whether leave is announced on any of these days already."""
    query = select(ClassLeaveTable.id).where(
        ClassLeaveTable.enrolment_id == enrolment_id,
        ClassLeaveTable.withdrawn_on.is_(None),
        ClassLeaveTable.from_day <= last,
        ClassLeaveTable.until_day >= first,
    )
    return session.scalars(query.limit(1)).first() is not None


def add(
    session: Session,
    of: tuple[str, str],
    days: tuple[date, date],
    mark: Attendance,
    told: tuple[str, str | None],
) -> ClassLeaveTable:
    """Write leave of somebody, given by enrolment and person; ``told`` is why and the paper that proves it."""
    row = ClassLeaveTable(
        id=new_id(), enrolment_id=of[0], person_id=of[1], from_day=days[0], until_day=days[1], mark=mark.value,
        reason=told[0], document_id=told[1],
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
