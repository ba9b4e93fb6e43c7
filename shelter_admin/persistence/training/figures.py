"""Attendance in figures, counted by the database: one statement for a class, a programme or the whole house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.readiness import Criterion, from_plain
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import (
    LEAST_RATE,
    Attendance,
    AttendanceFigures,
    PersonAttendance,
    ProgramAttendance,
    figures_from,
    planned,
)
from shelter_admin.persistence.dialects import EMBEDDED, MARKS_OF_PERSON
from shelter_admin.persistence.panti import policy_on
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.own import OWN_COLUMNS, belongs_between, belongs_on, not_on_a_day_off, own_days
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTable,
)

READINESS = "readiness"


def least_rate(session: Session, day: date) -> float:
    """The least attendance the readiness policy of a day asks for, from 0 to 1; the usual one where it asks none."""
    content = policy_on(session, READINESS, day)
    rules = from_plain(content) if content else ()
    least = next((rule.least for rule in rules if rule.criterion is Criterion.ATTENDANCE), None)
    return LEAST_RATE if least is None else least / 100


def counted(last: date, first: date | None = None) -> Select[*tuple[Any, ...]]:
    """Own sessions of each enrolment by mark, up to a day; to be narrowed by the caller, one row an enrolment."""
    held = and_(
        ClassSessionTable.batch_id == EnrolmentTable.batch_id,
        ClassSessionTable.day <= last,
        *(() if first is None else (ClassSessionTable.day >= first,)),
        belongs_on(ClassSessionTable.day),
        not_on_a_day_off(),
    )
    given = and_(
        AttendanceMarkTable.enrolment_id == EnrolmentTable.id, AttendanceMarkTable.session_id == ClassSessionTable.id
    )
    marks = [
        func.count().filter(AttendanceMarkTable.mark == mark.value).label(mark.name.lower()) for mark in Attendance
    ]
    return (
        select(
            EnrolmentTable.id,
            EnrolmentTable.batch_id,
            *OWN_COLUMNS,
            *marks,
            (func.count(ClassSessionTable.id) - func.count(AttendanceMarkTable.mark)).label("unmarked"),
            func.max(ClassSessionTable.day).label("newest"),
            func.max(ClassSessionTable.day)
            .filter(AttendanceMarkTable.mark != Attendance.ABSENT.value)
            .label("last_not_absent"),
        )
        .select_from(EnrolmentTable)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .outerjoin(ClassSessionTable, held)
        .outerjoin(AttendanceMarkTable, given)
        .with_hint(AttendanceMarkTable, MARKS_OF_PERSON, EMBEDDED)
        .group_by(EnrolmentTable.id, StayTable.id)
    )


class Planner:
    """How many sessions each class still has to come after a day; reads batches and holidays once."""

    def __init__(self, session: Session, day: date, batch_ids: Sequence[str] | None = None) -> None:
        """Look ahead from a day on, for these classes or all with a known end."""
        query = select(BatchTable.id, BatchTable.weekdays, BatchTable.starts_on, BatchTable.ends_on).where(
            BatchTable.ends_on.is_not(None)
        )
        if batch_ids is not None:
            query = query.where(BatchTable.id.in_(batch_ids))
        found = session.execute(query).all()
        ends = max((row.ends_on for row in found), default=day)
        off = days_off(session, day, ends) if ends > day else {}
        self._due = {row.id: planned(row.weekdays, max(day, row.starts_on or day), row.ends_on, off) for row in found}
        self._day = day

    def to_come(self, row: Any) -> int | None:
        """Sessions planned for an enrolment that were not held yet, None where its class has no known end."""
        due = self._due.get(row.batch_id)
        if due is None:
            return None
        own = own_days(row)
        held_today = row.newest is not None and row.newest >= self._day
        first = max(own.first, self._day + timedelta(days=1) if held_today else self._day)
        return sum(first <= day <= own.last for day in due)


def figures_row(row: Any, planner: Planner | None, threshold: float) -> AttendanceFigures:
    """The figures of one row of ``counted``; without a planner nothing is still to come."""
    counts = {mark: getattr(row, mark.name.lower()) for mark in Attendance}
    return figures_from(counts, row.unmarked, planner.to_come(row) if planner is not None else None, threshold)


def attendance_by_enrolment(
    session: Session,
    enrolment_ids: Sequence[str] | None,
    day: date,
    threshold: float = LEAST_RATE,
) -> Mapping[str, AttendanceFigures]:
    """The figures of these enrolments, or of everybody in the house, up to a day; counted in one statement."""
    query = counted(day)
    if enrolment_ids is None:
        query = query.where(StayTable.leave_reason.is_(None))
    else:
        query = query.where(EnrolmentTable.id.in_(enrolment_ids))
    planner = Planner(session, day)
    return {row.id: figures_row(row, planner, threshold) for row in session.execute(query)}


def program_attendance(
    session: Session, sight: Sight, program_id: str, *, first: date | None, last: date, today: date
) -> ProgramAttendance:
    """How many sessions a programme held from a day to a day, and everybody's figures, by number.

    Of days gone by, ``best_attainable`` is what the unmarked could still make of them.
    """
    program = session.scalars(select(ProgramTable.name).where(ProgramTable.id == program_id)).one()
    held = (
        select(func.count(ClassSessionTable.id), func.min(ClassSessionTable.day))
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .where(BatchTable.program_id == program_id, ClassSessionTable.day <= last, not_on_a_day_off())
    )
    if first is not None:
        held = held.where(ClassSessionTable.day >= first)
    sessions, earliest = session.execute(held).one()
    since = first or (earliest if sessions else last)
    query = (
        on_duty(counted(last, first), sight)
        .add_columns(PersonTable.id.label("person_id"), PersonTable.number, name_for(sight))
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.program_id == program_id, belongs_between(since, last))
        .group_by(PersonTable.id)
        .order_by(PersonTable.number)
    )
    planner = Planner(session, today) if last >= today else None
    threshold = least_rate(session, today)
    people = tuple(
        PersonAttendance(row.person_id, row.number, row.name, figures_row(row, planner, threshold))
        for row in session.execute(query)
    )
    return ProgramAttendance(program_id, program, sessions, people)
