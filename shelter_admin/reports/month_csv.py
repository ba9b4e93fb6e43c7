"""The month as CSV for spreadsheets of Indonesian offices: UTF-8 with BOM, semicolons, decimal commas."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from shelter_admin.domain.month.counting import Count, Flow
from shelter_admin.domain.month.figures import MonthFigures
from shelter_admin.domain.month.keys import Figure, programs_in, told
from shelter_admin.domain.month.paper import MonthPaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.month_rows import counted, filename, flows, groups
from shelter_admin.reports.workbook import never_run

Row = list[str]


def month_csv(paper: MonthPaper) -> Document:
    """Write every figure in a row: its key, which never changes, its words, and its count by sex or as a number."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = (
        _("Month"),
        _("Version"),
        _("Unit code"),
        _("Unit"),
        p_("month", "Key"),
        _("Figure"),
        "L",
        "P",
        _("Sex unknown"),
    )
    writer.writerow([*heads, _("Total")])
    head = paper.imprint.letterhead
    version = _("DRAFT") if paper.draft else str(paper.version)
    begin = [paper.figures.period, version, _plain(paper.code), _plain(head.unit or paper.imprint.panti)]
    writer.writerows([*begin, *row] for row in _rows(paper.figures))
    for change in paper.difference:
        words = _("Before: {figure}").format(figure=told(change.figure, programs_in(paper.figures)))
        writer.writerow([*begin, f"difference.{change.figure}", _plain(words), "", "", "", _number(change.before)])
    return Document(filename(paper, "csv"), out.getvalue().encode("utf-8-sig"))


def _rows(figures: MonthFigures) -> Iterator[Row]:
    for line in flows(figures):
        yield _counted(line.key, line.words, line.count)
    for by, moved in (("age", figures.by_age_group), ("category", figures.by_category)):
        for group in groups(by, moved):
            for flow in Flow:
                key = Figure(flow.value, by, group.code).key
                yield _counted(key, told(key, {}), getattr(group.movement, flow.value))
    for line in counted(Flow.ADMITTED, "source", figures.admitted_by_source):
        yield _counted(line.key, told(line.key, {}), line.count)
    for line in counted(Flow.LEFT, "reason", figures.left_by_reason):
        yield _counted(line.key, told(line.key, {}), line.count)
    for name in ("capacity", "capacity_days", "bed_days", "occupancy_percent", "mean_stay_days", "dates_unknown"):
        yield _single(name, told(name, {}), getattr(figures, name))
    yield from _trained(figures)


def _trained(figures: MonthFigures) -> Iterator[Row]:
    programs = programs_in(figures)
    for one in figures.attendance:
        for part in ("people", "sessions", "present", "sick", "excused", "absent", "unmarked"):
            key = Figure("attendance", "program", one.program_id, part).key
            yield _single(key, told(key, programs), getattr(one, part))
        words = _("Attendance in percent: {programme}").format(programme=one.program)
        yield _single(f"attendance.program:{one.program_id}.percent", words, _percent(one.rate))
    for line in figures.graduates:
        for what, count in (("graduates", line.issued), ("revoked", line.revoked)):
            key = Figure(what, "program", line.program_id).key
            yield _single(key, told(key, programs), count)
    for code, spm in figures.spm.items():
        key = Figure("spm", "service", code).key
        yield _single(key, told(key, {}), spm.x)
        if spm.met is not None:
            key = Figure("spm_met", "service", code).key
            yield _single(key, told(key, {}), spm.met)


def _percent(rate: float | None) -> float | None:
    return None if rate is None else round(100 * rate, 1)


def _counted(key: str, words: str, count: Count) -> Row:
    numbers = (count.male, count.female, count.unknown, count.total)
    return [key, _plain(words), *(str(number) for number in numbers)]


def _single(key: str, words: str, value: float | None) -> Row:
    return [key, _plain(words), "", "", "", _number(value)]


def _number(value: float | None) -> str:
    """Write a number as the spreadsheets of these offices read it; an unknown one stays empty."""
    return "" if value is None else str(value).replace(".", ",")


def _plain(text: str) -> str:
    """Keep a typed text from being run as a formula by a spreadsheet."""
    return never_run(" ".join(text.split()))
