"""The front of a certificate."""

from __future__ import annotations

from typing import Final

from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import CertificatePaper
from shelter_admin.domain.certificates.template import Border
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import _
from shelter_admin.reports.certificate_lines import balanced, centred, middle_line, size_for
from shelter_admin.reports.certificate_parts import (
    BOTTOM,
    HIGH,
    INNER,
    LEFT,
    LOGO,
    MIDDLE,
    PHOTO,
    WIDE,
    Furniture,
    code,
    logo,
    logos_of,
    photo,
    signature,
    specimen,
)
from shelter_admin.reports.certificate_wording import facts_of, filled, under_name, what_was_done
from shelter_admin.reports.fonts import PLAIN, STRONG, printable
from shelter_admin.reports.page import ACCENT, INK, LINE, MUTED

_NAME_SIZE: Final = 27.0
_NAME_LEAST: Final = 19.0
_TITLE_SIZE: Final = 31.0
_TITLE_SPACED: Final = 6.5
_TEXT: Final = 11.0
_LEADING: Final = 17.5
_SMALLEST_TEXT: Final = 5.0
_LOWEST_TEXT: Final = 182.0


def front_page(canvas: Canvas, furniture: Furniture, paper: CertificatePaper) -> None:
    """Draw the front of one certificate and end the page."""
    if paper.number is None:
        furniture.place("specimen", specimen)
    furniture.place("front", lambda form: _frame(form, paper))
    middle_line(canvas, _number_told(paper), MIDDLE, 409, 10.5, INNER)
    y = _name(canvas, printable(paper.name))
    middle_line(canvas, under_name(paper), MIDDLE, y - 26, 9.5, INNER, ink=MUTED)
    _text(canvas, paper, y - 56)
    x = LEFT
    if paper.template.photo:
        photo(canvas, paper.photo, LEFT, BOTTOM)
        x += PHOTO[0] + 12
    code(canvas, paper, x, BOTTOM)
    signature(canvas, paper, WIDE - LEFT, BOTTOM)
    canvas.showPage()


def _number_told(paper: CertificatePaper) -> str:
    if paper.template.number_line:
        return filled(paper.template.number_line, facts_of(paper))
    return _("Number: {number}").format(number=paper.number or "." * 30)


def _text(canvas: Canvas, paper: CertificatePaper, y: float) -> None:
    """Set what was done in the middle, smaller where it is much; never into what stands below: that is refused."""
    canvas.setFillColor(INK)
    size, leading = _TEXT, _LEADING
    parts = what_was_done(paper)
    while True:
        lines = [words for line in parts for words in balanced(line, size, INNER - 60)]
        if y - (len(lines) - 1) * leading >= _LOWEST_TEXT:
            break
        if size <= _SMALLEST_TEXT:
            raise Refused("paper_too_full", field="lines")
        size, leading = size - 0.5, (size - 0.5) * _LEADING / _TEXT
    for words in lines:
        centred(canvas, words, MIDDLE, y, size)
        y -= leading


def frame(canvas: Canvas, border: Border) -> None:
    """Draw the border round a page."""
    if border is Border.DOUBLE:
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.6)
        canvas.rect(26, 26, WIDE - 52, HIGH - 52)
    if border is not Border.NONE:
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.rect(32.5, 32.5, WIDE - 65, HIGH - 65)


def _frame(canvas: Canvas, paper: CertificatePaper) -> None:
    """Draw what stands on every front: borders, letterhead, title."""
    frame(canvas, paper.template.border)
    _letterhead(canvas, paper)
    canvas.setFillColor(ACCENT)
    title = printable(paper.template.title or _("CERTIFICATE"))
    plain = canvas.stringWidth(title, STRONG, _TITLE_SIZE) + _TITLE_SPACED * (len(title) - 1)
    scale = min(1.0, INNER / plain)
    size, spaced = _TITLE_SIZE * scale, _TITLE_SPACED * scale
    canvas.setFont(STRONG, size)
    canvas.drawString(MIDDLE - plain * scale / 2, 429, title, charSpace=spaced)
    middle_line(canvas, _opening(paper), MIDDLE, 381, 11, INNER)


def _opening(paper: CertificatePaper) -> str:
    return filled(paper.template.opening, facts_of(paper)) if paper.template.opening else _("is given to")


def _letterhead(canvas: Canvas, paper: CertificatePaper) -> None:
    """Set the letterhead; paper that has one printed on it gets none."""
    if not paper.template.letterhead:
        return
    head = paper.letterhead
    lines = [
        (head.government.upper(), 10.5, PLAIN),
        (head.agency.upper(), 10.5, PLAIN),
        (head.unit or paper.panti, 13.5, STRONG),
        (" · ".join(part for part in (head.address, head.contact) if part.strip()), 8.5, PLAIN),
    ]
    y = 548.0
    for text, size, font in lines:
        if text.strip():
            y -= size * 1.42 + (2 if size < 9 else 0)
            middle_line(canvas, " ".join(text.split()), MIDDLE, y, size, INNER - 2 * LOGO[0] - 24, font=font)
    first, second = logos_of(paper)
    if first:
        logo(canvas, first, LEFT, 484)
    if second:
        logo(canvas, second, WIDE - LEFT, 484, from_right=True)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.4)
    canvas.line(LEFT, 474, WIDE - LEFT, 474)


def _name(canvas: Canvas, name: str) -> float:
    """Set the name large, a long one smaller or in two lines; gives the height of the line under it."""
    size = size_for(name, STRONG, _NAME_SIZE, INNER - 50)
    y = 348.0
    canvas.setFillColor(INK)
    if size >= _NAME_LEAST:
        middle_line(canvas, name, MIDDLE, y, size, INNER, font=STRONG)
    else:
        for words in _halves(name):
            middle_line(canvas, words, MIDDLE, y + 5, _NAME_LEAST + 2, INNER, font=STRONG)
            y -= 25
        y += 27
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.7)
    canvas.line(MIDDLE - 118, y - 10, MIDDLE + 118, y - 10)
    return y


def _halves(name: str) -> list[str]:
    """Split a long name at the space nearest its middle."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if not spaces:
        return [name]
    at = min(spaces, key=lambda space: abs(space - len(name) / 2))
    return [name[:at], name[at + 1 :]]
