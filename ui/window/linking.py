"""What links a window to a server: loaded only where the store is on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shelter_admin.operations.link import Link


def link_for(desk: Any) -> Link | None:
    """What a desk at a server is linked by; for a store in a file nothing of it is loaded."""
    if getattr(getattr(desk, "store", None), "server", None) is None:
        return None
    from shelter_admin.operations.link import link_of

    return link_of(desk)
