"""The back of a certificate: the transcript with hours and marks, attendance, and the code as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import AttendanceCount, CertificatePaper, SubjectLine
from shelter_admin.domain.certificates.template import Border
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.certificate_front import frame
from shelter_admin.reports.certificate_lines import (
    SMALLEST,
    Run,
    left_line,
    middle_line,
    plain_runs,
    set_line,
    wrapped,
)
from shelter_admin.reports.certificate_parts import INNER, LEFT, MIDDLE, UNKNOWN, Furniture, specimen
from shelter_admin.reports.certificate_wording import facts_of, filled, filled_runs
from shelter_admin.reports.fonts import PLAIN, STRONG
from shelter_admin.reports.page import ACCENT, INK, LINE, MUTED, STRIP

_SIZE: Final = 9.5
_LEADING: Final = 12.0
_PADDING: Final = 6.5
_TOP: Final = 452.0
_LOWEST: Final = 190.0
_LOWEST_OF_MORE: Final = 70.0
_HEAD: Final = 20.0
_FACTS: Final = 506.0
_FACT_SIZE: Final = 10.0
_FACT_LEADING: Final = 11.5
_WIDTHS: Final = (34.0, INNER - 34.0 - 3 * 74.0, 74.0, 74.0, 74.0)
_CODE_SIZE: Final = 5.6
_CODE_LINE: Final = 118


def back_pages(canvas: Canvas, furniture: Furniture, paper: CertificatePaper) -> None:
    """Draw the back; a transcript of very many subjects goes on on further pages."""
    subjects = paper.subjects if paper.template.transcript else ()
    pages = _pages(subjects, _lines_below(paper))
    first = 1
    for page in pages:
        if paper.number is None:
            furniture.place("specimen", specimen)
        furniture.place("back", lambda form: _frame(form, paper))
        _facts(canvas, paper)
        y = _table(canvas, page, first) if page else _TOP
        first += len(page)
        if page is pages[-1]:
            y = _own_lines(canvas, paper, y)
            if paper.template.summary:
                _summary(canvas, paper, y)
            if paper.template.trainer:
                left_line(canvas, _("Trainer,"), 548, y - 26, 10, 220)
                left_line(canvas, "." * 44, 548, y - 88, 10, 220, ink=MUTED)
        _foot(canvas, paper)
        canvas.showPage()


Row = tuple[SubjectLine, list[list[Run]]]


def _lines_below(paper: CertificatePaper) -> list[list[Run]]:
    """The template's own lines, wrapped."""
    facts = facts_of(paper)
    return [words for text in paper.template.back_lines for words in wrapped(filled_runs(text, facts), _SIZE, INNER)]


def _pages(subjects: Sequence[SubjectLine], below: Sequence[object]) -> list[list[Row]]:
    """Divide the transcript into pages by the height of its rows; the last one keeps room for the summary."""
    pages: list[list[Row]] = [[]]
    y = _TOP - _HEAD
    for subject in subjects:
        row = (subject, wrapped(plain_runs(subject.name), _SIZE, _WIDTHS[1] - 12))
        high = _height(row)
        if y - high < _LOWEST_OF_MORE:
            pages.append([])
            y = _TOP - _HEAD
        pages[-1].append(row)
        y -= high
    if y < _LOWEST + len(below) * _LEADING and pages[-1]:
        pages.append([])
    return pages


def _height(row: Row) -> float:
    return len(row[1]) * _LEADING + _PADDING


def _frame(canvas: Canvas, paper: CertificatePaper) -> None:
    frame(canvas, Border.NONE if paper.template.border is Border.NONE else Border.SINGLE)
    title = filled(paper.template.back_title, {}) if paper.template.back_title else _("LIST OF SUBJECTS AND MARKS")
    middle_line(canvas, title, MIDDLE, 532, 15, INNER, font=STRONG, ink=ACCENT)


def _facts(canvas: Canvas, paper: CertificatePaper) -> None:
    """Say whose transcript it is, in two columns; a long name or programme goes on in a second line."""
    half = INNER / 2
    right = LEFT + half + 12
    program = f"{paper.program} {paper.batch}".strip()
    upper = ((_("Name"), paper.name, LEFT), (p_("column of a paper", "Programme"), program, right))
    lower = ((_("Number"), paper.resident_number, LEFT), (_("Certificate number"), paper.number or "." * 30, right))
    y = _FACTS
    for row in (upper, lower):
        below = y
        for name, value, x in row:
            left_line(canvas, name, x, y, 9, 84, ink=MUTED)
            size, lines = _value(value, half - 104)
            for at, line in enumerate(lines):
                left_line(canvas, line, x + 90, y - at * _FACT_LEADING, size, half - 104, font=STRONG)
            below = min(below, y - (len(lines) - 1) * _FACT_LEADING)
        y = below - 16


