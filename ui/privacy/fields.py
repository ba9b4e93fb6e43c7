"""A scan from a file, bounded before it is read."""

from __future__ import annotations

from pathlib import Path

from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.privacy.consent import MOST_SCAN_BYTES


def read_scan(path: Path) -> bytes:
    """The bytes of a file that may be a scan, bounded before it is read.

    Raises Refused ``scan_too_large`` or Unavailable ``file_not_usable``.
    """
    try:
        if path.stat().st_size > MOST_SCAN_BYTES:
            raise Refused("scan_too_large", field="scan", most=MOST_SCAN_BYTES // 1024 // 1024)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error
