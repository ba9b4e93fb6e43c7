"""Small files beside the store: written whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryFile

from shelter_admin.domain.errors import Unavailable


def beside(store: Path, ending: str) -> Path:
    """Name a file that lies beside the store and carries its name."""
    return store.with_name(store.name + ending)


def replace_file(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Put new content in place of the old in one step: after a crash the file is the old or the new one, whole.

    ``lasting`` waits until the disk has it. Only the owner may read the file.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        _write(fresh, content, lasting=lasting)
        fresh.replace(path)
        if lasting:
            settle_folder(path.parent)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise why_not(error, path) from error


def folder_for_files(folder: Path) -> Path:
    """Make a folder and see that a file can be written in it, before anything is done that is to end in one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise why_not(error, folder) from error


def why_not(error: OSError, path: Path) -> Unavailable:
    """Tell what the surroundings refused, as the failure that says what to do."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("disk_full")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Unavailable("no_right_to_file", file=path.name)
    return Unavailable("file_not_usable", file=path.name)


def _write(path: Path, content: bytes, *, lasting: bool) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        if lasting:
            os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Make the renaming itself last; Windows neither needs nor offers it."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
