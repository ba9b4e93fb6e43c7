"""The leave pass (surat izin) on A5: who, from when until when, where to, with whom, signatures, and its number."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from shelter_admin.domain.leave_passes import LeavePass, nights_of
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import OUTING_NAMES, OutingKind
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import clock, date_and_clock, day_and_date, long_date, number
from shelter_admin.domain.words import N_, _, n_, p_, spoken
from shelter_admin.reports.fonts import PLAIN, STRONG, embed, printable
from shelter_admin.reports.page import INK, LINE, MUTED, fitted, style, words_of
from shelter_admin.reports.qr import draw_qr, matrix_of, qr_side

_WIDE: Final = A5[0]
_HIGH: Final = A5[1]
_EDGE: Final = 12 * mm
_ROOM: Final = _WIDE - 2 * _EDGE
_LABEL: Final = 38 * mm
_LOWEST: Final = 62 * mm
_TITLES: Final = {
    OutingKind.PERMISSION: N_("Permission to go out"),
    OutingKind.LEAVE: N_("Leave pass"),
    OutingKind.DUTY: N_("Pass to another agency"),
}


def leave_pass_paper(leave: LeavePass, imprint: Imprint, panti: Panti) -> Document:
    """Print one approved pass on A5."""
    embed()
    buffer = BytesIO()
    look: dict[str, Any] = {"initialFontName": PLAIN, "lang": spoken()}
    canvas = Canvas(buffer, pagesize=A5, invariant=1, **look)
    canvas.setTitle(printable(_(_TITLES[leave.asked.kind])))
    canvas.setAuthor(printable(imprint.letterhead.unit or imprint.panti))
    top = _head(canvas, imprint)
    top = _title(canvas, leave, top)
    _lines(canvas, leave, panti, top)
    _signatures(canvas, leave, imprint)
    _foot(canvas, leave, imprint)
    canvas.showPage()
    canvas.save()
    return Document(f"{_('leave-pass')}-{leave.code}.pdf", buffer.getvalue())


def _head(canvas: Canvas, imprint: Imprint) -> float:
    """Draw the letterhead and the line under it; gives where the page goes on."""
    head = imprint.letterhead
    at = _HIGH - 11 * mm
    lines = [
        (head.government.upper(), PLAIN, 8.5),
        (head.agency.upper(), PLAIN, 8.5),
        (head.unit or imprint.panti, STRONG, 10.5),
        (head.address, PLAIN, 7),
        (head.contact, PLAIN, 7),
    ]
    canvas.setFillColor(INK)
    for text, font, size in lines:
        if text.strip():
            canvas.setFont(font, size)
            canvas.drawCentredString(_WIDE / 2, at, fitted(text, _ROOM, size, font))
            at -= size * 1.35
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    canvas.line(_EDGE, at, _WIDE - _EDGE, at)
    return at - 8 * mm


def _title(canvas: Canvas, leave: LeavePass, at: float) -> float:
    canvas.setFillColor(INK)
    canvas.setFont(STRONG, 14)
    canvas.drawCentredString(_WIDE / 2, at, printable(_(_TITLES[leave.asked.kind])))
    canvas.setFont(PLAIN, 9)
    canvas.setFillColor(MUTED)
    canvas.drawCentredString(_WIDE / 2, at - 5 * mm, printable(_("Number {code}").format(code=leave.code)))
    return at - 12 * mm


def _lines(canvas: Canvas, leave: LeavePass, panti: Panti, top: float) -> None:
    """Draw the facts, each beside its label; where they are long the whole block is drawn smaller, nothing is cut."""
    set_out = []
    for label, told, strong in _facts(leave, panti):
        made = Paragraph(words_of(told), style("cell-strong" if strong else "cell"))
        _wide, high = made.wrap(_ROOM - _LABEL, 60 * mm)
        set_out.append((label, made, max(high, 11.5) + 1.6 * mm))
    size = min(1.0, (top - _LOWEST) / sum(high for _label, _made, high in set_out))
    canvas.saveState()
    canvas.translate(_EDGE, top)
    canvas.scale(size, size)
    at = 0.0
    for label, made, high in set_out:
        canvas.setFont(PLAIN, 9)
        canvas.setFillColor(MUTED)
        canvas.drawString(0, at - 8.5, fitted(label, _LABEL - 2 * mm, 9))
        made.drawOn(canvas, _LABEL, at - made.height)
        at -= high
    canvas.restoreState()


def _facts(leave: LeavePass, panti: Panti) -> list[tuple[str, str, bool]]:
    asked = leave.asked
    nights = nights_of(asked, panti)
    told = n_("{count} night", "{count} nights", nights).format(count=number(nights))
    length = told if nights else _("within the day")
    facts = [
        (_("Name"), leave.name, True),
        (_("Number"), leave.number, False),
        (p_("heading", "Bed"), leave.bed, False),
        (_("Leaves"), _moment(asked.from_at, panti), False),
        (_("Back at the latest"), f"{_moment(asked.until_at, panti)} ({length})", True),
        (_("Kind"), _(OUTING_NAMES[asked.kind]), False),
        (_("Destination"), asked.destination, False),
        (_("Purpose"), asked.purpose, False),
        (_("Companion"), asked.companion, False),
        (_("Telephone"), asked.phone, False),
    ]
    return [fact for fact in facts if fact[1].strip()]


def _moment(moment: datetime, panti: Panti) -> str:
    here = moment.astimezone(panti.zone.offset)
    return f"{day_and_date(here.date())}, {clock(here)} {panti.zone.value}"


def _signatures(canvas: Canvas, leave: LeavePass, imprint: Imprint) -> None:
    """Draw three places to sign: who goes, who let them go, who wrote them out at the gate."""
    town = imprint.letterhead.town
    decided = leave.decided_at.astimezone(imprint.printed_at.tzinfo) if leave.decided_at else imprint.printed_at
    day = long_date(decided.date())
    canvas.setFillColor(INK)
    canvas.setFont(PLAIN, 8.5)
    canvas.drawRightString(_WIDE - _EDGE, _LOWEST - 5 * mm, printable(f"{town}, {day}" if town else day))
    each = _ROOM / 3
    signers = [
        (_("The resident"), leave.name),
        (_("Officer on duty at the gate"), ""),
        (_("Approved by"), leave.decider),
    ]
    for at, (over, name) in enumerate(signers):
        middle = _EDGE + each * (at + 0.5)
        canvas.setFillColor(INK)
        canvas.setFont(PLAIN, 8.5)
        canvas.drawCentredString(middle, _LOWEST - 11 * mm, fitted(over, each - 3 * mm, 8.5))
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(middle - each / 2 + 2 * mm, _LOWEST - 29 * mm, middle + each / 2 - 2 * mm, _LOWEST - 29 * mm)
        canvas.setFont(STRONG, 8)
        canvas.drawCentredString(middle, _LOWEST - 33 * mm, fitted(name, each - 3 * mm, 8, STRONG))


def _foot(canvas: Canvas, leave: LeavePass, imprint: Imprint) -> None:
    """Draw the code that the gate scans, and what to do with the pass."""
    matrix = matrix_of(leave.code)
    side = qr_side(len(matrix))
    draw_qr(canvas, matrix, _WIDE - _EDGE - side, 8 * mm)
    told = [
        _("Show this pass at the gate when you go out and when you come back; the gate scans the code."),
        _("If you are delayed, call the shelter before the hour of return."),
    ]
    if leave.despite:
        told.insert(0, _("Allowed by the head despite the rule: {why}").format(why=leave.despite))
    made = Paragraph(words_of("\n".join(told)), style("muted"))
    _wide, high = made.wrap(_ROOM - side - 4 * mm, 30 * mm)
    made.drawOn(canvas, _EDGE, 13 * mm + max(0.0, (side - high) / 2 - 5 * mm))
    canvas.setFont(PLAIN, 7)
    canvas.setFillColor(MUTED)
    printed = _("Printed {when} by {who}").format(when=date_and_clock(imprint.printed_at), who=imprint.printed_by)
    canvas.drawString(_EDGE, 7 * mm, fitted(printed, _ROOM - side - 4 * mm, 7))
