"""Case conferences and services given."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def case_conference() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "case_conference",
        *begins(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("chaired_by", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        *ends(),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_case_conference_closed")),
        sa.CheckConstraint("closed_at IS NULL OR length(trim(present)) > 0", name=op.f("ck_case_conference_present")),
        sa.PrimaryKeyConstraint("id", name="pk_case_conference"),
    )
    op.create_index("ix_case_conference_day", "case_conference", ["day"], unique=False)


def conference_case() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "conference_case",
        *begins(),
        *_conference_case_columns(),
        *ends(),
        *_conference_case_rules(),
    )
    op.create_index("ix_conference_case_person", "conference_case", ["person_id"], unique=False)
    op.create_index("ix_conference_case_stay", "conference_case", ["stay_id"], unique=False)


def _conference_case_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("conference_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=True),
    ]


def _conference_case_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "outcome IN ('recommended', 'not_yet', 'agreed', 'referred', 'postponed')",
            name=op.f("ck_conference_case_outcome"),
        ),
        sa.CheckConstraint(
            "purpose IN ('plan', 'review', 'exit', 'referral', 'other')", name=op.f("ck_conference_case_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["case_conference.id"],
            name="fk_conference_case_conference_id_case_conference",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_conference_case_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_conference_case_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_conference_case"),
        sa.UniqueConstraint("conference_id", "stay_id", name="uq_conference_case_conference_id"),
    ]


def conference_follow_up() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "conference_follow_up",
        *begins(),
        *_conference_follow_up_columns(),
        *ends(),
        *_conference_follow_up_rules(),
    )
    op.create_index("ix_conference_follow_up_account_id", "conference_follow_up", ["account_id"], unique=False)
    op.create_index("ix_conference_follow_up_case", "conference_follow_up", ["case_id"], unique=False)
    op.create_index(
        "ix_conference_follow_up_open",
        "conference_follow_up",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL"),
        postgresql_where=sa.text("done_on IS NULL"),
    )
    op.create_index("ix_conference_follow_up_person", "conference_follow_up", ["person_id"], unique=False)


def _conference_follow_up_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
    ]


def _conference_follow_up_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name=op.f("ck_conference_follow_up_done")),
        sa.CheckConstraint("length(trim(what)) > 0", name=op.f("ck_conference_follow_up_told")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_conference_follow_up_account_id_account", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["conference_case.id"],
            name="fk_conference_follow_up_case_id_conference_case",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_conference_follow_up_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conference_follow_up"),
    ]


def service_tick() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "service_tick",
        *begins(),
        *_service_tick_columns(),
        *ends(),
        *_service_tick_rules(),
    )
    op.create_index("ix_service_tick_assessment_id", "service_tick", ["assessment_id"], unique=False)
    op.create_index("ix_service_tick_stay", "service_tick", ["stay_id"], unique=False)
    op.create_index("ix_service_tick_year", "service_tick", ["year", "person_id", "item"], unique=False)
    op.create_index(
        "uq_service_tick_given",
        "service_tick",
        ["person_id", "item", "on_day"],
        unique=True,
        sqlite_where=sa.text("state = 'given'"),
        postgresql_where=sa.text("state = 'given'"),
    )
    op.create_index(
        "uq_service_tick_not_needed",
        "service_tick",
        ["person_id", "item", "year"],
        unique=True,
        sqlite_where=sa.text("state = 'not_needed'"),
        postgresql_where=sa.text("state = 'not_needed'"),
    )


def _service_tick_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("fund", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Text(), nullable=True),
    ]


def _service_tick_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("state = 'given' OR length(trim(reason)) > 0", name=op.f("ck_service_tick_reasoned")),
        sa.CheckConstraint("state IN ('given', 'not_needed')", name=op.f("ck_service_tick_state")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2200", name=op.f("ck_service_tick_year")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_service_tick_assessment_id_assessment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_service_tick_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_service_tick_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_service_tick"),
    ]
