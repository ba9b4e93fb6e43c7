"""The server that the tests run on, when ``SHELTER_TEST_SERVER`` names one: every store is a database of its own.

``make test`` starts it (``installer/postgres.py run``). Copying a database takes a hundred times as long as copying
a small file: so the copy that a test is through with gets its first rows back and serves the next one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from installer.postgres import NAMED_BY
from shelter_admin.persistence.address import ServerAddress, read_address

NAMED = os.environ.get(NAMED_BY, "")
ON_SERVER = bool(NAMED)
Connection = psycopg.Connection[tuple[object, ...]]


@cache
def owned() -> ServerAddress:
    """The server, as its owner reaches it."""
    return read_address(NAMED)


@dataclass(frozen=True)
class Rows:
    """What a store held when it was made: its tables, the rows of those that had any, and its roles' passwords."""

    tables: tuple[str, ...]
    rows: dict[str, bytes]
    roles: dict[str, str]

    @classmethod
    def of(cls, address: ServerAddress) -> Rows:
        with as_owner(address) as connection:
            found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'shelter'").fetchall()
            tables = tuple(str(name) for (name,) in found)
            rows = {name: content for name in tables if (content := _copied_out(connection, name))}
            passwords = connection.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'shelter_%'")
            return cls(tables, rows, {str(name): str(password) for name, password in passwords})

    def put_back(self, address: ServerAddress) -> None:
        """Make a copy of that store what it was, whoever has it open."""
        with as_owner(address) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET session_replication_role = replica")  # past guards and references
            connection.execute(sql.SQL(";").join(sql.SQL("DELETE FROM {}").format(_name(name)) for name in self.tables))
            for name, content in self.rows.items():
                with (
                    connection.cursor() as cursor,
                    cursor.copy(sql.SQL("COPY {} FROM STDIN").format(_name(name))) as copy,
                ):
                    copy.write(content)
            self.let_in(connection)

    def let_in(self, connection: Connection) -> None:
        """Give the roles their first passwords again; all copies of a store share them."""
        for name, password in self.roles.items():
            shape = sql.SQL("ALTER ROLE {} PASSWORD {}").format(_name(name), sql.Literal(password))
            connection.execute(shape)


class Databases:
    """What was made on the server, and for which file it stands."""

    def __init__(self) -> None:
        self._at: dict[Path, ServerAddress] = {}
        self._source: dict[str, str] = {}
        self._first: dict[str, Rows] = {}
        self._spare: dict[str, list[ServerAddress]] = {}

    def known(self) -> set[Path]:
        """The files that databases stand for by now."""
        return set(self._at)

    def at(self, path: Path) -> ServerAddress:
        """The database that stands for this file; made, empty, when it is first asked for."""
        if path not in self._at:
            self._at[path] = self._make("template1", _digest(path))
        return self._at[path]

    def copy(self, source: ServerAddress, path: Path) -> ServerAddress:
        """A copy of a store that nobody has open, to stand for this file, with what lies beside it."""
        if source.database not in self._first:
            self._first[source.database] = Rows.of(source)
        spare = self._spare.setdefault(source.database, [])
        if path in self._at:
            self._drop(self._at[path])
        made = spare.pop() if spare else self._make(source.database, f"{source.database}_{len(self._source)}")
        self._source[made.database] = source.database
        self._at[path] = made
        for begun, beside in _beside(source):
            shutil.copy2(beside, made.companions.with_name(made.companions.name + begun))
        return made

    def copied_once(self, source: ServerAddress, path: Path) -> ServerAddress:
        """The same, but what stands for this file already stays as it is."""
        return self._at[path] if path in self._at else self.copy(source, path)

    def keep(self, path: Path) -> None:
        """Let the database of this file outlive the test that made it; the server itself goes at the end."""
        del self._at[path]

    def forget(self, path: Path) -> None:
        """Take away what stands for this file."""
        address = self._at.pop(path)
        for _ending, beside in _beside(address):
            with suppress(FileNotFoundError):
                shutil.rmtree(beside) if beside.is_dir() else beside.unlink()
        source = self._source.get(address.database)
        if source is None:
            self._drop(address)
        else:
            self._first[source].put_back(address)
            self._spare[source].append(address)

    def spoil(self, address: ServerAddress) -> None:
        """Say that a test changes more of this database than rows: nobody gets it after it."""
        self._source.pop(address.database, None)

    def _make(self, source: str, name: str) -> ServerAddress:
        _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY')
        return replace(owned(), database=name)

    @staticmethod
    def _drop(address: ServerAddress) -> None:
        _as_owner(f'DROP DATABASE IF EXISTS "{address.database}" WITH (FORCE)')


DATABASES = Databases()


def written(address: ServerAddress) -> str:
    """The address with its owner and password, as whoever makes a store types it."""
    return str(address).replace("postgresql://", f"postgresql://{owned().owner}:{owned().owner_password}@")


def as_owner(address: ServerAddress) -> Connection:
    """A raw connection of the owner of a store, for what the program itself never does."""
    return psycopg.connect(
        host=address.host,
        port=address.port,
        dbname=address.database,
        user=owned().owner,
        password=owned().owner_password,
        options="-c search_path=shelter,public",
    )


@contextmanager
def below_the_rules(address: ServerAddress) -> Iterator[Connection]:
    """A connection of the owner for whom triggers, references, conditions and exclusions are switched off."""
    DATABASES.spoil(address)
    with as_owner(address) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("ALTER TABLE person ENABLE ALWAYS TRIGGER person_search_kept")
        rules = connection.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE connamespace = 'shelter'::regnamespace AND contype IN ('c', 'f', 'u', 'x')"
        )
        for table, rule in rules.fetchall():
            shape = sql.SQL("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {} CASCADE")
            connection.execute(shape.format(_name(str(table)), _name(str(rule))))
        yield connection


def _copied_out(connection: Connection, table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} TO STDOUT").format(_name(table))) as copy:
        return b"".join(bytes(part) for part in copy)


def _name(name: str) -> sql.Identifier:
    return sql.Identifier(name)


@cache
def _connection() -> Connection:
    return psycopg.connect(NAMED, autocommit=True)


def leave() -> None:
    """Close the connection that databases are made through."""
    if ON_SERVER:
        _connection().close()
        _connection.cache_clear()


def _as_owner(statement: str) -> None:
    _connection().execute(statement.encode())


def _beside(address: ServerAddress) -> list[tuple[str, Path]]:
    """What lies beside a store on this computer: how its name goes on, and where it is."""
    begins = address.companions
    return [(path.name.removeprefix(begins.name), path) for path in begins.parent.glob(f"{begins.name}.*")]


def _digest(path: Path) -> str:
    return "t" + hashlib.sha256(str(path).encode()).hexdigest()[:16]
