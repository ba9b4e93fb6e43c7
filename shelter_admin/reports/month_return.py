"""The month on letterhead, as it is signed and sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.month.counting import Count, Flow
from shelter_admin.domain.month.figures import MonthFigures
from shelter_admin.domain.month.paper import MonthPaper, MonthSigner
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import long_date, number, percent
from shelter_admin.domain.words import _, p_
from shelter_admin.reports import month_rows
from shelter_admin.reports.month_rows import Counted, Moved
from shelter_admin.reports.page import WIDTH, Paper, build, figures, grid, section, table_of, words

_COUNT: Final = 22 * mm
_NARROW: Final = 13.5 * mm
_MOVES: Final = 9


def month_return(paper: MonthPaper) -> Document:
    """Print the return of a month; a draft bears its word across every page."""
    told, month = paper.figures, month_rows.month_of(paper.figures)
    frame = Paper(
        month_rows.filename(paper, "pdf"),
        _("Monthly return {month}").format(month=month),
        month_rows.standing(paper),
        paper.imprint,
        personal=False,
        mark=_("DRAFT") if paper.draft else "",
    )
    story = [
        _strip(told),
        Spacer(1, 6),
        _beds(told),
        *_counts(_("Movement of residents"), month_rows.flows(told)),
        *_moves(_("By age group"), month_rows.groups("age", told.by_age_group)),
        *_moves(_("By category"), month_rows.groups("category", told.by_category)),
        *_counts(
            _("Came in, by who brought them"), month_rows.counted(Flow.ADMITTED, "source", told.admitted_by_source)
        ),
        *_counts(_("Left, by reason"), month_rows.counted(Flow.LEFT, "reason", told.left_by_reason)),
        *_classes(told),
        *_graduates(told),
        *_spm(told),
        *_changes(paper),
        *_closing(paper),
    ]
    return build(frame, story)


def _strip(told: MonthFigures) -> Flowable:
    return figures(
        [
            (number(told.opening.total), _("at the start")),
            (number(told.admitted.total), _("came in")),
            (number(told.left.total), p_("month", "left")),
            (number(told.closing.total), _("at the end")),
        ]
    )


def _beds(told: MonthFigures) -> Flowable:
    mean, share = told.mean_stay_days, told.occupancy_percent
    return figures(
        [
            (number(told.capacity), _("capacity, usable beds")),
            (number(told.bed_days), _("bed-days")),
            (percent(share, 1) if share is not None else "–", _("occupancy")),
            (number(mean, 1) if mean is not None else "–", _("mean stay of those who left, days")),
        ]
    )


def _right(texts: Iterable[object]) -> list[Flowable]:
    return [words(str(text), "cell-right") for text in texts]


def _heads(texts: Sequence[str]) -> list[str | Flowable]:
    return [texts[0], *(words(text, "cell-head-mid") for text in texts[1:])]


def _count(count: Count) -> list[str]:
    return [number(one) for one in (count.male, count.female, count.unknown, count.total)]


def _counts(over: str, rows: Sequence[Counted]) -> list[Flowable]:
    heads = _heads(["", _("Men"), _("Women"), _("Sex unknown"), _("Total")])
    lines: list[list[Any]] = [[words(row.words, "cell"), *_right(_count(row.count))] for row in rows]
    return table_of(over, heads, lines or [_nothing(5)], [WIDTH - 4 * _COUNT, *[_COUNT] * 4])


def _nothing(columns: int) -> list[Any]:
    return [words(p_("month", "None"), "muted"), *[""] * (columns - 1)]


def _moves(over: str, rows: Sequence[Moved]) -> list[Flowable]:
    """Print start, in, out and end by sex, and everybody at the end."""
    flows = (p_("month", "Start"), p_("month", "In"), p_("month", "Out"), p_("month", "End"))
    heads = _heads(["", *(f"{flow}\n{sex}" for flow in flows for sex in "LP"), _("All at the end")])
    lines: list[list[Any]] = []
    for row in rows:
        counts = [getattr(row.movement, flow.value) for flow in Flow]
        by_sex = [number(one) for count in counts for one in (count.male, count.female)]
        lines.append([words(row.words, "cell"), *_right([*by_sex, number(row.movement.closing.total)])])
    widths = [WIDTH - _MOVES * _NARROW, *[_NARROW] * _MOVES]
    return table_of(over, heads, lines or [_nothing(_MOVES + 1)], widths)


def _classes(told: MonthFigures) -> list[Flowable]:
    heads = _heads(
        [_("Programme"), _("People"), _("Sessions"), "H", "S", "I", "A", _("Not marked"), _("Attendance")],
    )
    lines: list[list[Any]] = [
        [
            words(one.program, "cell"),
            *_right(
                number(count)
                for count in (
                    one.people,
                    one.sessions,
                    one.present,
                    one.sick,
                    one.excused,
                    one.absent,
                    one.unmarked,
                )
            ),
            *_right([percent(100 * one.rate, 1) if one.rate is not None else "–"]),
        ]
        for one in told.attendance
    ]
    widths = [14.5 * mm, 21.5 * mm, *[14.5 * mm] * 4, 18 * mm, 21 * mm]
    return table_of(_("Class attendance"), heads, lines or [_nothing(9)], [WIDTH - sum(widths), *widths])


def _graduates(told: MonthFigures) -> list[Flowable]:
    heads = _heads([_("Programme"), _("Issued"), _("Revoked since")])
    lines: list[list[Any]] = [
        [words(one.program, "cell"), *_right([number(one.issued), number(one.revoked)])] for one in told.graduates
    ]
    widths = [WIDTH - 60 * mm, 30 * mm, 30 * mm]
    return table_of(_("Certificates of the month"), heads, lines or [_nothing(3)], widths)


def _spm(told: MonthFigures) -> list[Flowable]:
    heads = [p_("month", "Code"), *_heads([_("Kind of service"), p_("month", "Served"), _("X (needs met)"), "Y"])]
    lines: list[list[Any]] = []
    for row in month_rows.services(told):
        told_as = [number(row.x), *("–" if one is None else number(one) for one in (row.met, row.y))]
        lines.append([words(row.code, "cell-strong"), words(row.words, "cell"), *_right(told_as)])
    widths = [20 * mm, WIDTH - 84 * mm, 20 * mm, 28 * mm, 16 * mm]
    return [
        *table_of(_("Minimum service standards (SPM)"), heads, lines, widths),
        words(month_rows.spm_note(), "muted"),
    ]


def _changes(paper: MonthPaper) -> list[Flowable]:
    changed = month_rows.changes(paper)
    if not changed:
        return []
    told = _("Told otherwise than in version {version}").format(version=paper.version - 1)
    lines: list[list[Any]] = [[words(one, "cell"), *_right([_said(old), _said(new)])] for one, old, new in changed]
    heads = _heads([_("Figure"), p_("month", "Before"), p_("month", "Now")])
    return table_of(told, heads, lines, [WIDTH - 50 * mm, 25 * mm, 25 * mm])


def _said(value: float | None) -> str:
    return "–" if value is None else number(value)


def _closing(paper: MonthPaper) -> list[Flowable]:
    head = paper.imprint.letterhead
    day = long_date(paper.sent_on or paper.imprint.printed_at.date())
    place = f"{head.town}, {day}" if head.town else day
    witness = _("Log of the shelter at printing: entry {no}, {hash}").format(
        no=number(paper.audit_no), hash=paper.audit_hash
    )
    kept: list[Flowable] = [Spacer(1, 14), _signature(place, paper.signer)]
    notes: list[Flowable] = [words(note, "small") for note in month_rows.notes(paper.figures)]
    heading = section(_("How to read the figures"))
    return [KeepTogether([heading, *notes, *kept, Spacer(1, 10), words(witness, "muted")])]


def _signature(place: str, signer: MonthSigner) -> Flowable:
    """Set where and when, the office, room to sign, the name."""
    block = [
        words(place, "small"),
        words(signer.title, "cell-strong"),
        Spacer(1, 48),
        words(signer.name or ".".ljust(44, "."), "cell-strong" if signer.name else "muted"),
        *(words(line, "small") for line in (signer.rank, signer.nip and f"NIP {signer.nip}") if line),
    ]
    return grid([["", block]], [WIDTH * 0.56, WIDTH * 0.44], [("VALIGN", (0, 0), (-1, -1), "TOP")], splitByRow=0)
