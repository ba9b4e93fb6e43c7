"""Case conferences: the agenda and its suggestions, what is said, follow-ups, closing for good, and the papers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.conferences import Outcome, Purpose, Why
from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.path_parts import Part
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.cases.agenda import OrderAgenda, PutOnAgenda, TakeOffAgenda, WriteOutcome
from shelter_admin.operations.cases.conference_papers import PrintAgenda, PrintConferencePages, PrintMinutes
from shelter_admin.operations.cases.conferences import (
    AddConference,
    ChangeConference,
    CloseConference,
    ConferenceFile,
    Conferences,
    ConferenceSuggestions,
    RemoveConference,
)
from shelter_admin.operations.cases.follow_ups import (
    AskFollowUp,
    ChangeFollowUp,
    FollowUpDone,
    OpenFollowUps,
    TakeBackFollowUp,
)
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.readiness import CandidateFile, RecordCheck
from shelter_admin.operations.residents import AddPhoto, RecordLeaving, SetCategories, SetHealth
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.conference_tables import ConferenceCaseTable
from shelter_admin.persistence.departures.tables import SavingTable
from shelter_admin.persistence.people.tables import HealthTable
from shelter_admin.persistence.readiness.tables import ReadinessCheckTable
from tests.operations.conference_house import PRESENT, Meeting, a_meeting
from tests.operations.readiness_house import a_trainee, a_trainer, states, the_candidate
from tests.operations.residents_house import TODAY, House, a_picture, refused


@pytest.fixture
def meeting(house):
    return a_meeting(house)


def suggested(house: House) -> dict[str, Why]:
    return {one.name: one.why for one in house.head.ask(ConferenceSuggestions())}


def checked(house: House, stay_id: str) -> ReadinessCheckTable | None:
    with house.head.store.asking() as session:
        query = select(ReadinessCheckTable).where(
            ReadinessCheckTable.stay_id == stay_id, ReadinessCheckTable.criterion == "case_conference"
        )
        return session.scalars(query).first()


def held(meeting: Meeting, leaving: Outcome = Outcome.RECOMMENDED) -> None:
    meeting.say(meeting.leaving.person_id, leaving, "Kakak siap menerima.")
    meeting.say(meeting.other, Outcome.AGREED, "Rencana diteruskan.")
    meeting.house.head.do(CloseConference(meeting.conference_id))


def test_that_a_conference_is_planned_changed_and_taken_back(house):
    added = house.head.do(AddConference(day=TODAY, starts_at="9:30", place="Aula")).outcome
    (line,) = house.head.ask(Conferences())
    assert (line.day, line.starts_at, line.place, line.closed) == (TODAY, "09.30", "Aula", False)
    house.head.do(ChangeConference(conference_id=added, day=TODAY, place="Ruang rapat"))
    house.head.undo()
    assert house.head.ask(Conferences())[0].place == "Aula"
    house.head.undo()
    assert house.head.ask(Conferences()) == ()
    refused(house.head, AddConference(day=TODAY, starts_at="pagi"), "begins_unclear", field="starts_at")


def test_that_the_agenda_keeps_its_order_and_nobody_stands_on_it_twice(meeting):
    house, head = meeting.house, meeting.house.head
    cases = meeting.file().cases
    assert [one.name for one in cases] == ["Nur Santoso", "Budi Setiawan"]
    head.do(OrderAgenda(meeting.conference_id, (cases[1].case_id, cases[0].case_id)))
    assert [one.name for one in meeting.file().cases] == ["Budi Setiawan", "Nur Santoso"]
    head.undo()
    assert [one.name for one in meeting.file().cases] == ["Nur Santoso", "Budi Setiawan"]
    refused(head, PutOnAgenda(meeting.conference_id, (meeting.other,)), "on_agenda_already", field="person_ids")
    refused(head, OrderAgenda(meeting.conference_id, (cases[0].case_id,)), "agenda_changed")
    refused(head, RemoveConference(meeting.conference_id), "conference_has_cases")
    gone = house.admit("Sudah Pulang").person_id
    head.do(RecordLeaving(gone, LeavingReason.FAMILY))
    refused(head, PutOnAgenda(meeting.conference_id, (gone,)), "not_in_house", field="person_ids")


def test_that_somebody_taken_off_comes_back_with_what_was_written(meeting):
    meeting.say(meeting.other, Outcome.AGREED, "Diteruskan.")
    before = meeting.case(meeting.other)
    meeting.house.head.do(TakeOffAgenda((before.case_id,)))
    assert len(meeting.file().cases) == 1
    meeting.house.head.undo()
    assert meeting.case(meeting.other) == before


def test_that_suggestions_say_why_and_forget_who_is_on_an_open_agenda(house):
    proposed = a_trainee(house, "Siap Pulang")
    house.head.do(RecordCheck(proposed.person_id, Criterion.RECEPTION, State.MET, TODAY))
    a_trainee(house, "Tanpa Penerima")
    a_trainee(house, "Jarang Hadir", marks="AAAA")
    house.admit("Lama Tak Dibahas", admitted_on=TODAY - timedelta(days=200))
    assert suggested(house) == {
        "Siap Pulang": Why.PROPOSED,
        "Tanpa Penerima": Why.NO_RECEIVER,
        "Lama Tak Dibahas": Why.REVIEW_LATE,
    }
    conference_id = house.head.do(AddConference(day=TODAY)).outcome
    house.head.do(PutOnAgenda(conference_id, (proposed.person_id,), Purpose.EXIT))
    assert "Siap Pulang" not in suggested(house)


def test_that_who_was_postponed_is_suggested_again(meeting):
    held(meeting, Outcome.POSTPONED)
    assert suggested(meeting.house)["Nur Santoso"] is Why.PROPOSED
    assert checked(meeting.house, meeting.leaving.stay_id) is None


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.RECOMMENDED, State.MET), (Outcome.NOT_YET, State.NOT_MET), (Outcome.REFERRED, State.NOT_MET)],
)
def test_that_closing_writes_the_criterion_of_leaving_and_keeps_the_page(meeting, outcome, state):
    held(meeting, outcome)
    row = checked(meeting.house, meeting.leaving.stay_id)
    assert row is not None
    assert (row.state, row.on_day) == (state.value, TODAY)
    assert "Kakak siap menerima" in row.note
    line = the_candidate(meeting.house.head, meeting.leaving)
    assert states(line)["case_conference"] == state.value
    snapshot = meeting.case(meeting.leaving.person_id).snapshot
    assert snapshot is not None
    assert (snapshot["met"], snapshot["of"]) == (5, 7)  # as it lay on the table, before the conference spoke
    with meeting.house.head.store.asking() as session:
        others = select(ReadinessCheckTable.id).where(ReadinessCheckTable.stay_id != meeting.leaving.stay_id)
        assert session.scalars(others).all() == []


def test_that_not_yet_said_of_a_review_writes_nothing_about_leaving(meeting):
    head, case = meeting.house.head, meeting.case(meeting.leaving.person_id)
    head.do(WriteOutcome(case.case_id, Purpose.REVIEW, case.question, Outcome.NOT_YET, "Rencana diperbaiki."))
    meeting.say(meeting.other, Outcome.AGREED)
    head.do(CloseConference(meeting.conference_id))
    assert checked(meeting.house, meeting.leaving.stay_id) is None


def test_that_closing_leaves_what_a_later_day_says_already(meeting):
    house = meeting.house
    house.on(TODAY + timedelta(days=3))
    later = RecordCheck(
        meeting.leaving.person_id, Criterion.CASE_CONFERENCE, State.NOT_MET, TODAY + timedelta(days=3), "Ditunda"
    )
    house.head.do(later)
    held(meeting)
    row = checked(house, meeting.leaving.stay_id)
    assert row is not None
    assert (row.state, row.note) == (State.NOT_MET.value, "Ditunda")


def test_that_closing_is_refused_until_everything_is_said_and_leaves_nothing(house):
    meeting = a_meeting(house, present="")
    before = house.counts()
    refused(house.head, CloseConference(meeting.conference_id), "present_missing", field="present")
    house.head.do(ChangeConference(conference_id=meeting.conference_id, day=TODAY, present=PRESENT))
    refused(house.head, CloseConference(meeting.conference_id), "outcome_missing", field="outcome")
    house.head.do(ChangeConference(conference_id=meeting.conference_id, day=TODAY + timedelta(days=3), present=PRESENT))
    refused(house.head, CloseConference(meeting.conference_id), "conference_to_come", field="day")
    assert {name: many for name, many in house.counts().items() if name not in {"audit", "history"}} == {
        name: many for name, many in before.items() if name not in {"audit", "history"}
    }
    empty = house.head.do(AddConference(day=TODAY, present=PRESENT)).outcome
    refused(house.head, CloseConference(empty), "agenda_empty")


def test_that_a_closed_conference_stays_as_it_is_also_below_the_program(meeting):
    head, case = meeting.house.head, meeting.case(meeting.other)
    held(meeting)
    for act in (
        ChangeConference(conference_id=meeting.conference_id, day=TODAY),
        WriteOutcome(case.case_id, case.purpose, outcome=Outcome.NOT_YET),
        PutOnAgenda(meeting.conference_id, (meeting.house.admit("Baru").person_id,)),
        TakeOffAgenda((case.case_id,)),
        AskFollowUp(case_id=case.case_id, what="menelepon"),
        CloseConference(meeting.conference_id),
    ):
        refused(head, act, "conference_closed")
    with pytest.raises(Refused) as caught, meeting.house.writing() as session:
        session.execute(update(ConferenceCaseTable).values(words="lain"))
    assert caught.value.code == "conference_closed"


def test_that_what_is_asked_of_somebody_can_be_done_after_the_conference_is_closed(meeting):
    head, case = meeting.house.head, meeting.case(meeting.leaving.person_id)
    ask = AskFollowUp(case_id=case.case_id, what="Menelepon kakak", who="Sari", due_on=TODAY + timedelta(days=3))
    asked = head.do(ask).outcome
    held(meeting)
    (one,) = head.ask(OpenFollowUps())
    assert (one.what, one.doer, one.name) == ("Menelepon kakak", "Sari", "Nur Santoso")
    head.do(ChangeFollowUp(follow_up_id=asked, what=one.what, who="Amir", due_on=one.due_on))
    head.do(FollowUpDone(asked))
    assert head.ask(OpenFollowUps()) == ()
    refused(head, FollowUpDone(asked), "done_already")
    head.undo()
    assert [one.doer for one in head.ask(OpenFollowUps())] == ["Amir"]
    refused(head, FollowUpDone(asked, TODAY + timedelta(days=1)), "done_in_future", field="done_on")
    refused(head, TakeBackFollowUp(asked), "conference_closed")


def test_that_a_follow_up_names_what_and_is_taken_back_while_the_conference_is_open(meeting):
    head, case = meeting.house.head, meeting.case(meeting.other)
    refused(head, AskFollowUp(case_id=case.case_id, what=" "), "what_missing", field="what")
    refused(head, AskFollowUp(case_id=case.case_id, what="a", account_id="x"), "doer_unknown", field="account_id")
    head.do(AskFollowUp(case_id=case.case_id, what="Mengurus KTP", account_id=head.staff.account_id))
    assert meeting.case(meeting.other).follow_ups[0].doer == "Dra. Ratna Wulandari"
    refused(head, TakeOffAgenda((case.case_id,)), "case_has_follow_ups")
    head.undo()
    assert meeting.case(meeting.other).follow_ups == ()


def test_that_two_who_write_what_the_conference_says_meet(meeting):
    case = meeting.case(meeting.other)
    shown = Seen({"purpose": case.purpose, "question": "", "outcome": None, "words": ""})
    meeting.house.head.do(WriteOutcome(case.case_id, case.purpose, outcome=Outcome.AGREED, seen=shown))
    with pytest.raises(Conflict):
        meeting.house.head.do(WriteOutcome(case.case_id, case.purpose, outcome=Outcome.NOT_YET, seen=shown))
    refused(
        meeting.house.head,
        WriteOutcome(case.case_id, Purpose.REVIEW, outcome=Outcome.RECOMMENDED),
        "outcome_unfit",
        field="outcome",
    )


def test_that_who_may_not_see_a_confidential_person_is_told_that_somebody_is_hidden_and_cannot_close(meeting):
    head = meeting.house.head
    head.do(SetCategories(meeting.other, (min(RESTRICTED),)))
    deputy = meeting.house.desk(Role.TATA_USAHA)
    for right in (Right.SEE_CASES, Right.EDIT_CASES):
        head.do(PassRight(deputy.staff.account_id, right, TODAY))
    deputy = meeting.house.desk(Role.TATA_USAHA)
    seen = deputy.ask(ConferenceFile(meeting.conference_id))
    assert ([one.name for one in seen.cases], seen.hidden) == (["Nur Santoso"], 1)
    meeting.say(meeting.leaving.person_id, Outcome.RECOMMENDED)
    meeting.say(meeting.other, Outcome.AGREED)
    refused(deputy, CloseConference(meeting.conference_id), "not_all_seen")
    assert "Budi" not in words_of(deputy.ask(PrintMinutes(meeting.conference_id)).content)


def words_of(content: bytes) -> str:
    return " ".join(re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(content)).pages)


def test_that_the_papers_say_who_why_what_and_who_signs(meeting):
    head, case = meeting.house.head, meeting.case(meeting.leaving.person_id)
    head.do(AskFollowUp(case_id=case.case_id, what="Menelepon kakak", who="Sari", due_on=date(2026, 11, 30)))
    agenda = words_of(head.ask(PrintAgenda(meeting.conference_id)).content)
    assert "Nur Santoso" in agenda
    assert "Siapkah pulang?" in agenda
    held(meeting)
    minutes = words_of(head.ask(PrintMinutes(meeting.conference_id)).content)
    for told in ("Kakak siap menerima.", "Menelepon kakak", "30-11-2026", "Pak Amir", "Sari Dewi, S.Sos."):
        assert told in minutes
    shown = {one.act: one.about for one in meeting.house.audit() if one.act in {"PrintAgenda", "PrintMinutes"}}
    assert set(shown["PrintMinutes"]) == {meeting.leaving.person_id, meeting.other}


def test_that_the_pages_are_one_for_everybody_on_the_agenda_who_lives_here(meeting):
    head = meeting.house.head
    head.do(AddPhoto(meeting.other, a_picture()))
    pages = PdfReader(BytesIO(head.ask(PrintConferencePages(meeting.conference_id)).content)).pages
    assert len(pages) == 2
    assert "Nur Santoso" in pages[0].extract_text()
    head.do(RecordLeaving(meeting.other, LeavingReason.FAMILY))
    assert len(PdfReader(BytesIO(head.ask(PrintConferencePages(meeting.conference_id)).content)).pages) == 1


def test_that_who_left_meanwhile_is_closed_without_a_criterion(meeting):
    meeting.say(meeting.leaving.person_id, Outcome.RECOMMENDED)
    meeting.say(meeting.other, Outcome.AGREED)
    meeting.house.head.do(RecordLeaving(meeting.leaving.person_id, LeavingReason.FAMILY))
    meeting.house.head.do(CloseConference(meeting.conference_id))
    assert checked(meeting.house, meeting.leaving.stay_id) is None


def known(desk, person_id) -> dict[Part, str]:
    return {one.part: " ".join(one.told) for one in desk.ask(CandidateFile(person_id)).known}


def test_that_the_page_gathers_what_each_reader_may_see(meeting):
    house, her = meeting.house, meeting.leaving
    with house.writing() as session:
        session.add(
            SavingTable(id=new_id(), stay_id=her.stay_id, person_id=her.person_id, on_day=TODAY, amount=150_000)
        )
    told = known(house.head, her.person_id)
    assert set(told) == set(Part)
    assert "Rp150,000" in told[Part.SAVINGS]
    assert known(a_trainer(house, "Menjahit"), her.person_id) == {}


def test_that_the_page_says_watched_over_and_never_why(meeting):
    house, her = meeting.house, meeting.leaving
    house.desk(Role.KESEHATAN).do(SetHealth(her.person_id, "asma", "", "TB paru, obat tiap pagi", True))
    with house.head.store.asking() as session:
        assert session.scalars(select(HealthTable.attention).where(HealthTable.person_id == her.person_id)).one()
    told = known(house.head, her.person_id)
    assert told[Part.HEALTH] == "watched over"
    page = words_of(house.head.ask(PrintConferencePages(meeting.conference_id)).content)
    assert "TB" not in page
    assert "asma" not in page
    assert Part.HEALTH not in known(house.desk(Role.PEKERJA_SOSIAL), her.person_id)
