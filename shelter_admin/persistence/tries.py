"""Wrong passwords slow the next try down. The count lies beside the store and holds no name."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence.durable import replace_file
from shelter_admin.persistence.keys import folded

ENDING: Final = ".tries"
_FREE: Final = 4
_LONGEST: Final = 60.0
_MOST_USERS: Final = 200


class Tries:
    """Counts wrong passwords per user: from the fifth on the next try waits 2, 4, 8 … 60 seconds.

    A file that is missing, damaged or not writable counts as empty: it only slows down, it never locks anybody out.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def delay_before(self, user: str, now: datetime) -> float:
        """Say how many seconds this user still has to wait; 0 when the next try may be made."""
        salt, counts = self._read()
        wrong, last = counts.get(_name(salt, user), (0, now))
        if wrong <= _FREE:
            return 0.0
        pause = min(_LONGEST, 2.0 ** min(wrong - _FREE, 10))
        passed = (now - last).total_seconds()
        return min(pause, max(0.0, pause - passed))  # a clock set back never makes the wait longer

    def wrong(self, user: str) -> int:
        """Say how many wrong passwords were given for this user since the last right one."""
        salt, counts = self._read()
        return counts.get(_name(salt, user), (0, None))[0]

    def failed(self, user: str, now: datetime) -> None:
        """Count one wrong password."""
        salt, counts = self._read()
        name = _name(salt, user)
        wrong, _last = counts.pop(name, (0, now))
        counts[name] = (wrong + 1, now)
        self._write(salt, counts)

    def succeeded(self, user: str) -> None:
        """Forget the wrong ones after a right one."""
        salt, counts = self._read()
        if counts.pop(_name(salt, user), None) is not None:
            self._write(salt, counts)

    def _read(self) -> tuple[str, dict[str, tuple[int, datetime]]]:
        try:
            plain = json.loads(self._path.read_bytes())
            counts = {
                str(name): (int(wrong), datetime.fromisoformat(last).astimezone(UTC))
                for name, (wrong, last) in plain["users"].items()
            }
            return str(plain["salt"]), counts
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return secrets.token_hex(8), {}

    def _write(self, salt: str, counts: dict[str, tuple[int, datetime]]) -> None:
        newest = list(counts.items())[-_MOST_USERS:]
        users = {name: [wrong, last.isoformat()] for name, (wrong, last) in newest}
        try:
            replace_file(self._path, json.dumps({"salt": salt, "users": users}).encode(), lasting=False)
        except Unavailable:
            return  # a folder without write right must not stop a right password


def _name(salt: str, user: str) -> str:
    """Hide the name: people type their password into the wrong field."""
    return hashlib.sha256(f"{salt}:{folded(user)}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
