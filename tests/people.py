"""Builders for tests: a store with its panti, a desk for any role, a clock that stands still until it is moved."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.settings import Settings, Zone
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import NewPanti, Opener
from shelter_admin.persistence import accounts
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.slots import Profile

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

    path: Path
    recovery_code: str
    clock: FixedClock
    opener: Opener = field(repr=False)


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
    folder, recovery_code = _made_once(clock.now, name)
    for made in Path(folder.name).iterdir():
        shutil.copy2(made, tmp_path / made.name)
    return StoreMade(tmp_path / name, recovery_code, clock, an_opener(clock))


@cache
def _made_once(now: datetime, name: str) -> tuple[TemporaryDirectory[str], str]:
    """A store of this name made at this instant, once per run; every test works on a copy, other names are others."""
    folder = TemporaryDirectory(prefix="made-")
    made = an_opener(FixedClock(now)).create(Path(folder.name) / name, a_new_panti(), PASSWORD)
    made.desk.close()
    return folder, made.recovery_code


def a_desk(tmp_path: Path, *roles: Role, clock: FixedClock | None = None) -> Desk:
    """A desk at a new store: the head's, or that of an account with these roles. The caller closes it."""
    store = a_store(tmp_path, clock)
    desk = store.opener.unlock(store.path, HEAD, PASSWORD)
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
