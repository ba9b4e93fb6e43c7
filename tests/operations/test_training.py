"""The class of a day: opened, marked, closed, corrected; whose it is; what the figures say of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.training.batches import AddBatch, ChangeBatch
from shelter_admin.operations.training.classes import (
    Classes,
    ClassSheetOf,
    PrintSignInSheet,
    SessionCorrections,
    TodaysClasses,
)
from shelter_admin.operations.training.enrolling import EndEnrolment
from shelter_admin.operations.training.figures import AttendanceFiguresOf
from shelter_admin.operations.training.holidays import SetHoliday
from shelter_admin.operations.training.marks import (
    ClassMark,
    CloseSession,
    CorrectSession,
    MarkAttendance,
    OpenSession,
)
from shelter_admin.operations.training.programs import AddProgram, Programs
from shelter_admin.persistence.history import HistoryTable
from shelter_admin.persistence.training.figures import attendance_by_enrolment
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable
from tests.operations.residents_house import refused
from tests.operations.training_house import FIRST, FRIDAY, THURSDAY, A, H, I, S, SewingClass, a_sewing_class

TODAY = date(2026, 11, 21)


@pytest.fixture
def sewing(house) -> SewingClass:
    return a_sewing_class(house, "Aminah", "Bulan", "Citra")


def marks_in(sewing: SewingClass) -> dict[str, str]:
    return {row.name: "".join(row.marks.values()) for row in sewing.sheet().rows}


def test_that_a_trainer_marks_todays_class_and_nobody_else_is_filled_in(sewing):
    sewing.mark(TODAY, Aminah=H, Bulan=S)
    assert marks_in(sewing) == {"Aminah": "H", "Bulan": "S", "Citra": ""}
    assert [row.name for row in sewing.sheet().unmarked_on(TODAY)] == ["Citra"]
    figures = sewing.row("Citra").figures
    assert (figures.unmarked, figures.rate, figures.best_attainable) == (1, None, 1.0)


def test_that_marking_is_taken_back_with_the_session_it_opened(sewing):
    before = sewing.house.counts()["class_session"]
    sewing.mark(TODAY, Aminah=H)
    sewing.trainer.undo()
    assert marks_in(sewing) == {"Aminah": "", "Bulan": "", "Citra": ""}
    assert sewing.house.counts()["class_session"] == before


def test_that_a_changed_mark_goes_back_to_what_it_was_and_a_removed_one_comes_back(sewing):
    sewing.mark(TODAY, Aminah=H, Bulan=S)
    sewing.mark(TODAY, Aminah=A, Bulan=None)
    assert marks_in(sewing) == {"Aminah": "A", "Bulan": "", "Citra": ""}
    sewing.trainer.undo()
    assert marks_in(sewing) == {"Aminah": "H", "Bulan": "S", "Citra": ""}


def test_that_another_mark_keeps_the_note_written_with_the_first_and_taking_it_away_takes_the_note(sewing):
    def noted() -> list[tuple[str, str]]:
        with sewing.head.store.asking() as session:
            return [(row.mark, row.note) for row in session.scalars(select(AttendanceMarkTable))]

    (aminah,) = sewing.marks(Aminah=S)
    sewing.trainer.do(MarkAttendance(sewing.batch_id, TODAY, (replace(aminah, note="letter of the clinic"),)))
    sewing.mark(TODAY, Aminah=I)
    assert noted() == [("I", "letter of the clinic")]
    sewing.mark(TODAY, Aminah=None)
    assert noted() == []
    sewing.trainer.undo()
    assert noted() == [("I", "letter of the clinic")]
    sewing.trainer.do(MarkAttendance(sewing.batch_id, TODAY, (replace(aminah, note=""),)))
    assert noted() == [("S", "")]


def test_that_marks_which_change_nothing_leave_nothing_to_take_back(sewing):
    sewing.mark(TODAY, Aminah=H)
    sewing.trainer.undo()
    sewing.mark(TODAY, sewing.head, Aminah=H)
    done = sewing.trainer.do(MarkAttendance(sewing.batch_id, TODAY, sewing.marks(Aminah=H)))
    assert (done.undo, done.changes.areas) == (None, frozenset())
    assert sewing.trainer.undoable() is None


def test_that_marking_is_not_taken_back_once_somebody_else_changed_it(sewing):
    sewing.mark(TODAY, Aminah=H)
    sewing.mark(TODAY, sewing.head, Aminah=A)
    refused_undo(sewing, "changed_meanwhile")
    assert marks_in(sewing)["Aminah"] == "A"


def refused_undo(sewing: SewingClass, code: str) -> None:
    step = sewing.trainer.undoable()
    assert step is not None
    refused(sewing.trainer, step.command, code)


def test_that_the_old_mark_stays_in_the_history(sewing):
    sewing.mark(TODAY, Aminah=H)
    sewing.mark(TODAY, Aminah=A)
    with sewing.head.store.asking() as session:
        old = [row.old for row in session.scalars(select(HistoryTable)) if row.table_name == "attendance_mark"]
    assert old == [{"mark": "H"}]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY + timedelta(days=1), "session_in_future"),
        (date(2026, 8, 17), "session_on_holiday"),
    ],
)
def test_that_no_class_is_held_on_a_day_to_come_or_a_holiday(sewing, day, code):
    before = sewing.house.counts()
    refused(sewing.trainer, OpenSession(sewing.batch_id, day), code, field="day")
    refused(sewing.trainer, MarkAttendance(sewing.batch_id, day, sewing.marks(Aminah=H)), code, field="day")
    assert sewing.house.counts() == before


def test_that_a_class_is_held_on_a_holiday_on_which_the_office_works(sewing):
    sewing.head.do(SetHoliday(FRIDAY, "Libur daerah"))
    refused(sewing.trainer, OpenSession(sewing.batch_id, FRIDAY), "session_on_holiday", field="day")
    sewing.head.do(SetHoliday(FRIDAY, "Libur daerah", off=False))
    sewing.mark(FRIDAY, Aminah=H)
    assert sewing.row("Aminah").figures.present == 1


def test_that_nobody_is_marked_outside_the_own_days(sewing):
    sewing.enrol("Dewi", joined_on=FRIDAY)
    dewi = sewing.marks(Dewi=H)
    refused(sewing.trainer, MarkAttendance(sewing.batch_id, THURSDAY, dewi), "not_in_class", field="marks")
    sewing.trainer.do(MarkAttendance(sewing.batch_id, FRIDAY, dewi))
    sewing.head.do(EndEnrolment(dewi[0].enrolment_id, FRIDAY))
    refused(sewing.trainer, MarkAttendance(sewing.batch_id, TODAY, dewi), "not_in_class", field="marks")


def test_that_only_own_sessions_count(sewing):
    sewing.mark(THURSDAY, Aminah=H)
    sewing.enrol("Dewi", joined_on=FRIDAY)
    sewing.mark(FRIDAY, Aminah=A, Dewi=H)
    sewing.mark(TODAY, Aminah=H)
    dewi, aminah = sewing.row("Dewi").figures, sewing.row("Aminah").figures
    assert (dewi.present, dewi.unmarked, dewi.rate, dewi.best_attainable) == (1, 1, 1.0, 1.0)
    assert (aminah.present, aminah.absent, aminah.unmarked, aminah.rate) == (2, 1, 0, 2 / 3)


def test_that_leaving_ends_the_own_sessions_and_a_holiday_takes_its_session_out(sewing):
    sewing.mark(THURSDAY, Aminah=H, Bulan=A)
    sewing.head.do(RecordLeaving(sewing.people["Bulan"], LeavingReason.FAMILY, THURSDAY))
    sewing.mark(FRIDAY, Aminah=H)
    sewing.mark(TODAY, Aminah=H)
    bulan = sewing.row("Bulan").figures
    assert (bulan.absent, bulan.unmarked, bulan.rate, bulan.best_attainable) == (1, 0, 0.0, 0.0)
    sewing.head.do(SetHoliday(THURSDAY, "Libur daerah"))
    assert sewing.row("Bulan").figures.rate is None
    assert sewing.row("Aminah").figures.present == 2
    assert [row.name for row in sewing.sheet(first=TODAY, last=TODAY).rows] == ["Aminah", "Citra"]


def test_that_a_class_with_an_end_says_what_may_still_be_missed(sewing):
    end = date(2026, 12, 11)
    sewing.head.do(ChangeBatch(sewing.batch_id, "", FIRST, end, "12345"))
    for day in (THURSDAY, FRIDAY):
        sewing.mark(day, Aminah=H, Bulan=A)
    sheet = sewing.sheet(first=FIRST, last=end)
    to_come = [day for day in sheet.days if day.planned and day.day > TODAY]
    assert len(to_come) == 15
    bulan, aminah = sewing.row("Bulan").figures, sewing.row("Aminah").figures
    assert (bulan.best_attainable, bulan.may_miss) == (15 / 17, 15 - 13)
    assert (aminah.best_attainable, aminah.may_miss) == (1.0, 17 - 13)


def test_that_closing_asks_about_whoever_is_unmarked_and_leaves_them_so(sewing):
    sewing.mark(TODAY, Aminah=H)
    found = refused(sewing.trainer, CloseSession(sewing.batch_id, TODAY), "session_unmarked")
    assert found.facts["count"] == 2
    sewing.close(TODAY, leave_unmarked=True)
    day = sewing.sheet().day_of(TODAY)
    assert day is not None
    assert (day.closed_by, day.closed_at) == ("instruktur", sewing.house.clock.now)
    assert sewing.row("Citra").figures.unmarked == 1
    assert sewing.house.counts()["attendance_mark"] == 1


def test_that_a_closed_class_is_corrected_only_with_a_reason_and_keeps_what_was(sewing):
    sewing.mark(TODAY, Aminah=H, Bulan=A, Citra=H)
    correction = CorrectSession(sewing.batch_id, TODAY, sewing.marks(Bulan=S))
    refused(sewing.trainer, correction, "session_open", reason="surat dokter")
    sewing.close(TODAY)
    refused(sewing.trainer, MarkAttendance(sewing.batch_id, TODAY, sewing.marks(Bulan=S)), "session_closed")
    refused(sewing.trainer, correction, "reason_missing", field="reason")
    sewing.trainer.do(correction, reason="surat dokter")
    assert marks_in(sewing)["Bulan"] == "S"
    assert [(one.name, one.was, one.reason) for one in corrections(sewing)] == [("Bulan", A, "surat dokter")]
    sewing.trainer.do(CorrectSession(sewing.batch_id, TODAY, sewing.marks(Citra=None)), reason="salah orang")
    assert {(one.name, one.was) for one in corrections(sewing)} == {("Bulan", A), ("Citra", H)}
    sewing.trainer.do(CorrectSession(sewing.batch_id, TODAY, sewing.marks(Citra=I)), reason="izin")
    assert {(one.name, one.was) for one in corrections(sewing)} == {("Bulan", A), ("Citra", H), ("Citra", None)}


def test_that_a_mark_corrected_and_then_taken_away_keeps_both_corrections(sewing):
    sewing.mark(TODAY, Aminah=H, Bulan=H, Citra=H)
    sewing.close(TODAY)
    for mark, why in ((A, "tidak tampak"), (None, "belum terdaftar"), (S, "surat dokter")):
        sewing.trainer.do(CorrectSession(sewing.batch_id, TODAY, sewing.marks(Bulan=mark)), reason=why)
    told = [(one.name, one.was, one.reason) for one in corrections(sewing)]
    assert told == [
        ("Bulan", None, "surat dokter"),
        ("Bulan", A, "belum terdaftar"),
        ("Bulan", H, "tidak tampak"),
    ]


def test_that_the_log_says_whose_names_a_sign_in_sheet_shows(sewing):
    sewing.trainer.ask(PrintSignInSheet(sewing.batch_id))
    (entry,) = [line for line in sewing.house.audit() if line.act == "PrintSignInSheet"]
    assert set(entry.about) == set(sewing.people.values())


def corrections(sewing: SewingClass):
    return sewing.trainer.ask(SessionCorrections(sewing.batch_id, TODAY))


def test_that_a_correction_needs_a_closed_class_and_closing_one_that_was_held(sewing):
    refused(sewing.trainer, CloseSession(sewing.batch_id, TODAY), "session_not_held", field="day")
    refused(sewing.trainer, CorrectSession(sewing.batch_id, TODAY, ()), "session_open", reason="salah")


def test_that_a_trainer_runs_the_own_programmes_only_and_the_head_all(sewing):
    other = sewing.head.do(AddProgram("Tata Boga", 80)).outcome
    sewing.head.do(AddBatch(other, "Angkatan I"))
    batch = next(line for line in sewing.head.ask(Classes()) if line.program_id == other)
    for act in (OpenSession(batch.batch_id, TODAY), CloseSession(batch.batch_id, TODAY)):
        refused(sewing.trainer, act, "program_not_yours", field="program_id")
    assert [line.program for line in sewing.trainer.ask(Classes())] == ["Menjahit"]
    sewing.head.do(OpenSession(batch.batch_id, TODAY))
    sewing.head.do(PassRight(sewing.trainer.staff.account_id, Right.RUN_CLASS, TODAY))
    deputy = sewing.house.desk(Role.INSTRUKTUR)
    assert deputy.ask(ClassSheetOf(batch.batch_id)).batch.program == "Tata Boga"
    deputy.do(CloseSession(batch.batch_id, TODAY))


def test_that_a_trainer_does_not_open_the_sheet_of_another_programme(sewing):
    other = sewing.head.do(AddProgram("Tata Boga", 80)).outcome
    batch_id = sewing.head.do(AddBatch(other, "Angkatan I")).outcome
    with pytest.raises(Exception, match="program_not_yours"):
        sewing.trainer.ask(ClassSheetOf(batch_id))
    with pytest.raises(Exception, match="program_not_yours"):
        sewing.trainer.ask(AttendanceFiguresOf(other))
    assert sewing.sheet(sewing.trainer).batch.own


def test_that_todays_classes_are_those_due_and_those_opened(sewing):
    assert sewing.trainer.ask(TodaysClasses()) == ()  # a Saturday
    sewing.mark(TODAY, Aminah=H)
    (found,) = sewing.trainer.ask(TodaysClasses())
    assert (found.program, found.people, found.marked, found.closed_by, found.opened) == ("Menjahit", 3, 1, None, True)
    sewing.house.on(date(2026, 11, 23))
    (found,) = sewing.trainer.ask(TodaysClasses())
    assert (found.marked, found.opened, found.off) == (0, False, "")
    sewing.head.do(SetHoliday(date(2026, 11, 23), "Libur daerah"))
    assert [one.off for one in sewing.trainer.ask(TodaysClasses())] == ["Libur daerah"]


def test_that_absences_in_a_row_are_counted_beyond_the_days_shown(sewing):
    for day in (date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)):
        sewing.mark(day, Aminah=A, Bulan=A)
    sewing.mark(FRIDAY, Aminah=A, Bulan=H)
    assert sewing.row("Aminah", first=FRIDAY, last=TODAY).streak == 4
    assert sewing.row("Bulan", first=FRIDAY, last=TODAY).streak == 0


def test_that_a_programme_s_figures_are_those_of_the_days_asked_for(sewing):
    for day, bulan in ((date(2026, 11, 16), A), (THURSDAY, H), (FRIDAY, H)):
        sewing.mark(day, Aminah=H, Bulan=bulan)
    whole = sewing.head.ask(AttendanceFiguresOf(sewing.program_id))
    assert whole.sessions == 3
    assert {one.name: (one.figures.present, one.figures.absent, one.figures.unmarked) for one in whole.people} == {
        "Aminah": (3, 0, 0),
        "Bulan": (2, 1, 0),
        "Citra": (0, 0, 3),
    }
    part = sewing.head.ask(AttendanceFiguresOf(sewing.program_id, THURSDAY, FRIDAY))
    assert part.sessions == 2
    assert [one.figures.rate for one in part.people] == [1.0, 1.0, None]


def test_that_the_sheet_of_a_class_takes_as_many_statements_for_thirty_as_for_three(sewing):
    sewing.mark(FRIDAY, Aminah=H)
    few = statements_of(sewing)
    sewing.enrol(*(f"Orang {at:02}" for at in range(27)))
    sewing.mark(THURSDAY, Aminah=H)
    assert len(sewing.sheet().rows) == 30
    assert statements_of(sewing) == few


def statements_of(sewing: SewingClass) -> int:
    with statements(sewing) as said:
        sewing.sheet()
    return len(said)


@contextmanager
def statements(sewing: SewingClass) -> Iterator[list[str]]:
    """What is said to the database meanwhile."""
    said: list[str] = []

    def hear(*told: Any) -> None:
        said.append(told[2])

    engine = sewing.head.store.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)


def test_that_thirty_marks_are_written_in_one_statement(sewing):
    sewing.enrol(*(f"Orang {at:02}" for at in range(27)))
    marks = tuple(ClassMark(row.enrolment_id, H) for row in sewing.sheet().rows)
    with statements(sewing) as said:
        sewing.trainer.do(MarkAttendance(sewing.batch_id, TODAY, marks))
    assert len([one for one in said if one.startswith("INSERT INTO attendance_mark")]) == 1
    assert len(said) < 20


def test_that_everybody_in_the_house_is_counted_in_one_statement(sewing):
    sewing.mark(THURSDAY, Aminah=H, Bulan=A)
    sewing.mark(FRIDAY, Aminah=H)
    with sewing.head.store.asking() as session:
        figures = attendance_by_enrolment(session, None, TODAY)
        some = attendance_by_enrolment(session, [sewing.row("Bulan").enrolment_id], THURSDAY)
    assert figures[sewing.row("Aminah").enrolment_id].rate == 1.0
    assert figures[sewing.row("Bulan").enrolment_id].unmarked == 1
    assert [one.unmarked for one in some.values()] == [0]


def test_that_the_database_holds_one_session_a_day_and_one_mark_a_person(sewing):
    sewing.mark(TODAY, Aminah=H)
    sewing.mark(TODAY, Bulan=H)
    sewing.trainer.do(OpenSession(sewing.batch_id, TODAY))
    with sewing.head.store.asking() as session:
        assert len(session.scalars(select(ClassSessionTable)).all()) == 1
        assert len(session.scalars(select(AttendanceMarkTable)).all()) == 2


def test_that_a_new_session_without_marks_is_taken_back(sewing):
    sewing.trainer.do(OpenSession(sewing.batch_id, TODAY))
    sewing.trainer.undo()
    assert sewing.house.counts()["class_session"] == 0
    assert sewing.sheet(first=FIRST, last=TODAY).days[-1].session_id is None


def test_that_whoever_sees_classes_sees_the_whole_house_s_but_a_trainer_the_own_ones(sewing):
    sewing.head.do(AddProgram("Las", 100))
    office = sewing.house.desk(Role.TATA_USAHA)
    assert [line.name for line in office.ask(Programs())] == ["Las", "Menjahit"]
    assert not any(line.own for line in office.ask(Classes()))
    assert len(sewing.sheet(office).rows) == 3
