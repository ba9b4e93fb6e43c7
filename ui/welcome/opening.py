"""What the first start needs of the operations; each may take a second and is done off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from shelter_admin.domain.errors import Failure

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk
    from shelter_admin.operations.opening import Created, NewPanti

Explain = Callable[[Failure], str]


class Opener(Protocol):
    """The operations that come before a Desk."""

    def create(self, path: Path, new: NewPanti, password: str) -> Created:
        """Make a store and sign its head in."""

    def unlock(self, path: Path, user: str, password: str) -> Desk:
        """Sign in to write."""
