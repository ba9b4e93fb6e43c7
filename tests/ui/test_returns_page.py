"""The month for the province on screen: figures that open their people, versions, sending, papers, records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.month.keys import flat, read_figure, told
from shelter_admin.domain.papers import Document
from shelter_admin.operations.returns.month import Month, MonthPapers, MonthPeople, ReturnVersion, SendMonth
from shelter_admin.operations.returns.records import Records, RecordsOf
from tests.ui.recording_desk import a_panti
from tests.ui.returns_shown import CORRECTED, FIGURES, NOBODY, PEOPLE, RUNNING, SENT, UNSENT, a_desk, shown
from tests.ui.settings_shown import a_dialog, agree, click
from ui.returns.records import RecordsSheet

PAPERS = tuple(Document(f"laporan.{kind}", kind.encode()) for kind in ("xlsx", "pdf", "csv"))
SEALED = Records(Document("rekaman.zip.age", b"sealed"), {"people": 110}, 110, sealed=True)


def on_page(key: str) -> bool:
    """Groups of age and category stand there in all, not by sex; a sex not known only where there is somebody."""
    if key in {"capacity", "capacity_days"}:
        return True
    if key == "occupancy_percent":  # the bed-days are behind it
        return False
    figure = read_figure(key)
    in_all = figure.by in {"age", "category"} and bool(figure.part)
    return not in_all and figure.part != "sessions" and not (figure.part == "unknown" and figure.by)


def words(widget) -> set[str]:
    return {one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()}


def test_that_it_opens_with_the_month_that_is_to_be_sent(qtbot):
    page = shown(qtbot, a_desk())
    assert page.front.desk.asked == [Month("2026-10")]
    assert page.chooser.words.text() == "October 2026"


def test_that_every_figure_of_the_return_is_a_button_that_opens_the_people_behind_it(qtbot):
    page = shown(qtbot, a_desk())
    buttons = page.figures.buttons
    assert set(buttons) == {key for key in flat(FIGURES) if on_page(key)}
    for key in sorted(set(buttons) - {"capacity", "capacity_days"}):
        buttons[key].click()
        assert page.front.desk.asked[-1] == MonthPeople("2026-10", key)
        assert [one.name for one in page.people.table.records] == [one.name for one in PEOPLE]


def test_that_figures_of_beds_lead_to_the_beds(qtbot):
    page = shown(qtbot, a_desk())
    page.figures.buttons["capacity"].click()
    page.figures.buttons["capacity_days"].click()
    assert page.went == [("beds", ""), ("beds", "")]


def test_that_a_figure_is_opened_and_left_by_keyboard_and_enter_opens_the_resident(qtbot):
    page = shown(qtbot, a_desk())
    page.focus_search()
    first = page.figures.buttons["opening.L"]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    qtbot.keyClick(page.figures.buttons["admitted.L"], Qt.Key.Key_Right)
    reached = page.figures.buttons["admitted.P"]
    assert reached.hasFocus()
    qtbot.keyClick(reached, Qt.Key.Key_Return)
    assert page.people.heading.text() == told("admitted.P", {})
    page.people.take_focus()
    qtbot.keyClick(page.people.table, Qt.Key.Key_Return)
    assert page.went == [("residents", "person-1")]


def test_that_a_figure_the_keyboard_comes_to_is_scrolled_into_sight(qtbot):
    page = shown(qtbot, a_desk())
    last = page.figures.buttons["spm.service:SPM-BC"]
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert not last.visibleRegion().isEmpty()


def test_that_every_figure_says_what_it_counts(qtbot):
    page = shown(qtbot, a_desk())
    buttons = page.figures.buttons
    assert buttons["left.reason:KABUR.P"].accessibleName() == f"{told('left.reason:KABUR.P', {})}: 1"
    assert all(made.accessibleName() and made.toolTip() for made in buttons.values())


def test_that_occupancy_over_a_hundred_percent_is_said_as_it_is(qtbot):
    page = shown(qtbot, a_desk())
    card = page.figures.abreast[1]
    assert "106.6\u00a0%" in {made.text() for made in card.buttons.values()}
    assert any(one.startswith("▲") for one in words(card))
    assert card.bar._share == pytest.approx(1.066)


def test_that_why_nobody_is_listed_is_said_beside_the_figure(qtbot):
    desk = a_desk().answers(MonthPeople, Refused("figure_confidential", field="figure"))
    page = shown(qtbot, desk)
    page.figures.buttons["closing.category:confidential"].click()
    assert page.people.table is None
    assert "health information" in page.people.count.text()


def test_that_months_are_turned_back_and_on_but_never_ahead_of_today(qtbot):
    page = shown(qtbot, a_desk())
    page.figures.buttons["admitted.L"].click()
    click(qtbot, page.chooser.back)
    assert page.front.desk.asked[-1] == Month("2026-09")
    assert page.people.table is None
    page.chooser.step_on()
    page.chooser.step_on()
    assert page.front.desk.asked[-1] == Month("2026-11")
    assert not page.chooser.on.isEnabled()
    page.chooser.step_on()
    assert page.chooser.period == "2026-11"


def test_that_other_pages_open_a_month_by_its_name_and_none_ahead(qtbot):
    page = shown(qtbot, a_desk())
    for wrong in ("2026-12", "oktober", ""):
        page.open_person(wrong)
    assert page.chooser.period == "2026-10"
    page.open_person("2026-03")
    assert page.front.desk.asked[-1] == Month("2026-03")


def test_that_an_answer_about_a_month_left_behind_is_not_shown(qtbot):
    page = shown(qtbot, a_desk())
    answers = []
    page.front.ask = lambda query, _owner, got, *_more: answers.append((query, got))
    page.chooser.step_back()
    page.chooser.step_back()
    (old, show_old), (new, show_new) = answers
    assert (old, new) == (Month("2026-09"), Month("2026-08"))
    show_new(replace(UNSENT, figures=replace(FIGURES, period="2026-08")))
    show_old(replace(UNSENT, figures=replace(FIGURES, period="2026-09")))
    assert page.view.figures.period == "2026-08"


def test_that_an_unsent_month_is_sent_after_one_decision_and_says_it_cannot_be_taken_back(qtbot):
    page = shown(qtbot, a_desk())
    assert page.state.pill.text() == "▲ Not sent yet"
    click(qtbot, page.month_acts.sending)
    assert any("cannot be taken back" in one for one in words(a_dialog(qtbot)))
    assert page.front.desk.done == []
    agree(qtbot)
    assert page.front.desk.done == [SendMonth("2026-10")]
    assert page.front.desk.undoable() is None


def test_that_a_running_month_says_when_it_can_be_sent(qtbot):
    page = shown(qtbot, a_desk(RUNNING))
    assert page.state.pill.text() == "◔ Running"
    assert page.state.told.text() == (
        "Counted up to 21 November 2026; it can be marked as sent once November 2026 is over."
    )
    assert not page.month_acts.sending.isEnabled()
    assert page.month_acts.sending.toolTip()
    page.send()
    assert page.front.desk.done == []


def test_that_a_sent_month_says_when_and_by_whom_and_is_not_sent_again_unchanged(qtbot):
    page = shown(qtbot, a_desk(SENT))
    assert page.state.pill.text() == "✓ Sent, version 1"
    assert page.state.told.text() == "on 3 November 2026 by Hendra Wijaya"
    assert not page.month_acts.sending.isEnabled()
    assert not page.figures.changes.isVisible()


def test_that_a_correction_shows_its_difference_and_goes_out_as_a_new_version(qtbot):
    page = shown(qtbot, a_desk(CORRECTED))
    assert page.state.pill.text() == "▲ Sent, version 1, corrected since"
    assert page.state.told.text().endswith("send it again as version 2")
    assert page.month_acts.sending.text() == "Send version 2…"
    changed = page.figures.changes
    assert changed.isVisible()
    assert {told(one.figure, {}) for one in CORRECTED.difference} | {"0", "2"} <= words(changed)
    assert [made.text() for made in changed.buttons.values()] == ["1", "1", "3"]
    click(qtbot, page.month_acts.sending)
    assert any("version 2" in one for one in words(a_dialog(qtbot)))
    a_dialog(qtbot).reject()


def test_that_many_corrections_are_shown_when_asked_for(qtbot):
    many = tuple(replace(CORRECTED.difference[0], figure=f"left.reason:{code}") for code in (
        "LULUS", "KELUARGA", "DAERAH_ASAL", "BEKERJA", "USAHA", "RUJUK", "PENGGANTI", "KABUR"))  # fmt: skip
    page = shown(qtbot, a_desk(replace(CORRECTED, difference=many)))
    assert len(page.figures.changes.buttons) == 6
    assert page.figures.more.text() == "Show 2 more"
    click(qtbot, page.figures.more)
    assert len(page.figures.changes.buttons) == 8
    assert not page.figures.more.isVisible()


def test_that_a_version_tells_what_it_corrected_of_the_one_before(qtbot):
    both = (*CORRECTED.versions, replace(CORRECTED.versions[0], version=2))
    second = replace(CORRECTED, versions=both)
    page = shown(qtbot, a_desk(replace(second, difference=())).answers(ReturnVersion, second))
    page.state.versions._keys["2"].click()
    told = {"What version 2 corrected", "Version 1", "Version 2"}
    qtbot.waitUntil(lambda: told <= words(page.figures.changes))


def test_that_a_sent_version_is_looked_at_with_its_own_people(qtbot):
    page = shown(qtbot, a_desk(CORRECTED))
    page.state.versions._keys["1"].click()
    assert page.front.desk.asked[-1] == ReturnVersion("2026-10", 1)
    assert page.state.pill.text() == "✓ Sent, version 1"
    assert not page.month_acts.sending.isEnabled()
    page.figures.buttons["left"].click()
    assert page.front.desk.asked[-1] == MonthPeople("2026-10", "left", 1)


@pytest.mark.parametrize(
    ("view", "asked"),
    [
        (UNSENT, MonthPapers("2026-10", draft=True)),
        (CORRECTED, MonthPapers("2026-10", draft=True)),
        (SENT, MonthPapers("2026-10", number=1)),
    ],
)
def test_that_papers_of_what_was_not_sent_are_drafts(qtbot, tmp_path, view, asked):
    page = shown(qtbot, a_desk(view).answers(MonthPapers, PAPERS))
    page.month_acts.save_files(str(tmp_path))
    assert page.front.desk.asked[-1] == asked
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {one.filename: one.content for one in PAPERS}
    assert page.kept.isVisible()
    assert "laporan.xlsx, laporan.pdf, laporan.csv" in page.kept.words.text()


def test_that_what_is_kept_is_no_longer_said_of_another_month(qtbot, tmp_path):
    page = shown(qtbot, a_desk().answers(MonthPapers, PAPERS))
    page.month_acts.save_files(str(tmp_path))
    page.chooser.step_back()
    assert not page.kept.isVisible()


def test_that_records_without_a_key_warn_and_go_out_without_names_unless_chosen(qtbot, tmp_path):
    page = shown(qtbot, a_desk().answers(RecordsOf, SEALED))
    click(qtbot, page.month_acts.records)
    sheet = a_dialog(qtbot)
    assert isinstance(sheet, RecordsSheet)
    assert "Not sealed" in sheet.seal.words.text()
    assert sheet.names.value() is False
    agree(qtbot)
    assert page.front.desk.done == [RecordsOf("2026-10", with_names=False)]
    a_dialog(qtbot).reject()


def test_that_with_the_province_s_key_they_go_out_sealed_and_are_kept_where_chosen(qtbot, tmp_path):
    keyed = a_panti(settings=replace(a_panti().settings, province_key="age1" + "q" * 58))
    page = shown(qtbot, a_desk(panti=keyed).answers(RecordsOf, SEALED))
    click(qtbot, page.month_acts.records)
    assert a_dialog(qtbot).names.value() is True
    agree(qtbot)
    assert page.front.desk.done == [RecordsOf("2026-10", with_names=True)]
    asking = a_dialog(qtbot)
    assert isinstance(asking, QFileDialog)
    asking.reject()
    page.month_acts.keep_records(SEALED, str(tmp_path / "kept.age"))
    assert (tmp_path / "kept.age").read_bytes() == b"sealed"
    assert page.kept.words.text() == "kept.age is kept, with 110 people. It is sealed."


def test_that_a_month_without_anybody_teaches_and_leads_to_the_intake(qtbot):
    page = shown(qtbot, a_desk(NOBODY))
    assert page.empty.isVisible()
    assert "Nobody was here in October 2026" in words(page)
    click(qtbot, page.empty.begin)
    assert page.went == [("residents", "new")]
    click(qtbot, page.empty.see_now)
    assert page.front.desk.asked[-1] == Month("2026-11")
    assert not page.empty.see_now.isVisible()


def test_that_changes_elsewhere_are_counted_again_and_the_list_stays_open(qtbot):
    page = shown(qtbot, a_desk())
    page.figures.buttons["left"].click()
    before = len(page.front.desk.asked)
    page.take_changes(Changes.of(Area.PRESENCE))
    assert len(page.front.desk.asked) == before
    page.take_changes(Changes.of(Area.RESIDENTS))
    assert page.front.desk.asked[before:] == [Month("2026-10"), MonthPeople("2026-10", "left")]
    assert page.people.table is not None


def test_that_the_cursor_stays_on_its_figure_when_a_figure_changes(qtbot):
    desk = a_desk()
    page = shown(qtbot, desk)
    for key in ("left.P", "left.reason:KABUR"):
        page.figures.buttons[key].setFocus()
        more = replace(FIGURES.movement, left=replace(FIGURES.left, female=FIGURES.left.female + 1))
        others = {**FIGURES.left_by_reason, "USAHA": FIGURES.left_by_reason["KABUR"]}
        desk.answers(Month, replace(UNSENT, figures=replace(FIGURES, movement=more, left_by_reason=others)))
        page.take_changes(Changes.of(Area.RESIDENTS))
        assert page.figures.buttons[key].hasFocus()
    assert page.figures.buttons["left.P"].text() == "2"
    assert page.figures.buttons["left.reason:USAHA"].text() == "1"


def test_that_a_new_month_lets_the_page_go_on_without_being_opened_anew(qtbot):
    desk = a_desk()
    page = shown(qtbot, desk)
    desk.now = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
    page.reload()
    page.chooser.step_on()
    page.chooser.step_on()
    assert page.chooser.period == "2026-12"


def test_that_the_month_looked_at_stays_when_the_language_changes(qtbot):
    page = shown(qtbot, a_desk())
    page.open_person("2026-03")
    other = shown(qtbot, a_desk())
    other.take_over(page.leave_behind())
    assert other.chooser.period == "2026-03"


def test_that_ctrl_k_offers_the_acts_of_those_who_may(qtbot):
    front = shown(qtbot, a_desk(UNSENT, Role.TATA_USAHA)).front
    page = shown(qtbot, a_desk())
    assert len(page.acts_for(front)) == 4
    assert all(callable(getattr(page, act)) for _words, act in page.acts_for(front))
