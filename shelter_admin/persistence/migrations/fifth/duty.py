"""Shifts, what happened in them, and visitors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def shift_handover() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "shift_handover",
        *begins(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("handed_by", sa.Text(), nullable=True),
        sa.Column("handed_at", sa.DateTime(), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        *ends(),
        sa.CheckConstraint("(handed_at IS NULL) = (handed_by IS NULL)", name=op.f("ck_shift_handover_handed")),
        sa.CheckConstraint("taken_at IS NULL OR handed_at IS NOT NULL", name=op.f("ck_shift_handover_handed_first")),
        sa.CheckConstraint("shift IN ('pagi', 'siang', 'malam')", name=op.f("ck_shift_handover_shift")),
        sa.CheckConstraint("(taken_at IS NULL) = (taken_by IS NULL)", name=op.f("ck_shift_handover_taken")),
        sa.CheckConstraint("taken_by IS NULL OR taken_by <> handed_by", name=op.f("ck_shift_handover_two_people")),
        sa.PrimaryKeyConstraint("id", name="pk_shift_handover"),
        sa.UniqueConstraint("panti_id", "day", "shift", name="uq_shift_handover_panti_id"),
    )


def occurrence() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "occurrence",
        *begins(),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("handling", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("follow_up_by", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        *ends(),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_occurrence_closed")),
        sa.CheckConstraint("length(trim(what)) > 0", name=op.f("ck_occurrence_told")),
        sa.PrimaryKeyConstraint("id", name="pk_occurrence"),
    )
    op.create_index("ix_occurrence_at", "occurrence", ["at"], unique=False)


def occurrence_person() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "occurrence_person",
        *begins(),
        sa.Column("occurrence_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name="fk_occurrence_person_occurrence_id_occurrence",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_occurrence_person_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_occurrence_person"),
        sa.UniqueConstraint("occurrence_id", "person_id", name="uq_occurrence_person_occurrence_id"),
    )
    op.create_index("ix_occurrence_person_person", "occurrence_person", ["person_id"], unique=False)


def visit() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "visit",
        *begins(),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("came_at", sa.DateTime(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("left_at IS NULL OR left_at >= came_at", name=op.f("ck_visit_left_after")),
        sa.CheckConstraint("length(trim(visitor)) > 0", name=op.f("ck_visit_named")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_visit_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_index("ix_visit_came_at", "visit", ["came_at"], unique=False)
    op.create_index("ix_visit_person", "visit", ["person_id"], unique=False)
