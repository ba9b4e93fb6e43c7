"""Every constraint of every table, asked of the rows themselves: it finds what came in while a rule was switched off.

Made from the tables the program knows, in SQL that every database understands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    Index,
    Select,
    Table,
    UniqueConstraint,
    and_,
    exists,
    func,
    not_,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import Base

EMPTY: Final = "row_lacks_value"
IMPOSSIBLE: Final = "row_value_impossible"
DOUBLE: Final = "row_twice"
ASTRAY: Final = "row_without_other"
KINDS: Final = (EMPTY, IMPOSSIBLE, DOUBLE, ASTRAY)


@dataclass(frozen=True, slots=True)
class Broken:
    """A constraint that rows of a table break: which kind, what it is called, how many rows."""

    kind: str
    table: str
    name: str
    count: int


def broken(connection: Connection) -> list[Broken]:
    """Every constraint that rows break, by table; damage met on the way counts as one."""
    found: list[Broken] = []
    for table in Base.metadata.sorted_tables:
        found += _without_value(connection, table)
        for kind, name, query in _questions(table, connection.dialect.name):
            count = _counted(connection, query)
            if count:
                found.append(Broken(kind, table.name, name, count))
    return found


def _counted(connection: Connection, query: Select[int]) -> int:
    try:
        return connection.execute(query).scalar_one()
    except DBAPIError as error:
        if dialects.failure_in(error) is None:
            raise
        return 1


def _without_value(connection: Connection, table: Table) -> Iterator[Broken]:
    """Columns that must hold something, counted: a database asked for NULL there believes its own rule unread."""
    needed = [column for column in table.columns if not column.nullable]
    counted = select(func.count().label("all"), *(func.count(column) for column in needed)).select_from(table)
    try:
        rows, *held = connection.execute(counted).one()
    except DBAPIError as error:
        if dialects.failure_in(error) is None:
            raise
        rows, held = 1, [0, *[1] * (len(needed) - 1)]
    for column, many in zip(needed, held, strict=True):
        if many < rows:
            yield Broken(EMPTY, table.name, f"{table.name}.{column.name}", rows - many)


def _questions(table: Table, dialect: str) -> Iterator[tuple[str, str, Select[int]]]:
    count = select(func.count()).select_from(table)
    for rule in sorted(table.constraints, key=lambda one: str(one.name)):
        if isinstance(rule, CheckConstraint):
            yield IMPOSSIBLE, str(rule.name), count.where(text(f"NOT ({rule.sqltext})".replace(":", r"\:")))
        elif isinstance(rule, UniqueConstraint):
            yield DOUBLE, str(rule.name), _doubles(table, list(rule.columns), None)
        elif isinstance(rule, ForeignKeyConstraint):
            yield ASTRAY, str(rule.name), count.where(*_astray(rule))
    yield DOUBLE, f"pk_{table.name}", _doubles(table, list(table.primary_key.columns), None)
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        if index.unique:
            keys = [key for key in index.expressions if not isinstance(key, str)]
            yield DOUBLE, str(index.name), _doubles(table, keys, _condition(index, dialect))


def _condition(index: Index, dialect: str) -> Any:
    return index.dialect_options[dialect].get("where")


def _doubles(table: Table, keys: list[ColumnElement[Any]], condition: Any) -> Select[int]:
    """How many keys stand more than once; an unknown value is like no other."""
    groups = select(func.count().label("many")).select_from(table).where(*(key.is_not(None) for key in keys))
    if condition is not None:
        groups = groups.where(condition)
    twice = groups.group_by(*keys).having(func.count() > 1).subquery("twice")
    return select(func.count()).select_from(twice)


def _astray(rule: ForeignKeyConstraint) -> tuple[ColumnElement[bool], ...]:
    """Rows that point at another one which is not there."""
    target = rule.referred_table.alias("other")
    pairs = [(element.parent, target.c[element.column.name]) for element in rule.elements]
    there = exists(select(1).select_from(target).where(and_(*(there == here for here, there in pairs))))
    return (*(here.is_not(None) for here, _there in pairs), not_(there))
