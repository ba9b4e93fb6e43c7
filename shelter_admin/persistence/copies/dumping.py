"""Copies of a store on a server: one state of it by pg_dump, sealed to the store key; read into a file to be tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from typing import IO, Any, Final

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.persistence import audit, dialects, moving, schema
from shelter_admin.persistence.audit import Link
from shelter_admin.persistence.base import Base
from shelter_admin.persistence.copies.enclosure import Enclosure
from shelter_admin.persistence.copies.sealing import open_sealed, seal
from shelter_admin.persistence.dialects import dumping, server
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.dialects.loading import accepted_before
from shelter_admin.persistence.store import Store

_BATCH: Final = 2000
_BATCH_WITH_PICTURES: Final = 50


def dump(store: Store, path: Path) -> tuple[dict[str, int], Link]:
    """Write a consistent copy of a store on a server while everybody goes on; gives what it holds."""
    assert store.server is not None  # noqa: S101 - asked before
    user, password = server.role_of(store.keys().store_id), server.password_of(store.key)
    asking = dialects.for_questions(store.engine)
    with translated(), store.engine.connect().execution_options(**asking) as connection:
        rows, newest = schema.counts(connection), audit.newest(Session(connection))
        snapshot = dumping.export_snapshot(connection)
        with path.open("wb") as file, dumping.dumped(store.server, user, password, snapshot) as dumped:
            seal(dumped, file, store.key)
    return rows, newest


def counted(source: Path, size: int, enclosed: Enclosure | None, key: bytes) -> dict[str, int]:
    """Read a copy of a server's store back to its last row, each value as its type; gives its rows by table.

    Raises Damaged where anything is cut off or changed. A rehearsal does more: it makes a store of it.
    """
    if enclosed is None:
        raise Damaged("copy_damaged")
    rows = dict.fromkeys(enclosed.rows, 0)

    def take(name: str, batch: list[dict[str, Any]]) -> None:
        rows[name] = rows.get(name, 0) + len(batch)

    _read(source, size, key, take)
    return rows


def unpack(source: Path, size: int, enclosed: Enclosure | None, key: bytes, target: Path) -> dict[str, int]:
    """Read a copy of a server's store into an encrypted file of the copy's own schema; gives its rows by table.

    Whoever opens the file brings it up to date, as any older store.

    Raises Damaged where anything is cut off, changed or refused, Unavailable ``schema_newer``, ``copy_tools_missing``.
    """
    if enclosed is None:
        raise Damaged("copy_damaged")
    enclosed.require_sealed(key)
    if enclosed.schema > schema.SCHEMA:
        raise Unavailable("schema_newer", found=enclosed.schema, known=schema.SCHEMA)
    target.touch(mode=0o600)
    engine = dialects.embedded_engine(str(target), key)
    try:
        with translated(), engine.connect().execution_options(acting=True) as connection:
            schema.begin(connection, enclosed.schema)
            dumping.judge_references_at_the_end(connection)
            with accepted_before(connection):
                _read(source, size, key, lambda name, batch: moving.load_rows(connection, name, batch))
            connection.commit()
            rows = schema.counts(connection)
        with translated():
            dumping.leave_one_file(engine)
        return rows
    finally:
        engine.dispose()


def _read(source: Path, size: int, key: bytes, take: Callable[[str, list[dict[str, Any]]], None]) -> None:
    """Hand on every row of a copy, a batch of one table at a time."""
    known = {table.name: table for table in Base.metadata.sorted_tables}
    faults: list[BaseException] = []
    feeding: list[Thread] = []
    try:
        with dumping.restored(known) as (into, rows):
            feeding.append(Thread(target=_feed, args=(source, size, key, into, faults), name="copy-read", daemon=True))
            feeding[0].start()
            for name, batch in _batches(rows):
                take(name, batch)
    finally:  # pg_restore is gone by now, so that nobody writes to it for ever
        for one in feeding:
            one.join()
    if faults:
        raise faults[0]


def _feed(source: Path, size: int, key: bytes, into: IO[bytes], faults: list[BaseException]) -> None:
    """Open the seal and hand the dump on; what goes wrong is told by the one who reads the rows."""
    try:
        with into:
            open_sealed(source, size, into, key)
    except BrokenPipeError:
        return
    except (Failure, OSError) as error:
        faults.append(error)


def _batches(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    held: list[dict[str, Any]] = []
    of = ""
    for name, row in rows:
        if held and (name != of or len(held) >= _most(of)):
            yield of, held
            held = []
        of = name
        held.append(row)
    if held:
        yield of, held


def _most(name: str) -> int:
    pictures = any(isinstance(column.type, LargeBinary) for column in Base.metadata.tables[name].columns)
    return _BATCH_WITH_PICTURES if pictures else _BATCH
