"""A whole store comes into another database: every table in the order of its references, compared row by row.

Ids, versions, instants, JSON and the log with its chain are the same afterwards; that is proved by a checksum of
every table, made from the values themselves and therefore equal across databases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, column, insert, select
from sqlalchemy import table as plain_table
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Damaged
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.persistence import audit, dialects, schema, server_store
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.audit import Link
from shelter_admin.persistence.base import Base, Stamp
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.dialects.loading import accepted_before
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.store import Store, create_store

_BATCH: Final = 2000
_BATCH_WITH_PICTURES: Final = 50  # photos and scans: so many stay within a few dozen megabytes

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table holds, and the checksum of them all in the order of their keys."""

    rows: int
    digest: str


class _Summing:
    """Makes the checksum of one table, row by row."""

    def __init__(self) -> None:
        self._rows = 0
        self._digest = hashlib.sha256()

    def take(self, rows: Sequence[Row]) -> None:
        self._rows += len(rows)
        for row in rows:
            self._digest.update(_canonical(row))

    @property
    def sum(self) -> Sum:
        return Sum(self._rows, self._digest.hexdigest())


class _Steps:
    """Counts rows done of all there are to do; raises Cancelled once somebody asked to stop."""

    def __init__(self, progress: Progress, of: int) -> None:
        self._progress, self._of, self._done = progress, of, 0
        progress.step(0, of)

    def take(self, rows: int) -> None:
        self._done += rows
        self._progress.step(min(self._done, self._of), self._of)


def tables() -> list[Table]:
    """Every table with records, those referred to before those that refer to them."""
    return list(Base.metadata.sorted_tables)


def sums(connection: Connection, progress: Progress = UNWATCHED) -> dict[str, Sum]:
    """The checksum of every table; equal in a file and on a server where every value is."""
    steps = _Steps(progress, sum(schema.counts(connection).values()))
    return {table.name: _sum_of(connection, table, steps) for table in tables()}


def load_rows(connection: Connection, table_name: str, rows: Sequence[Row]) -> None:
    """Write rows as they are, by column name, as the types of the table's columns; ids and stamps stay theirs.

    Columns that the rows do not name are left out, as a store of an older schema may not have them. Where rows of more
    than one table come, do it inside ``accepted_before``, in the order of ``tables``.
    """
    if rows:
        types = Base.metadata.tables[table_name].columns
        target = plain_table(table_name, *(column(name, types[name].type) for name in rows[0]))
        connection.execute(insert(target), [dict(row) for row in rows])


def copy_all(source: Connection, target: Connection, progress: Progress = UNWATCHED) -> dict[str, Sum]:
    """Copy every table into an empty store in the running transaction, and compare; gives the checksums.

    Raises Damaged ``move_differs`` with the tables where anything came out otherwise, or that one side does not have.
    """
    known = {table.name for table in tables()}
    if strange := known ^ set(dialects.table_names(source)):
        raise Damaged("move_differs", tables=", ".join(sorted(strange)))
    for side in (source, target):
        dialects.give_time(side)
    steps = _Steps(progress, 2 * sum(schema.counts(source).values()))
    before: dict[str, Sum] = {}
    with accepted_before(target):
        for table in tables():
            summing = _Summing()
            with closing(_batches(source, table)) as batches:
                for rows in batches:
                    load_rows(target, table.name, rows)
                    summing.take(rows)
                    steps.take(len(rows))
            before[table.name] = summing.sum
    after = {table.name: _sum_of(target, table, steps) for table in tables()}
    if differing := [name for name in before if before[name] != after[name]]:
        raise Damaged("move_differs", tables=", ".join(differing))
    return after


@dataclass(frozen=True, slots=True)
class Arrival:
    """The first entry of the log at the new place: who took the store over, and from where."""

    stamp: Stamp
    came_from: str

    def note(self, connection: Connection) -> Link:
        """Write it down in the running transaction."""
        with Session(connection, autoflush=False) as session:
            return audit.write(session, self.stamp, {"from": self.came_from}, ())


def to_server(
    source: Connection, address: ServerAddress, keys: KeyFile, key: bytes, arrival: Arrival, progress: Progress
) -> tuple[Store, dict[str, Sum]]:
    """Make the store anew in an empty database, with the same key and the key file at ``keys``; all or nothing."""
    found: dict[str, Sum] = {}
    links: list[Link] = []

    def fill(target: Connection) -> None:
        found.update(copy_all(source, target, progress))
        links.append(arrival.note(target))

    store = server_store.create_on_server(address, keys, key, fill)
    store.witness.write(links[0].no, bytes.fromhex(links[0].hash))
    return store, found


def to_file(
    source: Connection, path: Path, key: bytes, who: str, arrival: Arrival, progress: Progress
) -> dict[str, Sum]:
    """Make the store anew in a file with the same key, closed; the caller takes the file away where this fails."""
    store = create_store(path, key, who, arrival.stamp.at)
    try:
        with translated(), store.engine.connect().execution_options(acting=True) as target:
            found = copy_all(source, target, progress)
            link = arrival.note(target)
            target.commit()
        store.witness.write(link.no, bytes.fromhex(link.hash))
    finally:
        store.close()
    return found


def _batches(connection: Connection, table: Table) -> Generator[list[Row]]:
    """The rows of a table in the order of its key, a batch at a time."""
    pictures = any(isinstance(column.type, LargeBinary) for column in table.columns)
    query = select(table).order_by(*table.primary_key.columns)
    size = _BATCH_WITH_PICTURES if pictures else _BATCH
    with connection.execute(query, execution_options={"yield_per": size}) as found:
        for rows in found.mappings().partitions(size):
            yield [dict(row) for row in rows]


def _sum_of(connection: Connection, table: Table, steps: _Steps) -> Sum:
    summing = _Summing()
    with closing(_batches(connection, table)) as batches:
        for rows in batches:
            summing.take(rows)
            steps.take(len(rows))
    return summing.sum


def _canonical(row: Row) -> bytes:
    """One row in a form that does not depend on the database."""
    values = [row[name] for name in sorted(row)]
    return json.dumps(values, default=_plain, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
