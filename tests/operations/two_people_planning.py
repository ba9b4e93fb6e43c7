"""What two people can edit at once about rooms, lessons, intakes, trainers and selections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shelter_admin.domain.training.selection import CriterionKind, PanelWord
from shelter_admin.domain.training.templates import BatchTemplate
from shelter_admin.domain.training.timetable import Lesson
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.choosing import SayPanelWord
from shelter_admin.operations.training.rooms import AddTrainingRoom, ChangeTrainingRoom, TrainingRooms
from shelter_admin.operations.training.selection import (
    CriterionGiven,
    ScoreApplicants,
    ScoreGiven,
    SetCriteria,
    criterion_parts,
)
from shelter_admin.operations.training.templates import (
    AddBatchTemplate,
    BatchTemplates,
    ChangeBatchTemplate,
    template_parts,
)
from shelter_admin.operations.training.timetable import AddLesson, ChangeLesson, TimetableOf, lesson_parts
from tests.operations.residents_house import House
from tests.operations.selection_house import INTEREST, an_intake
from tests.operations.training_house import a_sewing_class
from tests.operations.two_people_cases import Case, Prepared


def training_room(house: House) -> Case:
    room_id = house.head.do(AddTrainingRoom("Ruang Jahit", 10)).outcome
    seen = Seen({"room_name": "Ruang Jahit", "seats": 10})
    return Case(
        ChangeTrainingRoom(room_id, "Ruang Jahit", 12, seen=seen),
        ChangeTrainingRoom(room_id, "Ruang Jahit", 16, seen=seen),
        [("Seats", "10", "12", "16")],
        lambda: house.head.ask(TrainingRooms())[0].seats,
        (12, 16),
    )


def lesson(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    house.head.do(AddLesson(Lesson(sewing.batch_id, 1, 480, 600)))
    shown = house.head.ask(TimetableOf(sewing.batch_id)).lessons[0].lesson
    seen = Seen(lesson_parts(shown))
    return Case(
        ChangeLesson(shown.lesson_id, replace(shown, begins=510), seen=seen),
        ChangeLesson(shown.lesson_id, replace(shown, begins=540), seen=seen),
        [("Begins at", "08.00", "08.30", "09.00")],
        lambda: house.head.ask(TimetableOf(sewing.batch_id)).lessons[0].lesson.begins,
        (510, 540),
    )


def template(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    house.head.do(AddBatchTemplate(BatchTemplate("", sewing.program_id, "Angkatan I", 1, 6, 6)))
    shown = house.head.ask(BatchTemplates())[0]
    seen = Seen(template_parts(shown))
    return Case(
        ChangeBatchTemplate(shown.template_id, replace(shown, months=5), seen=seen),
        ChangeBatchTemplate(shown.template_id, replace(shown, months=4), seen=seen),
        [("Months it lasts", "6", "5", "4")],
        lambda: house.head.ask(BatchTemplates())[0].months,
        (5, 4),
    )


def criterion(house: House) -> Case:
    asked = an_intake(house)
    seen = Seen(criterion_parts(asked.found().criteria))

    def weighing(weight: int) -> SetCriteria:
        given = CriterionGiven(INTEREST, CriterionKind.SCORED, weight, None, asked.criterion_id)
        return SetCriteria(asked.batch_id, (given,), seen=seen)

    was, theirs, mine = (f"{INTEREST}: scored by the committee, weight {weight}" for weight in (2, 3, 5))
    return Case(
        weighing(3), weighing(5), [(INTEREST, was, theirs, mine)], lambda: asked.found().criteria[0].weight, (3, 5)
    )


def score(house: House) -> Case:
    asked = an_intake(house)
    applicant_id = asked.applicant_id("Ani")
    seen = Seen({(applicant_id, asked.criterion_id): None})

    def scoring(points: float) -> ScoreApplicants:
        return ScoreApplicants(asked.batch_id, (ScoreGiven(applicant_id, asked.criterion_id, points),), seen=seen)

    def stands() -> Any:
        return asked.line("Ani").total

    return Case(scoring(80), scoring(75.5), [(f"Ani · {INTEREST}", "—", "80", "75.5")], stands, (80, 75.5))


def panel_word(house: House) -> Case:
    asked = an_intake(house)
    applicant_id = asked.applicant_id("Ani")
    seen = Seen({"word": None})
    return Case(
        SayPanelWord(applicant_id, PanelWord.IN, seen=seen),
        SayPanelWord(applicant_id, PanelWord.OUT, seen=seen),
        [("The committee's word", "—", "taken in all the same", "left out all the same")],
        lambda: asked.line("Ani").applicant.panel,
        (PanelWord.IN, PanelWord.OUT),
        reason="rapat panitia",
    )


CASES: tuple[Prepared, ...] = (training_room, lesson, template, criterion, score, panel_word)
