"""Lessons by week: who and what clashes is named, the database guards it too, the hours are reckoned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import ProgramKind
from shelter_admin.domain.training.timetable import Lesson, LessonPart
from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.batches import AddBatch, ChangeBatch
from shelter_admin.operations.training.programs import (
    AddProgram,
    ChangeProgram,
    Programs,
    SetSubjects,
    SetTrainersOf,
    SubjectGiven,
    SubjectsOf,
    TrainersToChoose,
)
from shelter_admin.operations.training.rooms import (
    AddTrainingRoom,
    ChangeTrainingRoom,
    RemoveTrainingRoom,
    TrainingRooms,
)
from shelter_admin.operations.training.timetable import (
    AddLesson,
    ChangeLesson,
    CopyTimetable,
    LessonChoicesOf,
    PrintTimetable,
    RemoveLesson,
    TimetableOf,
)
from tests.operations.residents_house import a_house
from tests.operations.training_house import a_sewing_class

MONDAY, TUESDAY, SATURDAY = 1, 2, 6
FIRST, LAST = date(2027, 1, 4), date(2027, 6, 30)


@pytest.fixture
def sewing(tmp_path):
    made = a_sewing_class(a_house(tmp_path), "Budi")
    yield made
    made.head.close()


@pytest.fixture
def batch_id(sewing):
    return sewing.head.do(AddBatch(sewing.program_id, "Angkatan I 2027", FIRST, LAST)).outcome


@pytest.fixture
def room_id(sewing):
    return sewing.head.do(AddTrainingRoom("Ruang Jahit", 16)).outcome


def at(batch_id, weekday=MONDAY, begins=480, ends=600, **more):
    return Lesson(batch_id, weekday, begins, ends, **more)


def said(failure):
    return explain(failure.value)


def test_that_a_lesson_lasts_as_long_as_its_class_and_is_taken_back(sewing, batch_id, room_id):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id, trainer_id=sewing.trainer.staff.account_id)))
    (line,) = sewing.head.ask(TimetableOf(batch_id)).lessons
    assert (line.lesson.from_day, line.lesson.until_day) == (FIRST, LAST)
    assert (line.title, line.room) == ("Menjahit · Angkatan I 2027", "Ruang Jahit")
    sewing.head.undo()
    assert sewing.head.ask(TimetableOf(batch_id)).lessons == ()


def test_that_a_taken_room_is_named_with_by_whom_and_when(sewing, batch_id, room_id):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id)))
    las = sewing.head.do(AddProgram("Las", 100)).outcome
    other = sewing.head.do(AddBatch(las, "Angkatan II", FIRST, LAST)).outcome
    with pytest.raises(Refused) as failure:
        sewing.head.do(AddLesson(at(other, begins=540, ends=660, room_id=room_id)))
    assert said(failure) == "Ruang Jahit is taken on Monday from 08.00 to 10.00 by Menjahit · Angkatan I 2027."
    assert sewing.head.ask(TimetableOf(other)).lessons == ()
    sewing.head.do(AddLesson(at(other, begins=600, ends=660, room_id=room_id)))
    sewing.head.do(AddLesson(at(other, TUESDAY, begins=540, ends=660, room_id=room_id)))


def test_that_a_trainer_in_two_places_is_named(sewing, batch_id):
    trainer = sewing.trainer.staff.account_id
    sewing.head.do(AddLesson(at(batch_id, trainer_id=trainer)))
    las = sewing.head.do(AddProgram("Las", 100)).outcome
    other = sewing.head.do(AddBatch(las, "Angkatan II", FIRST, LAST)).outcome
    with pytest.raises(Refused) as failure:
        sewing.head.do(AddLesson(at(other, begins=599, ends=700, trainer_id=trainer)))
    assert failure.value.code == "lesson_trainer_taken"
    assert "teaches Menjahit · Angkatan I 2027 on Monday from 08.00 to 10.00" in said(failure)


def test_that_a_class_has_one_lesson_at_a_time_and_a_change_does_not_meet_itself(sewing, batch_id):
    lesson_id = sewing.head.do(AddLesson(at(batch_id, part=LessonPart.THEORY))).outcome
    with pytest.raises(Refused) as failure:
        sewing.head.do(AddLesson(at(batch_id, begins=590, ends=700)))
    assert said(failure).endswith("has another lesson already: theory.")
    lesson = sewing.head.ask(TimetableOf(batch_id)).lessons[0].lesson
    sewing.head.do(ChangeLesson(lesson_id, replace(lesson, begins=500, ends=620)))
    assert sewing.head.ask(TimetableOf(batch_id)).lessons[0].lesson.begins == 500
    sewing.head.undo()
    assert sewing.head.ask(TimetableOf(batch_id)).lessons[0].lesson.begins == 480


def test_that_classes_after_each_other_share_room_and_hour(sewing, batch_id, room_id):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id)))
    later = sewing.head.do(
        AddBatch(sewing.program_id, "Angkatan II 2027", date(2027, 7, 1), date(2027, 12, 18))
    ).outcome
    sewing.head.do(AddLesson(at(later, room_id=room_id)))
    with pytest.raises(Refused, match="lesson_room_taken"):
        sewing.head.do(ChangeBatch(later, "Angkatan II 2027", date(2027, 6, 30), date(2027, 12, 18)))
    sewing.head.do(ChangeBatch(later, "Angkatan II 2027", date(2027, 7, 5), date(2027, 12, 18)))
    assert sewing.head.ask(TimetableOf(later)).lessons[0].lesson.from_day == date(2027, 7, 5)


def test_that_a_lesson_taken_out_comes_back_unless_its_place_is_taken(sewing, batch_id, room_id):
    lesson_id = sewing.head.do(AddLesson(at(batch_id, room_id=room_id))).outcome
    sewing.head.do(RemoveLesson(lesson_id))
    sewing.head.undo()
    assert sewing.head.ask(TimetableOf(batch_id)).lessons[0].lesson.lesson_id == lesson_id
    sewing.head.do(RemoveLesson(lesson_id))
    las = sewing.head.do(AddProgram("Las", 100)).outcome
    other = sewing.head.do(AddBatch(las, "Angkatan II", FIRST, LAST)).outcome
    sewing.house.desk(Role.KEPALA).do(AddLesson(at(other, room_id=room_id)))
    sewing.head._undo = sewing.head._undo[:-2]
    with pytest.raises(Refused, match="lesson_room_taken"):
        sewing.head.undo()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ends": 480}, "lesson_ends_before_start"),
        ({"weekday": 8}, "weekdays_unclear"),
        ({"from_day": LAST, "until_day": FIRST}, "lesson_days_unclear"),
        ({"room_id": "no-such"}, "training_room_gone"),
        ({"subject_id": "no-such"}, "subject_unknown"),
        ({"trainer_id": "no-such"}, "account_unknown"),
    ],
)
def test_that_a_lesson_which_cannot_be_is_refused(sewing, batch_id, changed, code):
    with pytest.raises(Refused, match=code):
        sewing.head.do(AddLesson(replace(at(batch_id), **changed)))


def test_that_lesson_hours_of_week_and_whole_class_leave_days_off_out(sewing, batch_id):
    sewing.head.do(AddLesson(at(batch_id, MONDAY, 480, 480 + 4 * 45)))
    sewing.head.do(AddLesson(at(batch_id, TUESDAY, 480, 480 + 2 * 45, part=LessonPart.THEORY)))
    hours = sewing.head.ask(TimetableOf(batch_id)).hours
    assert (hours.week, hours.hours) == (6.0, 120)
    assert hours.practice is not None
    assert hours.practice < 26 * 4  # 26 Mondays, some of them holidays
    assert hours.practice % 4 == 0


def test_that_the_week_of_an_earlier_class_is_taken_over_all_or_none(sewing, batch_id, room_id):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id)))
    sewing.head.do(AddLesson(at(batch_id, TUESDAY, room_id=room_id)))
    later = sewing.head.do(
        AddBatch(sewing.program_id, "Angkatan II 2027", date(2027, 7, 1), date(2027, 12, 18))
    ).outcome
    assert sewing.head.do(CopyTimetable(batch_id, later)).outcome == 2
    assert {line.lesson.from_day for line in sewing.head.ask(TimetableOf(later)).lessons} == {date(2027, 7, 1)}
    with pytest.raises(Refused, match="timetable_there"):
        sewing.head.do(CopyTimetable(batch_id, later))
    sewing.head.undo()
    assert sewing.head.ask(TimetableOf(later)).lessons == ()
    beside = sewing.head.do(AddBatch(sewing.program_id, "Angkatan III", FIRST, LAST)).outcome
    with pytest.raises(Refused, match="lesson_room_taken"):
        sewing.head.do(CopyTimetable(batch_id, beside))
    assert sewing.head.ask(TimetableOf(beside)).lessons == ()


def test_that_a_room_in_use_stays_and_names_are_taken_once(sewing, batch_id, room_id):
    with pytest.raises(Refused, match="training_room_taken"):
        sewing.head.do(AddTrainingRoom("RUANG jahit"))
    sewing.head.do(ChangeTrainingRoom(room_id, "Ruang Jahit A", 20))
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id)))
    with pytest.raises(Refused, match="training_room_used"):
        sewing.head.do(RemoveTrainingRoom(room_id))
    (room,) = sewing.head.ask(TrainingRooms())
    assert (room.name, room.seats, room.lessons) == ("Ruang Jahit A", 20, 1)


def test_that_a_subject_in_the_timetable_is_not_taken_out(sewing, batch_id):
    sewing.head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola"),)))
    (subject,) = sewing.head.ask(SubjectsOf(sewing.program_id))
    sewing.head.do(AddLesson(at(batch_id, subject_id=subject.subject_id)))
    with pytest.raises(Refused, match="subject_has_lessons"):
        sewing.head.do(SetSubjects(sewing.program_id, ()))


def test_that_a_trainer_sees_the_lessons_of_the_own_programmes_only(sewing, batch_id, room_id):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id)))
    las = sewing.head.do(AddProgram("Las", 100)).outcome
    other = sewing.head.do(AddBatch(las, "Angkatan II", FIRST, LAST)).outcome
    sewing.head.do(AddLesson(at(other, TUESDAY, room_id=room_id)))
    assert len(sewing.head.ask(TimetableOf(room_id=room_id)).lessons) == 2
    assert [line.program for line in sewing.trainer.ask(TimetableOf(room_id=room_id)).lessons] == ["Menjahit"]
    with pytest.raises(Refused, match="program_not_yours"):
        sewing.trainer.ask(TimetableOf(other))
    assert sewing.trainer.ask(LessonChoicesOf(batch_id)).rooms[0].name == "Ruang Jahit"


def test_that_several_train_in_a_programme(sewing):
    second = sewing.house.desk(Role.INSTRUKTUR, Role.PENGASUH)
    ids = (sewing.trainer.staff.account_id, second.staff.account_id)
    sewing.head.do(SetTrainersOf(sewing.program_id, ids))
    assert len(sewing.head.ask(Programs())[0].trainers) == 2
    assert all(one.trains for one in sewing.head.ask(TrainersToChoose(sewing.program_id)))
    sewing.head.undo()
    assert len(sewing.head.ask(Programs())[0].trainers) == 1
    sewing.head.do(SetTrainer(second.staff.account_id, (sewing.program_id,)))
    assert len(sewing.head.ask(Programs())[0].trainers) == 2


def test_that_guidance_is_a_programme_of_its_kind(sewing):
    program_id = sewing.head.do(AddProgram("Bimbingan mental", None, ProgramKind.SPIRITUAL)).outcome
    line = next(one for one in sewing.head.ask(Programs()) if one.program_id == program_id)
    assert line.kind is ProgramKind.SPIRITUAL
    sewing.head.do(ChangeProgram(program_id, "Bimbingan fisik", None, ProgramKind.PHYSICAL))
    sewing.head.undo()
    line = next(one for one in sewing.head.ask(Programs()) if one.program_id == program_id)
    assert (line.name, line.kind) == ("Bimbingan mental", ProgramKind.SPIRITUAL)


def test_that_the_timetable_is_printed_for_class_room_and_house(sewing, batch_id, room_id):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id, guest_trainer="Ibu Sri (BLK)")))
    for asked in (PrintTimetable(batch_id), PrintTimetable(room_id=room_id), PrintTimetable()):
        assert sewing.head.ask(asked).content.startswith(b"%PDF")


BESIDE = text(
    "INSERT INTO lesson (id, panti_id, batch_id, weekday, begins_minute, ends_minute, part, room_id, trainer_id, "
    "from_day, until_day, guest_trainer, version, changed_at, changed_by) SELECT 'x', panti_id, :other, weekday, "
    "begins_minute + 30, ends_minute + 30, part, room_id, trainer_id, :first, :last, '', 1, changed_at, changed_by "
    "FROM lesson"
)


@pytest.mark.parametrize("shared", ["room", "trainer"])
def test_that_the_database_refuses_a_clash_through_another_connection(sewing, batch_id, room_id, shared):
    own = {"room_id": room_id} if shared == "room" else {"trainer_id": sewing.trainer.staff.account_id}
    sewing.head.do(AddLesson(at(batch_id, **own)))
    other = {"other": sewing.batch_id, "first": LAST, "last": None}
    with pytest.raises(Exception, match="lesson_clash"), sewing.house.writing() as session:
        session.execute(BESIDE, other)


@pytest.mark.parametrize(("first", "last"), [(date(2027, 7, 1), None), (None, date(2027, 1, 3))])
def test_that_the_database_lets_a_room_be_used_before_and_after_the_class(sewing, batch_id, room_id, first, last):
    sewing.head.do(AddLesson(at(batch_id, room_id=room_id)))
    with sewing.house.writing() as session:
        session.execute(BESIDE, {"other": sewing.batch_id, "first": first, "last": last})
    assert len(sewing.head.ask(TimetableOf(room_id=room_id)).lessons) == 2
