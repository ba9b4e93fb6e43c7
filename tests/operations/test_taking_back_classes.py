"""Taking back marks reaches the programme only that the right was asked for."""

from __future__ import annotations

import pytest

from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.grades import PutBackGrades
from shelter_admin.operations.training.program_days import TakeBackProgramDay
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.reckoning import GradeChanged
from shelter_admin.persistence.training import enrolments
from shelter_admin.persistence.training.enrolments import Moved
from tests.operations.residents_house import a_house, refused
from tests.operations.training_house import SewingClass, a_sewing_class


@pytest.fixture
def sewing(tmp_path):
    house = a_house(tmp_path)
    yield a_sewing_class(house, "Aminah")
    house.head.close()


def in_welding(sewing: SewingClass) -> str:
    """Enrol the same person in a programme of which the trainer has nothing; gives the enrolment."""
    las = sewing.head.do(AddProgram("Las", 100)).outcome
    aminah = sewing.people["Aminah"]
    sewing.head.do(Enrol(las, "", (aminah,)))
    with sewing.house.writing() as session:
        return enrolments.newest_enrolments(session, las, [aminah])[aminah].id


def test_that_marks_of_another_programme_are_not_put_back(sewing):
    welding = in_welding(sewing)
    act = PutBackGrades(sewing.program_id, (GradeChanged(welding, None, 80, None),))
    refused(sewing.trainer, act, "enrolment_unknown", field="enrolment_id")
    assert sewing.house.counts()["grade"] == 0


def test_that_a_day_of_joining_in_another_programme_is_not_put_back(sewing):
    welding = in_welding(sewing)
    with sewing.house.writing() as session:
        now = enrolments.place_of(enrolments.the_enrolment(session, welding))
    act = TakeBackProgramDay(sewing.program_id, (), (Moved(now._replace(joined_on=None), now),))
    refused(sewing.trainer, act, "enrolment_unknown", field="enrolment_id")
