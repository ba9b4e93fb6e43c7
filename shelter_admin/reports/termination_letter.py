"""The letter of termination (Surat Terminasi, domain notes 2.4): the service ended, where to, the visit to come."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.departures.paper import SAID_OUTSIDE, LeavingPaper
from shelter_admin.domain.leaving import LEAVING_WORDS
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from shelter_admin.reports.admission_paper import facts
from shelter_admin.reports.leaving_parts import DOTS, of_whom, signed, where_to
from shelter_admin.reports.page import Paper, build, words


def termination_letter(paper: LeavingPaper, imprint: Imprint, settings: Settings) -> Document:
    """Print the letter for one person; a number that is not given leaves room to write it."""
    told = _("Number: {number}").format(number=paper.arrangement.termination_number or DOTS)
    made = Paper(f"{_('termination-letter')}-{paper.number}.pdf", _("Termination of service"), told, imprint)
    unit = imprint.letterhead.unit or imprint.panti
    story: list[Flowable] = [
        words(_opening(settings.signer_title or _("The head"), unit)),
        facts(of_whom(paper, identity=True)),
        Spacer(1, 8),
    ]
    story += [words(line) for line in _ended(paper)]
    story += [Spacer(1, 4), facts(where_to(paper)), Spacer(1, 8), *_afterwards(paper)]
    closing = _("This letter is made so that it can be used as it should.")
    return build(made, [*story, words(closing), signed(imprint, settings, paper.arrangement.termination_on)])


def _opening(office: str, unit: str) -> str:
    """Who states it; the unit is not said twice where the office names it."""
    if unit.casefold() in office.casefold():
        told = _("Signed below, {office} states that the resident named below was served by the shelter:")
    else:
        told = _("Signed below, {office} of {unit} states that the resident named below was served by the shelter:")
    return told.format(office=office, unit=unit)


def _ended(paper: LeavingPaper) -> list[str]:
    since = long_date(paper.admitted_on) if paper.admitted_on is not None else "." * 24
    until = long_date(paper.leaves_on) if paper.leaves_on is not None else "." * 24
    lines = [_("The service lasted from {since} to {until} and ended on that day.").format(since=since, until=until)]
    if paper.ground in SAID_OUTSIDE:
        lines.append(_("Ground: {ground}.").format(ground=_(LEAVING_WORDS[paper.ground])))
    if paper.programs:
        lines.append(_("Training: {programs}.").format(programs=", ".join(paper.programs)))
    return lines


def _afterwards(paper: LeavingPaper) -> list[Flowable]:
    """What was agreed for afterwards, as aftercare goes on once the service ended."""
    lines: list[Flowable] = []
    if paper.arrangement.plan:
        lines.append(words(_("Afterwards: {plan}").format(plan=paper.arrangement.plan)))
    if paper.visit_on is not None:
        told = _("The shelter goes on to accompany them; the first visit is planned for {day}.")
        lines.append(words(told.format(day=long_date(paper.visit_on))))
    return lines
