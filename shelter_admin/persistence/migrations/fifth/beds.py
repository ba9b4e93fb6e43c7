"""Where beds stand, what is special about them, for whom they are kept, why they cannot be used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def bed_spot() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "bed_spot",
        *begins(),
        sa.Column("bed_id", sa.Text(), nullable=False),
        sa.Column("grid_row", sa.Integer(), nullable=False),
        sa.Column("grid_column", sa.Integer(), nullable=False),
        *ends(),
        sa.CheckConstraint("grid_row >= 1 AND grid_column >= 1", name=op.f("ck_bed_spot_counted")),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name="fk_bed_spot_bed_id_bed", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_bed_spot"),
        sa.UniqueConstraint("bed_id", name="uq_bed_spot_bed_id"),
    )


def bed_tag() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "bed_tag",
        *begins(),
        sa.Column("bed_id", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("length(trim(tag)) > 0", name=op.f("ck_bed_tag_named")),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name="fk_bed_tag_bed_id_bed", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_bed_tag"),
        sa.UniqueConstraint("bed_id", "tag", name="uq_bed_tag_bed_id"),
    )


def bed_booking() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "bed_booking",
        *begins(),
        sa.Column("bed_id", sa.Text(), nullable=False),
        sa.Column("applicant_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("from_night", sa.Date(), nullable=False),
        sa.Column("until_night", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "applicant_id IS NOT NULL OR person_id IS NOT NULL OR length(trim(note)) > 0",
            name=op.f("ck_bed_booking_for_somebody"),
        ),
        sa.CheckConstraint("until_night > from_night", name=op.f("ck_bed_booking_nights")),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name="fk_bed_booking_applicant_id_applicant", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name="fk_bed_booking_bed_id_bed", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_bed_booking_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bed_booking"),
    )
    op.create_index("ix_bed_booking_applicant", "bed_booking", ["applicant_id"], unique=False)
    op.create_index("ix_bed_booking_bed", "bed_booking", ["bed_id", "from_night"], unique=False)
    op.create_index("ix_bed_booking_person", "bed_booking", ["person_id"], unique=False)


def new_bed_block() -> None:
    """Make the table anew, with the kind of each block; its indexes come once it has its name."""
    op.create_table(
        "bed_block_new",
        *begins(),
        sa.Column("bed_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "kind IN ('blocked', 'broken', 'repair', 'season', 'closed')", name=op.f("ck_bed_block_kind")
        ),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name="fk_bed_block_bed_id_bed", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_bed_block"),
    )


def bed_block_indexes() -> None:
    """Make the indexes of the table made anew."""
    op.create_index("ix_bed_block_bed", "bed_block", ["bed_id"], unique=False)


def kind_of_block() -> None:
    """Give the table its kind of block where it stands, on a server."""
    op.add_column("bed_block", sa.Column("kind", sa.Text(), nullable=False, server_default="blocked"))
    op.alter_column("bed_block", "kind", server_default=None)
    op.create_check_constraint(
        op.f("ck_bed_block_kind"), "bed_block", "kind IN ('blocked', 'broken', 'repair', 'season', 'closed')"
    )
