"""Setting up rooms and beds: making, blocking, cleaning, taking away, and the capacity of earlier nights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import AgeGroup, BedState
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.beds.board import BedAt
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.beds.setting_up import (
    AddBeds,
    AddRooms,
    BlockBeds,
    ChangeRoom,
    CloseBed,
    MarkClean,
    MarkToClean,
    UnblockBeds,
)
from shelter_admin.operations.residents import RecordLeaving
from tests.operations.beds_house import admit, admit_unseen, bed, board, give, room, state
from tests.operations.residents_house import TODAY, House, a_house, refused


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


class TestSettingUp:
    def test_that_many_rooms_are_made_as_their_preview_said(self, house):
        act = AddRooms(" Ulin ", "1-3, A", 4, "P", AgeGroup.ELDERLY)
        planned = act.plan()
        assert [(one.wisma, one.room, one.beds) for one in planned][-1] == ("Ulin", "A", ("1", "2", "3", "4"))
        assert house.head.do(act).outcome == 16
        made = [one for one in board(house).rooms if one.wisma == "Ulin"]
        assert [one.room for one in made] == ["1", "2", "3", "A"]
        assert {(one.sex, one.age_group, one.capacity) for one in made} == {("P", AgeGroup.ELDERLY, 4)}

    def test_that_a_value_the_database_knows_not_is_refused_in_a_sentence(self, house):
        refused(house.head, AddRooms("Ulin", "1", 1, "X"), "value_not_possible")

    def test_that_rooms_join_a_wisma_written_in_another_case(self, house):
        house.head.do(AddRooms("melati", "9", 1))
        assert {one.wisma for one in board(house).rooms} == {"Melati"}

    def test_that_undo_takes_new_rooms_back_until_they_are_used(self, house):
        before = state(house)
        house.head.do(AddRooms("Ulin", "1-3", 4))
        house.head.undo()
        assert state(house) == before
        house.head.do(AddRooms("Ulin", "1", 1))
        house.desk(Role.PIKET).do(AssignBed(admit_unseen(house), house.head.ask(BedAt("ulin 1/1"))))
        with pytest.raises(Exception, match="rooms_in_use"):
            house.head.undo()

    @pytest.mark.parametrize(
        ("act", "code", "field"),
        [
            (AddRooms("  ", "1", 4), "wisma_missing", "wisma"),
            (AddRooms("Ulin", "1, 1", 4), "rooms_unclear", "rooms"),
            (AddRooms("Ulin", "1", -1), "bed_count_unclear", "beds_each"),
            (AddRooms("Ulin", "1", 301), "bed_count_unclear", "beds_each"),
            (AddRooms("Melati", "4, 1", 4), "room_taken", "rooms"),
        ],
    )
    def test_that_unclear_rooms_are_refused_beside_their_field_and_none_is_made(self, house, act, code, field):
        before = state(house)
        refused(house.head, act, code, field=field)
        assert state(house) == before

    def test_that_a_room_without_beds_is_shown_so_that_beds_can_be_added(self, house):
        house.head.do(AddRooms("Ulin", "1", 0))
        empty = room(house, "Ulin 1")
        assert (empty.beds, empty.capacity) == ((), 0)
        assert house.head.do(AddBeds(empty.room_id, 2)).outcome == ("1", "2")
        assert room(house, "Ulin 1").capacity == 2
        house.head.undo()
        assert room(house, "Ulin 1").capacity == 0

    def test_that_whom_a_room_is_for_can_be_changed_and_undone(self, house):
        house.head.do(ChangeRoom(house.rooms["Melati 1"], "P", AgeGroup.ELDERLY))
        assert (room(house, "Melati 1").sex, room(house, "Melati 1").age_group) == ("P", AgeGroup.ELDERLY)
        house.head.undo()
        assert (room(house, "Melati 1").sex, room(house, "Melati 1").age_group) == (None, None)

    def test_that_cleaned_and_to_be_cleaned_are_told_and_undone(self, house):
        beds = (house.beds["Melati 1/1"],)
        house.head.do(MarkToClean(beds))
        assert bed(house, "Melati 1/1").state is BedState.TO_CLEAN
        house.head.do(MarkClean(beds))
        assert bed(house, "Melati 1/1").state is BedState.FREE
        house.head.undo()
        assert bed(house, "Melati 1/1").state is BedState.TO_CLEAN

    def test_that_a_bed_dirty_today_is_not_shown_dirty_last_week(self, house):
        house.head.do(MarkToClean((house.beds["Melati 1/1"],)))
        assert bed(house, "Melati 1/1", TODAY - timedelta(days=7)).state is BedState.FREE


class TestBlocking:
    def test_that_a_blocked_bed_is_no_place_from_that_day_and_cannot_be_given(self, house):
        house.head.do(BlockBeds((house.beds["Melati 1/1"],), "rangka patah"))
        line = bed(house, "Melati 1/1")
        assert (line.state, line.blocked_reason) == (BedState.BLOCKED, "rangka patah")
        assert board(house).capacity == 5
        assert board(house, TODAY - timedelta(days=1)).capacity == 6
        refused(house.head, AssignBed(admit(house), house.beds["Melati 1/1"]), "bed_blocked", field="bed_id")

    def test_that_a_bed_in_use_cannot_be_blocked_nor_taken_away(self, house):
        give(house, admit(house), "Melati 1/1")
        both = (house.beds["Melati 1/2"], house.beds["Melati 1/1"])
        before = state(house)
        refused(house.head, BlockBeds(both, "rusak"), "bed_in_use", field="bed_id")
        refused(house.head, CloseBed(house.beds["Melati 1/1"]), "bed_in_use", field="bed_id")
        assert state(house) == before

    def test_that_a_block_needs_its_reason_and_an_end_after_its_beginning(self, house):
        beds = (house.beds["Melati 1/1"],)
        refused(house.head, BlockBeds(beds, " "), "reason_missing", field="why")
        refused(house.head, BlockBeds(beds, "rusak", None, TODAY), "block_dates_unclear", field="until_day")

    def test_that_a_block_with_an_end_gives_the_place_back_by_itself(self, house):
        house.head.do(BlockBeds((house.beds["Melati 1/1"],), "dicat", None, TODAY + timedelta(days=3)))
        assert [board(house, TODAY + timedelta(days=ahead)).capacity for ahead in (0, 2, 3)] == [5, 5, 6]

    def test_that_undo_of_a_block_ends_that_block_and_no_other(self, house):
        beds = (house.beds["Melati 1/1"],)
        house.head.do(BlockBeds(beds, "rusak", TODAY - timedelta(days=9)))
        house.head.do(BlockBeds(beds, "dicat", TODAY - timedelta(days=2)))
        house.head.undo()
        assert bed(house, "Melati 1/1").blocked_reason == "rusak"
        house.head.undo()
        assert bed(house, "Melati 1/1").state is BedState.FREE

    def test_that_a_bed_used_again_counts_from_today_and_undo_blocks_it_again(self, house):
        beds = (house.beds["Melati 1/1"],)
        house.head.do(BlockBeds(beds, "rusak", TODAY - timedelta(days=9)))
        house.head.do(UnblockBeds(beds))
        assert (board(house).capacity, board(house, TODAY - timedelta(days=1)).capacity) == (6, 5)
        house.head.undo()
        assert board(house).capacity == 5


class TestDatedCapacity:
    def test_that_last_years_capacity_stays_what_it_was(self, house):
        last_year = TODAY - timedelta(days=365)
        house.head.do(AddBeds(house.rooms["Melati 1"], 3))
        house.head.do(CloseBed(house.beds["Melati 2/1"]))
        house.head.do(BlockBeds((house.beds["Melati 2/2"],), "rusak"))
        house.head.do(AddRooms("Ulin", "1", 4, opened_on=TODAY - timedelta(days=30)))
        assert board(house, last_year).capacity == 6
        assert board(house, TODAY - timedelta(days=1)).capacity == 6 + 4
        assert board(house).capacity == 6 + 3 - 1 - 1 + 4

    def test_that_a_bed_taken_away_is_gone_from_that_day_and_undo_puts_it_back(self, house):
        house.head.do(CloseBed(house.beds["Melati 1/1"]))
        assert [one.label for one in room(house, "Melati 1").beds] == ["2"]
        assert len(room(house, "Melati 1", TODAY - timedelta(days=1)).beds) == 2
        house.head.undo()
        assert len(room(house, "Melati 1").beds) == 2

    def test_that_the_board_of_an_earlier_night_shows_who_slept_where_then(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", TODAY - timedelta(days=30))
        house.head.do(RecordLeaving(person, LeavingReason.RAN_AWAY, TODAY - timedelta(days=10)))
        assert bed(house, "Melati 1/1", TODAY - timedelta(days=11)).person_id == person
        assert board(house, TODAY - timedelta(days=10)).occupied == 0
