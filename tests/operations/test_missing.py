"""Who is missing, what was done about it, the record on paper; the steps end no stay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.missing import MissingStep
from shelter_admin.domain.presence import Mark, OutingKind, RollCallKind
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.missing import MissingNow, PrintRunawayRecord, RecordMissingStep
from shelter_admin.operations.presence.roll_call import CorrectRollCall, Marked, TakeRollCall
from shelter_admin.operations.residents import EditIdentity, RecordLeaving, SetCategories
from shelter_admin.persistence.people.tables import PersonTable
from tests.operations.residents_house import House, refused

NIGHT = date(2026, 11, 21)
EVENING = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)  # 22.05 WITA


@pytest.fixture
def joko(house) -> str:
    person_id: str = house.admit("Joko Njau", bed_id=house.beds["Melati 1/1"]).person_id
    return person_id


def call(house: House, night: date, *marked: tuple[str, Mark]) -> None:
    """Take a night's roll-call at 22.05, everybody else present."""
    house.clock.now = EVENING + timedelta(days=(night - NIGHT).days)
    marks = tuple(Marked(person, mark) for person, mark in marked)
    house.head.do(TakeRollCall(night, marks=marks, all_present=True, close=True))


def missing(house: House, *roles: Role) -> list[str]:
    desk = house.desk(*roles) if roles else house.head
    return [case.person_id for case in desk.ask(MissingNow())]


def test_that_who_was_not_counted_is_missing_since_the_first_night_until_they_come_in(house, joko):
    house.admit("Siti Aminah")
    call(house, NIGHT, (joko, Mark.ABSENT))
    call(house, NIGHT + timedelta(days=1), (joko, Mark.RAN_AWAY))
    (case,) = house.desk(Role.PIKET).ask(MissingNow())
    assert (case.person_id, case.since, case.mark, case.bed) == (joko, NIGHT, Mark.RAN_AWAY, "Melati 1/1")
    assert case.noticed_at == EVENING.replace(minute=0)
    house.head.do(GoOut(joko, kind=OutingKind.MISSING))
    assert missing(house) == [joko]
    house.clock.forward(hours=1)
    house.head.do(ComeIn(joko))
    assert missing(house) == []


def test_that_who_came_in_before_the_count_and_was_not_in_bed_is_missing(house, joko):
    house.head.do(GoOut(joko))
    house.clock.forward(hours=1)
    house.head.do(ComeIn(joko))
    call(house, NIGHT, (joko, Mark.ABSENT))
    assert missing(house) == [joko]


def test_that_a_correction_or_the_end_of_the_stay_ends_it(house, joko):
    siti = house.admit("Siti Aminah").person_id
    call(house, NIGHT, (joko, Mark.ABSENT), (siti, Mark.RAN_AWAY))
    house.head.do(CorrectRollCall(NIGHT, (Marked(joko, Mark.PRESENT),)), reason="tertidur di musala")
    assert missing(house) == [siti]
    house.head.do(RecordLeaving(siti, LeavingReason.RAN_AWAY))
    assert missing(house) == []
    refused(house.head, RecordMissingStep(siti, MissingStep.CALLED), "not_missing", field="person_id")


def test_that_a_step_is_written_once_with_who_and_when_and_can_be_taken_back(house, joko):
    call(house, NIGHT, (joko, Mark.ABSENT))
    desk = house.desk(Role.PIKET)
    desk.do(RecordMissingStep(joko, MissingStep.CALLED, " nomor mati "))
    refused(house.head, RecordMissingStep(joko, MissingStep.CALLED), "missing_step_done", field="step")
    (case,) = desk.ask(MissingNow())
    done = case.steps[0].done
    assert done is not None
    assert (done.done_by, done.note, done.done_at) == ("piket", "nomor mati", house.clock.now)
    assert case.following().step is MissingStep.SEARCHED
    desk.undo()
    assert desk.ask(MissingNow())[0].steps[0].done is None


def test_that_a_step_cannot_be_in_the_future_nor_its_note_without_end(house, joko):
    call(house, NIGHT, (joko, Mark.ABSENT))
    later = house.clock.now + timedelta(minutes=1)
    refused(house.head, RecordMissingStep(joko, MissingStep.CALLED, done_at=later), "step_in_future", field="done_at")
    refused(house.head, RecordMissingStep(joko, MissingStep.CALLED, "x" * 501), "text_too_long", field="note")


def test_that_a_child_s_steps_are_due_sooner(house, joko):
    with house.head.store.asking() as session:
        version = session.get_one(PersonTable, joko).version
    house.head.do(EditIdentity(person_id=joko, version=version, full_name="Joko Njau", birth="12-07-2012"), reason="KK")
    call(house, NIGHT, (joko, Mark.ABSENT))
    (case,) = house.head.ask(MissingNow())
    assert case.child
    police = next(line for line in case.steps if line.step is MissingStep.POLICE)
    assert police.due_at == case.noticed_at + timedelta(hours=3)


def test_that_the_record_names_who_since_when_what_was_done_and_leaves_room_to_sign(house, joko):
    call(house, NIGHT)
    house.clock.forward(hours=14)
    house.head.do(GoOut(joko, "Pasar Segiri", house.clock.now + timedelta(hours=2)))
    call(house, NIGHT + timedelta(days=1), (joko, Mark.NOT_BACK))
    house.head.do(RecordMissingStep(joko, MissingStep.POLICE, "LP/B/17, Polsek Samarinda Ulu"))
    document = house.head.ask(PrintRunawayRecord(joko))
    pages = PdfReader(BytesIO(document.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) == 1
    for said in ("Joko Njau", "Pasar Segiri", "LP/B/17", "22 November 2026", "Head of the shelter"):
        assert said in words
    assert "joko" not in document.filename.casefold()
    assert house.audit()[-1].act == "PrintRunawayRecord"


def test_that_of_somebody_confidential_the_duty_sees_the_number_and_hours_alone(house, joko):
    house.head.do(SetCategories(joko, ("TRAFFICKING",)))
    call(house, NIGHT, (joko, Mark.ABSENT))
    house.head.do(RecordMissingStep(joko, MissingStep.FAMILY, "Ibu Joko Njau, 0812"))
    (case,) = house.desk(Role.PIKET).ask(MissingNow())
    assert case.name == f"{case.number} · confidential"
    assert [line.done.note for line in case.steps if line.done] == [""]
    (whole,) = house.head.ask(MissingNow())
    assert [line.done.note for line in whole.steps if line.done] == ["Ibu Joko Njau, 0812"]


def test_that_who_was_there_in_the_evening_and_not_in_the_morning_was_last_counted_that_evening(house, joko):
    call(house, NIGHT)
    house.clock.now = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # 06.30 WITA on the morning after
    morning = TakeRollCall(NIGHT, RollCallKind.PAGI, marks=(Marked(joko, Mark.ABSENT),), all_present=True, close=True)
    house.head.do(morning)
    pages = PdfReader(BytesIO(house.head.ask(PrintRunawayRecord(joko)).content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "counted at the roll-call of 21-11-2026 22.00: present" in words
