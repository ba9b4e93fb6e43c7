"""Scans made fit to keep: a PDF as it came, a picture upright and scaled down, each with a small one for lists.

What a camera writes beside a picture, such as place and device, is left out.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Final

from shelter_admin.domain.documents import (
    MOST_BYTES,
    MOST_PICTURE_BYTES,
    MOST_SIDE,
    SMALL_BYTES,
    SMALL_SIDE,
    MediaType,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.scans import MOST_PIXELS, kind_of

if TYPE_CHECKING:
    from PIL.Image import Image

_PDF: Final = b"%PDF-"
_QUALITIES: Final = (85, 75, 60, 45, 30, 20)
_MOST_PNG: Final = 1024 * 1024
"""A PNG larger than this is a photo; as a JPEG it takes a fifth of the room."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as it is kept; ``small`` is None where no picture can be made of it."""

    media_type: MediaType
    content: bytes = field(repr=False)
    small: bytes | None = field(default=None, repr=False)


def prepared(content: bytes, pdfium: Lock) -> Scan:
    """Make a scan fit to keep.

    Raises Refused ``scan_too_large``, ``scan_too_long`` or ``scan_unclear`` for what is no PDF, JPEG or PNG.
    """
    if content.startswith(_PDF):
        kind_of(content, pdfium)
        return Scan(MediaType.PDF, content, _of_first_page(content, pdfium))
    if len(content) > MOST_PICTURE_BYTES:
        raise Refused("scan_too_large", field="scan", most=MOST_PICTURE_BYTES // 1024 // 1024)
    with _picture(content) as image:
        as_png = image.format == "PNG"
        upright = _scaled(image)
        kept = _png(upright) if as_png else b""
        media = MediaType.PNG if kept and len(kept) <= _MOST_PNG else MediaType.JPEG
        whole = kept if media is MediaType.PNG else _jpeg(upright, MOST_BYTES)
        return Scan(media, whole, small_of(upright))


@contextmanager
def _picture(content: bytes) -> Iterator[Image]:
    from PIL import Image as Images

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Images.DecompressionBombWarning)
            with Images.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Refused("scan_unclear", field="scan")
                yield image
    except (Images.DecompressionBombError, Images.DecompressionBombWarning) as error:
        raise Refused("scan_unclear", field="scan") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error) as error:
        raise Refused("scan_unclear", field="scan") from error


def _scaled(image: Image) -> Image:
    """The picture upright on white, at most MOST_SIDE a side."""
    from PIL import Image as Images
    from PIL import ImageOps

    image.draft("RGB", (2 * MOST_SIDE, 2 * MOST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((MOST_SIDE, MOST_SIDE))
    if upright.mode in {"RGB", "L"}:
        return upright.convert("RGB")
    solid = upright.convert("RGBA")
    return Images.alpha_composite(Images.new("RGBA", solid.size, "white"), solid).convert("RGB")


def _png(image: Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _jpeg(image: Image, most: int) -> bytes:
    """A JPEG as fine as fits into ``most`` bytes."""
    kept = b""
    for quality in _QUALITIES:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        kept = out.getvalue()
        if len(kept) <= most:
            break
    return kept


def small_of(image: Image) -> bytes:
    """A picture for lists, of at most SMALL_SIDE pixels a side and SMALL_BYTES."""
    small = image.convert("RGB")
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return _jpeg(small, SMALL_BYTES)


def _of_first_page(content: bytes, pdfium: Lock) -> bytes | None:
    """The first page as a small picture, None where it cannot be drawn."""
    from pypdfium2 import PdfDocument, PdfiumError

    with pdfium:
        document = PdfDocument(content)
        try:
            page = document[0]
            scale = SMALL_SIDE / max(page.get_width(), page.get_height(), 1)
            return small_of(page.render(scale=scale).to_pil())
        except PdfiumError:
            return None
        finally:
            document.close()
