"""What two people can edit at once about programmes and classes."""

from __future__ import annotations

from datetime import date

from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.batches import ChangeBatch, batch_parts
from shelter_admin.operations.training.enrolling import EndEnrolment
from shelter_admin.operations.training.grades import GradeGiven, Grades, SetGrades
from shelter_admin.operations.training.holidays import Holidays, SetHoliday
from shelter_admin.operations.training.marks import CorrectSession, MarkAttendance
from shelter_admin.operations.training.programs import (
    ChangeProgram,
    Programs,
    SetSubjects,
    SubjectGiven,
    SubjectsOf,
    subject_parts,
)
from tests.operations.residents_house import House
from tests.operations.training_house import FRIDAY, A, H, S, SewingClass, a_sewing_class
from tests.operations.two_people_cases import DAY, Case, Prepared


def program(house: House) -> Case:
    sewing, seen = a_sewing_class(house, "Budi"), Seen({"program_name": "Menjahit", "hours": 120})
    return Case(
        ChangeProgram(sewing.program_id, "Menjahit", 160, seen=seen),
        ChangeProgram(sewing.program_id, "Tata busana", 200, seen=seen),
        [("Lesson hours", "120", "160", "200")],
        lambda: house.head.ask(Programs())[0].hours,
        (160, 200),
    )


def subject(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    house.head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola", 10, 20),)))
    shown = house.head.ask(SubjectsOf(sewing.program_id))
    seen = Seen(subject_parts(shown))
    return Case(
        SetSubjects(sewing.program_id, (SubjectGiven("Pola", 12, 20, shown[0].subject_id),), seen=seen),
        SetSubjects(
            sewing.program_id, (SubjectGiven("Pola", 8, 20, shown[0].subject_id), SubjectGiven("Jahit")), seen=seen
        ),
        [
            (
                "Pola",
                "Pola: theory 10, practice 20",
                "Pola: theory 12, practice 20",
                "Pola: theory 8, practice 20",
            )
        ],
        lambda: house.head.ask(SubjectsOf(sewing.program_id))[0].theory_hours,
        (12, 8),
    )


def batch(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    line = sewing.sheet().batch
    seen = Seen(batch_parts(line))
    return Case(
        ChangeBatch(sewing.batch_id, "", weekdays="13", seen=seen),
        ChangeBatch(sewing.batch_id, "", weekdays="24", starts_at="08.00", seen=seen),
        [("Meets on", "Monday, Tuesday, Wednesday, Thursday, Friday", "Monday, Wednesday", "Tuesday, Thursday")],
        lambda: sewing.sheet().batch.weekdays,
        ("13", "24"),
    )


def _grade(sewing: SewingClass) -> str:
    return sewing.row("Budi").enrolment_id


def grade(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    key = _grade(sewing)
    seen = Seen({(key, None): None})
    return Case(
        SetGrades(sewing.batch_id, (GradeGiven(key, 80),), seen=seen),
        SetGrades(sewing.batch_id, (GradeGiven(key, 75.5),), seen=seen),
        [("Budi · Final mark", "—", "80", "75.5")],
        lambda: house.head.ask(Grades(sewing.batch_id)).rows[0].final,
        (80, 75.5),
    )


def attendance(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi", "Sari")
    seen = Seen(dict.fromkeys(row.enrolment_id for row in sewing.sheet().rows))
    return Case(
        MarkAttendance(sewing.batch_id, FRIDAY, sewing.marks(Budi=A), seen=seen),
        MarkAttendance(sewing.batch_id, FRIDAY, sewing.marks(Budi=H, Sari=H), seen=seen),
        [("Budi · 20-11-2026", "not marked", "absent", "present")],
        lambda: sewing.row("Budi").marks[FRIDAY],
        (A, H),
    )


def closed_class(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    sewing.mark(FRIDAY, Budi=H)
    sewing.close(FRIDAY)
    seen = Seen({_grade(sewing): H})
    return Case(
        CorrectSession(sewing.batch_id, FRIDAY, sewing.marks(Budi=S), seen=seen),
        CorrectSession(sewing.batch_id, FRIDAY, sewing.marks(Budi=A), seen=seen),
        [("Budi · 20-11-2026", "present", "sick", "absent")],
        lambda: sewing.row("Budi").marks[FRIDAY],
        (S, A),
        reason="salah lihat",
    )


def holiday(house: House) -> Case:
    seen = Seen({"holiday_name": "", "off": False})
    return Case(
        SetHoliday(DAY, "Ulang tahun panti", seen=seen),
        SetHoliday(DAY, "Kerja bakti", seen=seen),
        [("Name of the holiday", "—", "Ulang tahun panti", "Kerja bakti")],
        lambda: next(one.name for one in house.head.ask(Holidays(2026)) if one.day == DAY),
        ("Ulang tahun panti", "Kerja bakti"),
    )


def end_of_enrolment(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    first, second, seen = date(2026, 11, 19), date(2026, 11, 18), Seen({"ended_on": None})
    key = _grade(sewing)
    return Case(
        EndEnrolment(key, first, seen=seen),
        EndEnrolment(key, second, seen=seen),
        [("Last day in the class", "—", "19-11-2026", "18-11-2026")],
        lambda: sewing.row("Budi").ended_on,
        (first, second),
    )


CASES: tuple[Prepared, ...] = (
    program,
    subject,
    batch,
    grade,
    attendance,
    closed_class,
    holiday,
    end_of_enrolment,
)
