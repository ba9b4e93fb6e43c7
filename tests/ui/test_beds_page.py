"""The page of the beds, with clicks and keys as people use them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedBoard
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.operations.beds.board import PrintBedList
from shelter_admin.operations.beds.over_time import NightOn
from shelter_admin.operations.beds.places import LeaveBed
from shelter_admin.operations.beds.setting_up import AddBeds, AddRooms, BlockBeds, ChangeRoom, MarkClean, UnblockBeds
from tests.ui.beds_on_screen import LEFT, NIGHT, Pages, S, a_bed, a_room
from ui.beds import page as beds_page
from ui.beds.page import ALL, BedsPage
from ui.beds.sheets import AddBedsSheet, BlockSheet, NewRoomsSheet, RulesSheet
from ui.beds.unplaced import Unplaced
from ui.kit import theme
from ui.kit.alerts import ReasonSheet


@pytest.fixture
def pages(qtbot) -> Iterator[Pages]:
    made = Pages(qtbot)
    yield made
    made.page.close()


def shown(page: BedsPage) -> set[str]:
    return {name for name, made in page.side.buttons.items() if made.isVisibleTo(page)}


class TestSeeing:
    def test_that_the_figures_are_said_as_they_are(self, pages):
        page = pages.open()
        assert page.subtitle.text() == "4 people · 6 places · 67\u00a0% · 1 extra mattress"

    def test_that_nothing_is_said_of_the_house_before_it_was_read(self, pages):
        unread = Unplaced(pages.open().front, may_place=True)
        assert unread.none.isHidden()
        assert not unread.place.isEnabled()
        unread.show_lines((), past=False)
        assert not unread.none.isHidden()

    def test_that_more_people_than_places_are_never_clamped(self, pages):
        beds = [a_bed("Ulin 1", str(n), S.OCCUPIED, f"Orang{n} X") for n in range(1, 106)]
        extra = [a_bed("Ulin 1", f"k{n}", S.EXTRA, f"Kasur{n} X") for n in range(7)]
        page = pages.open(board=BedBoard(NIGHT, (a_room("Ulin 1", *beds, *extra),)))
        assert page.subtitle.text() == "112 people · 105 places · 107\u00a0% · 7 extra mattresses"
        assert page.over.isVisible()
        assert "7" in page.over.text()
        assert page.map.floor.boxes[0].room.occupied == 112

    def test_that_a_wisma_chosen_shows_its_rooms_alone_and_all_shows_all(self, pages):
        page = pages.open()
        words = [chip.text() for chip in page.wismas.findChildren(QPushButton)]
        assert words == ["All", "Melati · M", "Mawar · F"]
        QTest.mouseClick(page.wismas.findChildren(QPushButton)[2], LEFT)
        assert {box.room.wisma for box in page.map.floor.boxes} == {"Mawar"}
        QTest.mouseClick(page.wismas.findChildren(QPushButton)[0], LEFT)
        assert len(page.map.floor.boxes) == 3

    def test_that_no_two_rooms_or_beds_lie_over_each_other_at_any_width(self, pages):
        page = pages.open()
        for width in (420, 700, 1158, 1700):
            page.resize(width + 320, 650)
            cells = [cell for cell in page.map.floor.cells() if cell.bed]
            for number, cell in enumerate(cells):
                assert not any(cell.rect.intersects(other.rect) for other in cells[number + 1 :])
            for box in page.map.floor.boxes:
                assert all(box.rect.contains(cell.rect) for cell in box.cells)

    def test_that_the_bed_under_the_cursor_is_read_out(self, pages):
        page = pages.open()
        pages.click("Melati 2/1")
        assert page.map.accessibleDescription() == "Bed Melati 2/1, occupied, Joko Nugroho, is out, since 12-11-2026"
        pages.click("Melati 1/4")
        assert page.map.accessibleDescription() == "Bed Melati 1/4, out of use, rangka patah"

    def test_that_an_empty_house_teaches_and_offers_the_way_to_begin(self, pages):
        page = pages.open(board=BedBoard(NIGHT, ()))
        assert page.stack.currentIndex() == 1
        words = [one.text() for one in page.stack.currentWidget().findChildren(QPushButton)]
        assert words == ["New rooms…", "Move in from Excel"]
        QTest.mouseClick(page.stack.currentWidget().findChildren(QPushButton)[1], LEFT)
        assert pages.went == [("moving_in", "")]

    def test_that_both_themes_paint_beds_in_their_own_colours(self, pages):
        page = pages.open()
        cell = page.map.floor.cell("Melati 1/3")
        assert cell is not None
        spot = QRect(cell.rect.center() + QPoint(0, -8), cell.rect.center())
        light = page.map.viewport().grab().toImage().pixelColor(spot.topLeft())
        assert light == theme.colour("attention_soft")
        theme.current().use(dark=True)
        assert page.map.viewport().grab().toImage().pixelColor(spot.topLeft()) == theme.colour("attention_soft")
        assert theme.colour("attention_soft") != light


class TestBesideTheMap:
    @pytest.mark.parametrize(
        ("key", "head", "night_watch"),
        [
            (
                "Melati 1/1",
                {"move", "open", "leave", "suggest", "family", "tags"},
                {"move", "open", "leave", "suggest", "family"},
            ),
            ("Melati 1/2", {"place", "keep", "block", "to_clean", "take_away", "tags"}, {"place", "keep", "to_clean"}),
            ("Melati 1/3", {"place", "keep", "cleaned", "block", "take_away", "tags"}, {"place", "keep", "cleaned"}),
            ("Melati 1/4", {"unblock", "take_away", "tags"}, set()),
            (
                "room:Melati 1",
                {"mattress", "move_room", "add_beds", "rules", "arrange", "tags"},
                {"mattress", "move_room"},
            ),
        ],
    )
    def test_that_only_what_the_user_may_do_there_is_shown(self, pages, key, head, night_watch):
        page = pages.open()
        page.map.go_to(key)
        assert shown(page) == head
        page.close()
        page = pages.open(Role.PIKET)
        page.map.go_to(key)
        assert shown(page) == night_watch
        assert not page.new_rooms.isVisible()

    def test_that_the_bed_says_who_sleeps_there(self, pages):
        page = pages.open()
        page.map.go_to("Melati 2/1")
        side = page.side
        assert (side.title.text(), side.name.text()) == ("Melati 2/1", "Joko Nugroho")
        assert side.lines.text() == "No. 2026-0007 · male\nhere since 12-11-2026"
        assert side.away.text() == "is out"

    def test_that_cleaned_and_use_again_are_done_at_once(self, pages):
        page = pages.open()
        page.map.go_to("Melati 1/3")
        pages.press("cleaned")
        page.map.go_to("Melati 1/4")
        pages.press("unblock")
        assert pages.desk.done == [MarkClean(("Melati 1/3",)), UnblockBeds(("Melati 1/4",))]

    def test_that_freeing_a_bed_asks_why(self, pages):
        page = pages.open()
        pages.press("leave")
        sheet = pages.sheet(ReasonSheet)
        pages.yes(sheet)
        assert pages.desk.done == []
        QTest.keyClicks(sheet.reason.note, "ke ruang sakit")
        pages.yes(sheet)
        assert pages.desk.done == [LeaveBed("p-Slamet")]
        assert pages.desk.reasons == ["ke ruang sakit"]
        assert page.isVisible()

    def test_that_a_bed_is_blocked_with_its_reason_until_a_day(self, pages):
        page = pages.open()
        page.map.go_to("Melati 1/2")
        pages.press("block")
        sheet = pages.sheet(BlockSheet)
        pages.say(sheet, "why", "rusak")
        pages.say(sheet, "until_day", "besok lusa")
        pages.yes(sheet)
        assert "21-11-2026" in sheet.form.fields["until_day"].error.text()
        sheet.form.fields["until_day"].set_value("30-11-2026")
        pages.yes(sheet)
        assert pages.desk.done == [BlockBeds(("Melati 1/2",), "rusak", None, date(2026, 11, 30))]

    def test_that_beds_are_added_and_a_room_meant_for_others(self, pages):
        page = pages.open()
        page.map.go_to("room:Melati 1")
        pages.press("add_beds")
        sheet = pages.sheet(AddBedsSheet)
        sheet.form.fields["count"].spin.setValue(3)
        pages.yes(sheet)
        page.map.go_to("room:Melati 1")
        pages.press("rules")
        rules = pages.sheet(RulesSheet)
        assert rules.form.fields["sex"].value() == "L"
        rules.form.fields["sex"].combo.setCurrentIndex(0)
        pages.yes(rules)
        assert pages.desk.done == [AddBeds("Melati 1", 3), ChangeRoom("Melati 1", None, None)]

    def test_that_new_rooms_are_shown_before_they_are_made(self, pages):
        page = pages.open()
        QTest.mouseClick(page.new_rooms, LEFT)
        sheet = pages.sheet(NewRoomsSheet)
        pages.say(sheet, "wisma", "Ulin")
        pages.say(sheet, "rooms", "1, 1")
        assert "each once" in sheet.preview.text()
        sheet.form.fields["rooms"].line.clear()
        pages.say(sheet, "rooms", "1-8")
        assert sheet.preview.text() == "8 rooms with 32 beds: Ulin 1, Ulin 2, Ulin 3, Ulin 4, Ulin 5, Ulin 6 …"
        pages.desk.answers(AddRooms, Refused("room_taken", field="rooms", room="1"))
        pages.yes(sheet)
        assert "already has a room" in sheet.form.fields["rooms"].error.text()
        pages.desk.answers(AddRooms, 32)
        pages.yes(sheet)
        assert pages.desk.done[-1] == AddRooms("Ulin", "1-8", 4)
        assert not sheet.isVisible()

    def test_that_the_printed_list_is_of_the_night_shown(self, pages, monkeypatch):
        papers = []
        monkeypatch.setattr(beds_page, "show_paper", lambda owner, document: papers.append(document))
        page = pages.open()
        pages.desk.answers(PrintBedList, Document("hunian.pdf", b"%PDF"))
        QTest.mouseClick(page.paper, LEFT)
        assert papers == [Document("hunian.pdf", b"%PDF")]
        assert pages.desk.asked[-1] == PrintBedList(NIGHT)


class TestNights:
    def test_that_an_earlier_night_is_shown_and_cannot_be_changed(self, pages, qtbot):
        page = pages.open()
        QTest.mouseClick(page.night.before, LEFT)
        qtbot.waitUntil(lambda: pages.desk.asked[-1] == NightOn(NIGHT - timedelta(days=1)))
        assert shown(page) == {"open"}
        pages.key(Qt.Key.Key_M)
        assert page.map.carried is None
        assert not page.unplaced.place.isVisible()
        QTest.mouseClick(page.night.back, LEFT)
        qtbot.waitUntil(lambda: pages.desk.asked[-1] == NightOn(NIGHT))
        assert "move" in shown(page)

    def test_that_the_slider_goes_through_the_nights(self, pages):
        page = pages.open()
        page.night.slider.setValue(-30)
        assert page.night.night == NIGHT - timedelta(days=30)
        assert page.night.after.isEnabled()

    def test_that_after_midnight_tonight_is_still_the_night_that_began_yesterday(self, pages):
        page = pages.open()
        pages.desk.now += timedelta(hours=14)
        page.reload()
        assert page.night.night == NIGHT
        pages.desk.now += timedelta(hours=12)
        page.reload()
        assert page.night.night == NIGHT + timedelta(days=1)


def test_that_somebody_asked_for_is_found_in_whichever_wisma(pages):
    page = pages.open()
    page.wismas.choose("Melati")
    page.open_person("p-Wati")
    assert (page.wismas.key(), pages.here) == (ALL, "Mawar 1/1")


def test_that_the_cursor_stays_on_its_bed_when_the_board_changes(pages):
    page = pages.open()
    page.map.go_to("Melati 2/2")
    page.reload()
    assert pages.here == "Melati 2/2"


def test_that_only_what_is_seen_is_painted(pages, monkeypatch):
    beds = [
        a_room(f"Ulin {n}", *(a_bed(f"Ulin {n}", str(m), S.OCCUPIED, f"Orang{n}x{m} Y") for m in range(4)))
        for n in range(175)
    ]
    page = pages.open(board=BedBoard(NIGHT, tuple(beds)))
    from ui.beds import painting

    drawn: list[str] = []
    original = painting._bed

    def draw(painter, cell, *rest) -> None:
        drawn.append(cell.key)
        original(painter, cell, *rest)

    monkeypatch.setattr(painting, "_bed", draw)
    page.map.viewport().grab()
    assert 8 <= len(drawn) <= 80
