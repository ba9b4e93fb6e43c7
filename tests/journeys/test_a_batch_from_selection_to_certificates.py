"""A batch of 25 through the window: chosen, taught for half a year, marked, heard, decided on, certified.

Two join late, one runs away and comes back, the family of one refuses to take her in; three stay below the mark and
get a letter of attendance. It begins on Tuesday 1 December 2026 and ends on Thursday 27 May 2027.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.conferences import OUTCOME_NAMES, PURPOSE_NAMES, Outcome, Purpose
from shelter_admin.domain.departures.arranging import RECEPTION_NAMES, Reception
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.domain.training.selection import ApplicationState
from shelter_admin.domain.words import _
from shelter_admin.operations.certificates import CertificateRegister, Letters
from shelter_admin.operations.departures.arranging import WILLING
from shelter_admin.operations.readiness import Candidates, RecordCheck
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.residents.care import SetHealth
from tests.journeys import a_batch
from tests.journeys.a_batch import LAST, at
from tests.journeys.house import USERS
from tests.journeys.papers_seen import pages_of, preview_of
from tests.journeys.sitting import Sitting
from ui.training.grades_table import FIRST_MARK


@pytest.fixture
def sitting(begin, tmp_path) -> Sitting:
    made: Sitting = begin(a_batch.a_class_to_fill(tmp_path / "kelas"), a_batch.BEFORE)
    made.sign_in(USERS[Role.PEKERJA_SOSIAL])
    return made


def offers(popup: Any, name: str) -> bool:
    """Say whether the list below the field offers this person first."""
    return bool(popup.isVisible()) and name in popup.model().index(0, 0).data()


def stands_in(table: Any, name: str) -> bool:
    return any(one.name == name for one in table.records)


def is_shown(card: Any, case_id: str) -> bool:
    return card.case is not None and card.case.case_id == case_id


def is_the_path_of(view: Any, name: str) -> bool:
    return view.path is not None and view.path.name == name


def desk(sitting: Sitting) -> Any:
    return sitting.window.seat.front.desk


def test_that_a_batch_goes_from_selection_to_certificates_and_letters(sitting, tmp_path):
    they_ask(sitting)
    cast = the_head_chooses(sitting)
    two_join_late(sitting, cast)
    half_a_year_of_sessions(sitting, cast)
    the_marks(sitting, cast)
    others_write_what_they_know(sitting, cast)
    a_family_refuses(sitting, cast.refused)
    the_conference(sitting, cast)
    the_head_decides(sitting, cast)
    everybody_gets_a_paper(sitting, cast)


LATE_ON = date(2027, 1, 5)
RAN_ON, BACK_ON = date(2027, 2, 8), date(2027, 2, 22)
IN_FEBRUARY = date(2027, 2, 25)


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
        sitting.keys(name.partition(" ")[0])
        popup = who.line.completer().popup()
        sitting.wait(partial(offers, popup, name))
        sitting.qtbot.keyClick(popup, Qt.Key.Key_Down)
        sitting.qtbot.keyClick(popup, Qt.Key.Key_Return)
        sitting.click("Enrol")
        sitting.wait(partial(stands_in, page.people.table, name))
    assert len(page.people.table.records) == a_batch.PLACES + len(cast.late)


def half_a_year_of_sessions(sitting: Sitting, cast: Cast) -> None:
    """Month by month the trainer marks whoever was not there, and then everybody else present."""
    for last in (date(2026, 12, 31), date(2027, 1, 28), IN_FEBRUARY, date(2027, 3, 30), date(2027, 4, 29), LAST):
        if last == IN_FEBRUARY:
            she_runs_away_and_comes_back(sitting, cast.runaway)
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
        opens_the_file(sitting, who, "Left" if day == BACK_ON else "In the house")
        sitting.click(act)
        for name, words in fields.items():
            sitting.choose(name, _(words))
        sitting.click(done)
        assert sitting.dialogs() == []


def opens_the_file(sitting: Sitting, who: str, among: str = "In the house") -> None:
    page = sitting.go("residents")
    sitting.click(among)
    page.search.clear()
    sitting.keys(who.partition(" ")[0], page.search)
    sitting.wait(lambda: [one.name for one in page.table.records] == [who])
    sitting.press(Qt.Key.Key_Return, page.search)
    sitting.settle()


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


def candidates(sitting: Sitting) -> list[Any]:
    return list(desk(sitting).ask(Candidates()).candidates)


def others_write_what_they_know(sitting: Sitting, cast: Cast) -> None:
    """What the nurse and the social worker wrote in the weeks before, without the screen: health, and who receives."""
    sitting.change_user(USERS[Role.KESEHATAN])
    for one in desk(sitting).ask(ResidentList()):
        desk(sitting).do(SetHealth(one.person_id, details="Sehat"))
    sitting.change_user(USERS[Role.PEKERJA_SOSIAL])
    for one in candidates(sitting):
        if one.name != cast.refused:
            desk(sitting).do(RecordCheck(one.person_id, Criterion.RECEPTION, State.MET, LAST, "Keluarga menerima"))
    sitting.settle()


def a_family_refuses(sitting: Sitting, who: str) -> None:
    """The family was visited and does not take her in: she is ready, but there is nobody who receives her."""
    opens_the_file(sitting, who)
    (tab,) = [one for one in sitting.page().file.findChildren(QPushButton) if one.text() == _("Departure")]
    sitting.mouse(tab)
    sitting.settle()
    sitting.click("Prepare…")
    sitting.choose("reception", _(RECEPTION_NAMES[Reception.FAMILY]))
    sitting.fill("surveyed_on", "20-05-2027")
    sitting.choose("survey_willing", _(WILLING[False]))
    sitting.fill("survey_words", "Ibu tiri menolak; rumah kontrakan satu kamar")
    sitting.click("Save")
    assert sitting.dialogs() == []


def the_conference(sitting: Sitting, cast: Cast) -> None:
    """All 25 are spoken about; what the conference says of each becomes the criterion once it is closed."""
    page = sitting.go("cases")
    sitting.click("Case conferences")
    part = page.part
    sitting.mouse(part.plan_button)
    sitting.fill("place", "Aula")
    sitting.fill("chaired_by", "Dra. Ratna")
    sitting.fill("present", "Dra. Ratna")
    sitting.click("Save")
    sitting.mouse(part.put_button)
    ours = {one.name for one in candidates(sitting)}
    sheet: Any = sitting.dialog()
    sitting.wait(lambda: sheet.list.count() >= len(ours))
    for at_row in range(sheet.list.count()):
        if sheet.list.item(at_row).text().split(" · ")[0] in ours:
            sheet.list.setCurrentRow(at_row)
            sitting.press(Qt.Key.Key_Space, sheet.list)
    sitting.choose("purpose", _(PURPOSE_NAMES[Purpose.EXIT]))
    sitting.click("Put on the agenda")
    sitting.wait(lambda: len(part.agenda.records) == len(ours) == 25)
    for case in list(part.agenda.records):
        part.agenda.go_to(case.case_id)
        sitting.wait(partial(is_shown, part.card, case.case_id))
        outcome = Outcome.NOT_YET if case.name in cast.weak else Outcome.RECOMMENDED
        sitting.choose("outcome", _(OUTCOME_NAMES[outcome]))
        sitting.mouse(part.card.write)
        sitting.settle()
    sitting.mouse(part.close_button)
    sitting.click("Close the conference")
    sitting.wait(lambda: part.conference is not None and part.conference.closed)


def the_head_decides(sitting: Sitting, cast: Cast) -> None:
    sitting.change_user(USERS[Role.KEPALA])
    page = sitting.go("readiness")
    held = {one.name: one for one in candidates(sitting)}
    assert [name for name, one in held.items() if one.no_receiver] == [cast.refused]
    for one in held.values():
        page.table.go_to(one.enrolment_id)
        sitting.wait(partial(is_the_path_of, page.path, one.name))
        sitting.click("Decide…")
        ready = one.name not in cast.weak
        sitting.click("Ready to leave" if ready else "Not yet")
        sitting.fill("names", "Dra. Ratna, Maria, Yusuf")
        sitting.fill("reason", "Terampil" if ready else "Nilai belum cukup")
        sitting.click("Decide")
        assert sitting.dialogs() == []
    assert {one.name for one in candidates(sitting) if not one.decision.ready} == cast.weak


def everybody_gets_a_paper(sitting: Sitting, cast: Cast) -> None:
    page = sitting.go("certificates")
    sitting.click("Batch")
    tab = page.batch
    sitting.wait(lambda: tab.outlook is not None and len(tab.outlook.lines) == 25)
    assert {one.line.name for one in tab.outlook.getting(Gets.LETTER)} == cast.weak
    sitting.mouse(tab.issue_button)
    sitting.wait(tab.panel.yes.isVisible)
    sitting.mouse(tab.panel.yes)
    shown = preview_of(sitting)
    pages = pages_of(shown)
    sitting.click("Close")
    year = desk(sitting).ask(CertificateRegister(2027)).lines
    letters = desk(sitting).ask(Letters(2027)).lines
    assert len(year) == 22
    assert {one.name for one in letters} == set(cast.weak)
    assert all(one.certificate_no in pages for one in year)
    assert all(one.letter_no in pages for one in letters)
    assert sorted(one.serial for one in year) == list(range(1, 23))
