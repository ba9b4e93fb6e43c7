"""Where stores are, as this computer remembers them: files by their paths, stores on a server by their addresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from shelter_admin.domain.words import _

if TYPE_CHECKING:
    from shelter_admin.operations.sharing import ServerAddress

Place = Path | str
_SERVER: Final = ("postgresql:", "postgres:")


def place_of(kept: str) -> Place:
    """A file, or the address of a server, which stays text until the operations need it."""
    return kept if kept.lower().startswith(_SERVER) else Path(kept).absolute()


def kept(place: Place | ServerAddress) -> str:
    """The text a place is remembered by."""
    return str(place.absolute()) if isinstance(place, Path) else str(place)


def for_operations(place: Place) -> Path | ServerAddress:
    """The place as the operations take it; asked for by the worker, as it loads more than the first window needs."""
    if isinstance(place, Path):
        return place
    from shelter_admin.operations.places import place_at

    return place_at(place)


def is_there(place: Place) -> bool:
    """Say whether to offer it: a file that is there or left its copies behind; a server may be away just now."""
    if isinstance(place, str):
        return True
    return place.is_file() or place.with_name(f"{place.name}.copies").is_dir()


def shown(place: Place, *, twice: bool = False) -> str:
    """How a place is called in the list of stores; with its folder where the name is there twice."""
    if isinstance(place, str):
        return _("on the office server: {place}").format(place=place.split("//", 1)[-1])
    return f"{place.name}  ·  {place.parent.name}" if twice else place.name
