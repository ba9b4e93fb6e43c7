"""The gate with real keys on a real desk: one field that always has the cursor."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.presence import OutingKind
from shelter_admin.operations.presence.gate import GateBoardNow, GoOut
from tests.ui.presence_shown import ENTER, NAMES, a_page
from ui.kit.tasks import Tasks
from ui.presence.tabs import ROLL_CALL


@pytest.fixture
def shown(qtbot, tmp_path):
    yield from a_page(qtbot, tmp_path, Role.PIKET)


@pytest.fixture
def threaded(qtbot, tmp_path):
    yield from a_page(qtbot, tmp_path, Role.PIKET, tasks=Tasks())


def test_that_an_exact_number_and_enter_write_out_and_in(shown):
    shown.type(shown.numbers["Maria Lencau"], ENTER)
    assert shown.out() == {"Maria Lencau": ""}
    assert "Maria Lencau" in shown.page.gate.field.sentence
    assert shown.line.text() == ""
    shown.type(shown.numbers["Maria Lencau"], ENTER)
    assert shown.out() == {}


def test_that_a_name_acts_on_the_highlighted_one(shown):
    shown.type("slam", Qt.Key.Key_Down, ENTER)
    assert shown.page.gate.candidates.current is None
    assert list(shown.out()) == ["Slamet Wibowo"]


def test_that_the_first_candidate_is_highlighted_and_arrows_come_back(shown):
    shown.type("slam", Qt.Key.Key_Down, Qt.Key.Key_Up, ENTER)
    assert list(shown.out()) == ["Slamet Arifin"]


def test_that_a_name_typed_faster_than_the_lookup_is_not_guessed(shown):
    QTest.keyClicks(shown.line, "slam")
    QTest.keyClick(shown.line, ENTER)
    assert shown.out() == {}
    assert shown.line.text() == "slam"
    assert shown.page.gate.field.sentence
    QTest.keyClick(shown.line, ENTER)
    assert list(shown.out()) == ["Slamet Arifin"]


def test_that_scans_in_a_burst_lose_no_character_while_lookups_are_under_way(threaded, qtbot):
    for name in NAMES:
        QTest.keyClicks(threaded.line, threaded.numbers[name])
        QTest.keyClick(threaded.line, ENTER)
    qtbot.waitUntil(lambda: threaded.page.front.tasks.idle, timeout=5000)
    assert set(threaded.out()) == set(NAMES)
    assert threaded.line.text() == ""


def test_that_an_answer_to_an_earlier_word_never_replaces_a_later_one(threaded, qtbot):
    gate = threaded.page.gate
    for word in ("slam", "mar"):
        threaded.line.setText(word)
        gate.who.look_up()
    qtbot.waitUntil(lambda: threaded.page.front.tasks.idle, timeout=5000)
    assert gate.candidates.current.name == "Maria Lencau"


def test_that_nobody_found_is_said_beside_the_field_and_the_words_stay(shown):
    shown.type("2099-9999", ENTER)
    assert "2099-9999" in shown.page.gate.field.sentence
    assert shown.line.text() == "2099-9999"
    QTest.keyClicks(shown.line, "1")
    assert shown.page.gate.field.sentence == ""


def test_that_words_without_end_neither_break_nor_act(shown):
    shown.type("x" * 500, ENTER)
    assert len(shown.line.text()) <= 240
    assert shown.page.gate.field.sentence
    assert shown.out() == {}


def test_that_where_to_and_until_when_are_written_in_one_line(shown):
    shown.type("maria > pasar 20.00", ENTER)
    (line,) = shown.desk.ask(GateBoardNow()).out
    assert (line.destination, shown.desk.panti.clock_of(line.until).hour) == ("pasar", 20)


def test_that_an_unclear_hour_in_the_line_is_refused_and_the_words_stay(shown):
    shown.type("maria > pasar 29.00", ENTER)
    assert shown.out() == {}
    assert shown.line.text() == "maria > pasar 29.00"
    assert shown.page.gate.field.sentence == "Write the hour like 20.00."


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier), (ENTER, Qt.KeyboardModifier.ControlModifier)]
)
def test_that_the_destination_is_asked_on_the_page_and_enter_writes_it(shown, key, modifier):
    shown.type("maria")
    QTest.keyClick(shown.line, key, modifier)
    panel = shown.page.gate.going_out
    assert panel.isVisible()
    assert panel.destination.line.hasFocus()
    QTest.keyClicks(panel.destination.line, "Samarinda")
    QTest.keyClicks(panel.until.line, "24-11 20.00")
    panel.kinds.choose(OutingKind.LEAVE.value)
    QTest.keyClick(panel.until.line, ENTER)
    (line,) = shown.desk.ask(GateBoardNow()).out
    assert (line.destination, line.kind, shown.desk.panti.day_of(line.until)) == (
        "Samarinda",
        OutingKind.LEAVE,
        date(2026, 11, 24),
    )
    assert not panel.isVisible()
    assert shown.line.hasFocus()


def test_that_a_wrong_hour_in_the_panel_is_said_there_and_escape_leaves_it(shown):
    shown.type("maria", Qt.Key.Key_F2)
    panel = shown.page.gate.going_out
    QTest.keyClicks(panel.until.line, "delapan")
    QTest.keyClick(panel.until.line, ENTER)
    assert panel.until.error.text() == "Write the hour like 20.00."
    assert shown.out() == {}
    QTest.keyClick(panel.until.line, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert shown.line.hasFocus()


def test_that_typing_on_the_table_goes_to_the_field_with_its_first_letter(shown):
    shown.house.head.do(GoOut(shown.people["Joko Njau"]))
    shown.page.reload()
    QTest.keyClick(shown.line, Qt.Key.Key_Down)
    outside = shown.page.gate.outside
    assert outside.hasFocus()
    QTest.keyClick(outside, Qt.Key.Key_M)
    assert shown.line.hasFocus()
    assert shown.line.text() == "m"


def test_that_enter_on_a_row_and_its_button_write_somebody_in(shown):
    for name in ("Joko Njau", "Maria Lencau"):
        shown.house.head.do(GoOut(shown.people[name]))
    shown.page.reload()
    QTest.keyClick(shown.line, Qt.Key.Key_Down)
    QTest.keyClick(shown.page.gate.outside, ENTER)
    assert len(shown.out()) == 1
    assert shown.line.hasFocus()
    outside = shown.page.gate.outside
    spot = outside.visualRect(outside.model().index(0, outside.model().columnCount() - 1)).center()
    QTest.mouseClick(outside.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert shown.out() == {}
    assert shown.line.hasFocus()


def test_that_lateness_grows_with_the_minute_and_the_cursor_stays(shown, qtbot):
    until = shown.desk.now.replace(minute=30)
    shown.house.head.do(GoOut(shown.people["Joko Njau"], "pasar", until))
    shown.page.reload()
    shown.type("mar")
    shown.house.clock.forward(hours=2)
    with qtbot.waitSignal(shown.page.badge_changed) as told:
        shown.page.gate.tick()
    assert told.args == [1]
    assert shown.page.badge == 1
    assert shown.page.gate.outside.records[0].late_minutes == 90
    assert (shown.line.text(), shown.line.hasFocus()) == ("mar", True)


def test_that_the_card_tells_bed_and_state_and_nothing_about_category(shown):
    shown.type("maria")
    card = shown.page.gate.candidates.card
    words = card.accessibleName()
    assert "Maria Lencau" in words
    assert shown.numbers["Maria Lencau"] in words
    assert "inside" in words


def test_that_the_minute_tells_the_subtitle_how_many_are_where(shown):
    shown.type(shown.numbers["Maria Lencau"], ENTER)
    assert shown.page.subtitle.text() == "Gate · 3 inside, 1 out, 0 late"


def test_that_who_only_views_finds_people_but_writes_nothing(qtbot, tmp_path):
    for shown in a_page(qtbot, tmp_path, Role.TATA_USAHA):
        shown.type("maria", ENTER)
        assert shown.out() == {}
        card = shown.page.gate.candidates.card
        assert card is not None
        assert card.act is None
        shown.page.show_tab(ROLL_CALL)
        QTest.keyClicks(shown.table, "h")
        assert not shown.page.roll_call.parts.close_it.isVisible()
        assert set(shown.marks().values()) == {None}


def test_that_an_empty_house_is_told_what_comes_here(qtbot, tmp_path):
    for shown in a_page(qtbot, tmp_path, empty=True):
        assert shown.page.gate.empty.isVisible()
        shown.page.show_tab(ROLL_CALL)
        assert shown.page.roll_call.parts.empty.isVisible()
        assert not shown.page.roll_call.parts.middle.isVisible()


def test_that_f6_changes_between_gate_and_roll_call(shown):
    QTest.keyClick(shown.page, Qt.Key.Key_F6)
    assert shown.page.stack.currentWidget() is shown.page.roll_call
    assert shown.table.hasFocus()
    QTest.keyClick(shown.page, Qt.Key.Key_F6)
    assert shown.line.hasFocus()


def test_that_the_badge_follows_while_another_page_is_looked_at(shown):
    until = shown.desk.now.replace(minute=30)
    shown.page.hide()
    shown.house.head.do(GoOut(shown.people["Joko Njau"], "pasar", until))
    shown.house.clock.forward(hours=1)
    shown.page.watch()
    assert shown.page.badge == 1
    shown.page.show()


def test_that_the_window_may_open_the_roll_call_or_somebody_outside(shown):
    shown.house.head.do(GoOut(shown.people["Joko Njau"]))
    shown.page.open_person(shown.people["Joko Njau"])
    shown.page.reload()
    assert shown.page.gate.outside.current().name == "Joko Njau"
    shown.page.open_person(ROLL_CALL)
    assert shown.page.stack.currentWidget() is shown.page.roll_call


def test_that_the_field_has_the_cursor_again_after_the_screen_was_covered(shown, qtbot):
    shown.page.setEnabled(False)
    assert not shown.line.hasFocus()
    shown.page.setEnabled(True)
    assert shown.line.hasFocus()
    shown.page.gate.outside.setFocus()
    shown.page.hide()
    shown.page.show()
    qtbot.waitUntil(lambda: shown.page.focusWidget() is shown.line)


def test_that_ctrl_z_after_a_scan_is_left_to_undo_the_act(shown):
    shown.type(shown.numbers["Maria Lencau"], ENTER)
    assert not shown.line.isUndoAvailable()
