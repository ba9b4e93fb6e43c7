"""The letter that tells the Dinas Sosial of the destination, so that it goes on accompanying (domain notes 2.3).

It is told the least it needs: who comes, from when, to whom, what was learnt; never health, category or remarks.
"""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.departures.paper import LeavingPaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from shelter_admin.reports.admission_paper import facts
from shelter_admin.reports.leaving_parts import heading, of_whom, signed, where_to
from shelter_admin.reports.page import Paper, build, words


def dinsos_letter(paper: LeavingPaper, imprint: Imprint, settings: Settings) -> Document:
    """Print the letter for one person; what is not written down yet leaves room for it."""
    one = paper.arrangement
    to = one.dinsos or (f"Dinas Sosial {one.region}" if one.region else "." * 44)
    name = f"{_('letter-to-dinsos')}-{paper.number}.pdf"
    made = Paper(name, _("Return of a resident to your region"), _("To: {who}").format(who=to), imprint)
    unit = imprint.letterhead.unit or imprint.panti
    day = long_date(paper.leaves_on) if paper.leaves_on is not None else "." * 24
    opening = _("{unit} lets you know that the resident named below ends the service of the shelter on {day}.")
    asking = _(
        "We ask you to accompany and to visit them after their return (bina lanjut) together with the pekerja sosial "
        "or TKSK of the place, and to let us know how they are."
    )
    story: list[Flowable] = [
        heading(
            [
                (_("Number of the letter"), one.dinsos_letter),
                (_("Nature"), _("important, confidential")),
                (_("Regarding"), _("Return of a resident and aftercare")),
            ]
        ),
        words(opening.format(unit=unit, day=day)),
        facts(of_whom(paper, identity=True)),
        Spacer(1, 8),
        words(_("They go:")),
        facts(where_to(paper)),
        Spacer(1, 8),
        *_learnt(paper),
        words(asking),
        words(_("The data in this letter is for this purpose alone. We thank you for your help.")),
        signed(imprint, settings, one.dinsos_told_on or imprint.printed_at.date()),
    ]
    return build(made, story)


def _learnt(paper: LeavingPaper) -> list[Flowable]:
    lines: list[Flowable] = []
    if paper.programs:
        lines.append(words(_("Training in the shelter: {programs}.").format(programs=", ".join(paper.programs))))
    if paper.arrangement.plan:
        lines.append(words(_("Afterwards: {plan}").format(plan=paper.arrangement.plan)))
    return lines
