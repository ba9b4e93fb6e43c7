"""The waiting list: applicants, requirements, the bed offered, admission; each with its undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.today import TaskKind
from shelter_admin.domain.waiting_list import ApplicantState, DeclinedBy, Need, PriorityReason, demand_on
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.booking import EndBooking
from shelter_admin.operations.beds.setting_up import BlockBeds
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.intake.admitting import AdmitApplicant
from shelter_admin.operations.intake.applicants import (
    AddApplicant,
    EditApplicant,
    LinkApplicant,
    SetRequirement,
)
from shelter_admin.operations.intake.asking import ApplicantFileOf, WaitingListNow
from shelter_admin.operations.intake.demand import WaitingFor
from shelter_admin.operations.intake.offering import (
    AcceptOffer,
    DeclineApplicant,
    OfferBed,
    ReopenApplicant,
    WithdrawApplicant,
)
from shelter_admin.operations.residents import RecordLeaving, ResidentDetailsOf
from shelter_admin.operations.today import TodayNow
from tests.operations.intake_house import LETTER, file_of, in_days, offer_of, refer, waiting


def refused(desk, act) -> Refused:
    with pytest.raises(Refused) as caught:
        desk.do(act)
    return caught.value


def test_that_a_referral_is_written_down_with_its_letter_and_waits_from_the_day_it_came(house):
    refer(house, asked_on=in_days(house, -3), answer_by=in_days(house, 7), needs_of_place=(Need.GROUND_FLOOR,))
    (one,) = waiting(house.head)
    assert (one.name, one.sex, one.birth_year, one.letter_number) == ("Sumarni", Sex.FEMALE, 1958, LETTER)
    assert (one.source, one.answer_by, one.needs) == (Source.REGENCY, in_days(house, 7), (Need.GROUND_FLOOR,))
    assert one.waited(house.head.today) == 3
    assert one.state is ApplicantState.WAITING
    house.head.undo()
    assert waiting(house.head) == []


def test_that_nothing_is_mandatory_at_the_door(house):
    house.head.do(AddApplicant())
    (one,) = waiting(house.head)
    assert (one.name, one.priority, one.letter_number) == ("Tanpa Nama", 3, "")


def test_that_reasons_give_the_priority_and_a_priority_asks_for_a_reason(house):
    first = refer(house, "Ani", reasons=(PriorityReason.CHILD_ALONE,))
    refer(house, "Zul")
    assert [one.name for one in waiting(house.head)] == ["Ani", "Zul"]
    assert file_of(house.head, first).priority == 1
    assert refused(house.head, AddApplicant(full_name="Budi", priority=2)).code == "priority_without_reason"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"asked_on": date(2026, 11, 22)}, "application_in_future"),
        ({"letter_on": date(2026, 11, 22)}, "letter_in_future"),
        ({"letter_on": date(2026, 11, 20), "answer_by": date(2026, 11, 19)}, "answer_before_asked"),
        ({"birth": "entah"}, "birth_unclear"),
        ({"category": "BANGSAWAN"}, "category_unknown"),
        ({"contact": "x" * 201}, "text_too_long"),
        ({"priority": 4}, "priority_unknown"),
    ],
)
def test_that_what_cannot_be_is_refused_and_nothing_is_written(house, typed, code):
    before = house.counts()
    assert refused(house.head, AddApplicant(full_name="Budi", **typed)).code == code
    assert house.counts() == before


def test_that_an_edit_keeps_what_the_form_could_not_show_and_can_be_undone(house):
    made = refer(house, nik="6472015207580003", remark="pendengaran kurang", category="LANSIA_TELANTAR")
    house.head.do(EditApplicant(applicant_id=made, full_name="Sumarni", alias="Mbah Sum", birth="± 68 th"))
    one = file_of(house.head, made)
    assert (one.alias, one.nik_text, one.remark) == ("Mbah Sum", "6472015207580003", "pendengaran kurang")
    assert one.category == "LANSIA_TELANTAR"
    assert one.birth_year == 1958
    house.head.undo()
    assert file_of(house.head, made).alias == ""


def test_that_a_requirement_is_ticked_with_its_note_and_taken_back(house):
    made = refer(house, category="LANSIA_TELANTAR")
    before = file_of(house.head, made).missing
    tick = SetRequirement(applicant_id=made, requirement=Requirement.KTP, state=RequirementState.THERE)
    house.head.do(tick)
    arranged = SetRequirement(
        applicant_id=made, requirement=Requirement.KK, state=RequirementState.ARRANGED, note="diurus TKSK"
    )
    house.head.do(arranged)
    file = house.head.ask(ApplicantFileOf(made))
    lines = {line.requirement: line for line in file.requirements}
    assert file.applicant.missing == before - 1
    assert (lines[Requirement.KK].state, lines[Requirement.KK].note) == (RequirementState.ARRANGED, "diurus TKSK")
    house.head.undo()
    house.head.undo()
    assert file_of(house.head, made).missing == before
    assert len(house.head.ask(ApplicantFileOf(made)).requirements) == len(Requirement)


def test_that_two_offices_ticking_one_requirement_are_shown_to_each_other(house):
    made = refer(house)
    seen = Seen({"state": None, "note": ""})
    there = SetRequirement(applicant_id=made, requirement=Requirement.KTP, state=RequirementState.THERE, seen=seen)
    house.head.do(there)
    other = house.desk(Role.PEKERJA_SOSIAL)
    missing = SetRequirement(
        applicant_id=made, requirement=Requirement.KTP, state=RequirementState.NOT_NEEDED, seen=seen
    )
    with pytest.raises(Conflict) as caught:
        other.do(missing)
    assert caught.value.differences[0].theirs == "there"


def test_that_an_offered_bed_is_kept_through_its_day_for_them_alone(house):
    made, other = refer(house), refer(house, "Painem")
    bed = house.beds["Melati 3/1"]
    house.head.do(OfferBed(made, bed, in_days(house, 3)))
    one = file_of(house.head, made)
    assert (one.state, offer_of(house, made).bed, offer_of(house, made).until) == (
        ApplicantState.OFFERED,
        "Melati 3/1",
        in_days(house, 3),
    )
    assert refused(house.head, OfferBed(other, bed, in_days(house, 1))).code == "bed_booked"
    house.head.do(OfferBed(other, bed, in_days(house, 6), in_days(house, 4)))
    assert offer_of(house, other).from_night == in_days(house, 4)


def test_that_a_bed_somebody_sleeps_in_or_out_of_use_is_not_offered(house):
    made = refer(house)
    house.admit("Sri", sex=Sex.FEMALE, bed_id=house.beds["Melati 3/1"])
    assert refused(house.head, OfferBed(made, house.beds["Melati 3/1"], in_days(house, 2))).code == "bed_taken"
    house.head.do(BlockBeds((house.beds["Melati 3/2"],), "dipan patah"))
    assert refused(house.head, OfferBed(made, house.beds["Melati 3/2"], in_days(house, 2))).code == "bed_blocked"
    assert file_of(house.head, made).state is ApplicantState.WAITING


def test_that_a_room_for_others_needs_a_reason(house):
    made = refer(house, "Joko", sex=Sex.MALE)
    assert refused(house.head, OfferBed(made, house.beds["Melati 3/1"], in_days(house, 2))).code == "room_not_for_them"
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 2), despite="kamar kosong"))


@pytest.mark.parametrize("days", [None, -1, 90])
def test_that_an_offer_has_a_last_day_that_can_be(house, days):
    until = None if days is None else in_days(house, days)
    failure = refused(house.head, OfferBed(refer(house), house.beds["Melati 3/1"], until))
    assert failure.field == "until"


def test_that_another_bed_offered_lets_go_of_the_first_and_undo_brings_it_back(house):
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3)))
    house.head.do(OfferBed(made, house.beds["Melati 3/2"], in_days(house, 5)))
    assert offer_of(house, made).bed == "Melati 3/2"
    house.head.undo()
    assert (offer_of(house, made).bed, offer_of(house, made).until) == ("Melati 3/1", in_days(house, 3))
    house.head.undo()
    assert file_of(house.head, made).offer is None
    assert file_of(house.head, made).state is ApplicantState.WAITING


def test_that_the_offer_of_another_office_stands_unless_it_was_seen(house):
    made = refer(house)
    other = house.desk(Role.PEKERJA_SOSIAL)
    seen = other.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3), instead_of="")).outcome
    act = OfferBed(made, house.beds["Melati 3/2"], in_days(house, 3), instead_of="")
    assert refused(house.head, act).code == "offered_meanwhile"
    assert offer_of(house, made).bed == "Melati 3/1"
    house.head.do(OfferBed(made, house.beds["Melati 3/2"], in_days(house, 3), instead_of=seen))
    assert offer_of(house, made).bed == "Melati 3/2"


def test_that_an_offer_somebody_let_go_of_is_not_taken_back(house):
    made = refer(house)
    booking = house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3))).outcome
    house.desk(Role.PEKERJA_SOSIAL).do(EndBooking(booking))
    assert refused(house.head, house.head.undoable().command).code == "changed_meanwhile"


def test_that_an_offer_that_ran_out_cannot_be_accepted(house):
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 2)))
    house.on(in_days(house, 3))
    assert refused(house.head, AcceptOffer(made)).code == "no_offer"
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 2)))
    house.head.do(AcceptOffer(made))
    assert file_of(house.head, made).state is ApplicantState.ACCEPTED


def test_that_who_declined_and_why_stays_and_the_bed_is_free_again(house):
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3)))
    assert refused(house.head, DeclineApplicant(made, DeclinedBy.US)).code == "why_declined_missing"
    house.head.do(DeclineApplicant(made, DeclinedBy.THEM, "Keluarga membawanya pulang"))
    assert waiting(house.head) == []
    (one,) = waiting(house.head, settled=True)
    assert (one.declined_by, one.state_reason) == (DeclinedBy.THEM, "Keluarga membawanya pulang")
    assert one.offer is None
    house.head.undo()
    (one,) = waiting(house.head)
    assert (one.state, offer_of(house, made).bed, one.declined_by) == (ApplicantState.OFFERED, "Melati 3/1", None)


def test_that_a_closed_application_is_opened_again_before_it_goes_on(house):
    made = refer(house)
    house.head.do(WithdrawApplicant(made))
    for act in (OfferBed(made, house.beds["Melati 3/1"], in_days(house, 1)), AdmitApplicant(applicant_id=made)):
        assert refused(house.head, act).code == "application_closed"
    house.head.do(ReopenApplicant(made))
    assert refused(house.head, ReopenApplicant(made)).code == "application_open"
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 1)))


def test_that_an_applicant_is_admitted_into_the_bed_kept_for_them_with_what_is_known(house):
    made = refer(house, alias="Mbah Sum", category="LANSIA_TELANTAR", nik="6472015207580003")
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3)))
    house.head.do(AcceptOffer(made))
    person_id = house.head.do(AdmitApplicant(applicant_id=made)).outcome.person_id
    details = house.head.ask(ResidentDetailsOf(person_id))
    assert (details.line.name, details.line.alias, details.line.bed) == ("Sumarni", "Mbah Sum", "Melati 3/1")
    assert (details.categories, details.nik) == (("LANSIA_TELANTAR",), "6472015207580003")
    assert (details.stay.source, details.stay.source_text) == (Source.REGENCY, "Dinsos Kutai Kartanegara")
    (one,) = waiting(house.head, settled=True)
    assert (one.state, one.person_id, one.number) == (ApplicantState.ADMITTED, person_id, details.line.number)


def test_that_an_admission_taken_back_leaves_the_applicant_waiting_with_the_bed(house):
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3)))
    before = house.counts()["person"]
    house.head.do(AdmitApplicant(applicant_id=made))
    house.head.undo()
    (one,) = waiting(house.head)
    assert (one.state, offer_of(house, made).bed, one.person_id) == (ApplicantState.OFFERED, "Melati 3/1", None)
    assert house.counts()["person"] == before
    assert all(bed.person_id is None for room in house.head.ask(BedBoardOn()).rooms for bed in room.beds)


def test_that_an_applicant_without_a_bed_may_be_admitted_all_the_same(house):
    made = refer(house)
    admitted = house.head.do(AdmitApplicant(applicant_id=made)).outcome
    assert admitted.placement_id is None


def test_that_who_was_here_before_comes_back_under_the_same_number(house):
    before = house.admit("Sumarni", sex=Sex.FEMALE, admitted_on=date(2026, 1, 5))
    house.head.do(RecordLeaving(before.person_id, LeavingReason.FAMILY, date(2026, 6, 1)))
    made = refer(house)
    house.head.do(LinkApplicant(made, before.person_id))
    assert file_of(house.head, made).number == before.number
    house.head.do(OfferBed(made, house.beds["Melati 3/2"], in_days(house, 3)))
    admitted = house.head.do(AdmitApplicant(applicant_id=made)).outcome
    assert (admitted.person_id, admitted.number) == (before.person_id, before.number)
    assert len(house.head.ask(ResidentDetailsOf(before.person_id)).stays) == 2
    house.head.undo()
    assert len(house.head.ask(ResidentDetailsOf(before.person_id)).stays) == 1
    assert file_of(house.head, made).state is ApplicantState.OFFERED


def test_that_what_is_remarked_at_a_return_stands_in_the_stay_and_goes_with_its_undo(house):
    old = house.admit("Sumarni", sex=Sex.FEMALE, admitted_on=date(2026, 1, 5), remark="dari Kutai").person_id
    house.head.do(RecordLeaving(old, LeavingReason.RAN_AWAY))
    made = refer(house)
    house.head.do(LinkApplicant(made, old))
    house.head.do(AdmitApplicant(applicant_id=made, remark="datang sakit"))
    stay = house.head.ask(ResidentDetailsOf(old)).stays[0]
    assert stay.remark == "dari Kutai\ndatang sakit"
    house.head.undo()
    assert house.head.ask(ResidentDetailsOf(old)).stays[0].remark == "dari Kutai"


def test_that_an_age_told_last_year_means_the_same_year_of_birth_at_admission(house):
    made = refer(house, birth="35")
    house.on(date(2027, 1, 10))
    person = house.head.do(AdmitApplicant(applicant_id=made)).outcome.person_id
    assert house.head.ask(ResidentDetailsOf(person)).birth.code == "~1991"


def test_that_somebody_in_the_house_is_no_applicant(house):
    here = house.admit("Sumarni")
    assert refused(house.head, LinkApplicant(refer(house), here.person_id)).code == "already_in_house"


@pytest.mark.parametrize(
    "secret",
    [{"category": "KORBAN_KEKERASAN"}, {"category": "ABH"}, {"reasons": (PriorityReason.VIOLENCE,)}],
)
def test_that_a_confidential_applicant_is_a_number_to_who_may_not_see_them(house, secret):
    made = refer(house, "Rahasia", **secret)
    refer(house, "Biasa")
    office = house.desk(Role.TATA_USAHA)
    found = office.ask(WaitingListNow())
    assert [one.name for one in found.applicants] == ["Biasa"]
    assert found.veiled == 1
    for act in (
        EditApplicant(applicant_id=made),
        OfferBed(made, house.beds["Melati 3/1"], in_days(house, 1)),
        AcceptOffer(made),
        DeclineApplicant(made, DeclinedBy.US, "penuh"),
        WithdrawApplicant(made),
        AdmitApplicant(applicant_id=made),
        LinkApplicant(made, None),
        SetRequirement(applicant_id=made, requirement=Requirement.KTP, state=None),
    ):
        assert refused(office, act).code == "applicant_unknown"
    with pytest.raises(Refused):
        office.ask(ApplicantFileOf(made))
    assert len(waiting(house.desk(Role.PEKERJA_SOSIAL))) == 2


def test_that_demand_tells_how_many_wait_and_never_who(house):
    refer(house, needs_of_place=(Need.GROUND_FLOOR,))
    refer(house, "Painem", category="KORBAN_KEKERASAN")
    kept = refer(house, "Joko", sex=Sex.MALE)
    house.head.do(OfferBed(kept, house.beds["Melati 1/1"], in_days(house, 3)))
    demand = house.desk(Role.PENGASUH).ask(WaitingFor())
    assert demand_on(demand, house.head.today) == 2
    assert demand_on(demand, house.head.today, sex=Sex.FEMALE, need=Need.GROUND_FLOOR) == 1
    assert sum(one.people for one in demand if one.offered) == 1


def test_that_the_day_tells_offers_that_end_and_who_waits_long(house):
    refer(house, "Lama", asked_on=in_days(house, -15))
    refer(house, "Baru", asked_on=in_days(house, -14))
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 1)))
    assert tasks(house) == {TaskKind.WAITING_LONG: 1}
    house.clock.forward(days=1)
    assert tasks(house) == {TaskKind.WAITING_LONG: 2, TaskKind.OFFERS_END: 1}


def tasks(house) -> dict[TaskKind, int]:
    found = house.head.ask(TodayNow()).tasks
    return {one.kind: one.count for one in found if one.kind in {TaskKind.OFFERS_END, TaskKind.WAITING_LONG}}


def test_that_the_log_names_no_applicant(house):
    refer(house, "Sumarni Rahasia", remark="dikejar suami")
    assert not any("Rahasia" in str(entry) or "suami" in str(entry) for entry in house.audit())


def test_that_days_waited_and_beds_follow_the_panti_not_the_clock_in_utc(house):
    made = refer(house)
    house.clock.forward(hours=13)  # 01.00 of the 22nd at the panti, the night of the 21st
    night = house.head.panti.night_of(house.head.now)
    assert night == house.head.today - timedelta(days=1)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], night))
    assert offer_of(house, made).from_night == night
