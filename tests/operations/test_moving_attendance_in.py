"""A class's month sheet moved in: whom its names mean, what is taken, what is only told; all of it or nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.attendance_sheet import Unmatched
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.training import Attendance
from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn
from shelter_admin.operations.residents import Admitted, RecordLeaving
from shelter_admin.operations.training.moving_in import (
    AttendanceMovedIn,
    Left,
    MoveAttendanceIn,
    RehearseAttendance,
    file_content,
)
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training import programs
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    ClassSessionTable,
    EnrolmentTable,
    HolidayTable,
)
from tests.operations.residents_house import House, a_house, refused
from tests.people import a_desk

SAMPLES = Path(__file__).parents[1] / "samples"
FILE = SAMPLES / "kehadiran-menjahit-A.xlsx"


def day(number: int) -> date:
    return date(2026, 10, number)


class Class(House):
    """A house with the programme Las and nobody in it yet."""

    program: str = ""
    names: list[Admitted]

    def sheet(self, *lines: str, title: str = "Bulan: Oktober 2026", heads: str = "1;2;5") -> tuple[bytes, str, str]:
        table = [title, f"No;Nama;{heads}", *(f"{at};{line}" for at, line in enumerate(lines, start=1))]
        return "\n".join(table).encode(), "daftar.csv", self.program

    def move(self, *lines: str, matches=(), desk: Desk | None = None, **more: str) -> AttendanceMovedIn:
        return (desk or self.head).do(MoveAttendanceIn(*self.sheet(*lines, **more), matches=matches)).outcome

    def rehearse(self, *lines: str, **more: str) -> AttendanceMovedIn:
        return self.head.ask(RehearseAttendance(*self.sheet(*lines, **more)))

    def stored(self) -> dict[tuple[str, date], str]:
        """Every mark by person's joining stay and day."""
        with self.head.store.asking() as session:
            query = (
                select(EnrolmentTable.stay_id, ClassSessionTable.day, AttendanceMarkTable.mark)
                .join(AttendanceMarkTable, AttendanceMarkTable.enrolment_id == EnrolmentTable.id)
                .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
            )
            return {(row.stay_id, row.day): row.mark for row in session.execute(query)}

    def places(self) -> dict[str, EnrolmentTable]:
        with self.head.store.asking() as session:
            return {row.stay_id: row for row in session.scalars(select(EnrolmentTable))}


@pytest.fixture
def las(tmp_path):
    made = a_house(tmp_path)
    house = Class(made.head, made.clock, made.beds, made.rooms)
    house.names = []
    with house.writing() as session:
        house.program = programs.program_named(session, "Las")
    yield house
    house.head.close()


def test_that_the_sample_comes_out_as_a_careful_reader_says(tmp_path):
    expected = json.loads((SAMPLES / "expected-A.json").read_text(encoding="utf-8"))["attendance"]
    desk = a_desk(tmp_path)
    try:
        desk.do(MoveRoomsIn(SAMPLES / "kamar-A.xlsx"))
        desk.do(MoveRegisterIn(SAMPLES / "register-rsbk-samarinda.xlsx"))
        with desk.store.asking() as session:
            program = {name: program_id for program_id, name in programs.programs(session)}["Menjahit"]
        told = (file_content(FILE), FILE.name, program)
        rehearsed = desk.ask(RehearseAttendance(*told))
        moved = desk.do(MoveAttendanceIn(*told)).outcome
        for one in (rehearsed, moved):
            assert len(one.reading.rows) == expected["rows"]
            assert one.marks == expected["marks_of_people_with_a_name_of_their_own"]
            assert one.unmarked == expected["empty_on_class_days"]
            assert (
                len(one.asked_because(Unmatched.SEVERAL))
                == expected["rows_whose_name_stands_more_than_once_in_the_register"]
            )
        again = desk.do(MoveAttendanceIn(*told)).outcome
        assert (again.marks, again.already, again.left) == (0, moved.marks, ())
        asked = moved.asked[0]
        answered = desk.do(MoveAttendanceIn(*told, matches=((asked.row.name, asked.candidates[0].number),))).outcome
        assert (answered.marks, answered.asked) == (22, ())
    finally:
        desk.close()


def test_that_a_rehearsal_saves_nothing_and_says_what_the_act_then_does(las):
    las.admit("Slamet", admitted_on=day(1))
    before = las.counts()
    rehearsed = las.rehearse("Slamet;H;S;", "Nobody;H;H;H")
    assert las.counts() == before
    moved = las.move("Slamet;H;S;", "Nobody;H;H;H")
    assert (rehearsed.marks, rehearsed.unmarked, rehearsed.enrolled) == (moved.marks, moved.unmarked, moved.enrolled)
    assert rehearsed.rehearsal
    assert not moved.rehearsal


