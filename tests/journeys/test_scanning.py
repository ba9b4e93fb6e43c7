"""A card under the reader, on whatever page somebody sits: two hundred symbols a second, none into a note."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cards import number_code
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.words import _
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.roll_call import RollCallOf
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.residents.cards import CardsOf, IssueCards, ReplaceCard
from tests.journeys.house import NIGHT, USERS
from ui.kit.scanning import GAP_MS

READER_MS = 5
HAND_MS = GAP_MS + 25


@pytest.fixture
def at(begin, moved_in):
    """Somebody of a role at the window, and the first three of the list with their cards."""

    def sit(role: Role, now: datetime = datetime(2026, 11, 21, 4, tzinfo=UTC)):
        sitting = begin(moved_in, now)
        sitting.sign_in(USERS[Role.KEPALA])
        desk = sitting.window.seat.front.desk
        lines = desk.ask(ResidentList())[:3]
        desk.do(IssueCards(tuple(line.person_id for line in lines)))
        codes = [desk.ask(CardsOf(line.person_id))[0].code for line in lines]
        if role is not Role.KEPALA:
            sitting.change_user(USERS[role])
        return sitting, lines, codes

    return sit


def scan(sitting, code: str, every: int = READER_MS) -> None:
    """The reader types into whatever window has the keyboard, as the screen system gives it."""
    sitting.be_there()
    window = sitting.in_front().window().windowHandle()
    for symbol in code:
        shift = Qt.KeyboardModifier.ShiftModifier if symbol.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(window, ord(symbol), shift)
        QTest.qWait(every)
    QTest.keyClick(window, Qt.Key.Key_Return)
    QTest.qWait(GAP_MS * 3)
    sitting.settle()


def test_that_a_scan_while_a_note_is_written_opens_the_person_and_leaves_the_note_alone(at):
    sitting, lines, codes = at(Role.KEPALA)
    page = sitting.go("residents")
    page.begin_intake()
    sitting.settle()
    note = next(one for one in page.intake.findChildren(QPlainTextEdit) if one.isVisible())
    note.setFocus()
    sitting.keys("Diantar polisi", note)
    scan(sitting, codes[1])
    assert note.toPlainText() == "Diantar polisi"
    assert page.file.person_id == lines[1].person_id
    assert page.views.currentWidget() is page.browse


def test_that_the_same_symbols_typed_by_hand_stay_where_they_were_typed(at):
    sitting, _lines, codes = at(Role.KEPALA)
    page = sitting.go("residents")
    page.begin_intake()
    sitting.settle()
    note = next(one for one in page.intake.findChildren(QPlainTextEdit) if one.isVisible())
    note.setFocus()
    scan(sitting, codes[1], HAND_MS)
    assert note.toPlainText() == codes[1] + "\n"
    assert page.views.currentWidget() is page.intake


def test_that_a_scan_at_the_gate_writes_out_and_in_again_and_keeps_what_was_half_typed(at):
    sitting, lines, codes = at(Role.PIKET)
    page = sitting.go("presence")
    desk = sitting.window.seat.front.desk
    sitting.keys("slam", page.gate.field.line)
    scan(sitting, codes[0])
    assert [one.person_id for one in desk.ask(GateBoardNow()).out] == [lines[0].person_id]
    assert page.gate.field.line.text() == "slam"
    scan(sitting, codes[0])
    assert desk.ask(GateBoardNow()).out == ()


def test_that_a_scan_on_the_roll_call_marks_present_and_a_line_of_the_list_is_only_gone_to(at):
    sitting, lines, codes = at(Role.PIKET, NIGHT)
    page = sitting.go("presence")
    page.begin_roll_call()
    sitting.settle()
    scan(sitting, codes[2])
    scan(sitting, number_code(lines[1].number))
    marks = {line.person_id: line.mark for line in sitting.window.seat.front.desk.ask(RollCallOf()).lines}
    assert {person: mark for person, mark in marks.items() if mark} == {lines[2].person_id: Mark.PRESENT}
    assert page.roll_call.table.current().line.person_id == lines[1].person_id
    sitting.keys("s")
    sitting.settle()
    marks = {line.person_id: line.mark for line in sitting.window.seat.front.desk.ask(RollCallOf()).lines}
    assert marks[lines[1].person_id] is Mark.ILL_IN_BED


def test_that_a_scan_anywhere_else_opens_the_person(at):
    sitting, lines, codes = at(Role.KEPALA)
    for key in ("today", "settings", "beds"):
        sitting.go(key)
        scan(sitting, codes[0])
        assert sitting.page().key == ("beds" if key == "beds" else "residents")
    sitting.go("residents")
    scan(sitting, codes[2])
    assert sitting.page().file.person_id == lines[2].person_id


def test_that_a_scan_into_the_search_leads_there_at_once(at):
    sitting, lines, codes = at(Role.KEPALA)
    sitting.go("today")
    sitting.press(Qt.Key.Key_K, sitting.window, Qt.KeyboardModifier.ControlModifier)
    scan(sitting, codes[1])
    assert sitting.dialogs() == []
    assert sitting.page().file.person_id == lines[1].person_id


def test_that_a_revoked_card_says_so_in_its_sentence(at):
    sitting, lines, codes = at(Role.KEPALA)
    desk = sitting.window.seat.front.desk
    desk.do(ReplaceCard(desk.ask(CardsOf(lines[0].person_id))[0].card_id), reason="hilang di pasar")
    sitting.go("presence")
    scan(sitting, codes[0])
    assert "hilang di pasar" in sitting.told(sitting.dialog())
    assert desk.ask(GateBoardNow()).out == ()


def test_that_nothing_is_opened_while_a_dialog_waits_or_the_screen_is_locked(at, monkeypatch):
    sounded: list[int] = []
    monkeypatch.setattr(QApplication, "beep", staticmethod(lambda: sounded.append(1)))
    sitting, _lines, codes = at(Role.KEPALA)
    page = sitting.go("today")
    sitting.window.lock_now()
    scan(sitting, codes[0])
    assert (sounded, sitting.window.locking.screen.password.line.text(), sitting.page()) == ([1], "", page)


def test_that_the_words_of_a_card_on_the_gate_are_said(at):
    sitting, lines, codes = at(Role.PIKET)
    page = sitting.go("presence")
    scan(sitting, codes[0])
    assert lines[0].name in page.gate.field.sentence
    assert _("Gate") in sitting.told()
