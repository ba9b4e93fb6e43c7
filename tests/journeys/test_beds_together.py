"""Swapping, keeping, suggesting, arranging and moving a whole room, through the window on a house moved in."""

from __future__ import annotations

from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedBoard, BedLine, BedState, RoomLine
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedBoardOn
from tests.journeys.house import USERS
from tests.journeys.sitting import Sitting
from ui.beds.arranging import ArrangeMap
from ui.beds.map import BedMap

CTRL = Qt.KeyboardModifier.ControlModifier


def at_beds(begin, store, role: Role = Role.PENGASUH) -> Sitting:
    sitting: Sitting = begin(store)
    sitting.sign_in(USERS[role])
    sitting.go("beds")
    return sitting


def board(sitting: Sitting) -> BedBoard:
    asked: BedBoard = sitting.window.seat.front.desk.ask(BedBoardOn())
    return asked


def beds(sitting: Sitting, state: BedState, sex: str) -> list[BedLine]:
    return [bed for room in board(sitting).rooms if room.sex == sex for bed in room.beds if bed.state is state]


def now(sitting: Sitting, bed: BedLine) -> BedLine:
    return next(one for room in board(sitting).rooms for one in room.beds if one.bed_id == bed.bed_id)


def the_map(sitting: Sitting) -> BedMap:
    shown: BedMap = sitting.page().map
    return shown


def stand_on(sitting: Sitting, key: str) -> None:
    assert the_map(sitting).go_to(key)
    the_map(sitting).setFocus()


def undo(sitting: Sitting) -> None:
    sitting.mouse(sitting.window.frame.status.undo_button)
    sitting.settle()


def taken_room(sitting: Sitting, sex: str) -> RoomLine:
    return next(
        room
        for room in board(sitting).rooms
        if room.sex == sex and 0 < room.occupied <= 3 and all(bed.state is not BedState.EXTRA for bed in room.beds)
    )


