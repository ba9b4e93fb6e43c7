"""Who can unlock the store: the key file beside it, one slot per account and one for the recovery code.

What a changed byte does: the file carries a checksum, so accidental damage is found before a password is asked for;
each slot is bound to its store and user; and a seal made with the store key covers the whole file, so that a public
key put in by a stranger is found at the next opening. What it cannot find: an older copy of the whole file, which
opens the store as long as the store key is the same (hence the new key after removing an account).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain import recovery_code
from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.persistence.durable import replace_file, why_not
from shelter_admin.persistence.slots import (
    KEY_BYTES,
    STANDARD,
    Profile,
    Slot,
    SlotNames,
    new_slot,
    opened,
    private_half,
    seal,
    slot_from,
)

FORMAT: Final = 1
ENDING: Final = ".keys"
RECOVERY: Final = "recovery"
_MOST_BYTES: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right password gives: the store key and the slot it came from.

    ``next_key`` is set only where changing the store key was cut short: the store then opens with one of the two.
    """

    key: bytes = field(repr=False)
    slot_id: str
    next_key: bytes | None = field(default=None, repr=False)


def folded(user: str) -> str:
    """Give a user's name as accounts are told apart: letter case and width do not matter."""
    return unicodedata.normalize("NFKC", user).casefold().strip()


