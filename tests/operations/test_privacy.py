"""Who learns what of whom by the side doors: searching, filtering, the log, rights passed by name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.beds import BedState
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.residents import ResidentFilter
from shelter_admin.operations.accounts import PassRight, SetTrainer
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.presence.gate import GatePeople
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.residents import (
    CorrectLeaving,
    EditIdentity,
    FindResidents,
    RecordLeaving,
    ResidentDetailsOf,
    ResidentList,
    SetHealth,
)
from shelter_admin.persistence.training import programs as training
from tests.operations.residents_house import TODAY, House, refused


def a_trainer_of(house: House, stay_id: str):
    with house.writing() as session:
        program = training.program_named(session, "Menjahit")
        training.enrol(session, stay_id, program, TODAY)
    trainer = house.desk(Role.INSTRUKTUR)
    house.head.do(SetTrainer(trainer.staff.account_id, (program,)))
    return trainer


def test_that_a_trainer_finds_their_own_among_many_of_the_same_name(house):
    for number in range(40):
        house.admit(f"Siti Aminah {number:02}")
    own = house.admit("Siti Zulaikha")
    trainer = a_trainer_of(house, own.stay_id)
    assert [line.person_id for line in trainer.ask(FindResidents("siti", limit=5))] == [own.person_id]
    assert [line.person_id for line in trainer.ask(FindResidents("siti", include_left=False, limit=5))] == [
        own.person_id
    ]
    assert [one.person_id for one in trainer.ask(GatePeople("siti", most=3))] == [own.person_id]


def test_that_who_has_left_comes_after_who_is_here_for_a_trainer_too(house):
    left, here = house.admit("Siti Aminah"), house.admit("Siti Zulaikha")
    trainer = a_trainer_of(house, left.stay_id)
    a_trainer_of(house, here.stay_id)
    house.head.do(RecordLeaving(left.person_id, LeavingReason.FAMILY))
    assert [line.person_id for line in trainer.ask(FindResidents("siti"))] == [here.person_id, left.person_id]


@pytest.mark.parametrize("role", [Role.PENGASUH, Role.PIKET, Role.KESEHATAN, Role.INSTRUKTUR])
def test_that_no_list_by_category_tells_it_to_who_may_not_see_it(house, role):
    house.admit(categories=("GELANDANGAN",))
    desk = house.desk(role)
    with pytest.raises(Exception, match="not_allowed"):
        desk.ask(ResidentList(ResidentFilter(category_code="GELANDANGAN")))


def test_that_a_category_about_health_makes_no_list_but_for_health(house):
    house.admit(categories=("ODHA",))
    house.admit(categories=("GELANDANGAN",))
    with pytest.raises(Exception, match="not_allowed"):
        house.head.ask(ResidentList(ResidentFilter(category_code="ODHA")))
    assert len(house.head.ask(ResidentList(ResidentFilter(category_code="GELANDANGAN")))) == 1


def test_that_the_log_tells_the_administrator_what_was_done_and_no_resident_s_details(house):
    person = house.admit().person_id
    house.head.do(RecordLeaving(person, LeavingReason.DIED))
    of_head = house.head.ask(AuditLog(person_id=person))[-1].what
    assert of_head["leave_reason"] == "MENINGGAL"
    for_admin = house.desk(Role.ADMIN).ask(AuditLog(person_id=person))[-1]
    assert (for_admin.act, for_admin.what["person_id"]) == ("RecordLeaving", person)
    assert (for_admin.what["leave_reason"], for_admin.what["left_on"]) == ("…", "…")
    roles = [entry.what for entry in house.desk(Role.ADMIN).ask(AuditLog()) if entry.act == "AddAccount"]
    assert all("…" not in one.get("roles", []) for one in roles)


def test_that_the_head_opens_health_details_to_a_social_worker_by_name_until_a_day(house):
    person = house.admit().person_id
    house.desk(Role.KESEHATAN).do(SetHealth(person, details="rawat jalan"))
    worker, piket = house.desk(Role.PEKERJA_SOSIAL), house.desk(Role.PIKET)
    assert worker.ask(ResidentDetailsOf(person)).health_details is None
    pass_to_piket = PassRight(piket.staff.account_id, Right.SEE_HEALTH, TODAY)
    refused(house.head, pass_to_piket, "health_for_social_workers", field="account_id")
    house.head.do(PassRight(worker.staff.account_id, Right.SEE_HEALTH, TODAY))
    named = house.desk(Role.PEKERJA_SOSIAL)
    assert named.ask(ResidentDetailsOf(person)).health_details == "rawat jalan"
    house.clock.now += timedelta(days=1)
    assert named.ask(ResidentDetailsOf(person)).health_details is None


def test_that_the_way_back_of_a_roll_call_shows_no_note_when_it_is_printed_by_a_fault(house):
    person = house.admit().person_id
    house.head.do(TakeRollCall(house.head.today, marks=(Marked(person, Mark.ILL_IN_BED, "demam tinggi"),)))
    house.head.do(TakeRollCall(house.head.today, marks=(Marked(person, Mark.PRESENT),)))
    step = house.head.undoable()
    assert step is not None
    assert "demam" not in repr(step)


def test_that_a_trainer_who_takes_the_roll_call_for_another_counts_the_whole_house(house):
    own, other = house.admit("Siti Zulaikha"), house.admit("Joko")
    trainer = a_trainer_of(house, own.stay_id)
    house.head.do(PassRight(trainer.staff.account_id, Right.TAKE_ROLL_CALL, TODAY))
    deputy = house.desk(Role.INSTRUKTUR)
    sheet = deputy.do(TakeRollCall(TODAY, all_present=True, close=True)).outcome
    assert {line.person_id for line in sheet.lines} == {own.person_id, other.person_id}
    house.clock.now += timedelta(days=1)
    assert [line.person_id for line in deputy.ask(ResidentList())] == [own.person_id]


def test_that_what_a_file_hides_today_it_does_not_show_of_yesterday(house):
    person = house.admit(birth="1960", nik="6472010101600001").person_id
    house.head.do(EditIdentity(person_id=person, version=1, birth="1961", nik="", alias="Bud"), reason="KTP")
    house.head.do(RecordLeaving(person, LeavingReason.EXPELLED, note="berkelahi"))
    house.head.do(CorrectLeaving(person), reason="salah orang")
    house.desk(Role.KESEHATAN).do(SetHealth(person, details="rawat jalan"))
    house.desk(Role.KESEHATAN).do(SetHealth(person, details="sembuh"))
    whole, carer = house.head.ask(ResidentDetailsOf(person)), house.desk(Role.PENGASUH).ask(ResidentDetailsOf(person))
    assert {"birth_year", "nik", "leave_reason", "leave_note"} <= {name for line in whole.history for name in line.old}
    hidden = {"birth_year", "birth_text", "nik", "nik_text", "leave_reason", "leave_note", "details"}
    assert {name for line in carer.history for name in line.old} & hidden == set()
    assert [line.reason for line in carer.history if line.reason] == []
    assert "details" not in {name for line in whole.history for name in line.old}


def test_that_of_a_bed_of_another_class_a_trainer_learns_only_that_it_is_taken(house):
    own = house.admit("Siti Zulaikha", bed_id=house.beds["Melati 1/1"])
    house.admit("Joko", alias="Jo", bed_id=house.beds["Melati 1/2"])
    house.admit("Slamet")
    trainer = a_trainer_of(house, own.stay_id)
    house.head.do(PassRight(trainer.staff.account_id, Right.SEE_BEDS, TODAY))
    board = house.desk(Role.INSTRUKTUR).ask(BedBoardOn())
    beds = {bed.address: bed for room in board.rooms for bed in room.beds}
    other = beds["Melati 1/2"]
    assert beds["Melati 1/1"].resident == "Siti Zulaikha"
    assert (other.state, other.resident, other.alias, other.number, other.sex, other.photo_id) == (
        BedState.OCCUPIED,
        None,
        None,
        None,
        None,
        None,
    )
    assert board.unplaced == ()


def test_that_what_a_register_says_about_health_reaches_health_alone(house, tmp_path):
    register = tmp_path / "register.csv"
    register.write_text("No;Nama;L/P;Keterangan\n1;Budi;L;skizofrenia, minum obat\n2;Joko;L;rajin\n", encoding="utf-8")
    house.head.do(MoveRegisterIn(register))
    person = house.head.ask(FindResidents("budi"))[0].person_id
    office = house.desk(Role.TATA_USAHA).ask(ResidentDetailsOf(person))
    assert (office.stay.remark, office.health_details) == ("", None)
    assert "skizofrenia" in (house.desk(Role.KESEHATAN).ask(ResidentDetailsOf(person)).health_details or "")
