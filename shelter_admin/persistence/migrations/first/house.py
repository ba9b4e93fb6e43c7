"""The house itself: panti, policies, counters, accounts, log and history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def account() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("slot_id", sa.Text(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("user", name="uq_account_user"),
    )


def audit() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "audit",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"], unique=False)


def counter() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "counter",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
        sa.UniqueConstraint("register", "year", name="uq_counter_register"),
    )


def history() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "history",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_row_id", "history", ["row_id"], unique=False)


def panti() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "panti",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("regency", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("letterhead", sa.JSON(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_panti"),
    )


def policy() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "policy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy"),
        sa.UniqueConstraint("kind", "valid_from", name="uq_policy_kind"),
    )


def account_role() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "account_role",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_account_role_account_id_account", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_role"),
        sa.UniqueConstraint("account_id", "role", name="uq_account_role_account_id"),
    )


def draft() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_draft_account_id_account", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("account_id", "form", name="uq_draft_account_id"),
    )


def passed_right() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "passed_right",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_passed_right_account_id_account", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_passed_right"),
        sa.UniqueConstraint("account_id", "right", name="uq_passed_right_account_id"),
    )
