"""Requests about personal data: the clock, the answer that stays, the freezing, and the copy of everything held."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.requests import Asker, Ground, Outcome, Refusal, RequestKind, time_left
from shelter_admin.operations.privacy.limiting import LiftLimitation, LimitData
from shelter_admin.operations.privacy.my_data import PrintMyData
from shelter_admin.operations.privacy.requests import AnswerRequest, DataRequestsNow, PrintAnswer, RecordRequest
from shelter_admin.operations.residents import FindResidents, ResidentDetailsOf
from shelter_admin.operations.returns.records import RecordsOf
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.privacy_house import refusal_of, said_on

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


def the_request(house):
    return house.head.ask(DataRequestsNow()).requests[0]


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (timedelta(0), "3 days left"),
        (timedelta(hours=43), "1 day 5 hours left"),
        (timedelta(hours=71, minutes=20), "40 minutes left"),
        (timedelta(hours=77), "5 hours late"),
    ],
)
def test_that_the_term_of_a_request_is_72_hours_and_told_in_days_and_hours(gone, told):
    assert time_left(NOON + timedelta(hours=72), NOON + gone) == told


def test_that_a_request_waits_until_it_is_answered_and_is_late_after_its_term(house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(RecordRequest(person, RequestKind.ACCESS))
    found = the_request(house)
    assert (found.due_at, found.overdue(house.clock.now)) == (house.clock.now + timedelta(hours=72), False)
    house.clock.forward(hours=73)
    assert the_request(house).overdue(house.clock.now)
    house.head.do(AnswerRequest(found.request_id, Outcome.GRANTED))
    answered = the_request(house)
    assert (answered.overdue(house.clock.now), answered.in_time, answered.answered_by) == (
        False,
        False,
        "Dra. Ratna Wulandari",
    )


def test_that_open_requests_come_by_their_term_before_the_answered_ones(house):
    person = house.admit("Siti Aminah").person_id
    ids = []
    for kind in (RequestKind.ACCESS, RequestKind.CORRECTION, RequestKind.ERASURE):
        ids.append(house.head.do(RecordRequest(person, kind)).outcome)
        house.clock.forward(hours=1)
    house.head.do(AnswerRequest(ids[0], Outcome.GRANTED))
    listed = [line.request_id for line in house.head.ask(DataRequestsNow()).requests]
    assert listed == [ids[1], ids[2], ids[0]]


def test_that_a_request_cannot_come_later_than_now_nor_for_somebody_without_a_name(house):
    person = house.admit("Siti Aminah").person_id
    later = house.clock.now + timedelta(minutes=1)
    assert refusal_of(house.head, RecordRequest(person, RequestKind.ACCESS, received_at=later)) == "received_in_future"
    assert refusal_of(house.head, RecordRequest(person, RequestKind.ACCESS, Asker.GUARDIAN)) == "asker_unnamed"
    assert refusal_of(house.head, RecordRequest("nobody", RequestKind.ACCESS)) == "person_unknown"


def test_that_a_refusal_needs_its_reason_and_a_sentence(house):
    person = house.admit("Siti Aminah").person_id
    request_id = house.head.do(RecordRequest(person, RequestKind.ERASURE)).outcome
    assert (
        refusal_of(house.head, AnswerRequest(request_id, Outcome.REFUSED, answer="masih disimpan")) == "refusal_missing"
    )
    assert refusal_of(house.head, AnswerRequest(request_id, Outcome.REFUSED, Refusal.LAW)) == "answer_missing"
    house.head.do(AnswerRequest(request_id, Outcome.REFUSED, Refusal.LAW, "Disimpan sampai 2036."))
    assert (the_request(house).refusal, the_request(house).answer) == (Refusal.LAW, "Disimpan sampai 2036.")


def test_that_an_answer_stays_and_an_open_request_can_be_taken_back(house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(RecordRequest(person, RequestKind.ACCESS))
    house.head.undo()
    assert house.head.ask(DataRequestsNow()).requests == ()
    request_id = house.head.do(RecordRequest(person, RequestKind.ACCESS)).outcome
    house.head.do(AnswerRequest(request_id, Outcome.GRANTED))
    assert refusal_of(house.head, AnswerRequest(request_id, Outcome.GRANTED)) == "request_answered"
    assert house.head.undoable() is None


def test_that_a_granted_limitation_hides_the_person_by_name_from_who_has_no_case_of_theirs(house):
    person = house.admit("Siti Aminah").person_id
    request_id = house.head.do(RecordRequest(person, RequestKind.LIMITATION)).outcome
    office, carer = house.desk(Role.TATA_USAHA), house.desk(Role.PENGASUH)
    assert [line.name for line in carer.ask(FindResidents("siti"))] == ["Siti Aminah"]
    house.head.do(AnswerRequest(request_id, Outcome.GRANTED))
    assert not carer.ask(FindResidents("siti"))
    assert not office.ask(FindResidents("siti"))
    with pytest.raises(Refused, match="person_unknown"):
        carer.ask(ResidentDetailsOf(person))
    assert [line.name for line in house.desk(Role.PEKERJA_SOSIAL).ask(FindResidents("siti"))] == ["Siti Aminah"]
    assert [(one.person_id, one.ground) for one in house.head.ask(DataRequestsNow()).limited] == [
        (person, Ground.ASKED)
    ]


def test_that_freezing_is_lifted_with_a_reason_and_can_be_taken_back(house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(LimitData(person, Ground.SAFETY, "dicari pelaku"))
    assert refusal_of(house.head, LimitData(person)) == "already_limited"
    assert refusal_of(house.head, LiftLimitation(person)) == "reason_missing"
    house.head.do(LiftLimitation(person), reason="Pelaku ditahan")
    assert house.head.ask(DataRequestsNow()).limited == ()
    assert refusal_of(house.head, LiftLimitation(person), reason="sekali lagi") == "not_limited"
    house.head.undo()
    assert [one.note for one in house.head.ask(DataRequestsNow()).limited] == ["dicari pelaku"]


def test_that_the_copy_of_the_data_says_everything_held_and_is_written_to_the_log(house):
    graduate = a_graduate(house, "Nur Santoso")
    (issued,) = issue(house, graduate)
    house.head.ask(ResidentDetailsOf(graduate.person_id))
    paper = house.head.ask(PrintMyData(graduate.person_id, with_notes=True))
    said = said_on(paper)
    for word in ("Nur Santoso", "6472010101800001", "rahasia", issued.certificate_no, "Menjahit", "sidang kasus"):
        assert word in said, word
    assert "Kepala UPT" in said or "Kepala" in said
    entry = house.audit()[-1]
    assert (entry.act, entry.about) == ("PrintMyData", (graduate.person_id,))


def test_that_the_words_of_staff_are_left_out_of_the_copy_unless_asked_for(house):
    graduate = a_graduate(house, "Nur Santoso")
    said = said_on(house.head.ask(PrintMyData(graduate.person_id)))
    assert "sidang kasus" not in said
    assert "Pasal 33" in said or "pasal 33" in said


def test_that_the_letter_of_a_refusal_says_why_by_which_article_and_where_to_complain(house):
    person = house.admit("Siti Aminah").person_id
    asked = RecordRequest(person, RequestKind.ERASURE, Asker.GUARDIAN, "Ahmad Basri", "Hapus data anak saya.")
    request_id = house.head.do(asked).outcome
    with pytest.raises(Refused, match="request_waits"):
        house.head.ask(PrintAnswer(request_id))
    long = "Disimpan sampai 2036. " + "Menurut jadwal retensi. " * 80 + "Akhir jawaban."
    house.head.do(AnswerRequest(request_id, Outcome.REFUSED, Refusal.LAW, long))
    paper = house.head.ask(PrintAnswer(request_id))
    said = said_on(paper)
    for word in (
        "Kepada: Ahmad Basri (orang tua/wali)", "Siti Aminah", "Hapus data anak saya.", "Permintaan Anda ditolak",
        "UU 43/2009", "Disimpan sampai 2036.", "Akhir jawaban.", "Pasal 42", "dalam batas 3 × 24 jam", "Ombudsman", "Pasal 58", "Pasal 12",
    ):  # fmt: skip
        assert word in said, word
    assert "dikabulkan" not in said
    assert "Siti" not in paper.filename
    entry = house.audit()[-1]
    assert (entry.act, entry.about) == ("PrintAnswer", (person,))


def test_that_the_letter_of_a_granted_request_says_what_is_done_and_when_it_came_late(house):
    person = house.admit("Siti Aminah").person_id
    request_id = house.head.do(RecordRequest(person, RequestKind.ACCESS)).outcome
    house.clock.forward(hours=73)
    house.head.do(AnswerRequest(request_id, Outcome.GRANTED))
    said = said_on(house.head.ask(PrintAnswer(request_id)))
    for word in ("Kepada: Siti Aminah", "Permintaan Anda dikabulkan", "Salinan semua data Anda", "lewat batas 3 × 24"):
        assert word in said, word
    assert "ditolak" not in said


def test_that_the_letter_about_somebody_frozen_is_for_those_who_still_see_them(house):
    person = house.admit("Siti Aminah").person_id
    request_id = house.head.do(RecordRequest(person, RequestKind.LIMITATION)).outcome
    house.head.do(AnswerRequest(request_id, Outcome.GRANTED))
    with pytest.raises(Refused, match="person_unknown"):
        house.desk(Role.TATA_USAHA).ask(PrintAnswer(request_id))
    assert "dibekukan" in said_on(house.head.ask(PrintAnswer(request_id)))


def test_that_who_is_frozen_stands_in_the_records_for_the_province_without_a_name_for_every_reader(house):
    person = house.admit("Siti Aminah", alias="Ti").person_id
    assert "Siti Aminah" in records(house)
    house.head.do(LimitData(person))
    assert "Siti Aminah" not in records(house)
    assert person in records(house)


def records(house) -> str:
    made = house.head.do(RecordsOf("2026-11")).outcome
    with zipfile.ZipFile(BytesIO(made.document.content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def test_that_the_file_says_that_the_details_are_frozen(house):
    person = house.admit("Siti Aminah").person_id
    assert not house.head.ask(ResidentDetailsOf(person)).frozen
    house.head.do(LimitData(person))
    assert house.head.ask(ResidentDetailsOf(person)).frozen
