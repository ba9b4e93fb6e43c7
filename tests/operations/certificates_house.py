"""A house with people whom the head has decided about, for tests about certificates."""

from __future__ import annotations

from datetime import date
from typing import Any

from shelter_admin.operations.certificates import IssueCertificates
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.tables import EnrolmentTable, ProgramTable, SubjectTable
from tests.operations.readiness_house import Trainee, a_trainee
from tests.operations.residents_house import TODAY, House


def a_graduate(
    house: House, name: str = "Nur Santoso", *, hours: int | None = 260, ready: bool = True, **more: Any
) -> Trainee:
    """Somebody who trained and about whom the head has decided; NIK and health are known and never to be printed."""
    trainee = a_trainee(house, name, **more)
    decide(house, trainee, ready=ready)
    with house.writing() as session:
        program_id = session.get_one(EnrolmentTable, trainee.enrolment_id).program_id
        session.get_one(ProgramTable, program_id).hours = hours
    return trainee


def decide(house: House, trainee: Trainee, *, ready: bool, on: date = TODAY) -> None:
    """Write a decision of the head."""
    with house.writing() as session:
        session.add(
            ExitDecisionTable(
                id=new_id(),
                stay_id=trainee.stay_id,
                person_id=trainee.person_id,
                ready=ready,
                reason="sidang kasus",
                decided_on=on,
                decided_by=house.head.staff.account_id,
                snapshot={},
            )
        )


def add_subjects(house: House, trainee: Trainee, *names: str) -> None:
    """Give the programme of a trainee subjects of eight and twelve hours."""
    with house.writing() as session:
        program_id = session.get_one(EnrolmentTable, trainee.enrolment_id).program_id
        for at, name in enumerate(names):
            session.add(
                SubjectTable(
                    id=new_id(), program_id=program_id, position=at, name=name, theory_hours=8, practice_hours=12
                )
            )


def issue(house: House, *graduates: Trainee) -> Any:
    """Issue their certificates; gives them in order."""
    return house.head.do(IssueCertificates(tuple(one.enrolment_id for one in graduates))).outcome
