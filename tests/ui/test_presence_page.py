"""The presence page with real keys on a real desk: the gate's one field, the roll-call by exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.presence import Mark, OutingKind
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.presence.gate import GateBoardNow, GoOut
from shelter_admin.operations.presence.roll_call import RollCallCorrections, RollCallOf
from tests.operations.residents_house import House, a_house
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.kit.tasks import Tasks
from ui.presence.page import ROLL_CALL, PresencePage

NIGHT = date(2026, 11, 21)
NAMES = ("Slamet Wibowo", "Slamet Arifin", "Maria Lencau", "Joko Njau")
ENTER = Qt.Key.Key_Return


@dataclass
class Shown:
    """A page that is shown, its desk, and the people of the house by first name and surname."""

    page: PresencePage
    house: House
    desk: Desk
    people: dict[str, str]
    numbers: dict[str, str]

    @property
    def line(self):
        return self.page.gate.field.line

    @property
    def table(self):
        return self.page.roll_call.table

    def type(self, words: str, *keys: Qt.Key) -> None:
        QTest.keyClicks(self.line, words)
        QTest.qWait(90)
        for key in keys:
            QTest.keyClick(self.line, key)

    def out(self) -> dict[str, str]:
        return {item.name: item.destination for item in self.desk.ask(GateBoardNow()).out}

    def marks(self) -> dict[str, Mark | None]:
        return {item.name: item.mark for item in self.desk.ask(RollCallOf(NIGHT)).lines}


def a_page(qtbot, tmp_path, *roles: Role, tasks: Tasks | None = None, empty: bool = False) -> Iterator[Shown]:
    house = a_house(tmp_path)
    admitted = {} if empty else {name: house.admit(name) for name in NAMES}
    desk = house.desk(*roles) if roles else house.head
    front = FrontDesk(desk, tasks or StraightTasks())
    front.trouble.connect(_raise)
    page = PresencePage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.take_focus()
    people = {name: found.person_id for name, found in admitted.items()}
    yield Shown(page, house, desk, people, {name: found.number for name, found in admitted.items()})
    page.close()
    front.tasks.close()
    house.head.close()


def _raise(_owner, error):
    raise error


@pytest.fixture
def shown(qtbot, tmp_path):
    yield from a_page(qtbot, tmp_path, Role.PIKET)


@pytest.fixture
def threaded(qtbot, tmp_path):
    yield from a_page(qtbot, tmp_path, Role.PIKET, tasks=Tasks())


@pytest.fixture
def roll_call(shown):
    shown.page.show_tab(ROLL_CALL)
    return shown


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
    index = roll_call.table.model().index(roll_call.table.currentIndex().row(), 4)
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
