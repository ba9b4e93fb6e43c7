"""The page and the tab of leaving, over a real store, by the keys and buttons that staff use."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.departures.arranging import Arrangement, PickupPaper, Reception
from shelter_admin.domain.departures.handing import HandedKind, Item
from shelter_admin.domain.departures.steps import Step
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.operations.departures.asking import Kits
from shelter_admin.operations.departures.kits import SetKit
from shelter_admin.operations.readiness import CandidateFile
from shelter_admin.operations.residents import RecordLeaving, ResidentDetailsOf, SetExpectedExit
from tests.operations.departures_house import (
    MACHINE,
    REFUSED,
    SCISSORS,
    WILLING,
    a_leaver,
    arrange,
    hand_tools,
    pay_out,
    save,
    the_file,
    the_line,
)
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import TODAY
from tests.ui.files_shown import dialogs, press, residents_page, said, sheet, tab
from tests.ui.recording_desk import StraightTasks
from ui.departures.arrange_sheet import ArrangeSheet
from ui.departures.file_tab import LeavingTab
from ui.departures.handing_sheets import PayOutSheet, SavingSheet, ThingsSheet
from ui.departures.kit_sheet import KitSheet
from ui.departures.page import LeavingPage
from ui.departures.visit_sheet import VisitSheet
from ui.kit.alerts import ReasonSheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.residents.dialogs import LeavingSheet


@pytest.fixture
def slamet(house):
    person = a_leaver(house)
    house.head.do(SetExpectedExit(person, TODAY + timedelta(days=9)))
    return person


@pytest.fixture
def open_page(qtbot, house):
    def opened(*roles):
        front = FrontDesk(house.desk(*roles) if roles else house.head, StraightTasks())
        page = LeavingPage(front)
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        return page

    return opened


def column(page, number):
    model = page.table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def close_paper():
    """The paper that is shown, closed again."""
    (paper,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview) and one.isVisible()]
    name = paper.windowTitle()
    paper.close()
    return name


def test_that_an_empty_list_says_who_will_stand_in_it(open_page):
    page = open_page()
    assert "Nobody is about to leave" in said(page)
    assert not page.beside.isVisible()


def test_that_the_list_says_where_to_what_is_next_and_whose_turn_it_is(open_page, house, slamet):
    siti = a_leaver(house, "Siti")
    arrange(house.head, siti, REFUSED)
    page = open_page()
    assert column(page, 0) == ["Slamet Riyadi", "Siti"]
    assert column(page, 2) == ["30-11-2026", "—"]
    assert column(page, 3) == ["—", "▲ the family refuses"]
    assert column(page, 5) == ["○ A place to go · Social worker", "▲ the family refuses · Social worker"]
    assert "Slamet Riyadi" in said(page.beside)
    assert "○ Visit to the family" in said(page.steps)
    page.table.go_to(the_file(house.head, siti).line.stay_id)
    assert "✓ Visit to the family" in said(page.steps)


def test_that_a_leaving_is_arranged_by_keys_alone_and_readiness_knows(open_page, qtbot, house, slamet):
    page = open_page(Role.PEKERJA_SOSIAL)
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    form = sheet(ArrangeSheet)
    qtbot.keyClicks(form.form.fields["reception"].editor, "to the fam")
    qtbot.keyClicks(form.form.fields["receiver"].editor, "Rohana")
    qtbot.keyClicks(form.form.fields["surveyed_on"].editor, "20-11-2026")
    qtbot.keyClicks(form.form.fields["survey_willing"].editor, "willing")
    qtbot.keyClick(form.form.fields["pickup_papers"].boxes[PickupPaper.KK], Qt.Key.Key_Space)
    press(qtbot, form, "Save")
    assert dialogs() == []
    one = the_file(house.head, slamet).line.arrangement
    assert (one.reception, one.receiver, one.survey_willing) == (Reception.FAMILY, "Rohana", True)
    assert one.pickup_papers == (PickupPaper.KK,)
    (check,) = [line for line in house.head.ask(CandidateFile(slamet)).written if line.criterion == Criterion.RECEPTION]
    assert check.state is State.MET
    page.reload()
    assert column(page, 3) == ["to the family · Rohana"]


def test_that_a_day_that_cannot_be_read_stays_with_its_sentence(open_page, qtbot, house, slamet):
    page = open_page()
    page.leaving.arrange()
    form = sheet(ArrangeSheet)
    field = form.form.fields["dinsos_told_on"]
    qtbot.keyClicks(field.editor, "kemarin dulu")
    press(qtbot, form, "Save")
    assert field.error.isVisible()
    assert field.value() == "kemarin dulu"
    field.set_value("22-11-2026")
    press(qtbot, form, "Save")
    assert "21-11-2026 at the latest" in field.error.text()
    assert the_file(house.head, slamet).line.arrangement == Arrangement()


def test_that_somebody_of_the_family_is_taken_over_as_who_receives(open_page, qtbot, house, slamet):
    from shelter_admin.domain.family import Relation
    from shelter_admin.operations.residents.family import AddRelative

    aunt = AddRelative(
        person_id=slamet, full_name="Rohana", relation=Relation.AUNT_UNCLE, phone="081234567890", address="Bontang"
    )
    house.head.do(aunt)
    page = open_page()
    page.leaving.arrange()
    form = sheet(ArrangeSheet)
    qtbot.keyClicks(form.kin.editor, "Rohana")
    values = form.form.values()
    assert [values[name] for name in ("receiver", "receiver_relation", "receiver_phone", "receiver_address")] == [
        "Rohana", "aunt or uncle", "0812-3456-7890", "Bontang"
    ]  # fmt: skip


def test_that_the_tools_of_the_programme_are_proposed_changed_and_handed_over_with_a_receipt(open_page, qtbot, house):
    trainee = a_trainee(house)
    house.head.do(SetExpectedExit(trainee.person_id, TODAY))
    (kit,) = house.head.ask(Kits())
    house.head.do(SetKit(kit.program_id, (SCISSORS, MACHINE)))
    page = open_page(Role.TATA_USAHA)
    page.leaving.hand_over(HandedKind.TOOLS)
    form = sheet(ThingsSheet)
    assert [line.name.text() for line in form.items.lines] == ["Gunting kain", "Mesin jahit"]
    form.items.lines[1].value.clear()
    qtbot.keyClicks(form.items.lines[1].value, "mahal")
    press(qtbot, form, "Save and print")
    assert "whole rupiah" in form.items.error.text()
    form.items.lines[1].value.clear()
    qtbot.keyClicks(form.items.lines[1].value, "1.500.000")
    qtbot.mouseClick(form.items.lines[0].away, Qt.MouseButton.LeftButton)
    press(qtbot, form, "Save and print")
    close_paper()
    (handed,) = the_file(house.head, trainee.person_id).handed
    assert handed.items == (Item("Mesin jahit", 1, "unit", 1_500_000),)
    assert handed.program == "Menjahit"


def test_that_savings_are_put_aside_and_paid_out_by_keys(open_page, qtbot, house, slamet):
    page = open_page()
    page.leaving.save_money()
    form = sheet(SavingSheet)
    qtbot.keyClicks(form.amount.line, "75.000")
    qtbot.keyClick(form.amount.line, Qt.Key.Key_Return)
    assert dialogs() == []
    assert the_file(house.head, slamet).balance == 75_000
    page.leaving.hand_over(HandedKind.SAVINGS)
    paying = sheet(PayOutSheet)
    assert paying.amount.value() == "75,000"
    paying.amount.set_value("80.000")
    press(qtbot, paying, "Save and print")
    assert "Rp75,000" in paying.amount.error.text()
    paying.amount.set_value("75.000")
    press(qtbot, paying, "Save and print")
    close_paper()
    assert the_file(house.head, slamet).balance == 0


def test_that_the_menus_offer_savings_to_who_may_pay_them_out(open_page, qtbot, house, slamet):
    page = open_page()
    page.leaving.choose_handing()
    (menu,) = page.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Tools…", "Papers kept for them…", "Certificate…", "Pay out savings…"
    ]  # fmt: skip
    menu.close()


@pytest.mark.parametrize(
    "words",
    ["Letter of termination", "Record of handing over (going out)", "Statement on picking up",
     "Letter to the Dinas Sosial", "Book of savings"],
)  # fmt: skip
def test_that_every_paper_is_printed_from_the_page(open_page, qtbot, house, slamet, words):
    page = open_page()
    page.leaving.choose_paper()
    (menu,) = page.findChildren(QMenu)
    (action,) = [one for one in menu.actions() if one.text() == words]
    action.trigger()
    menu.close()
    close_paper()


def test_that_the_tools_of_two_programmes_are_written_in_one_go_and_a_mistake_keeps_the_programme(
    open_page, qtbot, house, slamet
):
    a_trainee(house, program="Las")
    a_trainee(house, "Joko", program="Menjahit")
    page = open_page()
    qtbot.mouseClick(page.kits_button, Qt.MouseButton.LeftButton)
    form = sheet(KitSheet)
    form.items.add()
    qtbot.keyClicks(form.items.lines[0].name, "Topeng las")
    qtbot.keyClicks(form.items.lines[0].value, "mahal")
    qtbot.keyClicks(form.program.combo, "Menjahit")
    assert form.program.combo.currentText() == "Las"
    assert form.items.error.isVisible()
    form.items.lines[0].value.clear()
    qtbot.keyClicks(form.items.lines[0].value, "200.000")
    form.program.combo.setCurrentIndex(1)
    assert form.items.lines == []
    form.items.add()
    qtbot.keyClicks(form.items.lines[0].name, "Gunting")
    press(qtbot, form, "Save")
    assert dialogs() == []
    assert [(kit.program, [item.name for item in kit.items]) for kit in house.head.ask(Kits())] == [
        ("Las", ["Topeng las"]), ("Menjahit", ["Gunting"])
    ]  # fmt: skip


def test_that_only_the_head_is_offered_the_tools_of_the_programmes(open_page, house):
    assert not open_page(Role.TATA_USAHA).kits_button.isVisibleTo(None)
    assert [words for words, _method in LeavingPage.acts_for(FrontDesk(house.head, StraightTasks()))] == [
        "Tools of the programmes…"
    ]


def test_that_a_visit_is_written_down_from_the_list_of_visits(open_page, qtbot, house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, TODAY - timedelta(days=35)))
    page = open_page()
    page.show_list("visits")
    assert page.visits.model().index(0, 2).data() == "▲ 16-11-2026"
    qtbot.keyClick(page.visits, Qt.Key.Key_Return)
    form = sheet(VisitSheet)
    qtbot.keyClicks(form.visited_on.line, "22-11-2026")
    press(qtbot, form, "Save")
    assert form.visited_on.error.isVisible()
    form.visited_on.set_value("20-11-2026")
    qtbot.keyClicks(form.words.note, "bekerja di penjahit")
    press(qtbot, form, "Save")
    assert [one.words for one in the_file(house.head, slamet).visits] == ["bekerja di penjahit"]


def test_that_whose_visit_is_asked_for_is_under_the_cursor_also_before_the_list_is_read(open_page, house, slamet):
    for days, name in ((36, "Aminah"), (35, "Budi")):
        house.head.do(RecordLeaving(a_leaver(house, name), LeavingReason.FAMILY, TODAY - timedelta(days=days)))
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, TODAY - timedelta(days=34)))
    page = open_page()
    waiting, page.visits_waiting = page.visits_waiting, ()
    page.open_person(f"visits:{slamet}")
    page._got_visits(waiting)
    assert (page.at, page.current.name) == ("visits", "Slamet Riyadi")


def test_that_who_left_with_something_open_stands_in_a_list_of_their_own(open_page, house, slamet):
    save(house.head, slamet, 5_000)
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    page = open_page()
    assert column(page, 0) == []
    page.open_person(slamet)
    assert page.at == "gone"
    assert column(page, 0) == ["Slamet Riyadi"]
    assert "Savings paid out (Rp5,000)" in said(page.steps)


def test_that_the_file_is_opened_to_record_the_leaving(open_page, qtbot, slamet):
    page = open_page()
    going = []
    page.front.go.connect(lambda key, person: going.append((key, person)))
    qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert going == [("residents", slamet)]


def test_that_the_tab_of_the_file_shows_what_is_open_handed_over_saved_and_strikes_out(qtbot, house, slamet):
    arrange(house.head, slamet, replace(WILLING, pickup_papers=()))
    save(house.head, slamet, 50_000)
    receipt = pay_out(house.head, slamet, 30_000)
    hand_tools(house.head, slamet)
    page = residents_page(qtbot, house, at=slamet)
    shown = tab(page, LeavingTab)
    words = said(shown)
    assert "Goes to the family · Rohana Sulastri" in words
    assert "○ Papers of picking up (4) · Social worker" in words
    assert "Savings: Rp20,000" in words
    assert [one.kind for one in shown.handed.records] == [HandedKind.TOOLS, HandedKind.SAVINGS]
    shown.handed.go_to(receipt)
    press(qtbot, shown, "Receipt…")
    close_paper()
    press(qtbot, shown, "Strike out…")
    asking = sheet(ReasonSheet)
    qtbot.keyClicks(asking.reason.note, "jumlah salah")
    press(qtbot, asking, "Strike out")
    assert the_file(house.head, slamet).balance == 50_000
    assert "Savings: Rp50,000" in said(shown)


def test_that_recording_a_leaving_shows_what_is_open_and_goes_on_all_the_same(qtbot, house, slamet):
    page = residents_page(qtbot, house, at=slamet)
    form = LeavingSheet(page.front, house.head.ask(ResidentDetailsOf(slamet)), page)
    form.open()
    assert "Still open: A place to go, Visit to the family" in form.still_open.text()
    press(qtbot, form, "Record the leaving")
    line = the_line(house.head, slamet)
    assert line is not None
    assert line.gone
    assert Step.TERMINATION in {step.step for step in line.open_steps}
