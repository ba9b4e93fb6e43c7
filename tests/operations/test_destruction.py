"""Retention and destruction: nothing without a term, what identifies goes, every figure of the past stays, guards hold."""

from __future__ import annotations

import json
from datetime import date, time

import pytest
from sqlalchemy import delete, select, text, update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.privacy.consent import ConsentAnswer, GivenBy
from shelter_admin.domain.privacy.requests import RequestKind
from shelter_admin.domain.privacy.retention import DESTROYED, Kind, Retention, Signers, term_ended
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.certificates import CertificateRegister
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.duty.medication import AddMedication
from shelter_admin.operations.intake.admitting import AdmitApplicant
from shelter_admin.operations.intake.applicants import SetRequirement
from shelter_admin.operations.intake.offering import OfferBed
from shelter_admin.operations.privacy.consents import RecordConsent
from shelter_admin.operations.privacy.my_data import PrintMyData
from shelter_admin.operations.privacy.requests import RecordRequest
from shelter_admin.operations.privacy.retention import (
    DestroyRecords,
    DestructionPaper,
    RetentionView,
    SetRetention,
)
from shelter_admin.operations.residents import FindResidents, LinkPeople, RecordLeaving, ResidentDetailsOf
from shelter_admin.operations.returns.month import Month
from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import Base
from shelter_admin.persistence.history import HistoryTable
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, StayTable
from shelter_admin.persistence.privacy import about_cases, about_daily, held
from shelter_admin.persistence.privacy.everything import everything
from shelter_admin.persistence.privacy.tables import ConsentTable, DestroyedPersonTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.intake_house import refer
from tests.operations.privacy_house import refusal_of, said_on
from tests.operations.residents_house import TODAY, a_picture
from tests.operations.written_about import CHANGED, SECRET, change_words, tables_written, write_about
from tests.people import NOON

RULE = "Jadwal retensi arsip Provinsi Kalimantan Timur (Pergub 20/2020)"
FIVE = Retention(case_file=5, health=3, photo=2, legal_basis=RULE)
SIGNERS = Signers("Dra. Ratna Wulandari", "Kepala UPT", "Hendra Wijaya", "Arsiparis")
LATER = date(2032, 1, 5)
TOLD = "ibunya sakit di Loa Janan"


def somebody_who_left(house, name="Nur Santoso"):
    """A graduate with a certificate, photo, consent and remarks, who left today."""
    graduate = a_graduate(house, name)
    issue(house, graduate)
    with house.writing() as session:
        person = session.get_one(PersonTable, graduate.person_id)
        person.birth_year, person.birth_month, person.birth_day, person.birth_quality = 1980, 1, 1, "exact"
        person.sex, person.features, person.origin_text = "P", "bekas luka di dahi", "Loa Janan"
        session.get_one(StayTable, graduate.stay_id).remark = TOLD
    with house.writing() as session:
        session.get_one(StayTable, graduate.stay_id).remark = "diganti"
    from shelter_admin.operations.residents import AddPhoto

    house.head.do(AddPhoto(graduate.person_id, a_picture()))
    consent = RecordConsent(graduate.person_id, answer=ConsentAnswer.GIVEN, given_by=GivenBy.SELF, note=TOLD)
    house.head.do(consent)
    house.head.do(RecordLeaving(graduate.person_id, LeavingReason.FAMILY, TODAY))
    return graduate


def everything_written(house) -> str:
    """Every value of every table but the very certificates, as one text."""
    with house.head.store.engine.connect() as connection:
        kept = [name for name in dialects.table_names(connection) if not name.startswith("certificate")]
        return "\n".join(str(row) for name in kept for row in connection.execute(text(f'SELECT * FROM "{name}"')))


def past(house, kind=Kind.CASE_FILE):
    return [one.person_id for one in house.head.ask(RetentionView()).past[kind]]


def figures(house):
    return [house.head.ask(Month(f"2026-{month}")).figures for month in ("10", "11")]


@pytest.mark.parametrize(
    ("left", "years", "today", "over"),
    [
        (date(2026, 11, 21), 5, date(2031, 11, 20), False),
        (date(2026, 11, 21), 5, date(2031, 11, 21), True),
        (date(2024, 2, 29), 1, date(2025, 2, 28), False),
        (date(2024, 2, 29), 1, date(2025, 3, 1), True),
        (None, 5, date(2090, 1, 1), False),
        (date(2026, 11, 21), None, date(2090, 1, 1), False),
    ],
)
def test_that_a_term_ends_on_its_day_and_never_where_day_or_term_are_unknown(left, years, today, over):
    assert term_ended(left, years, today) is over


def test_that_nothing_is_proposed_without_a_term_and_a_term_needs_its_rule(house):
    somebody_who_left(house)
    house.on(LATER)
    assert past(house) == []
    assert refusal_of(house.head, SetRetention(Retention(case_file=5))) == "retention_without_rule"
    assert refusal_of(house.head, SetRetention(Retention(case_file=0, legal_basis=RULE))) == "setting_out_of_bounds"
    house.head.do(SetRetention(FIVE))
    assert len(past(house)) == 1
    house.head.undo()
    assert past(house) == []


