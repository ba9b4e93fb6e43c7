"""Scenes of planning: a week of lessons, an intake with more applicants than places, intakes of every year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from shelter_admin.domain.training.selection import CriterionKind
from shelter_admin.domain.training.templates import BatchTemplate
from shelter_admin.domain.training.timetable import Lesson, LessonPart, week_of
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession
from shelter_admin.operations.training.classes import Classes
from shelter_admin.operations.training.rooms import AddTrainingRoom, TrainingRooms
from shelter_admin.operations.training.selection import (
    ApplyForClass,
    CriterionGiven,
    MayApply,
    ScoreApplicants,
    ScoreGiven,
    SelectionOf,
    SetCriteria,
)
from shelter_admin.operations.training.templates import AddBatchTemplate, BatchTemplates
from shelter_admin.operations.training.timetable import AddLesson, TimetableOf
from tests.look.waiting import settle
from ui.window.window import MainWindow

NEXT: Final = "Angkatan I 2027"
ROOMS: Final = ("Ruang Jahit", "Bengkel Las", "Aula Serbaguna Lantai Dua Gedung Pelatihan")
GUEST: Final = "Suparman (Balai Latihan Kerja Kota Samarinda)"
APPLICANTS: Final = 24
CRITERIA: Final = (
    CriterionGiven("Minat dan bakat", CriterionKind.SCORED, 3),
    CriterionGiven("Wawancara panitia", CriterionKind.SCORED, 2),
    CriterionGiven("Lama menunggu", CriterionKind.WAITING, 1),
    CriterionGiven("Gelandangan", CriterionKind.CATEGORY, 1, "GELANDANGAN"),
)


def _page(window: MainWindow) -> Any:
    return window.seat.current()


def _planned(window: MainWindow) -> str:
    """A house where classes are planned as an office would; tells the class that is to begin."""
    desk: Any = window.seat.front.desk
    classes = [one for one in desk.ask(Classes()) if one.name != NEXT]
    if not classes:
        return ""
    if not desk.ask(TrainingRooms()):
        rooms = [desk.do(AddTrainingRoom(name, 20)).outcome for name in ROOMS]
        for at, one in enumerate(classes[:3]):
            for day in range(1, 6):
                theory = (day + at) % 3 == 0
                begins = 480 if day % 2 else 540
                part = LessonPart.THEORY if theory else LessonPart.PRACTICE
                guest = GUEST if at == 1 else "Yuliana"
                ends = begins + (90 if theory else 240)
                lesson = Lesson(one.batch_id, day, begins, ends, part, room_id=rooms[at], guest_trainer=guest)
                desk.do(AddLesson(lesson))
    program_id = classes[0].program_id
    known = next((one for one in desk.ask(Classes()) if one.name == NEXT), None)
    if known is not None:
        return str(known.batch_id)
    for name, month in (("Angkatan I", 1), ("Angkatan II", 7)):
        desk.do(AddBatchTemplate(BatchTemplate("", program_id, name, month, 6, 6)))
    limits: dict[str, Any] = {"places": 15, "places_male": 8, "places_female": 10, "age_from": 17, "age_to": 40}
    batch_id = str(desk.do(AddBatch(program_id, NEXT, date(2027, 1, 4), date(2027, 6, 30), **limits)).outcome)
    _let_apply(desk, batch_id)
    return batch_id


def _let_apply(desk: Any, batch_id: str) -> None:
    offered = [one.person_id for one in desk.ask(MayApply(batch_id))][:APPLICANTS]
    for at, person_id in enumerate(offered):
        desk.do(ApplyForClass(batch_id, (person_id,), desk.today - timedelta(days=2 * at)))
    desk.do(SetCriteria(batch_id, CRITERIA))
    found = desk.ask(SelectionOf(batch_id))
    scored = [one.criterion_id for one in found.criteria if one.kind is CriterionKind.SCORED]
    given = tuple(
        ScoreGiven(one.applicant.applicant_id, key, float(50 + (at * 7 + no * 13) % 50))
        for at, one in enumerate(found.lines[2:])
        for no, key in enumerate(scored)
    )
    if given:
        desk.do(ScoreApplicants(batch_id, given))


def _open(window: MainWindow, part: str, *, next_class: bool) -> Any:
    batch_id = _planned(window)
    page = _page(window)
    page.reload()
    settle(window.tasks)
    wanted = batch_id if next_class else next((one.batch_id for one in page.classes.classes), "")
    page.classes.choose(wanted)
    page.show_tab(part)
    settle(window.tasks)
    return getattr(page.stack, part, page)


def _week(window: MainWindow) -> None:
    """The week after this one: a class cancelled, one held instead, a lesson on a day without attendance."""
    tab = _open(window, "timetable", next_class=False)
    if tab.batch is not None:
        _change(window, tab.batch.batch_id)
        tab.week.later.click()
        settle(window.tasks)


def _change(window: MainWindow, batch_id: str) -> None:
    """Change next week's days once, and set a lesson beside the plan in a room that is too small."""
    desk: Any = window.seat.front.desk
    if desk.ask(TimetableOf(batch_id)).apart.lessons_only:
        return
    monday = week_of(desk.today)[0] + timedelta(days=7)
    changed = {one.day for one in desk.ask(TimetableOf(batch_id, week=monday)).changed}
    tuesday, saturday = monday + timedelta(days=1), monday + timedelta(days=5)
    if tuesday not in changed:
        desk.do(CancelSession(batch_id, tuesday, "Rapat koordinasi di Dinas Sosial"))
    if saturday not in changed:
        desk.do(HoldExtraSession(batch_id, saturday, "Mengganti kelas tanggal 24"))
    small = desk.do(AddTrainingRoom("Sudut baca", 2)).outcome
    desk.do(AddLesson(Lesson(batch_id, 6, 480, 570, LessonPart.THEORY, room_id=small)))


def _whole_house(window: MainWindow) -> None:
    tab = _open(window, "timetable", next_class=False)
    if tab.batch is not None:
        tab.whose.combo.setCurrentIndex(1)


def _rooms(window: MainWindow) -> None:
    tab = _open(window, "timetable", next_class=False)
    if tab.batch is not None:
        tab.show_rooms()


def _selection(window: MainWindow) -> None:
    _open(window, "selection", next_class=True)


def _adding(window: MainWindow) -> None:
    _open(window, "selection", next_class=True).show_adding()


def _criteria(window: MainWindow) -> None:
    _open(window, "selection", next_class=True).show_criteria()


def _choosing(window: MainWindow) -> None:
    tab = _open(window, "selection", next_class=True)
    tab.show_order()
    tab.ask_to_choose()


def _templates(window: MainWindow) -> None:
    _planned(window)
    page = _page(window)
    page.show_tab("programs")
    settle(window.tasks)
    if page.front.desk.ask(BatchTemplates()):
        page.programs.show_templates()


PLANNING: Final[tuple[tuple[str, Callable[[MainWindow], None]], ...]] = (
    ("timetable", _week),
    ("timetable-house", _whole_house),
    ("timetable-rooms", _rooms),
    ("selection", _selection),
    ("selection-adding", _adding),
    ("selection-criteria", _criteria),
    ("selection-choosing", _choosing),
    ("intakes", _templates),
)
