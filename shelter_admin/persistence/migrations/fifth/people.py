"""By what a person is found who may be here twice: how names sound, with origin and birth, each by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.domain.identity.names import index_of_sounds

AT_ONCE = 5000
PERSON = sa.table("person", sa.column("id"), sa.column("name"), sa.column("alias"), sa.column("sound"))


def person_indexes() -> None:
    """Make the indexes that answer alone where somebody comes from or was born, and how the name sounds."""
    births = ["birth_year", "birth_month", "birth_day", "sound", "id"]
    op.create_index("ix_person_birth", "person", births, unique=False)
    op.create_index("ix_person_origin", "person", ["origin_code", "sound", "id"], unique=False)


def sounds() -> None:
    """Write down anew how every name sounds; the names themselves stay as they are."""
    connection = op.get_bind()
    people = connection.execute(sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.alias)).all()
    wanted = [{"person_id": row.id, "heard": index_of_sounds(row.name, row.alias)} for row in people]
    statement = sa.update(PERSON).where(PERSON.c.id == sa.bindparam("person_id")).values(sound=sa.bindparam("heard"))
    for first in range(0, len(wanted), AT_ONCE):
        connection.execute(statement, wanted[first : first + AT_ONCE])
