"""Leave passes, and what was done about who is missing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def leave_pass() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "leave_pass",
        *begins(),
        *_leave_pass_columns(),
        *ends(),
        sa.CheckConstraint(
            "(state IN ('approved', 'refused')) = (decided_at IS NOT NULL)", name=op.f("ck_leave_pass_decided")
        ),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name=op.f("ck_leave_pass_decided_by")),
        sa.CheckConstraint("kind IN ('I', 'C', 'D')", name=op.f("ck_leave_pass_kind")),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_leave_pass_period")),
        sa.CheckConstraint("state <> 'refused' OR length(trim(decision)) > 0", name=op.f("ck_leave_pass_refused_why")),
        sa.CheckConstraint("state IN ('asked', 'approved', 'refused', 'cancelled')", name=op.f("ck_leave_pass_state")),
        sa.CheckConstraint("outing_id IS NULL OR state = 'approved'", name=op.f("ck_leave_pass_used")),
        sa.ForeignKeyConstraint(
            ["outing_id"], ["outing.id"], name="fk_leave_pass_outing_id_outing", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_leave_pass_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_leave_pass_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_leave_pass"),
    )
    op.create_index("ix_leave_pass_person", "leave_pass", ["person_id", "from_at"], unique=False)
    op.create_index("ix_leave_pass_state", "leave_pass", ["state", "until_at"], unique=False)
    op.create_index("ix_leave_pass_stay", "leave_pass", ["stay_id"], unique=False)
    op.create_index(
        "uq_leave_pass_outing",
        "leave_pass",
        ["outing_id"],
        unique=True,
        sqlite_where=sa.text("outing_id IS NOT NULL"),
        postgresql_where=sa.text("outing_id IS NOT NULL"),
    )


def _leave_pass_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("companion", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("from_at", sa.DateTime(), nullable=False),
        sa.Column("until_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("despite", sa.Text(), nullable=False),
        sa.Column("outing_id", sa.Text(), nullable=True),
    ]


def missing_step() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "missing_step",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("known_where", sa.Boolean(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_missing_step_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_missing_step_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_missing_step"),
        sa.UniqueConstraint("stay_id", "since", "step", name="uq_missing_step_stay_id"),
    )
    op.create_index("ix_missing_step_person", "missing_step", ["person_id"], unique=False)
