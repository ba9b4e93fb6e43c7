"""Wisma, rooms, beds and placements; outings and roll-calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def roll_call() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "roll_call",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('malam', 'pagi')", name="ck_roll_call_kind"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="ck_roll_call_signed"),
        sa.PrimaryKeyConstraint("id", name="pk_roll_call"),
        sa.UniqueConstraint("panti_id", "night", "kind", name="uq_roll_call_panti_id"),
    )


def wisma() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "wisma",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wisma"),
        sa.UniqueConstraint("name", name="uq_wisma_name"),
    )


def room() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "room",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("wisma_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("age_group", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="ck_room_sex"),
        sa.ForeignKeyConstraint(["wisma_id"], ["wisma.id"], name="fk_room_wisma_id_wisma", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("wisma_id", "name", name="uq_room_wisma_id"),
    )


def bed() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "bed",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("room_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("to_clean_since", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('bed', 'mattress')", name="ck_bed_kind"),
        sa.CheckConstraint("opened_on IS NULL OR closed_on IS NULL OR closed_on >= opened_on", name="ck_bed_dates"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_bed_room_id_room", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_bed"),
        sa.UniqueConstraint("room_id", "label", name="uq_bed_room_id"),
    )


def outing() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "outing",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("out_at", sa.DateTime(), nullable=False),
        sa.Column("expected_at", sa.DateTime(), nullable=True),
        sa.Column("in_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('I', 'C', 'D', 'K')", name="ck_outing_kind"),
        sa.CheckConstraint("in_at IS NULL OR in_at >= out_at", name="ck_outing_back_after_out"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outing_person_id_person", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_outing_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_outing"),
    )
    op.create_index("ix_outing_in_at", "outing", ["in_at"], unique=False)
    op.create_index("ix_outing_out_at", "outing", ["out_at"], unique=False)
    op.create_index("ix_outing_person", "outing", ["person_id", "out_at"], unique=False)
    op.create_index("uq_outing_open", "outing", ["stay_id"], unique=True, sqlite_where=sa.text("in_at IS NULL"))


def roll_call_mark() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "roll_call_mark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("roll_call_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("mark IN ('H', 'S', 'I', 'C', 'D', 'A', 'B', 'K')", name="ck_roll_call_mark_mark"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_roll_call_mark_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["roll_call_id"], ["roll_call.id"], name="fk_roll_call_mark_roll_call_id_roll_call", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_roll_call_mark_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_roll_call_mark"),
        sa.UniqueConstraint("roll_call_id", "stay_id", name="uq_roll_call_mark_roll_call_id"),
    )
    op.create_index("ix_roll_call_mark_person", "roll_call_mark", ["person_id"], unique=False)


def bed_block() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "bed_block",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("bed_id", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name="fk_bed_block_bed_id_bed", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_bed_block"),
    )
    op.create_index("ix_bed_block_bed", "bed_block", ["bed_id"], unique=False)


def placement() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "placement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("bed_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("from_night", sa.Date(), nullable=False),
        sa.Column("until_night", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("despite", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("until_night IS NULL OR until_night >= from_night", name="ck_placement_nights"),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name="fk_placement_bed_id_bed", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_placement_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_placement_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_placement"),
    )
    op.create_index("ix_placement_bed", "placement", ["bed_id", "from_night"], unique=False)
    op.create_index("ix_placement_person", "placement", ["person_id", "from_night"], unique=False)
    op.create_index("ix_placement_stay", "placement", ["stay_id"], unique=False)
