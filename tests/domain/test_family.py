"""The family: telephone numbers as people write them, what one is to the other, who belongs together."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.family import (
    RELATION_NAMES,
    Kin,
    Relation,
    connected,
    phone_in_words,
    read_phone,
    require_kin,
    seen_from_the_other,
)
from shelter_admin.domain.identity.sexes import Sex


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("0812 3456 7890", "+6281234567890", "0812-3456-7890"),
        ("+62 812-3456-7890", "+6281234567890", "0812-3456-7890"),
        ("62 812 3456 7890", "+6281234567890", "0812-3456-7890"),
        ("81234567890", "+6281234567890", "0812-3456-7890"),
        ("(0541) 741234", "+62541741234", "(0541) 741234"),
        ("+60 12-345 6789", "+60123456789", "+60 12-345 6789"),
        ("  ", "", ""),
    ],
)
def test_that_a_number_is_kept_with_its_country_and_told_as_it_is_dialled_here(typed, kept, told):
    assert read_phone(typed) == kept
    assert phone_in_words(kept) == told


@pytest.mark.parametrize("typed", ["112", "0821-abc", "081234567890 ibu", "12", "tidak ada", "+", "08123456789012345"])
def test_that_what_is_no_number_is_refused_beside_the_telephone(typed):
    with pytest.raises(Refused, match="phone_unclear") as caught:
        read_phone(typed)
    assert caught.value.field == "phone"


@given(st.text(max_size=30))
def test_that_whatever_is_typed_is_read_or_refused_and_read_again_the_same(typed):
    with suppress(Refused):
        kept = read_phone(typed)
        assert read_phone(kept) == kept
        assert read_phone(phone_in_words(kept)) == kept


def test_that_a_number_kept_by_another_version_is_told_as_it_stands():
    assert phone_in_words("lihat buku") == "lihat buku"


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("sex", list(Sex))
def test_that_seen_from_the_other_and_back_is_the_same_relation(relation, sex):
    back = {Relation.FATHER: Sex.MALE, Relation.MOTHER: Sex.FEMALE, Relation.PARENT: Sex.UNKNOWN}
    if relation is not Relation.CHILD:
        other = seen_from_the_other(relation, sex)
        assert seen_from_the_other(other, back.get(relation, sex)) is relation
    assert RELATION_NAMES[relation]


def test_that_the_parent_of_a_child_is_named_by_sex():
    told = [seen_from_the_other(Relation.CHILD, sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)]
    assert told == [Relation.FATHER, Relation.MOTHER, Relation.PARENT]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12))
def test_that_who_is_of_one_family_is_so_from_every_side(pairs):
    groups = {one: frozenset(connected(one, pairs)) for one in "abcdefgh"}
    for one, family in groups.items():
        assert connected(one, pairs)[0] == one
        assert all(groups[other] == family for other in family)
    assert all(second in groups[first] for first, second in pairs)


@pytest.mark.parametrize(
    ("kin", "code", "field"),
    [
        (Kin(relation=Relation.MOTHER, name=" "), "relative_unnamed", "full_name"),
        (Kin(relation=Relation.MOTHER, other_id="p"), "relative_oneself", "other_id"),
        (Kin(relation=Relation.MOTHER, name="Ibu", emergency=True), "contact_unreachable", "phone"),
        (Kin(relation=Relation.MOTHER, name="I" * 201), "text_too_long", "full_name"),
        (Kin(relation=Relation.MOTHER, name="Ibu", note="n" * 2001), "text_too_long", "note"),
    ],
)
def test_that_nobody_oneself_and_who_cannot_be_reached_are_refused(kin, code, field):
    with pytest.raises(Refused, match=code) as caught:
        require_kin(kin, "p")
    assert caught.value.field == field