def test_that_whoever_the_sheet_marks_is_enrolled_from_the_first_mark(las):
    slamet = las.admit("Slamet", admitted_on=date(2026, 1, 5))
    moved = las.move("Slamet;;S;v")
    assert las.stored() == {(slamet.stay_id, day(2)): "S", (slamet.stay_id, day(5)): "H"}
    place = las.places()[slamet.stay_id]
    assert (place.joined_on, place.ended_on) == (day(2), None)
    assert [(one.number, one.joined_on, one.new) for one in moved.enrolled] == [(slamet.number, day(2), True)]


def test_that_an_enrolment_goes_back_to_the_first_day_the_sheet_proves(las):
    slamet = las.admit("Slamet", admitted_on=date(2026, 1, 5))
    with las.writing() as session:
        programs.enrol(session, slamet.stay_id, las.program, date(2026, 11, 1))
    moved = las.move("Slamet;H;H;H")
    assert las.places()[slamet.stay_id].joined_on == day(1)
    assert [(one.joined_on, one.new) for one in moved.enrolled] == [(day(1), False)]


def test_that_newcomers_join_the_class_of_all_the_others(las):
    old, new = las.admit("Slamet", admitted_on=day(1)), las.admit("Tri Hasan", admitted_on=day(1))
    with las.writing() as session:
        batch = programs.batch_named(session, las.program, "Angkatan II")
        session.add(EnrolmentTable(stay_id=old.stay_id, program_id=las.program, batch_id=batch, joined_on=day(1)))
    las.move("Slamet;H;H;H", "Tri Hasan;H;H;H")
    assert {place.batch_id for place in las.places().values()} == {batch}
    assert new.stay_id in las.places()


def test_that_names_count_without_case_and_titles_but_likeness_alone_is_only_suggested(las):
    las.admit("H. Moh. Yusuf", admitted_on=day(1))
    las.admit("Sukarno Hadi", admitted_on=day(1))
    moved = las.move("MOH YUSUF;H;H;H", "Soekarno Hadi;H;H;H")
    assert [one.person.name for one in moved.matched] == ["H. Moh. Yusuf"]
    (asked,) = moved.asked_because(Unmatched.UNKNOWN)
    assert [person.name for person in asked.candidates] == ["Sukarno Hadi"]
    assert moved.marks == 3


def test_that_a_name_two_people_bear_is_asked_even_where_one_of_them_is_enrolled(las):
    one, other = las.admit("Lukas", admitted_on=day(1)), las.admit("LUKAS", admitted_on=day(2))
    with las.writing() as session:
        programs.enrol(session, one.stay_id, las.program, day(1))
    moved = las.move("Lukas;H;H;H")
    assert (moved.marks, las.stored()) == (0, {})
    (asked,) = moved.asked_because(Unmatched.SEVERAL)
    assert {person.number for person in asked.candidates} == {one.number, other.number}
    taken = las.move("Lukas;H;H;H", matches=(("lukas", other.number),))
    assert (taken.marks, taken.left_because(Left.OUTSIDE_STAY)) == (2, 1)
    assert {stay for stay, _day in las.stored()} == {other.stay_id}


def test_that_a_namesake_who_was_not_there_that_month_is_in_nobodys_way(las):
    las.admit("Lukas", admitted_on=date(2026, 11, 3))
    there = las.admit("Lukas", admitted_on=day(1))
    assert las.move("Lukas;H;H;H").marks == 3
    assert {stay for stay, _day in las.stored()} == {there.stay_id}


def test_that_a_name_twice_in_the_sheet_is_asked_and_neither_row_taken(las):
    las.admit("Slamet", admitted_on=day(1))
    moved = las.move("Slamet;H;H;H", "SLAMET;A;A;A")
    assert [one.row.number for one in moved.asked_because(Unmatched.TWICE)] == [3, 4]
    assert las.stored() == {}


def test_that_marks_outside_the_stay_are_counted_and_not_taken(las):
    slamet = las.admit("Slamet", admitted_on=day(2))
    las.head.do(RecordLeaving(slamet.person_id, LeavingReason.FAMILY, day(4)))
    moved = las.move("Slamet;H;H;H", "Tri;H;H;H")
    assert las.stored() == {(slamet.stay_id, day(2)): "H"}
    assert [(one.day, one.why) for one in moved.left] == [(day(1), Left.OUTSIDE_STAY), (day(5), Left.OUTSIDE_STAY)]
    assert moved.unmarked == 0


def test_that_empty_cells_count_on_days_of_the_class_within_the_stay_and_are_never_filled_in(las):
    las.admit("Slamet", admitted_on=day(1))
    late = las.admit("Tri Hasan", admitted_on=day(5))
    moved = las.move("Slamet;H;;", "Tri Hasan;;;", "Nobody;;A;H", heads="1;2;5")
    assert moved.unmarked == 3  # Slamet on 2 and 5, Tri on 5
    assert late.stay_id not in las.places()
    assert len(las.stored()) == 1


