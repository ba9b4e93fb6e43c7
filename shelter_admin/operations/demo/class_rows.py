"""What the invented people learnt, as rows of the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.domain.settings import Panti
from shelter_admin.operations.demo.classes import Batch, Course, Place, School
from shelter_admin.operations.demo.life import House
from shelter_admin.persistence.base import Row, new_id
from shelter_admin.persistence.people.tables import HealthTable
from shelter_admin.persistence.readiness.tables import ReadinessCheckTable
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
    SubjectTable,
)

Rows = list[dict[str, Any]]
CLOSED_AT: Final = time(15, 45)
SEEN_BY_NURSE: Final = 0.8
LONG_STAY: Final = timedelta(days=120)


def tables_of(school: School, panti: Panti, today: date, signed_by: str) -> Iterator[tuple[type[Row], Rows]]:
    """Everything learnt, in the order in which rows point at each other."""
    subjects = [_subjects(course) for course in school.courses]
    yield ProgramTable, [{"id": one.program_id, "name": one.name, "hours": one.hours} for one in school.courses]
    yield SubjectTable, [row for rows in subjects for row in rows]
    yield BatchTable, [_batch(one) for one in school.batches]
    yield EnrolmentTable, [_enrolment(one, today) for one in school.places]
    sessions, marks = _sessions(school, panti, signed_by)
    yield ClassSessionTable, sessions
    yield AttendanceMarkTable, marks
    ids = {
        course.program_id: [row["id"] for row in rows] for course, rows in zip(school.courses, subjects, strict=True)
    }
    yield GradeTable, [row for place in school.places for row in _grades(place, ids)]


def _subjects(course: Course) -> Rows:
    return [
        {
            "id": new_id(), "program_id": course.program_id, "position": at, "name": name, "theory_hours": theory,
            "practice_hours": practice,
        }
        for at, (name, theory, practice) in enumerate(course.subjects)
    ]  # fmt: skip


def _batch(batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.batch_id,
        "program_id": batch.course.program_id,
        "name": batch.name,
        "starts_on": batch.first,
        "ends_on": batch.last,
        "weekdays": batch.course.weekdays,
        "starts_at": batch.course.starts_at,
    }


def _enrolment(place: Place, today: date) -> dict[str, Any]:
    return {
        "id": place.enrolment_id,
        "stay_id": place.stay.stay_id,
        "program_id": place.batch.course.program_id,
        "batch_id": place.batch.batch_id,
        "joined_on": place.joined,
        "ended_on": place.batch.last if place.finished(today) else None,
    }


def _sessions(school: School, panti: Panti, signed_by: str) -> tuple[Rows, Rows]:
    sessions: Rows = []
    marks: Rows = []
    for batch, day, there in school.sessions():
        closed: datetime | None = panti.instant(day, CLOSED_AT)
        if (batch.batch_id, day) in school.open_sessions:
            closed = None
        session_id = new_id()
        sessions.append(
            {
                "id": session_id, "batch_id": batch.batch_id, "day": day, "closed_at": closed,
                "closed_by": signed_by if closed else None,
            }
        )  # fmt: skip
        marks += [
            {"session_id": session_id, "enrolment_id": place.enrolment_id, "mark": place.marks[day].value, "note": ""}
            for place in there
            if day in place.marks
        ]
    return sessions, marks


def _grades(place: Place, subjects: dict[str, list[str]]) -> Rows:
    if not place.grades:
        return []
    named: list[str | None] = [*subjects[place.batch.course.program_id]]
    marks = [*zip(named, place.grades, strict=True), (None, place.final)]
    return [{"enrolment_id": place.enrolment_id, "subject_id": subject, "mark": mark} for subject, mark in marks]


def care(house: House, school: School, today: date, seed: int) -> Iterator[tuple[type[Row], Rows]]:
    """What nurse and social worker wrote down: for those who finished everything, for others some of it."""
    rng = Random(seed + 2)  # noqa: S311 - invents checks, guards nothing
    done = {place.stay.stay_id for place in school.finishers()}
    yield HealthTable, [
        {
            "person_id": stay.person.person_id, "alert": "", "diet": "", "details": "", "attention": False,
        }
        for stay in house.living()
        if not stay.person.who.alert and (stay.stay_id in done or rng.random() < SEEN_BY_NURSE)
    ]  # fmt: skip
    checks: Rows = []
    for stay in house.living():
        if stay.stay_id in done:
            checks += [_check(stay.stay_id, one, State.MET, today) for one in _WRITTEN]
        elif stay.admitted + LONG_STAY < today:
            checks += [
                _check(stay.stay_id, one, rng.choices((State.MET, State.NOT_MET), (7, 3))[0], today)
                for one, share in zip(_WRITTEN, _SHARES, strict=True)
                if rng.random() < share
            ]
    yield ReadinessCheckTable, checks


_WRITTEN: Final = (Criterion.RECEPTION, Criterion.CASE_CONFERENCE)
_SHARES: Final = (0.7, 0.35)


def _check(stay_id: str, criterion: Criterion, state: State, today: date) -> dict[str, Any]:
    return {
        "stay_id": stay_id,
        "criterion": criterion.value,
        "state": state.value,
        "on_day": today - timedelta(days=10),
        "note": "",
    }
