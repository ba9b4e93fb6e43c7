"""Programmes, subjects, batches, enrolment, marks and holidays: effect, refusal, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.training import BatchLine
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.training.batches import AddBatch, ChangeBatch
from shelter_admin.operations.training.classes import Classes
from shelter_admin.operations.training.enrolling import EndEnrolment, Enrol, TrainingOf
from shelter_admin.operations.training.grades import FinalMark, GradeGiven, Grades, SetFinalMarks, SetGrades
from shelter_admin.operations.training.holidays import FillHolidays, Holidays, RemoveHoliday, SetHoliday
from shelter_admin.operations.training.program_days import CloseProgramDay, MarkProgramDay, PersonMark
from shelter_admin.operations.training.programs import (
    AddProgram,
    ChangeProgram,
    ProgramNamed,
    Programs,
    SetSubjects,
    SubjectGiven,
    SubjectsOf,
    TakeBackProgram,
)
from tests.operations.residents_house import refused
from tests.operations.training_house import FIRST, FRIDAY, THURSDAY, A, H, SewingClass, a_sewing_class

TODAY = date(2026, 11, 21)
INDEPENDENCE = date(2026, 8, 17)


@pytest.fixture
def sewing(house) -> SewingClass:
    return a_sewing_class(house, "Aminah", "Bulan", "Citra")


def test_that_a_programme_is_opened_changed_and_both_are_taken_back(house):
    head = house.head
    program_id = head.do(AddProgram("  Tata   Boga ", 80)).outcome
    head.do(ChangeProgram(program_id, "Tata Boga Lanjut", 90))
    assert [(line.name, line.hours) for line in head.ask(Programs())] == [("Tata Boga Lanjut", 90)]
    head.undo()
    assert [(line.name, line.hours) for line in head.ask(Programs())] == [("Tata Boga", 80)]
    head.undo()
    assert head.ask(Programs()) == ()


def test_that_a_programme_without_hours_takes_them_and_one_with_hours_is_known(house):
    head = house.head
    program_id = head.do(AddProgram("Las")).outcome
    assert head.do(AddProgram("LAS", 100)).outcome == program_id
    assert [(line.name, line.hours) for line in head.ask(Programs())] == [("Las", 100)]
    refused(head, AddProgram("las", 50), "program_taken", field="program_name")
    head.undo()
    assert [line.hours for line in head.ask(Programs())] == [None]


@pytest.mark.parametrize(
    ("act", "code", "field"),
    [
        (AddProgram("  "), "program_name_missing", "program_name"),
        (AddProgram("x" * 81), "text_too_long", "program_name"),
        (AddProgram("Las", 0), "hours_out_of_bounds", "hours"),
        (AddProgram("menjahit", 10), "program_taken", "program_name"),
        (ChangeProgram("no-such", "Las"), "program_gone", "program_id"),
        (AddBatch("no-such", "I"), "program_gone", "program_id"),
        (ChangeBatch("no-such", "I"), "batch_unknown", "batch_id"),
        (EndEnrolment("no-such"), "enrolment_unknown", "enrolment_id"),
    ],
)
def test_that_what_cannot_be_set_up_is_refused_and_leaves_nothing(sewing, act, code, field):
    before = sewing.house.counts()
    refused(sewing.head, act, code, field=field)
    assert sewing.house.counts() == before


def test_that_a_programme_in_use_is_not_taken_back(house):
    sewing = a_sewing_class(house)
    sewing.enrol("Aminah")
    refused(sewing.head, TakeBackProgram(sewing.program_id), "changed_meanwhile")


def test_that_a_programme_is_found_in_any_case_and_only_its_own_by_a_trainer(sewing):
    sewing.head.do(AddProgram("Las", 100))
    assert sewing.trainer.ask(ProgramNamed("MENJAHIT")).people == 3
    with pytest.raises(Refused, match="program_not_yours"):
        sewing.trainer.ask(ProgramNamed("Las"))
    with pytest.raises(Refused, match="program_unknown"):
        sewing.head.ask(ProgramNamed("Melukis"))
    assert [line.name for line in sewing.trainer.ask(Programs())] == ["Menjahit"]


def test_that_subjects_keep_their_order_and_one_with_marks_stays(sewing):
    head = sewing.head
    head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola", 10, 30), SubjectGiven("Jahit", None, 60))))
    pola, jahit = head.ask(SubjectsOf(sewing.program_id))
    swapped = (SubjectGiven("Jahit", None, 70, jahit.subject_id), SubjectGiven("Pola", 10, 30, pola.subject_id))
    head.do(SetSubjects(sewing.program_id, swapped))
    assert [(one.name, one.practice_hours) for one in head.ask(SubjectsOf(sewing.program_id))] == [
        ("Jahit", 70),
        ("Pola", 30),
    ]
    head.undo()
    assert head.ask(SubjectsOf(sewing.program_id)) == (pola, jahit)
    aminah = sewing.row("Aminah").enrolment_id
    head.do(SetGrades(sewing.batch_id, (GradeGiven(aminah, 80, pola.subject_id),)))
    left = SetSubjects(sewing.program_id, swapped[:1])
    assert refused(head, left, "subject_has_marks", field="subjects").facts["subject"] == "Pola"
    twice = SetSubjects(sewing.program_id, (SubjectGiven("Pola"), SubjectGiven("POLA")))
    refused(head, twice, "subject_twice", field="subjects")
    refused(head, SetSubjects(sewing.program_id, (SubjectGiven(" "),)), "subject_name_missing", field="subjects")
    stranger = SetSubjects(sewing.program_id, (SubjectGiven("Pola", subject_id="no-such"),))
    refused(head, stranger, "subject_unknown", field="subjects")


def test_that_subjects_that_went_come_back(sewing):
    head = sewing.head
    head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola", 10, 30),)))
    head.do(SetSubjects(sewing.program_id, ()))
    head.undo()
    assert [(one.name, one.theory_hours) for one in head.ask(SubjectsOf(sewing.program_id))] == [("Pola", 10)]


def the_batch(sewing: SewingClass, name: str) -> BatchLine:
    return next(line for line in sewing.head.ask(Classes()) if line.name == name)


def test_that_a_batch_is_opened_and_changed_and_both_are_taken_back(sewing):
    head = sewing.head
    batch_id = head.do(AddBatch(sewing.program_id, "Angkatan II", FIRST, None, "31", "8.00")).outcome
    line = the_batch(sewing, "Angkatan II")
    assert (line.weekdays, line.starts_at, line.people, line.trainers) == ("13", "08:00", 0, ("instruktur",))
    refused(head, AddBatch(sewing.program_id, "angkatan ii"), "batch_taken", field="batch_name")
    head.do(ChangeBatch(batch_id, "Angkatan 2", FIRST, FRIDAY, "12345", ""))
    assert the_batch(sewing, "Angkatan 2").ends_on == FRIDAY
    head.undo()
    assert the_batch(sewing, "Angkatan II") == line
    head.undo()
    assert [one.name for one in head.ask(Classes())] == [""]


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        (("", FRIDAY, FIRST, "1", ""), "batch_ends_before_start", "ends_on"),
        (("", None, None, "", ""), "weekdays_unclear", "weekdays"),
        (("", None, None, "1", "jam 8"), "clock_unclear", "starts_at"),
        (("Angkatan I", None, None, "1", ""), "batch_name_stays", "batch_name"),
    ],
)
def test_that_the_standing_class_keeps_to_the_rules(sewing, values, code, field):
    refused(sewing.head, ChangeBatch(sewing.batch_id, *values), code, field=field)


def test_that_enrolling_again_changes_nothing_and_a_new_batch_takes_who_has_no_mark(sewing):
    head, people = sewing.head, tuple(sewing.people.values())
    before = sewing.house.counts()["enrolment"]
    again = head.do(Enrol(sewing.program_id, "", people)).outcome
    assert (again.people, again.new) == (3, 0)
    head.do(Enrol(sewing.program_id, "Angkatan II", people[:1]))
    assert (the_batch(sewing, "Angkatan II").people, the_batch(sewing, "").people) == (1, 2)
    head.undo()
    assert [(line.name, line.people) for line in head.ask(Classes())] == [("", 3)]
    assert sewing.house.counts()["enrolment"] == before
    sewing.mark(FRIDAY, Aminah=H)
    elsewhere = Enrol(sewing.program_id, "Angkatan II", people[:1])
    refused(head, elsewhere, "enrolled_elsewhere", field="person_ids")


def test_that_only_who_is_in_the_house_is_enrolled_and_all_or_nobody(sewing):
    gone = sewing.house.admit("Dewi", admitted_on=FIRST).person_id
    new = sewing.house.admit("Endang", admitted_on=FIRST).person_id
    sewing.head.do(RecordLeaving(gone, LeavingReason.FAMILY, TODAY))
    before = sewing.house.counts()
    refused(sewing.head, Enrol(sewing.program_id, "Angkatan II", (new, gone)), "not_in_house", field="person_ids")
    assert sewing.house.counts() == before


def test_that_an_enrolment_ends_goes_on_and_is_not_taken_back_once_marked(sewing):
    head, enrolment_id = sewing.head, sewing.row("Aminah").enrolment_id
    head.do(EndEnrolment(enrolment_id, THURSDAY))
    assert [row.name for row in sewing.sheet(first=FRIDAY, last=TODAY).rows] == ["Bulan", "Citra"]
    head.undo()
    assert len(sewing.sheet(first=FRIDAY, last=TODAY).rows) == 3
    head.do(EndEnrolment(enrolment_id))
    head.do(Enrol(sewing.program_id, "", (sewing.people["Aminah"],)))
    assert sewing.row("Aminah").ended_on is None
    early = EndEnrolment(enrolment_id, date(2026, 11, 1))
    refused(head, early, "enrolment_ends_before_start", field="ended_on")
    sewing.enrol("Dewi", joined_on=FRIDAY)
    sewing.mark(FRIDAY, Dewi=H)
    with pytest.raises(Refused, match="changed_meanwhile"):
        head.undo()


def test_that_an_enrolment_is_not_taken_back_once_another_changed_it(sewing):
    head, enrolment_id = sewing.head, sewing.row("Aminah").enrolment_id
    deputy = sewing.house.desk(Role.KEPALA)
    head.do(EndEnrolment(enrolment_id, THURSDAY))
    deputy.do(EndEnrolment(enrolment_id, FRIDAY))
    with pytest.raises(Refused, match="changed_meanwhile"):
        head.undo()
    assert sewing.row("Aminah").ended_on == FRIDAY
    sewing.enrol("Dewi")
    deputy.do(EndEnrolment(sewing.row("Dewi").enrolment_id, FRIDAY))
    with pytest.raises(Refused, match="changed_meanwhile"):
        head.undo()
    assert sewing.row("Dewi").ended_on == FRIDAY


def test_that_a_programme_s_day_is_not_taken_back_over_an_enrolment_that_another_changed(sewing):
    sewing.enrol("Dewi", joined_on=TODAY)
    sewing.trainer.do(MarkProgramDay(sewing.program_id, THURSDAY, (PersonMark(sewing.people["Dewi"], H),)))
    sewing.head.do(EndEnrolment(sewing.row("Dewi").enrolment_id, FRIDAY))
    before = sewing.house.counts()
    with pytest.raises(Refused, match="changed_meanwhile"):
        sewing.trainer.undo()
    assert sewing.house.counts() == before
    assert (sewing.row("Dewi").joined_on, sewing.row("Dewi").ended_on) == (THURSDAY, FRIDAY)


def test_that_nobody_joins_on_a_day_to_come_or_before_living_here(sewing):
    dewi = sewing.house.admit("Dewi", admitted_on=FRIDAY).person_id
    unknown = sewing.house.admit("Endang").person_id
    before = sewing.house.counts()
    tomorrow = date(2026, 11, 22)
    refused(sewing.head, Enrol(sewing.program_id, "II", (dewi,), tomorrow), "joined_in_future", field="joined_on")
    early = Enrol(sewing.program_id, "II", (dewi,), THURSDAY)
    refused(sewing.head, early, "joined_before_admission", field="joined_on")
    assert sewing.house.counts() == before
    sewing.head.do(Enrol(sewing.program_id, "", (dewi,), FRIDAY))
    assert sewing.head.do(Enrol(sewing.program_id, "", (unknown,), TODAY)).outcome.new == 1


def test_that_marks_are_written_changed_and_taken_back(sewing):
    rows = {row.name: row.enrolment_id for row in sewing.sheet().rows}
    sewing.trainer.do(SetGrades(sewing.batch_id, (GradeGiven(rows["Aminah"], 85), GradeGiven(rows["Bulan"], 70.5))))
    sewing.trainer.do(SetGrades(sewing.batch_id, (GradeGiven(rows["Aminah"], None),)))
    assert finals(sewing) == {"Aminah": None, "Bulan": 70.5, "Citra": None}
    sewing.trainer.undo()
    assert finals(sewing) == {"Aminah": 85, "Bulan": 70.5, "Citra": None}
    sewing.trainer.undo()
    assert finals(sewing) == {"Aminah": None, "Bulan": None, "Citra": None}


def test_that_marks_are_not_taken_back_once_somebody_gave_another(sewing):
    aminah = sewing.row("Aminah").enrolment_id
    for act in (
        lambda mark: SetGrades(sewing.batch_id, (GradeGiven(aminah, mark),)),
        lambda mark: SetFinalMarks(sewing.program_id, (FinalMark(sewing.people["Aminah"], mark),)),
    ):
        sewing.trainer.do(act(80))
        sewing.head.do(act(90))
        with pytest.raises(Refused, match="changed_meanwhile"):
            sewing.trainer.undo()
        assert finals(sewing)["Aminah"] == 90


def finals(sewing: SewingClass) -> dict[str, float | None]:
    return {row.name: row.final for row in sewing.trainer.ask(Grades(sewing.batch_id)).rows}


def test_that_a_mark_out_of_bounds_or_of_another_class_is_refused(sewing):
    aminah = sewing.row("Aminah").enrolment_id
    other = sewing.head.do(AddProgram("Las", 100)).outcome
    batch_id = sewing.head.do(AddBatch(other, "I")).outcome
    refused(
        sewing.trainer, SetGrades(sewing.batch_id, (GradeGiven(aminah, 101),)), "grade_out_of_bounds", field="marks"
    )
    refused(sewing.head, SetGrades(batch_id, (GradeGiven(aminah, 80),)), "enrolment_unknown", field="marks")
    wrong = SetGrades(sewing.batch_id, (GradeGiven(aminah, 80, "no-such"),))
    refused(sewing.trainer, wrong, "subject_unknown", field="marks")
    refused(sewing.trainer, SetGrades(batch_id, ()), "program_not_yours", field="program_id")
    assert sewing.house.counts()["grade"] == 0


def test_that_final_marks_find_the_person_in_any_class_of_the_programme(sewing):
    people = sewing.people
    sewing.head.do(Enrol(sewing.program_id, "Angkatan II", (people["Citra"],)))
    given = tuple(FinalMark(people[name], mark) for name, mark in (("Aminah", 80), ("Citra", 90)))
    sewing.trainer.do(SetFinalMarks(sewing.program_id, given))
    assert finals(sewing) == {"Aminah": 80, "Bulan": None}
    assert sewing.head.ask(TrainingOf(people["Citra"]))[0].final == 90
    sewing.trainer.undo()
    assert sewing.house.counts()["grade"] == 0


def test_that_a_resident_s_file_tells_attendance_and_marks(sewing):
    sewing.head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola"),)))
    (pola,) = sewing.head.ask(SubjectsOf(sewing.program_id))
    aminah = sewing.row("Aminah").enrolment_id
    sewing.mark(THURSDAY, Aminah=H)
    sewing.mark(FRIDAY, Aminah=A)
    grades = (GradeGiven(aminah, 85), GradeGiven(aminah, 75, pola.subject_id))
    sewing.trainer.do(SetGrades(sewing.batch_id, grades))
    (line,) = sewing.trainer.ask(TrainingOf(sewing.people["Aminah"]))
    assert (line.program, line.figures.rate, line.final, line.subjects) == ("Menjahit", 0.5, 85, (("Pola", 75),))
    stranger = sewing.house.admit("Dewi").person_id
    assert sewing.head.ask(TrainingOf(stranger)) == ()
    with pytest.raises(Refused, match="person_unknown"):
        sewing.trainer.ask(TrainingOf(stranger))


def test_that_a_trainer_reads_the_own_programmes_of_somebody_who_is_in_two(sewing):
    las = sewing.head.do(AddProgram("Las", 100)).outcome
    aminah = sewing.people["Aminah"]
    sewing.head.do(Enrol(las, "", (aminah,)))
    assert [line.program for line in sewing.head.ask(TrainingOf(aminah))] == ["Las", "Menjahit"]
    assert [line.program for line in sewing.trainer.ask(TrainingOf(aminah))] == ["Menjahit"]


def test_that_a_programme_s_day_is_marked_in_every_class_and_taken_back_whole(sewing):
    people = sewing.people
    sewing.head.do(Enrol(sewing.program_id, "Angkatan II", (people["Citra"],), FRIDAY))
    marks = (PersonMark(people["Aminah"], H), PersonMark(people["Citra"], A))
    before = sewing.house.counts()["class_session"]
    sewing.trainer.do(MarkProgramDay(sewing.program_id, THURSDAY, marks))
    (citra,) = sewing.head.ask(TrainingOf(people["Citra"]))
    assert (citra.figures.absent, citra.own.joined_on) == (1, THURSDAY)
    refused(sewing.trainer, CloseProgramDay(sewing.program_id, THURSDAY), "session_unmarked")
    sewing.trainer.undo()
    assert sewing.house.counts()["class_session"] == before
    assert sewing.house.counts()["attendance_mark"] == 0


def test_that_a_mark_before_joining_shows_that_somebody_had_joined_by_then(sewing):
    sewing.enrol("Dewi", joined_on=TODAY)
    sewing.trainer.do(MarkProgramDay(sewing.program_id, THURSDAY, (PersonMark(sewing.people["Dewi"], H),)))
    assert sewing.row("Dewi").joined_on == THURSDAY
    sewing.trainer.undo()
    assert sewing.row("Dewi").joined_on == TODAY
    early = MarkProgramDay(sewing.program_id, date(2026, 9, 30), (PersonMark(sewing.people["Dewi"], H),))
    refused(sewing.trainer, early, "not_in_class", field="marks")
    assert sewing.row("Dewi").joined_on == TODAY


def test_that_every_class_of_the_day_closes(sewing):
    marks = tuple(PersonMark(person_id, H) for person_id in sewing.people.values())
    refused(sewing.trainer, CloseProgramDay(sewing.program_id, FRIDAY), "session_not_held", field="day")
    sewing.trainer.do(MarkProgramDay(sewing.program_id, FRIDAY, marks))
    assert sewing.trainer.do(CloseProgramDay(sewing.program_id, FRIDAY)).outcome == 1
    refused(sewing.trainer, CloseProgramDay(sewing.program_id, FRIDAY), "session_closed")


def test_that_a_year_s_holidays_come_from_the_calendar_once_and_what_the_office_wrote_stays(sewing):
    head = sewing.head
    before = sewing.house.counts()["holiday"]
    shown = head.ask(Holidays(2025))
    assert date(2025, 8, 17) in {one.day for one in shown}
    assert sewing.house.counts()["holiday"] == before == len(head.ask(Holidays(2026))) + len(head.ask(Holidays(2027)))
    head.do(SetHoliday(date(2025, 8, 17), "Hari Kemerdekaan dan pawai"))
    assert sewing.house.counts()["holiday"] - before == len(head.ask(Holidays(2025))) > 10
    assert head.do(FillHolidays(2025)).outcome == 0
    names = {one.day: one.name for one in head.ask(Holidays(2025))}
    assert names[date(2025, 8, 17)] == "Hari Kemerdekaan dan pawai"


def test_that_this_year_and_the_next_are_there_from_the_first_day(sewing):
    assert [sewing.head.do(FillHolidays(year)).outcome for year in (2026, 2027)] == [0, 0]


def test_that_a_holiday_is_set_and_removed_and_both_are_taken_back(sewing):
    head, day = sewing.head, FRIDAY
    before = head.ask(Holidays(2026))
    head.do(SetHoliday(day, "Libur daerah"))
    head.do(RemoveHoliday(day))
    assert head.ask(Holidays(2026)) == before
    head.undo()
    assert [(one.name, one.by_office) for one in head.ask(Holidays(2026)) if one.day == day] == [("Libur daerah", True)]
    head.undo()
    assert head.ask(Holidays(2026)) == before


def test_that_a_calendar_holiday_taken_out_is_a_day_on_which_the_office_works(sewing):
    head = sewing.head
    head.do(RemoveHoliday(INDEPENDENCE))
    assert [one.off for one in head.ask(Holidays(2026)) if one.day == INDEPENDENCE] == [False]
    refused(head, RemoveHoliday(INDEPENDENCE), "holiday_unknown", field="day")
    refused(head, RemoveHoliday(FRIDAY), "holiday_unknown", field="day")
    refused(head, SetHoliday(FRIDAY, " "), "holiday_name_missing", field="holiday_name")
    head.undo()
    assert [one.off for one in head.ask(Holidays(2026)) if one.day == INDEPENDENCE] == [True]
