"""The letter of attendance (Surat Keterangan Mengikuti): upright A4, for who took part without reaching the mark.

It says programme, hours and attendance, never a mark, a category or an illness: employers read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import CertificatePaper
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.wording import long_date, number
from shelter_admin.domain.words import _, spoken
from shelter_admin.reports.certificate_lines import Run, left_line, middle_line, plain_runs, runs, set_line, wrapped
from shelter_admin.reports.certificate_parts import (
    DRAFT,
    LOGO,
    PHOTO,
    UNKNOWN,
    Furniture,
    code,
    logo,
    logos_of,
    photo,
    signature,
    signature_width,
    specimen_of_letter,
)
from shelter_admin.reports.certificate_wording import birth_told, facts_of, filled, filled_runs
from shelter_admin.reports.fonts import PLAIN, STRONG, embed, printable
from shelter_admin.reports.page import INK, MUTED

WIDE, HIGH = A4
_LEFT: Final = 68.0
_INNER: Final = WIDE - 2 * _LEFT
_MIDDLE: Final = WIDE / 2
_SIZE: Final = 11.0
_LEADING: Final = 17.0
_FACT: Final = 150.0
_LOW: Final = 92.0
_LOWEST_TEXT: Final = 300.0
_TO_SIGN: Final = 150.0
_BESIDE: Final = 12.0
_SMALLEST_TEXT: Final = 6.0
_CODE_LINE: Final = 100


def letters_pdf(papers: Sequence[CertificatePaper], filename: str = "", progress: Progress = UNWATCHED) -> Document:
    """One or several letters in one file, a page each. Refused where the font lacks a letter of a name."""
    embed()
    look: dict[str, Any] = {"initialFontName": PLAIN, "lang": spoken()}
    canvas = Canvas(BytesIO(), pagesize=A4, invariant=1, pageCompression=1, **look)
    canvas.setTitle(printable(papers[0].template.title.capitalize() or _("Letter of attendance")))
    canvas.setAuthor(printable(papers[0].letterhead.unit or papers[0].panti))
    canvas.setKeywords(" ".join(paper.code for paper in papers if paper.number) or DRAFT)
    furniture = Furniture(canvas)
    for done, paper in enumerate(papers, start=1):
        _page(canvas, furniture, paper)
        progress.step(done, len(papers))
    content: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]  # one copy less than save() in memory
    return Document(filename or f"{_('letter-of-attendance')}.pdf", content)


def _page(canvas: Canvas, furniture: Furniture, paper: CertificatePaper) -> None:
    if paper.number is None:
        furniture.place("specimen", specimen_of_letter)
    x = _LEFT
    if paper.template.photo:
        photo(canvas, paper.photo, x, _LOW)
        x += PHOTO[0] + 12
    edge, top = code(canvas, paper, x, _LOW)
    above = WIDE - _LEFT - signature_width(paper) < edge + _BESIDE  # too wide to stand beside the code
    lowest = max(top, _LOW + PHOTO[1]) + _BESIDE if above else 0.0
    y = _body(canvas, paper, _head(canvas, paper), _SIZE, max(_LOWEST_TEXT, lowest + _TO_SIGN))
    signature(canvas, paper, WIDE - _LEFT, max(min(_LOW + 110, y - _TO_SIGN), lowest))
    _foot(canvas, paper)
    canvas.showPage()


def _head(canvas: Canvas, paper: CertificatePaper) -> float:
    """Set letterhead, title and number; gives the height the body begins at."""
    y = _letterhead(canvas, paper) if paper.template.letterhead else 706.0
    title = paper.template.title or _("LETTER OF ATTENDANCE")
    middle_line(canvas, title, _MIDDLE, y - 42, 16, _INNER, font=STRONG)
    told = paper.template.number_line
    number_told = (
        filled(told, facts_of(paper)) if told else _("Number: {number}").format(number=paper.number or "." * 30)
    )
    middle_line(canvas, number_told, _MIDDLE, y - 60, 10.5, _INNER)
    return y - 94


def _letterhead(canvas: Canvas, paper: CertificatePaper) -> float:
    """Set the letterhead with its logos; gives the height of the line below it."""
    head, y, room = paper.letterhead, 790.0, _INNER - 2 * LOGO[0] - 16
    unit = [" ".join(word for word, _font in line) for line in wrapped(plain_runs(head.unit or paper.panti), 14, room)]
    lines = [
        (head.government.upper(), 11.5, PLAIN),
        (head.agency.upper(), 11.5, PLAIN),
        *((text, 14.0, STRONG) for text in unit),
        (head.address, 9.0, PLAIN),
        (head.contact, 9.0, PLAIN),
    ]
    for text, size, font in lines:
        if text.strip():
            y -= size * 1.38
            middle_line(canvas, " ".join(text.split()), _MIDDLE, y, size, room, font=font)
    first, second = logos_of(paper)
    if first:
        logo(canvas, first, _LEFT, 724)
    if second:
        logo(canvas, second, WIDE - _LEFT, 724, from_right=True)
    y = min(706.0, y - 8)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.4)
    canvas.line(_LEFT, y, WIDE - _LEFT, y)
    return y


def _body(canvas: Canvas, paper: CertificatePaper, top: float, size: float, lowest: float) -> float:
    """Set who it is about and what is stated, smaller where it is very much; gives the height it ends at.

    It never comes below ``lowest``: more than fits even small is refused.
    """
    opening = paper.template.opening
    facts = facts_of(paper)
    said = _("The undersigned states that:")
    parts: list[tuple[float, float, list[list[Run]], str]] = [
        (0, _INNER, wrapped(filled_runs(opening, facts) if opening else plain_runs(said), size, _INNER), "")
    ]
    for name, value in _facts(paper):
        lines = wrapped(plain_runs(value, STRONG), size, _INNER - _FACT)
        parts.append((_FACT, _INNER - _FACT, lines, name))
    parts += [(0, _INNER, wrapped(words, size, _INNER), "") for words in _statement(paper)]
    leading = size * _LEADING / _SIZE
    high = sum(len(lines) * leading for _x, _w, lines, _n in parts) + leading * (len(parts) - len(_facts(paper)))
    if top - high < lowest:
        if size <= _SMALLEST_TEXT:
            raise Refused("paper_too_full", field="lines")
        return _body(canvas, paper, top, size - 0.5, lowest)
    y = top
    for inset, _wide, lines, name in parts:
        if name:
            left_line(canvas, name, _LEFT, y, size, _FACT - 12, ink=MUTED)
        else:
            y -= leading * 0.5
        canvas.setFillColor(INK)
        for words in lines:
            set_line(canvas, words, _LEFT + inset, y, size)
            y -= leading
        y -= 0 if name else leading * 0.5
    return y


def _facts(paper: CertificatePaper) -> list[tuple[str, str]]:
    """Who it is about; what is not known is left out."""
    facts = [
        (_("Name"), paper.name),
        (_("Place and day of birth"), birth_told(paper)),
        (_("Number"), paper.resident_number),
    ]
    return [(name, value) for name, value in facts if value]


def _statement(paper: CertificatePaper) -> list[list[Run]]:
    """Say what somebody took part in."""
    if paper.template.lines:
        facts = facts_of(paper)
        texts = [*paper.template.lines, paper.template.closing]
        return [words for text in texts if (words := filled_runs(text, facts))]
    first = long_date(paper.first_day) if paper.first_day else ""
    last = long_date(paper.last_day) if paper.last_day else ""
    when = _("has taken part in the skills training *{program}* {batch}")
    if first and last:
        when = _("has taken part in the skills training *{program}* {batch} from {first} to {last}.")
    rate = paper.attendance.rate
    told = [runs(when, program=paper.program, batch=paper.batch, first=first, last=last)]
    if rate is not None:
        hours = number(paper.hours) if paper.hours else UNKNOWN
        present = _("Attendance: *{rate} %* of the sessions held; the programme has {hours} lesson hours.")
        told.append(runs(present, rate=number(round(rate * 100, 1)), hours=hours))
    told.append(plain_runs(_("This letter is not a certificate of competence. It is given to be used as needed.")))
    return told


def _foot(canvas: Canvas, paper: CertificatePaper) -> None:
    """Set the code as text, so that it can be copied from the file or, at worst, typed."""
    if not paper.code:
        return
    lines = [paper.code[at : at + _CODE_LINE] for at in range(0, len(paper.code), _CODE_LINE)]
    y = 40.0 + (len(lines) - 1) * 7
    told = _("Verification code {fingerprint}. The shelter checks it with number and these twelve symbols.")
    left_line(canvas, told.format(fingerprint=paper.fingerprint), _LEFT, y + 10, 7, _INNER, ink=MUTED)
    canvas.setFont(PLAIN, 5.6)
    for line in lines:
        canvas.drawString(_LEFT, y, line)
        y -= 7
