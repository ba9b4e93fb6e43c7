"""The class marks of a month by person. The database counts marks; which sessions are whose is told by days.

One statement counts the marks of the month by class, enrolment and code. Most people belong to their class the whole
month, so that all their marks count; of those who joined or left in it the marks are looked at day by day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.month.figures import PersonMarks
from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.training import Attendance, OwnDays
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.own import OWN_COLUMNS, belongs_between, not_on_a_day_off, own_days
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
)

Marks = Counter[str]


@dataclass(frozen=True, slots=True)
class Held:
    """The sessions of the month by class, days off left out, and the programme of each class."""

    days: Mapping[str, tuple[date, ...]]
    programs: Mapping[str, str]

    @property
    def sessions(self) -> dict[str, int]:
        """How many sessions each programme held."""
        counted: Counter[str] = Counter()
        for batch_id, days in self.days.items():
            counted[self.programs[batch_id]] += len(days)
        return dict(counted)


@dataclass(frozen=True, slots=True)
class _Member:
    enrolment_id: str
    batch_id: str
    person_id: str
    own: OwnDays

    def whole(self, frame: MonthFrame) -> bool:
        return self.own.first <= frame.first and frame.through <= self.own.last


def held_in(frame: MonthFrame) -> Any:
    """The sessions of a month, as a condition; one on a day off does not count."""
    return and_(ClassSessionTable.day.between(frame.first, frame.through), not_on_a_day_off())


def sessions_held(session: Session, frame: MonthFrame) -> Held:
    """The sessions of the month."""
    query = (
        select(ClassSessionTable.batch_id, BatchTable.program_id, ClassSessionTable.day)
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .where(held_in(frame))
        .order_by(ClassSessionTable.batch_id, ClassSessionTable.day)
    )
    days: dict[str, list[date]] = {}
    programs: dict[str, str] = {}
    for batch_id, program_id, day in session.execute(query):
        days.setdefault(batch_id, []).append(day)
        programs[batch_id] = program_id
    return Held({batch_id: tuple(found) for batch_id, found in days.items()}, programs)


def marks_by_person(session: Session, frame: MonthFrame, held: Held) -> tuple[PersonMarks, ...]:
    """Everybody who had a session of their own in the month, with their marks by code and what is unmarked."""
    if not held.days:
        return ()
    members = _members(session, frame, held)
    counted = _counted(session, frame)
    parts = [one for one in members if not one.whole(frame)]
    by_day = _by_day(session, frame, parts)
    found: dict[tuple[str, str], Marks] = {}
    for one in members:
        days = held.days[one.batch_id]
        own = len(days) if one.whole(frame) else sum(day in one.own for day in days)
        if not own:
            continue
        marks = (counted if one.whole(frame) else by_day).get((one.enrolment_id, one.batch_id), Counter())
        total = found.setdefault((held.programs[one.batch_id], one.person_id), Counter())
        total.update(marks)
        total[""] += own - marks.total()
    return tuple(_person(*key, marks) for key, marks in sorted(found.items(), key=lambda item: item[0]))


def _person(program_id: str, person_id: str, marks: Marks) -> PersonMarks:
    codes = (Attendance.PRESENT, Attendance.SICK, Attendance.EXCUSED, Attendance.ABSENT)
    present, sick, excused, absent = (marks[code.value] for code in codes)
    return PersonMarks(program_id, person_id, present, sick, excused, absent, marks[""])


def _members(session: Session, frame: MonthFrame, held: Held) -> list[_Member]:
    """Who belongs to a class that met, on any day of the month."""
    query = (
        select(EnrolmentTable.id, EnrolmentTable.batch_id, StayTable.person_id, *OWN_COLUMNS)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(belongs_between(frame.first, frame.through))
    )
    rows = session.execute(query)
    return [_Member(row.id, row.batch_id, row.person_id, own_days(row)) for row in rows if row.batch_id in held.days]


def _counted(session: Session, frame: MonthFrame) -> dict[tuple[str, str], Marks]:
    """How many marks of each code every enrolment has in the month, by class."""
    mark = AttendanceMarkTable
    query = (
        select(
            mark.enrolment_id,
            ClassSessionTable.batch_id,
            *(func.sum(case((mark.mark == code.value, 1), else_=0)) for code in Attendance),
        )
        .join(ClassSessionTable, ClassSessionTable.id == mark.session_id)
        .where(held_in(frame))
        .group_by(mark.enrolment_id, ClassSessionTable.batch_id)
    )
    codes = [code.value for code in Attendance]
    return {
        (enrolment_id, batch_id): Counter(dict(zip(codes, counts, strict=True)))
        for enrolment_id, batch_id, *counts in session.execute(query)
    }


def _by_day(session: Session, frame: MonthFrame, members: list[_Member]) -> dict[tuple[str, str], Marks]:
    """The same for those who belong to their class for a part of the month: the marks of their own days alone."""
    if not members:
        return {}
    own = {(one.enrolment_id, one.batch_id): one.own for one in members}
    mark = AttendanceMarkTable
    query = (
        select(mark.enrolment_id, ClassSessionTable.batch_id, mark.mark, ClassSessionTable.day)
        .join(ClassSessionTable, ClassSessionTable.id == mark.session_id)
        .where(mark.enrolment_id.in_([one.enrolment_id for one in members]), held_in(frame))
    )
    found: dict[tuple[str, str], Marks] = {}
    for enrolment_id, batch_id, code, day in session.execute(query):
        days = own.get((enrolment_id, batch_id))
        if days is not None and day in days:
            found.setdefault((enrolment_id, batch_id), Counter())[code] += 1
    return found
