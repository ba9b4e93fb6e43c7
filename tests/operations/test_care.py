"""Medicines as far as each may know them, and things in keeping until they are given back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.duty.belongings import (
    BelongingsOf,
    EditBelonging,
    GiveBack,
    KeepAgain,
    KeepBelonging,
    PrintBelongings,
    RemoveBelonging,
)
from shelter_admin.operations.duty.medication import (
    AddMedication,
    EditMedication,
    MedicineHours,
    MedicinesDue,
    MedicinesOf,
)
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.residents import RecordLeaving, SetCategories
from tests.operations.residents_house import TODAY, refused

LONG_AGO = date(2026, 10, 1)


def given(house, person, *hours, **more):
    act = AddMedication(
        person, "Amlodipin", tuple(hours), LONG_AGO, dose="1 tablet", carer_note="sesudah makan", **more
    )
    return house.desk(Role.KESEHATAN).do(act).outcome


def due(house, role=Role.PIKET):
    return [(line.name, house.head.panti.clock_of(line.at)) for line in house.desk(role).ask(MedicinesDue())]


def test_that_carers_and_gate_see_hours_and_note_and_the_health_officer_the_medicine(house):
    ani = house.admit("Ani").person_id
    given(house, ani, time(7), time(19), note="tensi tinggi")
    for role in (Role.PENGASUH, Role.PIKET):
        (one,) = house.desk(role).ask(MedicineHours(ani))
        assert (one.hours, one.carer_note) == ((time(7), time(19)), "sesudah makan")
        assert (one.medicine, one.dose, one.note) == (None, None, None)
        with pytest.raises(Refused):
            house.desk(role).ask(MedicinesOf(ani))
    (whole,) = house.desk(Role.KESEHATAN).ask(MedicinesOf(ani))
    assert (whole.medicine, whole.dose, whole.note) == ("Amlodipin", "1 tablet", "tensi tinggi")
    assert (house.audit()[-1].act, house.audit()[-1].about) == ("MedicinesOf", (ani,))


@pytest.mark.parametrize("role", [Role.KEPALA, Role.TATA_USAHA, Role.PEKERJA_SOSIAL, Role.INSTRUKTUR, Role.ADMIN])
def test_that_nobody_else_sees_hours_or_medicine(house, role):
    ani = house.admit("Ani").person_id
    given(house, ani, time(13))
    for question in (MedicineHours(ani), MedicinesOf(ani), MedicinesDue()):
        with pytest.raises(Refused) as caught:
            house.desk(role).ask(question)
        assert caught.value.code == "not_allowed"


def test_that_a_social_worker_named_by_the_head_sees_the_medicine(house):
    ani = house.admit("Ani").person_id
    given(house, ani, time(13))
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(PassRight(worker.staff.account_id, Right.SEE_HEALTH, TODAY))
    worker.look_again()
    assert worker.ask(MedicinesOf(ani))[0].medicine == "Amlodipin"


def test_that_what_is_due_is_that_of_the_next_two_hours_for_who_lives_here(house):
    ani, budi, cici = (house.admit(name, admitted_on=LONG_AGO).person_id for name in ("Ani", "Budi", "Cici"))
    given(house, ani, time(13, 30), time(19))
    given(house, budi, time(12))
    given(house, cici, time(13), until_day=TODAY - timedelta(days=1))
    house.head.do(GoOut(budi, "pasar"))
    assert due(house) == [("Budi", time(12)), ("Ani", time(13, 30))]
    assert [line.outside for line in house.desk(Role.PENGASUH).ask(MedicinesDue())] == [True, False]
    house.head.do(RecordLeaving(ani, LeavingReason.FAMILY))
    assert due(house) == [("Budi", time(12))]


def test_that_who_is_kept_confidential_is_given_medicine_under_the_number(house):
    ani = house.admit("Ani").person_id
    given(house, ani, time(13))
    house.head.do(SetCategories(ani, ("TRAFFICKING",)))
    assert due(house)[0][0].endswith("confidential")
    refused_question(house.desk(Role.PIKET), MedicineHours(ani), "person_unknown")
    assert due(house, Role.KESEHATAN)[0][0] == "Ani"


def refused_question(desk, question, code):
    with pytest.raises(Refused) as caught:
        desk.ask(question)
    assert caught.value.code == code


def test_that_a_medicine_is_changed_ended_and_taken_back(house):
    ani = house.admit("Ani").person_id
    health = house.desk(Role.KESEHATAN)
    made = given(house, ani, time(13))
    same = {"medication_id": made, "medicine": "Amlodipin", "from_day": LONG_AGO}
    health.do(EditMedication(hours=(time(14), time(8)), until_day=TODAY, **same))
    (one,) = health.ask(MedicinesOf(ani))
    assert (one.hours, one.until_day) == ((time(8), time(14)), TODAY)
    health.undo()
    assert health.ask(MedicinesOf(ani))[0].hours == (time(13),)
    refused(health, EditMedication(hours=(time(8),), **same | {"medicine": " "}), "medicine_unnamed", field="medicine")
    before = LONG_AGO - timedelta(days=1)
    refused(
        health, EditMedication(hours=(time(8),), until_day=before, **same), "medicine_ends_before", field="until_day"
    )
    health.do(AddMedication(ani, "Vitamin", (time(8),), TODAY))
    health.undo()
    assert len(health.ask(MedicinesOf(ani))) == 1


def test_that_the_head_cannot_write_down_a_medicine(house):
    refused(house.head, AddMedication("x", "y", (time(8),), TODAY), "not_allowed")


def test_that_things_are_kept_given_back_and_the_giving_back_is_taken_back(house):
    ani = house.admit("Ani").person_id
    desk = house.desk(Role.PIKET)
    purse = desk.do(KeepBelonging(ani, " Dompet ", 1, "Lemari")).outcome
    phone = desk.do(KeepBelonging(ani, "Telepon")).outcome
    desk.do(GiveBack(ani, (purse,), "Ibu Ani"))
    kept, back = desk.ask(BelongingsOf(ani))
    assert (kept.belonging_id, kept.kept) == (phone, True)
    assert (back.what, back.returned_to, back.returned_on) == ("Dompet", "Ibu Ani", TODAY)
    refused(desk, GiveBack(ani, (purse,), "Ibu Ani"), "belonging_returned")
    refused(desk, EditBelonging(purse, "Tas"), "belonging_returned")
    desk.undo()
    assert all(one.kept for one in desk.ask(BelongingsOf(ani)))
    desk.do(GiveBack(ani, (purse, phone), "Yang bersangkutan"))
    assert not any(one.kept for one in desk.ask(BelongingsOf(ani)))


def test_that_undo_leaves_what_was_given_to_somebody_else_meanwhile(house):
    ani = house.admit("Ani").person_id
    desk, other = house.desk(Role.PIKET), house.desk(Role.PENGASUH)
    purse = desk.do(KeepBelonging(ani, "Dompet")).outcome
    desk.do(GiveBack(ani, (purse,), "Ibu Ani"))
    other.do(KeepAgain(ani, (purse,)))
    other.do(GiveBack(ani, (purse,), "Bapak Ani"))
    with pytest.raises(Refused, match="changed_meanwhile"):
        desk.undo()
    assert [one.returned_to for one in desk.ask(BelongingsOf(ani))] == ["Bapak Ani"]


def test_that_what_cannot_be_of_a_thing_is_refused(house):
    ani, budi = (house.admit(name).person_id for name in ("Ani", "Budi"))
    refused(house.head, KeepBelonging(ani, " "), "belonging_unnamed", field="what")
    refused(house.head, KeepBelonging(ani, "Dompet", 0), "belonging_count", field="count")
    made = house.head.do(KeepBelonging(ani, "Dompet")).outcome
    refused(house.head, GiveBack(ani, (made,), " "), "returned_to_nobody", field="returned_to")
    later = TODAY + timedelta(days=1)
    refused(house.head, GiveBack(ani, (made,), "Ibu", later), "returned_when", field="returned_on")
    refused(house.head, GiveBack(budi, (made,), "Ibu"), "belonging_unknown")
    refused(house.head, GiveBack(ani, (), "Ibu"), "belonging_unknown")


def test_that_a_thing_written_by_mistake_is_taken_out_but_not_one_given_back(house):
    ani = house.admit("Ani").person_id
    house.head.do(KeepBelonging(ani, "Dompet"))
    house.head.undo()
    assert house.head.ask(BelongingsOf(ani)) == ()
    made = house.head.do(KeepBelonging(ani, "Dompet")).outcome
    house.head.do(GiveBack(ani, (made,), "Ibu"))
    refused(house.head, RemoveBelonging(made), "belonging_returned")


def test_that_things_of_who_is_kept_confidential_are_not_shown_to_the_gate(house):
    ani = house.admit("Ani").person_id
    house.head.do(KeepBelonging(ani, "Dompet"))
    house.head.do(SetCategories(ani, ("TRAFFICKING",)))
    refused_question(house.desk(Role.PIKET), BelongingsOf(ani), "person_unknown")
    refused(house.desk(Role.PIKET), KeepBelonging(ani, "Tas"), "person_unknown")


def test_that_the_receipt_leaves_an_entry_and_its_file_names_nobody(house):
    ani = house.admit("Ani").person_id
    house.head.do(KeepBelonging(ani, "Dompet"))
    paper = house.head.ask(PrintBelongings(ani))
    assert paper.content.startswith(b"%PDF")
    assert "Ani" not in paper.filename
    assert (house.audit()[-1].act, house.audit()[-1].about) == ("PrintBelongings", (ani,))
