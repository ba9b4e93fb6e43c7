"""Case work by keys: a note in a few presses, an instrument by digits, a step by Space, what is due by Enter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.notes import NoteKind
from shelter_admin.domain.cases.stages import Stage
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.operations.cases.asking import CaseFileOf, CaseWorkDue
from shelter_admin.operations.cases.noting import EditNote, WriteNote
from shelter_admin.operations.cases.planning import AddGoal, AddStep
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents import MyDraft, ResidentDetailsOf
from tests.operations.cases_house import INSTRUMENTS, assess
from tests.operations.residents_house import House, a_house
from tests.ui.recording_desk import StraightTasks
from ui.cases.file_tab import CaseFileTab
from ui.cases.fill_sheet import FillSheet
from ui.cases.page import CasesPage
from ui.cases.picture import BeforeAndNow
from ui.cases.questions import ChoiceRow, LineRow
from ui.kit.frontdesk import FrontDesk

HELD: list[QWidget] = []
ENTER, UP = Qt.Key.Key_Return, Qt.Key.Key_Up


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    yield made
    HELD.clear()
    made.head.close()


@pytest.fixture
def person(house: House) -> str:
    return house.admit("Budi Santoso").person_id


def a_front(desk: Desk) -> FrontDesk:
    front = FrontDesk(desk, StraightTasks())
    front.tasks.failed.connect(_raise)
    front.trouble.connect(_raise)
    return front


def _raise(_owner: object, error: BaseException) -> None:
    raise error


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    return widget


def tab_of(qtbot, desk: Desk, person: str) -> CaseFileTab:
    made = CaseFileTab(a_front(desk))
    shown(qtbot, made)
    made.show_details(desk.ask(ResidentDetailsOf(person)))
    return made


def file_of(tab: CaseFileTab) -> CaseFile:
    assert tab.file is not None
    return tab.file


def press(widget: QWidget, text: str) -> int:
    """Type letter by letter; tells how many keys that took."""
    QTest.keyClicks(widget, text)
    return len(text)


def test_that_a_note_with_its_follow_up_takes_no_more_keys_than_its_words_and_eleven(qtbot, house, person):
    tab = tab_of(qtbot, house.head, person)
    words = "bicara dengan ibunya"
    line = tab.notes.line.line
    pressed = press(line, f"k {words} > besok")
    QTest.keyClick(line, ENTER)
    pressed += 1
    (note,) = house.head.ask(CaseFileOf(person)).notes
    assert (note.words, note.follow_up_on) == (words, house.head.today + timedelta(days=1))
    assert pressed - len(words) <= 11
    assert line.text() == ""
    assert tab.notes.list.key == note.note_id


def test_that_the_line_says_how_it_is_read_and_a_refused_one_stays(qtbot, house, person):
    tab = tab_of(qtbot, house.head, person)
    press(tab.notes.line.line, "!f cerita > 3 hari")
    assert tab.notes.read_as.text() == "→ family matter · confidential · follow up on 24-11-2026"
    tab.notes.line.set_value("k x > kapan")
    QTest.keyClick(tab.notes.line.line, ENTER)
    assert "besok" in tab.notes.line.error.text()
    assert tab.notes.line.value() == "k x > kapan"
    assert house.head.ask(CaseFileOf(person)).notes == ()


def test_that_a_note_half_written_is_there_again_after_the_tab_was_left(qtbot, house, person):
    tab = tab_of(qtbot, house.head, person)
    press(tab.notes.line.line, "k belum sel")
    tab.hide()
    again = tab_of(qtbot, house.head, person)
    assert again.notes.line.value() == "k belum sel"
    QTest.keyClick(again.notes.line.line, ENTER)
    assert house.head.ask(MyDraft("case_note")) is None


def a_sheet(qtbot, desk: Desk, person: str, code: str) -> FillSheet:
    tab = tab_of(qtbot, desk, person)
    tab.assessments.fill(code)
    sheet = tab.assessments.findChild(FillSheet)
    assert sheet is not None
    HELD.append(tab)  # the sheet lives with its owner
    return sheet


def test_that_an_instrument_is_filled_with_one_key_for_each_question(qtbot, house, person):
    sheet = a_sheet(qtbot, house.head, person, "adl")
    rows = list(sheet.questions.rows.values())
    assert sheet.score.text() == "not complete: 0 of 10 answered"
    for row in rows:
        assert sheet.focusWidget() is row
        assert isinstance(row, ChoiceRow)
        QTest.keyClicks(row, str(len(row.offered)))
    assert sheet.focusWidget() is sheet.note.editor
    assert sheet.score.text() == "Score 20 of 20 · mandiri"
    QTest.keyClick(sheet.note.editor, ENTER, Qt.KeyboardModifier.ControlModifier)
    (line,) = house.head.ask(CaseFileOf(person)).assessments
    assert (line.code, line.score, line.occasion) == ("adl", 20, Occasion.ENTRY)


def test_that_a_question_is_cleared_and_stays_unanswered(qtbot, house, person):
    sheet = a_sheet(qtbot, house.head, person, "adl")
    rows = list(sheet.questions.rows.values())
    QTest.keyClicks(rows[0], "1")
    QTest.keyClicks(rows[1], "2")
    QTest.keyClick(rows[2], UP)
    assert sheet.focusWidget() is rows[1]
    QTest.keyClick(rows[1], Qt.Key.Key_Backspace)
    assert (rows[0].value(), rows[1].value()) == ("0", None)
    QTest.keyClicks(rows[1], "9")
    assert rows[1].value() is None
    assert sheet.score.text() == "not complete: 1 of 10 answered"
    assert "not answered" in rows[1].accessibleName()
    sheet.save()
    (line,) = house.head.ask(CaseFileOf(person)).assessments
    assert (line.score, line.answered) == (None, 1)


def test_that_a_half_filled_instrument_goes_on_where_it_was_left_and_can_be_thrown_away(qtbot, house, person):
    sheet = a_sheet(qtbot, house.head, person, "sosial")
    first = next(iter(sheet.questions.rows.values()))
    QTest.keyClicks(first, "3")
    sheet.reject()
    again = a_sheet(qtbot, house.head, person, "sosial")
    assert next(iter(again.questions.rows.values())).value() == "2"
    assert again.draft.isVisibleTo(again)
    again.throw_away()
    assert next(iter(again.questions.rows.values())).value() is None
    assert house.head.ask(MyDraft("assessment")) is None


def test_that_a_number_out_of_bounds_is_said_beside_its_question(qtbot, house, person):
    sheet = a_sheet(qtbot, house.head, person, "sosial")
    row = sheet.questions.rows["tanggungan"]
    assert isinstance(row, LineRow)
    press(row.line, "99")
    sheet.save()
    assert "0" in row.error.text()
    assert "30" in row.error.text()
    assert house.head.ask(CaseFileOf(person)).assessments == ()


def test_that_the_social_worker_reads_of_a_health_assessment_only_that_it_is_there(qtbot, house, person):
    assess(house.desk(Role.KESEHATAN), person, "psikologis")
    tab = tab_of(qtbot, house.desk(Role.PEKERJA_SOSIAL), person)
    (line,) = [one for one in file_of(tab).assessments if one.code == "psikologis"]
    tab.show_section("assessments")
    texts = [tab.assessments.list.item(at).text() for at in range(tab.assessments.list.count())]
    (told,) = [text for text in texts if "for the health officer" in text]
    assert "Asesmen psikologis" in told
    assert "baik" not in told
    tab.assessments.list.setCurrentRow(texts.index(told))
    assert tab.assessments.current == line
    assert not tab.assessments.open_button.isVisibleTo(tab)
    assert "psikologis" not in {one.instrument.code for one in file_of(tab).offered}


def test_that_the_health_officer_has_the_assessments_alone(qtbot, house, person):
    tab = tab_of(qtbot, house.desk(Role.KESEHATAN), person)
    assert set(tab.sections) == {"assessments"}
    assert not tab.chips.isVisibleTo(tab)
    assert {one.instrument.code for one in file_of(tab).offered} == {"biologis", "psikologis", "disabilitas", "odgj"}


def test_that_the_picture_can_be_read_out_and_says_better_and_worse_in_words(qtbot, house, person):
    assess(house.head, person, "adl", best=False)
    assess(house.head, person, "sosial")
    house.on(house.head.today + timedelta(days=30))
    assess(house.head, person, "adl", Occasion.REVIEW)
    assess(house.head, person, "sosial", Occasion.REVIEW, best=False)
    tab = tab_of(qtbot, house.head, person)
    tab.show_section("assessments")
    picture = tab.assessments.picture
    assert isinstance(picture, BeforeAndNow)
    told = picture.accessibleDescription()
    assert "Asesmen sosial: before 100\u00a0% (siap mandiri), now 0\u00a0% (sangat rentan), worse" in told
    assert "mandiri" in told
    assert "better" in told
    assert not picture.grab().toImage().isNull()


def test_that_space_marks_a_step_and_once_more_takes_it_back(qtbot, house, person):
    goal = house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome
    step = house.head.do(AddStep(goal_id=goal, step="Cari bengkel")).outcome
    tab = tab_of(qtbot, house.head, person)
    tab.show_section("plan")
    tab.plan.list.setCurrentRow(1)
    assert tab.plan.current_step is not None
    assert tab.plan.current_step.step_id == step
    for done in (True, False):
        QTest.keyClick(tab.plan.list, Qt.Key.Key_Space)
        found = house.head.ask(CaseFileOf(person)).goals[0].steps[0]
        assert (found.done_on is not None) is done


def test_that_the_stage_lists_what_is_lacking_and_goes_on_with_a_reason(qtbot, house, person):
    tab = tab_of(qtbot, house.head, person)
    tab.show_section("stage")
    assert any("lacking: the PPKS category" in told for told in tab.stage.told)
    assert tab.stage.to.value() is Stage.ASSESSMENT
    tab.stage.move_on()
    sheet = tab.stage.findChild(QWidget, "reason")
    assert sheet is not None
    assert house.head.ask(CaseFileOf(person)).stage.stage is Stage.REGISTRATION
    QTest.keyClicks(sheet, "belum ada surat")
    QTest.keyClick(sheet, ENTER, Qt.KeyboardModifier.ControlModifier)
    move = house.head.ask(CaseFileOf(person)).stage.moves[0]
    assert (move.stage, move.despite) == (Stage.ASSESSMENT, "belum ada surat")


def a_page(qtbot, desk: Desk) -> CasesPage:
    page = CasesPage(a_front(desk))
    shown(qtbot, page)
    return page


def test_that_a_corrected_note_says_what_it_said_before_by_whom_and_when(qtbot, house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    key = worker.do(WriteNote(person, "k Ibunya menolak")).outcome
    worker.do(EditNote(key, NoteKind.COUNSELLING, "Ibunya ragu"))
    tab = tab_of(qtbot, worker, person)
    assert tab.notes.list.item(0).text().endswith("corrected")
    at = date_and_clock(house.clock.now.astimezone(house.head.panti.zone.offset))
    assert tab.notes.whole.text() == f"Ibunya ragu\nchanged {at} by pekerja-sosial, before: Ibunya menolak"


def test_that_the_page_shows_one_s_own_first_and_enter_does_what_is_due(qtbot, house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    goal = house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome
    house.head.do(AddStep(goal_id=goal, step="Antar", who="keluarga", due_on=house.head.today))
    worker.do(WriteNote(person, "k Telepon > hari ini"))
    page = a_page(qtbot, worker)
    work = page.part
    assert page.subtitle.text() == "1 yours · 0 late · 2 due"
    assert [one.words for one in work.table.records] == ["Telepon"]
    QTest.keyClick(work.table, ENTER)
    assert [one.words for one in worker.ask(CaseWorkDue())] == ["Antar"]
    work.chips.choose("all")
    work._show()
    QTest.keyClick(work.table, ENTER)
    assert worker.ask(CaseWorkDue()) == ()
    assert work.empty.isVisibleTo(work)


def test_that_enter_on_a_late_assessment_fills_it(qtbot, house, person):
    house.on(house.head.today + timedelta(days=20))
    page = a_page(qtbot, house.desk(Role.PEKERJA_SOSIAL))
    (line,) = page.part.table.records
    assert "Asesmen sosial" in line.words
    QTest.keyClick(page.part.table, ENTER)
    sheet = page.part.findChild(FillSheet)
    assert sheet is not None
    assert sheet.fill.instrument == INSTRUMENTS[line.key]
    assert sheet.fill.occasion is Occasion.ENTRY


def test_that_an_own_instrument_with_a_fault_is_said_in_one_sentence(qtbot, house, tmp_path: Path):
    page = a_page(qtbot, house.head)
    page.part.show_instruments()
    sheet = next(one for one in page.part.children() if type(one).__name__ == "InstrumentsSheet")
    assert len(sheet.table.records) == 8
    bad = tmp_path / "kami.json"
    bad.write_text("{}", encoding="utf-8")
    sheet.take(bad)
    assert sheet.wrong.text().count(".") == 1
    assert sheet.wrong.isVisibleTo(sheet)
    sheet.retire()
    assert sheet.table.current().retired
    assert sheet.use_button.isVisibleTo(sheet)
