"""The questions whose answer differs from one database to the other, asked of whichever is connected.

No SQL that only one database understands stands anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from shelter_admin.domain.errors import Failure
from shelter_admin.persistence.dialects import embedded
from shelter_admin.persistence.dialects.embedded import (
    EMBEDDED,
    MARKS_OF_PERSON,
    PAGE_BYTES,
    STAYS_NOW,
    change_key,
    copy_into,
    embedded_engine,
    is_copy,
    run,
)
from shelter_admin.persistence.dialects.guarded import NAMES, SEARCHED

SERVER: Final = "postgresql"


__all__ = [
    "EMBEDDED",
    "MARKS_OF_PERSON",
    "NAMES",
    "PAGE_BYTES",
    "SEARCHED",
    "SERVER",
    "STAYS_NOW",
    "change_key",
    "commit",
    "copy_into",
    "embedded_engine",
    "failure_in",
    "for_questions",
    "found",
    "found_here",
    "give_time",
    "guards",
    "integrity_faults",
    "is_copy",
    "run",
    "schema_number",
    "set_schema_number",
    "table_names",
    "trouble_in",
]


def _of(dialect: str) -> ModuleType:
    """The module that speaks this database's language; the server's is loaded where one is used."""
    if dialect == EMBEDDED:
        return embedded
    from shelter_admin.persistence.dialects import server

    return server


def guards(connection: Connection) -> list[str]:
    """What keeps the rules even against a program that forgets them, and the search index."""
    if connection.dialect.name == EMBEDDED:
        return embedded.guards()
    from shelter_admin.persistence.dialects import server_schema

    return server_schema.guards()


def for_questions(engine: Engine) -> dict[str, Any]:
    """How a connection that only asks is to be opened, so that it answers from one consistent state."""
    return {} if engine.dialect.name == EMBEDDED else dict(_of(SERVER).FOR_QUESTIONS)


def commit(connection: Connection, entry: Any) -> None:
    """Make the act last that wrote this entry of the log; where the answer is lost, find out whether it does."""
    if connection.dialect.name == EMBEDDED:
        connection.commit()
        return
    from shelter_admin.persistence.dialects import server

    server.commit(connection, entry)


def give_time(connection: Connection) -> None:
    """Let the running transaction take as long as it needs, also while this side is busy elsewhere."""
    if connection.dialect.name != EMBEDDED:
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def table_names(connection: Connection) -> list[str]:
    """The tables with records, by name; the search index and the database's own are left out."""
    names: list[str] = _of(connection.dialect.name).table_names(connection)
    return names


def schema_number(connection: Connection) -> int:
    """The schema a store was written with."""
    return int(_of(connection.dialect.name).schema_number(connection))


def set_schema_number(connection: Connection, number: int) -> None:
    """Write down the schema of a store."""
    _of(connection.dialect.name).set_schema_number(connection, number)


def integrity_faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong in its own pages and references."""
    faults: list[str] = _of(connection.dialect.name).integrity_faults(connection)
    return faults


def found(connection: Connection, words: list[str], columns: Iterable[str], most: int) -> list[str]:
    """Ids of the people whose columns (of ``SEARCHED``) hold words that begin so, all of them, the nearest first."""
    ids: list[str] = _of(connection.dialect.name).found(connection, words, columns, most)
    return ids


def found_here(connection: Connection, words: list[str], columns: Iterable[str], most: int) -> list[str]:
    """The same of those in the house, names that begin with the first word first."""
    ids: list[str] = _of(connection.dialect.name).found_here(connection, words, columns, most)
    return ids


def failure_in(error: DBAPIError) -> Failure | None:
    """Read what the database says: a rule of ours, or a trouble of the surroundings; None means our own fault."""
    is_server = type(error.orig).__module__.startswith("psycopg")
    failure: Failure | None = _of(SERVER if is_server else EMBEDDED).failure_in(error)
    return failure


def trouble_in(error: BaseException) -> Failure | None:
    """Read a trouble of the surroundings that the driver told without SQLAlchemy; None for anything else."""
    module = type(error).__module__
    if module.startswith("sqlcipher3"):
        return embedded.trouble_in(str(error))
    if module.startswith("psycopg"):
        failure: Failure | None = _of(SERVER).failure_of(error)
        return failure
    return None
