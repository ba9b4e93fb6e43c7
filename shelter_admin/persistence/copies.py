"""Copies: an encrypted file beside its key file, read back and counted before it gets its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from shelter_admin.domain.copies import CopyLine, CopyMade, copy_name, made_at, to_keep
from shelter_admin.domain.errors import Damaged, Unavailable
from shelter_admin.domain.progress import Progress
from shelter_admin.persistence import dialects, schema
from shelter_admin.persistence.durable import beside, replace_file, settle_folder, why_not
from shelter_admin.persistence.faults import translated
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
        with translated(), store.engine.connect() as connection:
            progress.step(0, _STEPS)
            expected = schema.counts(connection)
            unfinished.touch(mode=0o600)
            dialects.copy_into(connection, str(unfinished), store.key)
        progress.step(1, _STEPS)
        rows = verified(unfinished, store.key)
        if rows != expected:
            raise Damaged("copy_differs")
        progress.step(2, _STEPS)
        _named(unfinished, target, beside(store.path, KEYS_ENDING))
        progress.step(_STEPS, _STEPS)
    except OSError as error:
        raise why_not(error, target) from error
    finally:
        for left in (unfinished, beside(unfinished, "-journal"), beside(unfinished, "-wal")):
            left.unlink(missing_ok=True)
    return CopyMade(str(target), target.stat().st_size, rows)


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


def _named(unfinished: Path, target: Path, keys: Path) -> None:
    """Give a finished copy its name: on the disk first, the key file before the copy that needs it."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    replace_file(beside(target, KEYS_ENDING), keys.read_bytes())
    try:
        unfinished.rename(target)
    except OSError:
        beside(target, KEYS_ENDING).unlink(missing_ok=True)
        raise
    settle_folder(target.parent)


@contextmanager
def _reading(path: Path, key: bytes) -> Iterator[Engine]:
    engine = dialects.embedded_engine(str(path), key, read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


def verified(path: Path, key: bytes) -> dict[str, int]:
    """Read a copy back with the key: every page whole, every reference met; gives its rows by table."""
    with _reading(path, key) as engine, translated(), engine.connect() as connection:
        if dialects.integrity_faults(connection):
            raise Damaged("copy_damaged")
        return schema.counts(connection)


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
        before = verified(source, key)
        unfinished.touch(mode=0o600)
        with _reading(source, key) as engine, translated(), engine.connect() as connection:
            dialects.copy_into(connection, str(unfinished), key, mark=0)
        progress.step(2, _STEPS)
        rows = verified(unfinished, key)
        if rows != before:
            raise Damaged("copy_differs")
        _named(unfinished, target, beside(source, KEYS_ENDING))
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
    """List the copies of this panti in a folder, the newest first; one without its key file is no copy."""
    lines = []
    try:
        for path in folder.iterdir():
            moment = made_at(path.name, code)
            if moment is not None and beside(path, KEYS_ENDING).exists():
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
                beside(path, KEYS_ENDING).unlink()
            except OSError:
                continue
            gone += 1
    return gone


def folder_of(store_path: Path, chosen: str) -> Path:
    """The folder for copies: the one chosen, else one beside the store."""
    return Path(chosen).expanduser() if chosen.strip() else store_path.with_name(store_path.name + ".copies")
