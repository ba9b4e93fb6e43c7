"""A house with a class, for tests about readiness: people who train, with whatever is written about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.readiness import Candidate, Criterion, State
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.readiness import Candidates, RecordCheck
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import HealthTable, PersonTable
from shelter_admin.persistence.training.programs import batch_named, program_named, set_trainers
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    ClassSessionTable,
    EnrolmentTable,
    GradeTable,
)
from tests.operations.residents_house import TODAY, House

FIRST = TODAY - timedelta(days=30)


@dataclass
class Trainee:
    """Somebody who trains."""

    person_id: str
    stay_id: str
    enrolment_id: str
    number: str


def a_trainee(
    house: House,
    name: str = "Nur Santoso",
    program: str = "Menjahit",
    *,
    marks: str = "HHHH",
    mark: float | None = 80.0,
    nik: bool = True,
    attention: bool | None = False,
    joined_on: date = FIRST,
) -> Trainee:
    """Take somebody in and let them train; ``marks`` one letter a day from FIRST on, a dot for unmarked."""
    admitted = house.admit(name, admitted_on=FIRST)
    with house.writing() as session:
        stay_id = admitted.stay_id
        program_id = program_named(session, program)
        batch_id = batch_named(session, program_id, "")
        row = EnrolmentTable(
            id=new_id(), stay_id=stay_id, program_id=program_id, batch_id=batch_id, joined_on=joined_on
        )
        session.add(row)
        session.flush()
        _attend(session, batch_id, row.id, marks)
        if mark is not None:
            session.add(GradeTable(id=new_id(), enrolment_id=row.id, mark=mark))
        person = session.get_one(PersonTable, admitted.person_id)
        person.nik_quality = (NikQuality.OK if nik else NikQuality.MISSING).value
        person.nik = "6472010101800001" if nik else None
        if attention is not None:
            session.add(HealthTable(id=new_id(), person_id=admitted.person_id, details="rahasia", attention=attention))
        return Trainee(admitted.person_id, stay_id, row.id, admitted.number)


def _attend(session: Any, batch_id: str, enrolment_id: str, marks: str) -> None:
    for at, mark in enumerate(marks):
        day = FIRST + timedelta(days=at)
        held = session.scalars(
            select(ClassSessionTable).where(ClassSessionTable.batch_id == batch_id, ClassSessionTable.day == day)
        ).first()
        if held is None:
            held = ClassSessionTable(id=new_id(), batch_id=batch_id, day=day)
            session.add(held)
            session.flush()
        if mark != ".":
            session.add(AttendanceMarkTable(id=new_id(), session_id=held.id, enrolment_id=enrolment_id, mark=mark))


def again_in(house: House, trainee: Trainee, program: str) -> str:
    """Let somebody train in a second programme."""
    with house.writing() as session:
        program_id = program_named(session, program)
        batch_id = batch_named(session, program_id, "")
        row = EnrolmentTable(id=new_id(), stay_id=trainee.stay_id, program_id=program_id, batch_id=batch_id)
        session.add(row)
        return row.id


def ready_but_for_the_head(house: House, name: str = "Nur Santoso", **known: Any) -> Trainee:
    """Somebody of whom only the head's word is missing."""
    trainee = a_trainee(house, name, **known)
    for criterion in (Criterion.RECEPTION, Criterion.CASE_CONFERENCE):
        house.head.do(RecordCheck(trainee.person_id, criterion, State.MET, TODAY))
    return trainee


def a_trainer(house: House, *programs: str) -> Desk:
    """A trainer's desk, for these programmes."""
    desk = house.desk(Role.INSTRUKTUR)
    with house.writing() as session:
        set_trainers(session, desk.staff.account_id, [program_named(session, name) for name in programs])
    return desk


def the_candidate(desk: Desk, trainee: Trainee) -> Candidate:
    """The line of somebody in the list of this desk."""
    (found,) = [line for line in desk.ask(Candidates()).candidates if line.enrolment_id == trainee.enrolment_id]
    return found


def states(candidate: Candidate) -> dict[str, str]:
    """How each criterion stands."""
    return {check.criterion.value: check.state.value for check in candidate.checks}
