"""Many rows at once: a value that rows share is put into the database's form once, not once for each row.

A roll-call of 700 writes 700 rows with the same instant, panti and account; turning each of them by itself costs as
much as writing the rows. Types, statement and refusals are SQLAlchemy's either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler

MANY: Final = 50
"""From here on making the statement anew is less than what it saves."""


def insert_rows(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one table in one statement; all name the same columns."""
    if not values:
        return
    names = list(values[0])
    made = _statement(connection, table, names) if len(values) >= MANY else None
    if made is None or made.positiontup is None:
        connection.execute(insert(table), list(values))
        return
    columns = [_stored(connection, table, name, [row[name] for row in values]) for name in made.positiontup]
    connection.exec_driver_sql(str(made), list(zip(*columns, strict=True)))


def _statement(connection: Connection, table: Table, names: Sequence[str]) -> SQLCompiler | None:
    """The statement with its columns by position; None where SQLAlchemy would have to fill some in by itself."""
    made = insert(table).compile(dialect=connection.dialect, column_keys=list(names))
    return None if made.insert_prefetch else made


def _stored(connection: Connection, table: Table, name: str, values: Sequence[Any]) -> Iterable[Any]:
    """One column in the database's form."""
    turn = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if turn is None else _turned(turn, values)


def _turned(turn: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    known: dict[int, Any] = {}
    found: list[Any] = []
    for value in values:
        # By identity: equal values may be of different types, and these all live as long as the list.
        if id(value) not in known:
            known[id(value)] = turn(value)
        found.append(known[id(value)])
    return found
