"""The training page over a real store: a trainer's morning with keys, kept while the store still writes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.training.classes import ClassSheetOf
from tests.operations.residents_house import a_house
from tests.operations.training_house import FRIDAY, SewingClass, a_sewing_class
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.kit.tasks import Tasks
from ui.training.page import TrainingPage

NAMES = ("Aminah", "Budi", "Citra", "Dewi")


def a_page(qtbot, sewing: SewingClass, tasks: Tasks) -> TrainingPage:
    front = FrontDesk(sewing.trainer, tasks)
    front.trouble.connect(_raise)
    page = TrainingPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.sheet.sheet is not None, timeout=5000)
    return page


@pytest.fixture
def sewing(tmp_path):
    house = a_house(tmp_path)
    yield a_sewing_class(house, *NAMES)
    house.head.close()


def on_friday(page: TrainingPage) -> None:
    """The desk's day is a Saturday: the class was held the day before."""
    sheet = page.sheet.sheet
    assert sheet is not None
    day = sheet.day_of(FRIDAY)
    assert day is not None
    page.sheet.table.go_to(sheet.rows[0].enrolment_id, day)
    page.sheet.take_focus()


def stored(sewing: SewingClass, day: date = FRIDAY) -> dict[str, str]:
    sheet = sewing.trainer.ask(ClassSheetOf(sewing.batch_id))
    return {row.name: row.marks[day].value for row in sheet.rows if day in row.marks}


def test_that_a_morning_is_marked_undone_closed_and_corrected(qtbot, sewing):
    page = a_page(qtbot, sewing, StraightTasks())
    on_friday(page)
    QTest.keyClicks(page.sheet.table, "hsa")
    assert stored(sewing) == {"Aminah": "H", "Budi": "S", "Citra": "A"}
    page.front.undo(page)
    assert stored(sewing) == {"Aminah": "H", "Budi": "S"}
    QTest.keyClick(page.sheet.table, Qt.Key.Key_F8)
    assert stored(sewing) == {"Aminah": "H", "Budi": "S", "Citra": "H", "Dewi": "H"}
    page.sheet.questions.ask_to_close()
    page.sheet.asked.answers[0].click()
    sheet = page.sheet.sheet
    assert sheet is not None
    day = sheet.day_of(FRIDAY)
    assert day is not None
    assert day.closed_by
    page.sheet.marking.correct(FRIDAY, sheet.rows[1].enrolment_id, sheet.rows[0].marks[FRIDAY], "salah tulis")
    assert stored(sewing)["Budi"] == "H"


def test_that_keys_faster_than_the_store_are_all_kept(qtbot, sewing):
    tasks = Tasks()
    page = a_page(qtbot, sewing, tasks)
    on_friday(page)
    QTest.keyClicks(page.sheet.table, "hsia")
    model = page.sheet.table.sheet_model
    assert [row.marks[FRIDAY].value for row in (model.sheet.rows if model.sheet else ())] == ["H", "S", "I", "A"]
    qtbot.waitUntil(lambda: not page.sheet.marking.is_typing and tasks.idle, timeout=8000)
    assert stored(sewing) == dict(zip(NAMES, "HSIA", strict=True))
    tasks.close()


def test_that_the_sign_in_sheet_is_shown_before_paper(qtbot, sewing):
    page = a_page(qtbot, sewing, StraightTasks())
    page.print_sheet()
    (preview,) = page.findChildren(Preview)
    qtbot.waitUntil(lambda: len(preview.papers) > 0, timeout=5000)
    preview.reject()


def test_that_a_trainer_without_a_programme_sees_no_class(qtbot, sewing):
    sewing.head.do(SetTrainer(sewing.trainer.staff.account_id, ()))
    front = FrontDesk(sewing.trainer, StraightTasks())
    page = TrainingPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    assert page.classes.classes == ()
    assert page.sheet.parts.empty.isVisible()


def test_that_an_enrolment_and_an_end_of_it_are_seen_on_the_sheet(qtbot, sewing):
    somebody = sewing.house.admit("Eka", admitted_on=date(2026, 10, 1))
    front = FrontDesk(sewing.head, StraightTasks())
    page = TrainingPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.show_tab("people")
    page.people.who.pick(somebody.person_id, "Eka")
    page.people.joined.set_value("16-11-2026")
    page.people.enrol.click()
    assert "Eka" in [row.name for row in page.people.table.records]
    page.people.table.go_to(next(row.enrolment_id for row in page.people.table.records if row.name == "Eka"))
    page.people.last_day.set_value("18-11-2026")
    page.people.end.click()
    row = next(row for row in sewing.sheet(sewing.head).rows if row.name == "Eka")
    assert (row.joined_on, row.ended_on) == (date(2026, 11, 16), date(2026, 11, 18))


def _raise(_owner, error):
    raise error
