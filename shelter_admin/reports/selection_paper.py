"""The ranked list of a selection: everybody with points and why, and room for the committee's signatures."""

from __future__ import annotations

from datetime import date
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.training.selection import ApplicationState, Ranked, Selection
from shelter_admin.domain.training.selection_words import ages_words, outcome_words, points_words, why_words
from shelter_admin.domain.wording import long_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, Paper, build, figures, grid, section, table_of, words

_RANK: Final = 10 * mm
_SEX: Final = 10 * mm
_AGE: Final = 20 * mm
_TOTAL: Final = 17 * mm
_POINTS: Final = 52 * mm
_OUTCOME: Final = 34 * mm
_PANEL: Final = 4


def selection_paper(found: Selection, imprint: Imprint, today: date) -> Document:
    """Print the order of a selection, with the criteria it rests on."""
    name = f"{_('selection')}-{short_date(today)}.pdf"
    day = found.decided_on if found.decided_on is not None and not found.is_open else None
    told = _("decided on {day}").format(day=long_date(day)) if day is not None else _("draft, not decided yet")
    paper = Paper(name, _("Selection of participants"), f"{found.title} · {told}", imprint)
    story: list[Flowable] = [_totals(found), *_criteria(found)]
    story += _table(found)
    return build(paper, [*story, *_closing(found)])


def _totals(found: Selection) -> Flowable:
    everybody = found.places.of_all()
    return figures(
        [
            (number(len(found.lines)), _("asked for a place")),
            ("–" if everybody is None else number(everybody), _("places")),
            (number(found.counted(ApplicationState.CHOSEN)), _("chosen")),
            (number(found.counted(ApplicationState.RESERVE)), _("in reserve")),
        ]
    )


def _criteria(found: Selection) -> list[Flowable]:
    told = [f"{one.name} (× {number(one.weight)})" for one in found.criteria]
    order = _(
        "In order of the weighted points from 0 to 100, then of the days waited, then of the own number; the "
        "committee's word stands above the points."
    )
    said = _("Criteria: {criteria}.").format(criteria=", ".join(told)) if told else _("No criteria were weighed.")
    return [Spacer(1, 6), words(f"{said} {order}", "small")]


def _table(found: Selection) -> list[Flowable]:
    if not found.lines:
        return [words(_("Nobody asks for a place in this class."))]
    wide = WIDTH - _RANK - _SEX - _AGE - _TOTAL - _POINTS - _OUTCOME
    heads = [_("No."), _("Name"), _("L/P"), _("Age"), _("Points"), _("What they rest on"), _("Outcome")]
    rows = [_row(one) for one in found.lines]
    return table_of(_("Order"), heads, rows, [_RANK, wide, _SEX, _AGE, _TOTAL, _POINTS, _OUTCOME])


def _row(one: Ranked) -> list[Flowable | list[Flowable]]:
    person = one.applicant
    return [
        words(str(one.rank), "muted"),
        words(f"{person.name}\n{person.number}", "cell"),
        words(person.sex.value or "–", "cell-mid"),
        words(ages_words(one), "cell"),
        words(number(one.total), "cell-strong"),
        words(points_words(one), "cell-small"),
        [words(outcome_words(one), "cell-strong"), words(why_words(one), "cell-small")],
    ]


def _closing(found: Selection) -> list[Flowable]:
    gone = ", ".join(one.name for one in found.withdrawn)
    told: list[Flowable] = [section(_("Withdrawn")), words(gone, "small")] if gone else []
    blank = ".".ljust(60, ".")
    rows = [
        [words(f"{at}.", "cell"), words(_("name and office"), "muted"), words(blank, "muted")]
        for at in range(1, _PANEL + 1)
    ]
    lines = grid(
        rows, [8 * mm, 80 * mm, WIDTH - 88 * mm], [("VALIGN", (0, 0), (-1, -1), "BOTTOM")], rowHeights=[30] * _PANEL
    )
    signed = KeepTogether([section(_("Selection committee")), lines])
    return [*told, signed]
