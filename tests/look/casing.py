"""Scenes of case work: what is due, a case file in all its parts, filling an instrument, before beside now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from PySide6.QtTest import QTest

from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.plans import FieldOfLife
from shelter_admin.domain.cases.stages import Stage
from shelter_admin.operations.cases.asking import CaseFileOf
from shelter_admin.operations.cases.assessing import WriteAssessment
from shelter_admin.operations.cases.noting import WriteNote
from shelter_admin.operations.cases.planning import AddGoal, AddStep, MarkStep
from shelter_admin.operations.cases.staging import MoveStage
from shelter_admin.operations.residents import ResidentList
from tests.look.waiting import needed, settle
from ui.window.window import MainWindow

ADL: Final = ("makan", "mandi", "rapi", "pakaian", "besar", "kecil", "jamban", "pindah", "jalan", "tangga")
SOCIAL: Final = ("hubungan", "dukungan", "bergaul", "aturan", "tugas", "kerja", "uang", "tinggal", "dokumen")


def case_in_use(window: MainWindow) -> str:
    """Fill one case file once; tells whose."""
    desk: Any = window.seat.front.desk
    since = desk.today - timedelta(days=60)
    people = [line for line in desk.ask(ResidentList()) if line.admitted_on and line.admitted_on <= since]
    person = str(min(needed(people), key=lambda line: line.admitted_on).person_id)
    if desk.ask(CaseFileOf(person)).notes:
        return person
    today = desk.today
    for days, points in ((60, "1"), (5, "2")):
        day = today - timedelta(days=days)
        occasion = Occasion.ENTRY if days == 60 else Occasion.REVIEW
        desk.do(WriteAssessment(person, "sosial", occasion, {**dict.fromkeys(SOCIAL, points), "alamat": True}, day))
        worse = dict.fromkeys(ADL, "1" if days == 60 else "0")
        desk.do(WriteAssessment(person, "adl", occasion, worse, day))
    goal = desk.do(
        AddGoal(
            person_id=person, goal="Bekerja di bengkel las", in_field=FieldOfLife.WORK, due_on=today + timedelta(60)
        )
    ).outcome
    step = desk.do(AddStep(goal_id=goal, step="Cari bengkel yang mau menerima magang", account_id=desk.staff.account_id,
                           due_on=today - timedelta(days=3))).outcome  # fmt: skip
    desk.do(MarkStep(step, done=True, on_day=today - timedelta(days=4)))
    desk.do(AddStep(goal_id=goal, step="Antar ke bengkel hari pertama", who="keluarga", due_on=today - timedelta(2)))
    desk.do(AddGoal(person_id=person, goal="Berdamai dengan kakaknya", in_field=FieldOfLife.FAMILY))
    desk.do(WriteNote(person, "a Lebih tenang, membantu di dapur tanpa diminta."))
    desk.do(WriteNote(person, "k Bicara dengan kakaknya lewat telepon, mau menerima kalau sudah bekerja. > besok"))
    desk.do(WriteNote(person, "! k Hanya untuk kepala: menceritakan kejadian di rumah sebelum ke sini."))
    desk.do(MoveStage(person, Stage.INTERVENTION), reason="Asesmen kesehatan menyusul, pelatihan sudah mulai")
    return person


def _tab(window: MainWindow) -> Any:
    """The case file of somebody who has one."""
    person = case_in_use(window)
    window.go("residents", person)
    settle(window.tasks)
    page: Any = window.seat.current()
    later = next(later for later in page.file.more if later._spec.name == "CaseFileTab")
    page.file.tabs.setCurrentWidget(later)
    settle(window.tasks)
    return later.tab


def notes(window: MainWindow) -> None:
    """The notes, one being written."""
    tab = _tab(window)
    tab.show_section("notes")
    QTest.keyClicks(tab.notes.line.line, "k Bicara tentang pekerjaan > 3 hari")


def section(key: str) -> Any:
    """A section of the case file."""
    return lambda window: _tab(window).show_section(key)


def whole_page(window: MainWindow) -> None:
    """The case file on the whole page."""
    tab = _tab(window)
    tab.show_section("assessments")
    page: Any = window.seat.current()
    page.file.widen(True)
    settle(window.tasks)


def filling(window: MainWindow) -> None:
    """An instrument being filled."""
    tab = _tab(window)
    tab.show_section("assessments")
    tab.assessments.fill("adl")
    settle(window.tasks)


def before_and_now(window: MainWindow) -> None:
    """The newest assessment beside the first."""
    tab = _tab(window)
    tab.show_section("assessments")
    newest = next(one for one in tab.file.assessments if one.code == "sosial")
    tab.assessments.list.setCurrentRow([line.key for line in tab.assessments.list._lines].index(newest.assessment_id))
    tab.assessments.open_current()
    settle(window.tasks)


def due(window: MainWindow) -> None:
    """Everything that is due."""
    case_in_use(window)
    page: Any = window.seat.current()
    page.part.chips.choose("all")
    page.reload()
    settle(window.tasks)


def instruments(window: MainWindow) -> None:
    """The instruments in use."""
    page: Any = window.seat.current()
    page.part.show_instruments()
    settle(window.tasks)


IN_FILE: Final = (
    ("case-notes", notes),
    ("case-assessments", section("assessments")),
    ("case-plan", section("plan")),
    ("case-stage", section("stage")),
    ("case-filling", filling),
    ("case-before-and-now", before_and_now),
    ("case-whole-page", whole_page),
)
"""Name of each scene of a case file, and what shows it."""
ON_PAGE: Final = (("due", due), ("instruments", instruments))
"""The same of the page of case work."""
