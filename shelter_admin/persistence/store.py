"""One store: the encrypted file, its writer's lock and its witness. Everything is opened and closed here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Damaged, Unavailable
from shelter_admin.persistence import audit, dialects, schema
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.lock import ENDING as LOCK_ENDING
from shelter_admin.persistence.lock import WriterLock
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING
from shelter_admin.persistence.witness import Witness

KEYS_ENDING = ".keys"


def beside(path: Path, ending: str) -> Path:
    """The companion file of a store: its path with the ending put behind."""
    return path.with_name(path.name + ending)


@dataclass
class Store:
    """An open store. ``writable`` ones hold the writer's lock until they are closed."""

    path: Path
    key: bytes
    engine: Engine
    witness: Witness
    lock: WriterLock | None = None
    tail_lost: bool = False

    @property
    def writable(self) -> bool:
        """Say whether acts can be saved here."""
        return self.lock is not None

    @contextmanager
    def acting(self, stamp: Stamp) -> Iterator[Session]:
        """Carry out one act: everything or nothing, durable when this ends without an error."""
        if not self.writable:
            raise Unavailable("opened_read_only")
        with translated(), self.engine.connect().execution_options(acting=True) as connection:
            session = Session(connection, expire_on_commit=False, info={"stamp": stamp})
            try:
                yield session
                session.flush()
                link = session.info.get("link")
                connection.commit()
            except BaseException:
                session.close()
                connection.rollback()
                raise
            session.close()
        if isinstance(link, audit.Link):
            self.witness.write(link.no, bytes.fromhex(link.hash))

    @contextmanager
    def asking(self) -> Iterator[Session]:
        """Answer one question from one consistent state; nothing can be written."""
        with translated(), self.engine.connect() as connection:
            session = Session(connection, expire_on_commit=False, autoflush=False)
            try:
                yield session
            finally:
                session.close()
                connection.rollback()

    def close(self) -> None:
        """Let go of file, witness and lock; closing twice is harmless."""
        self.engine.dispose()
        self.witness.close()
        if self.lock is not None:
            self.lock.release()


def record(session: Session, stamp: Stamp, what: dict[str, Any], about: tuple[str, ...]) -> None:
    """Write the audit entry of the running act."""
    session.info["link"] = audit.write(session, stamp, what, about)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database says into the three kinds of failure; the rest stays a fault of the program."""
    try:
        yield
    except DBAPIError as error:
        failure = dialects.failure_in(error)
        if failure is None:
            raise
        raise failure from error
    except Exception as error:  # the raw driver's own errors at connecting carry no common base
        if type(error).__module__.startswith("sqlcipher3"):
            failure = dialects.trouble_in(str(error))
            if failure is not None:
                raise failure from error
        raise


def create_store(path: Path, key: bytes, who: str, now: datetime) -> Store:
    """Make a new empty store at the current schema; raises Unavailable ``store_exists`` rather than replace one."""
    lock = WriterLock.take(beside(path, LOCK_ENDING), who, now)
    try:
        _make_file(path)
        engine = dialects.embedded_engine(str(path), key)
        with translated(), engine.connect().execution_options(acting=True) as connection:
            schema.create(connection)
            connection.commit()
    except BaseException:
        lock.release()
        raise
    return Store(path, key, engine, Witness(beside(path, WITNESS_ENDING), key), lock)


def _make_file(path: Path) -> None:
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise Unavailable("store_exists") from error
    except OSError as error:
        raise Unavailable("no_write_right") from error


def open_store(path: Path, key: bytes, who: str, now: datetime, *, writable: bool = True) -> Store:
    """Open a store: to write, with the lock, bringing an older schema up to date first; or only to read.

    Raises Unavailable (``store_missing``, ``store_in_use``, ``schema_newer``, ``schema_older`` when only reading)
    or Damaged (``not_a_store``, ``store_damaged``).
    """
    if not path.is_file():
        raise Unavailable("store_missing")
    lock = WriterLock.take(beside(path, LOCK_ENDING), who, now) if writable else None
    try:
        engine = _engine_that_reads(path, key, writable=writable)
        with translated(), engine.connect() as connection:
            found = dialects.schema_number(connection)
        _refuse_newer(found)
        if found < schema.SCHEMA:
            engine = _brought_up_to_date(path, key, engine, found, now, writable=writable)
        witness = Witness(beside(path, WITNESS_ENDING), key)
        with translated(), engine.connect() as connection:
            whole = audit.tail_is_whole(connection, witness.read())
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(path, key, engine, witness, lock, tail_lost=not whole)


def _refuse_newer(found: int) -> None:
    if found > schema.SCHEMA:
        raise Unavailable("schema_newer", found=found, known=schema.SCHEMA)


def _engine_that_reads(path: Path, key: bytes, *, writable: bool) -> Engine:
    """An engine on which the first page was read; a read-only disc is read without lock files."""
    if path.stat().st_size == 0:
        raise Damaged("not_a_store")
    engine = dialects.embedded_engine(str(path), key, read_only=not writable)
    try:
        with translated(), engine.connect() as connection:
            _touch(connection)
    except Unavailable as error:
        engine.dispose()
        if writable or error.code == "store_busy":
            raise
        engine = dialects.embedded_engine(str(path), key, read_only=True, frozen=True)
        with translated(), engine.connect() as connection:
            _touch(connection)
    return engine


def _touch(connection: Connection) -> None:
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def _brought_up_to_date(path: Path, key: bytes, engine: Engine, found: int, now: datetime, *, writable: bool) -> Engine:
    if not writable or found == 0:
        engine.dispose()
        raise Unavailable("schema_older", found=found, known=schema.SCHEMA) if found else Damaged("not_a_store")
    with translated():
        schema.bring_up_to_date(engine, path, key, found, now)
    return engine
