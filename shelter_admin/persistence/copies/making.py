"""Copies: an encrypted file that encloses its slots, read back and counted before it gets its name.

The key file lies beside it as well: either of the two is enough to open a copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from shelter_admin.domain.copies import CopyLine, CopyMade, copy_name, made_at, to_keep
from shelter_admin.domain.errors import Damaged, Unavailable
from shelter_admin.domain.progress import Progress
from shelter_admin.persistence import audit, dialects, schema
from shelter_admin.persistence.audit import Link
from shelter_admin.persistence.copies.enclosure import Enclosure, enclose, enclosed_keys, split
from shelter_admin.persistence.copies.pages import is_whole
from shelter_admin.persistence.copies.sealing import is_sealed
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.durable import beside, replace_file, settle_folder, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.store import Store

_STEPS: Final = 4


def make_copy(store: Store, folder: Path, code: str, local: datetime, progress: Progress) -> CopyMade:
    """Copy an open store while others read and write; the copy has its name only once it was read back whole.

    Raises Unavailable (``disk_full``, ``no_right_to_file``, …) or Damaged ``copy_differs``; nothing half-made stays.
    """
    target = _free_name(folder, code, local)
    unfinished = target.with_name(f".{target.name}.new")
    try:
        progress.step(0, _STEPS)
        unfinished.touch(mode=0o600)
        expected, newest = _written(store, unfinished)
        progress.step(1, _STEPS)
        keys = beside(store.path, KEYS_ENDING).read_bytes()
        enclose(unfinished, Enclosure(keys, expected, newest, schema.SCHEMA).sealed(store.key))
        progress.step(2, _STEPS)
        rows = verified(unfinished, store.key)
        if rows != expected:
            raise Damaged("copy_differs")
        _named(unfinished, target, keys)
        progress.step(_STEPS, _STEPS)
    except OSError as error:
        raise why_not(error, target) from error
    finally:
        for left in (unfinished, beside(unfinished, "-journal"), beside(unfinished, "-wal")):
            left.unlink(missing_ok=True)
    return CopyMade(str(target), target.stat().st_size, rows)


def _written(store: Store, path: Path) -> tuple[dict[str, int], Link]:
    """Write one consistent state of the store to a file of its own; gives what it holds."""
    if store.server is not None:
        from shelter_admin.persistence.copies.dumping import dump

        return dump(store, path)
    with translated(), store.engine.connect() as connection:
        held = schema.counts(connection), audit.newest(Session(connection))
        dialects.copy_into(connection, str(path), store.key)
    return held


def _free_name(folder: Path, code: str, local: datetime) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise why_not(error, folder) from error
    for again in range(1, 1000):
        target = folder / copy_name(code, local, again)
        if not target.exists() and not beside(target, KEYS_ENDING).exists():
            return target
    raise Unavailable("file_not_usable", file=folder.name)


def _named(unfinished: Path, target: Path, keys: bytes) -> None:
    """Give a finished copy its name: on the disk first, the key file before the copy that needs it."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    replace_file(beside(target, KEYS_ENDING), keys)
    try:
        unfinished.rename(target)
    except OSError:
        beside(target, KEYS_ENDING).unlink(missing_ok=True)
        raise
    settle_folder(target.parent)


