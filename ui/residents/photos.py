"""Reading a picture from a file, bounded before it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from shelter_admin.domain.errors import Refused, Unavailable

BIGGEST_PHOTO: Final = 20_000_000
PICTURES: Final = "*.jpg *.jpeg *.png *.webp *.bmp"


def read_photo(path: Path) -> bytes:
    """The bytes of a file that may be a photo; raises Refused ``photo_too_large`` or Unavailable ``file_not_usable``.

    Whether it is a picture at all is checked where it is saved.
    """
    try:
        if path.stat().st_size > BIGGEST_PHOTO:
            raise Refused("photo_too_large", field="photo", most=BIGGEST_PHOTO // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error