def test_that_who_lives_here_waits_for_an_answer_or_is_within_the_term_is_not_past(house):
    house.head.do(SetRetention(FIVE))
    here, gone = house.admit("Siti Aminah").person_id, somebody_who_left(house).person_id
    assert past(house) == []
    house.on(LATER)
    assert past(house) == [gone]
    house.head.do(RecordRequest(gone, RequestKind.ACCESS))
    assert past(house) == []
    for person in (here, gone):
        assert refusal_of(house.head, DestroyRecords(Kind.CASE_FILE, (person,), SIGNERS)) == "not_past_term"


def test_that_a_destroyed_case_file_names_and_tells_nothing_any_more_in_any_table(house):
    gone = somebody_who_left(house)
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    before = everything_written(house)
    secrets = ("Nur Santoso", "6472010101800001", "rahasia", "bekas luka", "Loa Janan", "sidang kasus")
    assert [word for word in secrets if word not in before] == []
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS))
    after = everything_written(house)
    assert [word for word in secrets if word in after] == []
    assert not house.head.ask(FindResidents("Nur Santoso"))
    assert house.head.ask(ResidentDetailsOf(gone.person_id)).line.name == DESTROYED
    assert house.head.ask(CheckStore()).problems == ()


def test_that_a_destruction_reaches_every_table_that_points_at_a_person(house):
    gone, other = somebody_who_left(house), house.admit("Siti Aminah")
    with house.writing() as session:
        rows = write_about(session, gone.person_id, other.person_id, gone.stay_id, house.beds["Melati 1/1"], NOON)
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name in {"person", "applicant"} for key in table.foreign_keys)
    }
    known = {table.__tablename__ for table, _column in (*held.BY_PERSON, *held.BY_APPLICATION)}
    kept_apart = {"consent", "exit_decision", "certificate", "attendance_letter", "incident_person", "destroyed_person"}
    assert pointing - known == kept_apart
    told = said_on(house.head.ask(PrintMyData(gone.person_id)))
    assert SECRET in told
    with house.head.store.asking() as session:
        parts = {part.title for part in everything(session, gone.person_id, with_notes=True).parts}
    assert {one.title for one in (*about_daily.TOLD, *about_cases.TOLD)} - parts == set()
    with house.writing() as session:
        change_words(session, rows)
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    before = everything_written(house)
    assert (SECRET in before, CHANGED in before) == (True, True)
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS))
    after = everything_written(house)
    assert (SECRET in after, CHANGED in after) == (False, False)
    assert "leave_pass" in tables_written(rows)
    assert house.head.ask(CheckStore()).problems == ()


def test_that_every_figure_of_past_months_and_the_register_stay_as_they_were(house):
    gone = somebody_who_left(house)
    house.admit("Siti Aminah")
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    before, register = figures(house), house.head.ask(CertificateRegister(2026)).lines
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS))
    assert figures(house) == before
    assert house.head.ask(CertificateRegister(2026)).lines == register
    assert register[0].name == "Nur Santoso"
    with house.head.store.asking() as session:
        person = session.get_one(PersonTable, gone.person_id)
        assert (person.sex, person.birth_year, person.birth_month, person.birth_day) == ("P", 1980, 1, None)


def test_that_the_record_is_numbered_names_nobody_and_is_kept_as_it_was_made(house):
    gone = somebody_who_left(house)
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    paper = house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS)).outcome
    said = said_on(paper)
    for word in ("001/BA-PM/PSHM/2032", gone.number, RULE, "Hendra Wijaya", "Arsiparis", "Pasal 43"):
        assert word in said, word
    assert "Nur Santoso" not in said
    (line,) = house.head.ask(RetentionView()).done
    assert (line.number, line.people) == ("001/BA-PM/PSHM/2032", 1)
    assert house.head.ask(DestructionPaper(line.destruction_id)).content == paper.content
    assert house.audit()[-1].about == (gone.person_id,)
    assert house.head.undoable() is None


def test_that_two_people_sign_and_nobody_is_destroyed_twice(house):
    gone = somebody_who_left(house).person_id
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    alone = Signers("Ratna", "Kepala", "ratna", "Kepala")
    assert refusal_of(house.head, DestroyRecords(Kind.CASE_FILE, (gone,), alone)) == "signers_the_same"
    unnamed = Signers("Ratna", "Kepala", " ", "Arsiparis")
    assert refusal_of(house.head, DestroyRecords(Kind.CASE_FILE, (gone,), unnamed)) == "signer_missing"
    assert refusal_of(house.head, DestroyRecords(Kind.CASE_FILE, (), SIGNERS)) == "nobody_chosen"
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone,), SIGNERS))
    assert refusal_of(house.head, DestroyRecords(Kind.CASE_FILE, (gone,), SIGNERS)) == "not_past_term"
    assert house.head.ask(RetentionView()).past == dict.fromkeys(Kind, ())


