"""The service contract between the house and somebody it serves: who, what each promises, how long, signed by all.

Named after domain notes 2.4 (Kontrak Layanan/Kesepakatan Bersama).
A parent or guardian signs along for a child (UU 35/2014).
"""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.admission import AdmissionFile
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import N_, _
from shelter_admin.reports.admission_paper import day_or_dots, facts, for_the_house, numbered, of_whom, signing
from shelter_admin.reports.page import Paper, build, section, words

RIGHTS: Final = (
    N_("to a place to sleep, clothing, three meals a day, and care for body and soul, without any cost"),
    N_("to health care, and to help with identity papers, birth certificate and health insurance"),
    N_("to guidance, training and schooling by the plan that is made together"),
    N_("to be treated with respect, without violence, and without difference of faith, origin or state of health"),
    N_("to have what they tell kept confidential, to see their own file, and to have it put right"),
    N_("to meet family, to complain without fear, and to end this contract at any time"),
)
DUTIES: Final = (
    N_("to follow the rules of the house and the hours agreed on"),
    N_("to take part in the plan that was made together, as far as health allows"),
    N_("to keep room, clothes and things of the house clean and whole"),
    N_("to be back at the hour agreed on, and to ask leave before going out overnight"),
    N_("not to bring weapons, drugs or drink into the house, and not to use violence"),
)
HOUSE: Final = (
    N_("to give what is promised above, by the standards of social rehabilitation"),
    N_("to make the plan together with the resident and the family, and to look at it again regularly"),
    N_("to prepare the way home from the first day: family, papers, skills, a place to live"),
    N_("to tell resident and family of every change that touches them"),
)
ENDS: Final = N_(
    "It ends on the day above, when the plan is fulfilled, at the resident's own wish, or when another house can serve "
    "better; it may be made longer in writing."
)


def service_contract(file: AdmissionFile, imprint: Imprint, settings: Settings) -> Document:
    """Print the contract for one person; what is not known yet has a line to write on."""
    papers = file.papers
    subtitle = _("Decree of admission: {number}").format(number=_decree(file))
    paper = Paper(f"{_('service-contract')}-{file.number}.pdf", _("Service contract"), subtitle, imprint)
    today = _("Today, {day}, agreed on this, freely and after it was read out to them:")
    story: list[Flowable] = [
        words(today.format(day=day_or_dots(papers.contract_on)), "text"),
        section(_("The house")),
        facts(for_the_house(imprint, settings)),
        section(_("The one who is served")),
        facts([*of_whom(file), *_guardian(file)]),
        section(_("Time of service")),
        words(_duration(file), "small"),
        words(_(ENDS), "small"),
        section(_("Rights of the one who is served")),
        numbered([_(line) for line in RIGHTS]),
        section(_("Duties of the one who is served")),
        numbered([_(line) for line in DUTIES]),
        # Signatures never stand on a page without a word of what is signed.
        KeepTogether(
            [
                section(_("Duties of the house")),
                numbered([_(line) for line in HOUSE]),
                Spacer(1, 4),
                _signed(file, imprint, settings),
            ]
        ),
    ]
    return build(paper, story)


def _guardian(file: AdmissionFile) -> list[tuple[str, str]]:
    """A child's parent or guardian always, of others whoever signs along."""
    signs = file.child or file.papers.signed_by
    return [(_("Parent or guardian"), file.papers.signed_by)] if signs else []


def _decree(file: AdmissionFile) -> str:
    papers = file.papers
    if not papers.decree_number:
        return "." * 30
    if papers.decree_on is None:
        return papers.decree_number
    return _("{number} of {day}").format(number=papers.decree_number, day=long_date(papers.decree_on))


def _duration(file: AdmissionFile) -> str:
    begins = file.papers.contract_from or file.admitted_on
    since = long_date(begins) if begins is not None else "." * 24
    until = long_date(file.papers.contract_until) if file.papers.contract_until is not None else "." * 24
    return _("Served from {since} until {until}.").format(since=since, until=until)


def _signed(file: AdmissionFile, imprint: Imprint, settings: Settings) -> Flowable:
    """The resident, whoever signs along, and the house; a child's line names the parent or guardian always."""
    signers = [(_("The one who is served"), file.name)]
    signers += _guardian(file)
    signers.append((settings.signer_title or _("For the house"), settings.signer_name))
    return signing(imprint, file.papers.contract_on, signers)
