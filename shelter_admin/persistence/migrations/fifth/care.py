"""Standing permissions, medicines at their hours, things kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def standing_permission() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "standing_permission",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("leaves_at", sa.Text(), nullable=False),
        sa.Column("back_at", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("meals_outside", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name=op.f("ck_standing_permission_days")),
        sa.CheckConstraint("kind IN ('work', 'school', 'worship', 'other')", name=op.f("ck_standing_permission_kind")),
        sa.CheckConstraint("length(weekdays) > 0", name=op.f("ck_standing_permission_weekdays")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_standing_permission_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name="fk_standing_permission_stay_id_stay", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_standing_permission"),
    )
    op.create_index("ix_standing_permission_person", "standing_permission", ["person_id"], unique=False)
    op.create_index("ix_standing_permission_stay_id", "standing_permission", ["stay_id"], unique=False)


def medication() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "medication",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("dose", sa.Text(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("carer_note", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name=op.f("ck_medication_days")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_medication_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_medication"),
    )
    op.create_index("ix_medication_person", "medication", ["person_id"], unique=False)


def belonging() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "belonging",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("kept_where", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("returned_to", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("count > 0", name=op.f("ck_belonging_count")),
        sa.CheckConstraint("length(trim(what)) > 0", name=op.f("ck_belonging_named")),
        sa.CheckConstraint("returned_on IS NULL OR returned_on >= received_on", name=op.f("ck_belonging_returned")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_belonging_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_belonging"),
    )
    op.create_index("ix_belonging_person", "belonging", ["person_id"], unique=False)
