"""The waiting list on paper: in its order, with what is still missing and the bed kept for each."""

from __future__ import annotations

from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.waiting_list import (
    APPLICANT_STATE_NAMES,
    NEED_NAMES,
    ORDER_EXPLAINED,
    PRIORITY_REASON_NAMES,
    Applicant,
    ApplicantState,
    WaitingList,
)
from shelter_admin.domain.wording import day_and_date, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.reports.page import WIDTH, Paper, build, figures, table_of, words

_NAME = WIDTH - (8 + 9 + 51 + 20 + 25 + 30) * mm
_WIDTHS = [8 * mm, _NAME, 9 * mm, 51 * mm, 20 * mm, 25 * mm, 30 * mm]


def waiting_list_paper(found: WaitingList, imprint: Imprint, today: date, night: date) -> Document:
    """Print the open applications in order; confidential ones are told as a number only."""
    paper = Paper(f"{_('waiting-list')}-{short_date(today)}.pdf", _("Waiting list"), day_and_date(today), imprint)
    return build(paper, [_totals(found, today), words(_(ORDER_EXPLAINED), "muted"), *_table(found, today, night)])


def _totals(found: WaitingList, today: date) -> Flowable:
    waits = sorted(one.waited(today) for one in found.applicants)
    median = waits[len(waits) // 2] if waits else 0
    by_sex = {sex: sum(one.sex.value == sex for one in found.applicants) for sex in ("L", "P")}
    offered = sum(one.state is not ApplicantState.WAITING for one in found.applicants)
    return figures(
        [
            (number(len(found.applicants) + found.veiled), _("wait for a place")),
            (f"{by_sex['L']} / {by_sex['P']}", _("male / female")),
            (number(offered), _("with a bed offered")),
            (number(median), _("days waited (median)")),
        ]
    )


def _table(found: WaitingList, today: date, night: date) -> list[Flowable]:
    heads = [
        _("No."),
        _("Name"),
        _("L/P"),
        _("Who asks for the place"),
        _("Waits"),
        _("Needs"),
        _("Bed or state"),
    ]
    rows = [_row(at, one, today, night) for at, one in enumerate(found.applicants, 1)]
    if found.veiled:
        told = n_("{count} confidential application", "{count} confidential applications", found.veiled)
        rows.append([words("", "cell"), words(told.format(count=found.veiled), "cell"), *[words("", "cell")] * 5])
    if not rows:
        return [words(_("Nobody waits for a place."), "text")]
    return table_of(_("Who waits"), heads, rows, _WIDTHS)


def _row(at: int, one: Applicant, today: date, night: date) -> list[Flowable]:
    why = ", ".join(_(PRIORITY_REASON_NAMES[reason]) for reason in one.reasons)
    age = one.age_on(today)
    name = one.name if age is None else _("{name}, {age} years").format(name=one.name, age=age)
    days = n_("{count} day", "{count} days", one.waited(today)).format(count=one.waited(today))
    due = _("answer by {day}").format(day=short_date(one.answer_by)) if one.answer_by else ""
    needs = ", ".join(_(NEED_NAMES[need]) for need in one.needs)
    lacking = n_("{count} paper missing", "{count} papers missing", one.missing).format(count=one.missing)
    return [
        words(str(at), "cell"),
        words(
            "\n".join(part for part in (name, f"{one.priority} · {why}" if why else str(one.priority)) if part), "cell"
        ),
        words(one.sex.value or "–", "cell-mid"),
        words("\n".join(part for part in (one.source_text, one.letter_number) if part) or "–", "cell"),
        words("\n".join(part for part in (days, due) if part), "cell"),
        words("\n".join(part for part in (needs, lacking if one.missing else "") if part) or "–", "cell"),
        words(_place(one, night), "cell"),
    ]


def _place(one: Applicant, night: date) -> str:
    state = _(APPLICANT_STATE_NAMES[one.state])
    if one.offer is None:
        return state
    ended = one.offer.over_on(night)
    told = _("{bed}: kept until {day}, ended") if ended else _("{bed}: kept until {day}")
    return f"{state}\n{told.format(bed=one.offer.bed, day=short_date(one.offer.until))}"
