"""A clock set back: acts are refused with its sentence, the night's duty goes on and is marked, the chain keeps order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.operations import registry
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.check import CheckStore, ConfirmClock
from shelter_admin.operations.explain import explain
from shelter_admin.operations.opening import Opener
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import TakeRollCall
from shelter_admin.operations.residents import AdmitPerson, QuickIntake
from tests.operations.residents_house import House, a_house, refused
from tests.people import FAST, HEAD, PASSWORD, place_of


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    made.head.store.watched = True
    yield made
    made.head.close()


def marked(house: House) -> list[str]:
    return [entry.act for entry in house.head.ask(AuditLog()) if "clock_was_at" in entry.what]


def test_that_an_act_is_refused_while_the_clock_stands_a_year_back_and_leaves_nothing(house):
    before = house.counts()
    house.clock.forward(days=-365)
    error = refused(house.head, AdmitPerson(full_name="Budi"), "clock_set_back")
    assert house.counts() == before
    sentence = explain(error, house.head.panti)
    assert "21-11-2025" in sentence
    assert "21-11-2026" in sentence


def test_that_a_clock_put_right_by_minutes_stops_nobody(house):
    house.clock.forward(minutes=-59)
    house.admit("Budi")
    assert marked(house) == []


def test_that_gate_roll_call_beds_and_night_intake_go_on_marked_and_the_chain_keeps_its_order(house):
    budi = house.admit("Budi").person_id
    house.clock.forward(days=-365, hours=10)
    head = house.head
    head.do(GoOut(budi, "pasar"))
    head.do(ComeIn(budi))
    head.do(AssignBed(budi, house.beds["Melati 1/1"], head.today + timedelta(days=365)))
    head.do(QuickIntake(full_name="Tanpa Nama"))
    head.do(TakeRollCall(head.today, all_present=True))
    assert marked(house) == ["GoOut", "ComeIn", "AssignBed", "QuickIntake", "TakeRollCall"]
    assert head.ask(CheckStore()).audit_chain == "ok"


def test_that_what_went_on_does_not_make_the_wrong_clock_the_right_one(house):
    budi = house.admit("Budi").person_id
    house.clock.forward(days=-365)
    house.head.do(GoOut(budi, "pasar"))
    refused(house.head, AdmitPerson(full_name="Siti"), "clock_set_back")
    house.clock.forward(days=365)
    house.admit("Siti")


def test_that_the_head_confirms_the_clock_with_a_reason_after_it_had_run_ahead(house):
    house.clock.forward(days=4000)
    house.admit("Budi")
    house.clock.forward(days=-4000)
    refused(house.head, AdmitPerson(full_name="Siti"), "clock_set_back")
    refused(house.head, ConfirmClock(), "reason_missing", field="reason")
    house.head.do(ConfirmClock(), reason="jam semula salah")
    house.admit("Siti")
    assert house.head.ask(CheckStore()).audit_chain == "ok"


def test_that_signing_in_is_marked_not_refused_and_only_the_computer_s_own_clock_is_watched(house):
    place, clock = place_of(house.head.store), house.clock
    house.head.close()
    clock.forward(days=-365)
    desk = Opener(clock, profile=FAST, watched=True).unlock(place, HEAD, PASSWORD)
    with pytest.raises(Refused, match="clock_set_back"):
        desk.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    last = desk.ask(AuditLog())[-1]
    assert (last.act, "clock_was_at" in last.what) == ("SignIn", True)
    assert datetime.fromisoformat(last.what["clock_was_at"]).year == 2026
    desk.close()
    given = Opener(clock, profile=FAST).unlock(place, HEAD, PASSWORD)
    given.do(AddAccount("sari", (Role.PIKET,), "sandi sari 1"))
    given.close()


def test_that_window_and_terminal_watch_the_computer_s_clock(monkeypatch):
    import main
    from shelter_admin.terminal.call import Call

    assert Call().opener()._watched is True
    assert not Call(local=datetime(2026, 11, 21)).opener()._watched
    monkeypatch.setattr(main, "now", lambda: None)
    opener: Any = main.LateOpener()
    assert opener.now is None
    assert opener._watched is True


def test_that_all_that_keeps_the_night_safe_goes_on():
    on = {act.__name__ for act in registry.all_commands() if act.although_clock_back}
    assert on >= {"GoOut", "ComeIn", "TakeRollCall", "QuickIntake", "AssignBed", "LeaveBed", "BackUp", "SaveDraft"}
    assert not on & {"IssueCertificates", "SendMonth", "DecideExit", "RecordLeaving", "AddAccount", "MarkAttendance"}
