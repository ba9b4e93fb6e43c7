"""A store on a server: made by its owner, opened by the application's role, its key file shared by all computers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from shelter_admin.domain.errors import Damaged, Unavailable
from shelter_admin.persistence import audit, dialects, schema
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.dialects import server, server_schema
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.store import Store
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING
from shelter_admin.persistence.witness import Witness

NOTHING_MADE: Final = (
    "server_away", "server_refuses", "server_not_trusted", "server_database_missing", "server_full",
    "server_not_empty", "server_too_old", "server_no_roles", "server_not_utf8", "server_no_extensions",
    "server_not_owner", "owner_refused", "owner_missing",
)  # fmt: skip
"""Refusals of ``create_on_server`` that come before anything is made."""

Fill = Callable[[Connection], None]


def create_on_server(address: ServerAddress, keys: KeyFile, key: bytes, fill: Fill | None = None) -> Store:
    """Make roles, tables, guards and rights in an empty database, all or nothing, and open it as the application.

    ``address`` names the owner. ``fill`` writes rows as the owner in the same transaction. Raises Unavailable
    (``server_not_empty``, ``server_too_old``, ``server_no_roles``, ``server_not_utf8``, ``server_away``, …).
    """
    with as_owner(address) as connection:
        server_schema.begin(connection)
        schema.create(connection)
        server_schema.let_in(connection, keys.store_id, key, keys.path.read_bytes())
        if fill is not None:
            fill(connection)
        connection.commit()
    return open_on_server(address, keys.store_id, key)


def bring_up_to_date(address: ServerAddress) -> dict[str, int]:
    """Walk an older schema to this program's as the owner, in one transaction; gives the rows by table.

    ``address`` names the owner. Everybody else waits meanwhile; what is up to date is left alone. Raises Unavailable as
    ``create_on_server`` and ``schema_newer``, Damaged (``not_a_store``, ``migration_lost_rows``).
    """
    with as_owner(address) as connection:
        found = dialects.schema_number(connection)
        if found == 0 or found > schema.SCHEMA:
            _refuse(found)
        dialects.give_time(connection)
        server.wait_for_acts(connection)
        _walk_as_owner(connection, found)
        content, _turn = server_schema.newest_key_file(connection)
        server_schema.let_in_again(connection, str(json.loads(content)["store"]))
        rows = schema.counts(connection)
        connection.commit()
        return rows


def _walk_as_owner(connection: Connection, found: int) -> None:
    try:
        schema.walk_whole(connection, found)
    except DBAPIError as error:
        # Who may read the store but not make tables in it is told so; elsewhere the same words mean another's store.
        if server.is_not_allowed(error):
            raise Unavailable("server_not_owner") from error
        raise


@contextmanager
def as_owner(address: ServerAddress) -> Iterator[Connection]:
    """A connection of whoever owns the database, in one transaction, rolled back unless it is committed."""
    engine = server.server_engine(address, address.owner, address.owner_password)
    try:
        with translated(), engine.connect() as connection:
            yield connection
    except Unavailable as failure:
        if failure.code == "server_refuses":  # an owner comes with a password, not with a key file
            raise Unavailable("owner_refused" if address.owner else "owner_missing") from failure
        raise
    finally:
        engine.dispose()


def drop(address: ServerAddress, store_id: str) -> None:
    """Take everything away again that ``create_on_server`` made; for who could not finish what came after it.

    Another store that was made there meanwhile stays.
    """
    with as_owner(address) as connection:
        server_schema.take_away(connection, store_id, whole=_is_of(connection, store_id))
        connection.commit()


def _is_of(connection: Connection, store_id: str) -> bool:
    """Say whether what stands in this database was made for this store: its key file lies there."""
    if not dialects.schema_number(connection):
        return False
    content, _turn = server_schema.newest_key_file(connection)
    return bool(json.loads(content)["store"] == store_id)


def open_on_server(address: ServerAddress, store_id: str, key: bytes, *, writable: bool = True) -> Store:
    """Open a store with the key that its key file gave.

    Raises Unavailable (``server_away``, ``server_refuses`` for another key, ``server_not_trusted``,
    ``server_database_missing``, ``schema_newer``, ``server_schema_older``) or Damaged ``not_a_store``.
    """
    engine = server.server_engine(address, server.role_of(store_id), server.password_of(key))
    path = address.companions
    store = Store(path, key, engine, Witness(beside(path, WITNESS_ENDING), key), server=address, looking=not writable)
    try:
        with translated(), engine.connect() as connection:
            found = dialects.schema_number(connection)
            if found == schema.SCHEMA:
                if writable:
                    audit.require_not_moved(connection)
                store.tail_lost = not audit.tail_is_whole(connection, store.witness.read())
        _refuse(found)
    except BaseException:
        store.close()
        raise
    return store


def _refuse(found: int) -> None:
    if found == 0:
        raise Damaged("not_a_store")
    if found > schema.SCHEMA:
        raise Unavailable("schema_newer", found=found, known=schema.SCHEMA)
    if found < schema.SCHEMA:
        raise Unavailable("server_schema_older", found=found, known=schema.SCHEMA)
