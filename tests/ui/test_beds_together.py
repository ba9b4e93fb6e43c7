"""Swapping, keeping, marking and moving together, from the map: by keys, by mouse, by the buttons beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.bed_moves import MovePlan, PlannedMove
from shelter_admin.domain.bed_suggestion import Asking, suggest
from shelter_admin.domain.bed_wall import WallNames, WallPaper
from shelter_admin.domain.beds import BedBoard, BedState, Block, BlockKind, Kept
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.operations.beds.board import PrintBedMap, SuggestBeds
from shelter_admin.operations.beds.booking import BookBed, EndBooking
from shelter_admin.operations.beds.layout import TagBeds
from shelter_admin.operations.beds.moves import MoveRoom, PlaceFamily, SwapBeds
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.beds.plans import PlanFamily, PlanRoomMove
from shelter_admin.operations.beds.setting_up import BlockBeds, MarkClean
from tests.ui.beds_on_screen import LEFT, NIGHT, Pages, a_bed, a_board, a_room
from ui.beds.keeping import KeepSheet, TagSheet
from ui.beds.moving import MoveSheet
from ui.beds.sheets import BlockSheet
from ui.beds.suggesting import SuggestSheet
from ui.beds.together import FamilySheet, MoveRoomSheet
from ui.beds.tools import WallSheet
from ui.beds.unplaced import ChooseSheet

S = BedState
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pages(qtbot) -> Pages:
    return Pages(qtbot)


def kept_board() -> BedBoard:
    """A house with a bed of every state, tags among them."""
    board = a_board()
    kept = Kept("k-1", NIGHT, NIGHT + timedelta(days=5), "Budi Santoso", person_id="p-Budi")
    block = Block(BlockKind.REPAIR, None, NIGHT + timedelta(days=9), "rangka patah")
    tagged = a_room(
        "Mawar 2",
        a_bed("Mawar 2", "1", S.BOOKED, kept=kept),
        a_bed("Mawar 2", "2", S.FREE, tags=("ground_floor", "Dekat jendela")),
        a_bed("Mawar 2", "3", S.BLOCKED, block=block, blocked_reason="rangka patah"),
    )
    return replace(board, rooms=(*board.rooms, tagged))


class TestSwapping:
    def test_that_a_person_dragged_onto_another_swaps_with_them_and_says_why(self, pages):
        pages.open()
        pages.drag("Melati 1/1", pages.at("Melati 2/1"))
        sheet = pages.sheet(MoveSheet)
        assert pages.desk.done == []
        pages.say(sheet, "reason", "dekat saudara")
        pages.yes(sheet)
        assert pages.desk.done == [SwapBeds("p-Slamet", "p-Joko")]
        assert pages.desk.reasons == ["dekat saudara"]

    def test_that_the_same_goes_by_keys_alone(self, pages):
        page = pages.open()
        pages.key(Qt.Key.Key_M)
        page.map.go_to("Melati 2/1")
        pages.key(Qt.Key.Key_Return)
        sheet = pages.sheet(MoveSheet)
        QTest.keyClicks(sheet.reason.note, "bertengkar")
        QTest.keyClick(sheet.reason.note, Qt.Key.Key_Return, CTRL)
        assert pages.desk.done == [SwapBeds("p-Slamet", "p-Joko")]

    def test_that_two_chosen_with_space_are_swapped_by_the_button(self, pages):
        page = pages.open()
        pages.key(Qt.Key.Key_Space)
        page.map.go_to("Mawar 1/1")
        pages.key(Qt.Key.Key_Space)
        assert page.side.buttons["swap"].isVisible()
        pages.press("swap")
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "x")
        pages.yes(sheet)
        assert pages.desk.done == [SwapBeds("p-Slamet", "p-Wati")]
        assert page.map.marked == ()

    def test_that_a_room_for_others_asks_once_more_why(self, pages):
        pages.open()
        pages.desk.answers(SwapBeds, lambda act: None if act.despite else _misfit())
        pages.drag("Mawar 1/1", pages.at("Melati 2/1"))
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "bocor")
        pages.yes(sheet)
        assert sheet.despite.isVisible()
        pages.say(sheet, "despite", "malam ini saja")
        pages.yes(sheet)
        assert pages.desk.done[-1] == SwapBeds("p-Wati", "p-Joko", "malam ini saja")

    def test_that_somebody_without_a_bed_cannot_swap(self, pages):
        page = pages.open()
        QTest.mouseClick(page.unplaced.place, LEFT)
        page.map.go_to("Melati 1/1")
        pages.key(Qt.Key.Key_Return)
        assert page.map.carried is not None
        assert not page.findChildren(MoveSheet)


def _misfit():
    raise Refused("room_not_for_them", field="despite", against=("sex",))


class TestKeeping:
    def test_that_a_bed_is_kept_for_a_resident_through_the_night_that_was_said(self, pages):
        page = pages.open()
        page.map.go_to("Melati 1/2")
        pages.press("keep")
        sheet = pages.sheet(KeepSheet)
        sheet.form.fields["note"].set_value("Budi Santoso, 2026-0031 · M · register says Ulin 5")
        sheet.form.fields["until_night"].set_value("25-11-2026")
        pages.yes(sheet)
        assert pages.desk.done == [BookBed("Melati 1/2", NIGHT + timedelta(days=5), "p-Budi")]

    def test_that_it_is_kept_for_whom_the_words_name_and_only_from_a_later_night(self, pages):
        page = pages.open()
        page.map.go_to("Melati 1/2")
        pages.press("keep")
        sheet = pages.sheet(KeepSheet)
        pages.say(sheet, "note", "Rujukan RSUD")
        sheet.form.fields["until_night"].set_value("")
        pages.yes(sheet)
        assert sheet.form.fields["until_night"].error.isVisible()
        sheet.form.fields["until_night"].set_value("30-11-2026")
        sheet.form.fields["from_night"].set_value("28-11-2026")
        pages.yes(sheet)
        first, after = NIGHT + timedelta(days=7), NIGHT + timedelta(days=10)
        assert pages.desk.done == [BookBed("Melati 1/2", after, None, "Rujukan RSUD", first)]

    def test_that_a_kept_bed_says_for_whom_until_when_and_is_let_go(self, pages):
        page = pages.open(board=kept_board())
        page.map.go_to("Mawar 2/1")
        assert page.side.note.text() == "kept 21-11-2026 to 25-11-2026, Budi Santoso"
        assert "Budi Santoso" in page.map.accessibleDescription()
        pages.press("let_go")
        assert pages.desk.done == [EndBooking("k-1")]

    def test_that_whoever_it_is_kept_for_is_the_first_to_be_chosen_there(self, pages):
        page = pages.open(board=kept_board())
        page.map.go_to("Mawar 2/1")
        pages.press("place")
        QTest.keyClick(pages.sheet(ChooseSheet).search, Qt.Key.Key_Return)
        assert pages.desk.done == [AssignBed("p-Budi", "Mawar 2/1")]

    def test_that_for_somebody_else_it_asks_why(self, pages):
        page = pages.open(board=kept_board())

        def kept(act):
            if not act.despite:
                raise Refused("bed_kept", field="despite", until=NIGHT)

        pages.desk.answers(AssignBed, kept)
        pages.key(Qt.Key.Key_M)
        page.map.go_to("Mawar 2/1")
        pages.key(Qt.Key.Key_Return)
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "x")
        pages.yes(sheet)
        assert "kept for somebody else until 21-11-2026" in sheet.despite.error.text()
        pages.say(sheet, "despite", "hujan")
        pages.yes(sheet)
        assert pages.desk.done[-1] == AssignBed("p-Slamet", "Mawar 2/1", None, "hujan")
        assert page.isVisible()


class TestWhatBedsAreKnownFor:
    def test_that_several_beds_chosen_with_ctrl_are_marked_at_once(self, pages):
        page = pages.open()
        for key in ("Melati 1/2", "Melati 1/3"):
            QTest.mouseClick(page.map.viewport(), LEFT, CTRL, pages.at(key))
        assert page.side.title.text() == "2 beds chosen"
        pages.press("tags")
        sheet = pages.sheet(TagSheet)
        sheet.form.fields["tag-0"].set_value(True)
        pages.say(sheet, "tag", "dekat jendela")
        pages.yes(sheet)
        assert pages.desk.done == [TagBeds(("Melati 1/2", "Melati 1/3"), ("ground_floor", "dekat jendela"))]

    def test_that_on_a_room_all_its_beds_are_marked_and_unticking_takes_away(self, pages):
        page = pages.open(board=kept_board())
        page.map.go_to("Mawar 2/2")
        pages.press("tags")
        sheet = pages.sheet(TagSheet)
        sheet.form.fields["tag-0"].set_value(False)
        pages.yes(sheet)
        assert pages.desk.done == [TagBeds(("Mawar 2/2",), ("Dekat jendela",), ("ground_floor",))]
        page.map.go_to("room:Mawar 2")
        pages.press("tags")
        assert "For 3 beds" in [label.text() for label in pages.sheet(TagSheet).findChildren(QLabel)]

    def test_that_the_filter_leaves_the_rooms_in_which_such_a_bed_stands(self, pages):
        page = pages.open(board=kept_board())
        assert page.tags.isVisible()
        page.tags.choose("ground_floor")
        assert [box.room.room for box in page.map.floor.boxes] == ["2"]
        assert page.map._shown().tag == "ground_floor"
        assert not page.map.grab().isNull()
        page.tags.choose("")
        assert len(page.map.floor.boxes) == 4

    def test_that_without_any_there_is_no_filter(self, pages):
        assert not pages.open().tags.isVisible()

    def test_that_several_beds_are_blocked_together_with_what_is_the_matter(self, pages):
        page = pages.open()
        for key in ("Melati 1/2", "Melati 2/2"):
            page.map.go_to(key)
            pages.key(Qt.Key.Key_Space)
        pages.press("block")
        sheet = pages.sheet(BlockSheet)
        sheet.form.fields["kind"].set_value("repair")
        pages.say(sheet, "why", "cat ulang")
        pages.yes(sheet)
        beds = ("Melati 1/2", "Melati 2/2")
        assert pages.desk.done == [BlockBeds(beds, "cat ulang", kind=BlockKind.REPAIR)]

    def test_that_only_what_stands_on_all_of_them_is_offered_and_esc_lets_them_be(self, pages):
        page = pages.open()
        for key in ("Melati 1/2", "Melati 1/3"):
            page.map.go_to(key)
            pages.key(Qt.Key.Key_Space)
        assert not page.side.buttons["cleaned"].isVisible()
        assert page.side.buttons["tags"].isVisible()
        pages.key(Qt.Key.Key_Escape)
        assert page.map.marked == ()
        pages.press("cleaned")
        assert pages.desk.done == [MarkClean(("Melati 1/3",))]

    def test_that_who_may_not_set_rooms_up_marks_nothing(self, pages):
        page = pages.open(Role.PENGASUH)
        page.map.go_to("Melati 1/2")
        assert not page.side.buttons["tags"].isVisible()
        assert page.side.buttons["keep"].isVisible()


class TestSuggesting:
    def test_that_the_best_bed_is_taken_with_enter_and_shows_why(self, pages):
        page = pages.open(board=kept_board())
        found = suggest(kept_board().rooms, Asking("L", 70))
        pages.desk.answers(SuggestBeds, found)
        QTest.mouseClick(page.unplaced.suggest, LEFT)
        sheet = pages.sheet(SuggestSheet)
        assert "ground floor" in sheet.beds.item(0).text() or "room for men" in sheet.beds.item(0).text()
        assert not sheet.grab().isNull()
        pages.yes(sheet)
        assert pages.desk.done == [AssignBed("p-Budi", found[0].bed.bed_id)]

    def test_that_a_sleeper_gets_a_better_bed_with_a_reason(self, pages):
        pages.open()
        pages.desk.answers(SuggestBeds, suggest(a_board().rooms, Asking("L")))
        pages.press("suggest")
        pages.yes(pages.sheet(SuggestSheet))
        sheet = pages.sheet(MoveSheet)
        pages.say(sheet, "reason", "lutut sakit")
        pages.yes(sheet)
        assert len(pages.desk.done) == 1

    def test_that_without_any_bed_it_says_so(self, pages):
        page = pages.open()
        pages.desk.answers(SuggestBeds, ())
        QTest.mouseClick(page.unplaced.suggest, LEFT)
        sheet = pages.sheet(SuggestSheet)
        pages.yes(sheet)
        assert sheet.none.isVisible()
        assert pages.desk.done == []


def a_plan(*beds: str | None, against: tuple[str, ...] = ()) -> MovePlan:
    people = ("p-Slamet", "p-Joko")
    moves = tuple(
        PlannedMove(person, person[2:], "Melati 1/1", bed, against) for person, bed in zip(people, beds, strict=False)
    )
    return MovePlan(moves, (("a", "Mawar 1/2"), ("b", "Mawar 1/3")), frozenset({"b"}))


class TestTogether:
    def test_that_a_room_moves_as_planned_or_as_changed_with_a_reason(self, pages):
        page = pages.open()
        pages.desk.answers(PlanRoomMove, a_plan("a", "b"))
        page.map.go_to("room:Melati 1")
        pages.press("move_room")
        sheet = pages.sheet(MoveRoomSheet)
        assert set(sheet.rows) == {"p-Slamet", "p-Joko"}
        sheet.rows["p-Slamet"].set_value("b")
        sheet.rows["p-Joko"].set_value("a")
        sheet.reason.set_value("atap bocor")
        pages.yes(sheet)
        (act,) = pages.desk.done
        assert isinstance(act, MoveRoom)
        assert act.room_id == "Melati 1"
        assert act.moves == (("p-Slamet", "b"), ("p-Joko", "a"))
        assert pages.desk.reasons == ["atap bocor"]

    def test_that_a_room_too_small_says_how_many_find_no_bed(self, pages):
        page = pages.open()
        pages.desk.answers(PlanRoomMove, a_plan("a", None))
        page.map.go_to("room:Melati 1")
        pages.press("move_room")
        sheet = pages.sheet(MoveRoomSheet)
        assert sheet.lacking.text().startswith("1 people find no bed")
        pages.desk.answers(MoveRoom, Refused("room_too_small", field="to_room_id", people=2, places=1))
        pages.yes(sheet)
        assert "2 people need a bed" in sheet.room.error.text()

    def test_that_misfits_are_asked_for_before_anybody_moves(self, pages):
        page = pages.open()
        pages.desk.answers(PlanRoomMove, a_plan("a", "b", against=("sex",)))
        pages.desk.answers(MoveRoom, lambda act: None if act.despite else _misfit())
        page.map.go_to("room:Melati 1")
        pages.press("move_room")
        sheet = pages.sheet(MoveRoomSheet)
        sheet.reason.set_value("x")
        pages.yes(sheet)
        assert sheet.despite.isVisible()
        sheet.despite.set_value("darurat")
        pages.yes(sheet)
        assert pages.desk.done[-1].despite == "darurat"

    def test_that_a_family_gets_one_room(self, pages):
        page = pages.open()
        pages.desk.answers(PlanFamily, a_plan("a", "b"))
        page.map.go_to("Melati 1/1")
        pages.press("family")
        sheet = pages.sheet(FamilySheet)
        sheet.reason.set_value("satu keluarga")
        pages.yes(sheet)
        (act,) = pages.desk.done
        assert isinstance(act, PlaceFamily)
        assert act.person_id == "p-Slamet"

    def test_that_somebody_without_family_here_is_told_so(self, pages):
        page = pages.open()
        pages.desk.answers(PlanFamily, a_plan("a"))
        page.map.go_to("Melati 1/1")
        pages.press("family")
        assert "Nobody else of this family" in pages.sheet(FamilySheet).lacking.text()


def test_that_the_map_for_the_wall_is_shown_as_chosen(pages, monkeypatch):
    page = pages.open()
    shown = []
    monkeypatch.setattr("ui.beds.tools.show_paper", lambda _owner, document: shown.append(document.filename))
    pages.desk.answers(PrintBedMap, Document("denah.pdf", b"%PDF"))
    QTest.mouseClick(page.wall, LEFT)
    sheet = pages.sheet(WallSheet)
    sheet.form.fields["names"].set_value("numbers")
    sheet.form.fields["paper"].set_value("A3")
    pages.yes(sheet)
    assert PrintBedMap(WallNames.NUMBERS, WallPaper.A3) in pages.desk.asked
    assert shown == ["denah.pdf"]


def test_that_a_blocked_bed_says_what_is_the_matter_and_until_when(pages):
    page = pages.open(board=kept_board())
    page.map.go_to("Mawar 2/3")
    assert page.side.note.text() == "being repaired until 30-11-2026: rangka patah"