def test_that_a_doubtful_cell_is_told_and_neither_taken_nor_counted_as_empty(las):
    las.admit("Slamet", admitted_on=day(1))
    moved = las.move("Slamet;H;x;S")
    assert (moved.marks, moved.unmarked) == (2, 0)
    assert [(cell.row, cell.column, cell.text) for cell in moved.reading.doubts] == [(3, "D", "x")]


def test_that_a_mark_that_is_stored_stays_and_both_are_told(las):
    slamet = las.admit("Slamet", admitted_on=day(1))
    las.move("Slamet;H;H;H")
    moved = las.move("Slamet;H;A;H")
    assert (moved.marks, moved.already) == (0, 2)
    assert [(one.day, one.mark, one.stored, one.why) for one in moved.left] == [
        (day(2), Attendance.ABSENT, Attendance.PRESENT, Left.DIFFERS)
    ]
    assert las.stored()[slamet.stay_id, day(2)] == "H"


def test_that_a_closed_class_takes_no_more_marks(las):
    slamet = las.admit("Slamet", admitted_on=day(1))
    las.move("Slamet;H;;")
    with las.writing() as session:
        held = session.scalars(select(ClassSessionTable)).one()
        held.closed_at, held.closed_by = las.clock.now, las.head.staff.account_id
    las.admit("Tri Hasan", admitted_on=day(1))
    moved = las.move("Slamet;H;H;", "Tri Hasan;H;H;")
    assert [(one.name, one.why) for one in moved.left] == [("Tri Hasan", Left.CLOSED)]
    assert las.stored().keys() >= {(slamet.stay_id, day(1)), (slamet.stay_id, day(2))}


def test_that_days_to_come_are_not_taken(las):
    las.admit("Slamet", admitted_on=day(1))
    moved = las.move("Slamet;H;H;H", title="Bulan: November 2026", heads="20;23;24")
    assert (moved.marks, moved.left_because(Left.TO_COME)) == (1, 2)


def test_that_marks_after_the_end_of_an_enrolment_are_not_taken(las):
    slamet = las.admit("Slamet", admitted_on=day(1))
    with las.writing() as session:
        programs.enrol(session, slamet.stay_id, las.program, day(1))
        session.flush()
        session.scalars(select(EnrolmentTable)).one().ended_on = day(2)
    assert las.move("Slamet;H;H;H").left_because(Left.AFTER_END) == 1


def test_that_two_stays_in_one_month_keep_their_own_marks(las):
    first = las.admit("Slamet", admitted_on=day(1))
    las.head.do(RecordLeaving(first.person_id, LeavingReason.FAMILY, day(1)))
    with las.writing() as session:
        second = StayTable(person_id=first.person_id, admitted_on=day(5))
        session.add(second)
        session.flush()
        second_id = second.id
    las.move("Slamet;H;H;S")
    assert las.stored() == {(first.stay_id, day(1)): "H", (second_id, day(5)): "S"}


def test_that_sessions_stay_open_and_their_year_stands_in_the_table_of_holidays(las):
    las.admit("Slamet", admitted_on=date(2026, 1, 1))
    moved = las.move("Slamet;H;H;H", title="Bulan: Agustus 2026", heads="14;17;18")
    with las.head.store.asking() as session:
        assert {row.closed_at for row in session.scalars(select(ClassSessionTable))} == {None}
        assert date(2026, 8, 17) in set(session.scalars(select(HolidayTable.day)))
    assert moved.on_days_off == (date(2026, 8, 17),)


def test_that_a_trainer_moves_in_the_own_programmes_only_and_enrols_nobody(las):
    inside, outside = las.admit("Slamet", admitted_on=day(1)), las.admit("Tri Hasan", admitted_on=day(1))
    with las.writing() as session:
        programs.enrol(session, inside.stay_id, las.program, day(1))
    trainer = las.desk(Role.INSTRUKTUR)
    refused(trainer, MoveAttendanceIn(*las.sheet("Slamet;H;H;H")), "program_not_yours", field="program_id")
    las.head.do(SetTrainer(trainer.staff.account_id, (las.program,)))
    moved = las.move("Slamet;H;H;H", "Tri Hasan;H;H;H", desk=trainer)
    assert moved.marks == 3
    (asked,) = moved.asked
    assert (asked.why, asked.candidates) == (Unmatched.UNKNOWN, ())  # of whom the trainer may not know
    assert outside.stay_id not in las.places()


