"""Where beds stand and what they are known for: spots never meet, every bed has one, tags are read as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.bed_layout import (
    MOST_ROWS,
    BedTag,
    Spot,
    all_spots,
    moved,
    read_tag,
    require_spots,
    tag_order,
    tag_words,
)
from shelter_admin.domain.errors import Refused

SPOTS = st.builds(Spot, st.integers(1, 6), st.integers(1, 6))


@given(st.lists(st.one_of(st.none(), SPOTS), max_size=24, unique_by=lambda one: one or object()), st.integers(1, 8))
def test_that_every_bed_has_a_spot_no_two_share_one_and_its_own_is_kept(spots, across):
    beds = [(f"b{at}", spot) for at, spot in enumerate(spots)]
    laid = all_spots(beds, across)
    assert set(laid) == {bed for bed, _spot in beds}
    assert len(set(laid.values())) == len(beds)
    assert all(laid[bed] == spot for bed, spot in beds if spot is not None)


def test_that_without_spots_the_beds_stand_in_rows_by_their_order():
    laid = all_spots([(label, None) for label in "abcde"], 3)
    assert list(laid.values()) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]


@given(st.lists(SPOTS, min_size=1, max_size=12, unique=True), st.data())
def test_that_a_bed_put_somewhere_stands_there_and_whichever_stood_there_takes_its_place(spots, data):
    laid = {f"b{at}": spot for at, spot in enumerate(spots)}
    bed, to = data.draw(st.sampled_from(sorted(laid))), data.draw(SPOTS)
    after = moved(laid, bed, to)
    assert after[bed] == to
    assert len(set(after.values())) == len(laid)
    other = next((one for one, spot in laid.items() if spot == to and one != bed), None)
    assert {one for one in laid if after[one] != laid[one]} <= {bed, other}


@pytest.mark.parametrize(
    ("spots", "code"),
    [
        ([("a", Spot(1, 1)), ("b", Spot(1, 1))], "spot_taken"),
        ([("a", Spot(0, 1))], "spot_outside"),
        ([("a", Spot(1, MOST_ROWS + 1))], "spot_outside"),
        ([("elsewhere", Spot(1, 1))], "bed_unknown"),
        ([("a", Spot(1, 1)), ("a", Spot(1, 2))], "bed_unknown"),
    ],
)
def test_that_spots_that_cannot_be_are_refused(spots, code):
    with pytest.raises(Refused) as refused:
        require_spots(spots, ["a", "b"])
    assert refused.value.code == code


def test_that_a_known_tag_is_known_in_whatever_words_and_another_stays_as_typed():
    assert [read_tag(typed) for typed in ("ground_floor", " Ground  Floor ", "isolation")] == [
        BedTag.GROUND_FLOOR,
        BedTag.GROUND_FLOOR,
        BedTag.ISOLATION,
    ]
    assert read_tag("  dekat   jendela ") == "dekat jendela"
    assert tag_words("dekat jendela") == "dekat jendela"
    for nothing in ("", "   ", "x" * 41):
        with pytest.raises(Refused):
            read_tag(nothing)


def test_that_known_tags_come_first():
    assert sorted(["Ventilasi", "isolation", "ac", "ground_floor"], key=tag_order) == [
        "ground_floor",
        "isolation",
        "ac",
        "Ventilasi",
    ]
