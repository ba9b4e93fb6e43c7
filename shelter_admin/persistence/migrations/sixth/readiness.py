"""What somebody looked at, now of any criterion and with its proof."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def new_readiness_check() -> None:
    """Make the table anew; its indexes come once it has its name."""
    op.create_table(
        "readiness_check_new",
        *begins(),
        *_readiness_check_columns(),
        *ends(),
        *_readiness_check_rules(),
    )


def readiness_check_indexes() -> None:
    """Make the indexes of the table made anew."""
    op.create_index("ix_readiness_check_document_id", "readiness_check", ["document_id"], unique=False)


def _readiness_check_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=True),
    ]


def _readiness_check_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("length(trim(criterion)) > 0", name=op.f("ck_readiness_check_criterion")),
        sa.CheckConstraint("state IN ('met', 'not_met', 'not_applicable')", name=op.f("ck_readiness_check_state")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["person_document.id"],
            name="fk_readiness_check_document_id_person_document",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_readiness_check_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_readiness_check"),
        sa.UniqueConstraint("stay_id", "criterion", name="uq_readiness_check_stay_id"),
    ]


def any_criterion() -> None:
    """Change the table where it stands, on a server."""
    op.drop_constraint(op.f("ck_readiness_check_criterion"), "readiness_check", type_="check")
    op.create_check_constraint(op.f("ck_readiness_check_criterion"), "readiness_check", "length(trim(criterion)) > 0")
    op.add_column("readiness_check", sa.Column("document_id", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_readiness_check_document_id_person_document"),
        "readiness_check",
        "person_document",
        ["document_id"],
        ["id"],
        ondelete="RESTRICT",
    )
    readiness_check_indexes()
