"""Leaving and coming back: beds and outings end along, running away goes on, every other return is a new stay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import Status, same_stay_goes_on
from shelter_admin.operations.residents import (
    CorrectLeaving,
    FindResidents,
    RecordLeaving,
    ResidentDetailsOf,
    ResidentList,
    ReturnPerson,
    SetExpectedExit,
)
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import BedTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.presence.tables import OutingTable
from tests.operations.residents_house import TODAY, House, a_house, refused

IN_A_WEEK = date(2026, 11, 28)


def details(house: House, person_id: str):
    return house.head.ask(ResidentDetailsOf(person_id))


def let_out(house: House, person_id: str, stay_id: str) -> str:
    with house.writing() as session:
        outing = OutingTable(id=new_id(), person_id=person_id, stay_id=stay_id, kind="I", out_at=house.clock.now)
        session.add(outing)
    return outing.id


def outings(house: House) -> list[OutingTable]:
    with house.head.store.asking() as session:
        return list(session.query(OutingTable).order_by(OutingTable.out_at))


def to_clean(house: House, bed: str) -> datetime | None:
    with house.head.store.asking() as session:
        return session.get_one(BedTable, house.beds[bed]).to_clean_since


def test_that_leaving_frees_the_bed_to_be_cleaned_and_ends_the_outing(house):
    admitted = house.admit(bed_id=house.beds["Melati 1/1"])
    let_out(house, admitted.person_id, admitted.stay_id)
    assert details(house, admitted.person_id).line.status is Status.OUT
    house.clock.forward(hours=2)
    house.head.do(RecordLeaving(admitted.person_id, LeavingReason.FAMILY, note="dijemput kakak"))
    file = details(house, admitted.person_id)
    assert (file.line.status, file.stay.left_on, file.stay.leave_reason) == (Status.LEFT, TODAY, LeavingReason.FAMILY)
    assert file.stay.leave_note == "dijemput kakak"
    assert file.placements[0].until_night == TODAY
    assert to_clean(house, "Melati 1/1") == house.clock.now
    assert outings(house)[0].in_at == house.clock.now
    assert "kakak" not in str(house.audit()[-2].what)
    assert house.admit("Joko", bed_id=house.beds["Melati 1/1"]).placement_id


def test_that_undoing_a_leaving_gives_stay_bed_and_outing_back(house):
    admitted = house.admit(bed_id=house.beds["Melati 1/1"])
    let_out(house, admitted.person_id, admitted.stay_id)
    house.head.do(RecordLeaving(admitted.person_id, LeavingReason.DIED))
    house.head.undo()
    file = details(house, admitted.person_id)
    assert (file.line.status, file.line.bed, file.stay.leave_reason) == (Status.OUT, "Melati 1/1", None)
    assert to_clean(house, "Melati 1/1") is None


def test_that_undoing_a_leaving_leaves_the_bed_to_who_has_it_meanwhile(house):
    admitted = house.admit(bed_id=house.beds["Melati 1/1"])
    office = house.desk(Role.TATA_USAHA)
    office.do(RecordLeaving(admitted.person_id, LeavingReason.FAMILY))
    other = house.admit("Joko", bed_id=house.beds["Melati 1/1"])
    office.undo()
    assert details(house, admitted.person_id).line.bed == ""
    assert details(house, admitted.person_id).line.status is Status.IN_HOUSE
    assert details(house, other.person_id).line.bed == "Melati 1/1"


@pytest.mark.parametrize(
    ("left_on", "code"),
    [(date(2026, 11, 20), "leaving_before_admission"), (IN_A_WEEK, "leaving_in_future")],
)
def test_that_a_leaving_before_admission_or_still_to_come_is_refused(house, left_on, code):
    person = house.admit().person_id
    before = house.counts()
    refused(house.head, RecordLeaving(person, LeavingReason.FAMILY, left_on), code, field="left_on")
    assert house.counts() == before


def test_that_nobody_leaves_twice(house):
    person = house.admit().person_id
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    refused(house.head, RecordLeaving(person, LeavingReason.FAMILY), "not_in_house", field="person_id")


@pytest.mark.parametrize("role", [Role.PENGASUH, Role.PIKET, Role.KESEHATAN, Role.ADMIN])
def test_that_leaving_and_return_are_for_the_office(house, role):
    refused(house.desk(role), RecordLeaving("nobody", LeavingReason.FAMILY), "not_allowed")
    refused(house.desk(role), ReturnPerson(person_id="nobody"), "not_allowed")


def test_that_an_expected_exit_is_noted_ends_nothing_and_is_taken_back(house):
    person = house.admit(bed_id=house.beds["Melati 1/1"]).person_id
    house.head.do(SetExpectedExit(person, IN_A_WEEK))
    line = house.head.ask(ResidentList())[0]
    assert (line.expected_exit_on, line.bed) == (IN_A_WEEK, "Melati 1/1")
    before = SetExpectedExit(person, TODAY - timedelta(days=1))
    refused(house.head, before, "leaving_before_admission", field="on")
    house.head.undo()
    assert house.head.ask(ResidentList())[0].expected_exit_on is None


def ran_away(house: House, on: date = TODAY) -> str:
    person = house.admit(admitted_on=date(2026, 11, 1), bed_id=house.beds["Melati 1/1"]).person_id
    house.head.do(RecordLeaving(person, LeavingReason.RAN_AWAY, on))
    return person


def test_that_who_ran_away_goes_on_with_the_same_stay_and_the_nights_between_read_as_away(house):
    person = ran_away(house)
    house.on(IN_A_WEEK)
    back = house.head.do(ReturnPerson(person_id=person, bed_id=house.beds["Melati 2/1"])).outcome
    file = details(house, person)
    assert (back.same_stay, len(file.stays), file.stay.leave_reason) == (True, 1, None)
    assert (file.line.bed, file.line.status) == ("Melati 2/1", Status.IN_HOUSE)
    (away,) = outings(house)
    assert away.kind == "K"
    assert house.head.panti.day_of(away.out_at) == TODAY
    assert away.in_at == house.clock.now
    assert file.history[0].old["leave_reason"] == "KABUR"


def test_that_undoing_the_return_lets_the_leaving_stand_as_it_was(house):
    person = ran_away(house)
    house.on(IN_A_WEEK)
    house.head.do(ReturnPerson(person_id=person, bed_id=house.beds["Melati 2/1"]))
    house.head.undo()
    file = details(house, person)
    assert (file.line.status, file.stay.left_on) == (Status.LEFT, TODAY)
    assert outings(house) == []
    assert [place.bed for place in file.placements] == ["Melati 1/1"]


def test_that_a_return_is_not_taken_back_once_the_person_has_another_bed(house):
    from shelter_admin.operations.beds.places import AssignBed

    person = ran_away(house)
    house.on(IN_A_WEEK)
    office = house.desk(Role.TATA_USAHA)
    office.do(ReturnPerson(person_id=person))
    house.head.do(AssignBed(person, house.beds["Melati 2/1"]))
    with pytest.raises(Refused, match="return_already_used"):
        office.undo()


def test_that_who_ran_away_longer_ago_than_the_setting_begins_a_new_stay(house):
    person = ran_away(house)
    house.on(TODAY + timedelta(days=house.head.panti.settings.runaway_days + 1))
    back = house.head.do(ReturnPerson(person_id=person)).outcome
    assert not back.same_stay
    assert len(details(house, person).stays) == 2
    assert outings(house) == []


def test_that_any_other_return_is_a_new_stay_of_the_same_person_and_is_taken_back(house):
    person = house.admit(bed_id=house.beds["Melati 1/1"]).person_id
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    back = house.head.do(ReturnPerson(person_id=person, bed_id=house.beds["Melati 1/1"])).outcome
    file = details(house, person)
    assert (file.stay.stay_id, len(file.stays), file.line.status) == (back.stay_id, 2, Status.IN_HOUSE)
    assert [line.person_id for line in house.head.ask(FindResidents("Budi"))] == [person]
    house.head.undo()
    assert len(details(house, person).stays) == 1


def test_that_who_left_on_a_day_nobody_knows_can_come_back(house):
    person = house.admit().person_id
    with house.writing() as session:
        session.query(StayTable).one().leave_reason = "KELUARGA"
    back = house.head.do(ReturnPerson(person_id=person)).outcome
    assert not back.same_stay
    assert details(house, person).line.status is Status.IN_HOUSE


def test_that_the_dead_do_not_return_until_the_leaving_is_struck_out(house):
    person = house.admit().person_id
    house.head.do(RecordLeaving(person, LeavingReason.DIED))
    refused(house.head, ReturnPerson(person_id=person), "has_died", field="person_id")
    refused(house.head, CorrectLeaving(person), "reason_missing", field="reason")
    house.head.do(CorrectLeaving(person), reason="salah orang")
    assert details(house, person).line.status is Status.IN_HOUSE
    house.head.undo()
    assert details(house, person).stay.leave_reason is LeavingReason.DIED


@pytest.mark.parametrize(
    ("on", "code"), [(date(2026, 11, 20), "return_before_leaving"), (date(2026, 11, 23), "return_in_future")]
)
def test_that_a_return_lies_between_leaving_and_today(house, on, code):
    person = ran_away(house)
    house.on(date(2026, 11, 22))
    refused(house.head, ReturnPerson(person_id=person, on=on), code, field="on")


def test_that_who_is_in_the_house_cannot_return(house):
    person = house.admit().person_id
    refused(house.head, ReturnPerson(person_id=person), "already_in_house", field="person_id")


@given(
    reason=st.sampled_from(LeavingReason),
    away=st.integers(-5, 400),
    days=st.integers(0, 365),
)
def test_that_only_running_away_goes_on_and_only_within_the_days(reason, away, days):
    goes_on = same_stay_goes_on(reason, TODAY, TODAY + timedelta(days=away), days)
    assert goes_on == (reason is LeavingReason.RAN_AWAY and 0 <= away <= days)


STEPS = st.lists(
    st.tuples(st.integers(0, 45), st.sampled_from([LeavingReason.RAN_AWAY, LeavingReason.FAMILY]), st.integers(0, 45)),
    max_size=5,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_that_the_stays_of_a_person_never_overlap_however_often_they_come_and_go(tmp_path_factory, steps):
    house = a_house(tmp_path_factory.mktemp("house"))
    person = house.admit().person_id
    for stayed, reason, away in steps:
        house.clock.forward(days=stayed)
        house.head.do(RecordLeaving(person, reason))
        house.clock.forward(days=away)
        house.head.do(ReturnPerson(person_id=person))
    stays = list(reversed(details(house, person).stays))
    house.head.close()
    assert all(one.left_on <= next_one.admitted_on for one, next_one in pairwise(stays))
    assert [stay.left for stay in stays] == [True] * (len(stays) - 1) + [False]
    new_stays = sum(reason is LeavingReason.FAMILY or away > 30 for _, reason, away in steps)
    assert len(stays) == 1 + new_stays


def test_that_undo_walks_back_through_coming_and_going_to_the_very_beginning(house):
    before = house.counts()
    person = house.admit(bed_id=house.beds["Melati 1/1"]).person_id
    house.head.do(RecordLeaving(person, LeavingReason.RAN_AWAY))
    house.head.do(ReturnPerson(person_id=person, bed_id=house.beds["Melati 1/2"]))
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    house.head.do(ReturnPerson(person_id=person))
    while house.head.undoable():
        house.head.undo()
    kept = {"audit", "history", "counter"}
    assert {name: rows for name, rows in house.counts().items() if name not in kept} == {
        name: rows for name, rows in before.items() if name not in kept
    }
