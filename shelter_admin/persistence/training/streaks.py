"""Who was absent without word several times in a row, in class or at practice, and has not come since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import Attendance, StreakLine
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.own import belongs_on, is_own_session
from shelter_admin.persistence.training.practised import practices
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTable,
    ProgramTrainerTable,
)

LOOKED_BACK: Final = timedelta(days=60)


def streak_with(last_not_absent: date | None, absent: Iterable[date], practised: Mapping[date, Attendance]) -> int:
    """How often somebody was absent in a row up to the newest mark, class and practice taken together."""
    others = [day for day, mark in practised.items() if mark is not Attendance.ABSENT]
    since = max([last_not_absent or date.min, *others])
    days = {*absent} | {day for day, mark in practised.items() if mark is Attendance.ABSENT}
    return sum(day > since for day in days)


def absent_in_a_row(
    session: Session, sight: Sight, today: date, least: int, trainer_id: str | None
) -> list[StreakLine]:
    """Whoever is in a class today and was absent at least so often in a row; of this trainer's programmes, or of all.

    Only the last sixty days are looked at: somebody away for longer is told with what fell into them.
    """
    since = today - LOOKED_BACK
    absent: defaultdict[str, set[date]] = defaultdict(set)
    query = _marks_since(since, today).where(AttendanceMarkTable.mark == Attendance.ABSENT.value)
    for enrolment_id, day in session.execute(query.add_columns(ClassSessionTable.day)):
        absent[enrolment_id].add(day)
    practised = practices(session)
    at_practice = {
        one: {day: mark for day, mark in found.marks.items() if since <= day <= today}
        for one, found in practised.by_enrolment.items()
    }
    for one, marks in at_practice.items():
        absent[one] |= {day for day, mark in marks.items() if mark is Attendance.ABSENT}
    often = [one for one, days in absent.items() if len(days) >= least]
    query = (
        _marks_since(since, today)
        .where(AttendanceMarkTable.mark != Attendance.ABSENT.value, EnrolmentTable.id.in_(often))
        .add_columns(func.max(ClassSessionTable.day))
        .group_by(EnrolmentTable.id)
    )
    came: dict[str, date] = {row[0]: row[1] for row in session.execute(query)} if often else {}
    counts = {one: streak_with(came.get(one), absent[one], at_practice.get(one, {})) for one in often}
    found = {one: count for one, count in counts.items() if count >= least}
    return _lines(session, sight, found, today, trainer_id) if found else []


def _marks_since(since: date, today: date) -> Select[*tuple[Any, ...]]:
    """The marks of own sessions of whoever is in the house, as their enrolments; to be narrowed."""
    return (
        select(EnrolmentTable.id)
        .select_from(ClassSessionTable)
        .join(AttendanceMarkTable, AttendanceMarkTable.session_id == ClassSessionTable.id)
        .join(EnrolmentTable, EnrolmentTable.id == AttendanceMarkTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(
            ClassSessionTable.batch_id == EnrolmentTable.batch_id,
            ClassSessionTable.day.between(since, today),
            StayTable.leave_reason.is_(None),
            is_own_session(),
        )
    )


def _lines(
    session: Session, sight: Sight, found: Mapping[str, int], today: date, trainer_id: str | None
) -> list[StreakLine]:
    query = (
        select(
            EnrolmentTable.id,
            EnrolmentTable.batch_id,
            PersonTable.id.label("person_id"),
            name_for(sight),
            ProgramTable.name.label("program"),
            BatchTable.name.label("batch"),
        )
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .where(EnrolmentTable.id.in_(list(found)), belongs_on(today))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    if trainer_id is not None:
        trains = ProgramTrainerTable.program_id == EnrolmentTable.program_id
        query = query.where(
            exists(select(ProgramTrainerTable.id).where(trains, ProgramTrainerTable.account_id == trainer_id))
        )
    return [
        StreakLine(row.id, row.person_id, row.name, row.batch_id, f"{row.program} {row.batch}".strip(), found[row.id])
        for row in session.execute(on_duty(query, sight))
    ]
