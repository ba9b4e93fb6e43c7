"""Leave passes: asked, decided by the right role, used at the gate, back; what the day asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import PassAsked, PassStanding
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.privacy.requests import Ground
from shelter_admin.domain.today import TaskKind
from shelter_admin.domain.waiting import Move
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.duty.visits import VisitorCame
from shelter_admin.operations.presence.gate import ComeIn, ExpectBack, GateBoardNow, GatePeople, GoOut
from shelter_admin.operations.presence.passes import (
    ApproveLeave,
    AskLeave,
    CancelLeave,
    LeavePasses,
    PrintLeavePass,
    RefuseLeave,
)
from shelter_admin.operations.privacy.limiting import LimitData
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.today import TodayNow
from shelter_admin.operations.waiting import GateHouse, SendGateMove
from shelter_admin.persistence.base import new_id
from tests.operations.leave_house import LONG_AGO, NOON, TODAY, approved, leave, work
from tests.operations.residents_house import House, refused


@pytest.fixture
def slamet(house) -> str:
    person_id: str = house.admit("Slamet Wibowo", admitted_on=LONG_AGO, birth="12-05-1980").person_id
    return person_id


def standing_of(house: House, pass_id: str) -> PassStanding:
    (found,) = [one for one in house.head.ask(LeavePasses()) if one.pass_id == pass_id]
    return found.standing(house.head.now)


def test_that_a_pass_is_asked_approved_used_at_the_gate_overdue_and_back(house, slamet):
    carer, worker = house.desk(Role.PENGASUH), house.desk(Role.PEKERJA_SOSIAL)
    pass_id = carer.do(AskLeave(slamet, leave(companion="Ibu", phone="0812"))).outcome
    assert standing_of(house, pass_id) is PassStanding.ASKED
    worker.do(ApproveLeave(pass_id))
    assert standing_of(house, pass_id) is PassStanding.APPROVED
    house.desk(Role.PIKET).do(GoOut(slamet))
    (line,) = house.head.ask(GateBoardNow()).out
    asked = leave()
    assert (line.kind, line.destination, line.until) == (OutingKind.LEAVE, "Samarinda", asked.until_at)
    assert standing_of(house, pass_id) is PassStanding.AWAY
    house.clock.now = asked.until_at + timedelta(minutes=30)
    assert standing_of(house, pass_id) is PassStanding.OVERDUE
    assert house.head.ask(GateBoardNow()).out[0].late_minutes == 30
    house.desk(Role.PIKET).do(ComeIn(slamet))
    assert standing_of(house, pass_id) is PassStanding.BACK
    (found,) = house.head.ask(LeavePasses(slamet))
    assert (found.asker, found.decider) == (carer.staff.full_name, worker.staff.full_name)


def test_that_nobody_but_the_head_decides_on_what_they_asked_for(house, slamet):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    own = worker.do(AskLeave(slamet, leave())).outcome
    refused(worker, ApproveLeave(own), "leave_own_request")
    house.head.do(ApproveLeave(own))
    other = house.admit("Budi", admitted_on=LONG_AGO).person_id
    assert standing_of(house, approved(house, other)) is PassStanding.APPROVED


def test_that_more_nights_than_set_are_for_the_head_or_a_deputy_to_whom_that_was_passed(house, slamet):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    pass_id = house.desk(Role.PENGASUH).do(AskLeave(slamet, leave(nights=3))).outcome
    refused(worker, ApproveLeave(pass_id), "leave_for_head")
    house.head.do(PassRight(worker.staff.account_id, Right.APPROVE_LEAVE, TODAY))
    worker.look_again()
    worker.do(ApproveLeave(pass_id))
    assert standing_of(house, pass_id) is PassStanding.APPROVED


def test_that_a_night_away_waits_for_the_days_after_arrival_and_an_outing_of_the_day_does_not(house):
    new = house.admit("Baru", admitted_on=TODAY - timedelta(days=2)).person_id
    carer, worker = house.desk(Role.PENGASUH), house.desk(Role.PEKERJA_SOSIAL)
    facts = refused(carer, AskLeave(new, leave()), "leave_too_early", field="from_at").facts
    assert facts["first"] == TODAY + timedelta(days=5)
    carer.do(AskLeave(new, leave(nights=0.25)))
    carer.do(AskLeave(new, leave(hours=48, nights=0.1)))
    pass_id = carer.do(AskLeave(new, leave(hours=10), despite="ibunya sakit keras")).outcome
    refused(worker, ApproveLeave(pass_id), "leave_despite_for_head")
    house.head.do(ApproveLeave(pass_id))


def test_that_a_child_goes_with_a_companion_unless_the_head_allows_otherwise(house):
    child = house.admit("Anak", admitted_on=LONG_AGO, birth="01-02-2014").person_id
    refused(house.head, AskLeave(child, leave()), "leave_child_alone", field="companion")
    house.head.do(AskLeave(child, leave(companion="Bibi Sari")))
    other = house.admit("Anak Lain", admitted_on=LONG_AGO, birth="01-02-2014").person_id
    house.head.do(ApproveLeave(house.head.do(AskLeave(other, leave(), "dijemput sekolah")).outcome))


def test_that_passes_of_one_stay_do_not_overlap_and_a_return_frees_the_rest(house, slamet):
    approved(house, slamet, leave(nights=2))
    again = AskLeave(slamet, leave(hours=24))
    refused(house.head, again, "leave_overlaps", field="from_at")
    house.head.do(GoOut(slamet))
    house.clock.forward(hours=20)
    refused(house.head, again, "leave_overlaps", field="from_at")
    house.head.do(ComeIn(slamet))
    house.head.do(again)


def test_that_a_period_must_make_sense(house, slamet):
    ask = lambda asked: AskLeave(slamet, asked)  # noqa: E731 - said four times
    refused(house.head, ask(leave(nights=-1)), "leave_ends_before", field="until_at")
    refused(house.head, ask(leave(hours=-48)), "return_in_the_past", field="until_at")
    refused(house.head, ask(leave(nights=91)), "leave_too_long", field="until_at")
    refused(house.head, ask(leave(purpose="x" * 201)), "text_too_long", field="purpose")
    wrong = PassAsked(OutingKind.MISSING, NOON, NOON + timedelta(hours=3))
    refused(house.head, ask(wrong), "leave_kind_unclear", field="kind")


def test_that_a_pass_is_decided_once_and_a_refusal_says_why(house, slamet):
    pass_id = house.head.do(AskLeave(slamet, leave())).outcome
    refused(house.head, RefuseLeave(pass_id, "  "), "leave_refusal_unsaid", field="why")
    house.head.do(RefuseLeave(pass_id, "tidak ada yang menjemput"))
    refused(house.head, ApproveLeave(pass_id), "leave_decided")
    (found,) = house.head.ask(LeavePasses())
    assert found.decision == "tidak ada yang menjemput"
    house.head.undo()
    assert standing_of(house, pass_id) is PassStanding.ASKED


def test_that_each_act_on_a_pass_can_be_taken_back(house, slamet):
    pass_id = approved(house, slamet)
    house.head.do(CancelLeave(pass_id))
    assert standing_of(house, pass_id) is PassStanding.CANCELLED
    house.head.undo()
    (found,) = house.head.ask(LeavePasses())
    assert (found.standing(NOON), found.decider) == (PassStanding.APPROVED, house.head.staff.full_name)
    house.head.undo()
    assert standing_of(house, pass_id) is PassStanding.ASKED
    house.head.undo()
    assert standing_of(house, pass_id) is PassStanding.CANCELLED


def test_that_going_out_taken_back_leaves_the_pass_to_be_used(house, slamet):
    pass_id = approved(house, slamet)
    house.head.do(GoOut(slamet))
    refused(house.head, CancelLeave(pass_id), "leave_used")
    house.head.undo()
    assert standing_of(house, pass_id) is PassStanding.APPROVED
    house.head.do(GoOut(slamet))
    assert standing_of(house, pass_id) is PassStanding.AWAY


def test_that_an_errand_before_the_pass_leaves_it_unused(house, slamet):
    pass_id = approved(house, slamet, leave(hours=1.9))
    house.head.do(GoOut(slamet, "pasar", NOON + timedelta(hours=1)))
    (line,) = house.head.ask(GateBoardNow()).out
    assert (line.kind, line.destination) == (OutingKind.PERMISSION, "pasar")
    house.head.do(ComeIn(slamet))
    assert standing_of(house, pass_id) is PassStanding.APPROVED


def test_that_what_is_typed_at_the_gate_goes_before_what_the_pass_says(house, slamet):
    pass_id = approved(house, slamet)
    until = NOON + timedelta(hours=6)
    house.head.do(GoOut(slamet, "Tenggarong", until))
    (line,) = house.head.ask(GateBoardNow()).out
    assert (line.kind, line.destination, line.until) == (OutingKind.LEAVE, "Tenggarong", until)
    assert standing_of(house, pass_id) is PassStanding.AWAY


def test_that_a_pass_of_another_day_is_not_used(house, slamet):
    pass_id = approved(house, slamet, leave(hours=26))
    house.head.do(GoOut(slamet))
    (line,) = house.head.ask(GateBoardNow()).out
    assert (line.kind, line.until) == (OutingKind.PERMISSION, None)
    assert standing_of(house, pass_id) is PassStanding.APPROVED


def test_that_the_number_on_the_pass_finds_its_holder_at_the_gate(house, slamet):
    pass_id = approved(house, slamet)
    (found,) = house.head.ask(LeavePasses())
    (person,) = house.head.ask(GatePeople(found.code.lower()))
    assert person.person_id == slamet
    assert person.let_out is not None
    assert (person.let_out.pass_id, person.let_out.until) == (pass_id, leave().until_at)
    assert house.head.ask(GatePeople("IZ00000000")) == ()


def test_that_an_entry_that_waited_uses_the_pass_too(house, slamet):
    pass_id = approved(house, slamet)
    (person,) = house.head.ask(GateHouse())
    assert person.let_out is not None
    house.clock.forward(minutes=10)
    house.head.do(SendGateMove(new_id(), NOON, Move.OUT, slamet))
    assert standing_of(house, pass_id) is PassStanding.AWAY
    (line,) = house.head.ask(GateBoardNow()).out
    assert (line.since, line.until) == (NOON, leave().until_at)


def test_that_a_later_return_named_at_the_gate_is_no_lateness(house, slamet):
    pass_id = approved(house, slamet)
    house.head.do(GoOut(slamet))
    (line,) = house.head.ask(GateBoardNow()).out
    house.head.do(ExpectBack(line.outing_id, leave().until_at + timedelta(hours=5)))
    house.clock.now = leave().until_at + timedelta(hours=1)
    assert standing_of(house, pass_id) is PassStanding.AWAY


def test_that_only_an_approved_pass_is_printed_and_printing_is_audited(house, slamet):
    pass_id = house.head.do(AskLeave(slamet, leave())).outcome
    with pytest.raises(Refused, match="leave_not_approved"):
        house.head.ask(PrintLeavePass(pass_id))
    house.head.do(ApproveLeave(pass_id))
    paper = house.head.ask(PrintLeavePass(pass_id))
    assert paper.content.startswith(b"%PDF")
    assert "Slamet" not in paper.filename
    printed = [entry for entry in house.audit() if entry.act == "PrintLeavePass"]
    assert len(printed) == 1


def test_that_companion_and_telephone_are_for_who_sees_contacts(house, slamet):
    house.head.do(AskLeave(slamet, leave(companion="Ibu", phone="0812")))
    (seen,) = house.desk(Role.PIKET).ask(LeavePasses())
    assert (seen.asked.companion, seen.asked.phone) == ("Ibu", "0812")
    (unseen,) = house.desk(Role.KESEHATAN).ask(LeavePasses())
    assert (unseen.asked.companion, unseen.asked.phone) == ("", "")


def test_that_a_stay_that_ended_has_no_pass_to_use(house, slamet):
    pass_id = house.head.do(AskLeave(slamet, leave())).outcome
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    refused(house.head, ApproveLeave(pass_id), "not_in_house", field="person_id")


def test_that_an_intake_is_not_taken_back_once_a_permission_or_a_visitor_belongs_to_it(house):
    for act in (
        lambda person_id: AskLeave(person_id, leave(nights=0.1)),
        work,
        lambda person_id: VisitorCame("Siti", person_id=person_id),
    ):
        person_id = house.admit("Baru").person_id
        step = house.head.undoable()
        assert step is not None
        house.head.do(act(person_id))
        refused(house.head, step.command, "intake_already_used")


def test_that_the_place_of_somebody_confidential_is_not_written_at_the_gate(house, slamet):
    approved(house, slamet)
    house.head.do(LimitData(slamet, Ground.SAFETY, "dicari pelaku"))
    gate = house.desk(Role.PIKET)
    (person,) = gate.ask(GatePeople("2026-0001"))
    assert person.let_out is not None
    assert person.let_out.destination == ""
    gate.do(GoOut(slamet))
    (line,) = house.head.ask(GateBoardNow()).out
    assert (line.kind, line.destination, line.until) == (OutingKind.LEAVE, "", leave().until_at)
    (shown,) = gate.ask(LeavePasses())
    assert (shown.asked.destination, shown.asked.companion) == ("", "")
    refused(gate, CancelLeave(shown.pass_id), "person_unknown")


def test_that_the_day_asks_who_may_decide_to_decide_and_nobody_else(house, slamet):
    def waiting(desk) -> list[int]:
        return [task.count for task in desk.ask(TodayNow()).tasks if task.kind is TaskKind.LEAVE_TO_DECIDE]

    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.desk(Role.PENGASUH).do(AskLeave(slamet, leave(nights=3)))
    assert (waiting(house.head), waiting(worker), waiting(house.desk(Role.PIKET))) == ([1], [], [])
    other = house.admit("Budi", admitted_on=LONG_AGO).person_id
    house.desk(Role.PENGASUH).do(AskLeave(other, leave()))
    assert (waiting(house.head), waiting(worker)) == ([2], [1])
