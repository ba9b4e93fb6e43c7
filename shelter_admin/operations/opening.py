"""Coming in: create a store, unlock it, look into one or into a copy, switch users, come back with the recovery code.

Order keeps a crash harmless: a new store is made in a folder of its own and moved into place whole, the store file
last; a password's slot is in the key file before the account's row names it, and slots no row names are cleared here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain.accounts import Role, require_password, require_user
from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.domain.regions import Region
from shelter_admin.domain.settings import Letterhead, Panti, Settings, Zone, require_panti, require_sound
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Clock, Desk
from shelter_admin.persistence import accounts
from shelter_admin.persistence.address import Place, ServerAddress, companions_of
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.copies.enclosure import enclosed_keys
from shelter_admin.persistence.copies.making import take_away
from shelter_admin.persistence.copies.swapping import settle
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile, Unlocked
from shelter_admin.persistence.making import (
    make_folder,
    move_into_place,
    require_free,
    take_companions,
    take_made,
    workshop,
)
from shelter_admin.persistence.panti import add_panti, the_panti
from shelter_admin.persistence.queue_keys import carry_over
from shelter_admin.persistence.slots import STANDARD, Profile
from shelter_admin.persistence.store import Store, create_store, open_store, record
from shelter_admin.persistence.training.holidays import fill_ahead
from shelter_admin.persistence.tries import ENDING as TRIES_ENDING
from shelter_admin.persistence.tries import Tries

Wait = Callable[[float], None]
_ANOTHER_KEY: Final = ("not_a_store", "server_refuses")  # what a store says to a key that is not its own


ACTS: Final = {
    "CreatePanti": N_("create the store"),
    "SignIn": N_("sign in"),
    "RegainAccess": N_("set a password with the recovery code"),
}


def regions_like(typed: str, limit: int = 12) -> tuple[Region, ...]:
    """Regencies and cities for type-ahead before there is a Desk, by name or code."""
    from shelter_admin.spreadsheets.reference import regions

    return tuple(regions().search(typed, limit))


@dataclass(frozen=True, slots=True)
class NewPanti:
    """What the first start asks. ``user`` becomes the first account, the head of the shelter."""

    name: str
    code: str
    regency: str
    zone: Zone
    user: str
    full_name: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Created:
    """A new store with its head signed in, and the recovery code, which is shown this once."""

    desk: Desk
    recovery_code: str = field(repr=False)


class Opener:
    """Everything that happens before there is a Desk.

    ``profile`` is what a password costs; only tests change it. ``in_zone`` gives the clock to use once the panti's
    zone is known, for a clock that shows the panti's own time.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        profile: Profile = STANDARD,
        in_zone: Callable[[Zone], Clock] | None = None,
        watched: bool = False,
    ) -> None:
        self._clock = clock
        self._profile = profile
        self._in_zone = in_zone
        self._watched = watched

    @property
    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._clock()

    def create(self, place: Place, new: NewPanti, password: str) -> Created:
        """Make a store with its key file and sign its head in; a failure leaves nothing behind.

        On a server the address names who owns the empty database. Raises Refused beside the field, or Unavailable
        (``store_exists``, ``key_file_exists``, ``connection_of_another``, ``server_not_empty``, …).
        """
        require_panti(new.name, new.code, new.regency)
        require_sound(new.settings)
        require_user(new.user)
        require_password(password)
        self._take_zone(new.zone)
        if isinstance(place, ServerAddress):
            return self._create_on_server(place, new, password)
        path = place.absolute()
        require_free(path)
        with workshop(path) as making:
            code = _make(making, new, password, self._clock(), self._profile)
            move_into_place(making, path)
        try:
            return Created(self.unlock(path, new.user, password), code)
        except BaseException:
            take_made(path)
            raise

    def _create_on_server(self, address: ServerAddress, new: NewPanti, password: str) -> Created:
        from shelter_admin.persistence import server_store

        path = address.companions
        if beside(path, KEYS_ENDING).exists():
            raise Unavailable("connection_of_another", to=str(address))
        make_folder(path)
        user = require_user(new.user)
        keys, key, slot_id, code = KeyFile.create(beside(path, KEYS_ENDING), user, password, profile=self._profile)
        try:
            with _closing(server_store.create_on_server(address, keys, key)) as store:
                _fill(store, new, slot_id, self._clock())
            return Created(self.unlock(address, new.user, password), code)
        except BaseException as error:
            if not isinstance(error, Unavailable) or error.code not in server_store.NOTHING_MADE:
                server_store.drop(address, keys.store_id)
            take_companions(path)
            raise

    def unlock(self, place: Place, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Sign in to write. Wrong passwords slow the next try down: ``wait`` sits it out, without it it is refused.

        Raises Refused (``wrong_password``, ``wait_first``, ``account_disabled``), Unavailable (``store_in_use`` with
        ``who`` and ``since``, ``schema_newer``, …) or Damaged.
        """
        return self._enter(place, user, password, wait, writable=True)

    def look_into(self, place: Place, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Sign in to read only: beside the program that writes, or a copy. Nothing is saved, nothing audited."""
        return self._enter(place, user, password, wait, writable=False)

    def open_copy(self, path: Path, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Open a copy to read it; raises Refused ``not_a_copy`` for a store that is in use as one."""
        desk = self.look_into(path, user, password, wait=wait)
        if not desk.store.is_copy:
            desk.close()
            raise Refused("not_a_copy")
        return desk

    def key_of(self, path: Path, user: str, password: str, *, wait: Wait | None = None) -> bytes:
        """The key that a password gives, without opening the store: for putting a copy of an older schema back."""
        keys = self._key_file(path)
        unlocked, _wrong = self._past_the_door(keys, path, user, password, wait)
        return unlocked.key

    def switch(self, desk: Desk, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Let somebody sit down at the store that is open; while its server is away only who sat there last."""
        store, here = desk.store, False
        try:
            keys = store.keys()
        except Unavailable as failure:
            if failure.code != "server_away" or user.strip().casefold() != desk.staff.user.casefold():
                raise
            keys, here = KeyFile.load(beside(store.path, KEYS_ENDING), profile=self._profile), True
        unlocked, wrong = self._past_the_door(keys, store.path, user, password, wait)
        if store.key not in (unlocked.key, unlocked.next_key):
            raise Damaged("key_file_of_another_store")
        if here:
            Tries(beside(store.path, TRIES_ENDING)).succeeded(user)
            return desk
        return self._seated(store, keys, unlocked, user, password, wrong)

    def unlock_with_recovery(self, place: Place, code: str, user: str, new_password: str) -> Desk:
        """Sign in with the code of the recovery sheet and give that account a new password; the code stays good."""
        require_password(new_password)
        keys = self._key_file(place)
        unlocked = keys.unlock_with_recovery(code)
        store = self._opened(place, keys, unlocked, user, writable=True)
        with _closed_on_failure(store):
            return self._regained(store, user, new_password)

    def _enter(self, place: Place, user: str, password: str, wait: Wait | None, *, writable: bool) -> Desk:
        keys = self._key_file(place)
        unlocked, wrong = self._past_the_door(keys, companions_of(place).absolute(), user, password, wait)
        store = self._opened(place, keys, unlocked, user, writable=writable)
        carry_over(store.path, store.key, user, password, self._profile)
        with _closed_on_failure(store):
            return self._seated(store, keys, unlocked, user, password, wrong)

    def _key_file(self, place: Place) -> KeyFile:
        """The key file beside the store, or the server's newest; a copy needs none, its slots are enclosed with it."""
        if isinstance(place, ServerAddress):
            from shelter_admin.persistence.shared_keys import fetch_key_file

            return fetch_key_file(place, self._profile)
        path = place.absolute()
        settle(path, "", self._clock())
        _require_there(path)
        keys, enclosed = beside(path, KEYS_ENDING), enclosed_keys(path)
        if enclosed is not None:
            return KeyFile.read(enclosed, keys, profile=self._profile)
        return KeyFile.load(keys, profile=self._profile)

    def _past_the_door(
        self, keys: KeyFile, path: Path, user: str, password: str, wait: Wait | None
    ) -> tuple[Unlocked, int]:
        """Try the password, counting wrong ones; gives how many wrong ones came before the right one."""
        tries = Tries(beside(path, TRIES_ENDING))
        delay = tries.delay_before(user, self._clock())
        if delay > 0:
            if wait is None:
                raise Refused("wait_first", field="password", seconds=ceil(delay))
            wait(delay)
        try:
            return keys.unlock(user, password), tries.wrong(user)
        except Refused:
            tries.failed(user, self._clock())
            raise

    def _opened(self, place: Place, keys: KeyFile, unlocked: Unlocked, user: str, *, writable: bool) -> Store:
        """Open the store; where a change of its key was cut short, find out which of the two keys it has."""
        try:
            store = self._opened_with(place, keys, unlocked.key, user, writable=writable)
        except (Damaged, Unavailable) as error:
            if unlocked.next_key is None or error.code not in _ANOTHER_KEY:
                raise
            store = self._opened_with(place, keys, unlocked.next_key, user, writable=writable)
        store.profile, store.watched = self._profile, self._watched
        if writable and unlocked.next_key is not None:
            store.share(keys)
            keys.settle(store.key)
        return store

    def _opened_with(self, place: Place, keys: KeyFile, key: bytes, user: str, *, writable: bool) -> Store:
        if isinstance(place, ServerAddress):
            from shelter_admin.persistence.server_store import open_on_server

            return open_on_server(place, keys.store_id, key, writable=writable)
        return open_store(place.absolute(), key, user, self._clock(), writable=writable)

    def _seated(self, store: Store, keys: KeyFile, unlocked: Unlocked, user: str, password: str, wrong: int) -> Desk:
        """Let in who has a slot that the account's row names; clear every other slot."""
        tries = Tries(beside(store.path, TRIES_ENDING))
        with store.asking() as session:
            self._take_zone(the_panti(session).zone)
            row = accounts.account_row(session, user.strip())
        if store.writable:
            keys = _cleared(store, keys)
        if row is not None and row.disabled_at is not None:
            raise Refused("account_disabled", field="user")
        if row is None or row.slot_id != self._slot_now(store, keys, unlocked, user, password):
            tries.failed(user, self._clock())
            raise Refused("wrong_password", field="password")
        tries.succeeded(user)
        desk = Desk(store, row.id, self._clock)
        if store.writable:
            self._note_sign_in(desk, wrong)
        return desk

    def _take_zone(self, zone: Zone) -> None:
        if self._in_zone is not None:
            self._clock = self._in_zone(zone)

    def _slot_now(self, store: Store, keys: KeyFile, unlocked: Unlocked, user: str, password: str) -> str:
        """The slot that opens once leftovers are cleared: two slots of one user may share a password."""
        if not store.writable or unlocked.slot_id in keys.slot_ids:
            return unlocked.slot_id
        return keys.unlock(user, password).slot_id

    def _note_sign_in(self, desk: Desk, wrong: int) -> None:
        """Write down who came in, how many wrong passwords came before, and whether the end of the log was lost."""
        store = desk.store
        what: dict[str, Any] = {"wrong_before": wrong} if wrong else {}
        what |= _of_the_log(store)
        _note(store, Stamp(desk.panti.id, desk.staff.account_id, self._clock(), "SignIn"), what)
        if store.lock is not None:
            store.lock.tell(desk.staff.full_name or desk.staff.user, self._clock())

    def _regained(self, store: Store, user: str, password: str) -> Desk:
        with store.asking() as session:
            self._take_zone(the_panti(session).zone)
            row = accounts.account_row(session, user.strip())
        if row is None or row.disabled_at is not None:
            raise Refused("account_unknown", field="user")
        stamp = Stamp(row.panti_id, row.id, self._clock(), "RegainAccess")
        with store.acting(stamp) as session:  # while it runs nobody who signs in elsewhere clears the slot away
            account, keys = accounts.the_account(session, row.id), store.keys()
            account.slot_id = keys.add_slot(store.key, row.user, password)
            session.flush()
            record(session, stamp, {"account_id": row.id, **_of_the_log(store)}, ())
        _cleared(store, keys)
        Tries(beside(store.path, TRIES_ENDING)).succeeded(user)
        return Desk(store, row.id, self._clock)


def _make(path: Path, new: NewPanti, password: str, now: datetime, profile: Profile) -> str:
    """Make key file and store with panti and head, and close them again; gives the recovery code."""
    user = require_user(new.user)
    _keys, key, slot_id, code = KeyFile.create(beside(path, KEYS_ENDING), user, password, profile=profile)
    with _closing(create_store(path, key, user, now)) as store:
        _fill(store, new, slot_id, now)
    return code


def _fill(store: Store, new: NewPanti, slot_id: str, now: datetime) -> None:
    """Write down the panti with its settings and its head."""
    panti = Panti(new_id(), new.code, new.name.strip(), new.regency, new.zone, new.settings, new.letterhead)
    stamp = Stamp(panti.id, new_id(), now, "CreatePanti")
    with store.acting(stamp) as session:
        add_panti(session, panti, panti.day_of(now))
        head = require_user(new.user)
        accounts.add_account(session, head, new.full_name.strip(), [Role.KEPALA], slot_id, stamp.account_id)
        session.flush()
        fill_ahead(session, panti.day_of(now).year)
        record(session, stamp, {"panti_id": panti.id}, ())


def _of_the_log(store: Store) -> dict[str, Any]:
    """Whether the end of the log was lost before this opening, or its witness; the first entry since remembers it."""
    if store.tail_told:
        return {}
    store.tail_told, seen = True, store.witness.read()
    if seen is None:  # gone or spoilt: then nobody can say whether the log once reached further
        return {"witness_missing": True}
    return {"tail_lost": seen[0]} if store.tail_lost else {}


def _note(store: Store, stamp: Stamp, what: dict[str, Any]) -> None:
    with store.acting(stamp) as session:
        fill_ahead(session, stamp.at.year)
        record(session, stamp, what, ())


def undo_create(place: Place, desk: Desk) -> None:
    """Close a store just created and take it away again, for who could not finish what came after it."""
    store_id = desk.store.keys().store_id if isinstance(place, ServerAddress) else ""
    desk.close()
    if isinstance(place, ServerAddress):
        from shelter_admin.persistence import server_store

        server_store.drop(place, store_id)
        take_companions(desk.store.path)
    else:
        take_away(desk.store.path)


def _cleared(store: Store, keys: KeyFile) -> KeyFile:
    """Take away the slots that no account names, while nobody else can be adding one; gives the key file as it is."""
    with suppress(Unavailable), store.alone() as session:
        keys = store.keys()
        keys.keep_only(accounts.valid_slots(session).values())
    return keys


@contextmanager
def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _require_there(path: Path) -> None:
    if not path.is_file():
        raise Unavailable("store_missing", file=path.name)
