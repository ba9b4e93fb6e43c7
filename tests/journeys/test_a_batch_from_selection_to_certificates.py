"""A batch of 25 through the window: chosen, taught for half a year, marked, heard, decided on, certified.

Two join late, one runs away and comes back, the family of one refuses to take her in; three stay below the mark and
get a letter of attendance. It begins on Tuesday 1 December 2026 and ends on Thursday 27 May 2027.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.training.selection import ApplicationState
from shelter_admin.domain.words import _
from tests.journeys import a_batch
from tests.journeys.a_batch import FIRST, LAST, at
from tests.journeys.house import USERS
from tests.journeys.sitting import Sitting
from ui.training.grades_table import FIRST_MARK


@pytest.fixture
def sitting(begin, tmp_path) -> Sitting:
    made: Sitting = begin(a_batch.a_class_to_fill(tmp_path / "kelas"), a_batch.BEFORE)
    made.sign_in(USERS[Role.PEKERJA_SOSIAL])
    return made


def desk(sitting: Sitting) -> Any:
    return sitting.window.seat.front.desk


def test_that_a_batch_goes_from_selection_to_certificates_and_letters(sitting, tmp_path):
    they_ask(sitting)
    cast = the_head_chooses(sitting)
    two_join_late(sitting, cast)
    half_a_year_of_sessions(sitting, cast)
    the_marks(sitting, cast)


LATE_ON = date(2027, 1, 5)
RAN_ON, BACK_ON = date(2027, 2, 8), date(2027, 2, 22)


@dataclass(frozen=True)
class Cast:
    """Who of the batch is who: those of the reserve who join late, and those of the chosen with a story."""

    late: tuple[str, ...]
    runaway: str
    refused: str
    weak: frozenset[str]


def two_join_late(sitting: Sitting, cast: Cast) -> None:
    """Two of the reserve are enrolled five weeks after the start."""
    sitting.clock.now = at(LATE_ON)
    sitting.change_user(USERS[Role.KEPALA])
    page = opens_the_class(sitting, "Participants")
    sitting.wait(lambda: len(page.people.table.records) == a_batch.PLACES)
    for name in cast.late:
        who: Any = sitting.field("person_ids")
        who.editor.setFocus()
        sitting.keys(name.split()[0])
        popup = who.line.completer().popup()
        sitting.wait(lambda name=name, popup=popup: popup.isVisible() and name in popup.model().index(0, 0).data())
        sitting.qtbot.keyClick(popup, Qt.Key.Key_Down)
        sitting.qtbot.keyClick(popup, Qt.Key.Key_Return)
        sitting.click("Enrol")
        sitting.wait(lambda name=name: any(one.name == name for one in page.people.table.records))
    assert len(page.people.table.records) == a_batch.PLACES + len(cast.late)


def half_a_year_of_sessions(sitting: Sitting, cast: Cast) -> None:
    """Month by month the trainer marks whoever was not there, and then everybody else present."""
    for last in (date(2026, 12, 31), date(2027, 1, 28), None, date(2027, 3, 30), date(2027, 4, 29), LAST):
        if last is None:
            she_runs_away_and_comes_back(sitting, cast.runaway)
            last = date(2027, 2, 25)
        sitting.clock.now = at(last)
        sitting.change_user(USERS[Role.INSTRUKTUR])
        page = opens_the_class(sitting, "Attendance sheet")
        page.open_today()
        sitting.settle()
        tab = page.sheet
        for day in [one for one in tab.sheet.days if one.planned and not one.off and one.day <= last]:
            marks_a_day(sitting, tab, day.day, cast.runaway)


def marks_a_day(sitting: Sitting, tab: Any, day: date, runaway: str) -> None:
    there = [row for row in tab.sheet.rows if day in row.own]
    missing = {runaway: "a"} if RAN_ON <= day < BACK_ON else {}
    missing[there[day.toordinal() % len(there)].name] = "s"
    column = tab.sheet.day_of(day)
    for row in there:
        if row.name in missing:
            tab.table.go_to(row.enrolment_id, column)
            sitting.keys(missing[row.name], tab.table)
            sitting.settle()
    tab.table.go_to(there[0].enrolment_id, tab.sheet.day_of(day))
    sitting.mouse(tab.parts.all_present)
    sitting.settle()
    sitting.wait(lambda: not tab.sheet.unmarked_on(day))


def she_runs_away_and_comes_back(sitting: Sitting, who: str) -> None:
    for day, act, fields, done in (
        (RAN_ON, "Leaving…", {"leave_reason": LEAVING_WORDS[LeavingReason.RAN_AWAY]}, "Record the leaving"),
        (BACK_ON, "Came back…", {}, "Take back in"),
    ):
        sitting.clock.now = at(day)
        sitting.change_user(USERS[Role.PEKERJA_SOSIAL])
        page = sitting.go("residents")
        sitting.click("Left" if day == BACK_ON else "In the house")
        sitting.keys(who.split()[0], page.search)
        sitting.wait(lambda: [one.name for one in page.table.records] == [who])
        sitting.press(Qt.Key.Key_Return, page.search)
        sitting.click(act)
        for name, words in fields.items():
            sitting.choose(name, _(words))
        sitting.click(done)
        assert sitting.dialogs() == []


def the_marks(sitting: Sitting, cast: Cast) -> None:
    """Theory, practice and attitude of both subjects; three stay below what a certificate takes."""
    sitting.change_user(USERS[Role.INSTRUKTUR])
    page = opens_the_class(sitting, "Marks")
    tab = page.grades
    sitting.wait(lambda: tab.sheet is not None)
    for subject in tab.sheet.subjects:
        tab.show_view(subject.subject_id)
        sitting.settle()
        for part in range(3):
            tab.table.setCurrentIndex(tab.model.index(0, FIRST_MARK + part))
            tab.table.setFocus()
            for row in list(tab.model.rows):
                for digit in "60" if row.name in cast.weak else "85":
                    sitting.keys(digit)
                sitting.press(Qt.Key.Key_Return)
                sitting.settle()
    finals = {one.name: one.final for one in tab.sheet.rows}
    assert {name for name, mark in finals.items() if mark == 60} == cast.weak
    assert sum(mark == 85 for mark in finals.values()) == 22


def opens_the_class(sitting: Sitting, part: str) -> Any:
    page = sitting.go("training")
    sitting.click(part)
    sitting.wait(lambda: page.classes.batch is not None)
    if page.classes.batch.name != a_batch.BATCH:
        sitting.click(f"{a_batch.PROGRAM} · {a_batch.BATCH}")
    return page


def they_ask(sitting: Sitting) -> None:
    page = opens_the_class(sitting, "Selection")
    tab = page.stack.selection
    sitting.mouse(tab.add)
    sitting.settle()
    sitting.click("Tick all shown")
    sitting.mouse(tab.adding.add_them)
    sitting.settle()
    assert len(tab.found.lines) == a_batch.ASKING


def the_head_chooses(sitting: Sitting) -> Cast:
    sitting.change_user(USERS[Role.KEPALA])
    page = opens_the_class(sitting, "Selection")
    tab = page.stack.selection
    sitting.wait(lambda: tab.found is not None and len(tab.found.lines) == a_batch.ASKING)
    sitting.mouse(tab.choose)
    sitting.click("Choose and enrol")
    assert str(a_batch.PLACES) in sitting.told(tab.asked)
    names = {
        state: [one.applicant.name for one in tab.found.lines if one.applicant.state is state]
        for state in (ApplicationState.CHOSEN, ApplicationState.RESERVE)
    }
    chosen, reserve = names[ApplicationState.CHOSEN], names[ApplicationState.RESERVE]
    assert len(chosen) == a_batch.PLACES
    return Cast(tuple(reserve[:2]), chosen[3], chosen[7], frozenset(chosen[10:13]))
