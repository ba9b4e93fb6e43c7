"""A copy opened as a store to try things in: in a private folder that is gone afterwards, whatever happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence import audit
from shelter_admin.persistence.audit import Link
from shelter_admin.persistence.copies.enclosure import Enclosure, split
from shelter_admin.persistence.copies.making import asking, reading, unpacked
from shelter_admin.persistence.durable import why_not
from shelter_admin.persistence.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Scratch:
    """The scratch store, brought up to date; what the copy itself held, and the list enclosed with it."""

    store: Store
    rows: dict[str, int]
    newest: Link
    enclosed: Enclosure | None


@contextmanager
def scratch(source: Path, key: bytes, who: str, now: datetime) -> Iterator[Scratch]:
    """Open a copy as a scratch store; raises Damaged where it cannot be read whole, Unavailable without room."""
    try:
        folder = TemporaryDirectory(prefix="shelter-", ignore_cleanup_errors=True)
    except OSError as error:
        raise why_not(error, Path(source.name)) from error
    with folder as name:
        path = Path(name) / "scratch.shelter"
        rows, newest, enclosed = _unpacked(source, key, path)
        store = open_store(path, key, who, now)
        try:
            if enclosed is not None:
                store.witness.write(newest.no, bytes.fromhex(newest.hash))
            yield Scratch(store, rows, newest, enclosed)
        finally:
            store.close()


def _unpacked(source: Path, key: bytes, path: Path) -> tuple[dict[str, int], Link, Enclosure | None]:
    if not source.is_file():
        raise Unavailable("store_missing", file=source.name)
    enclosed = split(source)[1]
    if enclosed is not None:
        enclosed.require_sealed(key)
    rows = unpacked(source, key, path)
    with reading(path, key) as engine, asking(engine) as session:
        return rows, audit.newest(session), enclosed
