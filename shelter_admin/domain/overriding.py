"""``override`` without its price, for what the login window loads.

typing_extensions takes some 25 ms to load, a fifth of a bare window's start; from Python 3.12 on ``typing`` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override as override  # noqa: PLC0414 - said again so that others may import it
else:
    M = TypeVar("M")

    def override(method: M) -> M:
        """Mark a method that takes the place of an inherited one."""
        return method
