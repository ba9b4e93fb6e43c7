"""What two people can edit at once about marks in their parts and competences."""

from __future__ import annotations

from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.competences import (
    CheckCompetences,
    CheckGiven,
    CompetenceGiven,
    CompetenceSheetOf,
    CompetencesOf,
    SetCompetences,
    by_id,
)
from shelter_admin.operations.training.grades import Grades
from shelter_admin.operations.training.part_marks import PartGiven, SetPartMarks
from shelter_admin.operations.training.programs import SetSubjects, SubjectGiven, SubjectsOf
from tests.operations.residents_house import House
from tests.operations.training_house import a_sewing_class
from tests.operations.two_people_cases import Case, Prepared


def part_mark(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    house.head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola", 10, 20),)))
    subject, who = house.head.ask(SubjectsOf(sewing.program_id))[0].subject_id, sewing.row("Budi").enrolment_id

    def act(mark: float) -> SetPartMarks:
        given = PartGiven(who, subject, Part.PRACTICE, mark)
        return SetPartMarks(sewing.batch_id, (given,), seen=Seen({given.key: None}))

    return Case(
        act(80),
        act(75.5),
        [("Budi · Pola · Practice", "—", "80", "75.5")],
        lambda: house.head.ask(Grades(sewing.batch_id)).rows[0].attempts[subject, Part.PRACTICE],
        ((80,), (75.5,)),
    )


def competence(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    house.head.do(SetCompetences(sewing.program_id, (CompetenceGiven("Membuat pola"),)))
    (one,) = house.head.ask(CompetencesOf(sewing.program_id))
    seen = Seen(by_id((one,)))
    return Case(
        SetCompetences(sewing.program_id, (CompetenceGiven("Membuat pola rok", one.competence_id),), seen=seen),
        SetCompetences(sewing.program_id, (CompetenceGiven("Membuat pola blus", one.competence_id),), seen=seen),
        [("Membuat pola rok", "Membuat pola", "Membuat pola rok", "Membuat pola blus")],
        lambda: house.head.ask(CompetencesOf(sewing.program_id))[0].name,
        ("Membuat pola rok", "Membuat pola blus"),
    )


def competence_seen(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    house.head.do(SetCompetences(sewing.program_id, (CompetenceGiven("Membuat pola"),)))
    (one,) = house.head.ask(CompetencesOf(sewing.program_id))
    who = sewing.row("Budi").enrolment_id

    def act(*, competent: bool) -> CheckCompetences:
        given = CheckGiven(who, one.competence_id, competent)
        return CheckCompetences(sewing.batch_id, (given,), seen=Seen({given.key: None}))

    def stands() -> bool:
        return house.head.ask(CompetenceSheetOf(sewing.batch_id)).rows[0].seen[one.competence_id].competent

    return Case(
        act(competent=True),
        act(competent=False),
        [("Budi · Membuat pola", "—", "competent", "not yet competent")],
        stands,
        (True, False),
    )


CASES: tuple[Prepared, ...] = (part_mark, competence, competence_seen)
