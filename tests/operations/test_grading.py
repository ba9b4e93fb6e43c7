"""Marks in their parts: re-sits stay, subjects and finals follow what they are reckoned from, typed marks stand."""

from __future__ import annotations

from datetime import date

import pytest

from shelter_admin.domain.errors import Conflict
from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.grades import FinalMark, GradeGiven, Grades, SetFinalMarks, SetGrades
from shelter_admin.operations.training.part_marks import PartGiven, SetPartMarks
from shelter_admin.operations.training.programs import AddProgram, SetSubjects, SubjectGiven, SubjectsOf
from shelter_admin.persistence.training.tables import EnrolmentTable
from tests.operations.residents_house import a_house, refused
from tests.operations.training_house import a_sewing_class

T, P, A = Part


@pytest.fixture
def sewing(tmp_path):
    made = a_sewing_class(a_house(tmp_path), "Aminah", "Bulan")
    given = (SubjectGiven("Pola", 10, 30), SubjectGiven("Jahit", 0, 80))
    made.head.do(SetSubjects(made.program_id, given))
    yield made
    made.head.close()


class Marks:
    """The marks of Aminah, typed by the trainer."""

    def __init__(self, sewing, name="Aminah"):
        self.sewing, self.name = sewing, name
        self.enrolment = sewing.row(name).enrolment_id
        self.pola, self.jahit = (line.subject_id for line in sewing.head.ask(SubjectsOf(sewing.program_id)))

    def act(self, subject, attempt=1, **more):
        parts = {"t": T, "p": P, "a": A}
        given = tuple(PartGiven(self.enrolment, subject, parts[key], mark, attempt) for key, mark in more.items())
        return SetPartMarks(self.sewing.batch_id, given)

    def give(self, subject, attempt=1, **more):
        self.sewing.trainer.do(self.act(subject, attempt, **more))

    def type(self, mark, subject=None):
        self.sewing.trainer.do(SetGrades(self.sewing.batch_id, (GradeGiven(self.enrolment, mark, subject),)))

    @property
    def row(self):
        rows = self.sewing.trainer.ask(Grades(self.sewing.batch_id)).rows
        return next(row for row in rows if row.name == self.name)

    @property
    def stands(self):
        row = self.row
        return row.subjects.get(self.pola), row.subjects.get(self.jahit), row.final


@pytest.fixture
def marks(sewing):
    return Marks(sewing)


def test_that_a_subject_is_reckoned_once_all_its_parts_have_marks_and_the_final_one_once_all_subjects_have(marks):
    marks.give(marks.pola, t=80, p=90)
    assert marks.stands == (None, None, None)
    marks.give(marks.pola, a=70)
    assert marks.stands == (83.0, None, None)  # (30·80 + 50·90 + 20·70) / 100
    marks.give(marks.jahit, p=75, a=80)  # no hours of theory: practice and attitude alone, 50 : 20
    assert marks.stands == (83.0, 76.43, 78.62)  # hours 40 : 80


def test_that_a_mark_of_a_part_the_subject_has_not_is_refused(marks):
    refused(marks.sewing.trainer, marks.act(marks.jahit, t=80), "part_not_asked", field="marks")
    refused(marks.sewing.trainer, marks.act("no-such", t=80), "subject_unknown", field="marks")
    refused(marks.sewing.trainer, marks.act(marks.pola, t=101), "grade_out_of_bounds", field="marks")
    assert marks.sewing.house.counts()["subject_mark"] == 0


def test_that_a_resit_counts_and_the_earlier_attempt_stays(marks):
    marks.give(marks.pola, t=40, p=90, a=70)
    assert marks.stands[0] == 71.0
    marks.give(marks.pola, attempt=2, t=80)
    assert marks.stands[0] == 83.0
    assert marks.row.attempts[marks.pola, T] == (40, 80)
    refused(marks.sewing.trainer, marks.act(marks.pola, t=None), "attempt_followed", field="marks")
    marks.give(marks.pola, attempt=2, t=None)
    assert marks.stands[0] == 71.0


def test_that_attempts_leave_no_gap_and_end_at_nine(marks):
    refused(marks.sewing.trainer, marks.act(marks.pola, attempt=2, t=60), "attempt_out_of_turn", field="marks")
    refused(marks.sewing.trainer, marks.act(marks.pola, attempt=0, t=60), "attempt_out_of_turn", field="marks")
    for attempt in range(1, 10):
        marks.give(marks.pola, attempt, t=60)
    refused(marks.sewing.trainer, marks.act(marks.pola, attempt=10, t=60), "attempts_used_up", field="marks")


