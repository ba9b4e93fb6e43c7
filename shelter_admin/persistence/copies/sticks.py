"""Sticks: what is plugged in, which ones the panti chose, and the copy that goes there as well.

A stick is chosen once by a folder that bears the panti's code. Only encrypted copies are ever written to it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Final

from shelter_admin.domain.copies import CopyLine
from shelter_admin.domain.errors import Damaged
from shelter_admin.persistence.copies.making import copies_in, keys_of, thin_out
from shelter_admin.persistence.durable import beside, replace_file, settle_folder, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING

_BLOCK: Final = 1 << 20
_MOUNTED_UNDER: Final = ("/media/", "/run/media/")
_MOUNTS: Final = Path("/proc/self/mounts")
_REMOVABLE: Final = 2  # GetDriveTypeW: DRIVE_REMOVABLE


def removable() -> list[Path]:
    """The sticks that are plugged in and mounted, by the system's own list; none where it cannot be asked."""
    try:
        if sys.platform == "win32":
            return _drives()
        if sys.platform == "darwin":
            return sorted(path for path in Path("/Volumes").iterdir() if path.is_mount())
        return _mounted(_MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return []


def _mounted(listed: str) -> list[Path]:
    """The mount points of real devices below the folders where desktops mount sticks."""
    points = [line.split(" ")[1] for line in listed.splitlines() if line.startswith("/dev/") and line.count(" ") > 1]
    plain = [re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point) for point in points]
    return sorted({Path(point) for point in plain if point.startswith(_MOUNTED_UNDER)})


def _drives() -> list[Path]:
    """The drives that Windows calls removable."""
    import ctypes

    kernel: object = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    there: int = kernel.GetLogicalDrives()  # type: ignore[attr-defined]
    letters = [chr(ord("A") + at) for at in range(26) if there >> at & 1]
    kind = kernel.GetDriveTypeW  # type: ignore[attr-defined]
    return [Path(f"{letter}:\\") for letter in letters if kind(f"{letter}:\\") == _REMOVABLE]


def folder_on(stick: Path, code: str) -> Path:
    """The folder that chooses a stick, and holds its copies."""
    return stick / f"SALINAN-{code}"


def is_chosen(stick: Path, code: str) -> bool:
    """Say whether this stick is to get every copy."""
    return folder_on(stick, code).is_dir()


def choose(stick: Path, code: str) -> None:
    """Let this stick get every copy from now on; raises Unavailable where it cannot be written to."""
    try:
        folder_on(stick, code).mkdir(exist_ok=True)
    except OSError as error:
        raise why_not(error, folder_on(stick, code)) from error


def newest_on(stick: Path, code: str) -> CopyLine | None:
    """The newest copy on a stick."""
    return next(iter(copies_in(folder_on(stick, code), code)), None)


def keep_on(copy: Path, stick: Path, code: str) -> Path:
    """Put a copy on a stick as well, read back byte for byte, and thin out there; one that is there stays.

    Raises Unavailable (``disk_full``, ``no_right_to_file``, …) or Damaged ``copy_differs``; nothing half-made stays.
    """
    target = folder_on(stick, code) / copy.name
    unfinished = target.with_name(f".{target.name}.new")
    if target.exists():
        return target
    try:
        with copy.open("rb") as source, unfinished.open("wb") as written:
            shutil.copyfileobj(source, written, _BLOCK)
            written.flush()
            os.fsync(written.fileno())
        if _digest(copy) != _digest(unfinished):
            raise Damaged("copy_differs")
        keys = keys_of(copy)
        if keys is not None:
            replace_file(beside(target, KEYS_ENDING), keys)
        unfinished.rename(target)
        settle_folder(target.parent)
        thin_out(target.parent, code)
    except OSError as error:
        raise why_not(error, target) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
