"""Where a store is, as the screens keep it: the path of a file, or the address of a server as text."""

from __future__ import annotations

from shelter_admin.persistence.address import Place, read_place


def place_at(kept: str) -> Place:
    """Read a place as it is kept or typed; raises Unavailable ``address_unclear``."""
    return read_place(kept)
