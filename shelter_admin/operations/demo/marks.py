"""The marks of the invented panti in their parts, with a re-sit here and there, and the competences of a programme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select

from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.operations.demo.classes import Place, School
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.residents.moving_in import add_rows
from shelter_admin.persistence.training.tables import (
    CompetenceCheckTable,
    CompetenceTable,
    SubjectMarkTable,
    SubjectTable,
)

BATCHES: Final = 3
# What the parts differ from the subject's mark; with the usual weights 30 : 50 : 20 they come to it exactly.
APART: Final = ((5.0, -3.0, 0.0), (0.0, 2.0, -5.0), (-5.0, 1.0, 5.0), (0.0, 0.0, 0.0))
COMPETENCES: Final = {
    "Menjahit": (
        "Mengukur badan dan membuat pola dasar",
        "Memotong bahan sesuai pola",
        "Menjahit dengan mesin lurus dan obras",
        "Memasang kancing dan ritsleting",
        "Menghitung harga pokok jahitan",
    ),
    "Las": (
        "Memakai alat pelindung diri",
        "Mengelas SMAW posisi datar",
        "Mengelas SMAW posisi tegak",
        "Membaca gambar kerja",
    ),
    "Tata Boga": ("Menjaga kebersihan dapur", "Mengolah masakan Nusantara", "Membuat kue dan roti"),
    "Otomotif": ("Servis berkala sepeda motor", "Menyetel rem dan rantai", "Memeriksa kelistrikan bodi"),
}
Rows = list[dict[str, Any]]


def mark_in_parts(work: Work, school: School) -> None:
    """Write the parts of the newest batches' marks, and what was seen of their competences."""
    newest = sorted(school.batches, key=lambda one: one.first)[-BATCHES:]
    subjects = _subjects(work)
    competences = [_competences(course.program_id, course.name) for course in school.courses]
    add_rows(work.session, CompetenceTable, [row for rows in competences for row in rows])
    by_program = {rows[0]["program_id"]: rows for rows in competences if rows}
    marks: Rows = []
    checks: Rows = []
    for no, place in enumerate(place for place in school.places if place.batch in newest or place.finisher):
        program_id = place.batch.course.program_id
        marks += _parts(place, subjects[program_id], no, work.today) if place.grades else []
        if place.stay.left is None:
            checks += _seen(place, by_program.get(program_id, []), no, work.today)
    add_rows(work.session, SubjectMarkTable, marks)
    add_rows(work.session, CompetenceCheckTable, checks)


def _subjects(work: Work) -> dict[str, list[str]]:
    rows = work.session.execute(select(SubjectTable.program_id, SubjectTable.id).order_by(SubjectTable.position))
    found: dict[str, list[str]] = {}
    for program_id, subject_id in rows:
        found.setdefault(program_id, []).append(subject_id)
    return found


def _competences(program_id: str, program: str) -> Rows:
    return [
        {"id": new_id(), "program_id": program_id, "position": at, "name": name}
        for at, name in enumerate(COMPETENCES.get(program, ()), start=1)
    ]


def _parts(place: Place, subjects: list[str], no: int, today: date) -> Rows:
    """Three parts for every subject, each with one attempt; somebody sat a theory twice."""
    on = min(place.batch.last, today - timedelta(days=1))
    made: Rows = []
    for at, (subject_id, mark) in enumerate(zip(subjects, place.grades, strict=True)):
        apart = APART[(no + at) % len(APART)]
        sound = all(0 <= mark + by <= 100 for by in apart)
        for part, by in zip(Part, apart, strict=True):
            value = mark + by if sound else mark
            again = part is Part.THEORY and (no + at) % 11 == 3
            made += [
                {
                    "enrolment_id": place.enrolment_id, "person_id": place.stay.person.person_id,
                    "subject_id": subject_id, "part": part.value, "attempt": attempt, "mark": given,
                    "given_on": on - timedelta(days=14 if again and attempt == 1 else 0), "note": "",
                }
                for attempt, given in enumerate(((45.0, value) if again else (value,)), start=1)
            ]  # fmt: skip
    return made


def _seen(place: Place, competences: Rows, no: int, today: date) -> Rows:
    """What a trainer has seen so far: most of it from whoever is well on."""
    so_far = len(competences) if place.finished(today) else (no % (len(competences) + 1))
    return [
        {
            "enrolment_id": place.enrolment_id, "person_id": place.stay.person.person_id,
            "competence_id": row["id"], "competent": (no + at) % 5 != 2,
            "seen_on": min(place.batch.last, today - timedelta(days=3)), "note": "",
        }
        for at, row in enumerate(competences[:so_far])
    ]  # fmt: skip
