"""A wing closed and opened again: its nights, whom it meets, and the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedState, BlockKind
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.beds.booking import BookBed
from shelter_admin.operations.beds.capacity import CloseWing, OpenWing, SleepersOf
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.beds.setting_up import AddRooms, BlockBeds, CloseBed
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import SetExpectedExit
from tests.operations.beds_house import LONG_AGO, admit, admit_unseen, bed, board, give, state
from tests.operations.residents_house import TODAY, House, refused

SOON = TODAY + timedelta(days=10)


def wing(house: House, *names: str) -> tuple[str, ...]:
    return tuple(house.rooms[name] for name in names)


def capacities(house: House, *days: int) -> list[int]:
    return [board(house, TODAY + timedelta(days=day)).capacity for day in days]


def test_that_a_wing_closed_for_a_time_is_no_capacity_then_and_is_one_before_and_after(house):
    done = house.head.do(CloseWing(None, wing(house, "Melati 1", "Melati 2"), TODAY, SOON, BlockKind.REPAIR, "atap"))
    assert done.result == 4
    assert capacities(house, -1, 0, 9, 10) == [6, 2, 2, 6]
    closed = bed(house, "Melati 1/1")
    assert (closed.state, closed.block and closed.block.kind) == (BedState.BLOCKED, BlockKind.REPAIR)


def test_that_a_whole_wisma_is_closed_until_further_notice(house):
    wisma = board(house).rooms[0].wisma_id
    house.head.do(CloseWing(wisma, why="musim"))
    assert capacities(house, -1, 0, 400) == [6, 0, 0]


def test_that_a_wing_in_which_somebody_sleeps_is_not_closed_and_it_is_said_who_and_until_when(house):
    person = admit(house)
    give(house, person, "Melati 1/2", TODAY - timedelta(days=3))
    house.head.do(SetExpectedExit(person, SOON))
    before = state(house)
    failure = refused(
        house.head, CloseWing(None, wing(house, "Melati 1"), why="atap"), "wing_slept_in_open", field="from_day"
    )
    assert explain(failure) == "1 people have a bed there then, without an end. Move them first."
    assert state(house) == before
    (told,) = house.head.ask(SleepersOf(None, wing(house, "Melati 1")))
    assert (told.name, told.address, told.until, told.expected_exit) == ("Budi Santoso", "Melati 1/2", None, SOON)


def test_that_who_has_left_by_then_does_not_keep_a_wing_open(house):
    person = admit(house)
    give(house, person, "Melati 1/2", TODAY - timedelta(days=3))
    give(house, person, "Melati 2/1", SOON, reason="atap")
    rooms = wing(house, "Melati 1")
    failure = refused(house.head, CloseWing(None, rooms, why="atap"), "wing_slept_in", field="from_day")
    assert failure.facts == {"count": 1, "until": SOON}
    assert house.head.do(CloseWing(None, rooms, SOON, why="atap")).result == 2


def test_that_nobody_is_put_into_a_wing_on_nights_it_is_closed(house):
    person = admit(house)
    house.head.do(CloseWing(None, wing(house, "Melati 1"), SOON, None, BlockKind.SEASON, "musim"))
    refused(house.head, AssignBed(person, house.beds["Melati 1/1"], TODAY), "bed_blocked", field="bed_id")


@pytest.mark.parametrize(
    ("act", "code", "field"),
    [
        (CloseWing(None, (), why="atap"), "wing_unknown", "wisma_id"),
        (CloseWing("nowhere", (), why="atap"), "wing_unknown", "wisma_id"),
        (CloseWing(None, ("1",), TODAY, TODAY, why="atap"), "block_dates_unclear", "until_day"),
        (CloseWing(None, ("1",), TODAY, None, BlockKind.CLOSED, " "), "reason_missing", "why"),
        (OpenWing(None, ("1",), TODAY, TODAY - timedelta(days=1)), "block_dates_unclear", "until_day"),
    ],
)
def test_that_a_wing_is_named_with_days_and_a_reason(house, act, code, field):
    refused(house.head, act, code, field=field)


def test_that_closing_and_opening_can_be_taken_back(house):
    rooms = wing(house, "Melati 1", "Melati 3")
    before = capacities(house, -5, 0, 5, 40)
    house.head.do(CloseWing(None, rooms, TODAY, SOON, why="atap"))
    closed = capacities(house, -5, 0, 5, 40)
    house.head.do(OpenWing(None, rooms, TODAY + timedelta(days=3), TODAY + timedelta(days=6)))
    assert capacities(house, 2, 3, 5, 6, 9, 10) == [2, 6, 6, 2, 2, 6]
    house.head.undo()
    assert capacities(house, -5, 0, 5, 40) == closed
    house.head.undo()
    assert capacities(house, -5, 0, 5, 40) == before


def test_that_opening_is_not_taken_back_once_somebody_sleeps_there(house):
    rooms = wing(house, "Melati 1")
    house.head.do(CloseWing(None, rooms, TODAY - timedelta(days=9), None, why="atap"))
    house.head.do(OpenWing(None, rooms))
    person = admit_unseen(house)
    house.desk(Role.TATA_USAHA).do(AssignBed(person, house.beds["Melati 1/1"], TODAY))
    with pytest.raises(Refused, match="bed_in_use"):
        house.head.undo()
    assert bed(house, "Melati 1/1").person_id == person


def test_that_a_wing_with_a_bed_kept_for_somebody_is_not_closed(house):
    until = TODAY + timedelta(days=4)
    house.head.do(BookBed(house.beds["Melati 1/2"], until_night=until, note="rujukan Dinsos"))
    refused(house.head, CloseWing(None, wing(house, "Melati 1"), why="atap"), "wing_booked", field="from_day")
    assert house.head.do(CloseWing(None, wing(house, "Melati 1"), until, why="atap")).result == 2


def test_that_a_wing_taken_away_for_good_opens_again_and_the_time_between_is_no_capacity(house):
    for address in ("Melati 2/1", "Melati 2/2"):
        house.head.do(CloseBed(house.beds[address], TODAY - timedelta(days=30)))
    house.head.do(OpenWing(None, wing(house, "Melati 2"), TODAY, SOON))
    assert capacities(house, -31, -30, -1, 0, 9, 10) == [6, 4, 4, 6, 6, 4]


def test_that_new_rooms_opened_earlier_than_planned_are_capacity_from_then_on(house):
    house.head.do(AddRooms("Anggrek", "1", 4, opened_on=SOON))
    house.on(TODAY + timedelta(days=2))
    rooms = tuple(room.room_id for room in board(house, SOON).rooms if room.wisma == "Anggrek")
    house.head.do(OpenWing(None, rooms))
    assert capacities(house, 1, 2, 10) == [6, 10, 10]


def test_that_there_is_nothing_to_open_where_every_bed_can_be_used(house):
    rooms = wing(house, "Melati 1")
    refused(house.head, OpenWing(None, rooms), "wing_open_already", field="from_day")
    house.head.do(BlockBeds((house.beds["Melati 1/1"],), "rusak", LONG_AGO, LONG_AGO + timedelta(days=3)))
    refused(house.head, OpenWing(None, rooms), "wing_open_already", field="from_day")


def test_that_a_bed_taken_away_once_keeps_its_day(house):
    gone = house.beds["Melati 2/1"]
    house.head.do(CloseBed(gone, TODAY - timedelta(days=30)))
    refused(house.head, CloseBed(gone, TODAY), "bed_closed", field="bed_id")
    assert capacities(house, -31, -30, -1) == [6, 5, 5]


def test_that_a_wing_is_not_closed_again_by_undo_over_a_bed_kept_meanwhile(house):
    gone = house.beds["Melati 1/1"]
    house.head.do(CloseBed(gone, TODAY - timedelta(days=3)))
    house.head.do(OpenWing(None, wing(house, "Melati 1")))
    house.desk(Role.KEPALA).do(BookBed(gone, SOON, note="tamu"))
    with pytest.raises(Refused, match="bed_kept_then"):
        house.head.undo()
    assert bed(house, "Melati 1/1").state is BedState.BOOKED
