"""The register of certificates in the store: one key, few statements, and nobody seen who is not to be seen."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.settings import predicates
from shelter_admin.domain.sight import sight_of
from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.certificates import CertificateRegister, Entitled, IssueCertificates
from shelter_admin.operations.training.enrolling import EndEnrolment, TrainingOf
from shelter_admin.operations.training.holidays import SetHoliday
from shelter_admin.persistence.certificates import candidates, keys, register
from shelter_admin.persistence.training.programs import program_named
from tests.operations.certificates_house import a_graduate, add_subjects, issue
from tests.operations.readiness_house import FIRST
from tests.operations.residents_house import TODAY


@contextmanager
def counted(house):
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []

    def listen(_connection, _cursor, statement, *_more):
        asked.append(statement)

    event.listen(house.head.store.engine, "before_cursor_execute", listen)
    try:
        yield asked
    finally:
        event.remove(house.head.store.engine, "before_cursor_execute", listen)


def asked_for(house, question):
    with counted(house) as asked:
        house.head.ask(question)
    return len(asked)


def test_that_the_key_is_made_at_the_first_issue_and_used_again(house):
    with house.head.store.asking() as session:
        assert keys.public_keys(session) == []
    with house.writing() as session:
        first = keys.signing_key(session)
    with house.writing() as session:
        assert keys.signing_key(session) == first
        assert len(keys.public_keys(session)) == 1
    assert repr(first).count("secret") == 0


def test_that_lists_ask_as_often_for_many_as_for_one(house):
    one = a_graduate(house, "Ani")
    issue(house, one)
    few = [asked_for(house, question) for question in (Entitled(), CertificateRegister())]
    more = [a_graduate(house, f"Orang {at}", marks="HS") for at in range(12)]
    issue(house, *more[:6])
    assert [asked_for(house, question) for question in (Entitled(), CertificateRegister())] == few


def test_that_issuing_asks_as_often_for_many_as_for_one(house):
    people = [a_graduate(house, f"Orang {at}") for at in range(9)]
    issue(house, people[0])
    numbers = []
    for chosen in (people[1:2], people[2:]):
        with counted(house) as asked:
            house.head.do(IssueCertificates(tuple(one.enrolment_id for one in chosen)))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_that_hours_marks_days_and_attendance_are_each_persons_own(house):
    ani = a_graduate(house, "Ani", marks="HHS")
    budi = a_graduate(house, "Budi", marks="A..")
    add_subjects(house, ani, "Pola dasar", "Menjahit kemeja")
    with house.head.store.asking() as session:
        found = candidates.contents(session, [ani.enrolment_id, budi.enrolment_id], TODAY)
    mine, other = found[ani.enrolment_id], found[budi.enrolment_id]
    assert (mine.attendance.present, mine.attendance.sick, mine.attendance.absent) == (2, 1, 0)
    assert (other.attendance.present, other.attendance.absent, other.attendance.rate) == (0, 1, 0.0)
    assert [subject.name for subject in other.subjects] == ["Pola dasar", "Menjahit kemeja"]
    assert [(subject.theory_hours, subject.practice_hours, subject.mark) for subject in mine.subjects] == [
        (8, 12, None)
    ] * 2
    assert mine.first_day is not None
    assert mine.last_day is not None
    assert mine.first_day < mine.last_day < TODAY


def test_that_a_trainer_sees_candidates_and_certificates_of_the_own_programme_only(house):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi", program="Las")
    issue(house, ani, budi)
    trainer = house.desk(Role.INSTRUKTUR)
    with house.head.store.asking() as session:
        program_id = program_named(session, "Las")
    house.head.do(SetTrainer(trainer.staff.account_id, (program_id,)))
    sight, scale = sight_of(trainer.staff, TODAY), predicates(house.head.panti.settings.predikat)
    with house.head.store.asking() as session:
        assert [one.line.name for one in candidates.candidates(session, sight, scale)] == ["Budi"]
        assert [line.name for line in register.lines(session, sight)] == ["Budi"]


def test_that_a_number_is_found_in_any_case_and_spacing(house):
    (one,) = issue(house, a_graduate(house))
    with house.head.store.asking() as session:
        for typed in (one.certificate_no.lower(), f" {one.certificate_no.replace('/', ' / ')} "):
            found = register.certificate_numbered(session, typed)
            assert found is not None
            assert found.id == one.certificate_id
        assert register.certificate_numbered(session, one.certificate_no[:-1]) is None


def test_that_a_certificate_counts_the_sessions_that_the_figures_count(house):
    ani = a_graduate(house, marks="HHHHAA")
    house.head.do(SetHoliday(FIRST + timedelta(days=4), "Libur kantor"))
    house.head.do(EndEnrolment(ani.enrolment_id, FIRST + timedelta(days=2)))
    (training,) = house.head.ask(TrainingOf(ani.person_id))
    with house.head.store.asking() as session:
        mine = candidates.contents(session, [ani.enrolment_id], TODAY)[ani.enrolment_id].attendance
    assert (mine.present, mine.absent, mine.rate) == (3, 0, 1.0)
    assert (training.figures.present, training.figures.absent) == (mine.present, mine.absent)
