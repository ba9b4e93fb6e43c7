"""Attendance in figures, counted by the database: one statement for a class, a programme or the whole house.

Which sessions count for whom stands in ``own.is_own_session``, in one place for every figure. The days of field
practice, of the few who are on it, come in one statement more and are added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
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
from shelter_admin.persistence.panti import PolicyTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.training.changes import Changed, changed_days
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.own import (
    OWN_COLUMNS,
    belongs_between,
    counts_as_held,
    is_own_session,
    own_days,
)
from shelter_admin.persistence.training.practised import Practices, practices
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTable,
)

READINESS = "readiness"


def least_rates(session: Session, day: date, program_id: str) -> Callable[[str | None], float]:
    """The least attendance that readiness asks for in a programme of somebody of a main category, from 0 to 1.

    The policy of the programme goes before that of the category, and that before the house's; the usual rate where
    none asks for attendance. One statement for the whole class.
    """
    own, of_category = f"{READINESS}:program:{program_id}", f"{READINESS}:category:"
    query = (
        select(PolicyTable.kind, PolicyTable.content)
        .where(
            or_(PolicyTable.kind.in_((READINESS, own)), PolicyTable.kind.startswith(of_category)),
            PolicyTable.valid_from <= day,
        )
        .order_by(PolicyTable.valid_from)
    )
    held = {kind: content for kind, content in session.execute(query) if content}  # the newest of each kind stands

    def rate(category: str | None) -> float:
        kinds = (own, f"{of_category}{category or ''}", READINESS)
        content = next((held[kind] for kind in kinds if kind in held and not held[kind].get("ended")), None)
        rules = from_plain(content) if content else ()
        least = next((rule.least for rule in rules if rule.criterion is Criterion.ATTENDANCE), None)
        return LEAST_RATE if least is None else least / 100

    return rate


def main_category() -> ColumnElement[str | None]:
    """The main category of whose stay it is, in a query about stays."""
    return (
        select(PersonCategoryTable.category)
        .where(PersonCategoryTable.person_id == StayTable.person_id, PersonCategoryTable.main)
        .correlate(StayTable)
        .scalar_subquery()
        .label("category")
    )


def counted(last: date, first: date | None = None) -> Select[*tuple[Any, ...]]:
    """Own sessions of each enrolment by mark, up to a day; to be narrowed by the caller, one row an enrolment."""
    held = and_(
        ClassSessionTable.batch_id == EnrolmentTable.batch_id,
        ClassSessionTable.day <= last,
        *(() if first is None else (ClassSessionTable.day >= first,)),
        is_own_session(),
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
    """How many sessions each class still has to come after a day; reads batches, changes and holidays once.

    A class that nobody is in has none for anybody, so the calendar of its years need not be looked at.
    """

    def __init__(self, session: Session, day: date, batch_ids: Sequence[str] | None = None) -> None:
        """Look ahead from a day on, for these classes or all with a known end."""
        query = select(BatchTable.id, BatchTable.weekdays, BatchTable.starts_on, BatchTable.ends_on).where(
            BatchTable.ends_on.is_not(None), exists().where(EnrolmentTable.batch_id == BatchTable.id)
        )
        if batch_ids is not None:
            query = query.where(BatchTable.id.in_(batch_ids))
        found = session.execute(query).all()
        changed = changed_days(session, day, batch_ids=batch_ids) if found else {}
        ends = max(
            [row.ends_on for row in found] + [one for of_one in changed.values() for one in of_one.extra] + [day]
        )
        off = days_off(session, day, ends) if ends > day else {}
        self._due = {
            row.id: changed.get(row.id, Changed()).over(
                planned(row.weekdays, max(day, row.starts_on or day), row.ends_on, off), off
            )
            for row in found
        }
        self._day = day

    def days_to_come(self, row: Any, practised: Practices) -> list[date] | None:
        """The days planned for an enrolment that were not held yet, by day; None where its class has no known end."""
        due = self._due.get(row.batch_id)
        if due is None:
            return None
        own, away = own_days(row), practised.of(row.id)
        tomorrow = self._day + timedelta(days=1)
        held_today = row.newest is not None and row.newest >= self._day
        first = max(own.first, tomorrow if held_today else self._day)
        in_class = [day for day in due if first <= day <= own.last and day not in away]
        at_practice = away.due(own, practised.off, tomorrow, date.max)
        return sorted((*in_class, *at_practice)) if at_practice else in_class

    def to_come(self, row: Any, practised: Practices) -> int | None:
        """How many days are planned for an enrolment, None where its class has no known end."""
        days = self.days_to_come(row, practised)
        return None if days is None else len(days)


def figures_row(
    row: Any, planner: Planner | None, threshold: float, practised: Practices, shown: tuple[date | None, date]
) -> AttendanceFigures:
    """The figures of one row of ``counted`` over these days; without a planner nothing is still to come."""
    counts = {mark: getattr(row, mark.name.lower()) for mark in Attendance}
    for mark in practised.marked(row, *shown).values():
        counts[mark] += 1
    unmarked = row.unmarked + len(practised.due(row, *shown))
    return figures_from(counts, unmarked, planner.to_come(row, practised) if planner is not None else None, threshold)


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
    planner, practised = Planner(session, day), practices(session, enrolment_ids=enrolment_ids)
    return {row.id: figures_row(row, planner, threshold, practised, (None, day)) for row in session.execute(query)}


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
        .where(BatchTable.program_id == program_id, ClassSessionTable.day <= last, counts_as_held())
    )
    if first is not None:
        held = held.where(ClassSessionTable.day >= first)
    sessions, earliest = session.execute(held).one()
    since = first or (earliest if sessions else last)
    query = (
        on_duty(counted(last, first), sight)
        .add_columns(PersonTable.id.label("person_id"), PersonTable.number, name_for(sight), main_category())
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.program_id == program_id, belongs_between(since, last))
        .group_by(PersonTable.id)
        .order_by(PersonTable.number)
    )
    planner = Planner(session, today) if last >= today else None
    least, practised = least_rates(session, today, program_id), practices(session, program_id=program_id)
    people = tuple(
        PersonAttendance(
            row.person_id,
            row.number,
            row.name,
            figures_row(row, planner, least(row.category), practised, (first, last)),
        )
        for row in session.execute(query)
    )
    return ProgramAttendance(program_id, program, sessions, people)
