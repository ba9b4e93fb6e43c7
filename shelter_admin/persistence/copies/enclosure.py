"""What is enclosed with a copy: behind its last page lie the slots that open it and the list of what it should hold.

A copy whose key file got lost still opens, as the slots need no key to be read; and a rehearsal can count the copy
against the very numbers it was made with. The list is sealed by the store key. The database never reads behind its
own last page, so an older version of the program opens such a copy all the same.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain.errors import Damaged, Unavailable
from shelter_admin.persistence.audit import BEGINNING, Link
from shelter_admin.persistence.durable import why_not

FORMAT: Final = 1
BLOCK: Final = 4096
_MOST_BYTES: Final = 8 * 1024 * 1024
_MAGIC: Final = b"shelter enclosed"
# Mark, bytes of the list, bytes of the whole enclosure, SHA-256 of all that comes before.
_FOOT: Final = struct.Struct(">16sII32s")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The key file as it was, the rows of each table, the newest entry of the log, and the schema."""

    keys: bytes = field(repr=False)
    rows: Mapping[str, int]
    newest: Link
    schema: int
    seal: str = ""

    def sealed(self, key: bytes) -> Enclosure:
        """The same with the seal of this store key."""
        return replace(self, seal=_seal(key, self._plain()))

    def require_sealed(self, key: bytes) -> None:
        """Raise Damaged ``copy_damaged`` where another hand wrote the list."""
        if not hmac.compare_digest(self.seal, _seal(key, self._plain())):
            raise Damaged("copy_damaged")

    def content(self) -> bytes:
        """The enclosure as it stands in the file, filled up to whole blocks."""
        plain = json.dumps({**self._plain(), "seal": self.seal}, sort_keys=True).encode()
        size = -(-(len(plain) + _FOOT.size) // BLOCK) * BLOCK
        block = plain.rjust(size - _FOOT.size, b"\0")
        return block + _FOOT.pack(_MAGIC, len(plain), size, hashlib.sha256(block).digest())

    def _plain(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "keys": self.keys.decode("utf-8", "surrogateescape"),
            "rows": dict(self.rows),
            "no": self.newest.no,
            "hash": self.newest.hash,
            "schema": self.schema,
        }


def _seal(key: bytes, plain: Mapping[str, Any]) -> str:
    sealing = hmac.digest(key, b"shelter_admin enclosure of a copy 1", "sha256")
    return hmac.digest(sealing, json.dumps(plain, sort_keys=True).encode(), "sha256").hex()


def enclose(path: Path, enclosure: Enclosure) -> None:
    """Add the enclosure behind the last byte of a copy that has none yet."""
    with path.open("ab") as file:
        file.write(enclosure.content())
        file.flush()
        os.fsync(file.fileno())


def split(path: Path) -> tuple[int, Enclosure | None]:
    """Say how many bytes of the file are the copy itself, and read what is enclosed; older copies have nothing.

    Raises Damaged ``copy_damaged`` where an enclosure was written and cannot be read any more.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            mark, length, whole, digest = _foot(file, size)
            if mark != _MAGIC:
                return size, None
            if not length + _FOOT.size <= whole <= min(size, _MOST_BYTES) or whole % BLOCK:
                raise Damaged("copy_damaged")
            file.seek(size - whole)
            block = file.read(whole - _FOOT.size)
    except OSError as error:
        raise why_not(error, path) from error
    if hashlib.sha256(block).digest() != digest:
        raise Damaged("copy_damaged")
    return size - whole, _read(block[len(block) - length :])


def _foot(file: Any, size: int) -> tuple[bytes, int, int, bytes]:
    if size < _FOOT.size:
        return b"", 0, 0, b""
    file.seek(size - _FOOT.size)
    mark, length, whole, digest = _FOOT.unpack(file.read(_FOOT.size))
    return mark, length, whole, digest


def _read(plain: bytes) -> Enclosure:
    try:
        said = json.loads(plain)
        if said["format"] != FORMAT:
            raise Damaged("copy_damaged")
        rows = {str(name): int(count) for name, count in said["rows"].items()}
        newest = Link(int(said["no"]), str(said["hash"]) or BEGINNING)
        keys = said["keys"].encode("utf-8", "surrogateescape")
        return Enclosure(keys, rows, newest, int(said["schema"]), str(said["seal"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("copy_damaged") from error


def enclosed_keys(path: Path) -> bytes | None:
    """The key file enclosed with a copy; None for any other file and where it cannot be read."""
    try:
        found = split(path)[1]
    except (Damaged, Unavailable):
        return None
    return found.keys if found is not None else None
