"""Undo after others acted: what somebody else wrote since is never lost; it is refused in a sentence, or it fits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.beds.places import AssignBed, LeaveBed
from shelter_admin.operations.beds.setting_up import BlockBeds, CloseBed, UnblockBeds
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.presence.gate import ComeIn, ExpectBack, GateBoardNow, GoOut
from shelter_admin.operations.residents import (
    EditIdentity,
    QuickIntake,
    RecordLeaving,
    ResidentDetailsOf,
    ReturnPerson,
    SetHealth,
)
from tests.operations.beds_house import admit, bed, give, state
from tests.operations.residents_house import House


@pytest.fixture
def office(house):
    return house.desk(Role.PEKERJA_SOSIAL)


def refused_undo(house: House, desk: Desk, code: str) -> None:
    """Undo is refused with this code and changes nothing."""
    before = state(house)
    with pytest.raises(Refused) as caught:
        desk.undo()
    assert caught.value.code == code
    assert state(house) == before


def test_that_going_out_is_not_taken_back_once_another_wrote_the_coming_in(house, office):
    person = admit(house)
    office.do(GoOut(person))
    house.head.do(ComeIn(person))
    refused_undo(house, office, "changed_meanwhile")
    assert len(house.head.ask(GateBoardNow()).recent) == 2


def test_that_coming_in_is_not_taken_back_when_the_going_out_is_gone_or_of_an_earlier_stay(house, office):
    person = admit(house)
    house.head.do(GoOut(person))
    office.do(ComeIn(person))
    house.desk(Role.TATA_USAHA).do(RecordLeaving(person, LeavingReason.FAMILY))
    house.desk(Role.TATA_USAHA).do(ReturnPerson(person_id=person))
    refused_undo(house, office, "changed_meanwhile")
    assert house.head.ask(GateBoardNow()).out == ()


def test_that_an_act_on_a_line_that_is_gone_is_refused_in_a_sentence(house, office):
    person = admit(house)
    outing = house.head.do(GoOut(person)).outcome
    house.head.undo()
    with pytest.raises(Refused, match="changed_meanwhile"):
        office.do(ExpectBack(outing, house.clock.now + timedelta(hours=1)))


def test_that_a_bed_given_is_not_taken_back_once_another_freed_it(house, office):
    person = admit(house)
    office.do(AssignBed(person, house.beds["Melati 1/1"]))
    house.head.do(LeaveBed(person), reason="pindah sementara")
    refused_undo(house, office, "changed_meanwhile")


def test_that_a_bed_freed_is_not_given_back_once_it_was_taken_out_of_use(house, office):
    person = admit(house)
    give(house, person, "Melati 1/1")
    office.do(LeaveBed(person), reason="pindah sementara")
    house.head.do(BlockBeds((house.beds["Melati 1/1"],), "patah"))
    refused_undo(house, office, "bed_blocked")


@pytest.mark.parametrize("gone", ["blocked", "taken away"])
def test_that_undoing_a_leaving_gives_no_bed_back_that_was_taken_out_of_use(house, office, gone):
    person = admit(house)
    give(house, person, "Melati 1/1")
    office.do(RecordLeaving(person, LeavingReason.FAMILY))
    one = house.beds["Melati 1/1"]
    house.head.do(BlockBeds((one,), "patah") if gone == "blocked" else CloseBed(one))
    office.undo()
    file = house.head.ask(ResidentDetailsOf(person))
    assert (file.line.status.value, file.line.bed) == ("in_house", "")


def test_that_a_block_does_not_come_back_over_somebody_who_sleeps_there_since(house):
    bursar = house.desk(Role.TATA_USAHA)
    one = house.beds["Melati 1/1"]
    house.head.do(BlockBeds((one,), "patah"))
    bursar.do(UnblockBeds((one,)))
    person = admit(house)
    give(house, person, "Melati 1/1")
    refused_undo(house, bursar, "bed_in_use")
    assert bed(house, "Melati 1/1").person_id == person


def test_that_an_intake_is_not_taken_back_with_what_others_wrote_since(house, office):
    nurse = house.desk(Role.KESEHATAN)
    person = office.do(QuickIntake(full_name="Budi")).outcome.person_id
    nurse.do(SetHealth(person, alert="alergi"))
    refused_undo(house, office, "intake_already_used")
    nurse.undo()
    other = office.do(QuickIntake(full_name="Joko")).outcome.person_id
    house.head.do(EditIdentity(person_id=other, version=1, alias="Jo"))
    refused_undo(house, office, "intake_already_used")
    third = office.do(QuickIntake(full_name="Sari")).outcome.person_id
    house.head.do(AssignBed(third, house.beds["Melati 1/2"]))
    refused_undo(house, office, "intake_already_used")


def test_that_what_cannot_be_taken_back_any_more_does_not_stand_before_what_can(house, office):
    first, second = admit(house, "Budi"), admit(house, "Joko")
    office.do(GoOut(first))
    office.do(GoOut(second))
    house.head.do(ComeIn(second))
    refused_undo(house, office, "changed_meanwhile")
    office.undo()
    assert house.head.ask(GateBoardNow()).out == ()
    assert office.undoable() is None
