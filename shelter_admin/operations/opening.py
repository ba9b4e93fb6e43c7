"""Coming in: create a store, unlock it, look into one or into a copy, switch users, come back with the recovery code.

Order keeps a crash harmless: a new store is made in a folder of its own and moved into place whole, the store file
last; a password's slot is in the key file before the account's row names it, and slots no row names are cleared here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
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
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.copies.enclosure import enclosed_keys
from shelter_admin.persistence.durable import beside, settle_folder, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile, Unlocked
from shelter_admin.persistence.panti import add_panti, the_panti
from shelter_admin.persistence.slots import STANDARD, Profile
from shelter_admin.persistence.store import Store, create_store, open_store, record
from shelter_admin.persistence.training.holidays import fill_ahead
from shelter_admin.persistence.tries import ENDING as TRIES_ENDING
from shelter_admin.persistence.tries import Tries
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING

Wait = Callable[[float], None]
_MOVED: Final = (KEYS_ENDING, WITNESS_ENDING, "")  # the store file last: with it the store is there, whole


ACTS: Final = {
    "CreatePanti": N_("create the store"),
    "SignIn": N_("sign in"),
    "RegainAccess": N_("set a password with the recovery code"),
}

WORDS: dict[str, str] = {
    "not_allowed": N_("Your role does not allow this: {right}. Ask the head of the shelter."),
    "nothing_to_undo": N_("There is nothing to take back."),
    "wrong_password": N_("User name or password is wrong. Try again."),
    "wait_first": N_("Too many wrong passwords. Wait {seconds} seconds, then try again."),
    "account_disabled": N_("This account is closed. Ask the head of the shelter or the administrator."),
    "account_unknown": N_("There is no such account."),
    "recovery_code_length": N_("The recovery code has {expected} letters and digits; {typed} were typed."),
    "recovery_code_group": N_("There is a typing error in group {groups} of the recovery code."),
    "recovery_code_wrong": N_("This recovery code does not belong to this store. Use the newest recovery sheet."),
    "panti_name_missing": N_("Write the name of the shelter."),
    "panti_code_unclear": N_("The code may hold letters, digits and strokes only, at most 20."),
    "store_place_missing": N_("Choose where the file goes."),
    "regency_unclear": N_("Write the regency or city as its code, like 64.72."),
    "not_a_copy": N_("This file is not a copy. Open it as a store."),
    "opened_read_only": N_(
        "The store is open for reading only, so nothing can be saved here. Close the other program that writes, or "
        "restore the copy first."
    ),
    "store_missing": N_("There is no store at this place. Check the place, or create a new store."),
    "store_exists": N_("There already is a file at this place. Choose another name; nothing was replaced."),
    "sheet_exists": N_("There already is a file {file}. Choose another name; nothing was replaced."),
    "store_is_copy": N_(
        "This file is a copy and stays as it is. Open it to read, or restore it to a new place to work in it."
    ),
    "store_in_use": N_("{who} has had this store open since {since} on {host}. Close it there, or only read here."),
    "store_in_use_by_unknown": N_("Another program has this store open. Close it there, or only read here."),
    "store_busy": N_("Another program is using the store just now. Close it, or try again in a moment."),
    "schema_newer": N_(
        "This store was written by a newer version of the program (schema {found}, this one knows {known}). Install "
        "the newer version; the store was left alone."
    ),
    "schema_older": N_(
        "This store is from an older version of the program (schema {found}, now {known}) and is open for reading "
        "only. Open it to write once, or restore the copy, and it is brought up to date."
    ),
    "key_file_exists": N_(
        "The key file {file} already lies at this place without its store. Choose another name, or put its store back."
    ),
    "key_file_missing": N_("The key file {file} is missing beside the store. Put it back from a copy."),
    "key_file_newer": N_("The key file was written by a newer version of the program. Install the newer version."),
    "key_file_damaged": N_("The key file is damaged or was changed. Put it back from the newest copy."),
    "key_file_of_another_store": N_("The key file does not belong to this store. Put the right one back from a copy."),
    "not_a_store": N_(
        "The file is damaged or is not a store of this program. Nothing was changed in it. Restore the newest copy."
    ),
    "store_damaged": N_("Part of the store is damaged. Leave the file as it is and restore the newest copy."),
    "migration_lost_rows": N_(
        "Bringing the store up to date would have lost rows ({tables}), so it was left as it was. Send this sentence "
        "to whoever looks after the program."
    ),
    "letters_unreadable": N_("The text holds letters that cannot be read. Type it again."),
    "append_only": N_("What stands in the log and the history stays as it is."),
    "disk_full": N_("The disk is full, so nothing was saved. Make room and try again."),
    "disk_error": N_("The disk does not read or write as it should. Check the disk, and make a copy elsewhere."),
    "no_write_right": N_("The store or its folder may not be written to here. Ask for the right to write, or move it."),
    "no_right_to_file": N_("The file {file} or its folder may not be used here. Ask for the right to write."),
    "file_not_usable": N_("The file {file} cannot be used at this place. Check the folder and the disk."),
    "folder_cannot_lock": N_("This folder cannot lock files, so two programs could write at once. Choose another."),
    "cannot_open_store": N_("The store cannot be opened here. Check that the folder exists and may be written to."),
    "server_not_known": N_("This version opens stores in a file only, not on a server."),
    "memory_short": N_("The computer has too little free memory for this. Close other programs and try again."),
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
        self, clock: Clock, *, profile: Profile = STANDARD, in_zone: Callable[[Zone], Clock] | None = None
    ) -> None:
        self._clock = clock
        self._profile = profile
        self._in_zone = in_zone

    def create(self, path: Path, new: NewPanti, password: str) -> Created:
        """Make a store with its key file and sign its head in; a failure leaves nothing behind.

        Raises Refused beside the field, or Unavailable (``store_exists``, ``key_file_exists``, ``no_right_to_file``…).
        """
        require_panti(new.name, new.code, new.regency)
        require_sound(new.settings)
        require_user(new.user)
        require_password(password)
        self._take_zone(new.zone)
        path = path.absolute()
        _require_free(path)
        with _workshop(path) as making:
            code = self._make(making, new, password)
            _move(making, path)
        try:
            return Created(self.unlock(path, new.user, password), code)
        except BaseException:
            for ending in _MOVED:
                beside(path, ending).unlink(missing_ok=True)
            raise

    def unlock(self, path: Path, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Sign in to write. Wrong passwords slow the next try down: ``wait`` sits it out, without it it is refused.

        Raises Refused (``wrong_password``, ``wait_first``, ``account_disabled``), Unavailable (``store_in_use`` with
        ``who`` and ``since``, ``schema_newer``, …) or Damaged.
        """
        return self._enter(path.absolute(), user, password, wait, writable=True)

    def look_into(self, path: Path, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Sign in to read only: beside the program that writes, or a copy. Nothing is saved, nothing audited."""
        return self._enter(path.absolute(), user, password, wait, writable=False)

    def open_copy(self, path: Path, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Open a copy to read it; raises Refused ``not_a_copy`` for a store that is in use as one."""
        desk = self.look_into(path, user, password, wait=wait)
        if not desk.store.is_copy:
            desk.close()
            raise Refused("not_a_copy")
        return desk

    def key_of(self, path: Path, user: str, password: str, *, wait: Wait | None = None) -> bytes:
        """The key that a password gives, without opening the store: for putting a copy of an older schema back."""
        _require_there(path)
        keys = self._key_file(path)
        unlocked, _wrong = self._past_the_door(keys, path, user, password, wait)
        return unlocked.key

    def switch(self, desk: Desk, user: str, password: str, *, wait: Wait | None = None) -> Desk:
        """Let somebody else, or the same person again, sit down at the store that is open; what is typed stays."""
        store = desk.store
        keys = store.keys()
        unlocked, wrong = self._past_the_door(keys, store.path, user, password, wait)
        if store.key not in (unlocked.key, unlocked.next_key):
            raise Damaged("key_file_of_another_store")
        return self._seated(store, keys, unlocked, user, password, wrong)

    def unlock_with_recovery(self, path: Path, code: str, user: str, new_password: str) -> Desk:
        """Sign in with the code of the recovery sheet and give that account a new password; the code stays good."""
        require_password(new_password)
        path = path.absolute()
        _require_there(path)
        keys = self._key_file(path)
        unlocked = keys.unlock_with_recovery(code)
        store = self._opened(path, keys, unlocked, user, writable=True)
        with _closed_on_failure(store):
            return self._regained(store, keys, user, new_password)

    def _enter(self, path: Path, user: str, password: str, wait: Wait | None, *, writable: bool) -> Desk:
        _require_there(path)
        keys = self._key_file(path)
        unlocked, wrong = self._past_the_door(keys, path, user, password, wait)
        store = self._opened(path, keys, unlocked, user, writable=writable)
        with _closed_on_failure(store):
            return self._seated(store, keys, unlocked, user, password, wrong)

    def _key_file(self, path: Path) -> KeyFile:
        """The key file beside the store; a copy needs none, as its slots are enclosed with it."""
        place, enclosed = beside(path, KEYS_ENDING), enclosed_keys(path)
        if enclosed is not None:
            return KeyFile.read(enclosed, place, profile=self._profile)
        return KeyFile.load(place, profile=self._profile)

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

    def _opened(self, path: Path, keys: KeyFile, unlocked: Unlocked, user: str, *, writable: bool) -> Store:
        """Open the store; where a change of its key was cut short, find out which of the two keys it has."""
        now = self._clock()
        try:
            store = open_store(path, unlocked.key, user, now, writable=writable)
        except Damaged as error:
            if unlocked.next_key is None or error.code != "not_a_store":
                raise
            store = open_store(path, unlocked.next_key, user, now, writable=writable)
        store.profile = self._profile
        if writable and unlocked.next_key is not None:
            keys.settle(store.key)
        return store

    def _seated(self, store: Store, keys: KeyFile, unlocked: Unlocked, user: str, password: str, wrong: int) -> Desk:
        """Let in who has a slot that the account's row names; clear every other slot."""
        tries = Tries(beside(store.path, TRIES_ENDING))
        with store.asking() as session:
            self._take_zone(the_panti(session).zone)
            row, valid = accounts.account_row(session, user.strip()), accounts.valid_slots(session)
        if store.writable:
            with suppress(Unavailable):
                keys.keep_only(valid.values())
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

    def _regained(self, store: Store, keys: KeyFile, user: str, password: str) -> Desk:
        with store.asking() as session:
            self._take_zone(the_panti(session).zone)
            row = accounts.account_row(session, user.strip())
        if row is None or row.disabled_at is not None:
            raise Refused("account_unknown", field="user")
        slot_id = keys.add_slot(store.key, row.user, password)
        stamp = Stamp(row.panti_id, row.id, self._clock(), "RegainAccess")
        with store.acting(stamp) as session:
            accounts.the_account(session, row.id).slot_id = slot_id
            session.flush()
            record(session, stamp, {"account_id": row.id, **_of_the_log(store)}, ())
        with store.asking() as session, suppress(Unavailable):
            keys.keep_only(accounts.valid_slots(session).values())
        Tries(beside(store.path, TRIES_ENDING)).succeeded(user)
        return Desk(store, row.id, self._clock)

    def _make(self, path: Path, new: NewPanti, password: str) -> str:
        """Make key file and store with panti and head, and close them again; gives the recovery code."""
        user, now = require_user(new.user), self._clock()
        _keys, key, slot_id, code = KeyFile.create(beside(path, KEYS_ENDING), user, password, profile=self._profile)
        store = create_store(path, key, user, now)
        panti = Panti(new_id(), new.code, new.name.strip(), new.regency, new.zone, new.settings, new.letterhead)
        stamp = Stamp(panti.id, new_id(), now, "CreatePanti")
        try:
            with store.acting(stamp) as session:
                add_panti(session, panti, panti.day_of(now))
                accounts.add_account(session, user, new.full_name.strip(), [Role.KEPALA], slot_id, stamp.account_id)
                session.flush()
                fill_ahead(session, panti.day_of(now).year)
                record(session, stamp, {"panti_id": panti.id}, ())
        finally:
            store.close()
        return code


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


def _require_free(path: Path) -> None:
    if path.exists():
        raise Unavailable("store_exists", file=path.name)
    if beside(path, KEYS_ENDING).exists():
        raise Unavailable("key_file_exists", file=beside(path, KEYS_ENDING).name)


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """A folder beside the future store in which it is made; it is gone afterwards, with what was not moved out."""
    folder = path.with_name(f".{path.name}.{new_id()[-12:]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise why_not(error, path) from error
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(made: Path, path: Path) -> None:
    """Move a finished store into place, the store file last; whoever was faster keeps theirs."""
    moved: list[Path] = []
    try:
        _require_free(path)
        for ending in _MOVED:
            beside(made, ending).rename(beside(path, ending))
            moved.append(beside(path, ending))
        settle_folder(path.parent)
    except OSError as error:
        for target in moved:
            target.unlink(missing_ok=True)
        raise why_not(error, path) from error
