"""Scans of signed papers: a PDF, JPEG or PNG, told by its content and not by its name, within bounds."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from threading import Lock
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.consent import MOST_SCAN_BYTES

MOST_PAGES: Final = 20
MOST_PIXELS: Final = 80_000_000
_KINDS: Final = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def kind_of(content: bytes, pdfium: Lock) -> str:
    """Tell ``pdf``, ``jpg`` or ``png`` once it was read as one.

    Raises Refused ``scan_too_large``, ``scan_unclear`` or ``scan_too_long``.
    """
    if len(content) > MOST_SCAN_BYTES:
        raise Refused("scan_too_large", field="scan", most=MOST_SCAN_BYTES // 1024 // 1024)
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if kind is None:
        raise Refused("scan_unclear", field="scan")
    if kind == "pdf":
        _require_pdf(content, pdfium)
    else:
        _require_picture(content)
    return kind


def _require_pdf(content: bytes, pdfium: Lock) -> None:
    from pypdfium2 import PdfDocument, PdfiumError

    with pdfium:
        try:
            document = PdfDocument(content)
        except PdfiumError as error:
            raise Refused("scan_unclear", field="scan") from error
        try:
            pages = len(document)
        finally:
            document.close()
    if not pages:
        raise Refused("scan_unclear", field="scan")
    if pages > MOST_PAGES:
        raise Refused("scan_too_long", field="scan", most=MOST_PAGES)


def _require_picture(content: bytes) -> None:
    from PIL import Image as Images

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Images.DecompressionBombWarning)
            with Images.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Refused("scan_unclear", field="scan")
                image.load()
    except (Images.DecompressionBombError, Images.DecompressionBombWarning) as error:
        raise Refused("scan_unclear", field="scan") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error) as error:
        raise Refused("scan_unclear", field="scan") from error
