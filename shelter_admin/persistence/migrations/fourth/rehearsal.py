"""How the rehearsals of copies went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fourth.stamped import begins, ends


def copy_rehearsal() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "copy_rehearsal",
        *begins(),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("copy_at", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        *ends(),
        sa.PrimaryKeyConstraint("id", name="pk_copy_rehearsal"),
    )
    op.create_index("ix_copy_rehearsal_at", "copy_rehearsal", ["at"], unique=False)
