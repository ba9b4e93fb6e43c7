"""Programmes, their subjects and classes, written; and what still depends on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import NO_LIMITS, Intake, ProgramKind, SubjectLine
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_change, last_taken_away
from shelter_admin.persistence.training.classes import intake_of
from shelter_admin.persistence.training.tables import (
    BatchApplicantTable,
    BatchTable,
    BatchTemplateTable,
    ClassSessionTable,
    CompetenceTable,
    EnrolmentTable,
    GradeTable,
    KitItemTable,
    LessonTable,
    ProgramTable,
    ProgramTrainerTable,
    SelectionCriterionTable,
    SessionChangeTable,
    SubjectMarkTable,
    SubjectTable,
)


def the_program(session: Session, program_id: str) -> ProgramTable:
    """Load a programme; raises Refused ``program_gone``."""
    row = session.get(ProgramTable, program_id)
    if row is None:
        raise Refused("program_gone", field="program_id")
    return row


def find_program(session: Session, name: str) -> ProgramTable | None:
    """The programme of this name in any case, None where there is none; never opens one."""
    return session.scalars(
        select(ProgramTable).where(func.lower(ProgramTable.name) == func.lower(name.strip()))
    ).first()


def the_batch(session: Session, batch_id: str) -> BatchTable:
    """Load a class; raises Refused ``batch_unknown``."""
    row = session.get(BatchTable, batch_id)
    if row is None:
        raise Refused("batch_unknown", field="batch_id")
    return row


def find_batch(session: Session, program_id: str, name: str) -> BatchTable | None:
    """The class of this name in any case, None where there is none; never opens one."""
    query = select(BatchTable).where(
        BatchTable.program_id == program_id, func.lower(BatchTable.name) == func.lower(name.strip())
    )
    return session.scalars(query).first()


def trains_in(session: Session, account_id: str, program_id: str) -> bool:
    """Say whether this account trains in this programme."""
    query = select(ProgramTrainerTable.id).where(
        ProgramTrainerTable.account_id == account_id, ProgramTrainerTable.program_id == program_id
    )
    return session.scalars(query).first() is not None


def add_program(
    session: Session, name: str, hours: int | None, kind: ProgramKind = ProgramKind.VOCATIONAL
) -> ProgramTable:
    """Open a programme."""
    row = ProgramTable(id=new_id(), name=name, hours=hours, kind=kind.value)
    session.add(row)
    session.flush()
    return row


def program_is_used(session: Session, program_id: str) -> bool:
    """Say whether anybody is enrolled or trains in it, or it has subjects, competences, tools or yearly intakes."""
    return any(
        session.scalar(select(exists().where(column == program_id)))
        for column in (
            EnrolmentTable.program_id,
            ProgramTrainerTable.program_id,
            SubjectTable.program_id,
            CompetenceTable.program_id,
            KitItemTable.program_id,
            BatchTemplateTable.program_id,
        )
    )


def drop_program(session: Session, program_id: str) -> None:
    """Remove a programme nobody has used, with its empty classes; raises Refused ``changed_meanwhile`` else."""
    batches = session.scalars(select(BatchTable).where(BatchTable.program_id == program_id)).all()
    if program_is_used(session, program_id) or any(batch_is_used(session, batch.id) for batch in batches):
        raise Refused("changed_meanwhile")
    for batch in batches:
        session.delete(batch)
    session.flush()
    session.delete(the_program(session, program_id))
    session.flush()


@dataclass(frozen=True, slots=True)
class BatchValues:
    """What the head says of a class."""

    name: str
    starts_on: date | None
    ends_on: date | None
    weekdays: str
    starts_at: str
    intake: Intake = NO_LIMITS

    def columns(self) -> dict[str, Any]:
        """The values by column."""
        return {
            "name": self.name,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "weekdays": self.weekdays,
            "starts_at": self.starts_at or None,
            **asdict(self.intake),
        }


def values_of(row: BatchTable) -> BatchValues:
    """What is written of a class now."""
    return BatchValues(row.name, row.starts_on, row.ends_on, row.weekdays, row.starts_at or "", intake_of(row))


def add_batch(session: Session, program_id: str, values: BatchValues) -> str:
    """Open a class; tells its id."""
    row = BatchTable(id=new_id(), program_id=program_id, **values.columns())
    session.add(row)
    session.flush()
    return row.id


def change_batch(session: Session, row: BatchTable, values: BatchValues) -> BatchValues:
    """Change a class; tells what it was."""
    before = values_of(row)
    for column, value in values.columns().items():
        setattr(row, column, value)
    session.flush()
    return before


def batch_is_used(session: Session, batch_id: str) -> bool:
    """Say whether anybody is enrolled in it or asks for a place, a session was held, or it has lessons."""
    return any(
        session.scalar(select(exists().where(column == batch_id)))
        for column in (
            EnrolmentTable.batch_id,
            ClassSessionTable.batch_id,
            LessonTable.batch_id,
            BatchApplicantTable.batch_id,
            SelectionCriterionTable.batch_id,
            SessionChangeTable.batch_id,
        )
    )


def drop_batch(session: Session, batch_id: str) -> None:
    """Remove a class nobody has used; raises Refused ``changed_meanwhile`` else."""
    if batch_is_used(session, batch_id):
        raise Refused("changed_meanwhile")
    session.delete(the_batch(session, batch_id))
    session.flush()


def subject_changed(session: Session, subject_id: str) -> tuple[str, datetime] | None:
    """Who changed a subject last or took it away, and when."""
    row = session.get(SubjectTable, subject_id)
    if row is not None:
        return last_change(session, row, ("name", "theory_hours", "practice_hours"))
    return last_taken_away(session, SubjectTable, id=subject_id)


def _has_marks(session: Session, subject_id: str) -> bool:
    """Say whether anybody has a mark in a subject, or in a part of it."""
    columns = (GradeTable.subject_id, SubjectMarkTable.subject_id, CompetenceTable.subject_id)
    return any(session.scalar(select(exists().where(column == subject_id))) for column in columns)


def put_subjects(session: Session, program_id: str, wanted: Sequence[SubjectLine]) -> None:
    """Give a programme exactly these subjects in this order; raises Refused where one with marks would go."""
    known = {row.id: row for row in session.scalars(select(SubjectTable).where(SubjectTable.program_id == program_id))}
    kept = {line.subject_id for line in wanted if line.subject_id}
    if kept - known.keys():
        raise Refused("subject_unknown", field="subjects")
    for subject_id, row in known.items():
        if subject_id not in kept:
            if _has_marks(session, subject_id):
                raise Refused("subject_has_marks", field="subjects", subject=row.name)
            if session.scalar(select(exists().where(LessonTable.subject_id == subject_id))):
                raise Refused("subject_has_lessons", field="subjects", subject=row.name)
            session.delete(row)
    for position, line in enumerate(wanted, start=1):
        row = known.get(line.subject_id) or SubjectTable(id=new_id(), program_id=program_id)
        row.position, row.name = position, line.name
        row.theory_hours, row.practice_hours = line.theory_hours, line.practice_hours
        session.add(row)
    session.flush()
