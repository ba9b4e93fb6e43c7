"""A duplicate for a lost certificate: the very pages that were issued, each marked DUPLIKAT with its day and number."""

from __future__ import annotations

from io import BytesIO
from math import atan2, degrees
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import DuplicateMark
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import long_date, number
from shelter_admin.domain.words import _
from shelter_admin.reports.certificate_lines import middle_line
from shelter_admin.reports.fonts import PLAIN, STRONG, embed

DUPLICATE: Final = "DUPLIKAT"
_RED: Final = HexColor("#A3222B")
_PALE: Final = 0.10
_ABOVE: Final = 43.0


def duplicate_pdf(issued: bytes, mark: DuplicateMark, filename: str) -> Document:
    """Mark every page of an issued paper; what stands on it, its title and its code stay. Lock of PDFium held."""
    import pypdfium2

    paper = pypdfium2.PdfDocument(issued)
    try:
        for at in range(len(paper)):
            _mark(paper, paper[at], mark)
        buffer = BytesIO()
        paper.save(buffer)
    finally:
        paper.close()
    return Document(filename, buffer.getvalue())


def _mark(paper: Any, page: Any, mark: DuplicateMark) -> None:  # pypdfium2 has no types
    import pypdfium2

    stamp = pypdfium2.PdfDocument(_stamp(page.get_size(), mark))
    try:
        form = stamp.page_as_xobject(0, paper)
        page.insert_obj(form.as_pageobject())
        page.gen_content()
        form.close()
    finally:
        page.close()
        stamp.close()


def _stamp(size: tuple[float, float], mark: DuplicateMark) -> bytes:
    """One page that holds nothing but the mark: a line at its head and the word across it, so pale that all is read."""
    embed()
    wide, high = size
    buffer = BytesIO()
    look: dict[str, Any] = {"initialFontName": PLAIN}
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1, **look)
    told = _("DUPLICATE, copy {copy} of {day}, in place of the lost paper; number and code stay the same")
    words = told.format(copy=number(mark.copy_number), day=long_date(mark.issued_on))
    middle_line(canvas, words, wide / 2, high - _ABOVE, 9.5, wide - 120, font=STRONG, ink=_RED)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(degrees(atan2(high, wide)))
    canvas.setFillColor(_RED)
    canvas.setFillAlpha(_PALE)
    canvas.setFont(STRONG, 128)
    canvas.drawCentredString(0, -46, DUPLICATE)
    canvas.save()
    return buffer.getvalue()
