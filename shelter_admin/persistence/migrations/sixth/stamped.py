"""What every row begins and ends with."""

from __future__ import annotations

import sqlalchemy as sa


def begins() -> list[sa.Column[str]]:
    """Its id and its panti."""
    return [sa.Column("id", sa.Text(), nullable=False), sa.Column("panti_id", sa.Text(), nullable=False)]


def ends() -> list[sa.Column[object]]:
    """Its version, and who changed it when."""
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
    ]
