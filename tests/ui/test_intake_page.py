"""The page of the waiting list over a real store, mostly from the keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.waiting_list import ApplicantState, DeclinedBy, Need, PriorityReason
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.intake.applicants import EditApplicant, SetRequirement
from shelter_admin.operations.intake.asking import ApplicantFileOf
from shelter_admin.operations.intake.offering import OfferBed
from shelter_admin.operations.intake.papers import AdmissionPapersOf
from shelter_admin.operations.residents import MyDraft, RecordLeaving, ResidentDetailsOf
from tests.operations.intake_house import LETTER, file_of, in_days, offer_of, refer, waiting
from tests.operations.residents_house import TODAY, a_house
from tests.ui.recording_desk import StraightTasks
from ui.intake.admission_tab import AdmissionSheet, AdmissionTab
from ui.intake.fields import TicksField
from ui.intake.form import FORM
from ui.intake.page import WaitingListPage, searched
from ui.intake.sheets import AdmitSheet, DeclineSheet, OfferSheet, RequirementSheet, WithdrawSheet
from ui.kit.conflict import ConflictSheet
from ui.kit.form import Form
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview

Shown = TypeVar("Shown", bound=QWidget)


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    yield made
    made.head.close()


def show(qtbot, desk) -> WaitingListPage:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    page = WaitingListPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.reload()
    return page


def _raise(_owner, failure):
    raise failure


def sheet_of(page: QWidget, kind: type[Shown]) -> Shown:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def press(page: WaitingListPage, words: str) -> None:
    """Click the button of the application that says this."""
    QTest.qWait(1)  # what was taken away goes, what was added is shown
    found = [one for one in page.file.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {words}"
    found[0].click()


def fill(form: Form, **values: Any) -> None:
    form.load(values)


def open_one(page: WaitingListPage, applicant_id: str) -> None:
    page.open_person(applicant_id)
    assert page.file.applicant_id == applicant_id


def names(page: WaitingListPage) -> list[str]:
    return [one.name for one in page.table.records]


def test_that_an_empty_list_teaches_and_offers_the_form(qtbot, house):
    page = show(qtbot, house.head)
    assert page._nobody.isVisible()
    (offered,) = page._nobody.findChildren(QPushButton)
    offered.click()
    assert page.views.currentWidget() is page.form


def test_that_the_list_stands_in_its_order_and_says_which(qtbot, house):
    refer(house, "Painem")
    refer(house, "Sumarni", reasons=(PriorityReason.VIOLENCE,))
    page = show(qtbot, house.head)
    assert names(page) == ["Sumarni", "Painem"]
    assert page.order.isVisible()


def test_that_a_letter_is_typed_into_the_form_and_stands_on_the_list(qtbot, house):
    page = show(qtbot, house.head)
    page.main_act()
    page.begin_new()
    QTest.keyClicks(page.form.who.fields["full_name"].editor, "Sumarni")
    fill(page.form.who, sex=Sex.FEMALE, birth="1958", needs=(Need.GROUND_FLOOR,))
    fill(page.form.place, letter_number=LETTER, letter_on="19-11-2026", answer_by="28-11-2026")
    reasons = page.form.reasons
    assert isinstance(reasons, TicksField)
    reasons.boxes[PriorityReason.DEADLINE].setChecked(True)
    assert "2" in page.form.priority.hint.text()
    page.form.save_button.click()
    (one,) = waiting(house.head)
    assert (one.name, one.letter_number, one.letter_on, one.answer_by, one.priority) == (
        "Sumarni",
        LETTER,
        date(2026, 11, 19),
        date(2026, 11, 28),
        2,
    )
    assert page.views.currentWidget() is page.browse
    assert page.file.applicant_id == one.applicant_id


def test_that_a_refusal_stands_beside_its_field_and_what_was_typed_stays(qtbot, house):
    page = show(qtbot, house.head)
    page.begin_new()
    fill(page.form.who, full_name="Sumarni", birth="entah")
    page.form.save_button.click()
    assert page.form.who.fields["birth"].error.isVisible()
    fill(page.form.who, birth="")
    fill(page.form.place, answer_by="besok")
    page.form.save_button.click()
    assert page.form.place.fields["answer_by"].error.isVisible()
    assert page.form.who.values()["full_name"] == "Sumarni"
    assert waiting(house.head) == []


def test_that_a_half_filled_form_is_there_again_and_gone_once_it_is_saved(qtbot, house):
    page = show(qtbot, house.head)
    page.begin_new()
    fill(page.form.who, full_name="Sumarni", sex=Sex.FEMALE)
    page.form.reasons.set_value((PriorityReason.ILL,))
    page.form.leave_button.click()
    again = show(qtbot, house.head)
    again.begin_new()
    assert again.form.who.values()["full_name"] == "Sumarni"
    assert again.form.who.values()["sex"] is Sex.FEMALE
    assert again.form.place.values()["reasons"] == (PriorityReason.ILL,)
    again.form.save_button.click()
    assert house.head.ask(MyDraft(FORM)) is None


def test_that_who_was_here_before_is_named_while_typing_and_tied_to_their_file(qtbot, house):
    before = house.admit("Sumarni Binti Abdul", sex=Sex.FEMALE, admitted_on=date(2026, 1, 5))
    house.head.do(RecordLeaving(before.person_id, LeavingReason.FAMILY, date(2026, 6, 1)))
    here = house.admit("Sumarni Binti Abdulah", sex=Sex.FEMALE)
    page = show(qtbot, house.head)
    page.begin_new()
    fill(page.form.who, full_name="Sumarni binti Abdul", sex=Sex.FEMALE)
    page.form.known.ask(page.form.values())
    told = " ".join(one.text() for one in page.form.known.findChildren(QWidget) if hasattr(one, "text"))
    assert before.number in told
    assert here.number in told
    buttons = [one for one in page.form.known.findChildren(QPushButton) if one.text() == "Was here before"]
    assert len(buttons) == 1, "somebody who lives here is no applicant"
    buttons[0].click()
    page.form.save_button.click()
    (one,) = waiting(house.head)
    assert (one.person_id, one.number) == (before.person_id, before.number)


def test_that_requirements_are_ticked_with_the_keys_alone(qtbot, house):
    made = refer(house, category="LANSIA_TELANTAR")
    page = show(qtbot, house.head)
    open_one(page, made)
    table = page.file.requirements.table
    first, second = (line.requirement for line in table.records[:2])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_2)
    assert table.currentIndex().row() == 1
    states = {line.requirement: line.state for line in house.head.ask(ApplicantFileOf(made)).requirements}
    assert (states[first], states[second]) == (RequirementState.THERE, RequirementState.ARRANGED)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Space)
    states = {line.requirement: line.state for line in house.head.ask(ApplicantFileOf(made)).requirements}
    assert states[first] is RequirementState.MISSING


def test_that_a_note_says_who_arranges_it(qtbot, house):
    made = refer(house)
    page = show(qtbot, house.head)
    open_one(page, made)
    table = page.file.requirements.table
    table.go_to(Requirement.KK.value)
    QTest.keyClick(table, Qt.Key.Key_Return)
    sheet = sheet_of(page, RequirementSheet)
    fill(sheet.form, state=RequirementState.ARRANGED, note="diurus TKSK")
    QTest.keyClick(sheet.form.fields["note"].editor, Qt.Key.Key_Return)
    assert "diurus TKSK" in page.file.requirements.note.text()


def test_that_the_beds_that_suit_are_offered_and_the_last_day_is_typed(qtbot, house):
    made = refer(house)
    page = show(qtbot, house.head)
    open_one(page, made)
    press(page, "Offer…")
    sheet = sheet_of(page, OfferSheet)
    assert sheet.bed.value() in {house.beds["Melati 3/1"], house.beds["Melati 3/2"]}, "the room for women first"
    assert sheet.bed.hint.text()
    fill(sheet.form, bed_id=house.beds["Melati 3/2"], until="24-11-2026")
    sheet.save()
    assert offer_of(house, made).until == date(2026, 11, 24)
    press(page, "Accepted")
    assert file_of(house.head, made).state is ApplicantState.ACCEPTED


def test_that_an_offer_refused_says_why_and_keeps_the_dialog(qtbot, house):
    made = refer(house, "Joko", sex=Sex.MALE)
    page = show(qtbot, house.head)
    open_one(page, made)
    press(page, "Offer…")
    sheet = sheet_of(page, OfferSheet)
    fill(sheet.form, bed_id=house.beds["Melati 3/1"], until="20-11-2026")
    sheet.save()
    assert sheet.form.fields["until"].error.isVisible()
    fill(sheet.form, until="")
    sheet.save()
    assert sheet.form.fields["until"].error.isVisible()
    fill(sheet.form, until="23-11-2026")
    sheet.save()
    assert sheet.form.fields["despite"].isVisible(), "a room for others asks why"
    fill(sheet.form, despite="kamar lain penuh")
    sheet.save()
    assert offer_of(house, made).bed == "Melati 3/1"


def test_that_an_offer_that_ends_stands_out_with_a_sign_and_a_word(qtbot, house):
    today, over = refer(house, "Habis"), refer(house, "Lewat")
    house.head.do(OfferBed(over, house.beds["Melati 3/1"], TODAY))
    house.clock.forward(days=1)
    house.head.do(OfferBed(today, house.beds["Melati 3/2"], in_days(house, 0)))
    page = show(qtbot, house.head)
    told = {one.name: page.table.model().index(at, 5).data() for at, one in enumerate(page.table.records)}
    assert told["Habis"] == "▲ offer ends today"
    assert told["Lewat"].startswith("▲ offer ended")
    page.open_person("offered")
    assert sorted(names(page)) == ["Habis", "Lewat"]


def test_that_admission_opens_the_file_and_the_bed_is_the_one_kept(qtbot, house):
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/2"], in_days(house, 2)))
    page = show(qtbot, house.head)
    gone: list[tuple[str, str]] = []
    page.front.go.connect(lambda key, person: gone.append((key, person)))
    open_one(page, made)
    press(page, "Take in…")
    sheet = sheet_of(page, AdmitSheet)
    assert sheet.bed.value() == house.beds["Melati 3/2"]
    sheet.save()
    person_id = file_of(house.head, made).person_id or ""
    assert gone == [("residents", person_id)]
    assert house.head.ask(ResidentDetailsOf(person_id)).line.bed == "Melati 3/2"


def test_that_who_declined_is_chosen_and_why_is_asked(qtbot, house):
    made = refer(house)
    page = show(qtbot, house.head)
    open_one(page, made)
    press(page, "Declined…")
    sheet = sheet_of(page, DeclineSheet)
    sheet.save()
    assert sheet.form.fields["why"].error.isVisible()
    fill(sheet.form, by=DeclinedBy.THEM, why="Pulang ke keluarga")
    sheet.save()
    assert names(page) == []
    page.open_person("settled")
    assert names(page) == ["Sumarni"]
    assert file_of(house.head, made).declined_by is DeclinedBy.THEM
    open_one(page, made)
    press(page, "Open again")
    assert file_of(house.head, made).state is ApplicantState.WAITING


def test_that_a_withdrawn_application_needs_no_reason(qtbot, house):
    made = refer(house)
    page = show(qtbot, house.head)
    open_one(page, made)
    press(page, "Withdrawn…")
    sheet_of(page, WithdrawSheet).save()
    assert file_of(house.head, made).state is ApplicantState.WITHDRAWN


def test_that_a_change_keeps_what_another_office_wrote_and_asks_about_the_same_field(qtbot, house):
    made = refer(house)
    page = show(qtbot, house.head)
    open_one(page, made)
    page.file.edit_button.click()
    fill(page.form.place, contact="0812", letter_number="460/119")
    other = house.desk(Role.PEKERJA_SOSIAL)
    shown = file_of(other, made)
    other.do(
        EditApplicant(
            applicant_id=made,
            full_name=shown.name,
            sex=shown.sex,
            birth=shown.birth_text,
            source=shown.source,
            source_text=shown.source_text,
            letter_number="460/120",
            letter_on=shown.letter_on,
            asked_on=shown.asked_on,
            remark="tunarungu",
        )
    )
    page.form.save_button.click()
    sheet = sheet_of(page, ConflictSheet)
    assert [choice.theirs.value.text() for choice in sheet.choices] == ["460/120"]
    sheet.choose_all(mine=True)
    sheet.save_button.click()
    one = file_of(house.head, made)
    assert (one.letter_number, one.contact, one.remark) == ("460/119", "0812", "tunarungu")


def test_that_the_search_finds_by_name_origin_letter_and_office(qtbot, house):
    refer(house, "Sumarni", origin="Bontang")
    refer(house, "Painem", source_text="RSUD Aji", letter_number="445/7/RSUD")
    page = show(qtbot, house.head)
    for typed, found in (
        ("sum", ["Sumarni"]),
        ("bontang", ["Sumarni"]),
        ("rsud", ["Painem"]),
        ("445", ["Painem"]),
        ("zzz", []),
    ):
        page.search.setText(typed)
        page._filter()
        assert names(page) == found
    assert page._empty.isVisible()
    page.search.setText("")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.table.current() is not None


def test_that_a_word_is_searched_by_its_beginning(house):
    made = refer(house, "Siti Rahmawati")
    one = file_of(house.head, made)
    assert searched(one, "rah siti")
    assert not searched(one, "wati")


def test_that_confidential_applications_are_counted_and_not_named(qtbot, house):
    refer(house, "Biasa")
    secret = refer(house, "Rahasia", category="ABH")
    page = show(qtbot, house.desk(Role.TATA_USAHA))
    assert names(page) == ["Biasa"]
    assert "1" in page.veiled.text()
    assert page.veiled.isVisible()
    page.file.show_applicant(secret)
    assert page.file.applicant_id == ""


def test_that_the_list_is_looked_at_on_paper(qtbot, house):
    refer(house)
    page = show(qtbot, house.head)
    page.print_button.click()
    sheet_of(page, Preview).reject()


def test_that_a_closed_application_is_not_ticked(qtbot, house):
    made = refer(house)
    house.head.do(SetRequirement(applicant_id=made, requirement=Requirement.KTP, state=RequirementState.THERE))
    page = show(qtbot, house.head)
    open_one(page, made)
    press(page, "Withdrawn…")
    sheet_of(page, WithdrawSheet).save()
    page.open_person("settled")
    open_one(page, made)
    before = house.counts()["applicant_requirement"]
    table = page.file.requirements.table
    QTest.keyClick(table, Qt.Key.Key_1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert house.counts()["applicant_requirement"] == before


def test_that_what_is_typed_goes_along_into_another_language(qtbot, house):
    page = show(qtbot, house.head)
    page.begin_new()
    fill(page.form.who, full_name="Sumarni")
    page.form.reasons.set_value((PriorityReason.ILL,))
    other = show(qtbot, house.head)
    left: Any = page.leave_behind()
    other.take_over(left)
    assert other.views.currentWidget() is other.form
    assert other.form.values()["full_name"] == "Sumarni"
    assert other.form.values()["reasons"] == (PriorityReason.ILL,)


def test_that_the_papers_of_an_admission_are_written_and_printed_in_the_file(qtbot, house):
    admitted = house.admit("Sumarni", admitted_on=TODAY - timedelta(days=3))
    front = FrontDesk(house.head, StraightTasks())
    tab = AdmissionTab(front)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_details(house.head.ask(ResidentDetailsOf(admitted.person_id)))
    tab.write_button.click()
    sheet = sheet_of(tab, AdmissionSheet)
    assert sheet.form.values()["contract_from"] == "18-11-2026", "what is known stands there already"
    assert sheet.form.values()["decree_number"] == "", "numbers are typed, never invented"
    fill(sheet.form, decree_number="400.9/118/2026", decree_on="20-11-2026", contract_until="17-11-2026")
    sheet.save()
    assert sheet.form.fields["contract_until"].error.isVisible()
    fill(sheet.form, contract_until="18-05-2027", things="tas kain")
    sheet.save()
    file = house.head.ask(AdmissionPapersOf(admitted.person_id))
    assert (file.papers.decree_number, file.papers.contract_until) == ("400.9/118/2026", date(2027, 5, 18))
    tab.show_details(house.head.ask(ResidentDetailsOf(admitted.person_id)))
    for made in (tab.contract_button, tab.record_button):
        made.click()
        sheet_of(tab, Preview).reject()
