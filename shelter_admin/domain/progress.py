"""Long work reports its steps; stopping is a step that raises."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The user stopped a long act; its transaction rolls back and nothing is kept."""


class Progress(Protocol):
    """Where long work says how far it is."""

    def step(self, done: int, of: int) -> None:
        """Tell that ``done`` of ``of`` steps are finished; raises Cancelled when the user wants to stop."""


class Unwatched:
    """Progress that nobody looks at."""

    def step(self, done: int, of: int) -> None:
        """Take the news and do nothing."""


UNWATCHED: Progress = Unwatched()
