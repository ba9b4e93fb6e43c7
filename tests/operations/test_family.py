"""The family of a resident: one relation in both files, guardians, whom the night may call, families in the house."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.family import Family, Relation, Relative
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import RecordLeaving, SetCategories
from shelter_admin.operations.residents.family import (
    AddRelative,
    EditRelative,
    FamilyInHouse,
    FamilyOf,
    GuardiansOf,
    RemoveRelative,
    parts_of,
)
from tests.operations.residents_house import House, refused

PHONE = "0812-3456-7890"


@pytest.fixture
def mother(house):
    return house.admit("Siti Aminah", sex=Sex.FEMALE).person_id


@pytest.fixture
def child(house):
    return house.admit("Budi Kecil", sex=Sex.MALE).person_id


def family(house: House, person_id: str, *roles: Role) -> Family:
    return (house.desk(*roles) if roles else house.head).ask(FamilyOf(person_id))


def the_one(house, person_id) -> Relative:
    (found,) = family(house, person_id).members
    return found


def test_that_a_relation_of_two_residents_stands_in_both_files(house, mother, child):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER, guardian=True))
    there, here = the_one(house, child), the_one(house, mother)
    assert (there.relation, there.name, there.guardian, there.mirrored) == (Relation.MOTHER, "Siti Aminah", True, False)
    assert (here.relation, here.name, here.ward, here.mirrored) == (Relation.CHILD, "Budi Kecil", True, True)
    assert there.here
    assert there.relative_id == here.relative_id


def test_that_a_child_entered_in_the_mothers_file_is_the_same_relation(house, mother, child):
    head = AddRelative(person_id=mother, other_id=child, relation=Relation.CHILD, guardian=True, head_of_family=True)
    done = house.head.do(head)
    assert set(done.about) == {mother, child}
    assert (the_one(house, child).relation, the_one(house, child).guardian) == (Relation.MOTHER, True)
    assert the_one(house, mother).relation is Relation.CHILD
    assert family(house, mother).is_head
    assert not family(house, child).is_head


def test_that_two_people_are_related_only_once_from_either_side(house, mother, child):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER))
    for person, other in ((child, mother), (mother, child)):
        act = AddRelative(person_id=person, other_id=other, relation=Relation.SIBLING)
        refused(house.head, act, "relative_already", field="other_id")
    refused(
        house.head,
        AddRelative(person_id=child, other_id=child, relation=Relation.SIBLING),
        "relative_oneself",
        field="other_id",
    )


def test_that_a_family_has_one_head(house, mother, child):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER, head_of_family=True))
    second = AddRelative(person_id=child, full_name="Karel", relation=Relation.FATHER, head_of_family=True)
    refused(house.head, second, "head_already", field="head_of_family")
    house.head.do(replace(second, head_of_family=False))


def test_that_the_night_reads_whom_to_call_and_nothing_else(house, mother, child):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER, guardian=True))
    aunt = AddRelative(
        person_id=child,
        full_name="Rohana",
        relation=Relation.AUNT_UNCLE,
        phone=PHONE,
        emergency=True,
        note="sedang berperkara",
        guardian=True,
    )
    house.head.do(aunt)
    seen = family(house, child, Role.PIKET)
    (calling,) = seen.members
    assert not seen.whole
    assert (calling.name, calling.kin.phone) == ("Rohana", "+6281234567890")
    assert (calling.kin.note, calling.kin.guardian) == ("", False)
    assert len(family(house, child, Role.TATA_USAHA).members) == 2
    with pytest.raises(Refused, match="not_allowed"):
        family(house, child, Role.KESEHATAN)


def test_that_looking_at_a_family_is_written_in_the_log(house, child):
    family(house, child)
    assert house.audit()[-1].act == "FamilyOf"


def test_that_a_number_that_cannot_be_read_is_refused_and_nothing_is_kept(house, child):
    before = house.counts()
    act = AddRelative(person_id=child, full_name="Rohana", relation=Relation.AUNT_UNCLE, phone="0812 atau 0813")
    refused(house.head, act, "phone_unclear", field="phone")
    unreachable = AddRelative(person_id=child, full_name="Rohana", relation=Relation.OTHER, emergency=True)
    refused(house.head, unreachable, "contact_unreachable", field="phone")
    elsewhere = AddRelative(person_id=child, full_name="Rohana", relation=Relation.OTHER, region_code="99.99")
    refused(house.head, elsewhere, "origin_unclear", field="region_code")
    assert house.counts() == before


def test_that_changing_and_taking_out_can_be_taken_back(house, child):
    relative_id = house.head.do(
        AddRelative(person_id=child, full_name="Rohana", relation=Relation.AUNT_UNCLE, phone=PHONE, region_code="64.72")
    ).outcome
    before = the_one(house, child).kin
    wanted = {**parts_of(before), "full_name": "Rohana Sulastri", "phone": "0541 741234"}
    house.head.do(EditRelative(relative_id=relative_id, **wanted, seen=Seen(parts_of(before))))
    assert the_one(house, child).kin.phone == "+62541741234"
    house.head.undo()
    assert the_one(house, child).kin == before
    house.head.do(RemoveRelative(relative_id))
    assert family(house, child).members == ()
    house.head.undo()
    assert the_one(house, child).kin == before


def test_that_putting_back_gives_way_to_what_was_written_meanwhile(house, mother, child):
    relative_id = house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER)).outcome
    house.head.do(RemoveRelative(relative_id))
    house.desk(Role.TATA_USAHA).do(AddRelative(person_id=mother, other_id=child, relation=Relation.CHILD))
    with pytest.raises(Refused, match="changed_meanwhile"):
        house.head.undo()
    refused(house.head, RemoveRelative("no-such"), "relative_unknown", field="relative_id")


def test_that_an_edit_that_changes_nothing_writes_nothing(house, child):
    relative_id = house.head.do(AddRelative(person_id=child, full_name="Rohana", relation=Relation.OTHER)).outcome
    kin = the_one(house, child).kin
    done = house.head.do(EditRelative(relative_id=relative_id, **parts_of(kin), seen=Seen(parts_of(kin))))
    assert not done.changes.areas


def test_that_the_family_in_the_house_is_everybody_related_who_is_here(house, mother, child):
    brother, gone, friend = (house.admit(name).person_id for name in ("Andi", "Rudi", "Karel"))
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER))
    house.head.do(AddRelative(person_id=child, other_id=brother, relation=Relation.SIBLING))
    house.head.do(AddRelative(person_id=child, other_id=gone, relation=Relation.SIBLING))
    house.head.do(AddRelative(person_id=mother, other_id=friend, relation=Relation.NEIGHBOUR))
    house.head.do(AddRelative(person_id=mother, full_name="Nenek", relation=Relation.PARENT))
    house.head.do(RecordLeaving(gone, LeavingReason.FAMILY))
    assert house.head.ask(FamilyInHouse(mother))[0] == mother
    assert set(house.head.ask(FamilyInHouse(mother))) == {mother, child, brother}
    assert house.desk(Role.PIKET).ask(FamilyInHouse(friend)) == (friend,)


def test_that_somebody_kept_confidential_is_in_nobodys_family_for_who_may_not_see_them(house, mother, child):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER, emergency=True))
    house.head.do(SetCategories(mother, (min(RESTRICTED),)))
    clerk = house.desk(Role.TATA_USAHA)
    assert clerk.ask(FamilyOf(child)).members == ()
    assert clerk.ask(FamilyInHouse(child)) == (child,)
    assert house.desk(Role.PIKET).ask(FamilyOf(child)).members == ()
    with pytest.raises(Refused, match="person_unknown"):
        clerk.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER))
    with pytest.raises(Refused, match="person_unknown"):
        clerk.do(RemoveRelative(the_one(house, child).relative_id))


def test_that_guardians_to_choose_from_at_consent_come_from_the_family(house, mother, child):
    house.head.do(AddRelative(person_id=child, full_name="Rohana", relation=Relation.AUNT_UNCLE))
    house.head.do(AddRelative(person_id=mother, other_id=child, relation=Relation.CHILD, guardian=True))
    assert house.head.ask(GuardiansOf(child)) == ("Siti Aminah (mother)", "Rohana (aunt or uncle)")
    assert house.head.ask(GuardiansOf(mother)) == ()
