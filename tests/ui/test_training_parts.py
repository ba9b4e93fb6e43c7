"""Marks, participants, programmes, holidays and the office's sheet: what is typed becomes the act, what is wrong is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.attendance_sheet import Asked, AttendanceReading, Bearer, SheetRow, Unmatched
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Attendance
from shelter_admin.operations.desk import Done
from shelter_admin.operations.residents import FindResidents
from shelter_admin.operations.training.batches import AddBatch, ChangeBatch
from shelter_admin.operations.training.enrolling import EndEnrolment, Enrol, Enrolled
from shelter_admin.operations.training.grades import GradeGiven, SetGrades
from shelter_admin.operations.training.holidays import FillHolidays, RemoveHoliday, SetHoliday
from shelter_admin.operations.training.moving_in import AttendanceMovedIn, MoveAttendanceIn, RehearseAttendance
from shelter_admin.operations.training.programs import AddProgram, ChangeProgram, SetSubjects
from tests.look.checks import findings
from tests.ui.training_shown import COOKING, HOLIDAY, SEWING, SUBJECTS, MadeUp, a_page
from ui.training.grades_table import FIRST_MARK
from ui.training.parts import choices

ENTER = Qt.Key.Key_Return


@pytest.fixture
def head(qtbot):
    yield from a_page(qtbot, MadeUp().fill(), Role.KEPALA)


@pytest.fixture
def trainer(qtbot):
    yield from a_page(qtbot, MadeUp().fill())


def acts(shown, kind):
    return [one for one in shown.desk.done if isinstance(one, kind)]


def type_mark(shown, row: int, column: int, words: str, key=ENTER) -> QLineEdit:
    """Type into a cell as one does: the first digit opens it."""
    table = shown.page.grades.table
    table.setCurrentIndex(table.model().index(row, column))
    QTest.keyClicks(table, words[0])
    line: QLineEdit = table.findChildren(QLineEdit)[-1]
    QTest.keyClicks(line, words[1:])
    QTest.keyClick(line, key)
    return line


def test_that_a_mark_is_saved_with_enter_and_the_cursor_goes_down(trainer):
    trainer.page.show_tab("grades")
    type_mark(trainer, 0, FIRST_MARK, "87,5")
    type_mark(trainer, 1, FIRST_MARK + 1, "70", Qt.Key.Key_Down)
    given = [one.marks for one in acts(trainer, SetGrades)]
    assert given == [(GradeGiven("e0", 87.5),), (GradeGiven("e1", 70.0, SUBJECTS[0].subject_id),)]
    assert trainer.page.grades.table.currentIndex().row() == 2


@pytest.mark.parametrize("typed", ["101", "8x", "7,,5"])
def test_that_a_wrong_mark_stays_in_its_cell_and_is_said_beside(trainer, typed):
    trainer.page.show_tab("grades")
    line = type_mark(trainer, 0, FIRST_MARK, typed)
    assert line.text() == typed
    assert line.property("wrong") == "true"
    assert "0 to 100" in trainer.page.grades.error.text()
    assert acts(trainer, SetGrades) == []


def test_that_delete_takes_a_mark_away(trainer):
    trainer.page.show_tab("grades")
    table = trainer.page.grades.table
    table.setCurrentIndex(table.model().index(2, FIRST_MARK))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert acts(trainer, SetGrades)[0].marks == (GradeGiven("e2", None),)


def test_that_a_refused_mark_is_said_and_asked_for_again(trainer):
    trainer.page.show_tab("grades")
    trainer.desk.answers(SetGrades, Refused("enrolment_unknown"))
    type_mark(trainer, 0, FIRST_MARK, "80")
    assert trainer.page.grades.error.text()
    assert trainer.page.grades.model.rows[0].final is None


def test_that_who_only_reads_opens_no_cell(qtbot):
    for shown in a_page(qtbot, MadeUp().fill(), Role.TATA_USAHA):
        shown.page.show_tab("grades")
        table = shown.page.grades.table
        table.setCurrentIndex(table.model().index(0, FIRST_MARK))
        QTest.keyClicks(table, "8")
        QTest.keyClick(table, Qt.Key.Key_Delete)
        assert table.findChild(QLineEdit) is None
        assert acts(shown, SetGrades) == []


def test_that_whoever_has_no_final_mark_is_counted(trainer):
    trainer.page.show_tab("grades")
    assert trainer.page.grades.missing.text() == "1 without a final mark"


def test_that_somebody_found_is_enrolled_in_the_class_that_is_open(head):
    head.page.show_tab("people")
    people = head.page.people
    head.desk.answers(FindResidents, ()).answers(Enrol, Done(_changes(), Enrolled("b-sewing", 1, 1)))
    people.who.pick("p-77", "Siti Aminah · 2026-0077")
    people.joined.set_value("02-11-2026")
    people.enrol.click()
    assert acts(head, Enrol) == [Enrol("p-sewing", "Angkatan II", ("p-77",), date(2026, 11, 2))]
    assert "Siti Aminah" in people.done.text()
    assert people.who.value() == ""


def test_that_nobody_picked_and_a_day_that_is_none_are_said_beside_their_fields(head):
    head.page.show_tab("people")
    people = head.page.people
    people.enrol.click()
    assert people.who.error.text()
    people.who.pick("p-77", "Siti Aminah")
    people.joined.set_value("31-02-2026")
    people.enrol.click()
    assert people.joined.error.text()
    assert acts(head, Enrol) == []


def test_that_an_enrolment_ends_on_the_day_that_is_typed(head):
    head.page.show_tab("people")
    head.page.people.table.go_to("e4")
    head.page.people.last_day.set_value("19-11-2026")
    head.page.people.end.click()
    assert acts(head, EndEnrolment) == [EndEnrolment("e4", date(2026, 11, 19))]


def test_that_only_the_head_enrols_and_sets_up(trainer):
    trainer.page.show_tab("people")
    assert not trainer.page.people.side.isVisible()
    assert "programs" not in [key for key, _words in choices(trainer.page.front)]
    trainer.page.show_tab("holidays")
    assert not trainer.page.holidays.side.isVisible()


def test_that_a_programme_is_made_and_changed(head):
    head.desk.answers(AddProgram, Done(_changes(), "p-new"))
    head.page.show_tab("programs")
    card = head.page.programs.program
    card.form.load({"program_name": "Menjahit Dasar", "hours": "260"})
    card.save.click()
    head.page.programs.begin_new()
    card.form.load({"program_name": "Barbershop", "hours": ""})
    card.save.click()
    assert acts(head, ChangeProgram) == [ChangeProgram("p-sewing", "Menjahit Dasar", 260)]
    assert acts(head, AddProgram) == [AddProgram("Barbershop", None)]


def test_that_hours_which_are_no_number_are_said_beside_the_field(head):
    head.page.show_tab("programs")
    card = head.page.programs.program
    card.form.load({"hours": "banyak"})
    card.save.click()
    assert card.form.fields["hours"].error.text()
    assert head.desk.done == []


def test_that_subjects_are_a_line_each_and_an_empty_one_waits(head):
    head.page.show_tab("programs")
    card = head.page.programs.program
    editor = card.subjects
    assert [line.name.text() for line in editor._lines] == ["Pola dasar", "Menjahit mesin", ""]
    QTest.keyClicks(editor._lines[-1].name, "Finishing")
    assert len(editor._lines) == 4
    editor._lines[1].remove.click()
    card.save_them.click()
    (act,) = acts(head, SetSubjects)
    assert [(one.name, one.theory_hours, one.practice_hours, one.subject_id) for one in act.subjects] == [
        ("Pola dasar", 20, 40, "s1"),
        ("Finishing", None, None, None),
    ]


def test_that_a_class_is_changed_and_another_one_made(head):
    head.desk.answers(AddBatch, Done(_changes(), "b-new"))
    head.page.show_tab("programs")
    card = head.page.programs.batches
    card.form.load({"weekdays": "135", "starts_at": "09.30"})
    card.save.click()
    changed = ChangeBatch("b-sewing", "Angkatan II", SEWING.starts_on, SEWING.ends_on, "135", "09.30")
    assert acts(head, ChangeBatch) == [changed]
    card.begin_new()
    card.form.load({"batch_name": "Angkatan III", "starts_on": "04-01-2027"})
    card.save.click()
    assert acts(head, AddBatch) == [AddBatch("p-sewing", "Angkatan III", date(2027, 1, 4), None, "12345", "")]


def test_that_another_programme_shows_its_own_classes(head):
    head.page.show_tab("programs")
    head.page.programs.table.go_to("p-cooking")
    shown = head.page.programs.batches.table.records
    assert [one.batch_id for one in shown] == [COOKING.batch_id]


def test_that_a_holiday_is_changed_added_and_taken_out(head):
    head.page.show_tab("holidays")
    tab = head.page.holidays
    tab.table.go_to(HOLIDAY.day.isoformat())
    tab.works.set_value(True)
    tab.save.click()
    tab.remove.click()
    tab.begin_new()
    tab.form.load({"day": "30-11-2026", "holiday_name": "Ulang tahun panti", "works": False})
    tab.save.click()
    tab.take_calendar()
    assert acts(head, SetHoliday) == [
        SetHoliday(HOLIDAY.day, HOLIDAY.name, off=False),
        SetHoliday(date(2026, 11, 30), "Ulang tahun panti"),
    ]
    assert acts(head, RemoveHoliday) == [RemoveHoliday(HOLIDAY.day)]
    assert acts(head, FillHolidays) == [FillHolidays(2026)]


def test_that_another_year_is_asked_for(head):
    head.page.show_tab("holidays")
    head.page.holidays.later.click()
    assert head.desk.asked[-1].year == 2027


DAYS = (date(2026, 10, 5), date(2026, 10, 6))
TWO = (Bearer("p1", "2026-0001", "Lukas Njau"), Bearer("p2", "2026-0002", "Lukas Ding"))


def moved(*asked: Asked, rehearsal: bool = True, marks: int = 2) -> AttendanceMovedIn:
    row = SheetRow(1, "Aminah", {DAYS[0]: Attendance.PRESENT})
    reading = AttendanceReading("Oktober", "Menjahit", DAYS, (row,))
    return AttendanceMovedIn(reading, "Menjahit", (), asked, marks, 0, 0, (), (), (), rehearsal)


def in_doubt(*candidates: Bearer) -> Asked:
    return Asked(SheetRow(2, "Lukas"), Unmatched.SEVERAL, candidates)


def test_that_a_doubtful_name_is_asked_and_the_answer_goes_along(head, tmp_path):
    path = tmp_path / "oktober.xlsx"
    path.write_bytes(b"PK")
    head.desk.answers(RehearseAttendance, lambda given: moved() if given.matches else moved(in_doubt(*TWO)))
    head.desk.answers(MoveAttendanceIn, Done(_changes(), moved(rehearsal=False)))
    head.page.show_tab("moving_in")
    tab = head.page.moving_in
    tab.look_at(Path(path))
    assert tab.side.isVisible()
    tab._answer("Lukas", "2026-0002")
    assert not tab.side.isVisible()
    tab.take.click()
    (act,) = acts(head, MoveAttendanceIn)
    assert (act.content, act.program_id, act.matches) == (b"PK", "p-sewing", (("Lukas", "2026-0002"),))
    assert "2" in tab.outcome.text()
    assert not tab.take.isVisible()


def test_that_a_person_out_of_sight_is_not_named_among_the_candidates(head, tmp_path):
    path = tmp_path / "oktober.xlsx"
    path.write_bytes(b"PK")
    unseen = Bearer("p3", "2026-0003", "Lukas Rahasia", seen=False)
    head.desk.answers(RehearseAttendance, moved(in_doubt(TWO[0], unseen)))
    head.page.show_tab("moving_in")
    head.page.moving_in.look_at(path)
    combo = head.page.moving_in._question(in_doubt(TWO[0], unseen)).combo
    assert [combo.itemText(at) for at in range(combo.count())][1:] == ["Lukas Njau · 2026-0001"]


def test_that_an_unreadable_sheet_is_said_and_a_month_asked_for(head, tmp_path):
    path = tmp_path / "lembar.xlsx"
    path.write_bytes(b"PK")
    head.desk.answers(RehearseAttendance, Refused("attendance_month_unclear"))
    head.page.show_tab("moving_in")
    tab = head.page.moving_in
    tab.look_at(path)
    assert tab.trouble.isVisible()
    assert tab.month.isVisible()
    head.desk.answers(RehearseAttendance, moved())
    tab.month.set_value("01-10-2026")
    tab.again.click()
    assert head.desk.asked[-1].month == date(2026, 10, 1)
    assert not tab.trouble.isVisible()


PARTS = ["grades", "people", "practice", "timetable", "selection", "programs", "holidays", "sheet"]


def test_that_f6_shows_every_part_and_nothing_is_cut(head):
    seen = []
    for _part in range(len(PARTS)):
        QTest.keyClick(head.page, Qt.Key.Key_F6)
        seen.append(head.page.shown)
        assert findings(head.page) == []
    assert seen == PARTS


def _changes():
    from shelter_admin.domain.changes import Area, Changes

    return Changes.of(Area.TRAINING)
