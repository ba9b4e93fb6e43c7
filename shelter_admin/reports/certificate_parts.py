"""What certificates and letters of attendance are put together from: logos, photo, code, the block to sign in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from shelter_admin.domain.certificates.paper import CertificatePaper, Signer
from shelter_admin.domain.certificates.template import Logos, Signature
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from shelter_admin.reports.certificate_lines import Run, left_line, line_width, middle_line, plain_runs, wrapped
from shelter_admin.reports.fonts import STRONG, printable
from shelter_admin.reports.page import LINE, MUTED
from shelter_admin.reports.qr import draw_qr, matrix_of, qr_side

HIGH, WIDE = A4
MIDDLE: Final = WIDE / 2
LEFT: Final = 74.0
INNER: Final = WIDE - 2 * LEFT
BOTTOM: Final = 56.0
UNKNOWN: Final = "—"
DRAFT: Final = "CONTOH"
"""What stands across a draft, and in its keywords in place of a code."""
LOGO: Final = (20 * mm, 20 * mm)
PHOTO: Final = (30 * mm, 40 * mm)
_DRAFT_MODULES: Final = 61
_SPECIMEN: Final = HexColor("#D5DCE3")
_SIGN_SIZE: Final = 10.5
_SIGN_LEAST: Final = WIDE - LEFT - 548.0
_SIGN_MOST: Final = 400.0
_RAISED: Final = 22.0
_RING: Final = 40.0


class Furniture:
    """What the pages of one file share, written into the file once and placed by name."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._made: set[str] = set()

    def place(self, name: str, draw: Callable[[Canvas], None]) -> None:
        """Put a shared part on this page; the first time it is drawn."""
        if name not in self._made:
            self._canvas.beginForm(name, 0, 0, WIDE, WIDE)
            draw(self._canvas)
            self._canvas.endForm()
            self._made.add(name)
        self._canvas.doForm(name)


def specimen(canvas: Canvas) -> None:
    """Write CONTOH across the page, beneath everything else."""
    _across(canvas, MIDDLE, HIGH / 2, 32)


def specimen_of_letter(canvas: Canvas) -> None:
    """Write CONTOH across an upright page."""
    _across(canvas, HIGH / 2, MIDDLE, 52)


def _across(canvas: Canvas, x: float, y: float, angle: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setFillColor(_SPECIMEN)
    canvas.setFont(STRONG, 150)
    canvas.drawCentredString(0, -52, DRAFT)
    canvas.restoreState()


def logos_of(paper: CertificatePaper) -> tuple[bytes, bytes]:
    """The logos left and right of the letterhead; empty where there is none."""
    chosen = paper.template
    if chosen.logos is Logos.OWN:
        return chosen.first_logo, chosen.second_logo
    return (paper.letterhead.logo if chosen.logos is Logos.LETTERHEAD else b""), b""


def logo(canvas: Canvas, content: bytes, x: float, y: float, *, from_right: bool = False) -> None:
    """Set a logo within its place, never distorted."""
    try:
        picture = ImageReader(BytesIO(content))
        wide, high = picture.getSize()
        scale = min(LOGO[0] / wide, LOGO[1] / high)
        left = x - wide * scale if from_right else x
        canvas.drawImage(picture, left, y, wide * scale, high * scale, mask="auto")
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("logo_unreadable", field="logo") from error


class _Photo(ImageReader):
    """A JPEG that goes into the file as it is: to tell it from others its bytes serve, and it need not be unpacked."""

    _dataA = None  # noqa: N815 - the name reportlab asks for

    @override
    def getRGBData(self) -> bytes:
        packed: Any = getattr(self, "jpeg_fh")()  # noqa: B009 - reportlab puts another one there for a JPEG
        pixels: Any = super().getRGBData  # what is no JPEG is unpacked
        return bytes(pixels() if packed is None else packed.getvalue())


def photo(canvas: Canvas, content: bytes, x: float, y: float) -> None:
    """Set the photo cut to 3 × 4, or a dashed box to glue one into."""
    wide, high = PHOTO
    if not content:
        canvas.saveState()
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.7)
        canvas.setDash(3, 2.5)
        canvas.roundRect(x, y, wide, high, 3)
        canvas.restoreState()
        middle_line(canvas, _("photo 3 × 4"), x + wide / 2, y + high / 2 - 3, 8, wide - 6, ink=MUTED)
        return
    picture = _Photo(BytesIO(content))
    across, up = picture.getSize()
    scale = max(wide / across, high / up)
    canvas.saveState()
    place = canvas.beginPath()
    place.rect(x, y, wide, high)
    canvas.clipPath(place, stroke=0)
    left, low = x + (wide - across * scale) / 2, y + (high - up * scale) / 2
    canvas.drawImage(picture, left, low, across * scale, up * scale)
    canvas.restoreState()


