"""The matrix of services as a workbook: signs by person, every standing with its day, and the totals."""

from __future__ import annotations

from shelter_admin.domain.papers import Document
from shelter_admin.domain.services.ticks import TICK_NAMES, PersonServices, ServiceYear
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import _
from shelter_admin.reports.services_matrix import by_kind, kind_told, mark_of
from shelter_admin.reports.workbook import Cell, Heading, Workbook


def services_workbook(year: ServiceYear, imprint: Imprint) -> Document:
    """Write who was given what in a fiscal year. The file is named after no one."""
    book = Workbook(_("Services given to each person"), imprint.panti, imprint.printed_at)
    heads = [Heading(_("Number"), 16), Heading(_("Name"), 34), Heading(_("Kind of service"), 30)]
    heads += [Heading(item.name, 12, wraps=True) for item in year.matrix.items]
    heads += [Heading(_("Still lacking"), 12), Heading(_("Needs met"), 12)]
    book.table(_("Matrix"), heads, [_row(year, one) for one in year.people])
    book.table(_("Entries"), _entry_heads(), [line for one in year.people for line in _entries(year, one)])
    lines: list[tuple[str, Cell]] = []
    for kind, people in by_kind(year):
        met = sum(year.met(one) for one in people)
        lines.append((kind_told(kind), _("needs met: {met} of {people}").format(met=met, people=len(people))))
    book.lines(_("Totals"), _("Fiscal year {year}").format(year=year.year), lines)
    return book.document(f"{_('services')}-{year.year}.xlsx")


def _row(year: ServiceYear, one: PersonServices) -> list[Cell]:
    kind = kind_told(one.kind) if one.kind else ""
    owed = {item.code for item in year.owed(one)}
    marks = [mark_of(one, item.code) or ("" if item.code in owed else "·") for item in year.matrix.items]
    met = _("yes") if year.met(one) else _("no")
    return [one.number, one.name, kind, *marks, len(year.lacking(one)), met]


def _entry_heads() -> list[Heading]:
    return [
        Heading(_("Number"), 16),
        Heading(_("Name"), 34),
        Heading(_("Item"), 40, wraps=True),
        Heading(_("How it stands"), 16),
        Heading(_("Day"), 12),
        Heading(_("Times"), 8),
        Heading(_("Officer"), 26),
        Heading(_("Source of funds"), 20),
        Heading(_("Why it is not needed"), 40, wraps=True),
    ]


def _entries(year: ServiceYear, one: PersonServices) -> list[list[Cell]]:
    lines: list[list[Cell]] = []
    for item in year.matrix.items:
        standing = one.stands.get(item.code)
        if standing is not None:
            tick = standing.newest
            told = _(TICK_NAMES[tick.state])
            where: list[Cell] = [tick.on_day, standing.times, tick.officer, tick.fund, tick.reason]
            lines.append([one.number, one.name, item.name, told, *where])
    return lines
