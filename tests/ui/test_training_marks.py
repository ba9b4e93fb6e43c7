"""The marks of a subject, re-sits, reckoned marks and competences: typed with keys alone, on the scale of the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import GradeRow, GradeSheet
from shelter_admin.domain.training.grading import Competence, CompetenceRow, CompetenceSeen, CompetenceSheet
from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.operations.training.competences import (
    CheckCompetences,
    CheckGiven,
    CompetenceGiven,
    CompetenceSheetOf,
    SetCompetences,
)
from shelter_admin.operations.training.grades import GradeGiven, Grades, SetGrades
from shelter_admin.operations.training.part_marks import PartGiven, SetPartMarks
from shelter_admin.operations.training.transcripts import PrintTranscripts
from tests.ui.test_training_parts import ENTER, acts, type_mark
from tests.ui.training_shown import SEWING, SUBJECTS, MadeUp, _done, a_page
from ui.training.competence_table import FIRST
from ui.training.grades_table import FIRST_MARK

POLA, MESIN = (line.subject_id for line in SUBJECTS)
ASKED = (Competence("c1", "Mengukur badan dan membuat pola dasar"), Competence("c2", "Memasang kancing"))


def grades() -> GradeSheet:
    rows = (
        GradeRow("e0", "p0", "001", "Aminah", 82.0, {POLA: 83.0}, {(POLA, Part.THEORY): (40.0, 80.0)}, {POLA: 83.0, None: 82.0}),
        GradeRow("e1", "p1", "002", "Bulan", 90.0, {POLA: 75.0, MESIN: 60.0}, {}, {POLA: None, MESIN: None, None: 65.0}),
        GradeRow("e2", "p2", "003", "Dewi"),
    )  # fmt: skip
    return GradeSheet(SEWING, SUBJECTS, rows)


def competences() -> CompetenceSheet:
    seen = {"c1": CompetenceSeen(True, date(2026, 11, 19))}
    rows = (CompetenceRow("e0", "p0", "001", "Aminah", seen), CompetenceRow("e1", "p1", "002", "Bulan"))
    return CompetenceSheet(SEWING, ASKED, rows)


def prepared(shown):
    desk = shown.desk
    desk.answers(Grades, grades()).answers(SetPartMarks, _done()).answers(CompetenceSheetOf, competences())
    desk.answers(CheckCompetences, _done()).answers(SetCompetences, _done())
    shown.page.show_tab("grades")
    return shown


@pytest.fixture
def trainer(qtbot):
    for shown in a_page(qtbot, MadeUp().fill()):
        yield prepared(shown)


@pytest.fixture
def head(qtbot):
    for shown in a_page(qtbot, MadeUp().fill(), Role.KEPALA):
        yield prepared(shown)


def cell(shown, row, column) -> str:
    return str(shown.page.grades.model.index(row, column).data())


def test_that_reckoned_marks_carry_a_sign_and_typed_ones_say_what_they_would_be(trainer):
    tab = trainer.page.grades
    assert [cell(trainer, row, FIRST_MARK) for row in range(3)] == ["= 82", "90", ""]
    tab.table.setCurrentIndex(tab.model.index(0, FIRST_MARK))
    assert tab.source.text() == "Aminah · Final mark: reckoned"
    tab.table.setCurrentIndex(tab.model.index(1, FIRST_MARK))
    assert tab.source.text() == "Bulan · Final mark: typed; reckoned it would be 65: Delete takes that one"
    assert tab.take_reckoned.isVisible()
    tab.take_reckoned.click()
    assert acts(trainer, SetGrades)[-1].marks == (GradeGiven("e1", None),)


def test_that_ctrl_page_down_shows_the_next_subject_and_its_parts_are_typed_downwards(trainer):
    tab = trainer.page.grades
    QTest.keyClick(tab.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert tab.view.value() == POLA
    headings = [
        tab.model.headerData(at, Qt.Orientation.Horizontal) for at in range(FIRST_MARK, tab.model.columnCount())
    ]
    assert headings == ["Theory", "Practice", "Attitude", "Subject's mark"]
    type_mark(trainer, 0, FIRST_MARK + 1, "77,5")
    type_mark(trainer, 1, FIRST_MARK + 1, "60")
    given = [one.marks[0] for one in acts(trainer, SetPartMarks)]
    assert given == [PartGiven("e0", POLA, Part.PRACTICE, 77.5), PartGiven("e1", POLA, Part.PRACTICE, 60.0)]
    assert tab.table.currentIndex().row() == 2


def test_that_a_correction_goes_to_the_newest_attempt_and_ctrl_r_begins_another(trainer):
    tab = trainer.page.grades
    tab.show_view(POLA)
    assert cell(trainer, 0, FIRST_MARK) == "40 → 80"
    type_mark(trainer, 0, FIRST_MARK, "85")
    assert acts(trainer, SetPartMarks)[-1].marks == (PartGiven("e0", POLA, Part.THEORY, 85.0, 2),)
    tab.table.setCurrentIndex(tab.model.index(0, FIRST_MARK))
    QTest.keyClick(tab.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    line: QLineEdit = tab.table.findChildren(QLineEdit)[-1]
    assert line.text() == ""
    QTest.keyClicks(line, "90")
    QTest.keyClick(line, ENTER)
    assert acts(trainer, SetPartMarks)[-1].marks == (PartGiven("e0", POLA, Part.THEORY, 90.0, 3),)


def test_that_a_resit_needs_a_mark_before_it_and_escape_leaves_everything(trainer):
    tab = trainer.page.grades
    tab.show_view(POLA)
    tab.table.setCurrentIndex(tab.model.index(2, FIRST_MARK))
    tab.resit.click()
    assert tab.table.findChildren(QLineEdit) == []
    tab.table.setCurrentIndex(tab.model.index(0, FIRST_MARK))
    tab.resit.click()
    QTest.keyClick(tab.table.findChildren(QLineEdit)[-1], Qt.Key.Key_Escape)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert [one.marks for one in acts(trainer, SetPartMarks)] == [(PartGiven("e0", POLA, Part.THEORY, None, 2),)]


def test_that_marks_are_typed_and_shown_on_the_scale_of_the_settings(trainer):
    tab, panti = trainer.page.grades, trainer.desk.panti
    trainer.desk.panti = replace(panti, settings=replace(panti.settings, mark_scale="4"))
    trainer.page.reload()
    assert cell(trainer, 1, FIRST_MARK) == "3.6"
    type_mark(trainer, 2, FIRST_MARK, "3,25")
    assert acts(trainer, SetGrades)[-1].marks == (GradeGiven("e2", 81.25),)
    line = type_mark(trainer, 1, FIRST_MARK, "85")
    assert line.property("wrong") == "true"
    assert tab.error.text() == "A mark is a number from 0 to 4, for example 3.25."


def test_that_a_mark_left_as_it_is_shown_is_not_written_again(trainer):
    tab, panti = trainer.page.grades, trainer.desk.panti
    trainer.desk.panti = replace(panti, settings=replace(panti.settings, mark_scale="4"))
    trainer.desk.answers(Grades, GradeSheet(SEWING, SUBJECTS, (GradeRow("e0", "p0", "001", "Aminah", 78.37),)))
    trainer.page.reload()
    tab.table.setCurrentIndex(tab.model.index(0, FIRST_MARK))
    tab.table.edit(tab.table.currentIndex())
    QTest.keyClick(tab.table.findChildren(QLineEdit)[-1], ENTER)
    assert acts(trainer, SetGrades) == []


def test_that_transcripts_are_printed_of_the_cursor_and_of_the_class(trainer, monkeypatch):
    shown = []
    monkeypatch.setattr("ui.training.transcripts.show_paper", lambda _owner, paper: shown.append(paper.filename))
    trainer.desk.answers(PrintTranscripts, Document("transkrip.pdf", b"%PDF-"))
    tab = trainer.page.grades
    tab.table.setCurrentIndex(tab.model.index(1, FIRST_MARK))
    QTest.keyClick(tab.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    tab.papers.all.click()
    asked = [one for one in trainer.desk.asked if isinstance(one, PrintTranscripts)]
    assert asked == [PrintTranscripts("b-sewing", ("e1",)), PrintTranscripts("b-sewing")]
    assert shown == ["transkrip.pdf", "transkrip.pdf"]


def test_that_a_refused_transcript_is_said_on_the_page(trainer):
    trainer.desk.answers(PrintTranscripts, Refused("nobody_to_print"))
    trainer.page.grades.papers.all.click()
    assert "nobody" in trainer.page.grades.error.text()


def test_that_competences_are_ticked_with_one_key_each(trainer):
    trainer.page.grades.show_view("competences")
    part = trainer.page.grades.competences
    table = part.table
    assert part.words.text() == "Mengukur badan dan membuat pola dasar: competent · 19-11-2026"
    QTest.keyClicks(table, "K")  # is so already
    QTest.keyClicks(table, "k")
    table.setCurrentIndex(table.seen.index(0, FIRST + 1))
    QTest.keyClicks(table, "B")
    QTest.keyClick(table, Qt.Key.Key_Delete)
    table.setCurrentIndex(table.seen.index(0, FIRST))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    given = [one.checks[0] for one in acts(trainer, CheckCompetences)]
    assert given == [CheckGiven("e1", "c1", True), CheckGiven("e0", "c2", False), CheckGiven("e0", "c1", None)]
    assert not part.edit_button.isVisible()


def test_that_the_head_writes_the_list_line_by_line(head):
    head.page.grades.show_view("competences")
    part = head.page.grades.competences
    part.edit_button.click()
    editor = part.editor
    assert editor is not None
    (_key, first, _cross), (_other, _line, cross), (_new, last, _last_cross) = editor.lines
    first.setText("Mengukur badan")
    cross.click()
    QTest.keyClicks(last, "Membuat kemeja")
    assert editor.lines[-1][1].text() == ""
    head.desk.answers(SetCompetences, Refused("competence_twice"))
    editor.save()
    assert editor.error.text()
    head.desk.answers(SetCompetences, _done())
    editor.save()
    wanted = (CompetenceGiven("Mengukur badan", "c1"), CompetenceGiven("Membuat kemeja"))
    assert acts(head, SetCompetences)[-1].competences == wanted


def test_that_who_only_reads_ticks_nothing(qtbot):
    for shown in a_page(qtbot, MadeUp().fill(), Role.TATA_USAHA):
        prepared(shown)
        shown.page.grades.show_view("competences")
        QTest.keyClicks(shown.page.grades.competences.table, "KB")
        assert acts(shown, CheckCompetences) == []
        assert not shown.page.grades.resit.isVisible()


def test_that_long_headings_stand_in_two_lines_before_the_marks_scroll_sideways(trainer):
    tab = trainer.page.grades
    shown = [tab.model.headerData(at, Qt.Orientation.Horizontal) for at in range(FIRST_MARK, tab.model.columnCount())]
    whole = [tab.model.heading(at) for at in range(FIRST_MARK, tab.model.columnCount())]
    assert shown == whole
    tab.table.setFixedWidth(tab.table.columnWidth(0) + tab.table.columnWidth(2) + 160 + 90 * len(whole))
    tab.table.lay_out()
    shown = [tab.model.headerData(at, Qt.Orientation.Horizontal) for at in range(FIRST_MARK, tab.model.columnCount())]
    assert any("\n" in words for words in shown)
    assert [words.replace("\n", " ") for words in shown] == whole
