"""The measures of occupancy as a workbook: per wisma, night by night, idle beds, and the people behind the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from shelter_admin.domain.measures import FORMULAS, MEASURE_NAMES, UNITS, IdleBed, Measure, Measures
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.span_words import span_words
from shelter_admin.domain.spans import Span
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.workbook import Cell, Heading, Workbook

SleptRow = tuple[str, str, str | None, int | None, int | None]
LeftRow = tuple[str, str, str | None, date | None, date | None, int | None]


@dataclass(frozen=True)
class MeasuresPaper:
    """What the workbook holds. The first of ``lines`` is the whole house; ``unseen`` people are not named in it."""

    span: Span
    imprint: Imprint
    lines: Sequence[tuple[str, Measures]]
    idle: Sequence[IdleBed]
    slept: Sequence[SleptRow] = field(repr=False)
    left: Sequence[LeftRow] = field(repr=False)
    unseen: int = 0


def measures_workbook(paper: MeasuresPaper) -> Document:
    """Lay the workbook out. Nothing typed by anybody is run as a formula; nothing touches the disk."""
    unit = paper.imprint.letterhead.unit or paper.imprint.panti
    book = Workbook(_("Measures of occupancy"), unit, paper.imprint.printed_at)
    _summary(book, paper, unit)
    _by_wisma(book, paper)
    _nights(book, paper)
    _people(book, paper)
    _idle(book, paper)
    return book.document(f"{_('occupancy')}-{paper.span.key}.xlsx")


def _summary(book: Workbook, paper: MeasuresPaper, unit: str) -> None:
    house, span = paper.lines[0][1], paper.span
    pairs: list[tuple[str, Cell]] = [
        (_("Unit"), unit),
        (_("Time"), f"{span_words(span)} ({short_date(span.first)} – {short_date(span.through)})"),
    ]
    for measure in Measure:
        pairs += [(f"{_(MEASURE_NAMES[measure])} ({_(UNITS[measure])})", _figure(house, measure))]
    pairs += [(_("of these away, the place being held"), house.away)]
    pairs += [(_(MEASURE_NAMES[measure]), _(FORMULAS[measure])) for measure in Measure]
    if paper.unseen:
        pairs.append((_("People not shown by name to who made this"), paper.unseen))
    book.lines(_("Summary"), _("Measures of occupancy"), pairs)


def _figure(told: Measures, measure: Measure) -> Cell:
    value = told.value(measure)
    return "-" if value is None else value


def _by_wisma(book: Workbook, paper: MeasuresPaper) -> None:
    headings = [Heading(_("Wisma"), 24), *(Heading(_(MEASURE_NAMES[one]), 18) for one in Measure)]
    rows = [[wisma or _("Whole house"), *(_figure(told, one) for one in Measure)] for wisma, told in paper.lines]
    book.table(_("Per wisma"), headings, rows)


def _nights(book: Workbook, paper: MeasuresPaper) -> None:
    heads = (
        _("Wisma"),
        _("Night"),
        _("People"),
        _("Usable beds"),
        _("Away"),
        _("Beyond capacity"),
        _("Occupancy in percent"),
    )
    headings = [Heading(text, width) for text, width in zip(heads, (24, 14, 12, 14, 12, 16, 18), strict=True)]
    rows = (
        [wisma or _("Whole house"), one.night, one.occupied, one.capacity, one.away, one.over, one.percent]
        for wisma, told in paper.lines
        for one in told.nights
    )
    book.table(_("Nights"), headings, rows)


def _people(book: Workbook, paper: MeasuresPaper) -> None:
    who = [Heading(_("Number"), 16), Heading(_("Name"), 34), Heading(_("Sex"), 8)]
    book.table(_("Nights per person"), [*who, Heading(_("Nights"), 12), Heading(_("Away"), 12)], paper.slept)
    headings = [*who, Heading(_("Came in on"), 16), Heading(_("Left on"), 16), Heading(_("Days"), 12)]
    book.table(_("Stays that ended"), headings, paper.left)


def _idle(book: Workbook, paper: MeasuresPaper) -> None:
    headings = [Heading(_("Bed"), 28), Heading(_("Idle nights"), 14), Heading(_("Usable nights"), 16)]
    book.table(_("Idle beds"), headings, [[bed.address, bed.idle, bed.usable] for bed in paper.idle])
