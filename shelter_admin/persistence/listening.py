"""Hearing at once what other computers save at the same server, and noticing when it goes away and comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Final

from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.persistence.dialects import server_words
from shelter_admin.persistence.store import Store

EVERYTHING: Final = Changes(frozenset(Area))
_LOOK_SECONDS: Final = 0.25  # how soon a wish to stop is seen; words of others do not wait for it
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0


@dataclass(frozen=True, slots=True)
class Here:
    """The server answers. ``ahead`` is how far its clock is before this computer's."""

    ahead: timedelta


@dataclass(frozen=True, slots=True)
class Gone:
    """The server does not answer, or lets this computer in no longer."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody else saved something."""

    changes: Changes


Told = Here | Gone | Elsewhere


class Listening:
    """Listens on a thread of its own until it is closed. ``told`` is called on that thread.

    After an interruption ``Here`` is followed by ``Elsewhere`` with every area, as words may have been missed.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], told: Callable[[Told], None]) -> None:
        self._store, self._clock, self._told = store, clock, told
        self._closed, self._wake, self._doubted = Event(), Event(), Event()
        self._thread = Thread(target=self._run, name="listening", daemon=True)

    def begin(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def doubt(self) -> None:
        """Find out at once whether the server is there; the answer is told as ``Here`` or ``Gone``."""
        self._doubted.set()
        self._wake.set()

    def close(self) -> None:
        """Stop, within a moment; a connection just being tried is left to end by itself."""
        self._closed.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=4 * _LOOK_SECONDS)

    def _run(self) -> None:
        pause, missed = _FIRST_PAUSE, False
        while not self._closed.is_set():
            try:
                with server_words.listening(self._store.engine) as words:
                    self._tell(Here(words.now() - self._clock()))
                    if missed:
                        self._tell(Elsewhere(EVERYTHING))
                    pause, missed = _FIRST_PAUSE, True
                    self._listen(words)
            except Failure as failure:
                self._tell(Gone(failure))
                missed = True
            self._wake.wait(pause)
            self._wake.clear()
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _listen(self, words: server_words.Words) -> None:
        while not self._closed.is_set():
            for word in words.of_the_next(_LOOK_SECONDS):
                changes = changes_in(word, self._store.seat)
                if changes.areas:
                    self._tell(Elsewhere(changes))
            if self._doubted.is_set():
                self._doubted.clear()
                self._tell(Here(words.now() - self._clock()))

    def _tell(self, told: Told) -> None:
        if not self._closed.is_set():
            with suppress(RuntimeError):  # the window may go at this very moment
                self._told(told)


def changes_in(word: str, seat: str) -> Changes:
    """What somebody else changed; nothing for one's own word, everything for one that is not understood."""
    try:
        said = json.loads(word)
        if said["from"] == seat:
            return Changes()
        return Changes.of(*(Area(area) for area in said["areas"]))
    except (ValueError, KeyError, TypeError):
        return EVERYTHING


AWAY: Final = ("server_away", "server_away_unsure")


def is_away(failure: BaseException) -> bool:
    """Say whether a failure means that the server does not answer."""
    return isinstance(failure, Unavailable) and failure.code in AWAY
