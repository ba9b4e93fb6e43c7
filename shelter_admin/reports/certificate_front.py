"""The front of a certificate."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import CertificatePaper, Signer
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.wording import long_date, month_and_year, number
from shelter_admin.domain.words import _
from shelter_admin.reports.certificate_lines import (
    Run,
    centred,
    left_line,
    line_width,
    middle_line,
    plain_runs,
    runs,
    size_for,
    wrapped,
)
from shelter_admin.reports.fonts import PLAIN, STRONG, printable
from shelter_admin.reports.page import ACCENT, INK, LINE, MUTED
from shelter_admin.reports.qr import draw_qr, matrix_of, qr_side

HIGH, WIDE = A4
MIDDLE: Final = WIDE / 2
LEFT: Final = 74.0
INNER: Final = WIDE - 2 * LEFT
BOTTOM: Final = 56.0
UNKNOWN: Final = "—"
DRAFT: Final = "CONTOH"
"""What stands across a draft, and in its keywords in place of a code."""
_SPECIMEN: Final = HexColor("#D5DCE3")
_LOGO: Final = (20 * mm, 20 * mm)
_PHOTO: Final = (30 * mm, 40 * mm)
_SIGN_SIZE: Final = 10.5
_SIGN_LEAST: Final = WIDE - LEFT - 548.0
_SIGN_MOST: Final = 400.0
_NAME_SIZE: Final = 27.0
_NAME_LEAST: Final = 19.0
_TEXT: Final = 11.0
_LEADING: Final = 17.5


class Furniture:
    """What the pages of one file share, written into the file once and placed by name."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._made: set[str] = set()

    def place(self, name: str, draw: Callable[[Canvas], None]) -> None:
        """Put a shared part on this page; the first time it is drawn."""
        if name not in self._made:
            self._canvas.beginForm(name, 0, 0, WIDE, HIGH)
            draw(self._canvas)
            self._canvas.endForm()
            self._made.add(name)
        self._canvas.doForm(name)


def front_page(canvas: Canvas, furniture: Furniture, paper: CertificatePaper) -> None:
    """Draw the front of one certificate and end the page."""
    if paper.number is None:
        furniture.place("specimen", specimen)
    furniture.place("front", lambda form: _frame(form, paper))
    told = _("Number: {number}").format(number=paper.number or "." * 30)
    middle_line(canvas, told, MIDDLE, 409, 10.5, INNER)
    y = _name(canvas, printable(paper.name))
    middle_line(canvas, _under_name(paper), MIDDLE, y - 26, 9.5, INNER, ink=MUTED)
    canvas.setFillColor(INK)
    y -= 56
    for line in _what_was_done(paper):
        for words in wrapped(line, _TEXT, INNER - 60):
            centred(canvas, words, MIDDLE, y, _TEXT)
            y -= _LEADING
    _photo(canvas, paper.photo)
    _code(canvas, paper)
    _signature(canvas, paper)
    canvas.showPage()


def specimen(canvas: Canvas) -> None:
    """Write CONTOH across the page, beneath everything else."""
    canvas.saveState()
    canvas.translate(MIDDLE, HIGH / 2)
    canvas.rotate(32)
    canvas.setFillColor(_SPECIMEN)
    canvas.setFont(STRONG, 150)
    canvas.drawCentredString(0, -52, DRAFT)
    canvas.restoreState()


def _frame(canvas: Canvas, paper: CertificatePaper) -> None:
    """Draw what stands on every front: borders, letterhead, title."""
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(1.6)
    canvas.rect(26, 26, WIDE - 52, HIGH - 52)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.rect(32.5, 32.5, WIDE - 65, HIGH - 65)
    _letterhead(canvas, paper)
    canvas.setFillColor(ACCENT)
    title = printable(_("CERTIFICATE"))
    canvas.setFont(STRONG, 31)
    spaced = 6.5
    wide = canvas.stringWidth(title, STRONG, 31) + spaced * (len(title) - 1)
    canvas.drawString(MIDDLE - wide / 2, 429, title, charSpace=spaced)
    middle_line(canvas, _("is given to"), MIDDLE, 381, 11, INNER)


def _letterhead(canvas: Canvas, paper: CertificatePaper) -> None:
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
            middle_line(canvas, " ".join(text.split()), MIDDLE, y, size, INNER - 2 * _LOGO[0] - 24, font=font)
    if head.logo:
        _logo(canvas, head.logo)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.4)
    canvas.line(LEFT, 474, WIDE - LEFT, 474)


def _logo(canvas: Canvas, content: bytes) -> None:
    """Set the logo within its place, never distorted."""
    try:
        picture = ImageReader(BytesIO(content))
        wide, high = picture.getSize()
        scale = min(_LOGO[0] / wide, _LOGO[1] / high)
        canvas.drawImage(picture, LEFT, 484, wide * scale, high * scale, mask="auto")
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("logo_unreadable", field="logo") from error


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