def test_that_two_people_swap_by_keys_alone_and_undo_brings_both_back(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    first, second, *_rest = beds(sitting, BedState.OCCUPIED, "L")
    stand_on(sitting, first.bed_id)
    sitting.keys("m")
    stand_on(sitting, second.bed_id)
    sitting.press(Qt.Key.Key_Return, the_map(sitting))
    sitting.keys("Bertengkar dengan tetangga")
    sitting.press(Qt.Key.Key_Return, modifiers=CTRL)
    sitting.settle()
    assert sitting.dialogs() == []
    assert now(sitting, first).person_id == second.person_id
    assert now(sitting, second).person_id == first.person_id
    assert sitting.window.frame.status.undo_button.accessibleName() == _("Undo: {what}").format(what=_("swap of beds"))
    undo(sitting)
    assert (now(sitting, first).person_id, now(sitting, second).person_id) == (first.person_id, second.person_id)


def test_that_two_chosen_with_space_are_swapped_by_the_button(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    first, second, *_rest = beds(sitting, BedState.OCCUPIED, "P")
    for bed in (first, second):
        stand_on(sitting, bed.bed_id)
        sitting.press(Qt.Key.Key_Space, the_map(sitting))
    sitting.click("Swap these two…")
    sitting.fill("reason", "Tangga terlalu berat")
    sitting.click("Swap")
    assert now(sitting, first).person_id == second.person_id


def test_that_a_kept_bed_is_given_to_another_for_a_reason_only(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    free = beds(sitting, BedState.FREE, "L")[0]
    stand_on(sitting, free.bed_id)
    sitting.click("Keep…")
    sitting.fill("note", "Rujukan RSUD")
    sitting.fill("until_night", "25-11-2026")
    sitting.click("Keep the bed")
    assert now(sitting, free).state is BedState.BOOKED
    line = next(line for line in board(sitting).unplaced if line.sex == "L")
    stand_on(sitting, free.bed_id)
    sitting.press(Qt.Key.Key_Return, the_map(sitting))
    sitting.keys(line.number)
    sitting.click("Place here")
    assert sitting.field("despite").error.isVisible()
    sitting.fill("despite", "Hujan, tidak ada tempat lain")
    sitting.click("Place")
    assert now(sitting, free).person_id == line.person_id
    undo(sitting)
    assert now(sitting, free).state is BedState.BOOKED
    stand_on(sitting, free.bed_id)
    sitting.click("No longer keep")
    assert now(sitting, free).state is BedState.FREE


def test_that_the_best_bed_is_taken_from_the_suggestions_with_enter(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    page = sitting.page()
    page.unplaced.people.setCurrentRow(0)
    line = board(sitting).unplaced[0]
    sitting.click("Suggest…")
    sheet = sitting.dialog()
    sitting.settle()
    best = sheet.beds.item(0).text().partition(":")[0]  # type: ignore[attr-defined]
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
    assert best in {
        bed.address for room in board(sitting).rooms for bed in room.beds if bed.person_id == line.person_id
    }


def test_that_a_bed_is_pushed_to_where_it_stands_by_keys_and_undo_puts_it_back(begin, moved_in):
    sitting = at_beds(begin, moved_in, Role.TATA_USAHA)
    room = next(room for room in board(sitting).rooms if len(room.beds) > 2)
    stand_on(sitting, f"room:{room.room_id}")
    sitting.click("Arrange…")
    arrange: ArrangeMap = sitting.page().arranging.map
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        sitting.press(key, arrange)
    sitting.settle()
    spots = {bed.label: bed.spot for one in board(sitting).rooms if one.room_id == room.room_id for bed in one.beds}
    assert None not in spots.values()
    assert len(set(spots.values())) == len(spots)
    assert spots[room.beds[0].label] == (3, 1)
    sitting.press(Qt.Key.Key_Escape, arrange)
    assert the_map(sitting).isVisible()
    undo(sitting)
    assert now(sitting, room.beds[0]).spot is None


def test_that_beds_are_marked_for_a_whole_room_and_found_by_the_filter(begin, moved_in):
    sitting = at_beds(begin, moved_in, Role.TATA_USAHA)
    room = next(room for room in board(sitting).rooms if room.beds)
    stand_on(sitting, f"room:{room.room_id}")
    sitting.click("Known for…")
    sitting.dialog().form.fields["tag-0"].set_value(True)  # type: ignore[attr-defined]
    sitting.click("Save")
    assert all(now(sitting, bed).tags == ("ground_floor",) for bed in room.beds)
    page = sitting.page()
    page.tags.menu().actions()[1].trigger()
    assert {box.room.room_id for box in page.map.floor.boxes} == {room.room_id}


def test_that_a_whole_room_moves_all_or_none_and_undo_brings_everybody_back(begin, moved_in):
    sitting = at_beds(begin, moved_in, Role.TATA_USAHA)
    page = sitting.page()
    sitting.click("New rooms…")
    for field, typed in (("wisma", "Kenanga"), ("rooms", "1"), ("opened_on", "")):
        sitting.fill(field, typed)
    sitting.click("Make the rooms")
    room = taken_room(sitting, "L")
    new = next(one for one in board(sitting).rooms if one.wisma == "Kenanga")
    people = {bed.person_id for bed in room.beds if bed.person_id}
    stand_on(sitting, f"room:{room.room_id}")
    sitting.click("Move all…")
    sitting.choose("to_room_id", "Kenanga")
    sitting.settle()
    sitting.fill("reason", "Atap bocor")
    sitting.click("Move all")
    assert sitting.dialogs() == []
    there = next(one for one in board(sitting).rooms if one.room_id == new.room_id)
    assert {bed.person_id for bed in there.beds if bed.person_id} == people
    undo(sitting)
    back = next(one for one in board(sitting).rooms if one.room_id == room.room_id)
    assert {bed.person_id for bed in back.beds if bed.person_id} == people
    assert page.isVisible()