class KeyFile:
    """The key file of one store. Every change is on the disk, whole, before a call returns."""

    def __init__(self, path: Path, store_id: str, slots: tuple[Slot, ...], profile: Profile) -> None:
        self.path = path
        self.store_id = store_id
        self._slots = slots
        self._profile = profile
        self._seal = ""
        self._keys: tuple[bytes, ...] = ()
        self.kept_first: Callable[[bytes], None] | None = None
        """Where a change is kept before it is kept here: on the server that shares this file."""

    @classmethod
    def create(
        cls, path: Path, user: str, password: str, *, profile: Profile = STANDARD
    ) -> tuple[KeyFile, bytes, str, str]:
        """Make the key file of a new store: gives it, the store key, the first account's slot, the recovery code."""
        if path.exists():
            raise Unavailable("key_file_exists", file=path.name)
        file = cls(path, str(uuid.uuid4()), (), profile)
        key = secrets.token_bytes(KEY_BYTES)
        file._keys = (key,)
        first, (rescue, code) = file._slot_for(user, password), file._recovery_slot()
        file._save((first, rescue))
        return file, key, first.slot_id, code

    @classmethod
    def load(cls, path: Path, *, profile: Profile = STANDARD) -> KeyFile:
        """Read a key file; damage is found here, before a password is asked for."""
        return cls.read(_content(path), path, profile=profile)

    @classmethod
    def read(cls, content: bytes, path: Path, *, profile: Profile = STANDARD) -> KeyFile:
        """Take the content of a key file for the one at this place: a copy has it enclosed."""
        plain = _checked(content)
        if plain["format"] != FORMAT:
            raise Unavailable("key_file_newer", format=plain["format"], known=FORMAT)
        try:
            slots = tuple(slot_from(slot) for slot in plain["slots"])
            file = cls(path, str(plain["store"]), slots, profile)
            file._seal = str(plain["seal"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged("key_file_damaged") from error
        return file

    @property
    def users(self) -> dict[str, tuple[str, ...]]:
        """Give the slots of each user, by folded name."""
        found: dict[str, tuple[str, ...]] = {}
        for slot in _accounts(self._slots):
            found[slot.user] = (*found.get(slot.user, ()), slot.slot_id)
        return found

    @property
    def slot_ids(self) -> frozenset[str]:
        """Give the slots of all accounts."""
        return frozenset(slot.slot_id for slot in _accounts(self._slots))

    def unlock(self, user: str, password: str) -> Unlocked:
        """Open with a password. An unknown user is refused with the same words and after the same work."""
        mine = [slot for slot in _accounts(self._slots) if slot.user == folded(user)]
        for slot in mine:
            private = private_half(self.store_id, slot, password)
            if private is not None:
                return self._opened(slot, private)
        if not mine:
            self._profile.derive(password, secrets.token_bytes(16))
        raise Refused("wrong_password", field="password")

    def unlock_with_recovery(self, code: str) -> Unlocked:
        """Open with the recovery code as it was typed; typing errors are named by their group."""
        secret = recovery_code.read(code).hex()
        for slot in self._slots:
            if slot.slot_id == RECOVERY and (private := private_half(self.store_id, slot, secret)) is not None:
                return self._opened(slot, private)
        raise Refused("recovery_code_wrong", field="code")

    def open_with(self, key: bytes) -> None:
        """Make this file changeable by who has opened the store; raises Damaged where it is not this store's."""
        if key not in self._keys:
            self._check_seal((key,))

    def add_slot(self, key: bytes, user: str, password: str) -> str:
        """Give a user one more slot; the ones already there stay until they are dropped."""
        self.open_with(key)
        slot = self._slot_for(user, password)
        self._save((*self._slots, slot))
        return slot.slot_id

    def drop_slots(self, slot_ids: Collection[str]) -> None:
        """Take slots away; their passwords no longer open this file. At least one account stays."""
        kept = tuple(slot for slot in self._slots if slot.slot_id == RECOVERY or slot.slot_id not in slot_ids)
        if len(kept) != len(self._slots):
            if not _accounts(kept):
                raise Damaged("key_file_of_another_store")
            self._save(kept)

    def keep_only(self, slot_ids: Collection[str]) -> None:
        """Clear what a cut-short change left behind: every slot the store does not know."""
        self.drop_slots(self.slot_ids - frozenset(slot_ids))

    def new_recovery(self, key: bytes) -> str:
        """Make a new recovery code; the old one no longer opens this file."""
        self.open_with(key)
        slot, code = self._recovery_slot()
        self._save((*_accounts(self._slots), slot))
        return code

    def prepare_new_key(self, key: bytes) -> bytes:
        """Give every slot a new store key beside the present one, without anybody's password.

        Until ``settle`` the file opens both, so a crash while the store is being encrypted anew loses nothing.
        """
        self.open_with(key)
        fresh = secrets.token_bytes(KEY_BYTES)
        self._keys = (key, fresh)
        self._save(tuple(_resealed(self.store_id, slot, self._keys) for slot in self._slots))
        return fresh

    def settle(self, key: bytes) -> None:
        """Keep only the store key that the store now opens with."""
        if key not in self._keys:
            msg = "not a key of this file"
            raise ValueError(msg)
        if self._keys != (key,):
            self._keys = (key,)
            self._save(tuple(_resealed(self.store_id, slot, self._keys) for slot in self._slots))

    def _slot_for(self, user: str, password: str) -> Slot:
        names = SlotNames(self.store_id, str(uuid.uuid4()), folded(user))
        return new_slot(names, password, self._profile, self._keys)

    def _recovery_slot(self) -> tuple[Slot, str]:
        secret = secrets.token_bytes(recovery_code.SECRET_BYTES)
        names = SlotNames(self.store_id, RECOVERY, "")
        return new_slot(names, secret.hex(), self._profile, self._keys), recovery_code.written(secret)

    def _opened(self, slot: Slot, private: bytes) -> Unlocked:
        try:
            keys = opened(self.store_id, slot, private)
        except ValueError as error:
            raise Damaged("key_file_damaged") from error
        self._check_seal(keys)
        return Unlocked(keys[0], slot.slot_id, keys[1] if len(keys) > 1 else None)

    def _check_seal(self, keys: tuple[bytes, ...]) -> None:
        if not hmac.compare_digest(self._seal, _sealed_by(keys[0], _plain(self.store_id, self._slots))):
            raise Damaged("key_file_damaged")
        self._keys = keys

    def _save(self, slots: tuple[Slot, ...]) -> None:
        if not self._keys:
            msg = "the key file must be unlocked before it is changed"
            raise RuntimeError(msg)
        plain = _plain(self.store_id, slots)
        seal_of_all = _sealed_by(self._keys[0], plain)
        content = _written(plain | {"seal": seal_of_all})
        if self.kept_first is not None:
            self.kept_first(content)
        replace_file(self.path, content)
        self._slots, self._seal = slots, seal_of_all


def _accounts(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if slot.slot_id != RECOVERY)


def _resealed(store_id: str, slot: Slot, keys: tuple[bytes, ...]) -> Slot:
    names = SlotNames(store_id, slot.slot_id, slot.user)
    return replace(slot, boxes=tuple(seal(names, slot.public, key) for key in keys))


def _plain(store_id: str, slots: tuple[Slot, ...]) -> dict[str, Any]:
    return {"format": FORMAT, "store": store_id, "slots": [slot.plain() for slot in slots]}


def _canonical(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, indent=1, sort_keys=True).encode() + b"\n"


def _sealed_by(key: bytes, plain: dict[str, Any]) -> str:
    sealing = hmac.digest(key, b"shelter_admin key file seal 1", "sha256")
    return hmac.digest(sealing, _canonical(plain), "sha256").hex()


def _written(plain: dict[str, Any]) -> bytes:
    return _canonical(plain | {"check": hashlib.sha256(_canonical(plain)).hexdigest()})


def _checked(content: bytes) -> dict[str, Any]:
    """Read the file back; one byte that was not written so is damage."""
    try:
        plain = json.loads(content)
        body = {name: value for name, value in plain.items() if name != "check"}
        whole = _written(body) == content and isinstance(body["format"], int)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged("key_file_damaged") from error
    if not whole:
        raise Damaged("key_file_damaged")
    return body


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Damaged("key_file_damaged")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unavailable("key_file_missing", file=path.name) from error
    except OSError as error:
        raise why_not(error, path) from error