def _value(text: str, width: float) -> tuple[float, list[str]]:
    """A fact in one line, in two where it is long, smaller where even these are too short."""
    size, words = _FACT_SIZE, plain_runs(text, STRONG)
    while len(lines := wrapped(words, size, width)) > 2 and size > SMALLEST:
        size -= 0.5
    return size, [" ".join(word for word, _font in line) for line in lines]


def _table(canvas: Canvas, rows: Sequence[Row], first: int) -> float:
    """Draw one page's part of the transcript; gives the height it ends at."""
    canvas.setFillColor(STRIP)
    canvas.rect(LEFT, _TOP - _HEAD + 4, INNER, _HEAD, stroke=0, fill=1)
    heads = (_("No."), _("Subject"), _("Theory (JP)"), _("Practice (JP)"), p_("column of a paper", "Mark"))
    _cells(canvas, heads, _TOP - 9, STRONG)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    y = _TOP - _HEAD + 4
    for at, row in enumerate(rows, start=first):
        subject, lines = row
        hours = (_figure(subject.theory_hours), _figure(subject.practice_hours), _figure(subject.mark))
        _cells(canvas, (str(at), "", *hours), y - _LEADING - 0.5, PLAIN)
        for below, words in enumerate(lines):
            set_line(canvas, words, LEFT + _WIDTHS[0] + 6, y - _LEADING * (below + 1) - 0.5, _SIZE)
        y -= _height(row)
        canvas.line(LEFT, y, LEFT + INNER, y)
    return y


def _figure(value: float | None) -> str:
    return UNKNOWN if value is None else number(value)


def _cells(canvas: Canvas, texts: Sequence[str], y: float, font: str) -> None:
    """Set one row: the name from the left, figures from the right."""
    canvas.setFillColor(INK)
    canvas.setFont(font, _SIZE)
    x = LEFT
    for at, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True)):
        if text and at == 1:
            canvas.drawString(x + 6, y, text)
        elif text:
            canvas.drawRightString(x + width - 8, y, text)
        x += width


def _summary(canvas: Canvas, paper: CertificatePaper, y: float) -> None:
    """Say hours, final mark, predikat and attendance."""
    subjects = paper.subjects
    theory, practice = sum(one.theory_hours or 0 for one in subjects), sum(one.practice_hours or 0 for one in subjects)
    told = [
        (_("Hours of the programme"), _("{hours} JP").format(hours=_figure(paper.hours))),
        (_("Final mark"), _figure(paper.mark)),
        (_("Predicate"), paper.predikat or UNKNOWN),
        (p_("column of a paper", "Attendance"), _attended(paper.attendance)),
    ]
    if theory or practice:
        hours = _("theory {theory} JP, practice {practice} JP")
        told.insert(1, (_("Of these by subject"), hours.format(theory=number(theory), practice=number(practice))))
    y -= 26
    for name, value in told:
        left_line(canvas, name, LEFT, y, 9.5, 126, ink=MUTED)
        left_line(canvas, value, LEFT + 134, y, 10, 300, font=STRONG)
        y -= 16
    note = _("JP = lesson hour of {minutes} minutes").format(minutes=paper.lesson_minutes)
    left_line(canvas, note, LEFT, y - 2, 8, 300, ink=MUTED)


def _own_lines(canvas: Canvas, paper: CertificatePaper, y: float) -> float:
    """Set the template's own lines below the transcript; gives the height they end at."""
    lines = _lines_below(paper)
    if lines:
        y -= 6
        canvas.setFillColor(INK)
    for words in lines:
        y -= _LEADING
        set_line(canvas, words, LEFT, y, _SIZE)
    return y


def _attended(count: AttendanceCount) -> str:
    if count.rate is None:
        return UNKNOWN
    told = _("present {present}, sick {sick}, excused {excused}, absent {absent} ({rate} %)")
    return told.format(
        present=number(count.present),
        sick=number(count.sick),
        excused=number(count.excused),
        absent=number(count.absent),
        rate=number(round(count.rate * 100, 1)),
    )


def _foot(canvas: Canvas, paper: CertificatePaper) -> None:
    """Set the code as text, so that it can be copied from the file or, at worst, typed."""
    if not paper.code:
        return
    lines = [paper.code[at : at + _CODE_LINE] for at in range(0, len(paper.code), _CODE_LINE)]
    y = 41.0 + (len(lines) - 1) * 7
    told = _("Verification code {fingerprint}. The shelter checks it with number and these twelve symbols.")
    left_line(canvas, told.format(fingerprint=paper.fingerprint), LEFT, y + 10, 7, INNER, ink=MUTED)
    canvas.setFont(PLAIN, _CODE_SIZE)
    for line in lines:
        canvas.drawString(LEFT, y, line)
        y -= 7
