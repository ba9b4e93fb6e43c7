"""One account's way to the store key.

A slot holds an X25519 key pair whose private half is wrapped by the password (argon2id, AES-256-GCM), and the store
key sealed to the public half. A new store key can so be sealed to every remaining account without its password.
Everything wrapped is bound to the store, the slot and the user: a slot moved elsewhere does not open.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

from shelter_admin.domain.errors import Unavailable

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_SALT_BYTES: Final = 16
_TAG_BYTES: Final = 16
_MOST_MEMORY_KIB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Profile:
    """What one try of a password costs (argon2id). Only tests take a cheaper one."""

    memory_kib: int = 64 * 1024
    rounds: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        sound = 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
        if not (sound and 1 <= self.rounds <= 64 and 1 <= self.lanes <= 64):
            msg = "not a believable cost of a password"
            raise ValueError(msg)

    def derive(self, password: str, salt: bytes) -> bytes:
        """Turn a password into a wrapping key. The same letters typed on another system give the same key."""
        from argon2.exceptions import HashingError
        from argon2.low_level import Type, hash_secret_raw

        typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        try:
            return hash_secret_raw(typed, salt, self.rounds, self.memory_kib, self.lanes, KEY_BYTES, Type.ID)
        except HashingError as error:  # the machine has no memory left for it
            raise Unavailable("memory_short") from error


STANDARD: Final = Profile()


@dataclass(frozen=True, slots=True)
class Box:
    """A store key sealed to one public key; only the private half opens it."""

    ephemeral: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _require_length(self.ephemeral, KEY_BYTES)
        _require_length(self.nonce, _NONCE_BYTES)
        _require_length(self.sealed, KEY_BYTES + _TAG_BYTES)


@dataclass(frozen=True, slots=True)
class Slot:
    """What the key file keeps for one password, or for the recovery code (whose user is empty)."""

    slot_id: str
    user: str
    profile: Profile
    salt: bytes
    nonce: bytes
    private: bytes = field(repr=False)
    public: bytes
    boxes: tuple[Box, ...]

    def __post_init__(self) -> None:
        _require_length(self.salt, _SALT_BYTES)
        _require_length(self.nonce, _NONCE_BYTES)
        _require_length(self.private, KEY_BYTES + _TAG_BYTES)
        _require_length(self.public, KEY_BYTES)
        if not 1 <= len(self.boxes) <= 2:
            msg = "a slot holds the store key, and while it changes the next one"
            raise ValueError(msg)

    def plain(self) -> dict[str, Any]:
        """Give the slot as it stands in the key file."""
        return {
            "id": self.slot_id,
            "user": self.user,
            "argon2id": {
                "memory_kib": self.profile.memory_kib,
                "rounds": self.profile.rounds,
                "lanes": self.profile.lanes,
                "salt": self.salt.hex(),
            },
            "nonce": self.nonce.hex(),
            "private": self.private.hex(),
            "public": self.public.hex(),
            "boxes": [
                {"ephemeral": box.ephemeral.hex(), "nonce": box.nonce.hex(), "sealed": box.sealed.hex()}
                for box in self.boxes
            ],
        }


def slot_from(plain: dict[str, Any]) -> Slot:
    """Read a slot of the key file; anything that is not one raises ValueError, KeyError or TypeError."""
    cost = plain["argon2id"]
    return Slot(
        slot_id=_text(plain["id"]),
        user=_text(plain["user"]),
        profile=Profile(cost["memory_kib"], cost["rounds"], cost["lanes"]),
        salt=bytes.fromhex(cost["salt"]),
        nonce=bytes.fromhex(plain["nonce"]),
        private=bytes.fromhex(plain["private"]),
        public=bytes.fromhex(plain["public"]),
        boxes=tuple(
            Box(bytes.fromhex(box["ephemeral"]), bytes.fromhex(box["nonce"]), bytes.fromhex(box["sealed"]))
            for box in plain["boxes"]
        ),
    )


@dataclass(frozen=True, slots=True)
class SlotNames:
    """What a slot is bound to: the store, its own id and its user."""

    store_id: str
    slot_id: str
    user: str

    def bound(self, purpose: str, public: bytes) -> bytes:
        """Give the bytes that must be the same at opening as they were at wrapping."""
        names = ["shelter_admin", purpose, self.store_id, self.slot_id, self.user, public.hex()]
        return json.dumps(names).encode()


def new_slot(names: SlotNames, password: str, profile: Profile, keys: tuple[bytes, ...]) -> Slot:
    """Make a slot whose password opens these store keys."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    pair = X25519PrivateKey.generate()
    public = pair.public_key().public_bytes_raw()
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    wrapping = AESGCM(profile.derive(password, salt))
    private = wrapping.encrypt(nonce, pair.private_bytes_raw(), names.bound("private", public))
    boxes = tuple(seal(names, public, key) for key in keys)
    return Slot(names.slot_id, names.user, profile, salt, nonce, private, public, boxes)


def seal(names: SlotNames, public: bytes, key: bytes) -> Box:
    """Seal a store key so that only the owner of this public key can open it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.generate()
    ephemeral, nonce = once.public_key().public_bytes_raw(), secrets.token_bytes(_NONCE_BYTES)
    shared = _agreed(once.exchange(X25519PublicKey.from_public_bytes(public)), ephemeral)
    return Box(ephemeral, nonce, AESGCM(shared).encrypt(nonce, key, names.bound("store key", public)))


def private_half(store_id: str, slot: Slot, password: str) -> bytes | None:
    """Unwrap the private half of a slot, or None when the password is another one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    names = SlotNames(store_id, slot.slot_id, slot.user)
    wrapping = AESGCM(slot.profile.derive(password, slot.salt))
    try:
        return wrapping.decrypt(slot.nonce, slot.private, names.bound("private", slot.public))
    except InvalidTag:
        return None


def opened(store_id: str, slot: Slot, private: bytes) -> tuple[bytes, ...]:
    """Open the store keys of a slot; raises ValueError when what is sealed was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    names = SlotNames(store_id, slot.slot_id, slot.user)
    pair = X25519PrivateKey.from_private_bytes(private)
    keys = []
    for box in slot.boxes:
        shared = _agreed(pair.exchange(X25519PublicKey.from_public_bytes(box.ephemeral)), box.ephemeral)
        try:
            keys.append(AESGCM(shared).decrypt(box.nonce, box.sealed, names.bound("store key", slot.public)))
        except InvalidTag as error:
            msg = "a sealed key was changed"
            raise ValueError(msg) from error
    return tuple(keys)


def _agreed(shared: bytes, ephemeral: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=ephemeral, info=b"shelter_admin sealed store key 1").derive(shared)


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = "text expected"
        raise TypeError(msg)
    return value


def _require_length(value: bytes, length: int) -> None:
    if len(value) != length:
        msg = "not of the right length"
        raise ValueError(msg)
