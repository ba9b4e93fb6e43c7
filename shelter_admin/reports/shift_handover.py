"""The handover of a shift on paper: figures, what happened, the officer's words, two signatures."""

from __future__ import annotations

from datetime import datetime

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.note_words import hours_in_words, shift_in_full
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.shifts import NOTE_NAMES, HandoverNote, HandoverState, Signature
from shelter_admin.domain.wording import clock, long_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import MUTED, WIDTH, Paper, build, figures, grid, section, table_of, words

_SIGNING_ROOM = 40


def shift_handover(note: HandoverNote, imprint: Imprint, panti: Panti) -> Document:
    """Print the note of one shift; one that nobody handed over yet says so across the page."""
    time = note.line.time
    handed = note.line.state is not HandoverState.OPEN
    paper = Paper(
        f"{_('shift-handover')}-{short_date(time.day)}-{time.shift.value}.pdf",
        _("Handover of a shift"),
        shift_in_full(time, panti),
        imprint,
        mark="" if handed else _("DRAFT"),
    )
    found = note.found
    story: list[Flowable] = [
        figures(
            [
                (number(found.on_books), _("on the books")),
                (number(found.inside), _("inside")),
                (number(found.went_out), _("went out in the shift")),
                (number(found.came_back), _("came back in the shift")),
                (number(found.papers), _("papers waited for")),
            ]
        ),
        words(_("As of {clock}.").format(clock=clock(_local(found.made_at, panti))), "muted"),
    ]
    story += _lines(note, panti)
    story += [section(_("Words of the officer")), words(note.words or "—")]
    return build(paper, [*story, KeepTogether([Spacer(1, 12), _signed(note, panti)])])


def _local(moment: datetime, panti: Panti) -> datetime:
    return moment.astimezone(panti.zone.offset)


def _lines(note: HandoverNote, panti: Panti) -> list[Flowable]:
    """One table per kind that has something in it."""
    story: list[Flowable] = []
    for kind, title in NOTE_NAMES.items():
        lines = note.of(kind)
        if lines:
            rows = [
                [
                    words(line.who, "cell-strong"),
                    words(line.beside, "cell"),
                    words(hours_in_words(line, note.line.time, panti), "cell"),
                ]
                for line in lines
            ]
            over = f"{_(title)}: {number(len(lines))}"
            heads = [_("Who or what"), _("Where or how"), _("Hour")]
            story += table_of(over, heads, rows, [0.36 * WIDTH, 0.3 * WIDTH, 0.34 * WIDTH])
    return story or [words(_("Nothing out of the ordinary was written down in this shift."))]


def _signed(note: HandoverNote, panti: Panti) -> Flowable:
    """Both signatures side by side: who, and when it was signed in the program."""
    sides = ((_("Handed over by"), note.line.handed), (_("Taken over by"), note.line.taken))
    cells: list[list[str | Flowable]] = [
        [words(title, "cell-strong") for title, _who in sides],
        ["", ""],
        [words(who.name if who else "", "small") for _title, who in sides],
        [words(_when(who, panti), "muted") for _title, who in sides],
    ]
    styles = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("LINEBELOW", (0, 1), (0, 1), 0.4, MUTED)]
    styles += [("LINEBELOW", (1, 1), (1, 1), 0.4, MUTED)]
    return grid(cells, [WIDTH / 2] * 2, styles, rowHeights=[None, _SIGNING_ROOM, None, None], splitByRow=0)


def _when(who: Signature | None, panti: Panti) -> str:
    if who is None:
        return _("not signed yet")
    local = _local(who.at, panti)
    return _("signed on {day} at {clock}").format(day=long_date(local.date()), clock=clock(local))
