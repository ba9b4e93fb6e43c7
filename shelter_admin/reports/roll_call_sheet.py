"""The roll-call sheet: printed, marked by pen while walking through the wisma, typed back afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.cards import number_code
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import MARK_NAMES, Mark, RollCallKind, RollCallLine
from shelter_admin.domain.presence import RollCallSheet as RollCall
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import date_and_clock, day_and_date, number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.fonts import STRONG
from shelter_admin.reports.page import (
    INK,
    MUTED,
    WHITE,
    WIDTH,
    Paper,
    build,
    figures,
    signatures,
    table_of,
    words,
)

MARKS: Final = tuple(Mark)
_BOX: Final = 6.2 * mm
_CODE: Final = 33 * mm
_FIXED: Final = [8 * mm, 17 * mm, _CODE]
_NAME: Final = WIDTH - sum(_FIXED) - len(MARKS) * _BOX - 19 * mm
_WIDTHS: Final = [*_FIXED, _NAME, *[_BOX] * len(MARKS), 19 * mm]
_FIRST_BOX: Final = 4
_MODULES: Final = (0.25 * mm, 0.21 * mm, 0.19 * mm)
"""The widths of a bar that readers take from an office printer; the widest that fits is used."""


def roll_call_sheet(roll_call: RollCall, imprint: Imprint) -> Document:
    """Print one roll-call by wisma: a box per code, those already known filled in."""
    titles = {RollCallKind.MALAM: _("Night roll-call"), RollCallKind.PAGI: _("Morning roll-call")}
    paper = Paper(
        f"{_('roll-call')}-{roll_call.kind.value}-{short_date(roll_call.night)}.pdf",
        titles[roll_call.kind],
        _under_title(roll_call),
        imprint,
    )
    story = [_totals(roll_call), Spacer(1, 6), _legend(), *_houses(roll_call), *_closing(roll_call, imprint)]
    return build(paper, story)


def _under_title(roll_call: RollCall) -> str:
    day = day_and_date(roll_call.night)
    if roll_call.kind is RollCallKind.PAGI:
        return day
    return _("Night of {date} (the date the shift starts)").format(date=day)


def _totals(roll_call: RollCall) -> Flowable:
    """Print the numbers of a closed roll-call; of an open one only what is certain, with room to write."""
    counts = roll_call.counts
    closed = roll_call.closed_by is not None
    return figures(
        [
            (number(counts.on_books), _("on the books")),
            (number(counts.present) if closed else "", _("present (H, S)")),
            (number(counts.away) if closed else "", _("away (I, C, D)")),
            (number(counts.missing) if closed else "", _("missing (A, B, K)")),
        ]
    )


def _legend() -> Flowable:
    spoken = [f"{mark.value}\u00a0= {_(MARK_NAMES[mark])}" for mark in MARKS]
    told = _(
        "Cross one letter per person. A dark box is already known; correct it by hand where it is wrong. Back at the "
        "computer a scanned line, or its number, and the letter type it in."
    )
    return words(f"{told}\n{' · '.join(spoken)}", "small")


def _houses(roll_call: RollCall) -> list[Flowable]:
    if not roll_call.lines:
        return [Spacer(1, 10), words(_("Nobody is on the books of this roll-call."))]
    parts: list[Flowable] = []
    first = 1
    for wisma, grouped in groupby(roll_call.lines, key=lambda line: line.wisma):
        lines = list(grouped)
        parts.extend(_house(wisma, lines, first))
        first += len(lines)
    return parts


def _house(wisma: str, lines: Sequence[RollCallLine], first: int) -> list[Flowable]:
    told = _("{wisma}: {count} people").format(wisma=wisma or _("Without a bed"), count=number(len(lines)))
    boxes: list[str | Flowable] = [words(mark.value, "cell-head-mid") for mark in MARKS]
    heads = [_("No."), p_("column of a paper", "Bed"), _("Number"), _("Name"), *boxes, _("Note")]
    rows = [_row(at, line) for at, line in enumerate(lines, start=first)]
    return table_of(told, heads, rows, _WIDTHS, [*_boxes(), *_known(lines)])


def _row(at: int, line: RollCallLine) -> list[Any]:
    bed = line.bed.removeprefix(line.wisma).strip() if line.wisma else line.bed
    name = f"{line.name} ({line.alias})" if line.alias else line.name
    return [
        words(str(at), "muted"),
        words(bed, "cell-strong"),
        _numbered(line.number),
        [words(name, "cell"), words(line.because, "cell-small")] if line.because else words(name, "cell"),
        *[mark.value for mark in MARKS],
        words(line.note, "cell"),
    ]


def _numbered(own: str) -> list[Flowable]:
    """The own number, and as a barcode: scanned, it puts the cursor on this line. It says no more than the number."""
    told: list[Flowable] = [words(own, "cell")]
    code = number_code(own)
    for module in _MODULES if code else ():
        bars = Code128(code, barHeight=4 * mm, barWidth=module, quiet=0)
        if bars.width <= _CODE - 8:
            bars.hAlign = "LEFT"
            return [*told, bars]
    return told


def _boxes() -> list[tuple[object, ...]]:
    """Draw a grid of boxes, each with its letter in it to be crossed."""
    area = (_FIRST_BOX, 0), (_FIRST_BOX + len(MARKS) - 1, -1)
    return [
        ("GRID", *area, 0.6, MUTED),
        ("ALIGN", *area, "CENTER"),
        ("FONT", *area, STRONG, 8.5),
        ("TEXTCOLOR", *area, MUTED),
        ("LEFTPADDING", *area, 0),
        ("RIGHTPADDING", *area, 0),
        ("TOPPADDING", (0, 0), (-1, -1), 4.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (0, -1), 0),
    ]


def _known(lines: Sequence[RollCallLine]) -> list[tuple[object, ...]]:
    """Fill the box of every mark already written or proposed."""
    filled: list[tuple[object, ...]] = []
    for row, line in enumerate(lines):
        mark = line.mark or line.proposed
        if mark is not None:
            spot = (_FIRST_BOX + MARKS.index(mark), row)
            filled += [("BACKGROUND", spot, spot, INK), ("TEXTCOLOR", spot, spot, WHITE)]
    return filled


def _closing(roll_call: RollCall, imprint: Imprint) -> list[Flowable]:
    told: list[Flowable] = [Spacer(1, 12)]
    if roll_call.closed_by is not None and roll_call.closed_at is not None:
        here = roll_call.closed_at.astimezone(imprint.printed_at.tzinfo)
        words_of_closing = _("Closed by {who} on {when}.").format(who=roll_call.closed_by, when=date_and_clock(here))
        told.append(words(words_of_closing, "strong"))
    told.append(signatures([_("Officer on duty"), _("Second officer or head of the panti")]))
    return [KeepTogether(told)]
