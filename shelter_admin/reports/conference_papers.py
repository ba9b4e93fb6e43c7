"""Papers of a case conference: the agenda to lay on the table, the minutes to sign, and everybody's page in order."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.conferences import OUTCOME_NAMES, PURPOSE_NAMES, Conference, ConferenceCase, FollowUp
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import day_and_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import LINE, WIDTH, Paper, build, grid, section, signatures, table_of, words

_PLACE: Final = 10 * mm
_NUMBER: Final = 24 * mm
_WHY: Final = 40 * mm
_SIGN: Final = 46 * mm
_DUE: Final = 24 * mm
_DOER: Final = 46 * mm


def agenda_paper(conference: Conference, imprint: Imprint) -> Document:
    """Print who is spoken about in which order and why, with room to write. The file is named after no one."""
    paper = _paper(conference, imprint, _("Agenda of the case conference"), _("case-conference-agenda"))
    heads = [_("No."), _("Number"), _("Name"), _("Why"), _("Question for the conference")]
    rows = [_on_agenda(at, one) for at, one in enumerate(conference.cases, start=1)]
    name = (WIDTH - _PLACE - _NUMBER - _WHY) / 2
    story: list[Flowable] = table_of(_("Spoken about"), heads, rows, [_PLACE, _NUMBER, name, _WHY, name])
    if not rows:
        story.append(words(_("Nobody is on the agenda yet."), "muted"))
    return build(paper, [*_meeting(conference), *story, *_hidden(conference)])


def minutes_paper(conference: Conference, imprint: Imprint) -> Document:
    """Print what was said of each and asked of whom, with a line to sign for everybody present (*notula*)."""
    paper = _paper(conference, imprint, _("Minutes of this case conference"), _("case-conference-minutes"))
    story: list[Flowable] = [*_meeting(conference)]
    if not conference.closed:
        story.append(words(_("Not closed yet: this may still change."), "strong"))
    for at, one in enumerate(conference.cases, start=1):
        story += _said(at, one)
    return build(paper, [*story, *_hidden(conference), *_signed(conference)])


def joined_pages(pages: Sequence[Document], filename: str) -> Document:
    """Put everybody's page one after the other. The caller holds the lock of PDFium."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    try:
        for page in pages:
            one = pypdfium2.PdfDocument(page.content)
            try:
                whole.import_pages(one)
            finally:
                one.close()
        buffer = BytesIO()
        whole.save(buffer)
    finally:
        whole.close()
    return Document(filename, buffer.getvalue())


def _paper(conference: Conference, imprint: Imprint, title: str, name: str) -> Paper:
    told = " · ".join(
        part
        for part in (
            day_and_date(conference.day),
            _("at {clock}").format(clock=conference.starts_at) if conference.starts_at else "",
            conference.place,
        )
        if part
    )
    return Paper(f"{name}-{short_date(conference.day)}.pdf", title, told, imprint)


def _meeting(conference: Conference) -> list[Flowable]:
    told: list[Flowable] = []
    if conference.chaired_by:
        told.append(words(_("Chaired by {name}").format(name=conference.chaired_by), "small"))
    if conference.names:
        told.append(words(_("Present: {names}").format(names=", ".join(conference.names)), "small"))
    return told


def _hidden(conference: Conference) -> list[Flowable]:
    if not conference.hidden:
        return []
    told = _("{count} on the agenda are confidential and not on this paper.")
    return [Spacer(1, 4), words(told.format(count=number(conference.hidden)), "muted")]


def _on_agenda(at: int, one: ConferenceCase) -> list[Any]:
    return [
        words(number(at), "cell"),
        words(one.number, "cell"),
        words(one.name, "cell-strong"),
        words(_(PURPOSE_NAMES[one.purpose]), "cell"),
        words(one.question, "cell"),
    ]


def _said(at: int, one: ConferenceCase) -> list[Flowable]:
    """What was said of one person; what was not said yet leaves room to write it."""
    outcome = _(OUTCOME_NAMES[one.outcome]) if one.outcome is not None else "." * 40
    told = _("The conference says: {outcome}").format(outcome=outcome)
    block: list[Flowable] = [
        section(f"{number(at)}. {one.name} · {one.number}"),
        words(" · ".join(part for part in (_(PURPOSE_NAMES[one.purpose]), one.question) if part), "small"),
        words(told, "strong"),
    ]
    block.append(words(one.words) if one.words else _lines(2))
    made: list[Flowable] = [KeepTogether(block[:3]), *block[3:]]
    if one.follow_ups:
        heads = [_("What is to be done"), _("Who"), _("To be done by")]
        rows = [_asked(each) for each in one.follow_ups]
        made += table_of(_("Follow-ups"), heads, rows, [WIDTH - _DOER - _DUE, _DOER, _DUE])
    return made


def _asked(one: FollowUp) -> list[Any]:
    due = short_date(one.due_on) if one.due_on else "–"
    return [words(one.what, "cell"), words(one.doer or "–", "cell"), words(due, "cell")]


def _signed(conference: Conference) -> list[Flowable]:
    """A line for everybody present, and the chair and the head below."""
    rows: list[list[Any]] = [
        [words(number(at), "cell"), words(name, "cell"), words("", "cell")]
        for at, name in enumerate(conference.names or ("", "", "", ""), start=1)
    ]
    table = table_of(
        _("Present at the conference"),
        [_("No."), _("Name"), _("Signature")],
        rows,
        [_PLACE, WIDTH - _PLACE - _SIGN, _SIGN],
        [("TOPPADDING", (0, 0), (-1, -1), 9), ("BOTTOMPADDING", (0, 0), (-1, -1), 9)],
    )
    ends = KeepTogether([Spacer(1, 10), signatures([_("Chair"), _("Written by"), _("Head of the shelter")])])
    return [*table, ends]


def _lines(count: int) -> Flowable:
    """Set lines to write on."""
    return grid([[""]] * count, [WIDTH], [("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)], rowHeights=[8 * mm] * count)
