"""The page of duty over a real store: tabs by role, the sheet of an occurrence, figures and names of the kitchen."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.kitchen import Meal
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.domain.shifts import Shift
from shelter_admin.operations.duty.handover import HandOver
from shelter_admin.operations.duty.medication import AddMedication
from shelter_admin.operations.duty.occurrences import Occurrences, RecordOccurrence
from tests.operations.residents_house import TODAY
from tests.ui.recording_desk import StraightTasks
from ui.duty.occurrence_sheet import OccurrenceSheet
from ui.duty.page import HANDOVER, KITCHEN, MORNING, OCCURRENCES, DutyPage
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview


def show(qtbot, desk) -> DutyPage:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    page = DutyPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.reload()
    return page


def _raise(_owner, failure):
    raise failure


def sheet_of(page) -> OccurrenceSheet:
    sheets: list[OccurrenceSheet] = page.findChildren(OccurrenceSheet)
    return next(one for one in sheets if one.isVisible())


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        (Role.PIKET, [HANDOVER, OCCURRENCES, KITCHEN, MORNING]),
        (Role.KESEHATAN, [OCCURRENCES, KITCHEN, MORNING]),
        (Role.TATA_USAHA, [KITCHEN, MORNING]),
        (Role.INSTRUKTUR, [MORNING]),
    ],
)
def test_that_a_role_has_the_tabs_of_its_rights_and_none_is_made_before_it_is_looked_at(qtbot, house, role, tabs):
    page = show(qtbot, house.desk(role))
    assert list(page.specs) == tabs
    assert list(page.parts) == tabs[:1]


def test_that_the_note_is_handed_over_by_its_button_and_waits_for_another(qtbot, house):
    house.clock.now = house.head.panti.instant(TODAY, time(13, 0))
    page = show(qtbot, house.desk(Role.PIKET))
    tab = page.part
    assert (tab.hand_button.isVisible(), tab.take_button.isVisible()) == (True, False)
    tab.words.note.setPlainText("kunci di laci")
    QTest.mouseClick(tab.hand_button, Qt.MouseButton.LeftButton)
    page.reload()
    assert (tab.hand_button.isVisible(), tab.take_button.isVisible()) == (False, False)
    assert tab.said.text() == "kunci di laci"
    other = show(qtbot, house.desk(Role.PENGASUH)).part
    assert other.take_button.isVisible()


def test_that_the_printed_draft_carries_the_words_typed_so_far(qtbot, house):
    page = show(qtbot, house.head)
    page.part.words.note.setPlainText("kran bocor")
    page.part.print_note()
    preview = page.part.findChild(Preview)
    assert preview is not None
    from tests.operations.privacy_house import said_on

    assert "kran bocor" in said_on(preview._document)
    preview.reject()


def test_that_a_shift_chosen_in_the_list_is_shown_as_it_was_signed(qtbot, house):
    house.clock.now = house.head.panti.instant(TODAY, time(13, 0))
    house.desk(Role.PIKET).do(HandOver(TODAY, Shift.MORNING, "aman"))
    house.clock.forward(hours=5)
    page = show(qtbot, house.desk(Role.PIKET))
    page.part.table.go_to(f"{TODAY.isoformat()} siang")
    assert page.part.note.line.time.shift is Shift.AFTERNOON
    page.part.table.go_to(f"{TODAY.isoformat()} pagi")
    assert page.part.said.text() == "aman"


def test_that_medicine_due_stands_beside_the_note_for_who_may_know(qtbot, house):
    ani = house.admit("Ani").person_id
    house.desk(Role.KESEHATAN).do(AddMedication(ani, "Amlodipin", (time(13),), TODAY, carer_note="sesudah makan"))
    due = show(qtbot, house.desk(Role.PIKET)).part.medicines
    assert [line.name for line in due.due] == ["Ani"]
    head = show(qtbot, house.head).part
    assert not head.medicines.isVisible()
    assert head.medicines.due == ()


def test_that_closing_what_nobody_dealt_with_asks_first_what_was_done(qtbot, house):
    house.head.do(RecordOccurrence(OccurrenceKind.THEFT, "Dompet hilang"))
    page = show(qtbot, house.head)
    page.show_part(OCCURRENCES)
    page.part.close_it()
    sheet = sheet_of(page)
    assert sheet.handling.error.isVisible()
    sheet.handling.note.setPlainText("Ditemukan")
    sheet.save()
    page.part.reload()
    page.part.close_it()
    page.part.reload()
    (one,) = house.head.ask(Occurrences())
    assert (one.open, one.handling) == (False, "Ditemukan")
    assert page.part.empty.isVisible()
    page.part.chips.choose("all")
    page.part._show()
    assert page.part.open_button.isVisible()


def test_that_an_unclear_day_stays_in_its_field_with_the_sentence_beside_it(qtbot, house):
    page = show(qtbot, house.head)
    page.show_part(OCCURRENCES)
    page.part.write_down()
    sheet = sheet_of(page)
    sheet.what.note.setPlainText("ada")
    sheet.follow_up_by.line.setText("kapan-kapan")
    sheet.save()
    assert sheet.follow_up_by.error.isVisible()
    assert sheet.follow_up_by.value() == "kapan-kapan"
    assert house.head.ask(Occurrences()) == ()


def test_that_who_had_part_is_added_once_and_can_be_taken_out(qtbot, house):
    ani = house.admit("Ani").person_id
    page = show(qtbot, house.head)
    page.show_part(OCCURRENCES)
    page.part.write_down()
    sheet = sheet_of(page)
    for _again in range(2):
        sheet.people.add(ani, "Ani", "saksi")
    assert sheet.people.value() == ((ani, "saksi"),)
    sheet.people._take_out(ani)
    assert sheet.people.value() == ()


def test_that_the_kitchen_goes_from_day_to_day_and_forgets_the_names_of_another(qtbot, house):
    house.admit("Ani", admitted_on=TODAY - timedelta(days=9))
    page = show(qtbot, house.desk(Role.PENGASUH))
    page.show_part(KITCHEN)
    tab = page.part
    assert (tab.day, tab.tiles[Meal.LUNCH].figure.text()) == (TODAY + timedelta(days=1), "1")
    tab.show_names(Meal.LUNCH)
    assert [one.eater.name for one in tab.names.records] == ["Ani"]
    tab.before.click()
    assert (tab.count.day, len(tab.names.records)) == (TODAY, 0)
    tab.tomorrow.click()
    assert tab.count.day == TODAY + timedelta(days=1)
