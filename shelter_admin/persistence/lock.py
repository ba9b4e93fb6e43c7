"""One writing program per store file. The lock is the operating system's and dies with the process."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence.durable import why_not

ENDING: Final = ".lock"
_MOST_BYTES: Final = 4096
_LOCKED_BYTE: Final = 1 << 30  # far behind the text, which others must be able to read on Windows too

if sys.platform == "win32":
    import msvcrt

    def _take_hold(number: int) -> None:
        os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

    def _let_go(number: int) -> None:
        os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

    _BUSY: tuple[type[OSError], ...] = (PermissionError,)

else:
    import fcntl

    def _take_hold(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)

    _BUSY: tuple[type[OSError], ...] = (BlockingIOError,)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the store open for writing, since when, on which machine and in which process."""

    who: str
    since: datetime
    host: str
    pid: int


class WriterLock:
    """The right to write to one store, held until it is released or the process ends."""

    def __init__(self, number: int) -> None:
        self._number: int | None = number

    @classmethod
    def take(cls, path: Path, who: str, now: datetime) -> WriterLock:
        """Take the right to write, or refuse saying who has the store open since when.

        ``path`` is the lock file; it stays behind empty, as removing it could give two programs one lock each.
        """
        try:
            number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise why_not(error, path) from error
        try:
            _take_hold(number)
        except _BUSY as error:
            holder = _holder(number)
            os.close(number)
            raise _in_use(holder) from error
        except OSError as error:
            os.close(number)
            raise Unavailable("folder_cannot_lock") from error
        _leave_word(number, who, now)
        return cls(number)

    def tell(self, who: str, now: datetime) -> None:
        """Say that another user has the store open now (quick switch of user)."""
        if self._number is not None:
            _leave_word(self._number, who, now)

    def release(self) -> None:
        """Let others write; releasing twice is harmless."""
        if self._number is None:
            return
        number, self._number = self._number, None
        with suppress(OSError):
            os.ftruncate(number, 0)
            _let_go(number)
        os.close(number)

    def __enter__(self) -> WriterLock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


@contextmanager
def held(path: Path, seconds: float) -> Iterator[None]:
    """Work on small files beside the store while no other program of this computer does; waits for it, not for ever.

    Raises Unavailable ``store_busy`` once ``seconds`` have passed.
    """
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise why_not(error, path) from error
    try:
        _wait_for_hold(number, seconds)
        yield
    finally:
        with suppress(OSError):
            _let_go(number)
        os.close(number)


def _wait_for_hold(number: int, seconds: float) -> None:
    for _try in range(int(seconds / _AGAIN) + 1):
        try:
            _take_hold(number)
        except _BUSY:
            time.sleep(_AGAIN)
        except OSError as error:
            raise Unavailable("folder_cannot_lock") from error
        else:
            return
    raise Unavailable("store_busy")


_AGAIN: Final = 0.02


def _in_use(holder: Holder | None) -> Unavailable:
    if holder is None:
        return Unavailable("store_in_use_by_unknown")
    return Unavailable("store_in_use", who=holder.who, since=holder.since, host=holder.host)


def _leave_word(number: int, who: str, now: datetime) -> None:
    """Say who holds the lock; a full disk costs the words, not the lock."""
    word = {"who": who, "since": now.astimezone(UTC).isoformat(), "host": socket.gethostname(), "pid": os.getpid()}
    with suppress(OSError):
        os.ftruncate(number, 0)
        os.lseek(number, 0, os.SEEK_SET)
        os.write(number, json.dumps(word).encode())


def _holder(number: int) -> Holder | None:
    """Read who holds the lock; the holder may just be writing it, so ask a few times."""
    for _try in range(5):
        try:
            os.lseek(number, 0, os.SEEK_SET)
            word = json.loads(os.read(number, _MOST_BYTES))
            return Holder(str(word["who"]), datetime.fromisoformat(word["since"]), str(word["host"]), int(word["pid"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            time.sleep(0.02)
    return None
