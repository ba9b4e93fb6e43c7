"""Marks in parts, competences, tools."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def subject_mark() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "subject_mark",
        *begins(),
        *_subject_mark_columns(),
        *ends(),
        *_subject_mark_rules(),
    )
    op.create_index("ix_subject_mark_person", "subject_mark", ["person_id"], unique=False)
    op.create_index("ix_subject_mark_subject_id", "subject_mark", ["subject_id"], unique=False)


def _subject_mark_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    ]


def _subject_mark_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("attempt BETWEEN 1 AND 9", name=op.f("ck_subject_mark_attempt")),
        sa.CheckConstraint("mark BETWEEN 0 AND 100", name=op.f("ck_subject_mark_mark")),
        sa.CheckConstraint("part IN ('theory', 'practice', 'attitude')", name=op.f("ck_subject_mark_part")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_subject_mark_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_subject_mark_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name="fk_subject_mark_subject_id_subject", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subject_mark"),
        sa.UniqueConstraint("enrolment_id", "subject_id", "part", "attempt", name="uq_subject_mark_enrolment_id"),
    ]


def competence() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "competence",
        *begins(),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        *ends(),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_competence_named")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_competence_program_id_program", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name="fk_competence_subject_id_subject", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_competence"),
    )
    op.create_index("ix_competence_program", "competence", ["program_id", "position"], unique=False)
    op.create_index("ix_competence_subject_id", "competence", ["subject_id"], unique=False)


def competence_check() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "competence_check",
        *begins(),
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("competence_id", sa.Text(), nullable=False),
        sa.Column("competent", sa.Boolean(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["competence_id"],
            ["competence.id"],
            name="fk_competence_check_competence_id_competence",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_competence_check_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_competence_check_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_competence_check"),
        sa.UniqueConstraint("enrolment_id", "competence_id", name="uq_competence_check_enrolment_id"),
    )
    op.create_index("ix_competence_check_competence_id", "competence_check", ["competence_id"], unique=False)
    op.create_index("ix_competence_check_person", "competence_check", ["person_id"], unique=False)


def kit_item() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "kit_item",
        *begins(),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        *ends(),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_kit_item_named")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_kit_item_quantity")),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_kit_item_value")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_kit_item_program_id_program", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kit_item"),
    )
    op.create_index("ix_kit_item_program", "kit_item", ["program_id", "position"], unique=False)
