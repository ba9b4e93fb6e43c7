"""The newest audit hash kept outside the store, so that a cut-off tail of the log is found.

It is written after each commit without waiting for the disk: after a crash it may lag behind, which is harmless,
because an older entry must still be found in the chain. A witness ahead of the chain means entries are missing.
"""

from __future__ import annotations

import hmac
import os
import struct
from contextlib import suppress
from pathlib import Path
from typing import Final

ENDING: Final = ".head"
HASH_BYTES: Final = 32
_RECORD: Final = struct.Struct(">Q32s32s")
_PLACES: Final = (0, 512)  # two disk sectors: a torn write can spoil only one


class Witness:
    """Two records by turns, each with its own seal made from the store key."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._sealing = hmac.digest(key, b"shelter_admin audit witness 1", "sha256")
        self._number: int | None = None
        self._turn: int | None = None

    @property
    def exists(self) -> bool:
        """Say whether there is a witness file at all, readable or not."""
        return self._path.exists()

    def write(self, seq: int, digest: bytes) -> None:
        """Remember the newest entry. The act is already saved, so a failure here only lets the witness lag."""
        record = _RECORD.pack(seq, digest, self._seal(seq, digest))
        with suppress(OSError):
            if self._number is None:
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
                self._number = os.open(self._path, flags, 0o600)
            if self._turn is None:
                self._turn = self._older()
            _put(self._number, record, _PLACES[self._turn])
            self._turn = 1 - self._turn

    def read(self) -> tuple[int, bytes] | None:
        """Give number and hash of the newest entry known outside the store; None when no record is sound."""
        found = [record for record in self._records() if record is not None]
        return max(found, default=None)

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        if self._number is not None:
            os.close(self._number)
            self._number = None

    def _records(self) -> list[tuple[int, bytes] | None]:
        try:
            content = self._path.read_bytes()
        except OSError:
            return [None, None]
        return [self._sound(content[at : at + _RECORD.size]) for at in _PLACES]

    def _sound(self, record: bytes) -> tuple[int, bytes] | None:
        if len(record) != _RECORD.size:
            return None
        seq, digest, seal = _RECORD.unpack(record)
        return (seq, digest) if hmac.compare_digest(seal, self._seal(seq, digest)) else None

    def _older(self) -> int:
        first, second = self._records()
        if first is None or second is None:
            return 0 if first is None else 1
        return 0 if first <= second else 1

    def _seal(self, seq: int, digest: bytes) -> bytes:
        if len(digest) != HASH_BYTES:
            msg = "a SHA-256 hash has 32 bytes"
            raise ValueError(msg)
        return hmac.digest(self._sealing, seq.to_bytes(8, "big") + digest, "sha256")


if hasattr(os, "pwrite"):

    def _put(number: int, record: bytes, at: int) -> None:
        os.pwrite(number, record, at)

else:

    def _put(number: int, record: bytes, at: int) -> None:
        os.lseek(number, at, os.SEEK_SET)
        os.write(number, record)
