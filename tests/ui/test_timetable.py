"""The week of a class by keys: lessons written one after the other, a clash said beside what is taken, blocks reached."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.rooms import AddTrainingRoom, TrainingRooms
from shelter_admin.operations.training.timetable import TimetableOf
from tests.look.checks import findings
from tests.operations.residents_house import a_house
from tests.operations.training_house import a_sewing_class
from tests.ui.at_hand import focus, open_sheet
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.training.page import TrainingPage
from ui.training.rooms import RoomsSheet
from ui.training.week_grid import LessonBlock

ENTER = Qt.Key.Key_Return
FIRST, LAST = date(2026, 11, 2), date(2027, 4, 30)


class Shown:
    """The real page over a real store with two classes, shown on the timetable."""

    def __init__(self, qtbot, tmp_path, role: Role | None = None) -> None:
        self.sewing = a_sewing_class(a_house(tmp_path), "Budi")
        head = self.sewing.head
        self.batch_id = head.do(AddBatch(self.sewing.program_id, "Angkatan I", FIRST, LAST)).outcome
        self.room_id = head.do(AddTrainingRoom("Ruang Jahit", 16)).outcome
        las = head.do(AddProgram("Las", 100)).outcome
        self.other_id = head.do(AddBatch(las, "Angkatan II", FIRST, LAST)).outcome
        desk = self.sewing.trainer if role is Role.INSTRUKTUR else head
        front = FrontDesk(desk, StraightTasks(None), None)
        self.page = TrainingPage(front)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 690)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.show_tab("timetable")
        self.open(self.batch_id)

    @property
    def tab(self):
        return self.page.stack.timetable

    def open(self, batch_id: str) -> None:
        self.page.classes.choose(batch_id)
        self.page.stack.open_class(self.page.classes)
        self.tab.take_focus()

    def type_lesson(self, begins: str, ends: str, *, weekday: int = 1, room: str | None = None) -> None:
        """Type a lesson into the form and press Enter."""
        form = self.tab.lesson
        form.weekday.set_value(weekday)
        form.room.set_value(room)
        form.begins.line.clear()
        QTest.keyClicks(form.begins.line, begins)
        form.ends.line.clear()
        QTest.keyClicks(form.ends.line, ends)
        QTest.keyClick(form.ends.line, ENTER)

    def lessons(self, batch_id: str = ""):
        found = self.sewing.head.ask(TimetableOf(batch_id or self.batch_id)).lessons
        return [(one.lesson.weekday, one.lesson.begins, one.lesson.ends) for one in found]


@pytest.fixture
def shown(qtbot, tmp_path):
    made = Shown(qtbot, tmp_path)
    yield made
    made.page.close()
    made.sewing.head.close()


def test_that_lessons_are_typed_one_after_the_other_and_stand_in_the_week(shown):
    shown.type_lesson("8", "10.15")
    assert shown.tab.lesson.begins.value() == "10.15"  # the next one begins where this one ended
    QTest.keyClicks(shown.tab.lesson.ends.line, "12")
    QTest.keyClick(shown.tab.lesson.ends.line, ENTER)
    assert shown.lessons() == [(1, 480, 615), (1, 615, 720)]
    assert [block.line.lesson.begins for block in shown.tab.grid.blocks] == [480, 615]
    assert "5.3 JP in a week" in shown.tab.hours.text()
    assert findings(shown.page) == []


def test_that_a_clash_is_said_beside_the_room_with_whom_and_when_and_the_typed_text_stays(shown):
    shown.type_lesson("08.00", "10.00", room=shown.room_id)
    shown.open(shown.other_id)
    shown.type_lesson("09.00", "11.00", room=shown.room_id)
    said = shown.tab.lesson.room.error.text()
    assert said == "Ruang Jahit is taken on Monday from 08.00 to 10.00 by Menjahit · Angkatan I."
    assert shown.tab.lesson.begins.value() == "09.00"
    assert shown.lessons(shown.other_id) == []


def test_that_an_hour_that_is_none_is_said_beside_its_field(shown):
    shown.type_lesson("pagi", "10.00")
    assert shown.tab.lesson.begins.error.text()
    shown.type_lesson("10.00", "09.00")
    assert "ends after it begins" in shown.tab.lesson.ends.error.text()
    assert shown.lessons() == []


def test_that_arrows_reach_every_lesson_enter_changes_and_delete_takes_out(shown):
    for weekday, begins, ends in ((1, "08.00", "09.00"), (1, "09.00", "10.00"), (3, "09.30", "11.00")):
        shown.type_lesson(begins, ends, weekday=weekday)
    shown.tab.take_focus()
    for key, stands in ((Qt.Key.Key_Down, (1, 540)), (Qt.Key.Key_Right, (3, 570)), (Qt.Key.Key_Left, (1, 540))):
        QTest.keyClick(focus(), key)
        block = focus()
        assert isinstance(block, LessonBlock)
        lesson = block.line.lesson
        assert (lesson.weekday, lesson.begins) == stands
    QTest.keyClick(focus(), ENTER)
    assert shown.tab.lesson.begins.value() == "09.00"
    assert focus() is shown.tab.lesson.begins.line
    shown.type_lesson("10.00", "11.00")
    assert (1, 600, 660) in shown.lessons()
    shown.tab.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_Delete)
    assert shown.lessons() == [(1, 600, 660), (3, 570, 660)]


def test_that_a_day_the_class_does_not_meet_on_is_warned_of_not_refused(shown):
    shown.type_lesson("08.00", "10.00", weekday=6)
    assert "does not meet on Saturday" in shown.tab.lesson.remark.text()
    assert shown.lessons() == [(6, 480, 600)]


def test_that_the_week_of_a_room_shows_whose_lessons_they_are(shown):
    shown.type_lesson("08.00", "10.00", room=shown.room_id)
    words = [shown.tab.whose.combo.itemText(at) for at in range(shown.tab.whose.combo.count())]
    shown.tab.whose.combo.setCurrentIndex(words.index("Room: Ruang Jahit"))
    (block,) = shown.tab.grid.blocks
    assert "Menjahit · Angkatan I" in block.words
    assert not shown.tab.lesson.isVisible()


def test_that_the_week_of_another_class_of_the_programme_is_taken_over(shown):
    shown.type_lesson("08.00", "10.00")
    shown.open(shown.sewing.batch_id)
    assert shown.tab.copy.isEnabled()
    shown.tab.take_over(shown.batch_id)
    assert shown.lessons(shown.sewing.batch_id) == [(1, 480, 600)]
    assert not shown.tab.copy.isEnabled()


def test_that_rooms_are_added_and_a_room_in_use_is_not_taken_out(shown):
    shown.type_lesson("08.00", "10.00", room=shown.room_id)
    shown.tab.show_rooms()
    sheet = open_sheet(RoomsSheet)
    QTest.keyClicks(sheet.name.line, "Bengkel Las")
    QTest.keyClicks(sheet.seats.line, "12")
    QTest.keyClick(sheet.seats.line, ENTER)
    assert [one.name for one in shown.sewing.head.ask(TrainingRooms())] == ["Bengkel Las", "Ruang Jahit"]
    sheet.table.go_to(shown.room_id)
    sheet.remove.click()
    assert "Lessons are held in Ruang Jahit" in sheet.form.general.text()
    sheet.reject()


def test_that_a_trainer_reads_the_week_and_changes_nothing(qtbot, tmp_path):
    shown = Shown(qtbot, tmp_path, Role.INSTRUKTUR)
    assert not shown.tab.lesson.isVisible()
    assert not shown.tab.rooms.isVisible()
    shown.page.close()
    shown.sewing.head.close()


SATURDAY, NEXT_TUESDAY = date(2026, 11, 28), date(2026, 11, 24)


def changed_week(shown) -> None:
    """Next Tuesday is cancelled, Saturday held instead; the page looks at that week."""
    shown.type_lesson("08.00", "10.00", weekday=2)
    shown.type_lesson("08.00", "10.00", weekday=3)
    shown.sewing.head.do(CancelSession(shown.batch_id, NEXT_TUESDAY, "rapat dinas"))
    shown.sewing.head.do(HoldExtraSession(shown.batch_id, SATURDAY, "mengganti Selasa"))
    shown.tab.week.later.click()


def test_that_a_cancelled_lesson_is_struck_through_and_an_extra_day_stands_above_its_column(shown):
    changed_week(shown)
    tuesday, wednesday = shown.tab.grid.blocks
    assert (tuesday.gone, wednesday.gone) == ("Cancelled: rapat dinas", "")
    assert [struck for _words, _colour, struck in tuesday._lines()][:2] == [True, False]  # the reason is read
    assert not any(struck for _words, _colour, struck in wednesday._lines())
    assert "Cancelled: rapat dinas" in tuesday.accessibleName()
    assert [shown.tab.grid.head_words(day) for day in (2, 6)] == ["Tuesday 24-11", "+ Saturday 28-11"]
    said = "Tuesday 24-11 · Cancelled: rapat dinas\nSaturday 28-11 · Beside the plan: mengganti Selasa"
    assert shown.tab.changed_days.text() == said
    assert findings(shown.page) == []


def test_that_the_week_before_and_after_are_reached_by_keys_and_only_its_own_changes_are_shown(shown, qtbot):
    changed_week(shown)
    shown.page.activateWindow()
    QTest.keyClick(focus(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.tab.week.words.text() == "16-11 – 22-11-2026")
    assert shown.tab.changed_days.text() == "Nothing is cancelled or added this week."
    assert [block.gone for block in shown.tab.grid.blocks] == ["", ""]
    QTest.keyClick(focus(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown.tab.grid.blocks[0].gone))


def test_that_the_whole_house_names_the_class_of_each_change(shown):
    changed_week(shown)
    shown.tab.whose.combo.setCurrentIndex(1)
    first, _second = shown.tab.changed_days.text().splitlines()
    assert first == "Tuesday 24-11 · Menjahit · Angkatan I · Cancelled: rapat dinas"


def test_that_lessons_apart_from_the_attendance_days_stay_told(shown):
    shown.type_lesson("08.00", "10.00", weekday=6)
    said = shown.tab.apart.text()
    assert "Lessons on Saturday" in said
    assert "marked on Monday, Tuesday, Wednesday, Thursday, Friday too" in said
    assert shown.tab.apart.isVisible()
    shown.open(shown.other_id)
    assert not shown.tab.apart.isVisible()


def test_that_a_room_too_small_is_told_where_the_lesson_is_set_and_in_the_week(shown):
    shown.open(shown.sewing.batch_id)
    shown.sewing.enrol("Citra", "Dewi")
    small = shown.sewing.head.do(AddTrainingRoom("Sudut baca", 2)).outcome
    shown.open(shown.sewing.batch_id)
    rooms = shown.tab.lesson.room.combo
    rooms.setCurrentIndex(rooms.findText("Sudut baca (2 seats)"))
    assert "▲ 3 people, 2 seats · Sudut baca" in shown.tab.lesson.remark.text()
    shown.type_lesson("08.00", "10.00", room=small)
    (block,) = shown.tab.grid.blocks
    assert block.crowd == "▲ 3 people, 2 seats"
    assert block.crowd in [words for words, _colour, _struck in block._lines()]
    rooms.setCurrentIndex(rooms.findText("Ruang Jahit (16 seats)"))
    assert not shown.tab.lesson.remark.isVisible()
