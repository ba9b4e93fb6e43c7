"""The gate's queue: what was written while the server did not answer, sealed on this computer's disk.

The file is one sealed piece, put in place whole: after a power cut it is the old or the new one, never half of either.
A byte flipped, cut off, added or put elsewhere is found at the next reading, as is another store's queue. What cannot
be found is a whole older file put back: sending an entry twice changes nothing, so that costs nothing either.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain.errors import Damaged
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.waiting import Move, WaitingMove
from shelter_admin.persistence.durable import beside, replace_file, why_not
from shelter_admin.persistence.lock import held

ENDING: Final = ".queue"
ASIDE: Final = ".damaged"
NOTED: Final = ".noted"
_MAGIC: Final = b"shelter queue 1\n"
_NONCE_BYTES: Final = 12
_MOST_BYTES: Final = 16 * 1024 * 1024
_LOCK_SECONDS: Final = 5.0


@dataclass(frozen=True)
class Queue:
    """The waiting entries of one store on this computer, oldest first; safe for two programs at once."""

    path: Path
    _sealing: bytes = field(repr=False)

    def moves(self) -> tuple[WaitingMove, ...]:
        """Every entry there is; raises Damaged ``queue_damaged``."""
        return self._read()

    def add(self, move: WaitingMove) -> None:
        """Keep one more. It is on the disk once this returns."""
        self._change(lambda moves: (*moves, move))

    def settle(self, move_id: str) -> None:
        """Let go of one that was sent, or put away with a reason."""
        self._change(lambda moves: tuple(move for move in moves if move.id != move_id))

    def refuse(self, move_id: str, code: str) -> None:
        """Keep which rule said no to one when it was sent."""
        self._change(lambda moves: tuple(replace(move, refused=code) if move.id == move_id else move for move in moves))

    def reseal(self, key: bytes) -> None:
        """Keep the entries under another store key from now on."""
        if not self.path.exists():
            return
        with held(beside(self.path, ".lock"), _LOCK_SECONDS):
            replace_file(self.path, _sealed(_sealing_key(key), self._read()))

    def put_aside(self) -> Path | None:
        """Take a file that cannot be read out of the way, whole, so that others can be kept; None if it is sound."""
        with held(beside(self.path, ".lock"), _LOCK_SECONDS):
            try:
                self._read()
            except Damaged:
                return _renamed(self.path)
        return None

    def _read(self) -> tuple[WaitingMove, ...]:
        try:
            with self.path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise why_not(error, self.path) from error
        return _opened(self._sealing, content)

    def _change(self, changed: Callable[[tuple[WaitingMove, ...]], tuple[WaitingMove, ...]]) -> None:
        with held(beside(self.path, ".lock"), _LOCK_SECONDS):
            replace_file(self.path, _sealed(self._sealing, changed(self._read())))


def open_queue(path: Path, key: bytes) -> Queue:
    """Open the queue of a store with the store's key, proving all of it; a missing file is an empty one.

    Raises Damaged ``queue_damaged``.
    """
    queue = unproven_queue(path, key)
    queue.moves()
    return queue


def unproven_queue(path: Path, key: bytes) -> Queue:
    """The same without reading it yet."""
    return Queue(path, _sealing_key(key))


def files_put_aside(path: Path) -> list[Path]:
    """The files that were put aside because they could not be read, and that nobody has noted in the log yet."""
    found = path.parent.glob(f"{path.name}{ASIDE}-*")
    return sorted(aside for aside in found if not aside.name.endswith(NOTED))


def _sealing_key(key: bytes) -> bytes:
    return hmac.digest(key, b"shelter_admin gate queue 1", "sha256")


def _sealed(key: bytes, moves: tuple[WaitingMove, ...]) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    plain = json.dumps([_plain(move) for move in moves], ensure_ascii=False).encode()
    return _MAGIC + nonce + AESGCM(key).encrypt(nonce, plain, _MAGIC)


def _opened(key: bytes, content: bytes) -> tuple[WaitingMove, ...]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(_MAGIC) + _NONCE_BYTES
    if not content.startswith(_MAGIC) or len(content) > _MOST_BYTES:
        raise Damaged("queue_damaged")
    try:
        plain = AESGCM(key).decrypt(content[len(_MAGIC) : start], content[start:], _MAGIC)
        return tuple(_move(entry) for entry in json.loads(plain))
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise Damaged("queue_damaged") from error


def _plain(move: WaitingMove) -> dict[str, Any]:
    until = move.until.isoformat() if move.until is not None else None
    return {**asdict(move), "at": move.at.isoformat(), "until": until}


def _move(entry: dict[str, Any]) -> WaitingMove:
    until = entry["until"]
    known = {
        "at": datetime.fromisoformat(entry["at"]),
        "until": datetime.fromisoformat(until) if until is not None else None,
        "move": Move(entry["move"]),
        "kind": OutingKind(entry["kind"]),
    }
    return WaitingMove(**{**entry, **known})


def _renamed(path: Path) -> Path:
    at = 1
    while any(path.parent.glob(f"{path.name}{ASIDE}-{at}*")):
        at += 1
    aside = path.with_name(f"{path.name}{ASIDE}-{at}")
    try:
        return path.rename(aside)
    except OSError as error:
        raise why_not(error, path) from error
