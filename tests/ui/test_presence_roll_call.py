"""The roll-call with real keys on a real desk: by exception, closed, corrected, typed back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.presence import Mark
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.presence.roll_call import RollCallCorrections, RollCallOf
from tests.ui.presence_shown import ENTER, NIGHT, a_page
from ui.kit.tasks import Tasks
from ui.presence.marks import MARK_COLUMN
from ui.presence.tabs import ROLL_CALL


@pytest.fixture
def roll_call(qtbot, tmp_path):
    for shown in a_page(qtbot, tmp_path, Role.PIKET):
        shown.page.show_tab(ROLL_CALL)
        yield shown


@pytest.fixture
def threaded(qtbot, tmp_path):
    yield from a_page(qtbot, tmp_path, Role.PIKET, tasks=Tasks())


def test_that_letters_mark_and_the_cursor_goes_on(roll_call):
    first, second, third, _fourth = [row.line.name for row in roll_call.table.records]
    QTest.keyClicks(roll_call.table, "hsk")
    assert roll_call.marks() | {} == {
        first: Mark.PRESENT,
        second: Mark.ILL_IN_BED,
        third: Mark.RAN_AWAY,
        _fourth: None,
    }
    assert roll_call.table.current().line.name == _fourth


def test_that_every_key_is_saved_and_undone_one_by_one(roll_call):
    QTest.keyClicks(roll_call.table, "ha")
    roll_call.page.front.undo(roll_call.page)
    assert sorted(str(mark) for mark in roll_call.marks().values()) == ["H", "None", "None", "None"]
    assert roll_call.table.records[0].line.mark is Mark.PRESENT


def test_that_all_present_then_one_exception_closes_in_a_few_keys(roll_call):
    parts = roll_call.page.roll_call.parts
    parts.all_present.click()
    QTest.keyClicks(roll_call.table, "a")
    parts.close_it.click()
    (sheet,) = roll_call.page.findChildren(QDialog)
    QTest.keyClick(sheet, ENTER)
    taken = roll_call.desk.ask(RollCallOf(NIGHT))
    assert (taken.counts.present, taken.counts.missing, taken.closed_by) == (3, 1, "piket")
    assert "piket" in parts.closed_words.text()
    assert not parts.close_it.isVisible()


def test_that_closing_while_somebody_is_unmarked_is_refused_and_goes_there(roll_call):
    QTest.keyClicks(roll_call.table, "hh")
    roll_call.table.selectRow(0)
    roll_call.page.roll_call.parts.close_it.click()
    assert "2 people are not marked yet" in roll_call.page.roll_call.parts.notices.words[0]
    assert roll_call.table.current().at == 3
    assert roll_call.page.findChildren(QDialog) == []


def test_that_a_proposal_looks_like_one_until_space_takes_it(roll_call):
    roll_call.house.head.do(GoOut(roll_call.people["Joko Njau"]))
    roll_call.page.reload()
    roll_call.page.roll_call.go_to(roll_call.people["Joko Njau"])
    index = roll_call.table.model().index(roll_call.table.currentIndex().row(), MARK_COLUMN)
    assert index.data() == "proposed: I · out with permission"
    QTest.keyClick(roll_call.table, Qt.Key.Key_Space)
    assert roll_call.marks()["Joko Njau"] is Mark.PERMISSION


def test_that_a_sheet_is_typed_back_line_by_line(roll_call):
    entry = roll_call.page.roll_call.entry
    roll_call.page.focus_search()
    by_line = roll_call.table.records[0].line.name
    QTest.keyClicks(entry, "1 i")
    QTest.keyClick(entry, ENTER)
    QTest.keyClicks(entry, f"{roll_call.numbers['Maria Lencau']} S")
    QTest.keyClick(entry, ENTER)
    marks = roll_call.marks()
    assert (marks[by_line], marks["Maria Lencau"]) == (Mark.PERMISSION, Mark.ILL_IN_BED)
    assert (entry.text(), entry.hasFocus()) == ("", True)
    assert "Maria Lencau" in roll_call.page.roll_call.parts.entry_answer.text()


@pytest.mark.parametrize("typed", ["99 I", "slamet H", "1 x"])
def test_that_what_cannot_be_typed_back_is_said_and_stays(roll_call, typed):
    entry = roll_call.page.roll_call.entry
    QTest.keyClicks(entry, typed)
    QTest.keyClick(entry, ENTER)
    assert entry.text() == typed
    assert roll_call.page.roll_call.parts.entry_answer.text()
    assert set(roll_call.marks().values()) == {None}


def test_that_a_digit_on_the_table_begins_to_type_back(roll_call):
    QTest.keyClicks(roll_call.table, "3")
    entry = roll_call.page.roll_call.entry
    assert (entry.hasFocus(), entry.text()) == (True, "3")
    QTest.keyClick(entry, ENTER)
    assert roll_call.table.current().at == 3


def test_that_a_note_is_written_on_its_line(roll_call):
    QTest.keyClicks(roll_call.table, "s")
    roll_call.table.selectRow(0)
    QTest.keyClick(roll_call.table, Qt.Key.Key_N)
    note = roll_call.page.roll_call.parts.note
    assert note.hasFocus()
    QTest.keyClicks(note, "demam")
    QTest.keyClick(note, ENTER)
    line = roll_call.desk.ask(RollCallOf(NIGHT)).lines[0]
    assert (line.mark, line.note) == (Mark.ILL_IN_BED, "demam")
    assert roll_call.table.hasFocus()


def test_that_figures_open_the_list_behind_them(roll_call):
    parts = roll_call.page.roll_call.parts
    QTest.keyClicks(roll_call.table, "ha")
    for key, rows in (("present", 1), ("missing", 1), ("unmarked", 2), ("difference", 3), ("all", 4)):
        parts.figures.choose(key)
        parts.figures.chosen.emit(key)
        assert len(roll_call.table.records) == rows, key


def test_that_present_while_out_at_the_gate_is_warned_of_with_the_button(roll_call):
    roll_call.house.head.do(GoOut(roll_call.people["Joko Njau"]))
    roll_call.page.reload()
    roll_call.page.roll_call.go_to(roll_call.people["Joko Njau"])
    QTest.keyClicks(roll_call.table, "h")
    notices = roll_call.page.roll_call.parts.notices
    assert "Joko Njau" in notices.words[0]
    notices.acts(0)[0].click()
    assert roll_call.out() == {}
    assert notices.words == []


def test_that_a_closed_roll_call_is_corrected_with_a_reason_and_the_old_mark_shown(roll_call):
    tab = roll_call.page.roll_call
    tab.parts.all_present.click()
    tab.marking.save((), close=True)
    roll_call.table.selectRow(0)
    QTest.keyClicks(roll_call.table, "b")
    (sheet,) = roll_call.page.findChildren(QDialog)
    sheet._accept()
    assert sheet.reason.error.text()
    sheet.reason.set_value("salah lihat")
    sheet._accept()
    assert roll_call.desk.ask(RollCallOf(NIGHT)).counts.missing == 1
    (found,) = roll_call.desk.ask(RollCallCorrections(NIGHT))
    assert (found.mark, found.reason) == (Mark.PRESENT, "salah lihat")
    assert tab.parts.corrections.isVisible()


def test_that_another_night_is_chosen_and_none_that_has_not_begun(roll_call):
    chooser = roll_call.page.roll_call.chooser
    assert not chooser.later.isEnabled()
    chooser.earlier.click()
    assert roll_call.page.roll_call.sheet.night == date(2026, 11, 20)
    assert roll_call.page.roll_call.sheet.lines == ()
    chooser.go_to(date(2030, 1, 1))
    assert chooser.night == NIGHT


def test_that_keys_pressed_faster_than_saving_are_all_kept(threaded, qtbot):
    threaded.page.show_tab(ROLL_CALL)
    qtbot.waitUntil(lambda: len(threaded.table.records) == 4, timeout=5000)
    QTest.keyClicks(threaded.table, "hsia")
    shown_at_once = [row.line.mark for row in threaded.table.records]
    qtbot.waitUntil(lambda: threaded.page.front.tasks.idle, timeout=5000)
    wanted = [Mark.PRESENT, Mark.ILL_IN_BED, Mark.PERMISSION, Mark.ABSENT]
    assert shown_at_once == wanted
    assert [line.mark for line in threaded.desk.ask(RollCallOf(NIGHT)).lines] == wanted
    assert [row.line.mark for row in threaded.table.records] == wanted
