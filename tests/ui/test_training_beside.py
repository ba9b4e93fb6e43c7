"""Beside the sheet: leave announced in advance, field practice with its days, and every side of a day; by keys."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.changes import NOTHING
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.training import (
    AnnouncedLeave,
    JointDay,
    JointRow,
    JointSheet,
    Outside,
    PracticePlace,
    PracticeRow,
)
from shelter_admin.operations.desk import Done
from shelter_admin.operations.training.joint import JointView
from shelter_admin.operations.training.leave import AnnounceLeave, LeavesOf, WithdrawLeave
from shelter_admin.operations.training.places import AddPracticePlace, PracticePlaces
from shelter_admin.operations.training.practising import MarkPractice, PracticesOf, SendToPractice
from tests.look.checks import findings
from tests.ui.training_shown import LONG, NAMES, SEWING, TODAY, A, H, MadeUp, S, a_page

MONDAY = date(2026, 11, 16)
LEAVE = AnnouncedLeave("l1", "e2", "p2", "003", NAMES[2], MONDAY, TODAY, S, None, "d1", "surat_izin")
PLACES = (PracticePlace("w1", "Penjahit Rapi", "jahit"), PracticePlace("w2", LONG, closed_on=MONDAY))
PRACTICE = PracticeRow("r1", "e1", "p1", "002", NAMES[1], "w1", "Penjahit Rapi", MONDAY, TODAY, "Bu Tini", "",
                       {MONDAY: H}, (date(2026, 11, 17), date(2026, 11, 18)))  # fmt: skip
JOINT = JointSheet(MONDAY, TODAY, (
    JointRow("p1", "002", NAMES[1], {MONDAY: JointDay(S, night=Mark.ILL_IN_BED, outside=(Outside(time(9), None, "puskesmas"),))},
             "asma"),
    JointRow("p2", "003", NAMES[2], {TODAY: JointDay(A, by_pass=True)}),
))  # fmt: skip


@pytest.fixture(params=[Role.INSTRUKTUR])
def shown(qtbot, request):
    for made in a_page(qtbot, MadeUp().fill(), request.param):
        made.desk.answers(LeavesOf, (LEAVE,)).answers(PracticePlaces, PLACES).answers(PracticesOf, (PRACTICE,))
        made.desk.answers(JointView, JOINT).answers(AnnounceLeave, Done()).answers(WithdrawLeave, Done())
        made.desk.answers(SendToPractice, Done(NOTHING, 3)).answers(MarkPractice, Done()).answers(
            AddPracticePlace, Done()
        )
        yield made


def lead(shown, beginning: str) -> None:
    next(do for words, do in shown.page.sheet.acts.offers() if words.startswith(beginning))()


def test_that_leave_is_announced_for_one_day_with_its_letter(shown, tmp_path):
    lead(shown, "Leave")
    tab = shown.page.stack.leave
    assert shown.page.shown == "leave"
    tab.who.set_value("e3")
    tab.first.set_value("23-11-2026")
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(b"%PDF-1.4")
    tab.take_scan(letter)
    tab.why.set_value("kontrol")
    QTest.keyClick(tab.why.line, Qt.Key.Key_Return)
    day = date(2026, 11, 23)
    assert shown.desk.done == [AnnounceLeave("e3", day, day, S, "kontrol", None, b"%PDF-1.4")]
    assert (tab.scan_name.text(), tab.why.value()) == ("", "")


def test_that_a_day_that_cannot_be_read_is_said_beside_its_field(shown):
    lead(shown, "Leave")
    tab = shown.page.stack.leave
    tab.first.set_value("besok")
    tab.announce()
    assert tab.first.error.text()
    assert shown.desk.done == []


def test_that_leave_is_withdrawn_and_why_is_hidden_from_a_trainer(shown):
    lead(shown, "Leave")
    tab = shown.page.stack.leave
    tab.table.setCurrentIndex(tab.table.model().index(0, 0))
    assert tab.table.model().index(0, 4).data() == "•••"
    tab.withdraw.click()
    assert shown.desk.done == [WithdrawLeave("l1")]
    tab.back.click()
    assert shown.page.shown == "sheet"


def test_that_days_of_practice_are_marked_with_one_letter_each_going_down(shown):
    shown.page.show_tab("practice")
    tab = shown.page.stack.practice
    tab.days.setCurrentIndex(tab.days.model().index(1, 0))
    QTest.keyClicks(tab.days, "hs")
    given = [(mark.day.day, mark.mark) for one in shown.desk.done for mark in one.marks]
    assert given == [(17, H), (18, S)]


def test_that_every_open_day_of_a_practice_is_present_at_once(shown):
    shown.page.show_tab("practice")
    shown.page.stack.practice.all_present.click()
    (given,) = shown.desk.done
    assert [(one.day.day, one.mark) for one in given.marks] == [(17, H), (18, H)]


def test_that_people_are_sent_and_closed_places_not_offered(shown):
    shown.page.show_tab("practice")
    card = shown.page.stack.practice.send
    assert [card.place.combo.itemText(at) for at in range(card.place.combo.count())] == ["Penjahit Rapi"]
    card.who.set_value("e4")
    card.first.set_value("23-11-2026")
    card.last.set_value("04-12-2026")
    card.mentor.set_value("Bu Tini")
    QTest.keyClick(card.mentor.line, Qt.Key.Key_Return)
    assert "3 marks" in card.said.text()
    assert shown.desk.done == [
        SendToPractice(SEWING.batch_id, ("e4",), "w1", date(2026, 11, 23), date(2026, 12, 4), "Bu Tini")
    ]


def test_that_a_new_place_is_written(shown):
    tab = shown.page.stack.practice
    shown.page.show_tab("practice")
    tab.show_form("place")
    tab.place.fields[0].set_value("Bengkel Jaya")
    tab.place.save.click()
    assert shown.desk.done == [AddPracticePlace(place_name="Bengkel Jaya")]


def test_that_every_side_of_a_day_stands_in_one_line_and_of_one_person_the_health_too(shown):
    lead(shown, "Absence")
    tab = shown.page.stack.together
    cells = [tab.table.model().index(1, column).data() for column in range(7)]
    assert cells[1:] == [NAMES[1], "sick", "", "ill, in bed", "09.00–… puskesmas", ""]
    assert not tab.health.isVisible()
    tab.who.set_value("p1")
    tab.who.changed.emit()
    assert tab.table.model().rowCount() == 1
    assert "asma" in tab.health.text()


@pytest.mark.parametrize("shown", [Role.INSTRUKTUR, Role.PEKERJA_SOSIAL], indirect=True)
@pytest.mark.parametrize("part", ["leave", "practice", "together"])
def test_that_each_part_fits_the_window(shown, part):
    shown.page.show_tab(part)
    for form in ("change", "place", "send"):
        shown.page.stack.practice.show_form(form)
        assert findings(shown.page) == []
