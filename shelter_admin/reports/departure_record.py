"""The record of handing somebody over as they leave (Berita Acara Serah Terima Klien, keluar; domain notes 2.4)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.departures.arranging import PICKUP_PAPER_NAMES
from shelter_admin.domain.departures.handing import Handed
from shelter_admin.domain.departures.paper import LeavingPaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, rupiah, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.admission_paper import day_or_dots, facts, signing
from shelter_admin.reports.leaving_parts import of_whom, where_to
from shelter_admin.reports.page import WIDTH, Paper, build, section, table_of, words


def departure_record(paper: LeavingPaper, imprint: Imprint, settings: Settings) -> Document:
    """Print the record for one person: to whom, with which papers and things, signed by both and the head."""
    unit = imprint.letterhead.unit or imprint.panti
    name = f"{_('departure-record')}-{paper.number}.pdf"
    made = Paper(name, _("Record of handing over (going out)"), unit, imprint)
    today = _("On {day} the shelter handed over the resident named below, who was received as written here.")
    brought = ", ".join(_(PICKUP_PAPER_NAMES[one]) for one in paper.arrangement.pickup_papers)
    story: list[Flowable] = [
        words(today.format(day=day_or_dots(paper.leaves_on))),
        section(_("Who was handed over")),
        facts(of_whom(paper, identity=True)),
        section(_("To whom")),
        facts([*where_to(paper), (_("Papers brought along"), brought)]),
        *_things(paper),
    ]
    closing = words(_("Both have counted the things and seen the person; each keeps one copy of this record."), "small")
    signers = [
        (_("Handed over by"), ""),
        (_("Received by"), paper.arrangement.receiver),
        (_("Known to: {office}").format(office=settings.signer_title or unit), settings.signer_name),
    ]
    return build(made, [*story, signing(imprint, paper.leaves_on, signers, [Spacer(1, 6), closing])])


def _things(paper: LeavingPaper) -> list[Flowable]:
    """What was handed over with the person; a line to write on where nothing is written down yet."""
    lines = [(one, told) for one in paper.handed if one.stands for told in _told(one)]
    if not lines:
        return [section(_("With what")), facts([(_("Tools, savings, papers"), "")])]
    rows: list[list[Any]] = [
        [
            words(number(at), "cell"),
            words(told, "cell-strong"),
            words(short_date(one.on_day), "cell"),
            words(one.received_by, "cell"),
        ]
        for at, (one, told) in enumerate(lines, start=1)
    ]
    heads = [_("No."), _("Thing"), _("Day"), _("Received by")]
    return table_of(_("With what"), heads, rows, [0.06 * WIDTH, 0.41 * WIDTH, 0.12 * WIDTH, 0.41 * WIDTH])


def _told(one: Handed) -> list[str]:
    if one.amount is not None:
        return [_("Savings {amount}").format(amount=rupiah(one.amount))]
    return [" · ".join(part for part in (item.words, item.note) if part) for item in one.items]
