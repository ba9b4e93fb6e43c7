"""What signing in needs of the operations, and how an attempt comes back: a Desk, or a failure with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from shelter_admin.domain.errors import Failure

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk
    from shelter_admin.operations.sharing import ServerAddress

Explain = Callable[[Failure], str]


class Opener(Protocol):
    """The operations that come before a Desk; each may take a second and is done off the window's thread."""

    def unlock(self, path: Path | ServerAddress, user: str, password: str) -> Desk:
        """Sign in to write."""

    def look_into(self, path: Path | ServerAddress, user: str, password: str) -> Desk:
        """Sign in to read, beside the program that writes."""

    def open_copy(self, path: Path, user: str, password: str) -> Desk:
        """Open a copy to read it."""

    def switch(self, desk: Desk, user: str, password: str) -> Desk:
        """Let somebody sit down at the open store."""

    def unlock_with_recovery(self, path: Path | ServerAddress, code: str, user: str, new_password: str) -> Desk:
        """Come in with the recovery sheet and a new password."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How signing in went. The sentence is made by the worker: the words of all operations load slowly."""

    desk: Any = None
    failure: Failure | None = None
    sentence: str = ""


def attempt(enter: Callable[[], Any], explain: Explain) -> Attempt:
    """Try to come in; an expected failure is an answer, not an exception."""
    try:
        return Attempt(desk=enter())
    except Failure as failure:
        return Attempt(failure=failure, sentence=explain(failure))