def test_that_health_and_photos_can_go_earlier_and_leave_the_rest(house):
    gone = somebody_who_left(house).person_id
    house.head.do(SetRetention(FIVE))
    house.on(date(2030, 1, 5))
    assert (past(house, Kind.CASE_FILE), past(house, Kind.HEALTH), past(house, Kind.PHOTO)) == ([], [gone], [gone])
    house.head.do(DestroyRecords(Kind.HEALTH, (gone,), SIGNERS))
    house.head.do(DestroyRecords(Kind.PHOTO, (gone,), SIGNERS))
    written = everything_written(house)
    assert "rahasia" not in written
    assert "Nur Santoso" in written
    with house.head.store.asking() as session:
        assert session.scalars(select(HealthTable.id)).all() == []


def test_that_old_values_decisions_and_consents_are_blanked_only_for_whoever_was_destroyed(house):
    gone, other = somebody_who_left(house), somebody_who_left(house, "Budi Raharjo")
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS))
    blanks = (
        update(HistoryTable).where(HistoryTable.row_id == other.stay_id).values(old={}, reason=""),
        update(ExitDecisionTable)
        .where(ExitDecisionTable.person_id == other.person_id)
        .values(reason="-", names="", snapshot={}),
        update(ConsentTable).where(ConsentTable.person_id == other.person_id).values(guardian="", mode="", note=""),
        update(HistoryTable).where(HistoryTable.row_id == gone.stay_id).values(old={"remark": "lain"}),
        update(HistoryTable).where(HistoryTable.row_id == gone.stay_id).values(old={}, reason="", by="orang lain"),
        delete(HistoryTable).where(HistoryTable.row_id == gone.stay_id),
        delete(ConsentTable).where(ConsentTable.person_id == gone.person_id),
        delete(DestroyedPersonTable),
    )
    for statement in blanks:
        with pytest.raises(Refused, match="append_only"), house.writing() as session:
            session.execute(statement.execution_options(synchronize_session=False))


def test_that_the_database_itself_keeps_residents_and_what_was_destroyed(house):
    here = house.admit("Siti Aminah").person_id
    gone = somebody_who_left(house)
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS))
    with house.head.store.asking() as session:
        destruction_id = session.scalars(select(DestroyedPersonTable.destruction_id)).one()
    with pytest.raises(Refused, match="destroyed_in_house"), house.writing() as session:
        session.add(DestroyedPersonTable(destruction_id=destruction_id, person_id=here, kind="case_file"))
    named = update(PersonTable).where(PersonTable.id == gone.person_id).values(name="Nur Santoso")
    reopened = update(StayTable).where(StayTable.id == gone.stay_id).values(leave_reason=None, left_on=None)
    for statement in (named, reopened):
        with pytest.raises(Refused, match="person_destroyed"), house.writing() as session:
            session.execute(statement)


def test_that_a_copy_of_the_data_after_a_destruction_holds_nothing_but_what_is_kept(house):
    gone = somebody_who_left(house)
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    house.head.do(DestroyRecords(Kind.CASE_FILE, (gone.person_id,), SIGNERS))
    said = said_on(house.head.ask(PrintMyData(gone.person_id, with_notes=True)))
    assert DESTROYED in said
    assert TOLD not in said
    assert json.dumps(said).count("400.9/001") == 1


def test_that_what_was_taken_out_of_an_application_before_goes_with_the_case_file(house):
    made = refer(house)
    for state in (RequirementState.ARRANGED, None):
        house.head.do(
            SetRequirement(applicant_id=made, requirement=Requirement.KTP, state=state, note=f"{SECRET} mengurus")
        )
    house.head.do(OfferBed(made, house.beds["Melati 1/1"], TODAY, despite=SECRET))
    person = house.head.do(AdmitApplicant(applicant_id=made)).outcome.person_id
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    house.head.do(DestroyRecords(Kind.CASE_FILE, (person,), SIGNERS), reason="masa retensi lewat")
    with house.head.store.asking() as session:
        assert [row.table_name for row in session.scalars(select(HistoryTable)) if SECRET in str(row.old)] == []


def test_that_an_earlier_file_of_somebody_is_kept_as_long_as_the_one_it_is_linked_to(house):
    old = house.admit("Soetardjo", admitted_on=date(2024, 2, 1)).person_id
    house.head.do(RecordLeaving(old, LeavingReason.FAMILY, date(2024, 6, 1)))
    new = house.admit("Sutarjo", admitted_on=date(2026, 11, 1)).person_id
    house.head.do(LinkPeople(new, old))
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    assert past(house) == []
    house.head.do(RecordLeaving(new, LeavingReason.FAMILY))
    assert past(house) == []
    house.on(date(2037, 1, 5))
    assert past(house) == [old, new]


def test_that_medicines_alone_are_health_records_past_their_term(house):
    person = house.admit("Soetardjo", admitted_on=date(2026, 2, 1)).person_id
    hours = (time(7),)
    house.desk(Role.KESEHATAN).do(AddMedication(person, "Parasetamol", hours, TODAY))
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    house.head.do(SetRetention(FIVE))
    house.on(LATER)
    assert past(house, Kind.HEALTH) == [person]
