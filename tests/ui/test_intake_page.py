"""The page of the waiting list over a real store, mostly from the keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_list import ApplicantState, DeclinedBy, PriorityReason
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.intake.applicants import SetRequirement
from shelter_admin.operations.intake.asking import ApplicantFileOf
from shelter_admin.operations.intake.offering import OfferBed
from shelter_admin.operations.residents import ResidentDetailsOf
from tests.operations.intake_house import file_of, in_days, offer_of, refer
from tests.operations.residents_house import TODAY
from tests.ui.intake_shown import fill, names, open_one, press, sheet_of, show
from ui.intake.page import searched
from ui.intake.sheets import AdmitSheet, DeclineSheet, OfferSheet, RequirementSheet, WithdrawSheet
from ui.kit.preview import Preview


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


def test_that_an_answer_due_within_days_stands_out(qtbot, house):
    refer(house, "Dekat", answer_by=in_days(house, 3))
    refer(house, "Jauh", answer_by=in_days(house, 4))
    page = show(qtbot, house.head)
    told = [page.table.model().index(at, 5).data() for at in range(2)]
    assert told == ["▲ answer by 24-11", "waiting"]


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
