"""What the store holds about a person's training, readiness and certificates."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.privacy.everything import Part, Said
from shelter_admin.domain.readiness import CRITERION_NAMES, STATE_NAMES, State, criterion_of
from shelter_admin.domain.training import ATTENDANCE_NAMES, Attendance
from shelter_admin.domain.words import N_
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable, ReadinessCheckTable
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
    SubjectTable,
)


def training_parts(session: Session, person_id: str, *, with_notes: bool) -> tuple[Part, ...]:
    """Classes, attendance, marks, readiness, decisions and certificates of a person."""
    return (
        _classes(session, person_id),
        _grades(session, person_id),
        _attendance(session, person_id, with_notes=with_notes),
        _checks(session, person_id, with_notes=with_notes),
        _decisions(session, person_id, with_notes=with_notes),
        _certificates(session, person_id),
    )


def _classes(session: Session, person_id: str) -> Part:
    query = (
        select(ProgramTable.name, BatchTable.name, EnrolmentTable.joined_on, EnrolmentTable.ended_on)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(StayTable.person_id == person_id)
        .order_by(EnrolmentTable.joined_on, EnrolmentTable.id)
    )
    rows = tuple(tuple(row) for row in session.execute(query))
    return Part(N_("Training"), (N_("Programme"), N_("Class"), N_("Joined on"), N_("Ended on")), rows)


def _grades(session: Session, person_id: str) -> Part:
    query = (
        select(ProgramTable.name, SubjectTable.name, GradeTable.mark)
        .select_from(GradeTable)
        .join(EnrolmentTable, EnrolmentTable.id == GradeTable.enrolment_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .outerjoin(SubjectTable, SubjectTable.id == GradeTable.subject_id)
        .where(StayTable.person_id == person_id)
        .order_by(ProgramTable.name, SubjectTable.position, GradeTable.id)
    )
    final = Said(N_("Final mark"))
    rows = tuple((program, subject or final, mark) for program, subject, mark in session.execute(query))
    return Part(N_("Marks of the training"), (N_("Programme"), N_("Subject"), N_("Grade")), rows)


def _attendance(session: Session, person_id: str, *, with_notes: bool) -> Part:
    query = (
        select(ClassSessionTable.day, ProgramTable.name, AttendanceMarkTable.mark, AttendanceMarkTable.note)
        .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
        .join(EnrolmentTable, EnrolmentTable.id == AttendanceMarkTable.enrolment_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(StayTable.person_id == person_id)
        .order_by(ClassSessionTable.day, ProgramTable.name)
    )
    rows = tuple(
        (day, program, Said(ATTENDANCE_NAMES[Attendance(mark)]), note if with_notes else None)
        for day, program, mark, note in session.execute(query)
    )
    return Part(N_("Attendance in class"), (N_("Day"), N_("Programme"), N_("Noted as"), N_("Notes")), rows)


def _checks(session: Session, person_id: str, *, with_notes: bool) -> Part:
    query = (
        select(ReadinessCheckTable)
        .join(StayTable, StayTable.id == ReadinessCheckTable.stay_id)
        .where(StayTable.person_id == person_id)
        .order_by(ReadinessCheckTable.on_day, ReadinessCheckTable.id)
    )
    rows = tuple(
        (
            row.on_day,
            Said(CRITERION_NAMES[criterion_of(row.criterion)]),
            Said(STATE_NAMES[State(row.state)]),
            row.note if with_notes else None,
        )
        for row in session.scalars(query)
    )
    return Part(N_("Readiness"), (N_("Day"), N_("What was looked at"), N_("Noted as"), N_("Notes")), rows)


def _decisions(session: Session, person_id: str, *, with_notes: bool) -> Part:
    query = (
        select(ExitDecisionTable)
        .where(ExitDecisionTable.person_id == person_id)
        .order_by(ExitDecisionTable.decided_on, ExitDecisionTable.id)
    )
    rows = tuple(
        (
            row.decided_on,
            Said(N_("ready to leave")) if row.ready else Said(N_("not ready yet")),
            row.reason if with_notes else None,
        )
        for row in session.scalars(query)
    )
    return Part(N_("Decisions of the head"), (N_("Day"), N_("Decision"), N_("Reason")), rows)


def _certificates(session: Session, person_id: str) -> Part:
    query = select(CertificateTable).where(CertificateTable.person_id == person_id)
    rows = tuple(
        (row.number, row.issued_on, row.program, row.mark, row.revoked_on)
        for row in session.scalars(query.order_by(CertificateTable.issued_on, func.lower(CertificateTable.number)))
    )
    heads = (N_("Certificate number"), N_("Issued on"), N_("Programme"), N_("Grade"), N_("Revoked on"))
    return Part(N_("Certificates"), heads, rows)
