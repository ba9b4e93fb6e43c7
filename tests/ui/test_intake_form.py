"""The form of the waiting list and the papers in the file, over a real store."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.waiting_list import Need, PriorityReason
from shelter_admin.operations.intake.applicants import EditApplicant
from shelter_admin.operations.intake.papers import AdmissionPapersOf
from shelter_admin.operations.residents import MyDraft, RecordLeaving, ResidentDetailsOf
from tests.operations.intake_house import LETTER, file_of, refer, waiting
from tests.operations.residents_house import TODAY
from tests.ui.intake_shown import fill, open_one, sheet_of, show
from tests.ui.recording_desk import StraightTasks
from ui.intake.admission_tab import AdmissionSheet, AdmissionTab
from ui.intake.fields import TicksField
from ui.intake.form import FORM
from ui.kit.conflict import ConflictSheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview


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
