"""Rooms, lessons, intakes as templates, cancelled and extra days."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def training_room() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "training_room",
        *begins(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        *ends(),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_training_room_named")),
        sa.CheckConstraint("seats IS NULL OR seats > 0", name=op.f("ck_training_room_seats")),
        sa.PrimaryKeyConstraint("id", name="pk_training_room"),
    )
    op.create_index("uq_training_room_name", "training_room", [sa.text("lower(name)")], unique=True)


def lesson() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "lesson",
        *begins(),
        *_lesson_columns(),
        *ends(),
        *_lesson_rules(),
    )
    op.create_index("ix_lesson_batch", "lesson", ["batch_id", "weekday"], unique=False)
    op.create_index("ix_lesson_weekday", "lesson", ["weekday", "begins_minute"], unique=False)


def _lesson_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("begins_minute", sa.Integer(), nullable=False),
        sa.Column("ends_minute", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("room_id", sa.Text(), nullable=True),
        sa.Column("trainer_id", sa.Text(), nullable=True),
        sa.Column("guest_trainer", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
    ]


def _lesson_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("begins_minute BETWEEN 0 AND 1439", name=op.f("ck_lesson_begins")),
        sa.CheckConstraint(
            "from_day IS NULL OR until_day IS NULL OR until_day >= from_day", name=op.f("ck_lesson_days")
        ),
        sa.CheckConstraint("ends_minute > begins_minute AND ends_minute <= 1440", name=op.f("ck_lesson_ends")),
        sa.CheckConstraint("part IN ('theory', 'practice')", name=op.f("ck_lesson_part")),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_lesson_weekday")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name="fk_lesson_batch_id_batch", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["training_room.id"], name="fk_lesson_room_id_training_room", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name="fk_lesson_subject_id_subject", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["account.id"], name="fk_lesson_trainer_id_account", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lesson"),
    ]


def batch_template() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "batch_template",
        *begins(),
        *_batch_template_columns(),
        *ends(),
        *_batch_template_rules(),
    )


def _batch_template_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start_month", sa.Integer(), nullable=False),
        sa.Column("start_day", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("places_male", sa.Integer(), nullable=True),
        sa.Column("places_female", sa.Integer(), nullable=True),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
    ]


def _batch_template_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "age_from IS NULL OR age_to IS NULL OR age_to >= age_from", name=op.f("ck_batch_template_ages")
        ),
        sa.CheckConstraint("start_day BETWEEN 1 AND 28", name=op.f("ck_batch_template_day")),
        sa.CheckConstraint("start_month BETWEEN 1 AND 12", name=op.f("ck_batch_template_month")),
        sa.CheckConstraint("months BETWEEN 1 AND 36", name=op.f("ck_batch_template_months")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_batch_template_named")),
        sa.CheckConstraint("length(weekdays) BETWEEN 1 AND 7", name=op.f("ck_batch_template_weekdays")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_batch_template_program_id_program", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_batch_template"),
        sa.UniqueConstraint("program_id", "name", name="uq_batch_template_program_id"),
    ]


def session_change() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "session_change",
        *begins(),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("kind IN ('cancelled', 'extra')", name=op.f("ck_session_change_kind")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_session_change_reasoned")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name="fk_session_change_batch_id_batch", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session_change"),
        sa.UniqueConstraint("batch_id", "day", name="uq_session_change_batch_id"),
    )
    op.create_index("ix_session_change_day", "session_change", ["day"], unique=False)
