"""From the referral letter to the bed through the window: requirements, offer, admission, contract; and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.waiting_list import APPLICANT_STATE_NAMES, ApplicantState, PriorityReason
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.intake.applicants import AddApplicant, EditApplicant
from shelter_admin.operations.intake.asking import ApplicantFileOf, WaitingListNow
from shelter_admin.operations.intake.offering import OfferBed
from shelter_admin.operations.residents import FindResidents
from tests.journeys.house import USERS
from tests.journeys.papers_seen import pages_of, preview_of
from tests.journeys.sitting import Sitting
from tests.people import as_role
from ui.kit.conflict import ConflictSheet

NAME = "Sumiati Wardani"
LETTER = "460/118/Dinsos-Kukar/XI/2026"
DECREE = "400.9/118/UPTD-RSBK/2026"


@pytest.fixture
def sitting(begin, moved_in) -> Sitting:
    made: Sitting = begin(moved_in)
    made.sign_in(USERS[Role.TATA_USAHA])
    return made


def desk(sitting: Sitting) -> Any:
    return sitting.window.seat.front.desk


def the_applicant(sitting: Sitting) -> Any:
    (one,) = desk(sitting).ask(WaitingListNow()).applicants
    return desk(sitting).ask(ApplicantFileOf(one.applicant_id))


def is_referred(sitting: Sitting) -> Any:
    """The letter comes in and is written down."""
    page = sitting.go("intake")
    assert _("Nobody waits for a place") in sitting.told(page)
    sitting.mouse(page.new_button)
    sitting.fill("full_name", NAME)
    sitting.choose("sex", "P")
    sitting.fill("birth", "1956")
    sitting.choose("category", _("Neglected elderly person"))
    sitting.choose("source", _(SOURCE_WORDS[Source.REGENCY]))
    sitting.fill("source_text", "Dinsos Kutai Kartanegara")
    sitting.fill("letter_number", LETTER)
    sitting.fill("letter_on", "19-11-2026")
    sitting.fill("answer_by", "28-11-2026")
    sitting.mouse(page.form.reasons.boxes[PriorityReason.ELDERLY_ALONE])
    sitting.click("Put on the list")
    assert LETTER in sitting.told(page.file)
    return page


def brings_papers(sitting: Sitting, page: Any) -> None:
    """Ticked with the keys: Enter from the list, then digits and the arrow."""
    sitting.press(Qt.Key.Key_Return, page.table)
    table = page.file.requirements.table
    assert sitting.focus() is table
    for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_Space):
        sitting.press(key, table)
        sitting.settle()
    states = [line.state for line in the_applicant(sitting).requirements[:3]]
    assert states == [RequirementState.THERE, RequirementState.ARRANGED, RequirementState.THERE]


def test_that_a_referral_becomes_a_resident_in_the_bed_that_was_kept(sitting):
    page = is_referred(sitting)
    brings_papers(sitting, page)
    sitting.click("Offer…")
    until = short_date(desk(sitting).today + timedelta(days=4))
    sitting.fill("until", until)
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
    offer = the_applicant(sitting).applicant.offer
    assert short_date(offer.until) == until
    assert offer.bed in sitting.told(page.file)
    sitting.click("Accepted")
    sitting.click("Take in…")
    sitting.click("Take in")
    sitting.wait(lambda: sitting.page().key == "residents")
    sitting.settle()
    (line,) = desk(sitting).ask(FindResidents(NAME))
    assert (line.bed, line.number) == (offer.bed, line.number)
    writes_the_papers(sitting)
    assert desk(sitting).ask(WaitingListNow()).applicants == ()
    page = sitting.go("intake")
    sitting.click("Closed applications")
    assert _(APPLICANT_STATE_NAMES[ApplicantState.ADMITTED]) in sitting.told(page.table)


def writes_the_papers(sitting: Sitting) -> None:
    """Decree and guardian in the file, then the contract on paper."""
    tabs = sitting.page().file.tabs
    at = next(at for at in range(tabs.count()) if tabs.tabText(at) == _("Admission"))
    tabs.setCurrentIndex(at)
    sitting.settle()
    sitting.click("Write down…")
    sitting.fill("decree_number", DECREE)
    sitting.fill("decree_on", "20-11-2026")
    sitting.fill("contract_until", "21-05-2027")
    sitting.fill("signed_by", "Rohana (anak)")
    sitting.click("Save")
    sitting.click("Print the contract")
    shown = preview_of(sitting)
    text = pages_of(shown)
    assert all(told in text for told in (NAME, DECREE, "Rohana (anak)", "21 Mei 2027"))
    shown.reject()


def test_that_a_bed_kept_for_another_is_refused_and_an_offer_is_taken_back(sitting):
    page = is_referred(sitting)
    head = as_role(desk(sitting), Role.KEPALA)
    one = the_applicant(sitting).applicant
    sitting.click("Offer…")
    sheet = sitting.dialog()
    bed_id = sheet.bed.value()
    other = head.do(AddApplicant(full_name="Painem")).outcome
    head.do(OfferBed(other, bed_id, head.today + timedelta(days=9), despite="mendesak"))
    sitting.press(Qt.Key.Key_Return, sitting.field("until").editor)
    sitting.settle()
    assert sheet.isVisible()
    assert _("That bed is kept for somebody else on one of these nights. Choose another bed or other nights.") in (
        sitting.told()
    )
    sheet.reject()
    assert desk(sitting).ask(ApplicantFileOf(one.applicant_id)).applicant.offer is None
    sitting.click("Declined…")
    sitting.click("Write down")
    assert _("Write why; who referred them will ask.") in sitting.told()
    sitting.fill("why", "Kamar perempuan penuh")
    sitting.click("Write down")
    sitting.window.seat.front.undo(page)
    sitting.settle()
    stands = desk(sitting).ask(ApplicantFileOf(one.applicant_id)).applicant
    assert stands.state is ApplicantState.WAITING


def test_that_two_offices_changing_one_application_see_both_values(sitting):
    page = is_referred(sitting)
    one = the_applicant(sitting).applicant
    sitting.mouse(page.file.edit_button)
    sitting.fill("contact", "0812 1111 2222")
    sitting.fill("remark", "tongkat")
    other = as_role(desk(sitting), Role.PEKERJA_SOSIAL)
    other.do(EditApplicant(applicant_id=one.applicant_id, full_name=one.name, sex=one.sex, contact="0813 3333 4444"))
    sitting.click("Save")
    sheet = sitting.dialog()
    assert isinstance(sheet, ConflictSheet)
    assert "0813 3333 4444" in sitting.told(sheet)
    sheet.choose_all(mine=True)
    sitting.click("Save what was chosen")
    saved = the_applicant(sitting).applicant
    assert (saved.contact, saved.remark) == ("0812 1111 2222", "tongkat")
    assert Requirement.KTP in {line.requirement for line in the_applicant(sitting).requirements}
