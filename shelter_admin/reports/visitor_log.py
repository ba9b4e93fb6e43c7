"""The visitors' log of one day: who came, from where, whom they visited, when they came and left."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.visits import Visit, VisitorLog
from shelter_admin.domain.wording import clock, day_and_date, number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.page import WIDTH, Paper, build, figures, signatures, table_of, words

_FIXED: Final = [9 * mm, 17 * mm, 17 * mm]
_REST: Final = WIDTH - sum(_FIXED)
_WIDTHS: Final = [*_FIXED[:1], _REST * 0.32, _REST * 0.30, _REST * 0.38, *_FIXED[1:]]


def visitor_log(log: VisitorLog, imprint: Imprint) -> Document:
    """Print the log, the first who came on top."""
    paper = Paper(f"{_('visitors')}-{short_date(log.day)}.pdf", _("Visitors' log"), day_and_date(log.day), imprint)
    visits = sorted(log.visits, key=lambda visit: visit.came_at)
    story: list[Flowable] = [
        figures([(number(len(visits)), _("visitors")), (number(log.inside), _("still inside"))]),
        Spacer(1, 4),
    ]
    heads = [_("No."), _("Visitor"), _("From, relation"), _("Visits"), _("Came"), p_("heading", "Left")]
    rows = [_row(at, visit, log, imprint) for at, visit in enumerate(visits, start=1)]
    if rows:
        story += table_of(_("Who came"), heads, rows, _WIDTHS)
    else:
        story.append(words(_("Nobody visited on this day.")))
    return build(paper, [*story, Spacer(1, 12), KeepTogether([signatures([_("Officer on duty")])])])


def _row(at: int, visit: Visit, log: VisitorLog, imprint: Imprint) -> list[Any]:
    return [
        words(str(at), "muted"),
        words(visit.visitor, "cell-strong"),
        words(" · ".join(part for part in (visit.office, visit.relation, visit.phone) if part), "cell"),
        words(f"{visit.resident} · {visit.number}" if visit.resident else _("the office"), "cell"),
        words(_hour(visit.came_at, log, imprint), "cell"),
        words(_hour(visit.left_at, log, imprint) if visit.left_at else "", "cell"),
    ]


def _hour(moment: datetime, log: VisitorLog, imprint: Imprint) -> str:
    here = moment.astimezone(imprint.printed_at.tzinfo)
    return clock(here) if here.date() == log.day else f"{short_date(here.date())[:5]} {clock(here)}"