def _under_name(paper: CertificatePaper) -> str:
    born = ", ".join(part for part in (paper.birth_place.strip(), _day(paper.born)) if part)
    told = ""
    if paper.birth_place.strip():
        told = _("born in {birth}").format(birth=born)
    elif born:
        told = _("born {birth}").format(birth=born)
    number_told = _("resident number {number}").format(number=paper.resident_number)
    return f"{told} · {number_told}" if told else number_told[:1].upper() + number_told[1:]


def _day(born: PartialDate) -> str:
    """Say a birth as far as it is certain; a guessed year is not put on paper."""
    if born.year is None or born.quality is DateQuality.ABOUT:
        return ""
    if (day := born.as_day) is not None:
        return long_date(day)
    earliest = born.earliest
    if born.month is not None and earliest is not None:
        return month_and_year(earliest)
    return _("in the year {year}").format(year=born.year)


def _what_was_done(paper: CertificatePaper) -> list[list[Run]]:
    """Say what the certificate is for, in up to three sentences' parts, each beginning a line."""
    hours = number(paper.hours) if paper.hours else UNKNOWN
    first = long_date(paper.first_day) if paper.first_day else ""
    last = long_date(paper.last_day) if paper.last_day else ""
    if first and last:
        when = _("from {first} to {last}, for *{hours} lesson hours,*")
    elif first:
        when = _("since {first}, for *{hours} lesson hours,*")
    else:
        when = _("for *{hours} lesson hours,*")
    done = _("who took part in and *passed* the skills training *{program}* {batch}")
    return [
        runs(done, program=paper.program, batch=paper.batch),
        runs(when, first=first, last=last, hours=hours),
        runs(_("with the predicate *{predikat}*"), predikat=paper.predikat or UNKNOWN),
    ]


def _photo(canvas: Canvas, content: bytes) -> None:
    """Set the photo cut to 3 × 4, or a dashed box to glue one into."""
    wide, high = _PHOTO
    if not content:
        canvas.saveState()
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.7)
        canvas.setDash(3, 2.5)
        canvas.roundRect(LEFT, BOTTOM, wide, high, 3)
        canvas.restoreState()
        middle_line(canvas, _("photo 3 × 4"), LEFT + wide / 2, BOTTOM + high / 2 - 3, 8, wide - 6, ink=MUTED)
        return
    picture = ImageReader(BytesIO(content))
    across, up = picture.getSize()
    scale = max(wide / across, high / up)
    canvas.saveState()
    place = canvas.beginPath()
    place.rect(LEFT, BOTTOM, wide, high)
    canvas.clipPath(place, stroke=0)
    left, low = LEFT + (wide - across * scale) / 2, BOTTOM + (high - up * scale) / 2
    canvas.drawImage(picture, left, low, across * scale, up * scale)
    canvas.restoreState()


def _code(canvas: Canvas, paper: CertificatePaper) -> None:
    """Set the code as QR with its fingerprint under it; a draft has an empty box in its place."""
    x = LEFT + _PHOTO[0] + 12
    label = _("verification code")
    if not paper.code:
        side = qr_side(61)
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.7)
        canvas.rect(x, BOTTOM + 12, side, side)
        canvas.restoreState()
        middle_line(canvas, label, x + side / 2, BOTTOM + 10 + side / 2, 8, side - 6, ink=MUTED)
        return
    matrix = matrix_of(paper.code)
    draw_qr(canvas, matrix, x, BOTTOM + 9)
    left_line(canvas, f"{label} · {paper.fingerprint}", x + 5, BOTTOM + 1, 7.5, 200, ink=MUTED)


def _signature(canvas: Canvas, paper: CertificatePaper) -> None:
    """Set place and day, who signs, and room for a signature and the stamp; long lines make the block wider."""
    signer: Signer = paper.signer
    day = long_date(paper.issued_on)
    place = f"{paper.town.strip()}, {day}" if paper.town.strip() else day
    name = printable(signer.name.strip() or "." * 40)
    below = [signer.rank.strip(), f"NIP {signer.nip.strip()}" if signer.nip.strip() else ""]
    width = min(max(line_width(plain_runs(name, STRONG), _SIGN_SIZE), _SIGN_LEAST), _SIGN_MOST)
    x = WIDE - LEFT - width
    left_line(canvas, place, x, 155, _SIGN_SIZE, width)
    y = 140.0
    size, title = _fitting(f"{signer.title.strip()},", width)
    for words in title:
        left_line(canvas, " ".join(word for word, _font in words), x, y, size, width)
        y -= size * 1.33
    left_line(canvas, name, x, 83, _SIGN_SIZE, width, font=STRONG)
    for at, text in enumerate(part for part in below if part):
        left_line(canvas, text, x, 69 - at * 14, 10, width)


def _fitting(text: str, width: float) -> tuple[float, list[list[Run]]]:
    """Break a title into at most two lines, made smaller until it fits them."""
    size, words = _SIGN_SIZE, plain_runs(text)
    while len(lines := wrapped(words, size, width)) > 2 and size > 5:
        size -= 0.5
    return size, lines
