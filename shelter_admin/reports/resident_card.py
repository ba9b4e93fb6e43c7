"""Residents' cards: photo, name, number, panti and the code, on CR80, on A7, or eight A7 cards on A4 to cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.cards import CardFace, CardFormat, CardSymbol
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _, spoken
from shelter_admin.reports.fonts import PLAIN, STRONG, embed, printable
from shelter_admin.reports.page import ACCENT, INK, LINE, MUTED, STRIP, WHITE, fitted
from shelter_admin.reports.qr import draw_qr, matrix_of, qr_side

_A7: Final = (105 * mm, 74 * mm)
_CR80: Final = (85.6 * mm, 54 * mm)
_MODULE: Final = 0.28 * mm
"""A bar at least 0.25 mm wide is read by every usual reader from an office printer."""
_ACROSS: Final = 2
_DOWN: Final = 4


@dataclass(frozen=True, slots=True)
class _Size:
    """The measures of one card."""

    wide: float
    high: float
    edge: float
    head: float
    photo: tuple[float, float]
    name: float


_SIZES: Final = {
    CardFormat.A4: _Size(*_A7, 5 * mm, 13 * mm, (27 * mm, 36 * mm), 13),
    CardFormat.A7: _Size(*_A7, 5 * mm, 13 * mm, (27 * mm, 36 * mm), 13),
    CardFormat.CR80: _Size(*_CR80, 3.5 * mm, 9.5 * mm, (18 * mm, 24 * mm), 10.5),
}


def resident_cards(faces: Sequence[CardFace], paper: CardFormat, symbol: CardSymbol, imprint: Imprint) -> Document:
    """Print these cards in their order."""
    embed()
    buffer = BytesIO()
    size = _SIZES[paper]
    page = A4 if paper is CardFormat.A4 else (size.wide, size.high)
    look: dict[str, Any] = {"initialFontName": PLAIN, "lang": spoken()}
    canvas = Canvas(buffer, pagesize=page, invariant=1, **look)
    canvas.setTitle(printable(_("Residents' cards")))
    canvas.setAuthor(printable(imprint.letterhead.unit or imprint.panti))
    on_a_page = _ACROSS * _DOWN if paper is CardFormat.A4 else 1
    for at, face in enumerate(faces):
        place = at % on_a_page
        if at and not place:
            canvas.showPage()
        left, bottom = _corner(paper, size, place)
        canvas.saveState()
        canvas.translate(left, bottom)
        _draw(canvas, face, size, symbol, imprint)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return Document(f"{_('resident-cards')}-{short_date(imprint.printed_at.date())}.pdf", buffer.getvalue())


def _corner(paper: CardFormat, size: _Size, place: int) -> tuple[float, float]:
    if paper is not CardFormat.A4:
        return 0.0, 0.0
    down, across = divmod(place, _ACROSS)
    return across * size.wide, A4[1] - (down + 1) * A4[1] / _DOWN


def _draw(canvas: Canvas, face: CardFace, size: _Size, symbol: CardSymbol, imprint: Imprint) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.rect(0.2, 0.2, size.wide - 0.4, size.high - 0.4)
    _draw_head(canvas, size, imprint)
    top = size.high - size.head - size.edge * 0.7
    _draw_photo(canvas, face, size, top)
    _draw_words(canvas, face, size, top)
    _draw_code(canvas, face, size, symbol)


def _draw_head(canvas: Canvas, size: _Size, imprint: Imprint) -> None:
    canvas.setFillColor(ACCENT)
    canvas.rect(0, size.high - size.head, size.wide, size.head, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    unit = imprint.letterhead.unit or imprint.panti
    room, size_of = size.wide - 2 * size.edge, size.head * 0.34
    canvas.setFont(STRONG, size_of)
    middle = size.high - size.head / 2
    canvas.drawString(size.edge, middle + size_of * 0.12, fitted(unit, room, size_of, STRONG))
    canvas.setFont(PLAIN, size_of * 0.72)
    canvas.drawString(size.edge, middle - size_of, fitted(_("Resident's card"), room, size_of * 0.72))


def _draw_photo(canvas: Canvas, face: CardFace, size: _Size, top: float) -> None:
    """Draw the picture, filling its frame and never distorted; without one the frame stays to glue one in."""
    wide, high = size.photo
    left, bottom = size.edge, top - high
    canvas.setFillColor(STRIP)
    canvas.rect(left, bottom, wide, high, stroke=0, fill=1)
    if face.photo:
        picture = ImageReader(BytesIO(face.photo))
        own_wide, own_high = picture.getSize()
        scale = max(wide / own_wide, high / own_high)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(left, bottom, wide, high)
        canvas.clipPath(path, stroke=0)
        drawn_wide, drawn_high = own_wide * scale, own_high * scale
        canvas.drawImage(
            picture, left - (drawn_wide - wide) / 2, bottom - (drawn_high - high) / 2, drawn_wide, drawn_high
        )
        canvas.restoreState()
    canvas.setStrokeColor(LINE)
    canvas.rect(left, bottom, wide, high)


def _draw_words(canvas: Canvas, face: CardFace, size: _Size, top: float) -> None:
    left = size.edge + size.photo[0] + size.edge * 0.8
    room = size.wide - left - size.edge
    canvas.setFillColor(INK)
    line = top - size.name * 0.8
    canvas.setFont(STRONG, size.name)
    for words in _two_lines(printable(face.name), room, size.name):
        canvas.drawString(left, line, words)
        line -= size.name * 1.2
    canvas.setFont(STRONG, size.name * 0.85)
    canvas.drawString(left, line - size.name * 0.15, fitted(face.number, room, size.name * 0.85, STRONG))
    canvas.setFillColor(MUTED)
    canvas.setFont(PLAIN, size.name * 0.55)
    issued = _("issued {day}").format(day=short_date(face.issued_on))
    canvas.drawString(left, line - size.name * 1.1, fitted(issued, room, size.name * 0.55))


def _two_lines(name: str, room: float, size: float) -> list[str]:
    """Set a name on one line or two, by its words; only what does not fit on two is shortened."""
    first: list[str] = []
    words = name.split()
    while words and stringWidth(" ".join([*first, words[0]]), STRONG, size) <= room:
        first.append(words.pop(0))
    if not first:
        return [fitted(name, room, size, STRONG)]
    return [" ".join(first), *([fitted(" ".join(words), room, size, STRONG)] if words else [])]


def _draw_code(canvas: Canvas, face: CardFace, size: _Size, symbol: CardSymbol) -> None:
    """Draw the code at the foot, and its symbols in writing for where the reader is broken."""
    if symbol is CardSymbol.QR:
        matrix = matrix_of(face.code)
        side = qr_side(len(matrix))
        draw_qr(canvas, matrix, size.wide - side - size.edge * 0.4, size.edge * 0.4)
        canvas.setFillColor(MUTED)
        canvas.setFont(PLAIN, 7.5)
        canvas.drawString(size.edge, size.edge, face.code)
        return
    bars = Code128(face.code, barHeight=size.high * 0.15, barWidth=_MODULE, quiet=0)
    left = (size.wide - bars.width) / 2
    canvas.setFillColor(INK)
    bars.drawOn(canvas, left, size.edge + 1.5 * mm)
    canvas.setFillColor(MUTED)
    canvas.setFont(PLAIN, 7.5)
    canvas.drawCentredString(size.wide / 2, size.edge - 1.2 * mm, face.code)
