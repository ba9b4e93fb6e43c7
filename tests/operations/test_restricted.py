"""Who is kept confidential is named to nobody without the right, by no question, list, paper or export of the program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from shelter_admin.domain.accounts import RIGHTS, Right, Role
from shelter_admin.domain.categories import CATEGORIES, RESTRICTED
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.training import Attendance
from shelter_admin.operations import registry
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.certificates import CertificateRegister, ReprintCertificate
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.explain import explain
from shelter_admin.operations.moving_in.register import MoveRegisterIn, RehearseRegister
from shelter_admin.operations.presence.gate import ComeIn, GateBoardNow, GatePeople
from shelter_admin.operations.presence.roll_call import RollCallOf, TakeRollCall
from shelter_admin.operations.residents import (
    EditIdentity,
    FindResidents,
    RecordLeaving,
    ResidentDetailsOf,
    ResidentList,
)
from shelter_admin.operations.returns.month import Month
from shelter_admin.operations.returns.records import RecordsOf
from shelter_admin.operations.training.marks import ClassMark, MarkAttendance
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable
from tests.operations.answers_read import texts_in
from tests.operations.confidential_house import REGISTER, Confidential, a_confidential_house, secrets_in
from tests.operations.confidential_questions import OF_A_FILE, examples, words_for
from tests.operations.residents_house import refused

WITHOUT = [role for role in Role if Right.SEE_RESTRICTED not in RIGHTS[role]]


@pytest.fixture
def made(tmp_path):
    house = a_confidential_house(tmp_path)
    yield house
    house.house.head.close()


def answers(made: Confidential, desk: Desk) -> dict[str, list[Any]]:
    """What this desk is told by every question of the program, refusals by their sentence."""
    told: dict[str, list[Any]] = {}
    for query in registry.all_queries():
        if query.__name__ in OF_A_FILE:
            continue
        for words in words_for(made, query) or ():
            try:
                answer: Any = desk.ask(query(**words))
            except Failure as failure:
                answer = explain(failure)
            told.setdefault(query.__name__, []).append(answer)
    return told


def test_that_every_question_of_the_program_is_asked_here(made):
    unknown = {query.__name__ for query in registry.all_queries() if words_for(made, query) is None}
    assert unknown - OF_A_FILE == set()
    assert set(examples(made)) | OF_A_FILE <= {query.__name__ for query in registry.all_queries()}


@pytest.mark.parametrize("role", WITHOUT)
def test_that_no_question_names_a_confidential_person_to_who_has_no_right_to_it(made, role):
    told = answers(made, made.desk(role))
    assert {name: secrets_in(answer) for name, answer in told.items() if secrets_in(answer)} == {}


def test_that_those_who_have_the_right_are_told_everywhere(made):
    told = {name for name, answer in answers(made, made.house.head).items() if secrets_in(answer)}
    lists = {"ResidentList", "FindResidents", "GatePeople", "GateBoardNow", "RollCallOf", "BedBoardOn", "TodayNow"}
    papers = {"PrintBedList", "PrintRollCall", "PrintSignInSheet", "PrintPath", "PrintRegister", "CertificatePdf"}
    others = {
        "MonthPeople",
        "Grades",
        "ClassSheetOf",
        "Candidates",
        "Entitled",
        "CertificateRegister",
        "PossibleDoubles",
    }
    corrected = {"RollCallCorrections", "SessionCorrections", "SimilarTo", "VerifyCertificate", "OriginalRowOf"}
    assert lists | papers | others | corrected | {"DraftCertificates", "AttendanceFiguresOf"} <= told


def test_that_head_social_worker_and_health_alone_see_confidential_people():
    assert set(Role) - set(WITHOUT) == {Role.KEPALA, Role.PEKERJA_SOSIAL, Role.KESEHATAN}


def test_that_victims_and_children_before_the_law_are_confidential_by_their_category():
    assert {"ABH", "ANAK_KORBAN_KEKERASAN", "TRAFFICKING", "KORBAN_KEKERASAN"} == RESTRICTED
    assert {category.code for category in CATEGORIES if category.restricted} == RESTRICTED


@pytest.mark.parametrize("role", [Role.PENGASUH, Role.PIKET])
def test_that_the_night_s_duty_counts_and_marks_everybody_under_the_own_number(made, role):
    desk, head, hers = made.desk(role), made.house.head, made.hers
    assert desk.ask(GateBoardNow()).inside == head.ask(GateBoardNow()).inside
    (out,) = desk.ask(GateBoardNow()).out
    assert (out.number, out.name, out.alias, out.photo_id) == (hers.number, f"{hers.number} · confidential", "", None)
    (found,) = desk.ask(GatePeople(hers.number))
    assert (found.person_id, found.alert) == (hers.person_id, "asma")
    assert desk.ask(GatePeople("rahayu")) == ()
    desk.do(ComeIn(hers.person_id))
    assert len(desk.ask(RollCallOf()).lines) == len(head.ask(RollCallOf()).lines)
    made.house.clock.forward(hours=8)
    sheet = desk.do(TakeRollCall(made.today, all_present=True, close=True)).outcome
    assert {line.person_id: line.mark for line in sheet.lines}[hers.person_id] is Mark.PRESENT
    assert secrets_in(sheet) == []


def test_that_who_gives_beds_gives_them_to_confidential_people_too(made):
    desk = made.desk(Role.TATA_USAHA)
    bed = next(bed for room in desk.ask(BedBoardOn()).rooms for bed in room.beds if bed.number == made.hers.number)
    assert (bed.resident, bed.alias, bed.photo_id) == (f"{made.hers.number} · confidential", "", None)
    done = desk.do(AssignBed(made.hers.person_id, made.house.beds["Melati 3/2"]), reason="pindah")
    assert secrets_in(done.result) == []


def test_that_a_trainer_marks_a_confidential_trainee_under_the_own_number(made):
    desk = made.desk(Role.INSTRUKTUR)
    yesterday = made.today - timedelta(days=1)  # from today on she is at field practice
    desk.do(MarkAttendance(made.batch_id, yesterday, (ClassMark(made.hers.enrolment_id, Attendance.PRESENT),)))
    with made.house.head.store.asking() as session:
        marks = select(AttendanceMarkTable.mark).join(ClassSessionTable).where(ClassSessionTable.day == yesterday)
        assert list(session.scalars(marks)) == ["H"]


@pytest.mark.parametrize("role", [Role.TATA_USAHA])
def test_that_who_does_not_see_somebody_changes_nothing_of_them(made, role):
    desk, person = made.desk(role), made.hers.person_id
    refused(desk, EditIdentity(person_id=person, version=2, full_name="Lain"), "person_unknown", reason="x")
    refused(desk, RecordLeaving(person, LeavingReason.FAMILY), "person_unknown")
    refused(desk, ReprintCertificate(made.certificate_id), "certificate_gone", field="certificate_id", reason="x")


def test_that_the_figures_of_the_month_are_the_same_for_everybody(made):
    assert made.desk(Role.TATA_USAHA).ask(Month("2026-11")) == made.house.head.ask(Month("2026-11"))


def test_that_the_records_for_the_province_keep_every_row_and_name_nobody_confidential(made):
    office = made.desk(Role.TATA_USAHA).do(RecordsOf("2026-11")).outcome
    whole = made.house.head.do(RecordsOf("2026-11")).outcome
    assert office.resources == whole.resources
    assert secrets_in(office.document) == []
    assert set(secrets_in(whole.document)) >= {"tersembunyi", "kerahasiaan", "6472015207070003"}
    packed = "".join(texts_in(office.document))
    assert made.certificate_no not in packed
    assert "KORBAN_KEKERASAN" not in packed
    assert "Budi Santoso" in packed


def test_that_the_register_of_certificates_shows_every_number_to_who_prints_it(made):
    office, whole = (desk.ask(CertificateRegister()) for desk in (made.desk(Role.TATA_USAHA), made.house.head))
    assert [line.certificate_no for line in office.lines] == [line.certificate_no for line in whole.lines]


def test_that_moving_a_register_in_does_not_tell_who_is_confidential(made, tmp_path):
    again = tmp_path / "lagi.csv"
    again.write_text(REGISTER, encoding="utf-8")
    for act in (RehearseRegister, MoveRegisterIn):
        office = made.desk(Role.TATA_USAHA)
        told = office.ask(act(again)) if act is RehearseRegister else office.do(act(again)).outcome
        assert all(None not in (pair.first[0], pair.second[0]) for pair in told.pairs)
        assert all(row in (1, 2, 3) for pair in told.pairs for row, _name in (pair.first, pair.second))


def test_that_a_passed_right_opens_confidential_people_until_its_day(made):
    office = made.desk(Role.TATA_USAHA)
    made.house.head.do(PassRight(office.staff.account_id, Right.SEE_RESTRICTED, made.today))
    deputy = made.house.desk(Role.TATA_USAHA)
    assert deputy.ask(ResidentDetailsOf(made.hers.person_id)).line.name == "Rahayu Tersembunyi"
    made.house.clock.forward(days=1)
    assert deputy.ask(FindResidents("rahayu")) == ()


def test_that_nobody_is_cut_off_a_list_by_confidential_people_before_them(made):
    desk = made.desk(Role.PIKET)
    for number in range(5):
        made.house.admit(f"Rahayu Biasa {number}")
    assert len(desk.ask(FindResidents("rahayu", limit=5))) == 5
    assert len(desk.ask(GatePeople("rahayu", most=5))) == 5
    assert len(desk.ask(ResidentList())) == 6
