"""The sheet's keys in depth: minutes, filling a column, leave announced in advance, typing back from paper, class days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from typing_extensions import override

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.training import Attendance, ClassSheet, Minutes, PracticeCell
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession, TakeBackSessionChange
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.marks import MarkAttendance
from tests.look.checks import findings
from tests.ui.training_shown import LONG, NAMES, SEWING, TODAY, A, H, I, MadeUp, S, a_page
from ui.kit.alerts import ReasonSheet
from ui.training.typing import Course

YESTERDAY = TODAY - timedelta(days=1)
SATURDAY = date(2026, 11, 14)


class Depth(MadeUp):
    """A class in memory where leave is announced, days are changed and somebody is at practice."""

    announced: dict[str, dict[date, Attendance]]
    at_practice: dict[str, dict[date, PracticeCell]]
    cancelled: dict[date, str]

    def __init__(self, **given) -> None:
        super().__init__(**given)
        self.announced, self.at_practice, self.cancelled = {}, {}, {}

    @override
    def sheet(self, asked: ClassSheetOf) -> ClassSheet:
        made = super().sheet(asked)
        rows = tuple(
            replace(
                row,
                announced=self.announced.get(row.enrolment_id, {}),
                practice=self.at_practice.get(row.enrolment_id, {}),
            )
            for row in made.rows
        )
        days = tuple(
            replace(one, cancelled=self.cancelled[one.day], planned=False) if one.day in self.cancelled else one
            for one in made.days
        )
        return replace(made, rows=rows, days=days)


@pytest.fixture
def made():
    return Depth()


@pytest.fixture
def fresh(qtbot, made):
    yield from a_page(qtbot, made)


def given(shown) -> list[MarkAttendance]:
    return [one for one in shown.desk.done if isinstance(one, MarkAttendance)]


def test_that_minutes_are_typed_with_a_letter_digits_and_enter(fresh):
    QTest.keyClicks(fresh.table, "t15")
    assert "15" in fresh.page.sheet.parts.state.text()
    QTest.keyClick(fresh.table, Qt.Key.Key_Return)
    (one,) = given(fresh)
    assert [(mark.mark, mark.minutes) for mark in one.marks] == [(H, Minutes(late=15))]
    assert fresh.table.here()[0].name == NAMES[1]
    told = fresh.table.model().index(0, 1 + TODAY.day).data(Qt.ItemDataRole.ToolTipRole)
    assert "15 minutes late" in told


def test_that_leaving_early_keeps_the_minutes_late(fresh):
    QTest.keyClicks(fresh.table, "t15")
    QTest.keyClick(fresh.table, Qt.Key.Key_Return)
    fresh.go(0)
    QTest.keyClicks(fresh.table, "p30")
    QTest.keyClick(fresh.table, Qt.Key.Key_Return)
    assert given(fresh)[-1].marks[0].minutes == Minutes(15, 30)


def test_that_escape_or_moving_away_leaves_the_minutes_unwritten(fresh):
    QTest.keyClicks(fresh.table, "t15")
    QTest.keyClick(fresh.table, Qt.Key.Key_Escape)
    QTest.keyClicks(fresh.table, "p20")
    fresh.go(3)
    assert fresh.table.minutes is None
    assert given(fresh) == []


def test_that_control_shift_d_fills_the_column_below_and_keeps_marks_that_are_there(fresh, made):
    made.marks["e4"] = {TODAY: A}
    fresh.page.reload()
    QTest.keyClicks(fresh.table, "h")
    fresh.go(0)
    QTest.keyClick(fresh.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert set(fresh.day().values()) == {"H", "A"}
    assert len(fresh.day()) == len(NAMES)
    assert fresh.day()[NAMES[4]] == "A"


def test_that_announced_leave_stands_in_the_cell_and_is_never_marked_without_being_said(fresh, made):
    made.announced = {"e2": {TODAY: S}, "e5": {TODAY: I}}
    fresh.page.reload()
    assert (fresh.cell(2), fresh.cell(5)) == ("s", "i")
    QTest.keyClick(fresh.table, Qt.Key.Key_F8)
    asked = fresh.page.sheet.asked
    assert given(fresh) == []
    assert "13 present" in asked.words
    assert NAMES[2] in asked.words
    assert NAMES[5] in asked.words
    asked.answers[0].click()
    marks = {one.enrolment_id: one.mark for one in given(fresh)[0].marks}
    assert (marks["e2"], marks["e5"], marks["e0"]) == (S, I, H)


def test_that_those_who_announced_leave_may_stay_unmarked(fresh, made):
    made.announced = {"e2": {TODAY: S}}
    fresh.page.reload()
    QTest.keyClick(fresh.table, Qt.Key.Key_F8)
    fresh.page.sheet.asked.answers[1].click()
    assert "e2" not in {one.enrolment_id for one in given(fresh)[0].marks}


def test_that_who_is_at_practice_is_passed_over_and_takes_no_mark_of_the_class(fresh, made):
    made.at_practice = {"e1": {TODAY: PracticeCell("Bengkel Jaya")}}
    fresh.page.reload()
    QTest.keyClicks(fresh.table, "hh")
    assert list(fresh.day()) == [NAMES[0], NAMES[2]]
    fresh.go(1)
    QTest.keyClicks(fresh.table, "h")
    assert "field practice" in fresh.page.sheet.asked.words
    told = fresh.table.model().index(1, 1 + TODAY.day).data(Qt.ItemDataRole.ToolTipRole)
    assert "Bengkel Jaya" in told


def test_that_a_sheet_of_paper_takes_one_key_a_mark_and_runs_through_every_open_day(qtbot):
    """Forty people over ten days with one key each: 25 marks a minute is a key every 2.4 seconds."""
    made = Depth(people=tuple(f"Orang {no:02}" for no in range(40)), today=date(2026, 11, 13))
    made.batch = replace(made.batch, people=40)
    for shown in a_page(qtbot, made):
        keys = 0
        shown.go(0, date(2026, 11, 2))
        QTest.keyClick(shown.table, Qt.Key.Key_F9)
        for _box in range(9 * 40):
            QTest.keyClick(shown.table, Qt.Key.Key_Return if keys % 7 else Qt.Key.Key_A)
            keys += 1
        typed = sum(len(marks) for marks in made.marks.values())
        assert (typed, keys) == (360, 360)
        assert "360" in shown.page.sheet.parts.paper.typed.text()
        assert "last box" in shown.page.sheet.parts.paper.keys.text()


def test_that_paper_is_typed_person_by_person_too_and_f9_ends_it(fresh):
    fresh.go(0, date(2026, 11, 2))
    QTest.keyClick(fresh.table, Qt.Key.Key_F9)
    fresh.page.sheet.parts.paper.order.chosen.emit(Course.BY_PERSON.value)
    QTest.keyClick(fresh.table, Qt.Key.Key_Return)
    QTest.keyClick(fresh.table, Qt.Key.Key_Space)
    QTest.keyClicks(fresh.table, "s")
    assert fresh.made.marks["e0"] == {date(2026, 11, 2): H, date(2026, 11, 4): S}
    QTest.keyClick(fresh.table, Qt.Key.Key_F9)
    QTest.keyClick(fresh.table, Qt.Key.Key_Return)
    assert len(fresh.made.marks["e0"]) == 2
    assert not fresh.page.sheet.parts.paper.isVisible()


def test_that_enter_marks_nobody_outside_the_mode_of_paper(fresh):
    QTest.keyClick(fresh.table, Qt.Key.Key_Return)
    QTest.keyClick(fresh.table, Qt.Key.Key_Space)
    assert given(fresh) == []


def reason_for(shown, why: str) -> None:
    (sheet,) = [one for one in shown.page.findChildren(ReasonSheet) if one.isVisible()]
    sheet.reason.set_value(why)
    sheet._accept()


def act(shown, beginning: str) -> None:
    """Do what the menu offers under these words."""
    next(do for words, do in shown.page.sheet.acts.offers() if words.startswith(beginning))()


def test_that_a_class_is_cancelled_with_a_reason_and_takes_place_after_all(fresh, made):
    fresh.desk.answers(CancelSession, None).answers(TakeBackSessionChange, None)
    act(fresh, "Cancel the class of")
    reason_for(fresh, "rapat dinas")
    assert fresh.desk.done[-1] == CancelSession(SEWING.batch_id, TODAY, "rapat dinas")
    made.cancelled = {TODAY: "rapat dinas"}
    fresh.page.reload()
    assert fresh.cell(0) == ""
    QTest.keyClicks(fresh.table, "h")
    assert "rapat dinas" in fresh.page.sheet.asked.words
    fresh.page.sheet.asked.answers[0].click()
    assert fresh.desk.done[-1] == TakeBackSessionChange(SEWING.batch_id, TODAY)


def test_that_an_extra_class_is_planned_with_a_reason(fresh):
    fresh.desk.answers(HoldExtraSession, None)
    fresh.go(0, SATURDAY)
    act(fresh, "Extra class on")
    reason_for(fresh, "mengejar jam")
    assert fresh.desk.done == [HoldExtraSession(SEWING.batch_id, SATURDAY, "mengejar jam")]


def test_that_who_only_reads_types_no_minutes_and_changes_no_day(qtbot):
    for shown in a_page(qtbot, Depth().fill(), Role.PEKERJA_SOSIAL):
        QTest.keyClicks(shown.table, "t15")
        assert shown.table.minutes is None
        words = [words for words, _act in shown.page.sheet.acts.offers()]
        assert not any(one.startswith(("Cancel", "Extra", "Type back")) for one in words)
        assert words


def test_that_forty_people_over_a_month_fit_with_every_sign_in_the_cells(qtbot):
    made = Depth(people=tuple(f"{LONG[:57]} {no:02}" for no in range(40))).fill()
    made.announced = {"e3": {TODAY + timedelta(days=3): S}}
    made.at_practice = {"e7": {date(2026, 11, day): PracticeCell("Bengkel Jaya", H) for day in range(2, 14)}}
    made.cancelled = {date(2026, 11, 17): "rapat"}
    for shown in a_page(qtbot, made):
        QTest.keyClick(shown.table, Qt.Key.Key_F9)
        assert findings(shown.page) == []
        assert shown.table.horizontalScrollBar().maximum() == 0
