"""The server that the tests run on, when ``SHELTER_TEST_SERVER`` names one: every store is a database of its own.

``make test`` starts it (``installer/postgres.py run``). Databases of a test are dropped after it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import psycopg

from installer.postgres import NAMED_BY
from shelter_admin.persistence.address import ServerAddress, read_address

NAMED = os.environ.get(NAMED_BY, "")
ON_SERVER = bool(NAMED)


@cache
def owned() -> ServerAddress:
    """The server, as its owner reaches it."""
    return read_address(NAMED)


class Databases:
    """What was made on the server, newest last."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def empty(self, folder: Path, name: str) -> ServerAddress:
        """The database that stands for this file; made when it is first asked for."""
        address = _address_of(folder, name)
        if address.database not in self.made:
            self._make(address, "template1")
        return address

    def clone(self, source: ServerAddress, folder: Path, name: str) -> ServerAddress:
        """A copy of a database that nobody has open, with what lies beside it on this computer."""
        address = _address_of(folder, name)
        self._make(address, source.database)
        begins = source.companions.name
        for path in source.companions.parent.glob(f"{begins}.*"):
            with suppress(FileNotFoundError):
                shutil.copy2(path, path.with_name(address.companions.name + path.name.removeprefix(begins)))
        return address

    def drop_after(self, kept: int) -> None:
        """Drop all but the oldest ``kept``."""
        while len(self.made) > kept:
            _as_owner(f'DROP DATABASE IF EXISTS "{self.made.pop()}" WITH (FORCE)')

    def _make(self, address: ServerAddress, source: str) -> None:
        _as_owner(f'CREATE DATABASE "{address.database}" TEMPLATE "{source}" STRATEGY FILE_COPY')
        self.made.append(address.database)


DATABASES = Databases()


def as_owner(address: ServerAddress) -> psycopg.Connection[tuple[object, ...]]:
    """A raw connection of the owner of a store, for what the program itself never does."""
    return psycopg.connect(
        host=address.host,
        port=address.port,
        dbname=address.database,
        user=owned().owner,
        password=owned().owner_password,
        options="-c search_path=shelter,public",
    )


@cache
def _connection() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(NAMED, autocommit=True)


def _as_owner(statement: str) -> None:
    _connection().execute(statement.encode())


def _address_of(folder: Path, name: str) -> ServerAddress:
    digest = hashlib.sha256(str(folder / name).encode()).hexdigest()[:16]
    return replace(owned(), database=f"t{digest}")