@contextmanager
def reading(path: Path, key: bytes) -> Iterator[Engine]:
    """The engine of a copy, which nobody writes to."""
    engine = dialects.embedded_engine(str(path), key, read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def asking(engine: Engine) -> Iterator[Session]:
    """Ask a copy, whatever its schema."""
    with translated(), engine.connect() as connection, Session(connection, autoflush=False) as session:
        yield session


def verified(path: Path, key: bytes) -> dict[str, int]:
    """Read a copy back with the key: every page whole, every reference met; gives its rows by table.

    A copy with its list enclosed must hold what the list says.
    """
    size, enclosed = split(path)
    if is_sealed(path):
        from shelter_admin.persistence.copies.dumping import counted

        rows = counted(path, size, enclosed, key)
    else:
        with reading(path, key) as engine, translated(), engine.connect() as connection:
            if not is_whole(connection, size):
                raise Damaged("copy_damaged")
            rows = schema.counts(connection)
    _compare(rows, enclosed, key)
    return rows


def _compare(rows: dict[str, int], enclosed: Enclosure | None, key: bytes) -> None:
    """Refuse a copy that holds something else than the list enclosed with it, or whose list is another hand's."""
    if enclosed is not None:
        enclosed.require_sealed(key)
        if dict(enclosed.rows) != rows:
            raise Damaged("copy_differs")


def unpacked(source: Path, key: bytes, target: Path) -> dict[str, int]:
    """Read a copy, of a file or of a server's store, into a new file to work in; gives what the copy holds.

    Raises Damaged where the copy is not whole; whether it holds what its list says is for the caller to compare.
    """
    size, enclosed = split(source)
    if is_sealed(source):
        from shelter_admin.persistence.copies.dumping import unpack

        return unpack(source, size, enclosed, key, target)
    target.touch(mode=0o600)
    with reading(source, key) as engine, translated(), engine.connect() as connection:
        if not is_whole(connection, size):
            raise Damaged("copy_damaged")
        dialects.copy_into(connection, str(target), key, mark=0)
        return schema.counts(connection)


def keys_of(path: Path) -> bytes | None:
    """The slots of a copy or store: those enclosed, else the key file beside it; None where there is neither."""
    enclosed = enclosed_keys(path)
    if enclosed is not None:
        return enclosed
    beside_it = beside(path, KEYS_ENDING)
    return beside_it.read_bytes() if beside_it.is_file() else None


def restore(source: Path, key: bytes, target: Path, progress: Progress) -> dict[str, int]:
    """Put a verified copy, with its key file, at a new place as a store to work in; never over anything.

    The store file gets its name last, so that a crash leaves no store rather than half of one.
    """
    keys, unfinished = beside(target, KEYS_ENDING), target.with_name(f".{target.name}.new")
    if target.exists():
        raise Unavailable("store_exists")
    if keys.exists():
        raise Unavailable("key_file_exists", file=keys.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        progress.step(0, _STEPS)
        before = unpacked(source, key, unfinished)
        _compare(before, split(source)[1], key)
        progress.step(2, _STEPS)
        rows = verified(unfinished, key)
        if rows != before:
            raise Damaged("copy_differs")
        enclosed = keys_of(source)
        if enclosed is None:
            raise Unavailable("key_file_missing", file=beside(source, KEYS_ENDING).name)
        _named(unfinished, target, enclosed)
        progress.step(_STEPS, _STEPS)
    except OSError as error:
        raise why_not(error, target) from error
    finally:
        unfinished.unlink(missing_ok=True)
        beside(unfinished, "-journal").unlink(missing_ok=True)
    return rows


def take_away(path: Path) -> None:
    """Remove a store just restored, with everything beside it: who restored it may not keep it."""
    for ending in ("", KEYS_ENDING, ".head", ".lock", ".tries", "-wal", "-shm"):
        beside(path, ending).unlink(missing_ok=True)


def copies_in(folder: Path, code: str) -> list[CopyLine]:
    """List the copies of this panti in a folder, the newest first; one that nothing opens is no copy."""
    return [line for line in any_copies_in(folder) if made_at(Path(line.path).name, code) is not None]


def any_copies_in(folder: Path) -> list[CopyLine]:
    """List the copies in a folder, whosever they are."""
    lines = []
    try:
        for path in folder.iterdir():
            moment = made_at(path.name)
            if moment is not None and keys_of(path) is not None:
                lines.append(CopyLine(str(path), moment, path.stat().st_size))
    except OSError:
        return []
    return sorted(lines, key=lambda line: (line.at, line.path), reverse=True)


def thin_out(folder: Path, code: str) -> int:
    """Remove the copies of this panti that need not be kept; gives how many went. Other files are left alone."""
    lines = copies_in(folder, code)
    kept, gone = to_keep(line.at for line in lines), 0
    for line in lines:
        if line.at not in kept:
            path = Path(line.path)
            try:
                path.unlink()
                beside(path, KEYS_ENDING).unlink(missing_ok=True)
            except OSError:
                continue
            gone += 1
    return gone


def folder_of(store_path: Path, chosen: str) -> Path:
    """The folder for copies: the one chosen, else one beside the store."""
    return Path(chosen).expanduser() if chosen.strip() else store_path.with_name(store_path.name + ".copies")
