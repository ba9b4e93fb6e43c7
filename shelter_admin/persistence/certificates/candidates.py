"""Who may get a certificate, in one statement, and what would stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.paper import AttendanceCount, SubjectLine
from shelter_admin.domain.certificates.predicates import Scale, predikat_of
from shelter_admin.domain.certificates.register import EntitledLine, Standing, why_not
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.certificates.attended import NEVER_THERE, attendance_of
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.lookup import newest_photo
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, PhotoTable, StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.tables import (
    BatchTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
    SubjectTable,
)

VOCATIONAL: Final = "vocational"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the list with what the list does not show: whether the stay has ended."""

    line: EntitledLine
    in_house: bool
    has_letter: bool = False


def candidates(session: Session, sight: Sight, scale: Scale, *which: ColumnElement[bool]) -> list[Candidate]:
    """Everybody enrolled whom the reader sees, by programme and name, each with what stands in the way.

    Guidance of body, spirit and social life has classes too, but no certificate, and is not in it.
    """
    decided = _newest_decision()
    valid = exists().where(CertificateTable.enrolment_id == EnrolmentTable.id, CertificateTable.revoked_on.is_(None))
    letter = exists().where(
        AttendanceLetterTable.enrolment_id == EnrolmentTable.id, AttendanceLetterTable.revoked_on.is_(None)
    )
    query = (
        select(
            EnrolmentTable.id,
            EnrolmentTable.program_id,
            PersonTable.id.label("person_id"),
            PersonTable.number,
            PersonTable.name,
            ProgramTable.name.label("program"),
            ProgramTable.hours,
            BatchTable.name.label("batch"),
            StayTable.leave_reason,
            GradeTable.mark,
            decided.label("decided"),
            valid.label("has_certificate"),
            letter.label("has_letter"),
        )
        .select_from(EnrolmentTable)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .outerjoin(GradeTable, and_(GradeTable.enrolment_id == EnrolmentTable.id, GradeTable.subject_id.is_(None)))
        .where(ProgramTable.kind == VOCATIONAL, *which)
        .order_by(func.lower(ProgramTable.name), func.lower(PersonTable.name), EnrolmentTable.id)
    )
    return [_candidate(row, scale) for row in session.execute(in_sight(query, sight))]


def _newest_decision() -> Any:
    """What the head decided last about the stay."""
    return (
        select(ExitDecisionTable.ready)
        .where(ExitDecisionTable.stay_id == StayTable.id)
        .order_by(ExitDecisionTable.id.desc())
        .limit(1)
        .correlate(StayTable)
        .scalar_subquery()
    )


def of_program(program_id: str) -> ColumnElement[bool]:
    """Only this programme."""
    return EnrolmentTable.program_id == program_id


def of_batch(batch_id: str) -> ColumnElement[bool]:
    """Only this batch."""
    return EnrolmentTable.batch_id == batch_id


def of_people(person_ids: Iterable[str]) -> ColumnElement[bool]:
    """Only these people."""
    return StayTable.person_id.in_(list(person_ids))


def of_enrolments(enrolment_ids: Iterable[str]) -> ColumnElement[bool]:
    """Only these enrolments."""
    return EnrolmentTable.id.in_(list(enrolment_ids))


def _candidate(row: Any, scale: Scale) -> Candidate:
    reason = LeavingReason(row.leave_reason) if row.leave_reason else None
    decided = None if row.decided is None else bool(row.decided)
    line = EntitledLine(
        enrolment_id=row.id,
        person_id=row.person_id,
        number=row.number,
        name=row.name,
        program_id=row.program_id,
        program=row.program,
        batch=row.batch,
        hours=row.hours,
        mark=row.mark,
        predikat=(predikat_of(scale, row.mark) or "") if row.mark is not None else "",
        why=why_not(Standing(bool(row.has_certificate), reason, decided, row.mark, row.hours), scale),
    )
    return Candidate(line, reason is None, bool(row.has_letter))


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on one certificate besides its number, code and signer."""

    born: PartialDate = field(repr=False)
    birth_place: str = field(repr=False)
    first_day: date | None
    last_day: date | None
    subjects: tuple[SubjectLine, ...]
    attendance: AttendanceCount
    photo: bytes = field(repr=False)


def contents(session: Session, enrolment_ids: Sequence[str], today: date) -> dict[str, Content]:
    """Read what stands on the certificates of these enrolments, by enrolment; a few statements for any number."""
    attended = attendance_of(session, enrolment_ids, today)
    subjects = _subjects(session, enrolment_ids)
    query = (
        select(
            EnrolmentTable.id,
            EnrolmentTable.joined_on,
            EnrolmentTable.ended_on,
            BatchTable.starts_on,
            BatchTable.ends_on,
            PersonTable.birth_year,
            PersonTable.birth_month,
            PersonTable.birth_day,
            PersonTable.birth_quality,
            PersonTable.birth_place,
            PhotoTable.content.label("photo"),
        )
        .select_from(EnrolmentTable)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .outerjoin(PhotoTable, PhotoTable.id == newest_photo())
        .where(EnrolmentTable.id.in_(enrolment_ids))
    )
    found: dict[str, Content] = {}
    for row in session.execute(query):
        counted = attended.get(row.id, NEVER_THERE)
        last = row.ended_on or row.ends_on
        found[row.id] = Content(
            born=PartialDate(row.birth_year, row.birth_month, row.birth_day, DateQuality(row.birth_quality)),
            birth_place=row.birth_place,
            first_day=row.joined_on or row.starts_on or counted.first,
            last_day=last if last is not None and last <= today else counted.last,
            subjects=tuple(subjects.get(row.id, ())),
            attendance=counted.count,
            photo=row.photo or b"",
        )
    return found


def _subjects(session: Session, enrolment_ids: Sequence[str]) -> dict[str, list[SubjectLine]]:
    query = (
        select(
            EnrolmentTable.id,
            SubjectTable.name,
            SubjectTable.theory_hours,
            SubjectTable.practice_hours,
            GradeTable.mark,
        )
        .join(SubjectTable, SubjectTable.program_id == EnrolmentTable.program_id)
        .outerjoin(
            GradeTable, and_(GradeTable.enrolment_id == EnrolmentTable.id, GradeTable.subject_id == SubjectTable.id)
        )
        .where(EnrolmentTable.id.in_(enrolment_ids))
        .order_by(EnrolmentTable.id, SubjectTable.position, SubjectTable.id)
    )
    found: dict[str, list[SubjectLine]] = {}
    for enrolment_id, name, theory, practice, mark in session.execute(query):
        found.setdefault(enrolment_id, []).append(SubjectLine(name, theory, practice, mark))
    return found
