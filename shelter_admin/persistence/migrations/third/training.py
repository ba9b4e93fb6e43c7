"""Subjects, classes, sessions, marks, holidays and grades."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def subject() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "subject",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("theory_hours", sa.Integer(), nullable=True),
        sa.Column("practice_hours", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("theory_hours IS NULL OR theory_hours >= 0", name=op.f("ck_subject_theory")),
        sa.CheckConstraint("practice_hours IS NULL OR practice_hours >= 0", name=op.f("ck_subject_practice")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_subject_named")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_subject_program_id_program", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subject"),
    )
    op.create_index("ix_subject_program", "subject", ["program_id", "position"], unique=False)


def batch() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "batch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("length(weekdays) BETWEEN 1 AND 7", name=op.f("ck_batch_weekdays")),
        sa.CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_batch_dates")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_batch_program_id_program", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sa.UniqueConstraint("id", "program_id", name="uq_batch_id"),
    )
    op.create_index("uq_batch_name", "batch", ["program_id", sa.text("lower(name)")], unique=True)


def new_enrolment() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "enrolment_new",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "joined_on IS NULL OR ended_on IS NULL OR ended_on >= joined_on", name=op.f("ck_enrolment_dates")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_enrolment_stay_id_stay", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_enrolment_program_id_program", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id", "program_id"],
            ["batch.id", "batch.program_id"],
            name="fk_enrolment_batch_id_batch",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment"),
        sa.UniqueConstraint("stay_id", "program_id", name="uq_enrolment_stay_id"),
    )


def enrolment_indexes() -> None:
    """Make the indexes once the table has its name."""
    op.create_index("ix_enrolment_batch", "enrolment", ["batch_id"], unique=False)
    op.create_index("ix_enrolment_program_id", "enrolment", ["program_id"], unique=False)


def class_session() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "class_session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_class_session_signed")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name="fk_class_session_batch_id_batch", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_session"),
        sa.UniqueConstraint("batch_id", "day", name="uq_class_session_batch_id"),
    )
    op.create_index("ix_class_session_day", "class_session", ["day"], unique=False)


def attendance_mark() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "attendance_mark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("mark IN ('H', 'S', 'I', 'A')", name=op.f("ck_attendance_mark_mark")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_attendance_mark_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["class_session.id"],
            name="fk_attendance_mark_session_id_class_session",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_mark"),
        sa.UniqueConstraint("session_id", "enrolment_id", name="uq_attendance_mark_session_id"),
    )
    op.create_index(
        "ix_attendance_mark_enrolment", "attendance_mark", ["enrolment_id", "session_id", "mark"], unique=False
    )


def holiday() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "holiday",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("source IN ('calendar', 'office')", name=op.f("ck_holiday_source")),
        sa.PrimaryKeyConstraint("id", name="pk_holiday"),
        sa.UniqueConstraint("day", name="uq_holiday_day"),
    )


def grade() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "grade",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("mark BETWEEN 0 AND 100", name=op.f("ck_grade_mark")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_grade_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name="fk_grade_subject_id_subject", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grade"),
        sa.UniqueConstraint("enrolment_id", "subject_id", name="uq_grade_enrolment_id"),
    )
    op.create_index(
        "uq_grade_final", "grade", ["enrolment_id"], unique=True, sqlite_where=sa.text("subject_id IS NULL")
    )
