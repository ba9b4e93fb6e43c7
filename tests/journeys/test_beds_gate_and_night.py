"""Beds, gate, roll-call, leaving and the way back, through the window: clicks and keys on a house moved in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedBoard, BedState
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.presence import Mark, RollCallKind
from shelter_admin.domain.residents import Status
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.roll_call import RollCallCorrections, RollCallOf
from shelter_admin.operations.residents import FindResidents, ResidentDetailsOf
from tests.journeys.house import NIGHT, USERS
from tests.journeys.sitting import Sitting
from ui.beds.floor import Cell
from ui.beds.map import BedMap

AFTERNOON = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)  # 16.00 WITA
LONG_WAY = 400


def at_beds(begin, store, role: Role = Role.PENGASUH) -> Sitting:
    sitting: Sitting = begin(store)
    sitting.sign_in(USERS[role])
    sitting.go("beds")
    return sitting


def board(sitting: Sitting) -> BedBoard:
    return sitting.window.seat.front.desk.ask(BedBoardOn())


def beds(sitting: Sitting):
    return [bed for room in board(sitting).rooms for bed in room.beds]


def bed_of(sitting: Sitting, person_id: str):
    return next((bed.address for bed in beds(sitting) if bed.person_id == person_id), None)


def click_cell(sitting: Sitting, cell: Cell) -> None:
    """Scroll there and click it, where the eye finds it."""
    bed_map: BedMap = sitting.page().map
    bed_map.verticalScrollBar().setValue(max(0, cell.rect.top() - 60))
    at = cell.rect.topLeft() + QPoint(20, 12) - QPoint(0, bed_map.verticalScrollBar().value())
    sitting.be_there()
    sitting.qtbot.mouseClick(bed_map.viewport(), Qt.MouseButton.LeftButton, pos=at)
    here = bed_map.current()
    assert here is not None
    assert here.key == cell.key


def cells(sitting: Sitting) -> list[Cell]:
    return list(sitting.page().map.floor.cells())


def cell_of(sitting: Sitting, bed_id: str) -> Cell:
    return next(cell for cell in cells(sitting) if cell.key == bed_id)


def room_cell(sitting: Sitting, room_id: str) -> Cell:
    return next(cell for cell in cells(sitting) if cell.bed is None and cell.room.room_id == room_id)


def a_bed(sitting: Sitting, state: BedState, room_sex: str):
    meant = {room.room_id: room.sex for room in board(sitting).rooms}
    return next(bed for bed in beds(sitting) if bed.state is state and meant[bed.room_id] == room_sex)


def walk_to(sitting: Sitting, bed_id: str) -> None:
    """Move the cursor of the map with the arrow keys only: down the rooms, then along the row."""
    bed_map: BedMap = sitting.page().map
    goal = cell_of(sitting, bed_id).rect.center()
    for _step in range(LONG_WAY):
        here = bed_map.current()
        assert here is not None
        if here.key == bed_id:
            return
        at = here.rect.center()
        if abs(goal.y() - at.y()) > 8:
            key = Qt.Key.Key_Down if goal.y() > at.y() else Qt.Key.Key_Up
        else:
            key = Qt.Key.Key_Right if goal.x() > at.x() else Qt.Key.Key_Left
        sitting.press(key, bed_map)
    raise AssertionError("the arrow keys do not get there")


def test_that_who_has_no_bed_is_given_one_by_a_click(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    line = next(line for line in board(sitting).unplaced if line.sex == "P")
    free = a_bed(sitting, BedState.FREE, "P")
    click_cell(sitting, cell_of(sitting, free.bed_id))
    sitting.click("Place somebody…")
    sitting.keys(line.number)
    sitting.click("Place here")
    assert bed_of(sitting, line.person_id) == free.address
    assert sitting.window.frame.status.undo_button.accessibleName() == _("Undo: {what}").format(what=_("bed"))


def test_that_a_move_by_keyboard_asks_why_and_leaves_the_old_bed_to_be_cleaned(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    old, new = a_bed(sitting, BedState.OCCUPIED, "L"), a_bed(sitting, BedState.FREE, "L")
    click_cell(sitting, cell_of(sitting, old.bed_id))
    sitting.keys("m", sitting.page().map)
    walk_to(sitting, new.bed_id)
    sitting.press(Qt.Key.Key_Return, sitting.page().map)
    sitting.click("Move")
    assert sitting.field("reason").error.isVisible()
    sitting.fill("reason", "Dekat kamar mandi")
    sitting.click("Move")
    assert sitting.dialogs() == []
    assert bed_of(sitting, old.person_id) == new.address
    assert next(bed.state for bed in beds(sitting) if bed.bed_id == old.bed_id) is BedState.TO_CLEAN
    status = sitting.window.frame.status
    sitting.mouse(status.undo_button)
    sitting.settle()
    assert bed_of(sitting, old.person_id) == old.address
    assert next(bed.state for bed in beds(sitting) if bed.bed_id == new.bed_id) is BedState.FREE


def test_that_a_room_meant_for_others_takes_somebody_for_a_reason_only(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    line = next(line for line in board(sitting).unplaced if line.sex == "L")
    free = a_bed(sitting, BedState.FREE, "P")
    click_cell(sitting, cell_of(sitting, free.bed_id))
    sitting.click("Place somebody…")
    sitting.keys(line.number)
    sitting.click("Place here")
    assert bed_of(sitting, line.person_id) is None
    assert sitting.field("despite").error.isVisible()
    sitting.fill("despite", "Mendampingi istri yang sakit")
    sitting.click("Place")
    assert bed_of(sitting, line.person_id) == free.address


def test_that_a_mattress_beyond_capacity_is_counted_as_over(begin, moved_in):
    sitting = at_beds(begin, moved_in)
    before = board(sitting)
    line = next(line for line in before.unplaced if line.sex == "P")
    full = next(room for room in before.rooms if room.sex == "P" and room.occupied >= room.capacity > 0)
    click_cell(sitting, room_cell(sitting, full.room_id))
    sitting.click("Extra mattress…")
    sitting.keys(line.number)
    sitting.click("Place here")
    after = board(sitting)
    assert (after.occupied, after.capacity, after.mattresses) == (
        before.occupied + 1, before.capacity, before.mattresses + 1,
    )  # fmt: skip
    room = next(room for room in after.rooms if room.room_id == full.room_id)
    assert room.occupied > room.capacity
    assert sitting.page().over.text() == "▲ " + _("{count} over").format(count=after.over)


def at_gate(begin, store, now=AFTERNOON, role: Role = Role.PIKET) -> Sitting:
    sitting: Sitting = begin(store, now)
    sitting.sign_in(USERS[role])
    sitting.go("presence")
    return sitting


def gate(sitting: Sitting):
    return sitting.window.seat.front.desk.ask(GateBoardNow())


def some_numbers(sitting: Sitting, count: int) -> list[str]:
    lines = sitting.window.seat.front.desk.ask(
        RollCallOf(sitting.window.seat.front.desk.today, RollCallKind.MALAM)
    ).lines
    return [line.number for line in lines[:count]]


def enter(sitting: Sitting, typed: str) -> None:
    line: QLineEdit = sitting.page().gate.field.line
    sitting.keys(typed, line)
    sitting.press(Qt.Key.Key_Return, line)
    sitting.settle()


def test_that_number_and_enter_write_out_and_in_and_the_late_one_stands_first(begin, moved_in):
    sitting = at_gate(begin, moved_in)
    one, other = some_numbers(sitting, 2)
    everybody = gate(sitting).inside
    enter(sitting, one)
    enter(sitting, f"{other} > pasar 17.00")
    assert {line.number for line in gate(sitting).out} == {one, other}
    assert sitting.focus() is sitting.page().gate.field.line
    sitting.clock.forward(hours=3)
    sitting.page().gate.tick()
    assert sitting.page().gate.how_late.isVisible()
    first = sitting.page().gate.outside.records[0]
    assert (first.number, first.destination, first.late_minutes) == (other, "pasar", 120)
    enter(sitting, other)
    assert (gate(sitting).inside, [line.number for line in gate(sitting).out]) == (everybody - 1, [one])
    assert not sitting.page().gate.how_late.isVisible()


def test_that_cards_scanned_one_after_the_other_all_count_once(begin, moved_in):
    sitting = at_gate(begin, moved_in)
    cards = some_numbers(sitting, 8)
    line = sitting.page().gate.field.line
    for number in cards:
        sitting.qtbot.keyClicks(line, number)
        sitting.qtbot.keyClick(line, Qt.Key.Key_Return)
    sitting.settle()
    assert sorted(one.number for one in gate(sitting).out) == sorted(cards)
    assert line.text() == ""


def test_that_a_name_that_several_bear_is_not_guessed(begin, moved_in):
    sitting = at_gate(begin, moved_in)
    enter(sitting, "Nur")
    assert gate(sitting).out == ()
    assert sitting.page().gate.field.line.text() == "Nur"
    assert sitting.page().gate.field.sentence


def test_that_who_only_looks_writes_nobody_out(begin, moved_in):
    sitting = at_gate(begin, moved_in, role=Role.TATA_USAHA)
    enter(sitting, some_numbers(sitting, 1)[0])
    assert gate(sitting).out == ()


def sheet(sitting: Sitting):
    return sitting.window.seat.front.desk.ask(RollCallOf(sitting.window.seat.front.desk.today, RollCallKind.MALAM))


def mark_of(sitting: Sitting, number: str):
    return next(line.mark for line in sheet(sitting).lines if line.number == number)


def test_that_the_night_is_counted_by_exception_closed_and_corrected(begin, moved_in):
    sitting = at_gate(begin, moved_in)
    out, ill, gone = some_numbers(sitting, 3)
    enter(sitting, out)
    sitting.clock.now = NIGHT
    sitting.click("Roll-call")
    tab = sitting.page().roll_call
    sitting.click("All present")
    for number, letter in ((ill, "s"), (gone, "k")):
        tab.table.go_to(next(line.person_id for line in sheet(sitting).lines if line.number == number))
        sitting.keys(letter, tab.table)
        sitting.settle()
    assert [mark_of(sitting, number) for number in (out, ill, gone)] == [
        Mark.PERMISSION,
        Mark.ILL_IN_BED,
        Mark.RAN_AWAY,
    ]
    sitting.click("Close and sign")
    sitting.click("Close and sign")
    closed = sheet(sitting)
    assert (closed.counts.unmarked, closed.counts.away, closed.counts.missing) == (0, 1, 1)
    assert closed.counts.on_books == closed.counts.present + 2
    assert len(closed.difference) == 2
    correct(sitting, gone)
    (kept,) = sitting.window.seat.front.desk.ask(RollCallCorrections(closed.night, RollCallKind.MALAM))
    assert (kept.mark, kept.reason) == (Mark.RAN_AWAY, "Ternyata tidur di masjid")
    assert "Ternyata tidur di masjid" in sitting.told(tab.parts.corrections)


def correct(sitting: Sitting, number: str) -> None:
    tab = sitting.page().roll_call
    tab.table.go_to(next(line.person_id for line in sheet(sitting).lines if line.number == number))
    sitting.keys("i", tab.table)
    sitting.click("Correct it")
    assert sitting.field("reason").error.isVisible()
    sitting.fill("reason", "Ternyata tidur di masjid")
    sitting.click("Correct it")
    assert mark_of(sitting, number) is Mark.PERMISSION


def test_that_a_night_with_somebody_unmarked_is_not_closed(begin, moved_in):
    sitting = at_gate(begin, moved_in, NIGHT)
    sitting.click("Roll-call")
    sitting.click("Close and sign")
    assert sitting.dialogs() == []
    assert sheet(sitting).closed_at is None


def test_that_running_away_frees_the_bed_and_coming_back_goes_on_with_the_stay(begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.PEKERJA_SOSIAL])
    desk = sitting.window.seat.front.desk
    runner = a_bed(sitting, BedState.OCCUPIED, "L")
    stay = desk.ask(ResidentDetailsOf(runner.person_id)).stay.stay_id
    leave(sitting, runner.number)
    (line,) = desk.ask(FindResidents(runner.number, include_left=True))
    assert (line.status, bed_of(sitting, runner.person_id)) == (Status.LEFT, None)
    sitting.clock.forward(days=2)
    sitting.click("Left")
    page = sitting.page()
    sitting.wait(lambda: [one.number for one in page.table.records] == [runner.number])
    sitting.press(Qt.Key.Key_Return, page.search)
    sitting.click("Came back…")
    sitting.click("Take back in")
    again = desk.ask(ResidentDetailsOf(runner.person_id))
    assert (again.line.status, again.stay.stay_id, again.stay.leave_reason) == (Status.IN_HOUSE, stay, None)


def leave(sitting: Sitting, number: str) -> None:
    page = sitting.go("residents")
    sitting.keys(number, page.search)
    sitting.wait(lambda: [one.number for one in page.table.records] == [number])
    sitting.press(Qt.Key.Key_Return, page.search)
    sitting.click("Leaving…")
    sitting.choose("leave_reason", _(LEAVING_WORDS[LeavingReason.RAN_AWAY]))
    sitting.click("Record the leaving")
    assert sitting.dialogs() == []


def test_that_the_last_act_is_named_and_taken_back(begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.KEPALA])
    before = board(sitting)
    runner = a_bed(sitting, BedState.OCCUPIED, "L")
    leave(sitting, runner.number)
    status = sitting.window.frame.status
    assert status.undo_button.accessibleName() == _("Undo: {what}").format(what=_("leaving"))
    sitting.press(Qt.Key.Key_Z, sitting.window, Qt.KeyboardModifier.ControlModifier)
    sitting.settle()
    assert board(sitting) == before
    assert not status.undo_button.isVisible()


def test_that_the_page_of_the_day_counts_as_the_board_does(begin, moved_in):
    sitting = begin(moved_in, NIGHT + timedelta(hours=1))
    sitting.sign_in(USERS[Role.PENGASUH])
    page, seen = sitting.go("today"), board(sitting)
    assert sitting.told(page.beds).split("\n").count(str(seen.occupied))
    assert _("of {count} places").format(count=seen.capacity) in sitting.told(page.beds)
    sitting.mouse(page.roll_call)
    sitting.settle()
    assert sitting.page().key == "presence"
    assert sitting.page().roll_call.isVisible()
