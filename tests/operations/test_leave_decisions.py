"""A decision on leave taken back: the pass is as it was asked for, and nobody else's decision goes with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import PassAsked, PassState
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import StandingKind
from shelter_admin.operations.presence.passes import (
    ApproveLeave,
    AskLeave,
    LeavePasses,
    RefuseLeave,
    TakeBackDecision,
)
from shelter_admin.operations.presence.standing import AllowStanding, EndStanding, StandingPermissions
from tests.operations.residents_house import refused

LONG_AGO = date(2026, 1, 5)
ONE = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
ASKED = PassAsked(OutingKind.LEAVE, ONE, ONE + timedelta(days=1), destination="Samarinda", companion="Bibi Sari")


def test_that_the_reason_against_a_rule_goes_with_the_approval_it_was_written_for(house):
    person = house.admit("Slamet", admitted_on=LONG_AGO, birth="12-05-1980").person_id
    pass_id = house.desk(Role.PENGASUH).do(AskLeave(person, ASKED)).outcome
    house.head.do(ApproveLeave(pass_id, despite="ibunya sakit keras"))
    house.head.undo()
    (leave,) = house.head.ask(LeavePasses())
    assert (leave.state, leave.despite) == (PassState.ASKED, "")
    house.desk(Role.PEKERJA_SOSIAL).do(ApproveLeave(pass_id))


def test_that_undo_leaves_the_decision_of_somebody_else(house):
    person = house.admit("Slamet", admitted_on=LONG_AGO, birth="12-05-1980").person_id
    worker = house.desk(Role.PEKERJA_SOSIAL)
    pass_id = house.desk(Role.PENGASUH).do(AskLeave(person, ASKED)).outcome
    house.head.do(RefuseLeave(pass_id, "belum waktunya"))
    house.clock.forward(minutes=5)
    worker.do(TakeBackDecision(pass_id))
    worker.do(ApproveLeave(pass_id))
    with pytest.raises(Refused, match="changed_meanwhile"):
        house.head.undo()
    refused(worker, ApproveLeave(pass_id), "leave_decided")


def test_that_undo_of_asking_does_not_cancel_what_was_approved_meanwhile(house):
    person = house.admit("Slamet", admitted_on=LONG_AGO, birth="12-05-1980").person_id
    carer = house.desk(Role.PENGASUH)
    pass_id = carer.do(AskLeave(person, ASKED)).outcome
    house.head.do(ApproveLeave(pass_id))
    with pytest.raises(Refused, match="changed_meanwhile"):
        carer.undo()
    (leave,) = house.head.ask(LeavePasses())
    assert leave.state is PassState.APPROVED


def test_that_undo_does_not_prolong_a_permission_that_somebody_else_ended(house):
    person = house.admit("Slamet", admitted_on=LONG_AGO).person_id
    allowed = AllowStanding(person, StandingKind.WORK, "12345", time(8), time(16), date(2026, 11, 1))
    permission = house.head.do(allowed).outcome
    house.head.do(EndStanding(permission, date(2026, 12, 24)))
    house.desk(Role.PEKERJA_SOSIAL).do(EndStanding(permission, date(2026, 11, 30)))
    with pytest.raises(Refused, match="changed_meanwhile"):
        house.head.undo()
    assert [one.until_day for one in house.head.ask(StandingPermissions())] == [date(2026, 11, 30)]