def test_that_a_namesake_whom_a_trainer_does_not_see_still_makes_the_name_doubtful(las):
    inside = las.admit("Lukas", admitted_on=day(1))
    las.admit("Lukas", admitted_on=day(1))
    with las.writing() as session:
        programs.enrol(session, inside.stay_id, las.program, day(1))
    trainer = las.desk(Role.INSTRUKTUR)
    las.head.do(SetTrainer(trainer.staff.account_id, (las.program,)))
    (asked,) = las.move("Lukas;H;H;H", desk=trainer).asked
    assert [person.number for person in asked.candidates] == [inside.number]


@pytest.mark.parametrize(
    ("match", "code"), [(("Tri", "x"), "match_name_unknown"), (("Slamet", "x"), "match_number_unknown")]
)
def test_that_an_answer_about_nobody_is_refused(las, match, code):
    las.admit("Slamet", admitted_on=day(1))
    content, filename, program = las.sheet("Slamet;H;H;H")
    refused(las.head, MoveAttendanceIn(content, filename, program, matches=(match,)), code, field="matches")


def test_that_a_month_the_sheet_does_not_tell_may_be_answered(las):
    las.admit("Slamet", admitted_on=day(1))
    content, filename, program = las.sheet("Slamet;H;H;H", title="Kelas Las")
    refused(las.head, MoveAttendanceIn(content, filename, program), "attendance_month_unclear", field="month")
    assert las.head.do(MoveAttendanceIn(content, filename, program, month=day(1))).outcome.marks == 3


def test_that_of_several_classes_in_a_file_the_one_called_like_the_programme_is_read(las, tmp_path):
    from openpyxl import Workbook

    las.admit("Slamet", admitted_on=day(1))
    file = Workbook()
    for name, mark in (("Tata Boga", "A"), ("LAS", "H")):
        page = file.create_sheet(name)
        for row in (["Bulan Oktober 2026"], ["No", "Nama", 1, 2, 5], [1, "Slamet", mark, mark, mark]):
            page.append(row)
    file.save(tmp_path / "kelas.xlsx")
    told = ((tmp_path / "kelas.xlsx").read_bytes(), "kelas.xlsx", las.program)
    assert las.head.ask(RehearseAttendance(*told)).reading.sheet == "LAS"
    assert las.head.ask(RehearseAttendance(*told, sheet="tata boga")).other_program == ""
    file["LAS"].title = "Jahit"
    file.save(tmp_path / "kelas.xlsx")
    refused(
        las.head,
        MoveAttendanceIn((tmp_path / "kelas.xlsx").read_bytes(), *told[1:]),
        "attendance_sheets_several",
        field="sheet",
    )


def test_that_a_sheet_that_names_another_programme_is_told_before_and_after(las):
    las.admit("Slamet", admitted_on=day(1))
    with las.writing() as session:
        programs.program_named(session, "Tata Boga")
    title = "Kelas TATA BOGA Bulan Oktober 2026"
    assert las.rehearse("Slamet;H;H;H", title=title).other_program == "Tata Boga"
    assert las.move("Slamet;H;H;H", title=title).other_program == "Tata Boga"
    assert las.rehearse("Slamet;H;H;H", title=f"{title} dan Las").other_program == ""
    assert las.rehearse("Slamet;H;H;H").other_program == ""


def test_that_a_failure_half_way_leaves_nothing(las, monkeypatch):
    las.admit("Slamet", admitted_on=day(1))
    before = las.counts()
    monkeypatch.setattr("shelter_admin.operations.training.moving_in._Planner.outcome", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        las.move("Slamet;H;H;H")
    assert las.counts() == before


def test_that_the_audit_names_the_people_and_no_words(las):
    slamet = las.admit("Slamet Rahasia", admitted_on=day(1))
    las.move("Slamet Rahasia;H;H;H", matches=(("Slamet Rahasia", slamet.number),))
    line = las.audit()[-1]
    assert line.act == "MoveAttendanceIn"
    assert "Rahasia" not in json.dumps(line.what, default=str)
    assert slamet.number not in json.dumps(line.what, default=str)


CELLS = st.sampled_from(["H", "S", "I", "A", "v", "", "", "x"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_that_no_sheet_takes_a_mark_twice_or_changes_one(las, data):
    with las.writing() as session:
        for table in (AttendanceMarkTable, ClassSessionTable, EnrolmentTable):
            for row in session.scalars(select(table)):
                session.delete(row)
            session.flush()
    for name in ("Slamet", "Tri Hasan", "Lukas", "Lukas"):
        if len(las.names) < 4:
            las.names.append(las.admit(name, admitted_on=day(1 + len(las.names))))
    names = data.draw(st.lists(st.sampled_from(["Slamet", "Tri Hasan", "Lukas", "Nobody"]), max_size=4, min_size=1))
    lines = [";".join([name, *(data.draw(CELLS) for _at in range(3))]) for name in names]
    first = las.move(*lines)
    kept = las.stored()
    assert len(kept) == first.marks
    again = las.move(*lines)
    assert (again.marks, las.stored()) == (0, kept)
    assert again.already == first.marks
