"""Standing permissions to be outside: what the gate knows by itself, and who the night expects elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.sight import sight_of
from shelter_admin.domain.standing_permissions import OutsideMeal, StandingKind
from shelter_admin.operations.presence.gate import ComeIn, GateBoardNow, GatePeople, GoOut
from shelter_admin.operations.presence.standing import EndStanding, StandingPermissions
from shelter_admin.persistence.duty.standing import expected_elsewhere
from tests.operations.leave_house import LONG_AGO, NOON, TODAY, approved, leave, work
from tests.operations.residents_house import House, refused


@pytest.fixture
def slamet(house) -> str:
    person_id: str = house.admit("Slamet Wibowo", admitted_on=LONG_AGO, birth="12-05-1980").person_id
    return person_id


def test_that_the_gate_knows_by_itself_who_goes_to_work_and_when_they_are_back(house, slamet):
    house.head.do(work(slamet))
    (person,) = house.head.ask(GatePeople("slamet"))
    assert person.let_out is not None
    house.head.do(GoOut(slamet))
    (line,) = house.head.ask(GateBoardNow()).out
    assert "Toko Roti" in line.destination
    assert line.until == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)  # 17.00 WITA
    (permission,) = house.head.ask(StandingPermissions())
    assert (permission.out, permission.meals_outside) == (True, (OutsideMeal.LUNCH,))


def test_that_an_errand_beside_work_is_written_as_typed(house, slamet):
    house.head.do(work(slamet))
    house.head.do(GoOut(slamet, "pasar"))
    (line,) = house.head.ask(GateBoardNow()).out
    assert (line.destination, line.until) == ("pasar", None)


def test_that_standing_permissions_of_one_stay_keep_apart_and_can_be_ended(house, slamet):
    first = house.head.do(work(slamet)).outcome
    refused(house.head, work(slamet, "67"), "standing_overlaps", field="weekdays")
    house.head.do(work(slamet, "7"))
    house.head.do(EndStanding(first, TODAY))
    assert len(house.head.ask(StandingPermissions())) == 2
    house.on(TODAY + timedelta(days=1))
    assert len(house.head.ask(StandingPermissions())) == 1
    assert len(house.head.ask(StandingPermissions(slamet))) == 2
    refused(house.head, EndStanding(first), "standing_ended")
    house.head.undo()
    assert len(house.head.ask(StandingPermissions())) == 2


def test_that_a_later_end_does_not_carry_a_standing_permission_into_another(house, slamet):
    first = house.head.do(work(slamet, until_day=TODAY + timedelta(days=3))).outcome
    later = TODAY + timedelta(days=10)
    house.head.do(work(slamet, from_day=later))
    refused(house.head, EndStanding(first, later), "standing_overlaps", field="weekdays")
    house.head.do(EndStanding(first, later - timedelta(days=1)))


def test_that_a_standing_permission_must_make_sense(house, slamet):
    refused(house.head, work(slamet, ""), "standing_weekdays_unclear", field="weekdays")
    refused(house.head, work(slamet, "189"), "standing_weekdays_unclear", field="weekdays")
    refused(house.head, work(slamet, back_at=time(7, 30)), "standing_hours_alike", field="back_at")
    early = work(slamet, until_day=TODAY - timedelta(days=8))
    refused(house.head, early, "standing_ends_before", field="until_day")


def expected(house: House, moment: datetime, *roles: Role):
    desk = house.desk(*roles) if roles else house.head
    with desk.store.asking() as session:
        return expected_elsewhere(session, sight_of(desk.staff, desk.today), moment, desk.panti.zone)


def test_that_the_night_knows_who_is_expected_elsewhere_and_why(house, slamet):
    night_worker = house.admit("Penjaga Malam", admitted_on=LONG_AGO).person_id
    house.head.do(work(night_worker, leaves_at=time(20, 0), back_at=time(5, 0)))
    approved(house, slamet)
    evening = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)  # 22.00 WITA
    found = {one.person_id: one for one in expected(house, evening).values()}
    assert set(found) == {slamet, night_worker}
    assert (found[slamet].kind, found[slamet].gone, found[slamet].place) == (OutingKind.LEAVE, False, "Samarinda")
    assert found[night_worker].standing is StandingKind.WORK
    assert found[night_worker].until == datetime(2026, 11, 21, 21, 0, tzinfo=UTC)
    house.head.do(GoOut(slamet))
    found = {one.person_id: one for one in expected(house, evening).values()}
    assert found[slamet].gone
    house.clock.forward(hours=3)
    house.head.do(ComeIn(slamet))
    assert {one.person_id for one in expected(house, evening).values()} == {night_worker}


def test_that_who_is_overdue_is_not_expected_elsewhere(house, slamet):
    approved(house, slamet, leave(nights=0.2))
    house.head.do(GoOut(slamet))
    assert expected(house, NOON + timedelta(hours=2))
    assert not expected(house, NOON + timedelta(hours=10))
