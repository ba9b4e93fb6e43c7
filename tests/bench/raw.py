"""The least any program could do with the same rows: the bare driver on a twin of the store."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

Rows = Mapping[str, Sequence[tuple[Any, ...]]]


def connect(path: Path, key: bytes) -> Any:
    """Open an encrypted file as durable as the program does, and nothing more."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def tables_of(connection: Any) -> list[str]:
    """The plain tables of a store; those of the search index are kept by the index itself."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in found if not name.startswith("person_search")]


def marks(connection: Any) -> dict[str, int]:
    """Where each table ends now."""
    return {
        table: connection.execute(f'SELECT coalesce(max(rowid), 0) FROM "{table}"').fetchone()[0]
        for table in tables_of(connection)
    }


def written_since(connection: Any, before: Mapping[str, int]) -> dict[str, list[tuple[Any, ...]]]:
    """The very rows that were added since, by table."""
    found = {
        table: connection.execute(f'SELECT * FROM "{table}" WHERE rowid > ?', (before.get(table, 0),)).fetchall()
        for table in tables_of(connection)
    }
    return {table: rows for table, rows in found.items() if rows}


class Twin:
    """A copy of a store, same tables and indexes (search included), without the guards, written by the bare driver."""

    def __init__(self, store: Path, key: bytes, path: Path) -> None:
        """Copy a store that nobody is writing to."""
        for ending in ("", "-wal"):
            if store.with_name(store.name + ending).exists():
                shutil.copyfile(store.with_name(store.name + ending), path.with_name(path.name + ending))
        self.connection = connect(path, key)
        for (name,) in self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if not name.startswith("person_search"):
                self.connection.execute(f'DROP TRIGGER "{name}"')
        self._before = marks(self.connection)

    def insert(self, rows: Rows) -> None:
        """Write these rows, one statement per table, one durable commit."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, values in rows.items():
            holders = ", ".join("?" * len(values[0]))
            self.connection.executemany(f'INSERT INTO "{table}" VALUES ({holders})', values)
        self.connection.execute("COMMIT")

    def forget(self) -> None:
        """Take what was inserted out again, between two measurements."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, last in self._before.items():
            self.connection.execute(f'DELETE FROM "{table}" WHERE rowid > ?', (last,))
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        self.connection.close()
