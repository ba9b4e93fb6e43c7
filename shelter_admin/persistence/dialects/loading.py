"""Rows that were already accepted once come into another database: what only judges new acts does not judge them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from shelter_admin.persistence.dialects import embedded, table_names
from shelter_admin.persistence.dialects.refusals import REFUSALS

_OF_NEW_ACTS = tuple(rule for rule in REFUSALS if rule.event == "INSERT")


@contextmanager
def accepted_before(connection: Connection) -> Iterator[None]:
    """Let rows in whatever the order they were once written in: an incident was open when its people were noted.

    Types, references, unique keys, checks and overlaps hold all the while. Everything is in the running transaction:
    it must be rolled back where this ends with an error.
    """
    in_file = connection.dialect.name == embedded.EMBEDDED
    there = table_names(connection)  # a copy of an older schema has not all of them yet
    judging = [rule for rule in _OF_NEW_ACTS if rule.table in there]
    for rule in judging:
        off = f"DROP TRIGGER {rule.name}" if in_file else f"ALTER TABLE {rule.table} DISABLE TRIGGER {rule.name}"
        connection.exec_driver_sql(off)
    yield
    for rule in judging:
        on = embedded.refused(rule) if in_file else f"ALTER TABLE {rule.table} ENABLE TRIGGER {rule.name}"
        connection.exec_driver_sql(on)
    if not in_file:
        names = ", ".join(f'"{name}"' for name in table_names(connection))
        connection.exec_driver_sql(f"ANALYZE {names}")  # else the first lists are planned for empty tables
