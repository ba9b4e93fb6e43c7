"""What a class's own programme says: how often somebody may be absent, and what its trainer sees of the others."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from shelter_admin.domain.readiness import Criterion, Rule, Scope, ScopeKind
from shelter_admin.operations.readiness import EndReadinessPolicy
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.enrolling import TrainingOf
from shelter_admin.operations.training.figures import AttendanceFiguresOf
from shelter_admin.operations.training.joint import JointView
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import PersonCategoryTable
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
)
from tests.operations.readiness_facts import of_program, only, state
from tests.operations.readiness_house import FIRST, a_trainee, a_trainer, again_in
from tests.operations.residents_house import TODAY
from tests.operations.services_house import CHILD


def batch_of(house, enrolment_id):
    with house.writing() as session:
        return session.get_one(EnrolmentTable, enrolment_id).batch_id


def test_that_how_often_somebody_may_be_absent_goes_by_the_policy_of_the_programme(house):
    trainee = a_trainee(house, marks="HHHHHHHHHHHHHHHHHHHH")
    batch_id = batch_of(house, trainee.enrolment_id)
    with house.writing() as session:
        session.get_one(BatchTable, batch_id).ends_on = TODAY + timedelta(days=60)
    scope = of_program(house, "Menjahit")
    made = house.head.do(only(Rule(Criterion.ATTENDANCE, 95.0), scope=scope)).outcome
    assert absences(house, trainee) == {state(house, trainee, Criterion.ATTENDANCE).days}
    strict = absences(house, trainee)
    house.head.do(EndReadinessPolicy(scope, made.version))
    assert absences(house, trainee) == {state(house, trainee, Criterion.ATTENDANCE).days} != strict


def test_that_how_often_somebody_may_be_absent_goes_by_the_policy_of_their_category_where_the_programme_has_none(house):
    trainee = a_trainee(house, marks="HHHHHHHHHHHHHHHHHHHH")
    batch_id = batch_of(house, trainee.enrolment_id)
    with house.writing() as session:
        session.get_one(BatchTable, batch_id).ends_on = TODAY + timedelta(days=60)
        person = {"person_id": trainee.person_id, "category": CHILD, "main": True}
        session.add(PersonCategoryTable(id=new_id(), **person))
    usual = absences(house, trainee)
    house.head.do(only(Rule(Criterion.ATTENDANCE, 95.0), scope=Scope(ScopeKind.CATEGORY, CHILD)))
    (row,) = house.head.ask(ClassSheetOf(batch_id)).rows
    assert row.least == 0.95
    assert absences(house, trainee) == {state(house, trainee, Criterion.ATTENDANCE).days} != usual
    house.head.do(only(Rule(Criterion.ATTENDANCE, 75.0), scope=of_program(house, "Menjahit")))
    assert absences(house, trainee) == {state(house, trainee, Criterion.ATTENDANCE).days} == usual


def absences(house, trainee):
    """How many absences the sheet, the programme's figures and the file say are left."""
    (row,) = house.head.ask(ClassSheetOf(batch_of(house, trainee.enrolment_id))).rows
    (program,) = house.head.ask(AttendanceFiguresOf(of_program(house, "Menjahit").key)).people
    (training,) = house.head.ask(TrainingOf(trainee.person_id))
    return {row.figures.may_miss, program.figures.may_miss, training.figures.may_miss}


def test_that_a_trainer_looks_at_somebody_s_days_in_the_own_programmes_alone(house):
    trainee = a_trainee(house, marks="")
    other = again_in(house, trainee, "Las")
    a_trainee(house, "Budi Setiawan", "Las", marks="A")
    with house.writing() as session:
        held = session.scalars(select(ClassSessionTable.id)).one()
        session.add(AttendanceMarkTable(id=new_id(), session_id=held, enrolment_id=other, mark="A"))
    question = JointView(FIRST, TODAY, person_id=trainee.person_id)
    assert [row.days.keys() for row in house.head.ask(question).rows] == [{FIRST}]
    assert [dict(row.days) for row in a_trainer(house, "Menjahit").ask(question).rows] == [{}]