def code(canvas: Canvas, paper: CertificatePaper, x: float, y: float) -> tuple[float, float]:
    """Set the code as QR with its fingerprint under it; a draft has an empty box in its place.

    Gives its right edge and its upper one.
    """
    label = _("verification code")
    if not paper.code:
        side = qr_side(_DRAFT_MODULES)
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.7)
        canvas.rect(x, y + 12, side, side)
        canvas.restoreState()
        middle_line(canvas, label, x + side / 2, y + 10 + side / 2, 8, side - 6, ink=MUTED)
        return x + side, y + 12 + side
    matrix = matrix_of(paper.code)
    draw_qr(canvas, matrix, x, y + 9)
    left_line(canvas, f"{label} · {paper.fingerprint}", x + 5, y + 1, 7.5, 200, ink=MUTED)
    side = qr_side(len(matrix))
    return x + side, y + 9 + side


def signature_width(paper: CertificatePaper) -> float:
    """How wide the block to sign in is: as the name needs, within bounds."""
    return min(max(line_width(plain_runs(_signer_name(paper), STRONG), _SIGN_SIZE), _SIGN_LEAST), _SIGN_MOST)


def _signer_name(paper: CertificatePaper) -> str:
    return printable(paper.signer.name.strip() or "." * 40)


def signature(canvas: Canvas, paper: CertificatePaper, right: float, low: float) -> None:
    """Set place and day, who signs, and room to sign in; long lines make the block wider.

    The empty block of a signing service is a faint frame without a word: nothing in it may look signed.
    """
    signer: Signer = paper.signer
    empty = paper.template.signature is Signature.EMPTY
    day = long_date(paper.issued_on)
    place = f"{paper.town.strip()}, {day}" if paper.town.strip() else day
    name = _signer_name(paper)
    below = [signer.rank.strip(), f"NIP {signer.nip.strip()}" if signer.nip.strip() else ""]
    width = signature_width(paper)
    x = right - width
    top = low + 99 + (_RAISED if empty else 0)
    left_line(canvas, place, x, top, _SIGN_SIZE, width)
    y = top - 15
    size, title = _fitting(f"{signer.title.strip()},", width)
    for words in title:
        left_line(canvas, " ".join(word for word, _font in words), x, y, size, width)
        y -= size * 1.33
    if empty:
        _empty_block(canvas, x, low + 41, min(width, 190.0), y + size * 0.6 - (low + 41))
    elif paper.template.stamp:
        _stamp_ring(canvas, x - 4, low + 54)
    left_line(canvas, name, x, low + 27, _SIGN_SIZE, width, font=STRONG)
    for at, text in enumerate(part for part in below if part):
        left_line(canvas, text, x, low + 13 - at * 14, 10, width)


def _empty_block(canvas: Canvas, x: float, y: float, wide: float, high: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.roundRect(x, y, wide, high, 3)
    canvas.restoreState()


def _stamp_ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.7)
    canvas.setDash(2.5, 2.5)
    canvas.circle(x - _RING, y, _RING)
    canvas.restoreState()
    middle_line(canvas, _("stamp"), x - _RING, y - 3, 8, 2 * _RING - 10, ink=MUTED)


def _fitting(text: str, width: float) -> tuple[float, list[list[Run]]]:
    """Break a title into at most two lines, made smaller until it fits them."""
    size, words = _SIGN_SIZE, plain_runs(text)
    while len(lines := wrapped(words, size, width)) > 2 and size > 5:
        size -= 0.5
    return size, lines
