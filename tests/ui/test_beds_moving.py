"""Moving people on the page of the beds: by keys, by mouse, and what is said when it is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from shelter_admin.domain.errors import Refused
from shelter_admin.operations.beds.places import AssignBed, PutOnMattress
from tests.ui.beds_on_screen import LEFT, PLAIN, Pages
from ui.beds.moving import MoveSheet
from ui.beds.unplaced import ChooseSheet


@pytest.fixture
def pages(qtbot) -> Iterator[Pages]:
    made = Pages(qtbot)
    yield made
    made.page.close()


class TestMovingByKeys:
    def test_that_arrows_move_between_beds_rows_rooms_and_heads(self, pages):
        pages.open()
        assert pages.here == "Melati 1/1"
        for key, there in (
            (Qt.Key.Key_Right, "Melati 1/2"),
            (Qt.Key.Key_Down, "Melati 1/4"),
            (Qt.Key.Key_Left, "Melati 1/3"),
            (Qt.Key.Key_Up, "Melati 1/1"),
            (Qt.Key.Key_Up, "room:Melati 1"),
            (Qt.Key.Key_Right, "room:Melati 2"),
            (Qt.Key.Key_Down, "Melati 2/1"),
            (Qt.Key.Key_Left, "Melati 1/2"),
        ):
            pages.key(key)
            assert pages.here == there

    def test_that_every_bed_can_be_reached_by_arrows(self, pages):
        page = pages.open()
        reached, todo = {pages.here}, [page.map.current()]
        while todo:
            cell = todo.pop()
            for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
                there = page.map.floor.beside(cell, key)
                if there is not None and there.key not in reached:
                    reached.add(there.key)
                    todo.append(there)
        assert reached == {cell.key for cell in page.map.floor.cells()}

    def test_that_m_arrows_and_enter_move_somebody_once_the_reason_is_given(self, pages):
        page = pages.open()
        pages.key(Qt.Key.Key_M)
        assert page.moving.isVisible()
        assert "Slamet Wibowo" in page.moving.words.text()
        pages.key(Qt.Key.Key_Right)
        pages.key(Qt.Key.Key_Return)
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "butuh lantai bawah")
        pages.yes(sheet)
        assert pages.desk.done == [AssignBed("p-Slamet", "Melati 1/2")]
        assert pages.desk.reasons == ["butuh lantai bawah"]
        assert not page.moving.isVisible()
        assert not sheet.isVisible()

    def test_that_esc_lets_it_be(self, pages):
        page = pages.open()
        pages.key(Qt.Key.Key_M)
        pages.key(Qt.Key.Key_Right)
        pages.key(Qt.Key.Key_Escape)
        pages.key(Qt.Key.Key_Return)
        assert page.map.carried is None
        assert not page.moving.isVisible()
        assert not page.findChildren(MoveSheet)
        assert pages.desk.done == []

    def test_that_enter_on_a_bed_nobody_can_have_keeps_the_person_in_hand_and_says_so(self, pages):
        page = pages.open()
        pages.key(Qt.Key.Key_M)
        pages.page.map.go_to("Melati 1/4")
        pages.key(Qt.Key.Key_Return)
        assert page.map.carried is not None
        assert not page.findChildren(MoveSheet)
        assert "taken or out of use" in page.moving.words.text()
        pages.page.map.go_to("Melati 1/2")
        assert "taken or out of use" not in page.moving.words.text()

    def test_that_the_head_of_a_room_means_an_extra_mattress(self, pages):
        pages.open()
        pages.key(Qt.Key.Key_M)
        pages.page.map.go_to("room:Melati 2")
        pages.key(Qt.Key.Key_Return)
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "penuh")
        pages.yes(sheet)
        assert pages.desk.done == [PutOnMattress("p-Slamet", "Melati 2")]

    def test_that_enter_opens_the_person_and_asks_who_for_a_free_bed(self, pages):
        pages.open()
        pages.key(Qt.Key.Key_Return)
        assert pages.went == [("residents", "p-Slamet")]
        pages.page.map.go_to("Melati 1/2")
        pages.key(Qt.Key.Key_Return)
        sheet = pages.sheet(ChooseSheet)
        QTest.keyClicks(sheet.search, "ani")
        assert sheet.people.count() == 1
        QTest.keyClick(sheet.search, Qt.Key.Key_Return)
        assert pages.desk.done == [AssignBed("p-Ani", "Melati 1/2")]

    def test_that_the_keys_of_the_map_are_not_taken_by_the_window(self, pages):
        page = pages.open()
        heard = []
        button = QPushButton("window", page)
        button.setShortcut("M")
        button.clicked.connect(lambda: heard.append("M"))
        button.show()
        QTest.keyClick(QApplication.focusWidget() or page.map, Qt.Key.Key_M)
        assert page.map.carried is not None
        assert heard == []


class TestMovingByMouse:
    def test_that_a_person_dragged_onto_a_free_bed_moves_there(self, pages):
        pages.open()
        pages.drag("Melati 1/1", pages.at("Melati 2/2"))
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "dekat saudaranya")
        pages.yes(sheet)
        assert pages.desk.done == [AssignBed("p-Slamet", "Melati 2/2")]

    @pytest.mark.parametrize("key", ["Melati 1/4", "Melati 1/1"])
    def test_that_a_person_dragged_onto_a_blocked_bed_or_their_own_stays(self, pages, key):
        page = pages.open()
        pages.drag("Melati 1/1", pages.at(key))
        assert page.map.carried is None
        assert not page.findChildren(MoveSheet)

    def test_that_a_person_dragged_beside_the_map_stays(self, pages):
        page = pages.open()
        pages.drag("Melati 1/1", QPoint(-40, 20))
        assert page.map.carried is None
        assert not page.findChildren(MoveSheet)

    def test_that_while_dragging_the_bed_under_the_mouse_is_the_target(self, pages):
        page = pages.open()
        port, start = page.map.viewport(), pages.at("Melati 1/1")
        QTest.mousePress(port, LEFT, PLAIN, start)
        QTest.mouseMove(port, start + QPoint(30, 5))
        QTest.mouseMove(port, pages.at("Melati 1/2"))
        assert (page.map._shown().target, page.map._shown().target_fits) == ("Melati 1/2", True)
        QTest.mouseMove(port, pages.at("Melati 1/4"))
        assert (page.map._shown().target, page.map._shown().target_fits) == ("Melati 1/4", False)
        assert not page.map.grab().isNull()
        QTest.mouseRelease(port, LEFT, PLAIN, QPoint(-9, -9))

    def test_that_the_button_then_a_click_moves_too(self, pages):
        pages.open()
        pages.press("move")
        pages.click("Melati 1/3")
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "x")
        pages.yes(sheet)
        assert pages.desk.done == [AssignBed("p-Slamet", "Melati 1/3")]

    def test_that_somebody_without_a_bed_is_dragged_from_the_list_onto_one(self, pages):
        page = pages.open()
        people = page.unplaced.people
        port = people.viewport()
        start = people.visualItemRect(people.item(0)).center()
        there = page.map.viewport().mapToGlobal(pages.at("Melati 1/2"))
        QTest.mousePress(port, LEFT, PLAIN, start)
        QTest.mouseMove(port, start + QPoint(-40, 0))
        QTest.mouseMove(port, port.mapFromGlobal(there))
        QTest.mouseRelease(port, LEFT, PLAIN, port.mapFromGlobal(there))
        assert pages.desk.done == [AssignBed("p-Budi", "Melati 1/2")]

    def test_that_the_list_and_its_button_place_by_keyboard(self, pages):
        page = pages.open()
        assert page.unplaced.heading.text() == "2 people without a bed"
        page.unplaced.people.setCurrentRow(1)
        QTest.mouseClick(page.unplaced.place, LEFT)
        page.map.go_to("Melati 2/2")
        pages.key(Qt.Key.Key_Return)
        assert pages.desk.done == [AssignBed("p-Ani", "Melati 2/2")]


class TestRefusals:
    def misfit(self, command: AssignBed):
        if not command.despite:
            raise Refused("room_not_for_them", field="despite", against=("sex",))

    def test_that_a_room_for_others_asks_why_it_has_to_be_this_one_and_keeps_the_reason(self, pages):
        pages.open()
        pages.desk.answers(AssignBed, self.misfit)
        pages.drag("Mawar 1/1", pages.at("Melati 1/2"))
        sheet = pages.sheet(MoveSheet)
        assert not sheet.despite.isVisible()
        pages.say(sheet, "reason", "kamar bocor")
        pages.yes(sheet)
        assert sheet.despite.isVisible()
        assert "meant for others" in sheet.despite.error.text()
        assert sheet.reason.value() == "kamar bocor"
        pages.say(sheet, "despite", "hanya malam ini")
        pages.yes(sheet)
        assert pages.desk.done[-1] == AssignBed("p-Wati", "Melati 1/2", despite="hanya malam ini")
        assert pages.desk.reasons[-1] == "kamar bocor"

    def test_that_who_had_no_bed_is_asked_only_for_the_room(self, pages):
        pages.open()
        pages.desk.answers(AssignBed, self.misfit)
        pages.page.map.go_to("Melati 1/2")
        pages.key(Qt.Key.Key_Return)
        QTest.keyClick(pages.sheet(ChooseSheet).search, Qt.Key.Key_Return)
        sheet = pages.sheet(MoveSheet)
        assert (sheet.reason.isVisible(), sheet.despite.isVisible()) == (False, True)
        pages.say(sheet, "despite", "penuh")
        pages.yes(sheet)
        assert pages.desk.done[-1] == AssignBed("p-Budi", "Melati 1/2", despite="penuh")

    def test_that_a_refused_move_keeps_what_was_typed_and_says_why(self, pages):
        pages.open()
        pages.desk.answers(AssignBed, Refused("bed_taken"))
        pages.drag("Melati 1/1", pages.at("Melati 1/2"))
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "alasan")
        pages.yes(sheet)
        assert sheet.isVisible()
        assert "Somebody has that bed" in sheet.form.general.text()
        assert sheet.reason.value() == "alasan"
        sheet.reject()
