"""Residents on screen: the list, the file as far as one may read it, intake by day and by night, leaving, correcting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents import AdmitPerson, MyDraft, RecordLeaving, ResidentDetailsOf, ResidentList
from tests.people import FixedClock, a_desk, as_role
from tests.ui.recording_desk import StraightTasks
from ui.kit.form import Field
from ui.kit.frontdesk import FrontDesk
from ui.residents.dialogs import EditSheet, LeavingSheet
from ui.residents.page import ResidentsPage
from ui.residents.words import HIDDEN

NIK = "6472015708700001"


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def head(tmp_path, clock):
    """Two rooms for men, one for women, and three people."""
    desk = a_desk(tmp_path, clock=clock)
    desk.do(AddRooms("Ulin", "1-2", 2, sex="L"))
    desk.do(AddRooms("Mawar", "1", 2, sex="P"))
    desk.do(
        AdmitPerson(full_name="Budi Santoso", sex=Sex.MALE, birth="17-08-1970", nik=NIK, bed_id=free_bed(desk, "Ulin"))
    )
    desk.do(AdmitPerson(full_name="Siti Aminah", sex=Sex.FEMALE))
    gone = desk.do(AdmitPerson(full_name="Karel Lencau")).outcome.person_id
    desk.do(RecordLeaving(gone, LeavingReason.RAN_AWAY, None, ""))
    yield desk
    desk.close()


def free_bed(desk: Desk, wisma: str) -> str:
    rooms = [room for room in desk.ask(BedBoardOn()).rooms if room.wisma == wisma]
    return next(bed.bed_id for room in rooms for bed in room.beds if bed.person_id is None)


@pytest.fixture
def open_page(qtbot, head):
    def show(*roles: Role) -> ResidentsPage:
        front = FrontDesk(as_role(head, *roles) if roles else head, StraightTasks())
        page = ResidentsPage(front)
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


def names(page: ResidentsPage) -> list[str]:
    return [line.name for line in page.table.records]


def press(qtbot, widget, words: str) -> None:
    qtbot.waitUntil(lambda: words in buttons(widget))
    (found,) = [one for one in widget.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def buttons(widget) -> set[str]:
    return {one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible() and one.text()}


def read(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def sheet() -> QDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    return found


def field(widget: QWidget, name: str) -> Field:
    fields = [one for one in widget.findChildren(QWidget) if isinstance(one, Field) and one.isVisible()]
    (found,) = [one for one in fields if one.name == name]
    return found


def find(qtbot, page: ResidentsPage, name: str) -> None:
    qtbot.keyClicks(page.search, name)
    qtbot.waitUntil(lambda: names(page) == [name])
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.file.name.text() == name)


def test_that_the_list_shows_who_is_in_the_house_and_who_left_on_demand(open_page, qtbot):
    page = open_page()
    assert names(page) == ["Budi Santoso", "Siti Aminah"]
    assert page.subtitle.text() == "2 people"
    press(qtbot, page, "Left")
    assert names(page) == ["Karel Lencau"]
    press(qtbot, page, "Without a bed")
    assert names(page) == ["Siti Aminah"]


def test_that_letters_narrow_the_list_and_enter_opens_the_file(open_page, qtbot):
    page = open_page()
    find(qtbot, page, "Budi Santoso")
    assert page.table.hasFocus()
    assert page.file.bed.text() == "Ulin 1/1"


def test_that_nobody_found_is_said(open_page, qtbot):
    page = open_page()
    qtbot.keyClicks(page.search, "zzzz")
    qtbot.waitUntil(lambda: not page.table.isVisible())
    assert "Nobody found" in read(page)


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.KEPALA, {"Correct…", "Bed…", "Leaving…", "More…"}),
        (Role.PIKET, {"Bed…"}),
        (Role.PENGASUH, {"Bed…"}),
        (Role.KESEHATAN, set()),
    ],
)
def test_that_a_file_offers_only_what_its_reader_may_do(open_page, qtbot, role, acts):
    page = open_page(role)
    find(qtbot, page, "Budi Santoso")
    qtbot.wait(20)
    offered = {"Correct…", "Complete…", "Bed…", "Leaving…", "Came back…", "More…"}
    assert buttons(page.file) & offered == acts


def test_that_a_trainer_finds_nobody_outside_the_own_class(open_page):
    assert names(open_page(Role.INSTRUKTUR)) == []


def test_that_who_may_not_see_identity_reads_dots_and_not_emptiness(open_page, qtbot):
    page = open_page(Role.PIKET)
    find(qtbot, page, "Budi Santoso")
    assert NIK not in read(page)
    assert HIDDEN in read(page.file.identity)
    head_s = open_page()
    find(qtbot, head_s, "Budi Santoso")
    assert NIK in read(head_s.file.identity)


def test_that_the_page_opens_somebody_from_another_page(open_page, head):
    page = open_page()
    person = next(line for line in head.ask(ResidentList(ResidentFilter())) if line.name == "Siti Aminah")
    page.open_person(person.person_id)
    assert page.table.current().name == page.file.name.text() == "Siti Aminah"


@pytest.mark.parametrize("what", ["new", "night", "to_complete", "doubles", "left", "without_bed"])
def test_that_the_page_opens_where_a_task_leads(open_page, what):
    page = open_page()
    page.open_person(what)
    shown = {"new": page.intake, "night": page.night, "doubles": page.doubles}.get(what, page.browse)
    assert page.views.currentWidget() is shown
    if shown is page.browse:
        assert page.chips.key() == what


def test_that_what_is_wrong_in_an_intake_is_said_on_its_step_and_what_was_typed_stays(open_page, qtbot):
    page = open_page()
    page.begin_intake()
    qtbot.keyClicks(field(page, "full_name").editor, "Yohana")
    qtbot.keyClicks(field(page, "birth").editor, "17-08-2030")
    for _step in range(3):
        press(qtbot, page.intake, "Next")
    press(qtbot, page.intake, "Take in")
    assert page.intake.steps.currentIndex() == 0
    assert field(page, "birth").error.isVisible()
    assert (field(page, "full_name").value(), field(page, "birth").value()) == ("Yohana", "17-08-2030")
    assert "Yohana" not in names(page)


def test_that_an_unclear_day_of_admission_is_said_beside_it(open_page, qtbot):
    page = open_page()
    page.begin_intake()
    for _step in range(2):
        press(qtbot, page.intake, "Next")
    qtbot.keyClicks(field(page, "admitted_on").editor, "kemarin dulu")
    press(qtbot, page.intake, "Next")
    press(qtbot, page.intake, "Take in")
    assert field(page, "admitted_on").error.isVisible()


def test_that_a_bed_in_a_room_for_others_asks_why_and_then_takes_them_in(open_page, qtbot, head):
    page = open_page()
    page.begin_intake()
    qtbot.keyClicks(field(page, "full_name").editor, "Yohana Tandi")
    page.intake.forms[0].fields["sex"].set_value(Sex.FEMALE)
    for _step in range(3):
        press(qtbot, page.intake, "Next")
    page.intake.bed.set_value(free_bed(head, "Ulin"))
    press(qtbot, page.intake, "Take in")
    assert page.intake.despite.isVisible()
    assert page.intake.despite.error.isVisible()
    qtbot.keyClicks(page.intake.despite.line, "tidak ada tempat lain")
    press(qtbot, page.intake, "Take in")
    qtbot.waitUntil(lambda: page.file.name.text() == "Yohana Tandi")
    assert page.file.bed.text().startswith("Ulin")


def test_that_a_draft_is_kept_with_every_step_and_gone_once_taken_in(open_page, qtbot, head):
    page = open_page()
    page.begin_intake()
    qtbot.keyClicks(field(page, "full_name").editor, "Yohana Tandi")
    press(qtbot, page.intake, "Next")
    assert head.ask(MyDraft("intake")).content["full_name"] == "Yohana Tandi"
    assert page.intake.draft.words.text() == "Draft kept 12.00"
    again = open_page()
    again.begin_intake()
    assert again.intake.forms[0].fields["full_name"].value() == "Yohana Tandi"
    for _step in range(3):
        press(qtbot, again.intake, "Next")
    press(qtbot, again.intake, "Take in")
    assert head.ask(MyDraft("intake")) is None


def test_that_beginning_anew_is_asked_first_and_throws_the_draft_away(open_page, qtbot, head):
    page = open_page()
    page.begin_intake()
    press(qtbot, page.intake, "Begin anew")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    qtbot.keyClicks(field(page, "full_name").editor, "Yohana Tandi")
    page.intake.draft.keep()
    press(qtbot, page.intake, "Begin anew")
    press(qtbot, sheet(), "Cancel")
    assert field(page, "full_name").value() == "Yohana Tandi"
    press(qtbot, page.intake, "Begin anew")
    press(qtbot, sheet(), "Throw it away")
    assert field(page, "full_name").value() == ""
    assert head.ask(MyDraft("intake")) is None


def test_that_words_taken_out_again_leave_no_draft(open_page, qtbot, head):
    page = open_page()
    page.begin_intake()
    qtbot.keyClicks(field(page, "full_name").editor, "Y")
    page.intake.draft.keep()
    qtbot.keyClick(field(page, "full_name").editor, Qt.Key.Key_Backspace)
    page.intake.draft.keep()
    assert head.ask(MyDraft("intake")) is None


def test_that_a_file_that_is_no_photo_is_said_and_the_intake_stays(open_page, qtbot, tmp_path):
    page = open_page()
    page.begin_intake()
    page.intake.photo.take(tmp_path / "tidak-ada.jpg")
    assert page.intake.photo.content is None
    assert "tidak-ada.jpg" in page.intake.photo.words.text()
    (tmp_path / "surat.jpg").write_bytes(b"bukan gambar")
    page.intake.photo.take(tmp_path / "surat.jpg")
    qtbot.keyClicks(field(page, "full_name").editor, "Yohana Tandi")
    for _step in range(3):
        press(qtbot, page.intake, "Next")
    press(qtbot, page.intake, "Take in")
    assert "not a picture" in page.intake.photo.words.text()
    press(qtbot, page.intake, "Take in")
    qtbot.waitUntil(lambda: page.file.name.text() == "Yohana Tandi")


def test_that_at_night_name_and_enter_are_enough(open_page, qtbot, clock):
    clock.forward(hours=10)
    page = open_page(Role.PIKET)
    press(qtbot, page, "Take in at night…")
    qtbot.keyClicks(page.night.name.line, "Sarmila")
    qtbot.keyClick(page.night.name.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.file.name.text() == "Sarmila")
    assert page.night.name.value() == ""


def test_that_correcting_a_known_name_asks_why(open_page, qtbot, head):
    page = open_page()
    find(qtbot, page, "Budi Santoso")
    press(qtbot, page.file, "Correct…")
    opened = sheet()
    assert isinstance(opened, EditSheet)
    opened.who.fields["full_name"].set_value("Budi Santosa")
    press(qtbot, opened, "Save")
    assert field(opened, "reason").error.isVisible()
    qtbot.keyClicks(field(opened, "reason").editor, "salah tulis")
    press(qtbot, opened, "Save")
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert head.ask(ResidentDetailsOf(opened.person_id)).line.name == "Budi Santosa"


def test_that_leaving_and_coming_back_are_two_clicks_and_a_reason(open_page, qtbot, head):
    page = open_page()
    find(qtbot, page, "Budi Santoso")
    person = page.file.details.line.person_id
    press(qtbot, page.file, "Leaving…")
    opened = sheet()
    assert isinstance(opened, LeavingSheet)
    opened.form.fields["left_on"].set_value("31-12-2026")
    press(qtbot, opened, "Record the leaving")
    assert field(opened, "left_on").error.isVisible()
    opened.form.fields["left_on"].set_value("")
    press(qtbot, opened, "Record the leaving")
    assert head.ask(ResidentDetailsOf(person)).line.status is Status.LEFT
    press(qtbot, page.file, "Came back…")
    press(qtbot, sheet(), "Take back in")
    assert head.ask(ResidentDetailsOf(person)).line.status is Status.IN_HOUSE


def test_that_nobody_comes_back_from_death(open_page, qtbot, head):
    person = next(line for line in head.ask(ResidentList(ResidentFilter())) if line.name == "Siti Aminah").person_id
    head.do(RecordLeaving(person, LeavingReason.DIED, None, ""))
    page = open_page()
    page.open_person(person)
    assert page.file.name.text() == "Siti Aminah"
    assert "Came back…" not in buttons(page.file)


def test_that_enter_goes_on_from_step_to_step_of_an_intake(open_page, qtbot):
    page = open_page()
    page.begin_intake()
    qtbot.keyClicks(field(page.intake, "full_name").editor, "Rahmat")
    qtbot.keyClick(field(page.intake, "full_name").editor, Qt.Key.Key_Return)
    assert page.intake.steps.currentIndex() == 1


def test_that_another_language_takes_over_what_is_typed(open_page, qtbot):
    page, other = open_page(), open_page()
    page.begin_intake()
    qtbot.keyClicks(field(page.intake, "full_name").editor, "Rahmat")
    page.intake.photo.hold(b"picture", "rahmat.jpg")
    page.intake._show_step(2)
    other.take_over(page.leave_behind())
    assert other.views.currentWidget() is other.intake
    assert other.intake.steps.currentIndex() == 2
    assert other.intake.values()["full_name"] == "Rahmat"
    assert other.intake.photo.content == b"picture"


def test_that_another_language_goes_on_with_the_search_and_the_open_file(open_page, qtbot):
    page, other = open_page(), open_page()
    find(qtbot, page, "Budi Santoso")
    other.take_over(page.leave_behind())
    assert other.search.text() == page.search.text()
    assert other.file.person_id == page.file.person_id != ""


def test_that_an_empty_list_says_how_to_begin_and_not_to_search_less(open_page, qtbot, head):
    for line in head.ask(ResidentList(ResidentFilter())):
        if line.status is not Status.LEFT:
            head.do(RecordLeaving(line.person_id, LeavingReason.RAN_AWAY, None, ""))
    page = open_page()
    assert page.browse.empty.title.text() == "No residents yet"
    page.search.setText("zzz")
    page.reload()
    assert page.browse.empty.title.text() == "Nobody found"
