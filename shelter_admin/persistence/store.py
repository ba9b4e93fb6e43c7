"""One store: the encrypted file, its writer's lock and its witness. Everything is opened and closed here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.persistence import audit, dialects, schema
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.lock import ENDING as LOCK_ENDING
from shelter_admin.persistence.lock import WriterLock
from shelter_admin.persistence.slots import STANDARD, Profile
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING
from shelter_admin.persistence.witness import Witness


@dataclass
class Store:
    """An open store. ``writable`` ones hold the writer's lock until they are closed.

    ``tail_told`` says that the log itself knows by now what ``tail_lost`` found at opening.
    """

    path: Path
    key: bytes = field(repr=False)
    engine: Engine
    witness: Witness
    lock: WriterLock | None = None
    tail_lost: bool = False
    tail_told: bool = False
    is_copy: bool = False
    profile: Profile = STANDARD

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
                with _gone_meanwhile():
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

    def keys(self) -> KeyFile:
        """Read the key file of this store, ready to be changed."""
        file = KeyFile.load(beside(self.path, KEYS_ENDING), profile=self.profile)
        file.open_with(self.key)
        return file

    def change_key(self, fresh: bytes) -> None:
        """Encrypt the file anew; raises Unavailable ``store_busy`` while anybody else has it open."""
        with self.asking() as session:
            last = audit.newest(session)
        self.engine.dispose()
        with translated():
            dialects.change_key(str(self.path), self.key, fresh)
        self.witness.close()
        self.key, self.engine = fresh, dialects.embedded_engine(str(self.path), fresh)
        self.witness = Witness(beside(self.path, WITNESS_ENDING), fresh)
        self.witness.write(last.no, bytes.fromhex(last.hash))

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
def _gone_meanwhile() -> Iterator[None]:
    """An act, mostly an undo, may name a row that somebody has taken away since."""
    try:
        yield
    except NoResultFound as error:
        raise Refused("changed_meanwhile") from error


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
    except UnicodeEncodeError as error:  # half a letter, as broken input methods and terminals give it
        raise Refused("letters_unreadable") from error
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
        return _looked_over(Store(path, key, engine, Witness(beside(path, WITNESS_ENDING), key), lock), now)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _looked_over(store: Store, now: datetime) -> Store:
    """Refuse what this program cannot use, bring up to date what is older, and look for a lost tail."""
    try:
        with translated(), store.engine.connect() as connection:
            found, store.is_copy = dialects.schema_number(connection), dialects.is_copy(connection)
        _refuse(found, copied=store.is_copy, writable=store.writable)
        if found < schema.SCHEMA:
            with translated():
                schema.bring_up_to_date(store.engine, store.path, store.key, found, now)
        with translated(), store.engine.connect() as connection:
            store.tail_lost = not audit.tail_is_whole(connection, store.witness.read())
    except BaseException:
        store.engine.dispose()
        raise
    return store


def _refuse(found: int, *, copied: bool, writable: bool) -> None:
    if copied and writable:
        raise Unavailable("store_is_copy")
    if found > schema.SCHEMA:
        raise Unavailable("schema_newer", found=found, known=schema.SCHEMA)
    if found == 0:
        raise Damaged("not_a_store")
    if found < schema.SCHEMA and not writable:
        raise Unavailable("schema_older", found=found, known=schema.SCHEMA)


def _engine_that_reads(path: Path, key: bytes, *, writable: bool) -> Engine:
    """An engine on which the first page was read; a read-only disc is read without lock files."""
    if path.stat().st_size < dialects.PAGE_BYTES:  # the database would take it for an empty file and write to it
        raise Damaged("not_a_store")
    try:
        return _touched(dialects.embedded_engine(str(path), key, read_only=not writable))
    except Unavailable as error:
        if writable or error.code == "store_busy" or _has_unmerged(path):
            raise
        return _touched(dialects.embedded_engine(str(path), key, read_only=True, frozen=True))


def _has_unmerged(path: Path) -> bool:
    """Say whether saved acts still lie beside the file; read without lock files they would be missing."""
    log = beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _touched(engine: Engine) -> Engine:
    try:
        with translated(), engine.connect() as connection:
            dialects.table_names(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine
