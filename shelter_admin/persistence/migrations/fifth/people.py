"""How people are found who may be the same twice: by sound and by birth."""

from __future__ import annotations

from alembic import op


def person_indexes() -> None:
    """Make the indexes of a person anew."""
    op.drop_index("ix_person_sound", "person")
    op.create_index(
        "ix_person_birth", "person", ["birth_year", "birth_month", "birth_day", "sound", "id"], unique=False
    )
    op.create_index("ix_person_sound", "person", ["sound", "origin_code", "id"], unique=False)
