"""The minutes of an occurrence (berita acara kejadian): what, when, where, who, what was done, to be signed."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.occurrences import OCCURRENCE_NAMES, Occurrence
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import clock, day_and_date, long_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, Paper, build, section, signatures, table_of, words


def occurrence_record(found: Occurrence, imprint: Imprint, panti: Panti) -> Document:
    """Print the minutes."""
    local = found.at.astimezone(panti.zone.offset)
    paper = Paper(
        f"{_('minutes-of-an-occurrence')}-{short_date(local.date())}-{local:%H%M}.pdf",
        _("Minutes of an occurrence"),
        _(OCCURRENCE_NAMES[found.kind]),
        imprint,
    )
    told = _("On {day} at {clock} {zone}, at {place}, the following happened in the shelter.")
    place = found.place or imprint.panti
    opening = told.format(day=day_and_date(local.date()), clock=clock(local), zone=panti.zone.value, place=place)
    story: list[Flowable] = [words(opening)]
    for title, text in (
        (_("What happened"), found.what),
        (_("What was done"), found.handling or _("Being dealt with.")),
        (_("What is still to be done"), _follow_up(found)),
    ):
        story += [section(title), words(text)]
    story += _people(found)
    closing = words(_("These minutes were drawn up as it happened, to be used where needed."))
    signing = signatures([_("Duty officer"), _("Witness"), _signer(panti)])
    return build(paper, [*story, KeepTogether([Spacer(1, 8), closing, Spacer(1, 8), signing])])


def _follow_up(found: Occurrence) -> str:
    if not found.follow_up:
        return "—"
    if found.follow_up_by is None:
        return found.follow_up
    return _("{what} (by {day})").format(what=found.follow_up, day=long_date(found.follow_up_by))


def _people(found: Occurrence) -> list[Flowable]:
    if not found.people:
        return []
    rows = [
        [words(number(at), "cell"), words(one.number, "cell"), words(one.name, "cell"), words(one.part, "cell")]
        for at, one in enumerate(found.people, start=1)
    ]
    heads = [_("No."), _("Own number"), _("Name"), _("Part in it")]
    return table_of(
        _("Residents who had part in it"), heads, rows, [0.08 * WIDTH, 0.2 * WIDTH, 0.4 * WIDTH, 0.32 * WIDTH]
    )


def _signer(panti: Panti) -> str:
    chosen = panti.settings
    return ", ".join(filter(None, (chosen.signer_title, chosen.signer_name)))
