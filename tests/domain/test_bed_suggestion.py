"""Which bed suits somebody: each question in its turn, and every bed with its reasons as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.bed_layout import BedTag
from shelter_admin.domain.bed_suggestion import Asking, Because, suggest
from shelter_admin.domain.beds import AgeGroup, BedKind, BedLine, BedState, Kept, RoomLine
from tests.operations.residents_house import TODAY

S = BedState


def a_bed(room: str, label: str, state: BedState = S.FREE, **more) -> BedLine:
    wisma, _, name = room.partition(" ")
    return BedLine(f"{room}/{label}", wisma, room, name, label, BedKind.BED, state, **more)


def sleeper(room: str, label: str, sex: str = "L", person: str = "") -> BedLine:
    return a_bed(room, label, S.OCCUPIED, person_id=person or f"p-{room}/{label}", sex=sex)


def a_room(name: str, *beds: BedLine, sex: str | None = None, age: AgeGroup | None = None) -> RoomLine:
    wisma, _, room = name.partition(" ")
    return RoomLine(name, wisma, wisma, room, sex, age, beds)


def best(rooms, **asking) -> list[str]:
    return [one.bed.bed_id for one in suggest(rooms, Asking(**asking))]


def said(rooms, bed_id: str, **asking) -> list[Because]:
    return next(
        [reason.because for reason in one.reasons]
        for one in suggest(rooms, Asking(**asking))
        if one.bed.bed_id == bed_id
    )


def test_that_a_room_meant_for_them_comes_before_one_for_anybody_and_before_one_for_others():
    rooms = [
        a_room("A 1", a_bed("A 1", "1"), sex="L"),
        a_room("A 2", a_bed("A 2", "1")),
        a_room("A 3", a_bed("A 3", "1"), sex="P"),
    ]
    assert best(rooms, sex="P") == ["A 3/1", "A 2/1", "A 1/1"]
    assert said(rooms, "A 3/1", sex="P") == [Because.SEX]
    assert said(rooms, "A 1/1", sex="P") == [Because.NOT_FOR_SEX]


def test_that_what_is_not_known_speaks_against_nothing():
    rooms = [a_room("A 1", a_bed("A 1", "1"), sex="L", age=AgeGroup.CHILD)]
    (one,) = suggest(rooms, Asking())
    assert (one.against, one.reasons) == ((), ())


def test_that_the_elderly_get_the_ground_floor_near_the_toilet_without_asking():
    rooms = [
        a_room("A 1", a_bed("A 1", "1"), a_bed("A 1", "2", tags=("ground_floor",))),
        a_room("A 2", a_bed("A 2", "1", tags=("ground_floor", "near_toilet"))),
    ]
    assert best(rooms, age=70) == ["A 2/1", "A 1/2", "A 1/1"]
    assert best(rooms, age=30)[0] == "A 1/1"
    assert said(rooms, "A 1/2", age=70) == [Because.TAG, Because.LACKS]


def test_that_who_asks_for_nothing_leaves_the_isolation_bed_to_who_needs_it():
    rooms = [a_room("A 1", a_bed("A 1", "1", tags=("isolation",)), a_bed("A 1", "2"))]
    assert best(rooms) == ["A 1/2", "A 1/1"]
    assert best(rooms, needs=frozenset({BedTag.ISOLATION})) == ["A 1/1", "A 1/2"]


def test_that_the_family_comes_before_tags_and_cleaning():
    rooms = [
        a_room("A 1", a_bed("A 1", "1", tags=("ground_floor", "near_toilet"))),
        a_room("A 2", sleeper("A 2", "1", "P", "mother"), a_bed("A 2", "2", S.TO_CLEAN)),
    ]
    asking = {"age": 65, "sex": "L", "family": frozenset({"mother"})}
    assert best(rooms, **asking)[0] == "A 2/2"
    assert Because.FAMILY_ROOM in said(rooms, "A 2/2", **asking)
    assert Because.FAMILY_WISMA in said(rooms, "A 1/1", **asking)


def test_that_nobody_is_put_among_strangers_of_the_other_sex_while_there_is_another_bed():
    rooms = [
        a_room("A 1", sleeper("A 1", "1", "P"), a_bed("A 1", "2")),
        a_room("B 1", sleeper("B 1", "1", "L"), sleeper("B 1", "2", "L"), a_bed("B 1", "3")),
    ]
    assert best(rooms, sex="L") == ["B 1/3", "A 1/2"]
    assert Because.OTHERS_SLEEP_THERE in said(rooms, "A 1/2", sex="L")


def test_that_a_bed_kept_for_them_comes_first_and_one_kept_for_others_is_none():
    kept = a_bed("A 1", "2", S.BOOKED, kept=Kept("k", TODAY, TODAY, "Budi", person_id="budi"))
    rooms = [a_room("A 1", a_bed("A 1", "1"), kept)]
    assert best(rooms, person_id="budi") == ["A 1/2", "A 1/1"]
    assert best(rooms, person_id="other") == ["A 1/1"]
    assert best(rooms) == ["A 1/1"]


def test_that_clean_beds_come_first_then_the_wisma_with_most_room_then_the_emptiest_room():
    rooms = [
        a_room("A 1", sleeper("A 1", "1"), a_bed("A 1", "2")),
        a_room("B 1", sleeper("B 1", "1"), a_bed("B 1", "2"), a_bed("B 1", "3"), a_bed("B 1", "4", S.TO_CLEAN)),
        a_room("B 2", a_bed("B 2", "1"), a_bed("B 2", "2")),
    ]
    assert best(rooms) == ["B 2/1", "B 2/2", "B 1/2", "B 1/3", "A 1/2", "B 1/4"]
    assert Because.MOST_ROOM in said(rooms, "B 2/1")
    assert Because.MOST_ROOM not in said(rooms, "A 1/2")


STATES = st.sampled_from(list(BedState))


@given(
    st.lists(st.tuples(STATES, st.sampled_from(["L", "P", None]), st.sets(st.sampled_from(list(BedTag)))), max_size=12)
)
@pytest.mark.parametrize("sex", ["L", "P", None])
def test_that_only_beds_that_can_be_had_are_offered_each_once_and_all_reasons_are_words(sex, drawn):
    beds = [
        sleeper("A 1", str(at)) if state in {S.OCCUPIED, S.EXTRA} else a_bed("A 1", str(at), state, tags=tuple(tags))
        for at, (state, _sex, tags) in enumerate(drawn)
    ]
    rooms = [a_room("A 1", *beds, sex=drawn[0][1] if drawn else None)]
    found = suggest(rooms, Asking(sex, 64, frozenset({BedTag.ISOLATION})))
    can = {bed.bed_id for bed in beds if bed.state in {S.FREE, S.TO_CLEAN}}
    assert sorted(one.bed.bed_id for one in found) == sorted(can)
    assert all(reason.words() for one in found for reason in one.reasons)
    assert [len(one.against) for one in found] == sorted(len(one.against) for one in found)
