"""The key file of a store on a server: kept there for all computers, and on each of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.dialects import server, server_schema
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.durable import beside, replace_file, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.queue_keys import keep_former
from shelter_admin.persistence.slots import Profile


def change_key(address: ServerAddress, engine: Engine, store_id: str, fresh: bytes) -> Engine:
    """Let the application's role come in with another key from now on; gives the engine that does."""
    with engine.begin() as connection:
        server_schema.change_password(connection, store_id, fresh)
    engine.dispose()
    return server.server_engine(address, server.role_of(store_id), server.password_of(fresh))


def send_others_away(engine: Engine) -> None:
    """End the other connections of the application's role here, between two acts."""
    engine.dispose()
    with translated(), engine.begin() as connection:
        server.wait_for_acts(connection)
        server_schema.end_other_sessions(connection)


def shared_key_file(engine: Callable[[], Engine], path: Path, profile: Profile) -> KeyFile:
    """The newest key file of a store on a server; what is changed in it is kept there first, then here.

    ``engine`` gives the one in use: while the store's key is being changed the former one is let in no longer.
    """
    with translated(), engine().connect() as connection:
        content, turn = server_schema.newest_key_file(connection)
    if path.exists() and path.read_bytes() != content:
        keep_former(path.with_name(path.name.removesuffix(KEYS_ENDING)))
    _keep_here(path, content)
    file = KeyFile.load(path, profile=profile)
    _keep_there_first(engine, file, turn)
    return file


def share(engine: Engine, file: KeyFile) -> None:
    """The same for a key file that is open already; raises Unavailable ``store_busy`` where the server's is another."""
    with translated(), engine.connect() as connection:
        content, turn = server_schema.newest_key_file(connection)
    if content != file.path.read_bytes():
        raise Unavailable("store_busy")
    _keep_there_first(lambda: engine, file, turn)


def _keep_there_first(engine: Callable[[], Engine], file: KeyFile, turn: int) -> None:
    def keep(changed: bytes) -> None:
        nonlocal turn
        with translated(), engine().connect() as connection:
            server_schema.keep_key_file(connection, changed, turn)
            connection.commit()
        turn += 1

    file.kept_first = keep


def fetch_key_file(address: ServerAddress, profile: Profile) -> KeyFile:
    """The key file of this computer, brought up to date from the server before a password is tried.

    Where the server cannot be asked the one here is used; it then fails in its own words when the store is opened.
    Raises Unavailable ``not_connected_yet`` where this computer has none.
    """
    path = beside(address.companions, KEYS_ENDING)
    if not path.exists():
        raise Unavailable("not_connected_yet", to=str(address))
    here = KeyFile.load(path, profile=profile)
    with suppress(Failure):
        newest = _ask_at_the_door(address, here.store_id)
        if newest != path.read_bytes() and _is_of(newest, here.store_id, path, profile):
            keep_former(address.companions)
            _keep_here(path, newest)
            return KeyFile.load(path, profile=profile)
    return here


def _ask_at_the_door(address: ServerAddress, store_id: str) -> bytes:
    engine = server.server_engine(address, server.door_of(store_id), server.door_password(store_id))
    try:
        with translated(), engine.connect() as connection:
            return server_schema.newest_key_file(connection)[0]
    finally:
        engine.dispose()


def _is_of(content: bytes, store_id: str, path: Path, profile: Profile) -> bool:
    """Say whether this is a whole key file of this very store."""
    tried = path.with_name(path.name + ".fetched")
    try:
        replace_file(tried, content, lasting=False)
        return KeyFile.load(tried, profile=profile).store_id == store_id
    except Failure:
        return False
    finally:
        tried.unlink(missing_ok=True)


def _keep_here(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            replace_file(path, content)
    except OSError as error:
        raise why_not(error, path) from error
