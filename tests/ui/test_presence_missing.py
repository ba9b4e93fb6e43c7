"""Who is missing, on the screen: the steps one after the other, what came of each, the record, nobody missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.missing import MissingStep
from shelter_admin.domain.presence import Mark
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.presence.missing import MissingNow
from shelter_admin.operations.presence.roll_call import Marked, RollCallCorrections, RollCallOf, TakeRollCall
from tests.journeys.sitting import texts
from tests.ui.presence_shown import NIGHT, a_page
from ui.kit.alerts import ReasonSheet
from ui.kit.preview import Preview
from ui.presence.missing import MissingSheet, StepSheet
from ui.presence.tabs import ROLL_CALL

EVENING = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)  # 22.05 WITA
LATE_AT_NIGHT = datetime(2026, 11, 21, 17, tzinfo=UTC)  # 01.00 WITA


@pytest.fixture
def roll_call(qtbot, tmp_path):
    for shown in a_page(qtbot, tmp_path, Role.PIKET):
        shown.house.clock.now = EVENING
        yield shown
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()


def gone(shown, *names: str, close: bool = True) -> None:
    """Take the roll-call with these people absent, and show it."""
    marks = tuple(Marked(shown.people[name], Mark.ABSENT) for name in names)
    shown.desk.do(TakeRollCall(NIGHT, marks=marks, all_present=True, close=close))
    shown.page.show_tab(ROLL_CALL)


def sheet(shown, kind=MissingSheet):
    (found,) = [one for one in shown.page.findChildren(kind) if one.isVisible()]
    return found


def said(widget) -> str:
    return "\n".join(texts(widget))


def test_that_the_roll_call_leads_to_the_steps_by_one_key(roll_call):
    gone(roll_call, "Joko Njau")
    notices = roll_call.page.roll_call.parts.notices
    assert notices.words == ["1 missing: Joko Njau"]
    QTest.keyClick(roll_call.table, Qt.Key.Key_F4)
    assert "Joko Njau" in said(sheet(roll_call))


def test_that_nothing_is_said_of_who_is_missing_while_the_count_goes_on(roll_call):
    marks = (Marked(roll_call.people["Joko Njau"], Mark.ABSENT),)
    roll_call.desk.do(TakeRollCall(NIGHT, marks=marks))
    roll_call.page.show_tab(ROLL_CALL)
    assert roll_call.page.roll_call.parts.notices.words == []


def test_that_a_step_is_written_down_with_what_came_of_it(roll_call):
    gone(roll_call, "Joko Njau")
    roll_call.page.open_person(f"missing:{roll_call.people['Joko Njau']}")
    found = sheet(roll_call)
    assert "Duty officer, until 21-11 22.30" in said(found)
    found.write_down(MissingStep.CALLED)
    step = sheet(roll_call, StepSheet)
    QTest.keyClicks(step.note.note, "nomor mati")
    QTest.keyClick(step.note.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (case,) = roll_call.desk.ask(MissingNow())
    assert case.steps[0].done.note == "nomor mati"
    assert "✓ Call them, ask room-mates" in said(found)
    assert "nomor mati" in said(found)


def test_that_a_step_past_its_hour_is_said_to_be_late(roll_call):
    gone(roll_call, "Joko Njau")
    roll_call.house.clock.now = LATE_AT_NIGHT
    roll_call.page.open_person("missing:")
    assert "▲ Duty officer, was due 21-11 22.30" in said(sheet(roll_call))


def test_that_once_it_is_known_where_somebody_is_only_the_record_is_left(roll_call):
    gone(roll_call, "Joko Njau")
    roll_call.page.open_person("missing:")
    found = sheet(roll_call)
    found.write_down(MissingStep.FAMILY)
    step = sheet(roll_call, StepSheet)
    step.known.box.setChecked(True)
    step.keep()
    assert found.found.isVisible()
    assert found.case.following().step is MissingStep.RECORD


def test_that_several_are_shown_one_at_a_time_and_the_record_is_of_who_is_shown(roll_call):
    gone(roll_call, "Joko Njau", "Maria Lencau")
    roll_call.page.open_person(f"missing:{roll_call.people['Maria Lencau']}")
    found = sheet(roll_call)
    assert (found.people.isVisible(), found.case.name) == (True, "Maria Lencau")
    found.print_record()
    assert len([one for one in found.findChildren(Preview) if one.isVisible()]) == 1


def test_that_a_house_in_which_nobody_is_missing_says_so(roll_call):
    gone(roll_call)
    roll_call.page.open_person("missing:")
    assert "Nobody is missing" in said(sheet(roll_call))
    assert not sheet(roll_call).print_button.isVisible()


def test_that_who_comes_after_the_closing_is_added_with_a_reason_that_is_there_already(roll_call):
    gone(roll_call)
    roll_call.house.clock.now = LATE_AT_NIGHT
    arrived = roll_call.house.admit("Darmanto", admitted_on=NIGHT).person_id
    roll_call.page.reload()
    assert "Darmanto" in roll_call.page.roll_call.parts.notices.words[0]
    QTest.keyClick(roll_call.table, Qt.Key.Key_F4)
    asked = sheet(roll_call, ReasonSheet)
    QTest.keyClick(asked.reason.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    line = next(one for one in roll_call.desk.ask(RollCallOf(NIGHT)).lines if one.person_id == arrived)
    assert (line.mark, line.note) == (Mark.PRESENT, "came after the roll-call")
    (correction,) = roll_call.desk.ask(RollCallCorrections(NIGHT))
    assert (correction.mark, correction.reason) == (None, "Came after the roll-call was closed.")


def test_that_who_comes_while_it_is_open_only_waits_to_be_marked(roll_call):
    gone(roll_call, close=False)
    roll_call.house.clock.now = LATE_AT_NIGHT
    roll_call.house.admit("Darmanto", admitted_on=NIGHT)
    roll_call.page.reload()
    assert roll_call.page.roll_call.parts.notices.words == []
    assert roll_call.page.roll_call.sheet.counts.unmarked == 1
    QTest.keyClick(roll_call.table, Qt.Key.Key_F9)
    assert roll_call.marks()["Darmanto"] is Mark.PRESENT


def test_that_why_somebody_is_pre_marked_stands_in_the_row(roll_call):
    until = roll_call.house.clock.now.replace(hour=9, minute=30)
    roll_call.house.clock.forward(hours=-8)
    roll_call.house.head.do(GoOut(roll_call.people["Joko Njau"], "Pasar Segiri", until))
    roll_call.house.clock.now = EVENING
    roll_call.page.show_tab(ROLL_CALL)
    told = said(roll_call.table)
    assert "proposed: B · not back yet" in told
    assert "| expected back 21-11 17.30, Pasar Segiri" in told


def test_that_f10_closes_and_a_closed_one_is_not_closed_again(roll_call):
    roll_call.page.show_tab(ROLL_CALL)
    for _key in range(2):
        QTest.keyClick(roll_call.table, Qt.Key.Key_F9)
        QTest.keyClick(roll_call.table, Qt.Key.Key_F10)
        for dialog in roll_call.page.findChildren(QDialog):
            if dialog.isVisible():
                QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert roll_call.desk.ask(RollCallOf(NIGHT)).closed_by == "piket"
    assert [one for one in roll_call.page.findChildren(QDialog) if one.isVisible()] == []
