"""The month's sheet of a class with real keys: marked, repeated, cleared, closed, corrected, only read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cards import CodeKind, CodeMeans
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Attendance, MarkCorrection
from shelter_admin.operations.training.classes import Classes, ClassSheetOf, SessionCorrections
from shelter_admin.operations.training.marks import CloseSession, CorrectSession, MarkAttendance, OpenSession
from tests.look.checks import findings
from tests.people import NOON
from tests.ui.training_shown import COOKING, HOLIDAY, LONG, NAMES, SEWING, TODAY, MadeUp, a_page, an_empty
from ui.kit.alerts import ReasonSheet

SATURDAY = date(2026, 11, 14)
CLOSED_DAY = date(2026, 11, 18)
OPEN_DAY = date(2026, 11, 19)


@pytest.fixture
def shown(qtbot):
    yield from a_page(qtbot, MadeUp().fill())


@pytest.fixture
def fresh(qtbot):
    """A class of which nothing is marked yet."""
    yield from a_page(qtbot, MadeUp())


def dialogs(page) -> list[ReasonSheet]:
    return [one for one in page.findChildren(ReasonSheet) if one.isVisible()]


def test_that_the_page_opens_on_todays_first_missing_mark(shown):
    row, day = shown.table.here()
    assert (row.name, day.day) == ("Mariam", TODAY)
    assert "2" in shown.page.sheet.parts.state.text()


def test_that_one_letter_marks_and_goes_down_to_the_last(fresh):
    QTest.keyClicks(fresh.table, "hSiA" + "h" * 11)
    assert list(fresh.day().items())[:4] == list(zip(NAMES, "HSIA", strict=False))
    assert len(fresh.day()) == 15
    assert fresh.table.here()[0].name == NAMES[-1]


def test_that_marking_downwards_passes_whoever_is_not_in_the_class_that_day(qtbot):
    made = MadeUp(joined={"e1": TODAY + timedelta(days=1)})
    for shown in a_page(qtbot, made):
        shown.go(0)
        QTest.keyClicks(shown.table, "hs")
        assert list(shown.day().items())[:2] == [(NAMES[0], "H"), (NAMES[2], "S")]
        assert not shown.page.sheet.asked.isVisible()


def test_that_a_remark_about_a_cell_goes_when_the_cursor_leaves_it_and_a_question_stays(shown):
    shown.go(2, date(2026, 11, 23))
    QTest.keyClicks(shown.table, "h")
    assert "still to come" in shown.page.sheet.asked.words
    shown.page.reload()
    assert "still to come" in shown.page.sheet.asked.words
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    assert not shown.page.sheet.asked.isVisible()
    shown.go(2, SATURDAY)
    QTest.keyClicks(shown.table, "h")
    shown.go(3, SATURDAY)
    assert shown.page.sheet.asked.answers


def test_that_every_key_is_saved_by_itself_and_the_sheet_asked_for_once_the_typing_rests(fresh, qtbot):
    before = sum(isinstance(one, ClassSheetOf) for one in fresh.desk.asked)
    QTest.keyClicks(fresh.table, "h" * 15)
    saved = [one for one in fresh.desk.done if isinstance(one, MarkAttendance)]
    assert [len(one.marks) for one in saved] == [1] * 15
    qtbot.waitUntil(lambda: not fresh.page.sheet.marking.is_typing, timeout=2000)
    asked = sum(isinstance(one, ClassSheetOf) for one in fresh.desk.asked) - before
    assert asked <= 3


def test_that_a_mark_is_shown_before_the_store_was_asked_again(fresh):
    QTest.keyClicks(fresh.table, "a")
    assert fresh.cell(0) == "A"


def test_that_whoever_is_unmarked_has_a_dot_and_all_present_fills_in_nobody_else(shown):
    assert (shown.cell(9), shown.cell(6)) == ("·", "A")
    QTest.keyClick(shown.table, Qt.Key.Key_F8)
    (given,) = [one for one in shown.desk.done if isinstance(one, MarkAttendance)]
    assert [(one.enrolment_id, one.mark) for one in given.marks] == [("e9", "H"), ("e14", "H")]
    assert shown.cell(6) == "A"


def test_that_delete_takes_a_mark_away_and_the_cursor_stays(shown):
    shown.go(0)
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    assert "Aisyah Lestari" not in shown.day()
    assert (shown.cell(0), shown.table.here()[0].name) == ("·", "Aisyah Lestari")


def test_that_ctrl_d_repeats_the_mark_down(fresh):
    QTest.keyClicks(fresh.table, "s")
    for _again in range(3):
        QTest.keyClick(fresh.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert list(fresh.day().values()) == ["S"] * 4
    assert fresh.table.here()[0].name == NAMES[3]


def test_that_arrows_stay_among_the_days(shown):
    shown.go(0, date(2026, 11, 1))
    QTest.keyClick(shown.table, Qt.Key.Key_Left)
    assert shown.table.here()[1].day == date(2026, 11, 1)
    shown.go(0, date(2026, 11, 30))
    QTest.keyClick(shown.table, Qt.Key.Key_Right)
    assert shown.table.here()[1].day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 11, 23), "still to come"), (HOLIDAY.day, HOLIDAY.name), (SATURDAY, "does not meet on Saturday")],
)
def test_that_a_day_without_class_says_why_it_takes_no_mark(shown, day, said):
    shown.go(2, day)
    QTest.keyClicks(shown.table, "h")
    assert said in shown.page.sheet.asked.words
    assert shown.desk.done == []


def test_that_a_class_is_held_on_another_day_by_decision(shown):
    shown.go(2, SATURDAY)
    QTest.keyClicks(shown.table, "h")
    QTest.keyClick(shown.page.sheet.asked.answers[0], Qt.Key.Key_Return)
    assert shown.desk.done == [OpenSession(SEWING.batch_id, SATURDAY)]
    shown.go(2, SATURDAY)
    QTest.keyClicks(shown.table, "h")
    assert shown.day(SATURDAY) == {NAMES[2]: "H"}


def test_that_whoever_joined_later_takes_no_mark_before(qtbot):
    made = MadeUp(joined={"e3": OPEN_DAY}).fill()
    for shown in a_page(qtbot, made):
        shown.go(3, date(2026, 11, 4))
        assert shown.cell(3, date(2026, 11, 5)) != "·"
        made.marks["e3"].clear()
        QTest.keyClicks(shown.table, "h")
        assert "was not in this class" in shown.page.sheet.asked.words
        assert shown.desk.done == []


def test_that_closing_names_who_is_unmarked_and_leads_there(shown):
    shown.go(0)
    shown.page.sheet.parts.close_it.click()
    asked = shown.page.sheet.asked
    assert "Mariam, Rohani Basri" in asked.words
    assert dialogs(shown.page) == []
    asked.answers[0].click()
    assert shown.table.here()[0].name == "Mariam"
    assert not asked.isVisible()
    assert shown.desk.done == []


def test_that_unmarked_ones_stay_so_only_by_decision(shown):
    shown.page.sheet.parts.close_it.click()
    shown.page.sheet.asked.answers[1].click()
    assert shown.desk.done == [CloseSession(SEWING.batch_id, TODAY, leave_unmarked=True)]
    assert "Mariam" not in shown.day()
    assert not shown.page.sheet.parts.close_it.isEnabled()


def test_that_a_full_class_closes_with_one_more_enter(shown):
    QTest.keyClick(shown.table, Qt.Key.Key_F8)
    shown.page.sheet.parts.close_it.click()
    QTest.keyClick(shown.page.sheet.asked.answers[0], Qt.Key.Key_Return)
    assert shown.desk.done[-1] == CloseSession(SEWING.batch_id, TODAY, leave_unmarked=False)


def test_that_escape_takes_the_question_back(shown):
    shown.page.sheet.parts.close_it.click()
    QTest.keyClick(shown.page.sheet.asked.answers[0], Qt.Key.Key_Escape)
    assert not shown.page.sheet.asked.isVisible()
    assert shown.desk.done == []


def test_that_a_closed_day_is_corrected_with_a_reason(shown):
    shown.go(0, CLOSED_DAY)
    old = shown.day(CLOSED_DAY)[NAMES[0]]
    QTest.keyClicks(shown.table, "s" if old != "S" else "a")
    (sheet,) = dialogs(shown.page)
    sheet._accept()
    assert sheet.reason.error.text()
    sheet.reason.set_value("surat dokter menyusul")
    sheet._accept()
    (done,) = shown.desk.done
    assert isinstance(done, CorrectSession)
    assert shown.desk.reasons == ["surat dokter menyusul"]


def what_was_corrected(shown) -> None:
    offers = dict(shown.page.sheet.acts.offers())
    offers["What was corrected on 18 November 2026…"]()


def test_that_what_was_corrected_of_a_closed_day_is_read_beside_it_until_another_day(shown):
    corrected = MarkCorrection("p1", "Mariam", Attendance.ABSENT, NOON, "Yuliana", "surat dokter menyusul")
    shown.desk.answers(SessionCorrections, (corrected,))
    shown.go(0, CLOSED_DAY)
    what_was_corrected(shown)
    card = shown.page.sheet.parts.corrections
    assert card.isVisible()
    assert card.heading.text() == "Corrections of 18 November 2026 · 1"
    (words,) = card.words
    assert all(part in words for part in ("Yuliana", "Mariam", "absent", "surat dokter menyusul"))
    shown.go(1, CLOSED_DAY)
    assert card.isVisible()
    shown.go(1, OPEN_DAY)
    assert not card.isVisible()
    assert not [words for words, _act in shown.page.sheet.acts.offers() if words.startswith("What was corrected")]


def test_that_a_closed_day_nothing_was_corrected_of_says_so(shown):
    shown.desk.answers(SessionCorrections, ())
    shown.go(0, CLOSED_DAY)
    what_was_corrected(shown)
    assert not shown.page.sheet.parts.corrections.isVisible()
    assert "Nothing was corrected" in shown.page.sheet.asked.words


def test_that_a_closed_day_goes_on_saying_who_has_no_mark(qtbot):
    made = MadeUp().fill()
    del made.marks["e3"][CLOSED_DAY]
    for shown in a_page(qtbot, made):
        shown.go(0, CLOSED_DAY)
        said = shown.page.sheet.parts.state.text()
        assert said.endswith("1 not marked · Closed by Yuliana")  # what does not fit is cut at its end
        assert shown.page.sheet.parts.state.property("pill") == "attention"


def test_that_the_same_mark_on_a_closed_day_asks_nothing(shown):
    shown.go(0, CLOSED_DAY)
    QTest.keyClicks(shown.table, shown.day(CLOSED_DAY)[NAMES[0]].lower())
    assert dialogs(shown.page) == []


def test_that_a_refused_mark_goes_back_and_is_said(shown):
    shown.desk.answers(MarkAttendance, Refused("session_closed"))
    QTest.keyClicks(shown.table, "h")
    assert shown.cell(9) == "·"
    assert "closed" in shown.page.sheet.asked.words


@pytest.mark.parametrize("role", [Role.TATA_USAHA, Role.PEKERJA_SOSIAL])
def test_that_who_only_reads_has_no_acts_and_letters_mark_nothing(qtbot, role):
    for shown in a_page(qtbot, MadeUp().fill(), role):
        QTest.keyClicks(shown.table, "hsia")
        QTest.keyClick(shown.table, Qt.Key.Key_F8)
        QTest.keyClick(shown.table, Qt.Key.Key_Delete)
        parts = shown.page.sheet.parts
        assert shown.desk.done == []
        assert not any(part.isVisible() for part in (parts.close_it, parts.all_present, parts.move_in))


def test_that_another_month_and_another_class_are_asked_for(shown):
    shown.page.sheet.month.earlier.click()
    asked = [one for one in shown.desk.asked if isinstance(one, ClassSheetOf)][-1]
    assert asked == ClassSheetOf(SEWING.batch_id, date(2026, 10, 1), date(2026, 10, 31))
    shown.page.classes._choose(COOKING.batch_id)
    asked = [one for one in shown.desk.asked if isinstance(one, ClassSheetOf)][-1]
    assert asked.batch_id == COOKING.batch_id
    assert shown.page.sheet.parts.empty.isVisible()


def test_that_today_opens_a_class_with_the_cursor_on_its_first_missing_mark(shown):
    shown.page.sheet.month.earlier.click()
    shown.page.open_person(SEWING.batch_id)
    row, day = shown.table.here()
    assert (row.name, day.day) == ("Mariam", TODAY)
    assert shown.table.hasFocus()


def test_that_a_cell_is_read_out_with_name_day_and_mark(shown):
    model = shown.table.model()
    told = model.index(6, 1 + TODAY.day).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Halimah, Friday, 20 November 2026: absent"
    rate = model.index(6, model.rate_column).data(Qt.ItemDataRole.ToolTipRole)
    assert "absent" in rate
    assert "Halimah" in rate
    head = model.headerData(1 + HOLIDAY.day.day, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert HOLIDAY.name in head


def test_that_figures_and_a_row_of_absences_are_said_in_words(shown):
    model = shown.table.model()
    assert "3 × absent in a row" in model.index(6, model.rate_column + 2).data()
    low = [row for row in range(15) if "may miss" in str(model.index(row, model.rate_column + 2).data())]
    assert low
    assert all(model.is_low(model.row_at(row)) for row in low)


def test_that_sixty_long_names_and_a_whole_month_fit_the_window(qtbot):
    made = MadeUp(people=tuple(f"{LONG[:57]} {no:02}" for no in range(60))).fill()
    for shown in a_page(qtbot, made):
        shown.page.sheet.questions.ask_to_close()
        assert findings(shown.page) == []
        assert shown.table.horizontalScrollBar().maximum() == 0
        assert LONG[:57] in shown.table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(("role", "button"), [(Role.KEPALA, "begin"), (Role.INSTRUKTUR, None), (Role.TATA_USAHA, None)])
def test_that_a_house_without_classes_teaches_how_it_begins(qtbot, role, button):
    for shown in a_page(qtbot, an_empty(SEWING), role):
        shown.desk.answers(Classes, ())
        shown.page.reload()
        parts = shown.page.sheet.parts
        assert parts.empty.isVisible()
        assert parts.empty.title.text()
        assert parts.begin.isVisible() == (button == "begin")


def test_that_a_class_without_people_offers_to_enrol(qtbot):
    for shown in a_page(qtbot, an_empty(SEWING), Role.KEPALA):
        assert shown.page.sheet.parts.enrol.isVisible()
        shown.page.sheet.parts.enrol.click()
        assert shown.page.shown == "people"


def test_that_a_card_marks_its_holder_present_today_and_somebody_else_s_is_said(fresh):
    sheet = fresh.page.sheet.sheet
    row = sheet.rows[4]
    means = CodeMeans(CodeKind.CARD, row.person_id, "2026-0001", row.name, True)
    assert fresh.page.take_scan(means)
    assert dict(fresh.day()) == {row.name: "H"}
    assert fresh.page.take_scan(CodeMeans(CodeKind.CARD, "nobody", "2026-0999", "Orang Lain", True))
    assert dict(fresh.day()) == {row.name: "H"}
    assert "Orang Lain" in fresh.page.sheet.asked.words


@pytest.mark.parametrize(("role", "begins"), [(Role.KEPALA, True), (Role.INSTRUKTUR, False)])
def test_that_every_part_of_a_house_without_classes_says_what_to_do_first(qtbot, role, begins):
    for shown in a_page(qtbot, an_empty(SEWING), role):
        page = shown.page
        shown.desk.answers(Classes, ())
        for key in ("grades", "people", "practice", "timetable"):
            page.show_tab(key)
            assert page.no_class.isVisible()
            assert not page.stack.isVisible()
            assert page.no_class.told.text()
        offered = page.no_class.findChildren(QPushButton)
        assert len(offered) == begins
        page.show_tab("holidays")
        assert page.stack.isVisible()
        if begins:
            page.show_tab("grades")
            assert offered[0].hasFocus()
            offered[0].click()
            assert page.shown == "programs"
            assert page.stack.isVisible()
        shown.desk.answers(Classes, (SEWING,))
        page.show_tab("grades")
        assert page.stack.isVisible()
        assert not page.no_class.isVisible()
