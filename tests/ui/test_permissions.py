"""Passes, visitors, the gate that knows them and the morning's lists, with real keys on a real desk."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leave_passes import PassAsked, PassStanding, PassState
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import OutsideMeal, StandingKind
from shelter_admin.operations.duty.visits import VisitorsOn
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave, LeavePasses
from shelter_admin.operations.presence.standing import AllowStanding, StandingPermissions
from shelter_admin.operations.residents import ResidentDetailsOf
from tests.ui.presence_shown import ENTER, Shown, a_page
from tests.ui.recording_desk import StraightTasks
from ui.duty.morning import MorningSection
from ui.kit.alerts import ReasonSheet
from ui.kit.frontdesk import FrontDesk
from ui.presence.pass_sheets import AskLeaveSheet, StandingSheet
from ui.presence.person_leave import PersonLeaveTab
from ui.presence.tabs import PASSES, VISITORS


@pytest.fixture
def shown(qtbot, tmp_path):
    yield from a_page(qtbot, tmp_path)


def asked(shown: Shown, hours: float = 1, days: float = 0.2) -> PassAsked:
    begins = shown.desk.now + timedelta(hours=hours)
    return PassAsked(OutingKind.LEAVE, begins, begins + timedelta(days=days), "Tenggarong")


def a_pass(shown: Shown, name: str = "Maria Lencau", *, approve: bool = True) -> str:
    pass_id: str = shown.house.head.do(AskLeave(shown.people[name], asked(shown))).outcome
    if approve:
        shown.house.head.do(ApproveLeave(pass_id))
    return pass_id


def the_sheet(kind: type[QDialog]) -> Any:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def type_in(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def standings(shown: Shown) -> dict[str, PassStanding]:
    return {leave.name: leave.standing(shown.desk.now) for leave in shown.desk.ask(LeavePasses())}


def test_that_a_pass_is_asked_with_keys_approved_with_enter_and_taken_at_the_gate(shown):
    QTest.keyClick(shown.page, Qt.Key.Key_F7)
    tab = shown.page.tab(PASSES)
    assert shown.page.stack.currentWidget() is tab
    QTest.keyClick(tab.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    sheet = the_sheet(AskLeaveSheet)
    type_in(sheet.who.line, "maria")
    QTest.qWait(450)
    type_in(sheet.back.line, "20.00")
    type_in(sheet.destination.line, "Tenggarong")
    QTest.keyClick(sheet.destination.line, ENTER)
    assert standings(shown) == {"Maria Lencau": PassStanding.ASKED}
    tab.take_focus()
    QTest.keyClick(tab.table, ENTER)
    assert standings(shown) == {"Maria Lencau": PassStanding.APPROVED}
    QTest.keyClick(shown.page, Qt.Key.Key_F6)
    shown.type("maria", ENTER)
    assert shown.out() == {"Maria Lencau": "Tenggarong"}
    (line,) = shown.desk.ask(GateBoardNow()).out
    assert shown.desk.panti.clock_of(line.until) == time(20)
    assert standings(shown) == {"Maria Lencau": PassStanding.AWAY}
    shown.house.clock.forward(hours=9)
    shown.page.gate.reload()
    assert "▲" in shown.page.gate.how_late.text()
    shown.page.show_tab(PASSES)
    assert standings(shown) == {"Maria Lencau": PassStanding.OVERDUE}
    QTest.keyClick(shown.page, Qt.Key.Key_F6)
    shown.type("maria", ENTER)
    assert standings(shown) == {"Maria Lencau": PassStanding.BACK}


def test_that_the_card_at_the_gate_says_what_lets_somebody_out(shown):
    a_pass(shown)
    shown.type("maria")
    card = shown.page.gate.candidates.card
    assert card is not None
    assert "Tenggarong" in card.let_out.text()
    QTest.keyClick(shown.line, Qt.Key.Key_F2)
    panel = shown.page.gate.going_out
    assert panel.destination.value() == "Tenggarong"
    assert panel.kind is OutingKind.LEAVE
    QTest.keyClick(panel.until.line, ENTER)
    assert standings(shown) == {"Maria Lencau": PassStanding.AWAY}


def test_that_the_number_of_a_pass_typed_at_the_gate_writes_its_holder_out(shown):
    a_pass(shown)
    (leave,) = shown.desk.ask(LeavePasses())
    shown.type(leave.code, ENTER)
    assert list(shown.out()) == ["Maria Lencau"]


def test_that_a_rule_is_said_beside_its_field_and_a_reason_lets_the_head_decide(shown):
    shown.page.show_tab(PASSES)
    shown.page.tab(PASSES).ask()
    sheet = the_sheet(AskLeaveSheet)
    sheet.about(shown.people["Joko Njau"], "Joko Njau")
    assert sheet.despite.isHidden()
    sheet.back.set_value("24-11 20.00")
    sheet.save()
    assert not sheet.despite.isHidden()
    assert sheet.leaves.error.text()
    assert standings(shown) == {}
    sheet.despite.set_value("ibunya sakit keras")
    sheet.save()
    assert standings(shown) == {"Joko Njau": PassStanding.ASKED}


def test_that_hours_that_cannot_be_read_are_said_beside_them(shown):
    shown.page.show_tab(PASSES)
    shown.page.tab(PASSES).ask()
    sheet = the_sheet(AskLeaveSheet)
    sheet.save()
    assert sheet.who.error.text()
    sheet.about(shown.people["Joko Njau"], "Joko Njau")
    sheet.save()
    assert sheet.back.error.text()


def test_that_delete_refuses_with_a_reason_or_cancels(shown):
    first = a_pass(shown, approve=False)
    a_pass(shown, "Joko Njau")
    shown.page.show_tab(PASSES)
    tab = shown.page.tab(PASSES)
    tab.table.go_to(first)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    reason = the_sheet(ReasonSheet)
    reason.reason.set_value("belum ada pendamping")
    reason._accept()
    assert standings(shown)["Maria Lencau"] is PassStanding.REFUSED
    tab.reload()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert standings(shown)["Joko Njau"] is PassStanding.CANCELLED


def test_that_who_may_not_decide_is_offered_no_decision(qtbot, tmp_path):
    for shown in a_page(qtbot, tmp_path, Role.PIKET):
        a_pass(shown, approve=False)
        shown.page.show_tab(PASSES)
        tab = shown.page.tab(PASSES)
        assert tab.approve_button.isHidden()
        assert tab.refuse_button.isHidden()
        assert not tab.cancel_button.isHidden()
        QTest.keyClick(tab.table, ENTER)
        assert standings(shown) == {"Maria Lencau": PassStanding.ASKED}


def test_that_the_chips_narrow_the_list_and_the_search_finds(shown):
    a_pass(shown, approve=False)
    a_pass(shown, "Joko Njau")
    shown.page.show_tab(PASSES)
    tab = shown.page.tab(PASSES)
    assert len(tab.table.records) == 2
    tab.chips.choose("asked")
    tab._chosen()
    assert [one.state for one in tab.table.records] == [PassState.ASKED]
    tab.chips.choose("running")
    tab.search.setText("joko")
    QTest.qWait(200)
    assert [one.name for one in tab.table.records] == ["Joko Njau"]
    tab.search.setText("nobody")
    QTest.qWait(200)
    assert not tab.empty.isHidden()


def test_that_a_standing_permission_is_given_and_ended_and_known_at_the_gate(shown):
    shown.page.show_tab(PASSES)
    tab = shown.page.tab(PASSES)
    tab.show_standing()
    tab.ask()
    sheet = the_sheet(StandingSheet)
    sheet.about(shown.people["Joko Njau"], "Joko Njau")
    sheet.form.load({"place": "Toko Roti", "leaves_at": "08.00", "back_at": "17.00", "weekdays": "123456"})
    sheet.meals.set_value(("lunch",))
    sheet.save()
    (permission,) = shown.desk.ask(StandingPermissions())
    assert (permission.weekdays, permission.meals_outside) == ("123456", (OutsideMeal.LUNCH,))
    shown.page.show_tab("gate")
    shown.type("joko", ENTER)
    assert "Toko Roti" in shown.out()["Joko Njau"]
    tab.standing.reload(lambda: None)
    tab.standing.end()
    assert shown.desk.ask(StandingPermissions())[0].until_day == shown.desk.today


def test_that_a_standing_permission_without_hours_is_said_beside_them(shown):
    sheet = StandingSheet(shown.page.front, shown.page)
    sheet.about(shown.people["Joko Njau"], "Joko Njau")
    sheet.save()
    assert sheet.leaves.error.text()
    sheet.leaves.set_value("08.00")
    sheet.back.set_value("17.00")
    sheet.days.set_value("")
    sheet.save()
    assert sheet.days.error.text()
    sheet.close()


def test_that_a_visitor_is_one_line_and_leaves_with_enter(shown):
    QTest.keyClick(shown.page, Qt.Key.Key_F8)
    tab = shown.page.tab(VISITORS)
    line = tab.field.line
    assert line.hasFocus()
    QTest.keyClicks(line, "Siti (adik) > maria")
    QTest.keyClick(line, ENTER)
    QTest.keyClicks(line, "Budi, Dinsos Kaltim")
    QTest.keyClick(line, ENTER)
    log = shown.desk.ask(VisitorsOn())
    assert {(one.visitor, one.office, one.relation, one.resident) for one in log.visits} == {
        ("Siti", "", "adik", "Maria Lencau"),
        ("Budi", "Dinsos Kaltim", "", ""),
    }
    assert log.inside == 2
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(tab.table, ENTER)
    assert shown.desk.ask(VisitorsOn()).inside == 1
    assert line.hasFocus()


def test_that_a_visited_resident_who_is_not_one_person_gives_the_words_back(shown):
    shown.page.show_tab(VISITORS)
    tab = shown.page.tab(VISITORS)
    QTest.keyClicks(tab.field.line, "Siti > slam")
    QTest.keyClick(tab.field.line, ENTER)
    assert shown.numbers["Slamet Arifin"] in tab.field.sentence
    assert tab.field.line.text() == "Siti > slam"
    tab.field.line.setText("Siti > tidakada")
    QTest.keyClick(tab.field.line, ENTER)
    assert "tidakada" in tab.field.sentence
    assert shown.desk.ask(VisitorsOn()).visits == ()
    QTest.keyClick(tab.field.line, Qt.Key.Key_Escape)
    QTest.keyClicks(tab.field.line, "> maria")
    QTest.keyClick(tab.field.line, ENTER)
    assert tab.field.sentence


def test_that_the_log_of_another_day_is_looked_at_with_the_arrows(shown):
    shown.page.show_tab(VISITORS)
    tab = shown.page.tab(VISITORS)
    assert not tab.empty.isHidden()
    assert not tab.after.isEnabled()
    tab.before.click()
    assert tab.log.day == shown.desk.today - timedelta(days=1)
    tab.after.click()
    assert tab.log.day == shown.desk.today
    assert not tab.after.isEnabled()


def test_that_who_does_not_keep_the_gate_has_no_visitors_tab(qtbot, tmp_path):
    for shown in a_page(qtbot, tmp_path, Role.TATA_USAHA):
        QTest.keyClick(shown.page, Qt.Key.Key_F8)
        assert shown.page.stack.currentWidget() is shown.page.gate


def test_that_a_file_shows_its_passes_and_permissions_and_acts_on_them(shown, qtbot):
    person_id = shown.people["Maria Lencau"]
    shown.house.head.do(
        AllowStanding(person_id, StandingKind.WORK, "1", time(8), time(16), shown.desk.today, place="Toko Roti")
    )
    a_pass(shown, approve=False)
    tab = PersonLeaveTab(shown.page.front)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_details(shown.desk.ask(ResidentDetailsOf(person_id)))
    assert len(tab.passes.records) == 1
    assert "Toko Roti" in tab.standing_note.text()
    tab.approve_button.click()
    assert standings(shown) == {"Maria Lencau": PassStanding.APPROVED}
    assert not tab.print_button.isHidden()
    tab.cancel_button.click()
    assert standings(shown) == {"Maria Lencau": PassStanding.CANCELLED}
    tab.end_button.click()
    assert shown.desk.ask(StandingPermissions(person_id))[0].until_day == shown.desk.today


def test_that_the_morning_says_what_to_do_with_each_line_or_that_all_is_well(shown, qtbot):
    section = MorningSection(FrontDesk(shown.desk, StraightTasks()))
    qtbot.addWidget(section)
    section.show()
    section.reload()
    assert not section.quiet.isHidden()
    day = str(shown.desk.today.isoweekday())
    works = AllowStanding(
        shown.people["Joko Njau"], StandingKind.WORK, day, time(8), time(16), shown.desk.today, place="Toko Roti"
    )
    shown.house.head.do(works)
    section.reload()
    assert section.quiet.isHidden()
    assert [one.name for one in section.outside.table.records] == ["Joko Njau"]
    section.take_focus()
    opened: list[str] = []
    section.front.go.connect(lambda page, person_id: opened.append(f"{page} {person_id}"))
    QTest.keyClick(section.outside.table, ENTER)
    assert opened == [f"residents {shown.people['Joko Njau']}"]
