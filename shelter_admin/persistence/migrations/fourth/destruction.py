"""What was destroyed by the schedule of retention, with its record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fourth.stamped import begins, ends


def destruction() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "destruction",
        *begins(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("term_years", sa.Integer(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        *ends(),
        sa.CheckConstraint("kind IN ('case_file', 'health', 'photo')", name=op.f("ck_destruction_kind")),
        sa.CheckConstraint("length(trim(legal_basis)) > 0", name=op.f("ck_destruction_based")),
        sa.CheckConstraint("serial > 0", name=op.f("ck_destruction_serial")),
        sa.PrimaryKeyConstraint("id", name="pk_destruction"),
        sa.UniqueConstraint("number", name="uq_destruction_number"),
        sa.UniqueConstraint("year", "serial", name="uq_destruction_year"),
    )


def destroyed_person() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "destroyed_person",
        *begins(),
        sa.Column("destruction_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["destruction_id"],
            ["destruction.id"],
            name="fk_destroyed_person_destruction_id_destruction",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_destroyed_person_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_destroyed_person"),
        sa.UniqueConstraint("person_id", "kind", name="uq_destroyed_person_person_id"),
    )
    op.create_index("ix_destroyed_person_destruction_id", "destroyed_person", ["destruction_id"], unique=False)


def destroyed_row() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "destroyed_row",
        *begins(),
        sa.Column("destroyed_id", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["destroyed_id"],
            ["destroyed_person.id"],
            name="fk_destroyed_row_destroyed_id_destroyed_person",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_destroyed_row"),
    )
    op.create_index("ix_destroyed_row_destroyed_id", "destroyed_row", ["destroyed_id"], unique=False)
    op.create_index("ix_destroyed_row_row", "destroyed_row", ["row_id"], unique=False)
