"""The index of what people are searched by, kept by the database itself, filled from the people already there."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SEARCH: Final = (
    """
    CREATE VIRTUAL TABLE person_search USING fts5(person_id UNINDEXED, name, alias, number, origin, nik, tokenize =
    'unicode61 remove_diacritics 2', prefix = '1 2 3')
    """,
    """
    CREATE TRIGGER person_search_added AFTER INSERT ON person
    BEGIN INSERT INTO person_search (rowid, person_id, name, alias, number, origin, nik)
    VALUES (NEW.rowid, NEW.id, NEW.name, NEW.alias, NEW.number, NEW.origin_text, coalesce(NEW.nik, '')); END
    """,
    """
    CREATE TRIGGER person_search_changed AFTER UPDATE OF name, alias, number, origin_text, nik ON person
    BEGIN
    DELETE FROM person_search
    WHERE rowid = OLD.rowid; INSERT INTO person_search (rowid, person_id, name, alias, number, origin, nik)
    VALUES (NEW.rowid, NEW.id, NEW.name, NEW.alias, NEW.number, NEW.origin_text, coalesce(NEW.nik, '')); END
    """,
    """
    CREATE TRIGGER person_search_gone AFTER DELETE ON person
    BEGIN
    DELETE FROM person_search
    WHERE rowid = OLD.rowid; END
    """,
)
FILLED: Final = """
    INSERT INTO person_search (rowid, person_id, name, alias, number, origin, nik)
    SELECT rowid, id, name, alias, number, origin_text, coalesce(nik, '') FROM person
"""


def upgrade() -> None:
    """Make the index and its triggers, and put everybody in."""
    for statement in SEARCH:
        op.execute(sa.text(" ".join(statement.split())))  # the index reads its options from one line only
    op.execute(sa.text(FILLED))
