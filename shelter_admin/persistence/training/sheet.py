"""The sheet of a class over some days: the same few statements for any size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.training import (
    STREAK,
    Attendance,
    BatchLine,
    ClassDay,
    ClassRow,
    ClassSheet,
    Minutes,
    PracticeCell,
)
from shelter_admin.persistence.accounts import AccountTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.changes import Changed, changed_days
from shelter_admin.persistence.training.classes import Reader, the_batch_line
from shelter_admin.persistence.training.figures import Planner, counted, figures_row, least_rates, main_category
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.leave import announced_between
from shelter_admin.persistence.training.own import belongs_between, counts_as_held, not_at_practice, own_days
from shelter_admin.persistence.training.practised import Practices, practice_cells, practices
from shelter_admin.persistence.training.streaks import streak_with
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable


def sheet(session: Session, reader: Reader, batch_id: str, first: date, last: date, streak: int = STREAK) -> ClassSheet:
    """Everybody of a class on any of these days with marks and figures; ``streak`` is when absences are warned of."""
    batch = the_batch_line(session, reader, batch_id)
    least = least_rates(session, reader.today, batch.program_id)
    days = _days(session, batch, first, last)
    known = _Known(
        _marks(session, batch_id, first, last),
        announced_between(session, batch_id, first, last),
        practice_cells(session, reader.sight, batch_id, first, last),
        practices(session, batch_ids=[batch_id]),
    )
    query = (
        on_duty(counted(reader.today), reader.sight)
        .add_columns(EnrolmentTable.stay_id, PersonTable.id.label("person_id"), PersonTable.number)
        .add_columns(name_for(reader.sight), main_category())
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.batch_id == batch_id, belongs_between(first, last))
        .group_by(PersonTable.id)
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    planner = Planner(session, reader.today, [batch_id])
    rows = tuple(_row(row, known, planner, least(row.category), reader.today) for row in session.execute(query))
    return ClassSheet(batch, first, last, days, rows, reader.today, streak)


@dataclass(frozen=True, slots=True)
class _Given:
    """One person's marks of the days shown with what is written beside them, and every absence that counts."""

    marks: dict[date, Attendance] = field(default_factory=dict)
    notes: dict[date, str] = field(default_factory=dict)
    minutes: dict[date, Minutes] = field(default_factory=dict)
    absent: list[date] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of everybody of a class, by enrolment."""

    given: Mapping[str, _Given]
    announced: Mapping[str, Mapping[date, Attendance]]
    at_practice: Mapping[str, Mapping[date, PracticeCell]]
    practised: Practices


def _row(row: Any, known: _Known, planner: Planner, least: float, today: date) -> ClassRow:
    given, own = known.given.get(row.id, _Given()), own_days(row)
    figures = figures_row(row, planner, least, known.practised, (None, today))
    practised = known.practised.marked(row, None, date.max)
    return ClassRow(
        row.id,
        row.stay_id,
        row.person_id,
        row.number,
        row.name,
        own,
        given.marks,
        figures,
        streak_with(row.last_not_absent, [day for day in given.absent if day in own], practised),
        given.notes,
        given.minutes,
        {day: mark for day, mark in known.announced.get(row.id, {}).items() if day in own},
        {day: cell for day, cell in known.at_practice.get(row.id, {}).items() if day in own},
        least,
    )


def _marks(session: Session, batch_id: str, first: date, last: date) -> dict[str, _Given]:
    """The marks of these days by enrolment, and every absence whenever it was, for the absences in a row."""
    mark = AttendanceMarkTable
    counts = and_(counts_as_held(), not_at_practice(ClassSessionTable.day)).label("counts")
    query = (
        select(
            mark.enrolment_id, ClassSessionTable.day, mark.mark, mark.note, mark.late_minutes, mark.left_minutes, counts
        )
        .join(ClassSessionTable, ClassSessionTable.id == mark.session_id)
        .join(EnrolmentTable, EnrolmentTable.id == mark.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(
            EnrolmentTable.batch_id == batch_id,
            belongs_between(first, last),
            or_(ClassSessionTable.day.between(first, last), mark.mark == Attendance.ABSENT.value),
        )
    )
    found: dict[str, _Given] = {}
    for enrolment_id, day, code, note, late, left, counting in session.execute(query):
        given = found.setdefault(enrolment_id, _Given())
        if code == Attendance.ABSENT.value and counting:
            given.absent.append(day)
        if first <= day <= last:
            given.marks[day] = Attendance(code)
            if note:
                given.notes[day] = note
            if late is not None or left is not None:
                given.minutes[day] = Minutes(late, left)
    return found


def _days(session: Session, batch: BatchLine, first: date, last: date) -> tuple[ClassDay, ...]:
    query = (
        select(ClassSessionTable, AccountTable.full_name, AccountTable.user)
        .outerjoin(AccountTable, AccountTable.id == ClassSessionTable.closed_by)
        .where(ClassSessionTable.batch_id == batch.batch_id, ClassSessionTable.day.between(first, last))
    )
    held = {row.day: (row, name or user) for row, name, user in session.execute(query)}
    off = days_off(session, first, last)
    changed = changed_days(session, first, last, batch_ids=[batch.batch_id]).get(batch.batch_id, Changed())
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
                day not in off and day not in changed.cancelled and (batch.runs_on(day) or day in changed.extra),
                changed.cancelled.get(day, ""),
                changed.extra.get(day, ""),
            )
        )
    return tuple(days)
