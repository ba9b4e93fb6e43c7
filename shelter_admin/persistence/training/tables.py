"""Programme, subject, batch, enrolment, class session, mark, holiday, grade.

A class is a batch: every enrolment belongs to one, the standing class of a programme has no name. One session per
batch and day; a mark that is not there is unmarked and stays so until somebody marks it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Float,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, only_where, reference, technical, umum
from shelter_admin.persistence.people.enrolment import EnrolmentTable, ProgramTrainerTable
from shelter_admin.persistence.training.grading_tables import (
    CompetenceCheckTable,
    CompetenceTable,
    KitItemTable,
    SubjectMarkTable,
)
from shelter_admin.persistence.training.practice_tables import (
    ClassLeaveTable,
    FieldPracticeTable,
    PracticeDayTable,
    PracticePlaceTable,
)
from shelter_admin.persistence.training.selection_tables import (
    BatchApplicantTable,
    SelectionCriterionTable,
    SelectionScoreTable,
)
from shelter_admin.persistence.training.timetable_tables import (
    BatchTemplateTable,
    LessonTable,
    SessionChangeTable,
    TrainingRoomTable,
)

__all__ = [
    "AttendanceMarkTable",
    "BatchApplicantTable",
    "BatchTable",
    "BatchTemplateTable",
    "ClassLeaveTable",
    "ClassSessionTable",
    "CompetenceCheckTable",
    "CompetenceTable",
    "EnrolmentTable",
    "FieldPracticeTable",
    "GradeTable",
    "HolidayTable",
    "KitItemTable",
    "LessonTable",
    "PracticeDayTable",
    "PracticePlaceTable",
    "ProgramTable",
    "ProgramTrainerTable",
    "SelectionCriterionTable",
    "SelectionScoreTable",
    "SessionChangeTable",
    "SubjectMarkTable",
    "SubjectTable",
    "TrainingRoomTable",
]


class ProgramTable(Row):
    """A training programme; its hours (lesson hours, JP) are unknown until somebody says them.

    Guidance of body, spirit and social life is a programme of its kind too: it has classes and marks of attendance, but
    no certificate.
    """

    __tablename__ = "program"

    name: Mapped[str] = technical(Text, nullable=False)
    hours: Mapped[int | None] = technical(Integer)
    kind: Mapped[str] = technical(
        Text,
        CheckConstraint("kind IN ('vocational', 'physical', 'spiritual', 'social')", name="kind"),
        nullable=False,
        default="vocational",
        server_default="vocational",
        sort_order=100,
    )

    __table_args__ = (Index("uq_program_name", func.lower(name), unique=True),)


class SubjectTable(Row):
    """A subject of a programme, with its lesson hours of theory and practice as far as they are known."""

    __tablename__ = "subject"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("theory_hours IS NULL OR theory_hours >= 0", name="theory"),
        CheckConstraint("practice_hours IS NULL OR practice_hours >= 0", name="practice"),
        Index("ix_subject_program", "program_id", "position"),
    )

    program_id: Mapped[str] = reference("program.id", nullable=False)
    position: Mapped[int] = technical(Integer, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    theory_hours: Mapped[int | None] = technical(Integer)
    practice_hours: Mapped[int | None] = technical(Integer)


class BatchTable(Row):
    """A class of a programme. Without a name it is the standing class; without an end it runs on.

    ``weekdays`` are the ISO days it meets on, e.g. ``12345``; ``starts_at`` is the panti's clock as HH:MM. ``places``
    and the ages (in years, both included) are what an intake is chosen for; None means no limit.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on", name="dates"),
        CheckConstraint("length(weekdays) BETWEEN 1 AND 7", name="weekdays"),
        UniqueConstraint("id", "program_id"),
    )

    program_id: Mapped[str] = reference("program.id", nullable=False)
    name: Mapped[str] = technical(Text, nullable=False, default="")
    starts_on: Mapped[date | None] = technical(Date)
    ends_on: Mapped[date | None] = technical(Date)
    weekdays: Mapped[str] = technical(Text, nullable=False, default="12345")
    starts_at: Mapped[str | None] = technical(Text)
    places: Mapped[int | None] = technical(Integer, sort_order=100)
    places_male: Mapped[int | None] = technical(Integer, sort_order=101)
    places_female: Mapped[int | None] = technical(Integer, sort_order=102)
    age_from: Mapped[int | None] = technical(Integer, sort_order=103)
    age_to: Mapped[int | None] = technical(Integer, sort_order=104)


Index("uq_batch_name", BatchTable.program_id, func.lower(BatchTable.name), unique=True)


class ClassSessionTable(Row):
    """One class on one day; closed once the trainer has looked at everybody."""

    __tablename__ = "class_session"
    __table_args__ = (
        UniqueConstraint("batch_id", "day"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="signed"),
        Index("ix_class_session_day", "day"),
    )

    batch_id: Mapped[str] = reference("batch.id", nullable=False)
    day: Mapped[date] = technical(Date, nullable=False)
    closed_at: Mapped[datetime | None] = technical(Instant)
    closed_by: Mapped[str | None] = technical(Text)


class AttendanceMarkTable(Row):
    """One person's mark in one session; no row means unmarked. Late and left early are minutes of who was present."""

    __tablename__ = "attendance_mark"
    __table_args__ = (
        UniqueConstraint("session_id", "enrolment_id"),
        CheckConstraint("mark IN ('H', 'S', 'I', 'A')", name="mark"),
        Index("ix_attendance_mark_enrolment", "enrolment_id", "session_id", "mark"),
    )

    session_id: Mapped[str] = reference("class_session.id", nullable=False)
    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    mark: Mapped[str] = umum(Text, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")
    late_minutes: Mapped[int | None] = umum(Integer, sort_order=100)
    left_minutes: Mapped[int | None] = umum(Integer, sort_order=101)


class HolidayTable(Row):
    """A day without classes. ``off`` is false where the office works although the calendar says holiday."""

    __tablename__ = "holiday"
    __table_args__ = (
        UniqueConstraint("day"),
        CheckConstraint("source IN ('calendar', 'office')", name="source"),
    )

    day: Mapped[date] = technical(Date, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    off: Mapped[bool] = technical(Boolean, nullable=False, default=True)
    source: Mapped[str] = technical(Text, nullable=False, default="office")


class GradeTable(Row):
    """A mark from 0 to 100 of one enrolment: in a subject, or the final one where no subject is named."""

    __tablename__ = "grade"
    __table_args__ = (
        CheckConstraint("mark BETWEEN 0 AND 100", name="mark"),
        UniqueConstraint("enrolment_id", "subject_id"),
        Index("uq_grade_final", "enrolment_id", unique=True, **only_where("subject_id IS NULL")),
    )

    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    subject_id: Mapped[str | None] = reference("subject.id")
    mark: Mapped[float] = umum(Float, nullable=False)
