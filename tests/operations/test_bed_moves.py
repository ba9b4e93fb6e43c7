"""Several people change beds in one act: all or none, the database's last word, and undo brings everything back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedState
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.family import Relation
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.operations.beds.booking import BookBed
from shelter_admin.operations.beds.moves import MoveRoom, PlaceFamily, SwapBeds
from shelter_admin.operations.beds.places import AssignBed, LeaveBed, PutOnMattress
from shelter_admin.operations.beds.plans import PlanFamily, PlanRoomMove
from shelter_admin.operations.beds.setting_up import BlockBeds, CloseBed, MarkClean
from shelter_admin.operations.residents.family import AddRelative
from shelter_admin.persistence.beds.tables import PlacementTable
from tests.operations.beds_house import admit, bed, board, give, room, state
from tests.operations.residents_house import TODAY, House, a_house, refused

WHY = "dekat keluarga"


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


def swap(house: House, first: str, second: str, despite: str = "") -> None:
    house.head.do(SwapBeds(first, second, despite), reason=WHY)


def sleeping(house: House) -> dict[str, str]:
    """Who sleeps where, by address."""
    return {line.address: line.person_id for room in board(house).rooms for line in room.beds if line.person_id}


def two_in_bed(house: House) -> tuple[str, str]:
    first, second = admit(house), admit(house, "Slamet Wibowo")
    give(house, first, "Melati 1/1")
    give(house, second, "Melati 2/1")
    return first, second


class TestSwapping:
    def test_that_two_people_change_beds_in_one_act_and_undo_brings_both_back(self, house):
        first, second = two_in_bed(house)
        before, acts = state(house), len(house.audit())
        swap(house, first, second)
        assert sleeping(house) == {"Melati 1/1": second, "Melati 2/1": first}
        assert len(house.audit()) == acts + 1
        house.head.undo()
        assert state(house) == before

    def test_that_the_beds_are_as_clean_as_they_were(self, house):
        first, second = two_in_bed(house)
        swap(house, first, second)
        house.head.do(LeaveBed(first), reason="pulang sebentar")
        house.head.do(LeaveBed(second), reason="pulang sebentar")
        assert bed(house, "Melati 1/1").state is BedState.TO_CLEAN
        house.head.undo()
        assert not bed(house, "Melati 1/1").to_clean

    def test_that_both_nights_before_stay_as_they_were_slept(self, house):
        first, second = two_in_bed(house)
        house.on(TODAY + timedelta(days=3))
        swap(house, first, second)
        for night in (TODAY, TODAY + timedelta(days=2)):
            assert bed(house, "Melati 1/1", night).person_id == first
        assert bed(house, "Melati 1/1").person_id == second

    def test_that_a_reason_is_asked_and_nobody_swaps_alone_or_without_a_bed(self, house):
        first, second = two_in_bed(house)
        third = admit(house, "Rina")
        before = state(house)
        refused(house.head, SwapBeds(first, second), "reason_missing", field="reason")
        refused(house.head, SwapBeds(first, first), "person_twice", field="moves", reason=WHY)
        refused(house.head, SwapBeds(first, third), "no_bed_to_leave", field="person_id", reason=WHY)
        assert state(house) == before

    def test_that_a_room_not_meant_for_one_of_them_needs_a_reason(self, house):
        man = admit(house, sex=Sex.MALE)
        woman = admit(house, "Siti", sex=Sex.FEMALE)
        give(house, man, "Melati 1/1")
        give(house, woman, "Melati 3/1")
        before = state(house)
        refused(house.head, SwapBeds(man, woman), "room_not_for_them", field="despite", reason=WHY)
        assert state(house) == before
        swap(house, man, woman, despite="kamar mandi rusak")
        assert sleeping(house) == {"Melati 1/1": woman, "Melati 3/1": man}

    def test_that_where_one_half_is_refused_the_other_is_not_done_either(self, house):
        first, second = two_in_bed(house)
        house.head.do(LeaveBed(second, TODAY + timedelta(days=2)), reason="pulang")
        give(house, admit(house, "Ketiga"), "Melati 2/1", TODAY + timedelta(days=2))
        before = state(house)
        refused(house.head, SwapBeds(first, second), "bed_taken", reason=WHY)
        assert state(house) == before

    def test_that_each_keeps_the_nights_they_had(self, house):
        first, second = two_in_bed(house)
        house.head.do(LeaveBed(second, TODAY + timedelta(days=2)), reason="pulang")
        swap(house, first, second)
        later = TODAY + timedelta(days=2)
        assert bed(house, "Melati 1/1", later).person_id is None
        assert bed(house, "Melati 2/1", later).person_id == first

    def test_that_undo_is_refused_once_one_of_them_was_moved_again_and_nothing_changes(self, house):
        first, second = two_in_bed(house)
        swap(house, first, second)
        house.desk(Role.PENGASUH).do(AssignBed(first, house.beds["Melati 1/2"]), reason="tangga")
        before = state(house)
        with pytest.raises(Refused, match="changed_meanwhile"):
            house.head.undo()
        assert state(house) == before


class TestMovingARoom:
    def test_that_everybody_goes_in_order_and_the_old_beds_are_left_to_be_cleaned(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        give(house, first, "Melati 1/1")
        give(house, second, "Melati 1/2")
        before = state(house)
        house.head.do(MoveRoom(house.rooms["Melati 1"], house.rooms["Melati 2"]), reason="atap bocor")
        assert sleeping(house) == {"Melati 2/1": first, "Melati 2/2": second}
        assert [line.state for line in room(house, "Melati 1").beds] == [BedState.TO_CLEAN] * 2
        house.head.undo()
        assert state(house) == before

    def test_that_a_mapping_says_who_goes_where_and_must_name_everybody_once(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        give(house, first, "Melati 1/1")
        give(house, second, "Melati 1/2")
        one, two = house.beds["Melati 2/1"], house.beds["Melati 2/2"]
        rooms = (house.rooms["Melati 1"], house.rooms["Melati 2"])
        wrong = {
            ((first, one),): "not_everybody",
            ((first, one), (second, one)): "bed_twice",
            ((first, one), (second, house.beds["Melati 3/1"])): "bed_taken",
        }
        for moves, code in wrong.items():
            refused(house.head, MoveRoom(*rooms, moves), code, field="moves", reason=WHY)
        house.head.do(MoveRoom(*rooms, ((first, two), (second, one))), reason=WHY)
        assert sleeping(house) == {"Melati 2/1": second, "Melati 2/2": first}

    def test_that_it_is_all_or_none(self, house):
        people = [admit(house, name) for name in ("Satu", "Dua", "Tiga")]
        give(house, people[0], "Melati 1/1")
        give(house, people[1], "Melati 1/2")
        house.head.do(PutOnMattress(people[2], house.rooms["Melati 1"]))
        before = state(house)
        rooms = (house.rooms["Melati 1"], house.rooms["Melati 2"])
        met = refused(house.head, MoveRoom(*rooms), "room_too_small", field="to_room_id", reason=WHY)
        assert met.facts == {"people": 3, "places": 2}
        assert state(house) == before

    def test_that_beds_taken_blocked_or_taken_away_are_no_places(self, house):
        give(house, admit(house), "Melati 1/1")
        give(house, admit(house, "Slamet"), "Melati 2/1")
        house.head.do(BlockBeds((house.beds["Melati 2/2"],), "patah"))
        house.head.do(CloseBed(house.beds["Melati 3/1"]))
        act = MoveRoom(house.rooms["Melati 1"], house.rooms["Melati 2"])
        assert refused(house.head, act, "room_too_small", field="to_room_id", reason=WHY).facts["places"] == 0
        house.head.do(MoveRoom(house.rooms["Melati 1"], house.rooms["Melati 3"]), reason=WHY)
        assert list(sleeping(house)) == ["Melati 2/1", "Melati 3/2"]

    def test_that_an_empty_room_and_the_same_room_are_refused(self, house):
        one, two = house.rooms["Melati 1"], house.rooms["Melati 2"]
        refused(house.head, MoveRoom(one, two), "room_empty", field="room_id", reason=WHY)
        refused(house.head, MoveRoom(one, one), "room_same", field="to_room_id", reason=WHY)

    def test_that_a_bed_kept_for_others_is_taken_last_and_only_with_a_reason(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        give(house, first, "Melati 1/1")
        house.head.do(BookBed(house.beds["Melati 2/1"], TODAY + timedelta(days=5), note="rujukan"))
        rooms = (house.rooms["Melati 1"], house.rooms["Melati 2"])
        plan = house.head.ask(PlanRoomMove(*rooms))
        assert [one.bed_id for one in plan.moves] == [house.beds["Melati 2/2"]]
        assert plan.kept == {house.beds["Melati 2/1"]}
        give(house, second, "Melati 1/2")
        before = state(house)
        refused(house.head, MoveRoom(*rooms), "bed_kept", field="despite", reason=WHY)
        assert state(house) == before
        house.head.do(MoveRoom(*rooms, despite="atap bocor"), reason=WHY)
        assert bed(house, "Melati 2/1").kept is None
        house.head.undo()
        assert state(house) == before

    def test_that_the_plan_shows_who_does_not_fit_and_who_finds_no_bed(self, house):
        man = admit(house, sex=Sex.MALE)
        give(house, man, "Melati 1/1")
        give(house, admit(house, "Siti", sex=Sex.FEMALE), "Melati 3/1")
        plan = house.head.ask(PlanRoomMove(house.rooms["Melati 1"], house.rooms["Melati 3"]))
        (one,) = plan.moves
        assert (one.name, one.old, one.against, plan.lacking) == ("Budi Santoso", "Melati 1/1", ("sex",), 0)
        assert plan.beds == ((house.beds["Melati 3/2"], "Melati 3/2"),)


class TestPlacingAFamily:
    def family(self, house: House) -> tuple[str, str]:
        mother, child = admit(house, "Ibu Sari", sex=Sex.FEMALE), admit(house, "Dewi", sex=Sex.FEMALE)
        house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER))
        return mother, child

    def test_that_all_of_them_get_beds_of_one_room_whether_they_had_one_or_not(self, house):
        mother, child = self.family(house)
        give(house, mother, "Melati 1/1")
        before = state(house)
        plan = house.head.ask(PlanFamily(mother, house.rooms["Melati 3"]))
        assert [(one.person_id, one.old) for one in plan.moves] == [(mother, "Melati 1/1"), (child, "")]
        house.head.do(PlaceFamily(child, house.rooms["Melati 3"]), reason=WHY)
        assert set(sleeping(house)) == {"Melati 3/1", "Melati 3/2"}
        house.head.undo()
        assert state(house) == before

    def test_that_who_is_in_the_room_already_keeps_the_bed(self, house):
        mother, child = self.family(house)
        give(house, mother, "Melati 3/2")
        house.head.do(PlaceFamily(mother, house.rooms["Melati 3"]))
        assert sleeping(house) == {"Melati 3/1": child, "Melati 3/2": mother}

    def test_that_a_family_of_one_is_none_and_a_room_too_small_is_refused(self, house):
        alone = admit(house)
        refused(house.head, PlaceFamily(alone, house.rooms["Melati 1"]), "no_family_in_house", field="person_id")
        mother, _child = self.family(house)
        give(house, alone, "Melati 1/1")
        refused(house.head, PlaceFamily(mother, house.rooms["Melati 1"]), "room_too_small", field="to_room_id")


ACTS = st.lists(
    st.tuples(st.sampled_from(["swap", "room", "move", "undo"]), st.integers(0, 5), st.integers(0, 5)),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def full(house) -> tuple[House, list[str]]:
    """A house with four people in bed; every example takes back all it did."""
    people = [admit(house, name) for name in ("Satu", "Dua", "Tiga", "Empat")]
    for person, address in zip(people, ("Melati 1/1", "Melati 1/2", "Melati 2/1", "Melati 3/1"), strict=True):
        give(house, person, address)
    return house, people


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_that_whatever_is_swapped_and_moved_nobody_shares_a_bed_and_undo_restores_each_act(full, acts):
    house, people = full
    states = [state(house)]
    try:
        for kind, one, other in acts:
            if kind == "undo" and len(states) > 1:
                house.head.undo()
                states.pop()
            elif kind != "undo" and _tried(house, people, (kind, one, other)):
                states.append(state(house))
            assert state(house) == states[-1]
            no_overlap(house)
    finally:
        while len(states) > 1:
            house.head.undo()
            states.pop()
            assert state(house) == states[-1]


def _tried(house: House, people: list[str], drawn: tuple[str, int, int]) -> bool:
    kind, one, other = drawn
    addresses = sorted(house.beds)
    rooms = sorted(house.rooms.values())
    acts: dict[str, Any] = {
        "swap": SwapBeds(people[one % 4], people[other % 4], "terpaksa"),
        "room": MoveRoom(rooms[one % 3], rooms[other % 3], (), "terpaksa"),
        "move": AssignBed(people[one % 4], house.beds[addresses[other]], None, "terpaksa"),
    }
    try:
        house.head.do(acts[kind], reason=WHY)
    except Refused:
        return False
    return True


def no_overlap(house: House) -> None:
    with house.head.store.asking() as session:
        rows = session.scalars(select(PlacementTable)).all()
    for at, row in enumerate(rows):
        for other in rows[at + 1 :]:
            same = row.bed_id == other.bed_id or row.person_id == other.person_id
            empty = row.until_night == row.from_night or other.until_night == other.from_night
            before = row.until_night is not None and row.until_night <= other.from_night
            after = other.until_night is not None and other.until_night <= row.from_night
            assert not same or empty or before or after


def test_that_a_bed_moved_out_of_in_a_chain_is_taken_over_and_marked_only_where_nobody_follows(house):
    first, second = admit(house), admit(house, "Slamet Wibowo")
    give(house, first, "Melati 1/1")
    give(house, second, "Melati 1/2")
    house.head.do(MarkClean(tuple(house.beds.values())))
    house.head.do(MoveRoom(house.rooms["Melati 1"], house.rooms["Melati 2"]), reason=WHY)
    dirty = {line.address for one in board(house).rooms for line in one.beds if line.to_clean}
    assert dirty == {"Melati 1/1", "Melati 1/2"}
