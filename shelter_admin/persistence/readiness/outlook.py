"""What a forecast rests on: what was gone to, what is still planned, what is announced; one statement a source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.forecast import PACE_DAYS, Course, Pace
from shelter_admin.domain.training import LEAST_RATE, Attendance
from shelter_admin.persistence.cases.conference_tables import CaseConferenceTable, ConferenceCaseTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.facts import S, competences_by_enrolment, living
from shelter_admin.persistence.training.figures import Planner, counted, figures_row
from shelter_admin.persistence.training.practised import Practices, practices
from shelter_admin.persistence.training.tables import BatchTable, ClassLeaveTable, EnrolmentTable, GradeTable

EXIT: Final = "exit"


def courses_of(session: Session, today: date, person_id: str | None = None) -> dict[str, Course]:
    """The training of everybody who lives here, or of one person, by enrolment, as far as a forecast goes by it."""
    ids = None if person_id is None else _enrolments(session, person_id)
    practised = practices(session, enrolment_ids=ids)
    recent = _recently(session, today, ids, practised)
    planner, away = Planner(session, today), _leave(session, today, person_id)
    averages, ends = _averages(session, person_id), _ends(session)
    agendas, competent = _agendas(session, today, person_id), competences_by_enrolment(session, today, person_id)
    found: dict[str, Course] = {}
    for row in session.execute(_of(counted(today), ids)):
        figures = figures_row(row, None, LEAST_RATE, practised, (None, today))
        days = planner.days_to_come(row, practised)
        there = practised.of(row.id)
        at_practice = practised.marked(row, None, today).values()
        found[row.id] = Course(
            figures.present,
            figures.marked,
            recent.get(row.id, Pace()),
            None if days is None else tuple(days),
            tuple(day for day in days or () if day in there),
            frozenset(away.get(row.id, ())),
            Pace(sum(mark is Attendance.PRESENT for mark in at_practice), len(at_practice)),
            competent.get(row.id, (0, 0)),
            averages.get(row.id),
            ends.get(row.batch_id),
            agendas.get(row.id),
        )
    return found


def _enrolments(session: Session, person_id: str) -> list[str]:
    query = (
        select(EnrolmentTable.id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(StayTable.person_id == person_id, StayTable.leave_reason.is_(None))
    )
    return list(session.scalars(query))


def _of(query: S, ids: Sequence[str] | None) -> S:
    return query.where(StayTable.leave_reason.is_(None) if ids is None else EnrolmentTable.id.in_(ids))


def _recently(session: Session, today: date, ids: Sequence[str] | None, practised: Practices) -> dict[str, Pace]:
    """How often each was there of what was marked in the last four weeks."""
    first = today - timedelta(days=PACE_DAYS - 1)
    found = {}
    for row in session.execute(_of(counted(today, first), ids)):
        figures = figures_row(row, None, LEAST_RATE, practised, (first, today))
        found[row.id] = Pace(figures.present, figures.marked)
    return found


def _leave(session: Session, today: date, person_id: str | None) -> dict[str, set[date]]:
    """The days of leave announced for the time to come."""
    query = (
        select(ClassLeaveTable.enrolment_id, ClassLeaveTable.from_day, ClassLeaveTable.until_day)
        .join(EnrolmentTable, EnrolmentTable.id == ClassLeaveTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(ClassLeaveTable.withdrawn_on.is_(None), ClassLeaveTable.until_day >= today)
    )
    found: dict[str, set[date]] = {}
    for enrolment_id, first, last in session.execute(living(query, person_id)):
        days = range((last - max(first, today)).days + 1)
        found.setdefault(enrolment_id, set()).update(max(first, today) + timedelta(days=step) for step in days)
    return found


def _averages(session: Session, person_id: str | None) -> dict[str, float]:
    """The mean of the marks of the subjects so far."""
    query = (
        select(GradeTable.enrolment_id, func.avg(GradeTable.mark).label("mean"))
        .join(EnrolmentTable, EnrolmentTable.id == GradeTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(GradeTable.subject_id.is_not(None))
        .group_by(GradeTable.enrolment_id)
    )
    return {row.enrolment_id: float(row.mean) for row in session.execute(living(query, person_id))}


def _ends(session: Session) -> dict[str, date]:
    """The last day of each class that has one."""
    query = select(BatchTable.id, BatchTable.ends_on).where(BatchTable.ends_on.is_not(None))
    return {row.id: row.ends_on for row in session.execute(query) if row.ends_on is not None}


def _agendas(session: Session, today: date, person_id: str | None) -> dict[str, date]:
    """The day of the next case conference that speaks about the leaving of each, by enrolment."""
    coming = and_(
        CaseConferenceTable.id == ConferenceCaseTable.conference_id,
        CaseConferenceTable.closed_at.is_(None),
        CaseConferenceTable.day >= today,
    )
    query = (
        select(EnrolmentTable.id, func.min(CaseConferenceTable.day).label("day"))
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(ConferenceCaseTable, ConferenceCaseTable.stay_id == StayTable.id)
        .join(CaseConferenceTable, coming)
        .where(ConferenceCaseTable.purpose == EXIT)
        .group_by(EnrolmentTable.id)
    )
    return {row.id: row.day for row in session.execute(living(query, person_id))}