def test_that_a_part_taken_away_leaves_the_reckoned_marks_unknown(marks):
    marks.give(marks.pola, t=80, p=90, a=70)
    marks.type(77, marks.jahit)
    assert marks.stands == (83.0, 77, 79.0)
    marks.give(marks.pola, a=None)
    assert marks.stands == (None, 77, None)


def test_that_an_office_that_types_final_marks_alone_keeps_them_as_typed(marks):
    marks.type(88)
    assert marks.stands == (None, None, 88)
    marks.give(marks.pola, t=80, p=90, a=70)
    marks.give(marks.jahit, p=75, a=80)
    assert marks.stands == (83.0, 76.43, 88)
    assert marks.row.reckoned[None] == 78.62
    marks.type(None)
    assert marks.stands[2] == 78.62


def test_that_an_office_that_types_subjects_alone_gets_the_final_mark_reckoned(marks):
    marks.type(80, marks.pola)
    assert marks.stands == (80, None, None)
    marks.type(90, marks.jahit)
    assert marks.stands == (80, 90, 86.67)
    marks.type(None, marks.jahit)
    assert marks.stands == (80, None, None)


def test_that_a_typed_subject_stands_over_its_parts_until_it_is_taken_away(marks):
    marks.type(60, marks.pola)
    marks.give(marks.pola, t=80, p=90, a=70)
    assert marks.stands[0] == 60
    marks.type(None, marks.pola)
    assert marks.stands[0] == 83.0


def test_that_final_marks_by_person_are_kept_as_typed(marks):
    person = marks.sewing.people["Aminah"]
    marks.sewing.head.do(SetFinalMarks(marks.sewing.program_id, (FinalMark(person, 91),)))
    assert marks.stands == (None, None, 91)


def test_that_taking_back_gives_every_mark_its_earlier_value(marks):
    marks.give(marks.pola, t=80, p=90, a=70)
    marks.type(77, marks.jahit)
    before = marks.stands, marks.row.attempts
    marks.give(marks.pola, attempt=2, t=100)
    assert marks.stands != before[0]
    marks.sewing.trainer.undo()
    assert (marks.stands, marks.row.attempts) == before
    marks.sewing.trainer.undo()
    assert marks.stands == (83.0, None, None)


def test_that_a_mark_changed_since_is_not_taken_back(marks):
    marks.give(marks.pola, t=80)
    marks.sewing.head.do(marks.act(marks.pola, t=85))
    with pytest.raises(Exception, match="changed_meanwhile"):
        marks.sewing.trainer.undo()
    assert marks.row.attempts[marks.pola, T] == (85,)


def test_that_a_subject_with_a_mark_of_a_part_cannot_be_taken_out(marks):
    marks.give(marks.pola, t=80)
    act = SetSubjects(marks.sewing.program_id, (SubjectGiven("Jahit", 0, 80, marks.jahit),))
    refused(marks.sewing.head, act, "subject_has_marks", field="subjects")


def test_that_two_who_resit_the_same_part_at_once_are_told(marks):
    marks.give(marks.pola, t=40)
    key = marks.act(marks.pola, attempt=2, t=70).marks[0].key
    marks.sewing.head.do(marks.act(marks.pola, attempt=2, t=70))
    act = marks.act(marks.pola, attempt=2, t=75)
    with pytest.raises(Conflict) as told:
        marks.sewing.trainer.do(SetPartMarks(act.batch_id, act.marks, seen=Seen({key: None})))
    assert told.value.differences[0].label == "Aminah · Pola · Theory · attempt 2"
    assert marks.row.attempts[marks.pola, T] == (40, 70)


def test_that_only_who_trains_there_gives_marks_and_only_to_whom_is_in_the_class(marks):
    program = marks.sewing.head.do(AddProgram("Las", 90)).outcome
    person = marks.sewing.house.admit("Cici", admitted_on=date(2026, 10, 1)).person_id
    marks.sewing.head.do(Enrol(program, "", (person,), date(2026, 11, 2)))
    with marks.sewing.head.store.asking() as session:
        welding = session.query(EnrolmentTable).filter_by(program_id=program).one()
    refused(marks.sewing.trainer, SetPartMarks(welding.batch_id, ()), "program_not_yours", field="program_id")
    act = SetPartMarks(marks.sewing.batch_id, (PartGiven(welding.id, marks.pola, T, 80),))
    refused(marks.sewing.head, act, "enrolment_unknown", field="marks")
