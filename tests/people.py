"""Builders for tests: a store with its panti, a desk for any role, a clock that stands still until it is moved."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.settings import Settings, Zone
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import NewPanti, Opener
from shelter_admin.persistence import accounts
from shelter_admin.persistence.address import Place, ServerAddress, companions_of
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.server_store import create_on_server
from shelter_admin.persistence.slots import Profile
from shelter_admin.persistence.store import Store, create_store
from tests import server

FAST = Profile(memory_kib=8, rounds=1, lanes=1)
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)  # Saturday 21 November 2026, 12.00 WITA
PASSWORD = "kunci rahasia"
HEAD = "kepala"


@dataclass
class FixedClock:
    """A clock that shows what it was told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class StoreMade:
    """A new store, closed again, and how to come in."""

    place: Place
    recovery_code: str
    clock: FixedClock
    opener: Opener = field(repr=False)

    @property
    def path(self) -> Path:
        """The file of the store; on a server what its companions on this computer begin with."""
        return companions_of(self.place)

    def beside(self, ending: str) -> Path:
        """A file that lies beside the store on this computer."""
        return beside(self.path, ending)


def a_place(folder: Path, name: str = "panti.shelter") -> Place:
    """Where a test's store is: a file in its folder, or the database that stands for it on the server under test."""
    return server.DATABASES.at(folder / name) if server.ON_SERVER else folder / name


def place_of(store: Store) -> Place:
    """Where an open store is."""
    return store.server or store.path


def copied(place: Place, folder: Path) -> Place:
    """A copy of a store that nobody has open, with all that lies beside it, for one test; made once in a folder."""
    if isinstance(place, ServerAddress):
        return server.DATABASES.copied_once(place, folder / "copied")
    if not folder.exists():
        shutil.copytree(place.parent, folder)
    return folder / place.name


def an_opener(clock: FixedClock | None = None) -> Opener:
    """An opener with cheap passwords."""
    return Opener(clock or FixedClock(), profile=FAST)


def a_new_panti(**changed: object) -> NewPanti:
    values: dict[str, object] = {
        "name": "UPTD Panti Sosial Harapan Mulia",
        "code": "PSHM",
        "regency": "64.72",
        "zone": Zone.WITA,
        "user": HEAD,
        "full_name": "Dra. Ratna Wulandari",
        "settings": Settings(),
    }
    return NewPanti(**{**values, **changed})  # type: ignore[arg-type]


def a_store(tmp_path: Path, clock: FixedClock | None = None, name: str = "panti.shelter") -> StoreMade:
    """Make a store with its head (user ``kepala``) and close it."""
    clock = clock or FixedClock()
    made, recovery_code = _made_once(clock.now, name)
    if isinstance(made, ServerAddress):
        place: Place = server.DATABASES.copy(made, tmp_path / name)
    else:
        for path in made.parent.iterdir():
            shutil.copy2(path, tmp_path / path.name)
        place = tmp_path / name
    return StoreMade(place, recovery_code, clock, an_opener(clock))


@cache
def _made_once(now: datetime, name: str) -> tuple[Place, str]:
    """A store of this name made at this instant, once per run; every test works on a copy, other names are others."""
    folder = Path(mkdtemp(prefix="made-"))
    place = a_place(folder, name)
    made = an_opener(FixedClock(now)).create(place, a_new_panti(), PASSWORD)
    made.desk.close()
    if server.ON_SERVER:
        server.DATABASES.keep(folder / name)
    return place, made.recovery_code


def an_empty_store(folder: Path, key: bytes, now: datetime = NOON) -> Store:
    """A store with its tables and nobody in it, open to write; the caller closes it."""
    place = a_place(folder, "empty.shelter")
    if isinstance(place, ServerAddress):
        path = place.companions
        path.parent.mkdir(parents=True, exist_ok=True)
        keys, _key, _slot, _code = KeyFile.create(beside(path, KEYS_ENDING), HEAD, PASSWORD, profile=FAST)
        return create_on_server(place, keys, key)
    return create_store(place, key, HEAD, now)


def a_desk(tmp_path: Path, *roles: Role, clock: FixedClock | None = None) -> Desk:
    """A desk at a new store: the head's, or that of an account with these roles. The caller closes it."""
    store = a_store(tmp_path, clock)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    return as_role(desk, *roles) if roles else desk


def as_role(desk: Desk, *roles: Role) -> Desk:
    """Another desk at the same open store, for an account with these roles (made without a key slot)."""
    user = "-".join(role.value.replace("_", "-") for role in roles)
    with desk.store.asking() as session:
        known = accounts.account_row(session, user)
    if known is not None:
        return Desk(desk.store, known.id, desk._clock)
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "AddAccount")
    with desk.store.acting(stamp) as session:
        account_id = accounts.add_account(session, user, "", roles, f"no-slot-{user}")
    return Desk(desk.store, account_id, desk._clock)
