"""The sheet of a class over some days: the same few statements for any size."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.training import Attendance, AttendanceFigures, BatchLine, ClassDay, ClassRow, ClassSheet
from shelter_admin.persistence.accounts import AccountTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.classes import Reader, the_batch_line
from shelter_admin.persistence.training.figures import Planner, counted, figures_row, least_rate
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.own import belongs_between, own_days
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable


def sheet(session: Session, reader: Reader, batch_id: str, first: date, last: date) -> ClassSheet:
    """Everybody of a class on any of these days with marks and figures."""
    batch = the_batch_line(session, reader, batch_id)
    threshold = least_rate(session, reader.today)
    marks, notes = _marks(session, batch_id, first, last)
    query = (
        on_duty(counted(reader.today), reader.sight)
        .add_columns(EnrolmentTable.stay_id, PersonTable.id.label("person_id"), PersonTable.number)
        .add_columns(name_for(reader.sight))
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.batch_id == batch_id, belongs_between(first, last))
        .group_by(PersonTable.id)
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    planner = Planner(session, reader.today, [batch_id])
    rows = tuple(
        _row(row, marks.get(row.id, {}), notes.get(row.id, {}), (first, last), figures_row(row, planner, threshold))
        for row in session.execute(query)
    )
    return ClassSheet(batch, first, last, _days(session, batch, first, last), rows, reader.today, threshold)


def _row(
    row: Any,
    given: Mapping[date, Attendance],
    notes: Mapping[date, str],
    shown: tuple[date, date],
    figures: AttendanceFigures,
) -> ClassRow:
    own, since = own_days(row), row.last_not_absent or date.min
    absent = [day for day, mark in given.items() if mark is Attendance.ABSENT and day > since and day in own]
    marks = {day: mark for day, mark in given.items() if shown[0] <= day <= shown[1]}
    return ClassRow(row.id, row.stay_id, row.person_id, row.number, row.name, own, marks, figures, len(absent), notes)


Marks = dict[str, dict[date, Attendance]]
Notes = dict[str, dict[date, str]]


def _marks(session: Session, batch_id: str, first: date, last: date) -> tuple[Marks, Notes]:
    """The marks of these days by enrolment, and every absence whenever it was, for the absences in a row."""
    query = (
        select(
            AttendanceMarkTable.enrolment_id, ClassSessionTable.day, AttendanceMarkTable.mark, AttendanceMarkTable.note
        )
        .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
        .join(EnrolmentTable, EnrolmentTable.id == AttendanceMarkTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(
            EnrolmentTable.batch_id == batch_id,
            belongs_between(first, last),
            or_(ClassSessionTable.day.between(first, last), AttendanceMarkTable.mark == Attendance.ABSENT.value),
        )
    )
    marks: Marks = {}
    notes: Notes = {}
    for enrolment_id, day, mark, note in session.execute(query):
        marks.setdefault(enrolment_id, {})[day] = Attendance(mark)
        if note and first <= day <= last:
            notes.setdefault(enrolment_id, {})[day] = note
    return marks, notes


def _days(session: Session, batch: BatchLine, first: date, last: date) -> tuple[ClassDay, ...]:
    query = (
        select(ClassSessionTable, AccountTable.full_name, AccountTable.user)
        .outerjoin(AccountTable, AccountTable.id == ClassSessionTable.closed_by)
        .where(ClassSessionTable.batch_id == batch.batch_id, ClassSessionTable.day.between(first, last))
    )
    held = {row.day: (row, name or user) for row, name, user in session.execute(query)}
    off = days_off(session, first, last)
    days = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        row, closed_by = held.get(day, (None, None))
        days.append(
            ClassDay(
                day,
                row.id if row is not None else None,
                row.closed_at if row is not None else None,
                closed_by,
                off.get(day, ""),
                batch.runs_on(day) and day not in off,
            )
        )
    return tuple(days)
