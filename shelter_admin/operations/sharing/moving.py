"""The store moved to a server and back.

A move writes down in the log where the store went, as its last entry there; from then on nothing more is written at
the old place, which stays readable. All of it holds or nothing: until both sides were compared the old place goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.sharing.connecting import CERTIFICATE_ENDING, keep_certificate, place_keys, try_server
from shelter_admin.persistence.address import Place, ServerAddress, named
from shelter_admin.persistence.audit import ARRIVED
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.copies.comparing import KINDS
from shelter_admin.persistence.durable import beside, replace_file
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.making import move_into_place, require_free, take_companions, take_made, workshop
from shelter_admin.persistence.store import Store, open_store, record

_READ_ONLY: Final = 0o400

ACTS: Final = {
    "MoveToServer": N_("move the store to a server"),
    "MoveToFile": N_("move the store back into a file"),
    ARRIVED: N_("take over a store that was moved"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A store at its new place with the same person signed in, and the rows of every table, compared."""

    desk: Desk
    place: Place
    tables: dict[str, int]

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.tables.values())

    @property
    def held(self) -> dict[str, int]:
        """How many there are of each kind that staff know by name, and of all the others."""
        named_kinds = {kind: self.tables[table] for kind, table in KINDS.items()}
        return named_kinds | {"others": self.rows - sum(named_kinds.values())}


def move_to_server(desk: Desk, address: ServerAddress, progress: Progress = UNWATCHED) -> Moved:
    """Move the store in a file to an empty database and go on there; the file stays, to be read only.

    ``address`` names the owner, whose password is kept nowhere. A failure leaves the store as it was and open, and
    nothing on the server. Raises Refused, Unavailable, Damaged ``move_differs`` or Cancelled.
    """
    from shelter_admin.persistence import server_store
    from shelter_admin.persistence.moving import Arrival, to_server

    desk.staff.require(Right.MANAGE_ACCOUNTS, desk.today)
    old = desk.store
    if old.server is not None:
        raise Refused("already_on_server")
    _require_movable(old)
    try_server(address)
    leaving, made, arrival = _stamp(desk, "MoveToServer"), None, Arrival(_stamp(desk, ARRIVED), named(old.path))
    with _companions(old, address) as keys:
        try:
            with old.acting(leaving) as session:
                record(session, leaving, {"to": str(address)}, ())
                made, sums = to_server(session.connection(), address, keys, old.key, arrival, progress)
        except BaseException as error:
            if made is not None:
                made.close()
            if getattr(error, "code", "") not in server_store.NOTHING_MADE:
                with suppress(Unavailable):
                    server_store.drop(address, keys.store_id)
            raise
    made.server, made.profile = replace(address, owner="", owner_password="", authority=""), old.profile
    made.watched = old.watched
    old.close()
    with suppress(OSError):
        old.path.chmod(_READ_ONLY)
    return Moved(desk.at(made), made.server, {name: one.rows for name, one in sums.items()})


def move_to_file(desk: Desk, path: Path, progress: Progress = UNWATCHED) -> Moved:
    """Move the store on a server into a new file and go on there; what is on the server can then only be read.

    A failure leaves the server's store as it was and open, and no file. Raises as ``move_to_server``.
    """
    from shelter_admin.persistence.moving import Arrival, to_file

    desk.staff.require(Right.MANAGE_ACCOUNTS, desk.today)
    old, path = desk.store, path.absolute()
    if old.server is None:
        raise Refused("not_on_server")
    _require_movable(old)
    require_free(path)
    leaving, in_place, arrival = _stamp(desk, "MoveToFile"), False, Arrival(_stamp(desk, ARRIVED), str(old.server))
    try:
        with old.acting(leaving) as session, workshop(path) as making:
            record(session, leaving, {"to": path.name}, ())
            sums = to_file(session.connection(), making, old.key, desk.staff.user, arrival, progress)
            replace_file(beside(making, KEYS_ENDING), old.keys().path.read_bytes())
            move_into_place(making, path)
            in_place = True
    except BaseException as error:
        if in_place and getattr(error, "code", "") != "server_away_unsure":
            take_made(path)
        raise
    old.close()
    store = open_store(path, old.key, desk.staff.user, desk.now)
    store.profile, store.watched = old.profile, old.watched
    return Moved(desk.at(store), path, {name: one.rows for name, one in sums.items()})


def _require_movable(store: Store) -> None:
    if not store.writable:
        raise Unavailable("opened_read_only")


def _stamp(desk: Desk, act: str) -> Stamp:
    return Stamp(desk.panti.id, desk.staff.account_id, desk.now, act)


@contextmanager
def _companions(store: Store, address: ServerAddress) -> Iterator[KeyFile]:
    """Key file and certificate beside the server's store on this computer; gone again after a failure."""
    keys = store.keys()
    place_keys(address, keys.store_id, keys.path.read_bytes())
    try:
        keep_certificate(address)
        yield KeyFile.load(beside(address.companions, KEYS_ENDING))
    except BaseException:
        take_companions(address.companions)
        beside(address.companions, CERTIFICATE_ENDING).unlink(missing_ok=True)
        raise
