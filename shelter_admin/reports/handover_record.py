"""The record of handing somebody over to the house (Berita Acara Serah Terima Klien, domain notes 2.4)."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.admission import AdmissionFile
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import _
from shelter_admin.reports.admission_paper import day_or_dots, facts, of_whom, signing
from shelter_admin.reports.page import Paper, build, section, words


def handover_record(file: AdmissionFile, imprint: Imprint, settings: Settings) -> Document:
    """Print the record for one person: by whom to whom, with what, in which condition, signed by both."""
    papers = file.papers
    unit = imprint.letterhead.unit or imprint.panti
    paper = Paper(
        f"{_('handover-record')}-{file.number}.pdf", _("Record of handing over (coming in)"), f"{unit}", imprint
    )
    today = _("On {day} the person named below was handed over to the house and taken over by it.")
    story: list[Flowable] = [
        words(today.format(day=day_or_dots(papers.handed_on or file.admitted_on)), "text"),
        section(_("Who was handed over")),
        facts(of_whom(file)),
        section(_("By whom and to whom")),
        facts(
            [
                (_("Handed over by"), papers.handed_by),
                (_("Their office"), papers.handed_office),
                (_("Brought by"), file.source),
                (_("Received by"), papers.received_by),
            ]
        ),
        section(_("With what and how")),
        facts([(_("Things brought along"), papers.things), (_("How they came, in words"), papers.remark or "")]),
        Spacer(1, 6),
        words(_("Both have counted the things and seen the person; each keeps one copy of this record."), "small"),
        signing(
            imprint,
            papers.handed_on or file.admitted_on,
            [
                (_("Handed over by"), papers.handed_by),
                (_("Received by"), papers.received_by),
                (_("Known to: {office}").format(office=settings.signer_title or unit), settings.signer_name),
            ],
        ),
    ]
    return build(paper, story)
