"""Papers asked of offices, cards, and lists under a name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def paper_chase() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "paper_chase",
        *begins(),
        *_paper_chase_columns(),
        *ends(),
        sa.CheckConstraint("(outcome = 'waiting') = (answered_on IS NULL)", name=op.f("ck_paper_chase_answered")),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= asked_on", name=op.f("ck_paper_chase_answered_after")
        ),
        sa.CheckConstraint("desil IS NULL OR desil BETWEEN 1 AND 10", name=op.f("ck_paper_chase_desil")),
        sa.CheckConstraint(
            "outcome IN ('waiting', 'issued', 'refused', 'given_up')", name=op.f("ck_paper_chase_outcome")
        ),
        sa.CheckConstraint(
            "paper IN ('NIK', 'KTP', 'KK', 'AKTA', 'KIA', 'BPJS', 'DTSEN', 'SKOT')", name=op.f("ck_paper_chase_paper")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_paper_chase_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paper_chase"),
    )
    op.create_index("ix_paper_chase_person", "paper_chase", ["person_id"], unique=False)
    op.create_index(
        "ix_paper_chase_waiting",
        "paper_chase",
        ["asked_on"],
        unique=False,
        sqlite_where=sa.text("outcome = 'waiting'"),
        postgresql_where=sa.text("outcome = 'waiting'"),
    )
    op.create_index(
        "uq_paper_chase_waiting",
        "paper_chase",
        ["person_id", "paper"],
        unique=True,
        sqlite_where=sa.text("outcome = 'waiting'"),
        postgresql_where=sa.text("outcome = 'waiting'"),
    )


def _paper_chase_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("dtsen", sa.Text(), nullable=True),
        sa.Column("desil", sa.Integer(), nullable=True),
    ]


def resident_card() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "resident_card",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_because", sa.Text(), nullable=True),
        *ends(),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_because IS NULL)", name=op.f("ck_resident_card_revoked")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_resident_card_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_resident_card"),
    )
    op.create_index("ix_resident_card_person", "resident_card", ["person_id"], unique=False)
    op.create_index("uq_resident_card_code", "resident_card", ["code"], unique=True)
    op.create_index(
        "uq_resident_card_valid",
        "resident_card",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def saved_view() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "saved_view",
        *begins(),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        *ends(),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_saved_view_named")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_saved_view_account_id_account", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
    )
    op.create_index(
        "uq_saved_view_own",
        "saved_view",
        ["page", "name", "account_id"],
        unique=True,
        sqlite_where=sa.text("account_id IS NOT NULL"),
        postgresql_where=sa.text("account_id IS NOT NULL"),
    )
    op.create_index(
        "uq_saved_view_shared",
        "saved_view",
        ["page", "name"],
        unique=True,
        sqlite_where=sa.text("account_id IS NULL"),
        postgresql_where=sa.text("account_id IS NULL"),
    )
