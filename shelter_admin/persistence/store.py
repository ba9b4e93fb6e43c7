"""One store: the encrypted file with its writer's lock, or a database on a server; and its witness on this computer.

Stores in files are opened and closed here, those on servers in ``server_store``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.persistence import audit, dialects, schema
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.lock import ENDING as LOCK_ENDING
from shelter_admin.persistence.lock import WriterLock
from shelter_admin.persistence.queue import ENDING as QUEUE_ENDING
from shelter_admin.persistence.queue import unproven_queue
from shelter_admin.persistence.slots import STANDARD, Profile
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING
from shelter_admin.persistence.witness import Witness


@dataclass
class Store:
    """An open store. ``writable`` ones in a file hold the writer's lock until they are closed.

    ``path`` is the file, or for a store on a ``server`` what its companions on this computer begin with.
    ``watched`` says that the computer's own clock runs here: set back, it stops what is not the night's duty.
    ``tail_told`` says that the log itself knows by now what ``tail_lost`` found at opening. ``seat`` tells this
    opening apart from those of other computers.
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
    server: ServerAddress | None = None
    looking: bool = False
    watched: bool = False
    seat: str = field(default_factory=new_id)

    @property
    def writable(self) -> bool:
        """Say whether acts can be saved here."""
        return self.lock is not None or (self.server is not None and not self.looking)

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
                dialects.commit(connection, link)
            except BaseException:
                session.close()
                connection.rollback()
                raise
            session.close()
        if isinstance(link, audit.Link):
            self.witness.write(link.no, bytes.fromhex(link.hash))

    @contextmanager
    def alone(self) -> Iterator[Session]:
        """Read while nobody else can save anything; nothing is written. For what lies beside the store."""
        with translated(), self.engine.connect().execution_options(acting=True) as connection:
            session = Session(connection, expire_on_commit=False, autoflush=False)
            session.connection()  # from now on, not from the first question on
            try:
                yield session
            finally:
                session.close()
                connection.rollback()

    def tell(self, session: Session, areas: Iterable[str]) -> None:
        """Tell the other computers at a server what this act changed, at the moment it is saved; names nobody."""
        if self.server is not None:
            from shelter_admin.persistence.dialects import server

            server.tell_changes(session.connection(), json.dumps({"from": self.seat, "areas": sorted(areas)}))

    @contextmanager
    def asking(self) -> Iterator[Session]:
        """Answer one question from one consistent state; nothing can be written."""
        asking = dialects.for_questions(self.engine)
        with translated(), self.engine.connect().execution_options(**asking) as connection:
            session = Session(connection, expire_on_commit=False, autoflush=False)
            try:
                yield session
            finally:
                session.close()
                connection.rollback()

    def keys(self) -> KeyFile:
        """Read the key file of this store, ready to be changed; the newest one where it is shared by a server.

        Raises Unavailable ``key_changed_elsewhere`` where another computer gave the store a new key meanwhile.
        """
        path = beside(self.path, KEYS_ENDING)
        if self.server is None:
            file = KeyFile.load(path, profile=self.profile)
        else:
            from shelter_admin.persistence.shared_keys import shared_key_file

            file = shared_key_file(lambda: self.engine, path, self.profile)
        try:
            file.open_with(self.key)
        except Damaged as error:
            if self.server is not None:  # the newest one opens with another key than this computer came in with
                raise Unavailable("key_changed_elsewhere") from error
            raise
        return file

    def share(self, keys: KeyFile) -> None:
        """Have what is changed in a key file that was just opened kept where the other computers find it."""
        if self.server is not None:
            from shelter_admin.persistence.shared_keys import share

            share(self.engine, keys)

    def change_key(self, fresh: bytes) -> None:
        """Encrypt the file anew; raises Unavailable ``store_busy`` while anybody else has it open.

        On a server the key is what the application's role comes in with; the other computers sign in again.
        """
        with self.asking() as session:
            last = audit.newest(session)
        with translated():
            engine = self._with_another_key(fresh)
        self.witness.close()
        with suppress(Failure):  # a queue that cannot be read is put aside when it is next needed
            unproven_queue(beside(self.path, QUEUE_ENDING), self.key).reseal(fresh)
        self.key, self.engine = fresh, engine
        self.witness = Witness(beside(self.path, WITNESS_ENDING), fresh)
        self.witness.write(last.no, bytes.fromhex(last.hash))

    def send_others_away(self) -> None:
        """End every other connection to the server: whoever came in with the former key comes in anew, with this one.

        It waits for the act under way; raises Unavailable ``server_away`` or ``store_busy``.
        """
        if self.server is not None:
            from shelter_admin.persistence.shared_keys import send_others_away

            send_others_away(self.engine)

    def _with_another_key(self, fresh: bytes) -> Engine:
        if self.server is not None:
            from shelter_admin.persistence.shared_keys import change_key

            return change_key(self.server, self.engine, self.keys().store_id, fresh)
        self.engine.dispose()
        dialects.change_key(str(self.path), self.key, fresh)
        return dialects.embedded_engine(str(self.path), fresh)

    def close(self) -> None:
        """Let go of file, witness and lock; closing twice is harmless."""
        self.engine.dispose()
        self.witness.close()
        if self.lock is not None:
            self.lock.release()


def record(
    session: Session, stamp: Stamp, what: dict[str, Any], about: tuple[str, ...], *, in_order: bool = False
) -> None:
    """Write the audit entry of the running act; with ``in_order`` refused while the clock is set back."""
    session.info["link"] = audit.write(session, stamp, what, about, in_order=in_order)


@contextmanager
def _gone_meanwhile() -> Iterator[None]:
    """An act, mostly an undo, may name a row that somebody has taken away since."""
    try:
        yield
    except NoResultFound as error:
        raise Refused("changed_meanwhile") from error


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
            if store.writable:
                audit.require_not_moved(connection)
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
