"""The statement of who picks somebody up (Surat Pernyataan, with duty stamp, in two copies; domain notes 2.3)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.departures.paper import LeavingPaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import _
from shelter_admin.reports.admission_paper import facts, numbered, signing
from shelter_admin.reports.leaving_parts import of_whom
from shelter_admin.reports.page import LINE, WIDTH, Paper, build, grid, section, words


def pickup_statement(paper: LeavingPaper, imprint: Imprint, settings: Settings) -> Document:
    """Print the statement for one person, with room for what only the receiver knows."""
    one = paper.arrangement
    unit = imprint.letterhead.unit or imprint.panti
    name = f"{_('pickup-statement')}-{paper.number}.pdf"
    made = Paper(name, _("Statement on picking up a resident"), _("In two copies, one with a duty stamp"), imprint)
    promises = [
        _("I pick the resident up of my own will and of theirs, and receive them at the address above."),
        _("I look after them, do not neglect or exploit them, and do not let them return to the street."),
        _("I let the shelter and the Dinas Sosial visit us afterwards, and tell them when the address changes."),
        _("The papers I have brought are genuine; I have received the person and the things written in the record."),
    ]
    receiver = [
        (_("Name"), one.receiver),
        (_("NIK"), ""),
        (_("What they are to the resident"), one.receiver_relation),
        (_("Address"), ", ".join(part for part in (one.receiver_address, one.region) if part)),
        (_("Telephone"), one.receiver_phone),
    ]
    story: list[Flowable] = [
        section(_("Who picks up")),
        facts(receiver),
        section(_("Who is picked up")),
        facts(of_whom(paper, identity=False)),
        section(_("I state")),
        numbered(promises),
        Spacer(1, 10),
        _stamp(),
        signing(
            imprint,
            paper.leaves_on,
            [
                (_("Who states this"), one.receiver),
                (_("Witness"), ""),
                (_("Known to: {office}").format(office=settings.signer_title or unit), settings.signer_name),
            ],
        ),
    ]
    return build(made, story)


def _stamp() -> Flowable:
    """Where the duty stamp is put, left, so that the signature runs across it."""
    cells: list[list[Any]] = [[words(_("Duty stamp Rp10.000"), "cell-mid"), ""]]
    styles = [("BOX", (0, 0), (0, 0), 0.6, LINE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return grid(cells, [0.2 * WIDTH, 0.8 * WIDTH], styles, rowHeights=[40])
