"""Classes of the invented panti as they are planned: rooms, lessons, intakes of every year, an open selection."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Final

from sqlalchemy import select

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.training import BatchLine, Intake, ProgramKind
from shelter_admin.domain.training.selection import OUTSIDE, CriterionKind
from shelter_admin.domain.training.templates import BatchTemplate
from shelter_admin.domain.training.timetable import Lesson, LessonPart
from shelter_admin.operations.desk import Work
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.rooms import AddTrainingRoom
from shelter_admin.operations.training.selection import (
    ApplyForClass,
    CriterionGiven,
    MayApply,
    ScoreApplicants,
    ScoreGiven,
    SelectionOf,
    SetCriteria,
)
from shelter_admin.operations.training.templates import AddBatchTemplate, OpenIntakes
from shelter_admin.operations.training.timetable import AddLesson, LessonChoicesOf
from shelter_admin.operations.training.whose import reader_of
from shelter_admin.persistence.accounts import AccountRoleTable
from shelter_admin.persistence.training.classes import batch_lines

ROOMS: Final = {
    "Menjahit": ("Ruang Jahit", 20),
    "Las": ("Bengkel Las", 15),
    "Tata Boga": ("Dapur Latih", 12),
    "Otomotif": ("Bengkel Otomotif", 15),
    "Bimbingan Mental Spiritual": ("Aula", 60),
}
GUESTS: Final = {"Las": "Suparman (BLK Samarinda)", "Tata Boga": "Ibu Hartini", "Otomotif": "Rusli Effendi"}
GUIDANCE: Final = "Bimbingan Mental Spiritual"
CRITERIA: Final = (
    CriterionGiven("Minat dan bakat", CriterionKind.SCORED, 3),
    CriterionGiven("Wawancara", CriterionKind.SCORED, 2),
    CriterionGiven("Lama menunggu", CriterionKind.WAITING, 1),
    CriterionGiven("Belum pernah dilatih", CriterionKind.NEVER_TRAINED, 1),
)
INTAKE: Final = Intake(10, 6, 6, 17, 45)
APPLICANTS: Final = 14
UNSCORED: Final = 2


def plan_classes(work: Work, seed: int) -> None:
    """Give running classes a week in rooms, write two intakes a year down, and let people ask for the next class.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.EDIT_PROGRAMS, Right.EDIT_CASES):
        work.staff.require(right, work.today)
    _guidance(work)
    running = [one for one in batch_lines(work.session, reader_of(work)) if _runs(work, one)]
    _weeks(work, running)
    sewing = next((one for one in running if one.program == "Menjahit"), None)
    if sewing is not None:
        _intakes(work, sewing.program_id, Random(seed))  # noqa: S311 - invents scores, guards nothing


def _runs(work: Work, one: BatchLine) -> bool:
    return (one.starts_on or work.today) <= work.today <= (one.ends_on or work.today)


def _guidance(work: Work) -> None:
    program_id = AddProgram(GUIDANCE, None, ProgramKind.SPIRITUAL).run(work).outcome
    first = work.today.replace(month=1, day=1)
    last = first.replace(month=12, day=31)
    AddBatch(program_id, f"Tahun {work.today.year}", first, last, "5", "15.30").run(work)


def _weeks(work: Work, running: list[BatchLine]) -> None:
    """A lesson on each day the class meets, the first one of the week theory."""
    query = select(AccountRoleTable.account_id).where(AccountRoleTable.role == Role.INSTRUKTUR.value)
    trainer = work.session.scalars(query).first()
    rooms = {name: AddTrainingRoom(name, seats).run(work).outcome for name, seats in ROOMS.values()}
    for one in running:
        if one.program not in ROOMS:
            continue
        hour, minute = (one.starts_at or "08:00").split(":")
        begins = int(hour) * 60 + int(minute)
        subjects = [key for key, _name in LessonChoicesOf(one.batch_id).run(work).subjects]
        for at, weekday in enumerate(one.weekdays):
            theory = at == 0
            lesson = Lesson(
                one.batch_id,
                int(weekday),
                begins,
                begins + (90 if theory else 180),
                LessonPart.THEORY if theory else LessonPart.PRACTICE,
                subjects[min(at, len(subjects) - 1)] if subjects else None,
                rooms[ROOMS[one.program][0]],
                None if one.program in GUESTS else trainer,
                GUESTS.get(one.program, ""),
            )
            AddLesson(lesson).run(work)


def _intakes(work: Work, program_id: str, rng: Random) -> None:
    """Two intakes a year; the first of the next one is open, more ask for it than there are places."""
    for name, month in (("Angkatan I", 1), ("Angkatan II", 7)):
        AddBatchTemplate(BatchTemplate("", program_id, name, month, 6, 6, "123456", "08.00", INTAKE)).run(work)
    opened = OpenIntakes(work.today.year + 1, program_id).run(work)
    batch_id = opened.what["batch_ids"][0]
    offered = [one for one in MayApply(batch_id).run(work) if not one.enrolled_in]
    rng.shuffle(offered)
    offered.sort(key=lambda one: one.age_fit in OUTSIDE)  # one of them is older than the limits, as in life
    asking = [one.person_id for one in (*offered[: APPLICANTS - 1], *offered[-1:])]
    for at, person_id in enumerate(dict.fromkeys(asking)):
        ApplyForClass(batch_id, (person_id,), work.today - timedelta(days=3 * at)).run(work)
    SetCriteria(batch_id, CRITERIA).run(work)
    found = SelectionOf(batch_id).run(work)
    scored = [one.criterion_id for one in found.criteria if one.kind is CriterionKind.SCORED]
    given = tuple(
        ScoreGiven(one.applicant.applicant_id, criterion_id, float(rng.randrange(50, 100, 5)))
        for one in found.lines[UNSCORED:]
        for criterion_id in scored
    )
    if given:
        ScoreApplicants(batch_id, given).run(work)
