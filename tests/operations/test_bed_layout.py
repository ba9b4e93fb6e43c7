"""Where beds stand and what they are known for: one act per change, nobody overwrites another, undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.bed_layout import BedTag, Spot
from shelter_admin.domain.beds import BlockKind
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.beds.layout import LayOutRoom, TagBeds
from shelter_admin.operations.beds.setting_up import AddBeds, BlockBeds
from tests.operations.beds_house import bed, room, state
from tests.operations.residents_house import House, a_house, refused


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


def spots(house: House, **at: tuple[int, int]) -> tuple[tuple[str, Spot], ...]:
    return tuple((house.beds[f"Melati 1/{label[1:]}"], Spot(*spot)) for label, spot in at.items())


class TestWhereBedsStand:
    def test_that_the_board_tells_it_and_undo_takes_it_back(self, house):
        before = state(house)
        house.head.do(LayOutRoom(house.rooms["Melati 1"], spots(house, _1=(1, 2), _2=(2, 1))))
        assert [line.spot for line in room(house, "Melati 1").beds] == [Spot(1, 2), Spot(2, 1)]
        assert bed(house, "Melati 2/1").spot is None
        house.head.do(LayOutRoom(house.rooms["Melati 1"], spots(house, _1=(2, 1), _2=(1, 2))))
        assert [line.spot for line in room(house, "Melati 1").beds] == [Spot(2, 1), Spot(1, 2)]
        house.head.undo()
        assert [line.spot for line in room(house, "Melati 1").beds] == [Spot(1, 2), Spot(2, 1)]
        house.head.undo()
        assert state(house) == before

    def test_that_no_spots_means_in_a_row_again(self, house):
        before = state(house)
        house.head.do(LayOutRoom(house.rooms["Melati 1"], spots(house, _1=(1, 2))))
        house.head.do(LayOutRoom(house.rooms["Melati 1"], ()))
        assert state(house) == before

    def test_that_two_beds_never_stand_on_one_spot_and_none_in_another_room(self, house):
        before = state(house)
        one = house.rooms["Melati 1"]
        refused(house.head, LayOutRoom(one, spots(house, _1=(1, 1), _2=(1, 1))), "spot_taken", field="spots")
        refused(house.head, LayOutRoom(one, spots(house, _1=(1, 99))), "spot_outside", field="spots")
        act = LayOutRoom(house.rooms["Melati 2"], spots(house, _1=(1, 1)))
        refused(house.head, act, "bed_unknown", field="bed_id")
        assert state(house) == before

    def test_that_what_another_moved_meanwhile_is_not_overwritten(self, house):
        one = house.rooms["Melati 1"]
        house.desk(Role.TATA_USAHA).do(LayOutRoom(one, spots(house, _1=(3, 3))))
        before = state(house)
        refused(house.head, LayOutRoom(one, spots(house, _1=(1, 2)), ()), "changed_meanwhile")
        assert state(house) == before

    def test_that_undo_of_new_beds_is_refused_once_one_of_them_stands_somewhere(self, house):
        house.head.do(AddBeds(house.rooms["Melati 1"], 1))
        third = next(line.bed_id for line in room(house, "Melati 1").beds if line.label == "3")
        house.desk(Role.TATA_USAHA).do(LayOutRoom(house.rooms["Melati 1"], ((third, Spot(4, 1)),)))
        with pytest.raises(Refused, match="rooms_in_use"):
            house.head.undo()


class TestWhatBedsAreKnownFor:
    def test_that_several_beds_are_marked_at_once_in_known_words_and_in_the_houses_own(self, house):
        before = state(house)
        beds = (house.beds["Melati 1/1"], house.beds["Melati 2/1"])
        house.head.do(TagBeds(beds, give=("Dekat  jendela", "ground floor", BedTag.ISOLATION)))
        for address in ("Melati 1/1", "Melati 2/1"):
            assert bed(house, address).tags == ("ground_floor", "isolation", "Dekat jendela")
        assert bed(house, "Melati 1/2").tags == ()
        house.head.undo()
        assert state(house) == before

    def test_that_undo_gives_back_to_each_bed_just_what_it_had(self, house):
        one, two = house.beds["Melati 1/1"], house.beds["Melati 1/2"]
        house.head.do(TagBeds((one,), give=(BedTag.ISOLATION,)))
        before = state(house)
        house.head.do(TagBeds((one, two), give=(BedTag.ISOLATION, BedTag.NEAR_TOILET), take=()))
        assert bed(house, "Melati 1/2").tags == ("near_toilet", "isolation")
        house.head.undo()
        assert state(house) == before
        house.head.do(TagBeds((one, two), take=(BedTag.ISOLATION,)))
        assert bed(house, "Melati 1/1").tags == ()
        house.head.undo()
        assert state(house) == before

    def test_that_nothing_to_mark_is_no_act_to_take_back(self, house):
        one = house.beds["Melati 1/1"]
        house.head.do(TagBeds((one,), give=(BedTag.ISOLATION,)))
        assert house.head.do(TagBeds((one,), give=(BedTag.ISOLATION,))).undo is None

    def test_that_whole_sentences_and_nothing_are_no_tags(self, house):
        for typed in (" ", "x" * 41):
            refused(house.head, TagBeds((house.beds["Melati 1/1"],), give=(typed,)), "tag_unclear", field="tag")


def test_that_the_board_tells_why_and_until_when_a_bed_is_out_of_use(house):
    house.head.do(BlockBeds((house.beds["Melati 1/1"],), "rangka patah", kind=BlockKind.REPAIR))
    block = bed(house, "Melati 1/1").block
    assert block is not None
    assert (block.kind, block.reason, block.until_day) == (BlockKind.REPAIR, "rangka patah", None)
