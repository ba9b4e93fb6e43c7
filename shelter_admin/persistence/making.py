"""How a new store comes to its place: made in a folder of its own, moved there whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.durable import beside, settle_folder, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.tries import ENDING as TRIES_ENDING
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING

_MOVED: Final = (KEYS_ENDING, WITNESS_ENDING, "")  # the store file last: with it the store is there, whole


def make_folder(path: Path) -> None:
    """Make the folder of a file, for its owner only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise why_not(error, path) from error


def take_companions(path: Path) -> None:
    """Remove what lies on this computer beside a store on a server."""
    for ending in (KEYS_ENDING, WITNESS_ENDING, TRIES_ENDING):
        beside(path, ending).unlink(missing_ok=True)


def require_free(path: Path) -> None:
    """Refuse a place where a store or its key file lies already (``store_exists``, ``key_file_exists``)."""
    if path.exists():
        raise Unavailable("store_exists", file=path.name)
    if beside(path, KEYS_ENDING).exists():
        raise Unavailable("key_file_exists", file=beside(path, KEYS_ENDING).name)


@contextmanager
def workshop(path: Path) -> Iterator[Path]:
    """A folder beside the future store in which it is made; it is gone afterwards, with what was not moved out."""
    folder = path.with_name(f".{path.name}.{new_id()[-12:]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise why_not(error, path) from error
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move_into_place(made: Path, path: Path) -> None:
    """Move a finished store into place, the store file last; whoever was faster keeps theirs."""
    moved: list[Path] = []
    try:
        require_free(path)
        for ending in _MOVED:
            beside(made, ending).rename(beside(path, ending))
            moved.append(beside(path, ending))
        settle_folder(path.parent)
    except OSError as error:
        for target in moved:
            target.unlink(missing_ok=True)
        raise why_not(error, path) from error


def take_made(path: Path) -> None:
    """Take a store away that was moved into place and could not be entered."""
    for ending in _MOVED:
        beside(path, ending).unlink(missing_ok=True)
