"""Attendance in depth on a real store: minutes, class days changed, leave announced, practice, streaks, every side."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.today import TaskKind
from shelter_admin.domain.training import Attendance, Minutes
from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.desk import Desk, Query
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.readiness.asking import Candidates
from shelter_admin.operations.today import TodayNow
from shelter_admin.operations.training.batches import ChangeBatch
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession, TakeBackSessionChange
from shelter_admin.operations.training.classes import TodaysClasses
from shelter_admin.operations.training.enrolling import TrainingOf
from shelter_admin.operations.training.figures import AttendanceFiguresOf
from shelter_admin.operations.training.joint import JointView
from shelter_admin.operations.training.leave import AnnounceLeave, LeavesOf, WithdrawLeave
from shelter_admin.operations.training.marks import ClassMark, CorrectSession, MarkAttendance
from shelter_admin.operations.training.places import (
    AddPracticePlace,
    ChangePracticePlace,
    PracticePlaces,
    RemovePracticePlace,
)
from shelter_admin.operations.training.practising import (
    ChangePractice,
    MarkPractice,
    PracticeMark,
    PracticesOf,
    RemovePractices,
    SendToPractice,
)
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassLeaveTable
from tests.operations.residents_house import a_picture
from tests.operations.training_house import FRIDAY, THURSDAY, A, H, I, S, SewingClass, a_sewing_class

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)
WEDNESDAY = date(2026, 11, 18)
SUNDAY = date(2026, 11, 15)


def refused(desk: Desk, act: Any) -> str:
    """The code an act or question is refused with."""
    with pytest.raises(Refused) as caught:
        desk.ask(act) if isinstance(act, Query) else desk.do(act)
    return caught.value.code


def another_trainer(sewing: SewingClass) -> Desk:
    """A trainer of another programme: the same account, whose programme is changed."""
    other = sewing.head.do(AddProgram("Las", 100)).outcome
    sewing.head.do(SetTrainer(sewing.trainer.staff.account_id, (other,)))
    return sewing.trainer


@pytest.fixture
def sewing(house) -> SewingClass:
    return a_sewing_class(house, "Aminah", "Bulan", "Citra")


def enrolment(sewing: SewingClass, name: str) -> str:
    return sewing.row(name).enrolment_id


def timed(sewing: SewingClass, mark: Attendance, minutes: Minutes | None, day: date = FRIDAY) -> MarkAttendance:
    return MarkAttendance(sewing.batch_id, day, (ClassMark(enrolment(sewing, "Aminah"), mark, minutes=minutes),))


def stored(sewing: SewingClass) -> list[tuple[str, int | None, int | None]]:
    with sewing.head.store.asking() as session:
        return [(row.mark, row.late_minutes, row.left_minutes) for row in session.scalars(select(AttendanceMarkTable))]


def test_that_minutes_stay_with_the_mark_and_go_with_another(sewing):
    sewing.trainer.do(timed(sewing, H, Minutes(late=15)))
    sewing.mark(FRIDAY, Aminah=H)
    assert stored(sewing) == [("H", 15, None)]
    sewing.mark(FRIDAY, Aminah=S)
    assert stored(sewing) == [("S", None, None)]
    sewing.trainer.undo()
    assert stored(sewing) == [("H", 15, None)]
    assert sewing.row("Aminah").minutes == {FRIDAY: Minutes(15)}


@pytest.mark.parametrize(
    ("mark", "minutes", "code"),
    [(S, Minutes(late=5), "minutes_only_of_present"), (H, Minutes(left=0), "minutes_out_of_bounds"),
     (H, Minutes(late=601), "minutes_out_of_bounds")],
)  # fmt: skip
def test_that_minutes_belong_to_who_was_present_and_are_those_of_a_day(sewing, mark, minutes, code):
    assert refused(sewing.trainer, timed(sewing, mark, minutes)) == code
    assert stored(sewing) == []


def test_that_minutes_of_a_closed_class_are_corrected_with_a_reason(sewing):
    sewing.mark(FRIDAY, Aminah=H)
    sewing.close(FRIDAY, leave_unmarked=True)
    marks = (ClassMark(enrolment(sewing, "Aminah"), H, minutes=Minutes(left=40)),)
    assert refused(sewing.trainer, CorrectSession(sewing.batch_id, FRIDAY, marks)) == "reason_missing"
    sewing.trainer.do(CorrectSession(sewing.batch_id, FRIDAY, marks), reason="pulang kontrol")
    assert stored(sewing) == [("H", None, 40)]


def test_that_a_cancelled_class_takes_no_mark_and_is_no_class_of_today(sewing):
    sewing.trainer.do(CancelSession(sewing.batch_id, FRIDAY, "rapat dinas"))
    day = sewing.sheet().day_of(FRIDAY)
    assert (day.cancelled, day.planned) == ("rapat dinas", False)
    assert (
        refused(sewing.trainer, MarkAttendance(sewing.batch_id, FRIDAY, sewing.marks(Aminah=H))) == "session_cancelled"
    )
    sewing.trainer.undo()
    sewing.mark(FRIDAY, Aminah=H)
    assert refused(sewing.trainer, CancelSession(sewing.batch_id, FRIDAY, "rapat")) == "session_has_marks"


def test_that_a_cancelled_class_that_was_opened_counts_as_no_class(sewing):
    sewing.mark(THURSDAY, Aminah=H)
    sewing.mark(FRIDAY, Aminah=H)
    sewing.mark(FRIDAY, Aminah=None)
    assert sewing.row("Aminah").figures.unmarked == 1
    sewing.trainer.do(CancelSession(sewing.batch_id, FRIDAY, "listrik padam"))
    figures = sewing.row("Aminah").figures
    assert (figures.present, figures.unmarked) == (1, 0)
    program = sewing.head.ask(AttendanceFiguresOf(sewing.program_id))
    assert program.sessions == 1


def test_that_only_a_due_day_is_cancelled_and_only_another_is_extra(sewing):
    assert refused(sewing.trainer, CancelSession(sewing.batch_id, SUNDAY, "libur")) == "session_not_planned"
    assert refused(sewing.trainer, HoldExtraSession(sewing.batch_id, FRIDAY, "kejar")) == "session_planned_already"
    assert refused(sewing.trainer, CancelSession(sewing.batch_id, FRIDAY, "  ")) == "session_change_reason"
    sewing.trainer.do(HoldExtraSession(sewing.batch_id, SUNDAY, "mengejar jam"))
    day = sewing.sheet().day_of(SUNDAY)
    assert (day.extra, day.planned) == ("mengejar jam", True)
    sewing.trainer.do(TakeBackSessionChange(sewing.batch_id, SUNDAY))
    assert not sewing.sheet().day_of(SUNDAY).planned
    sewing.trainer.undo()
    assert sewing.sheet().day_of(SUNDAY).extra == "mengejar jam"


def test_that_two_who_change_the_same_day_both_see_it(sewing):
    sewing.head.do(CancelSession(sewing.batch_id, FRIDAY, "rapat dinas"))
    mine = CancelSession(sewing.batch_id, FRIDAY, "listrik padam", seen=Seen({"change": None}))
    with pytest.raises(Conflict) as told:
        sewing.trainer.do(mine)
    assert "rapat dinas" in told.value.differences[0].theirs


def test_that_another_trainer_changes_nothing_of_a_class(sewing):
    aminah = enrolment(sewing, "Aminah")
    other = another_trainer(sewing)
    for command in (
        CancelSession(sewing.batch_id, FRIDAY, "rapat"),
        AnnounceLeave(aminah, FRIDAY, FRIDAY, S),
        SendToPractice(sewing.batch_id, (aminah,), "?", MONDAY, FRIDAY),
    ):
        assert refused(other, command) == "program_not_yours"
    for question in (
        LeavesOf(sewing.batch_id),
        PracticesOf(sewing.batch_id),
        JointView(MONDAY, FRIDAY, sewing.batch_id),
    ):
        assert refused(other, question) == "program_not_yours"


def test_that_announced_leave_is_a_proposal_and_no_mark(sewing):
    leave_id = sewing.trainer.do(
        AnnounceLeave(enrolment(sewing, "Bulan"), THURSDAY, FRIDAY, S, "kontrol ke puskesmas")
    ).outcome
    row = sewing.row("Bulan")
    assert (row.announced, row.marks, row.figures.marked) == ({THURSDAY: S, FRIDAY: S}, {}, 0)
    overlapping = AnnounceLeave(enrolment(sewing, "Bulan"), FRIDAY, TODAY, I)
    assert refused(sewing.trainer, overlapping) == "class_leave_overlaps"
    assert refused(sewing.trainer, AnnounceLeave(enrolment(sewing, "Citra"), FRIDAY, FRIDAY, A)) == "leave_mark_unclear"
    sewing.trainer.do(WithdrawLeave(leave_id))
    assert sewing.row("Bulan").announced == {}
    sewing.trainer.undo()
    assert sewing.row("Bulan").announced == {THURSDAY: S, FRIDAY: S}


def test_that_why_somebody_stays_away_is_read_by_whoever_may_read_remarks(sewing):
    sewing.head.do(AnnounceLeave(enrolment(sewing, "Bulan"), FRIDAY, FRIDAY, S, "kontrol ke puskesmas"))
    (seen,) = sewing.head.ask(LeavesOf(sewing.batch_id))
    (of_trainer,) = sewing.trainer.ask(LeavesOf(sewing.batch_id))
    assert (seen.reason, of_trainer.reason) == ("kontrol ke puskesmas", None)
    assert of_trainer.mark is S


def test_that_what_kind_of_letter_proves_an_illness_is_for_who_sees_health(sewing):
    scanned = AnnounceLeave(enrolment(sewing, "Bulan"), FRIDAY, FRIDAY, S, "kontrol", scan=a_picture())
    sewing.head.do(scanned)
    (of_head,) = sewing.head.ask(LeavesOf(sewing.batch_id))
    (of_trainer,) = sewing.trainer.ask(LeavesOf(sewing.batch_id))
    assert of_head.document_id is not None
    assert (of_trainer.document_id, of_trainer.proof, of_head.proof) == (of_head.document_id, "", "")


def test_that_a_paper_of_somebody_else_proves_nothing(sewing):
    with sewing.head.store.asking() as session:
        assert list(session.scalars(select(ClassLeaveTable))) == []
    given = AnnounceLeave(enrolment(sewing, "Bulan"), FRIDAY, FRIDAY, S, document_id="another")
    assert refused(sewing.trainer, given) == "proof_unknown"


@pytest.fixture
def place(sewing) -> str:
    place_id: str = sewing.trainer.do(AddPracticePlace(place_name="Penjahit Rapi", trade="jahit", phone="0812")).outcome
    return place_id


def send(sewing: SewingClass, place: str, *names: str, first: date = MONDAY, last: date = FRIDAY):
    people = tuple(enrolment(sewing, name) for name in names)
    return sewing.trainer.do(SendToPractice(sewing.batch_id, people, place, first, last, "Bu Tini"))


def practice_of(sewing: SewingClass, name: str):
    return next(one for one in sewing.trainer.ask(PracticesOf(sewing.batch_id)) if one.name == name)


def test_that_days_of_practice_count_and_those_of_the_class_do_not(sewing, place):
    sewing.mark(MONDAY, Aminah=A, Bulan=H)
    assert send(sewing, place, "Aminah").outcome == 1
    one = practice_of(sewing, "Aminah")
    assert len(one.due) == 5
    marks = (PracticeMark(one.practice_id, MONDAY, H), PracticeMark(one.practice_id, WEDNESDAY, S))
    sewing.trainer.do(MarkPractice(marks))
    figures = sewing.row("Aminah").figures
    assert (figures.present, figures.sick, figures.absent, figures.unmarked) == (1, 1, 0, 3)
    assert refused(sewing.trainer, MarkAttendance(sewing.batch_id, FRIDAY, sewing.marks(Aminah=H))) == "at_practice"
    sewing.mark(FRIDAY, Bulan=H, Citra=H)
    sewing.close(FRIDAY)
    sewing.trainer.do(MarkPractice((PracticeMark(one.practice_id, MONDAY, None),)))
    sewing.trainer.undo()
    assert sewing.row("Aminah").practice[MONDAY].mark is H


def test_that_practice_is_not_twice_at_once_and_keeps_its_marked_days(sewing, place):
    send(sewing, place, "Aminah")
    again = SendToPractice(sewing.batch_id, (enrolment(sewing, "Aminah"),), place, FRIDAY, TODAY)
    assert refused(sewing.trainer, again) == "practice_overlaps"
    one = practice_of(sewing, "Aminah")
    outside = MarkPractice((PracticeMark(one.practice_id, TODAY, H),))
    assert refused(sewing.trainer, outside) == "not_a_practice_day"
    sewing.trainer.do(MarkPractice((PracticeMark(one.practice_id, FRIDAY, H),)))
    shorter = ChangePractice(one.practice_id, place, MONDAY, THURSDAY)
    assert refused(sewing.trainer, shorter) == "practice_marks_outside"
    assert refused(sewing.trainer, RemovePractices(sewing.batch_id, (one.practice_id,))) == "practice_has_marks"
    sewing.trainer.do(ChangePractice(one.practice_id, place, MONDAY, TODAY, "Bu Tini", "Terampil"))
    assert practice_of(sewing, "Aminah").last == TODAY
    sewing.trainer.undo()
    assert practice_of(sewing, "Aminah").last == FRIDAY


def test_that_sending_to_practice_is_taken_back_and_again(sewing, place):
    send(sewing, place, "Aminah", "Bulan")
    assert len(sewing.trainer.ask(PracticesOf(sewing.batch_id))) == 2
    sewing.trainer.undo()
    assert sewing.trainer.ask(PracticesOf(sewing.batch_id)) == ()


def test_that_a_place_is_changed_closed_and_removed_only_unused(sewing, place):
    assert refused(sewing.trainer, AddPracticePlace(place_name="penjahit rapi")) == "place_taken"
    sewing.trainer.do(ChangePracticePlace(place_id=place, place_name="Penjahit Rapi", phone="0813", closed=True))
    (shown,) = sewing.trainer.ask(PracticePlaces())
    assert (shown.phone, shown.closed_on) == ("0813", TODAY)
    aminah = (enrolment(sewing, "Aminah"),)
    late = SendToPractice(sewing.batch_id, aminah, place, FRIDAY, TODAY)
    assert refused(sewing.trainer, late) == "practice_place_closed"
    sewing.trainer.undo()
    send(sewing, place, "Aminah", first=FRIDAY, last=TODAY)
    assert refused(sewing.trainer, RemovePracticePlace(place)) == "place_in_use"
    assert sewing.trainer.ask(PracticePlaces())[0].people == 1


def tasks(desk) -> list[tuple[str, int]]:
    return [(one.who, one.count) for one in desk.ask(TodayNow()).tasks if one.kind is TaskKind.ABSENT_STREAK]


def test_that_absences_in_a_row_are_told_on_the_day_and_end_with_the_first_presence(sewing):
    for day in (WEDNESDAY, THURSDAY):
        sewing.mark(day, Aminah=A, Bulan=H)
    assert tasks(sewing.trainer) == []
    sewing.mark(FRIDAY, Aminah=A)
    assert tasks(sewing.trainer) == [("Aminah", 3)] == tasks(sewing.head)
    assert (sewing.sheet().streak, sewing.row("Aminah").streak) == (3, 3)
    sewing.mark(TODAY, Aminah=S)
    assert (tasks(sewing.trainer), sewing.row("Aminah").streak) == ([], 0)
    sewing.mark(TODAY, Aminah=A)
    assert tasks(another_trainer(sewing)) == []


def test_that_a_row_of_absences_runs_through_practice_and_passes_over_cancelled_days(sewing, place):
    sewing.mark(MONDAY, Aminah=A)
    send(sewing, place, "Aminah", first=WEDNESDAY, last=THURSDAY)
    one = practice_of(sewing, "Aminah")
    sewing.trainer.do(MarkPractice(tuple(PracticeMark(one.practice_id, day, A) for day in (WEDNESDAY, THURSDAY))))
    assert tasks(sewing.trainer) == [("Aminah", 3)]
    assert sewing.row("Aminah").streak == 3
    sewing.trainer.do(MarkPractice((PracticeMark(one.practice_id, THURSDAY, H),)))
    assert (tasks(sewing.trainer), sewing.row("Aminah").streak) == ([], 0)
    sewing.mark(FRIDAY, Aminah=A)  # the third absence, but after a day at the place
    assert (tasks(sewing.trainer), sewing.row("Aminah").streak) == ([], 1)


def test_that_every_list_of_attendance_tells_the_same_figures(sewing, place):
    """Sheet, programme, file, candidates: one definition of own days, with practice, cancelled and extra classes."""
    for day in (MONDAY, WEDNESDAY, THURSDAY):
        sewing.mark(day, Aminah=H if day == MONDAY else A, Bulan=H)
    sewing.trainer.do(HoldExtraSession(sewing.batch_id, SUNDAY, "mengejar jam"))
    sewing.mark(SUNDAY, Aminah=H)
    sewing.trainer.do(CancelSession(sewing.batch_id, FRIDAY, "rapat"))
    send(sewing, place, "Aminah", first=WEDNESDAY, last=THURSDAY)
    one = practice_of(sewing, "Aminah")
    sewing.trainer.do(MarkPractice((PracticeMark(one.practice_id, WEDNESDAY, H),)))
    figures = sewing.row("Aminah").figures
    assert (figures.present, figures.absent, figures.unmarked) == (3, 0, 1)
    person = sewing.people["Aminah"]
    program = sewing.head.ask(AttendanceFiguresOf(sewing.program_id))
    assert next(one.figures for one in program.people if one.person_id == person) == figures
    (training,) = sewing.head.ask(TrainingOf(person))
    assert training.figures == figures
    line = next(one for one in sewing.head.ask(Candidates()).candidates if one.person_id == person)
    attended = [check for check in line.checks if check.criterion.value == "attendance"]
    assert [check.value for check in attended] == [pytest.approx(figures.rate * 100)]


def test_that_the_joint_view_puts_class_night_gate_and_passes_beside_each_other(sewing, place):
    sewing.mark(THURSDAY, Aminah=S, Bulan=H)
    sewing.trainer.do(timed(sewing, H, Minutes(late=20)))
    send(sewing, place, "Bulan", first=FRIDAY, last=FRIDAY)
    sewing.head.do(AnnounceLeave(enrolment(sewing, "Citra"), FRIDAY, FRIDAY, I))
    sheet = sewing.trainer.ask(JointView(MONDAY, FRIDAY, sewing.batch_id))
    days = {row.name: row.days for row in sheet.rows}
    assert days["Aminah"][THURSDAY].ill
    assert days["Aminah"][FRIDAY].minutes == Minutes(20)
    assert days["Bulan"] == {FRIDAY: days["Bulan"][FRIDAY]}
    assert days["Bulan"][FRIDAY].practice == "Penjahit Rapi"
    assert days["Citra"][FRIDAY].announced is I
    assert all(row.health is None for row in sheet.rows)
    (alone,) = sewing.head.ask(JointView(MONDAY, FRIDAY, person_id=sewing.people["Aminah"])).rows
    assert alone.days == days["Aminah"]


def test_that_somebody_at_practice_is_not_awaited_in_todays_class(sewing, place):
    send(sewing, place, "Aminah", first=TODAY, last=TODAY)
    sewing.trainer.do(HoldExtraSession(sewing.batch_id, TODAY, "mengejar jam"))
    (today,) = sewing.trainer.ask(TodaysClasses())
    assert today.people == 2


def test_that_the_hour_of_an_outing_is_the_house_s_own(sewing):
    person = sewing.people["Aminah"]
    sewing.head.do(GoOut(person, "pasar"))
    sewing.house.clock.forward(hours=2)
    sewing.head.do(ComeIn(person))
    sheet = sewing.head.ask(JointView(TODAY - timedelta(days=1), TODAY, sewing.batch_id))
    (outside,) = next(row for row in sheet.rows if row.person_id == person).days[TODAY].outside
    assert outside.destination == "pasar"
    assert (outside.since, outside.until) == (time(12, 0), time(14, 0))


def test_that_a_class_held_today_is_not_still_to_come(sewing):
    sewing.head.do(ChangeBatch(sewing.batch_id, "", None, TODAY, "123456"))
    assert sewing.row("Aminah").figures.best_attainable == 1.0
    sewing.mark(TODAY, Aminah=A)
    assert (sewing.row("Aminah").figures.best_attainable, sewing.row("Aminah").figures.may_miss) == (0.0, 0)
