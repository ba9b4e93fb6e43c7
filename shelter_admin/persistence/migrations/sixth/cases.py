"""Assessments, plans, notes, stages."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def instrument() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "instrument",
        *begins(),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        *ends(),
        sa.CheckConstraint("edition > 0", name=op.f("ck_instrument_edition")),
        sa.PrimaryKeyConstraint("id", name="pk_instrument"),
        sa.UniqueConstraint("code", "edition", name="uq_instrument_code"),
    )


def assessment() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "assessment",
        *begins(),
        *_assessment_columns(),
        *ends(),
        *_assessment_rules(),
    )
    op.create_index("ix_assessment_instrument_id", "assessment", ["instrument_id"], unique=False)
    op.create_index("ix_assessment_person", "assessment", ["person_id", "on_day"], unique=False)
    op.create_index("ix_assessment_stay", "assessment", ["stay_id", "on_day"], unique=False)


def _assessment_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("instrument_id", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("filled_by", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    ]


def _assessment_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "occasion IN ('entry', 'review', 'before_leaving', 'after')", name=op.f("ck_assessment_occasion")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name="fk_assessment_instrument_id_instrument", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_assessment_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_assessment_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    ]


def case_goal() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "case_goal",
        *begins(),
        *_case_goal_columns(),
        *ends(),
        *_case_goal_rules(),
    )
    op.create_index("ix_case_goal_person", "case_goal", ["person_id"], unique=False)
    op.create_index("ix_case_goal_stay", "case_goal", ["stay_id", "position"], unique=False)


def _case_goal_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
    ]


def _case_goal_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("(closed_on IS NULL) = (outcome IS NULL)", name=op.f("ck_case_goal_closed")),
        sa.CheckConstraint(
            "outcome IN ('reached', 'partly', 'not_reached', 'given_up')", name=op.f("ck_case_goal_outcome")
        ),
        sa.CheckConstraint("length(trim(goal)) > 0", name=op.f("ck_case_goal_told")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_case_goal_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_case_goal_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_case_goal"),
    ]


def case_step() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "case_step",
        *begins(),
        *_case_step_columns(),
        *ends(),
        *_case_step_rules(),
    )
    op.create_index("ix_case_step_account_id", "case_step", ["account_id"], unique=False)
    op.create_index("ix_case_step_due", "case_step", ["due_on"], unique=False)
    op.create_index("ix_case_step_goal", "case_step", ["goal_id", "position"], unique=False)
    op.create_index("ix_case_step_person", "case_step", ["person_id"], unique=False)


def _case_step_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("goal_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
    ]


def _case_step_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name=op.f("ck_case_step_done")),
        sa.CheckConstraint("length(trim(step)) > 0", name=op.f("ck_case_step_told")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_case_step_account_id_account", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["case_goal.id"], name="fk_case_step_goal_id_case_goal", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_case_step_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_step"),
    ]


def case_note() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "case_note",
        *begins(),
        *_case_note_columns(),
        *ends(),
        *_case_note_rules(),
    )
    op.create_index("ix_case_note_follow_up", "case_note", ["follow_up_on"], unique=False)
    op.create_index("ix_case_note_person", "case_note", ["person_id", "at"], unique=False)
    op.create_index("ix_case_note_stay_id", "case_note", ["stay_id"], unique=False)


def _case_note_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
    ]


def _case_note_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("followed_up_on IS NULL OR follow_up_on IS NOT NULL", name=op.f("ck_case_note_followed_up")),
        sa.CheckConstraint(
            "kind IN ('counselling', 'observation', 'family', 'health', 'training', 'referral', 'other')",
            name=op.f("ck_case_note_kind"),
        ),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_case_note_told")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name="fk_case_note_author_id_account", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_case_note_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_case_note_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_case_note"),
    ]


def stage_move() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "stage_move",
        *begins(),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("despite", sa.Text(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "stage IN ('registration', 'assessment', 'planning', 'intervention', 'resocialisation', 'termination',"
            " 'aftercare')",
            name=op.f("ck_stage_move_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_stage_move_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_stage_move_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_stage_move"),
    )
    op.create_index("ix_stage_move_person", "stage_move", ["person_id"], unique=False)
    op.create_index("ix_stage_move_stage", "stage_move", ["stage", "from_day"], unique=False)
    op.create_index("ix_stage_move_stay", "stage_move", ["stay_id", "from_day"], unique=False)
