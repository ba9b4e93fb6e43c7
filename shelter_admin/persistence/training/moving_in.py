"""A month sheet beside what is stored: who was in the house, who is enrolled, which marks are there; bulk writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.attendance_sheet import Bearer, HouseNames, StayDays
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import Attendance
from shelter_admin.persistence.base import insert_many, stamped
from shelter_admin.persistence.people.sight import seen_by
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training import holidays
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable


def house_between(session: Session, sight: Sight, first: date, last: date) -> HouseNames:
    """Everybody with a stay that touches these days; of whom this reader does not see only the name counts.

    Who left on a day that is not known may have been there, but no day of theirs is certain.
    """
    query = (
        select(
            PersonTable.id,
            PersonTable.number,
            PersonTable.name,
            PersonTable.alias,
            StayTable.id.label("stay_id"),
            StayTable.admitted_on,
            StayTable.left_on,
            StayTable.leave_reason.is_not(None).label("has_left"),
            seen_by(sight, PersonTable.id).label("seen"),
        )
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(
            or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= last),
            or_(StayTable.left_on.is_(None), StayTable.left_on >= first),
        )
        .order_by(PersonTable.number, StayTable.admitted_on)
    )
    people: dict[str, tuple[Any, list[StayDays]]] = {}
    for row in session.execute(query):
        _row, stays = people.setdefault(row.id, (row, []))
        if not row.has_left or row.left_on is not None:
            stays.append(StayDays(row.stay_id, row.admitted_on, row.left_on))
    return HouseNames(
        Bearer(row.id, row.number, row.name, row.alias, tuple(stays), bool(row.seen)) for row, stays in people.values()
    )


@dataclass(frozen=True, slots=True)
class SessionKept:
    """A session that is there already, with its marks by enrolment."""

    session_id: str
    closed: bool
    marks: dict[str, Attendance] = field(default_factory=dict, repr=False)


def sessions_between(
    session: Session, batch_ids: Iterable[str], first: date, last: date
) -> dict[tuple[str, date], SessionKept]:
    """The sessions of these classes on these days with every mark, by class and day."""
    held = (
        ClassSessionTable.batch_id.in_(list(batch_ids)),
        ClassSessionTable.day.between(first, last),
    )
    query = select(ClassSessionTable.id, ClassSessionTable.batch_id, ClassSessionTable.day, ClassSessionTable.closed_at)
    found = {
        row.id: ((row.batch_id, row.day), SessionKept(row.id, row.closed_at is not None))
        for row in session.execute(query.where(*held))
    }
    marks = select(AttendanceMarkTable.session_id, AttendanceMarkTable.enrolment_id, AttendanceMarkTable.mark)
    for row in session.execute(
        marks.join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id).where(*held)
    ):
        found[row.session_id][1].marks[row.enrolment_id] = Attendance(row.mark)
    return dict(found.values())


@dataclass(frozen=True, slots=True)
class NewEnrolment:
    """A place in a class that a sheet proves: since the first day marked in it."""

    stay_id: str
    batch_id: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark of a sheet that is not stored yet, by stay."""

    stay_id: str
    batch_id: str
    day: date
    mark: Attendance


def write(session: Session, program_id: str, enrolments: Sequence[NewEnrolment], marks: Sequence[NewMark]) -> None:
    """Write what a sheet adds: places first, then the sessions that are not there, then every mark in one statement."""
    for year in {mark.day.year for mark in marks}:
        # Sums leave out days off by the table of holidays alone, so the years of sessions must stand in it.
        if not holidays.is_filled(session, year):
            holidays.fill(session, year)
    rows = [
        stamped(
            session, stay_id=new.stay_id, program_id=program_id, batch_id=new.batch_id, joined_on=new.joined_on,
            ended_on=None,
        )
        for new in enrolments
    ]  # fmt: skip
    insert_many(session, EnrolmentTable, rows)
    sessions = _sessions_for(session, marks)
    places = _places(session, program_id, {mark.stay_id for mark in marks})
    insert_many(
        session,
        AttendanceMarkTable,
        [
            stamped(
                session,
                session_id=sessions[mark.batch_id, mark.day],
                enrolment_id=places[mark.stay_id],
                mark=mark.mark.value,
                note="",
            )
            for mark in marks
        ],
    )


def _sessions_for(session: Session, marks: Sequence[NewMark]) -> dict[tuple[str, date], str]:
    wanted: dict[str, set[date]] = defaultdict(set)
    for mark in marks:
        wanted[mark.batch_id].add(mark.day)
    query = select(ClassSessionTable.id, ClassSessionTable.batch_id, ClassSessionTable.day).where(
        ClassSessionTable.batch_id.in_(wanted)
    )
    found = {(row.batch_id, row.day): row.id for row in session.execute(query)}
    rows = [
        stamped(session, batch_id=batch_id, day=day, closed_at=None, closed_by=None)
        for batch_id, days in sorted(wanted.items())
        for day in sorted(days)
        if (batch_id, day) not in found
    ]
    insert_many(session, ClassSessionTable, rows)
    return found | {(row["batch_id"], row["day"]): row["id"] for row in rows}


def _places(session: Session, program_id: str, stay_ids: set[str]) -> dict[str, str]:
    query = select(EnrolmentTable.stay_id, EnrolmentTable.id).where(
        EnrolmentTable.program_id == program_id, EnrolmentTable.stay_id.in_(stay_ids)
    )
    return {row.stay_id: row.id for row in session.execute(query)}
