"""Pictures of residents: taken from any usual file, kept small, without what a camera writes beside them."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.residents import Photo
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import seen_by
from shelter_admin.persistence.people.tables import PhotoTable

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 80_000_000
SIDE: Final = 480
KEPT_BYTES: Final = 60 * 1024
_SIDES: Final = (SIDE, 320, 160)
_QUALITIES: Final = (85, 75, 65, 55, 45, 35, 25)
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


def small_jpeg(content: bytes) -> bytes:
    """Make a JPEG of at most 480 pixels a side and 60 KB, upright, without place or device.

    Raises Refused ``photo_too_large``, ``photo_too_many_pixels`` or ``photo_unreadable``.
    """
    if len(content) > MOST_BYTES:
        raise Refused("photo_too_large", field="photo", most=MOST_BYTES // 1024 // 1024)
    from PIL import Image as Images
    from PIL import ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Images.DecompressionBombWarning)
            image: Image = Images.open(BytesIO(content), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise Refused("photo_too_many_pixels", field="photo")
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            image = ImageOps.exif_transpose(image)
            image.thumbnail((SIDE, SIDE))
            return _written(_on_white(image))
    except (Images.DecompressionBombError, Images.DecompressionBombWarning) as error:
        raise Refused("photo_too_many_pixels", field="photo") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error) as error:
        raise Refused("photo_unreadable", field="photo") from error


def _on_white(image: Image) -> Image:
    """Put a see-through picture on white, as a JPEG knows no transparency."""
    if image.mode in {"RGB", "L"}:
        return image.convert("RGB")
    from PIL import Image as Images

    solid = image.convert("RGBA")
    white = Images.new("RGBA", solid.size, "white")
    return Images.alpha_composite(white, solid).convert("RGB")


def _written(image: Image) -> bytes:
    """Write a JPEG that fits: at first coarser, then smaller; the smallest fits whatever it shows."""
    kept = b""
    for side in _SIDES:
        image.thumbnail((side, side))
        for quality in _QUALITIES:
            out = BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True)
            kept = out.getvalue()
            if len(kept) <= KEPT_BYTES:
                return kept
    return kept


def add(session: Session, person_id: str, content: bytes) -> str:
    """Keep a new picture of a person, scaled down; tells its id."""
    photo = PhotoTable(id=new_id(), person_id=person_id, content=small_jpeg(content))
    session.add(photo)
    session.flush()
    return photo.id


def load(session: Session, sight: Sight, photo_id: str) -> Photo:
    """Load a picture of somebody the reader sees; raises Refused ``photo_unknown``."""
    query = select(PhotoTable.content).where(PhotoTable.id == photo_id, seen_by(sight, PhotoTable.person_id))
    content = session.scalars(query).first()
    if content is None:
        raise Refused("photo_unknown", field="photo_id")
    return Photo(photo_id, content)


def load_many(session: Session, sight: Sight, photo_ids: Sequence[str]) -> dict[str, bytes]:
    """Load the pictures of these ids whose people the reader sees; the others are left out."""
    query = select(PhotoTable.id, PhotoTable.content).where(
        PhotoTable.id.in_(list(photo_ids)), seen_by(sight, PhotoTable.person_id)
    )
    return {row.id: row.content for row in session.execute(query)}


def remove(session: Session, person_id: str, photo_id: str) -> None:
    """Remove a picture; the history keeps that there was one, not what it showed."""
    photo = session.get(PhotoTable, photo_id)
    if photo is None or photo.person_id != person_id:
        raise Refused("photo_unknown", field="photo_id")
    session.delete(photo)
    session.flush()
