"""Data that was lost or seen by whom it is not meant for, and whose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fourth.stamped import begins, ends


def incident() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "incident",
        *begins(),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("handling", sa.Text(), nullable=False),
        sa.Column("told_people_on", sa.Date(), nullable=True),
        sa.Column("told_authority_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        *ends(),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_incident_closed")),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_index("ix_incident_found_at", "incident", ["found_at"], unique=False)


def incident_person() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "incident_person",
        *begins(),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_person_incident_id_incident", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_incident_person_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incident_person"),
        sa.UniqueConstraint("incident_id", "person_id", name="uq_incident_person_incident_id"),
    )
    op.create_index("ix_incident_person_person_id", "incident_person", ["person_id"], unique=False)
