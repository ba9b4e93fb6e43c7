"""Who applies for a class, and how people are chosen."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def selection_criterion() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "selection_criterion",
        *begins(),
        *_selection_criterion_columns(),
        *ends(),
        *_selection_criterion_rules(),
    )
    op.create_index("ix_selection_criterion_batch", "selection_criterion", ["batch_id", "position"], unique=False)


def _selection_criterion_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
    ]


def _selection_criterion_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "(kind = 'category') = (category IS NOT NULL)", name=op.f("ck_selection_criterion_category")
        ),
        sa.CheckConstraint(
            "kind IN ('scored', 'waiting', 'category', 'never_trained')", name=op.f("ck_selection_criterion_kind")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_selection_criterion_named")),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_selection_criterion_weight")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name="fk_selection_criterion_batch_id_batch", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_selection_criterion"),
    ]


def batch_applicant() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "batch_applicant",
        *begins(),
        *_batch_applicant_columns(),
        *ends(),
        *_batch_applicant_rules(),
    )
    op.create_index("ix_batch_applicant_person", "batch_applicant", ["person_id"], unique=False)
    op.create_index("ix_batch_applicant_stay_id", "batch_applicant", ["stay_id"], unique=False)


def _batch_applicant_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ranking", sa.JSON(), nullable=True),
        sa.Column("panel", sa.Text(), nullable=True),
    ]


def _batch_applicant_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("(state = 'applied') = (decided_on IS NULL)", name=op.f("ck_batch_applicant_decided")),
        sa.CheckConstraint("panel IS NULL OR panel IN ('in', 'out')", name=op.f("ck_batch_applicant_panel")),
        sa.CheckConstraint(
            "state IN ('applied', 'chosen', 'reserve', 'not_chosen', 'withdrawn')",
            name=op.f("ck_batch_applicant_state"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name="fk_batch_applicant_batch_id_batch", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_batch_applicant_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_batch_applicant_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_batch_applicant"),
        sa.UniqueConstraint("batch_id", "stay_id", name="uq_batch_applicant_batch_id"),
    ]


def selection_score() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "selection_score",
        *begins(),
        sa.Column("applicant_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        *ends(),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_selection_score_score")),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["batch_applicant.id"],
            name="fk_selection_score_applicant_id_batch_applicant",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["selection_criterion.id"],
            name="fk_selection_score_criterion_id_selection_criterion",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_selection_score"),
        sa.UniqueConstraint("applicant_id", "criterion_id", name="uq_selection_score_applicant_id"),
    )
    op.create_index("ix_selection_score_criterion_id", "selection_score", ["criterion_id"], unique=False)
