"""The sign-in sheet of a class: printed, signed by everybody in the room, typed back or moved in afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.training import ATTENDANCE_NAMES, Attendance, ClassDay, ClassRow, ClassSheet
from shelter_admin.domain.wording import DAYS, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.fonts import STRONG
from shelter_admin.reports.page import MUTED, STRIP, WIDTH, Paper, build, section, signatures, table_of, words

# A fortnight of working days: boxes still wide enough to sign in.
MOST_DAYS: Final = 10
_LEFT: Final = (8 * mm, 21 * mm)
_NAME: Final = 51 * mm
_WIDEST_BOX: Final = 24 * mm
_ROOM_FOR_MONTH: Final = 14 * mm
_NEWCOMERS: Final = 3
_AT_PRACTICE: Final = "P"


def sign_in_sheet(sheet: ClassSheet, imprint: Imprint) -> Document:
    """Print a class over some days, a fortnight to a table: a box to sign in for everybody on each day."""
    span = _("{first} to {last}").format(first=short_date(sheet.first), last=short_date(sheet.last))
    paper = Paper(
        f"{_('sign-in-sheet')}-{short_date(sheet.first)}.pdf",
        _("Sign-in sheet"),
        " · ".join(filter(None, (sheet.batch.title, span, sheet.batch.starts_at.replace(":", ".")))),
        imprint,
    )
    days = [day for day in sheet.days if not day.cancelled and (day.planned or day.session_id is not None)]
    each = -(-len(days) // max(1, -(-len(days) // MOST_DAYS)))
    parts = [days[at : at + each] for at in range(0, len(days), each or 1)]
    story: list[Flowable] = [_legend()]
    if not parts:
        story += [Spacer(1, 10), words(_("The class does not meet on these days."))]
    for part in parts:
        story += _table(sheet, part)
    return build(paper, [*story, *_closing(sheet, days)])


def _legend() -> Flowable:
    codes = " · ".join(f"{code.value}\u00a0= {_(ATTENDANCE_NAMES[code])}" for code in Attendance)
    told = _("Sign or initial in your box. The trainer writes the letter for whoever is not there.")
    small = _("A small letter: leave announced in advance. P: at field practice that day.")
    return words(f"{told}\n{codes} · {small}", "small")


def _table(sheet: ClassSheet, days: Sequence[ClassDay]) -> list[Flowable]:
    there = [row for row in sheet.rows if any(row.belongs(day.day) for day in days)]
    box = min(_WIDEST_BOX, (WIDTH - sum(_LEFT) - _NAME) / len(days))
    widths = [*_LEFT, WIDTH - sum(_LEFT) - box * len(days), *[box] * len(days)]
    heads: list[str | Flowable] = [
        _("No."),
        _("Number"),
        _("Name"),
        *[words(_head(day.day, box), "cell-head-mid") for day in days],
    ]
    rows = [_row(at, row, days) for at, row in enumerate(there, start=1)]
    rows += [
        [words(str(at), "muted"), *[""] * (len(days) + 2)] for at in range(len(there) + 1, len(there) + 1 + _NEWCOMERS)
    ]
    over = _("{first} to {last}: {count} people").format(
        first=short_date(days[0].day), last=short_date(days[-1].day), count=number(len(there))
    )
    initials = ["", "", words(_("Trainer's initials"), "cell-strong"), *[""] * len(days)]
    return table_of(over, heads, [*rows, initials], widths, _looks(there, days))


def _head(day: date, box: float) -> str:
    """The weekday over the day; where the box is narrow the month stands over the table only."""
    told = f"{day.day}/{day.month}" if box >= _ROOM_FOR_MONTH else str(day.day)
    return f"{_(DAYS[day.weekday()])[:3]}\n{told}"


def _row(at: int, row: ClassRow, days: Sequence[ClassDay]) -> list[Any]:
    boxes = [_box(row, day.day) for day in days]
    return [words(str(at), "muted"), words(row.number, "cell"), words(row.name, "cell"), *boxes]


def _box(row: ClassRow, day: date) -> str:
    """The mark that is there; a small letter for leave announced in advance; P for a day at field practice."""
    if day in row.practice:
        return _AT_PRACTICE
    mark = row.marks.get(day)
    if mark is not None:
        return mark.value
    return row.announced[day].value.lower() if day in row.announced else ""


def _looks(there: Sequence[ClassRow], days: Sequence[ClassDay]) -> list[tuple[object, ...]]:
    """Draw boxes as high as a signature; what is nobody's to sign is shaded: days off, and days outside the stay."""
    first = len(_LEFT) + 1
    looks: list[tuple[object, ...]] = [
        ("GRID", (first, 0), (-1, -1), 0.6, MUTED),
        ("ALIGN", (first, 0), (-1, -1), "CENTER"),
        ("FONT", (first, 0), (-1, -1), STRONG, 10),
        ("TEXTCOLOR", (first, 0), (-1, -1), MUTED),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    for at, day in enumerate(days, start=first):
        if day.off:
            looks.append(("BACKGROUND", (at, 0), (at, -1), STRIP))
        for line, row in enumerate(there):
            if not row.belongs(day.day):
                looks.append(("BACKGROUND", (at, line), (at, line), STRIP))
    return looks


def _closing(sheet: ClassSheet, days: Sequence[ClassDay]) -> list[Flowable]:
    off = [f"{short_date(day.day)}: {day.off}" for day in days if day.off]
    off += [
        _("{day}: cancelled, {why}").format(day=short_date(one.day), why=one.cancelled)
        for one in sheet.days
        if one.cancelled
    ]
    told: list[Flowable] = [section(_("Days off")), words("\n".join(off), "small")] if off else []
    trainers = ", ".join(sheet.batch.trainers)
    who = _("Trainer: {names}").format(names=trainers) if trainers else _("Trainer")
    signed = KeepTogether([Spacer(1, 12), signatures([who, _("Head of the panti")])])
    return [*told, signed]
