"""Two people who may be one, on screen: side by side, linked, told apart, taken back; how sure a field is."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.domain.surroundings import FieldQuality
from shelter_admin.operations.residents import (
    AddPhoto,
    AdmitPerson,
    DecidedPairs,
    EditIdentity,
    RecordLeaving,
    ResidentDetailsOf,
    ResidentList,
)
from tests.operations.residents_house import a_picture
from tests.people import a_desk, as_role
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.residents.comparing import PairsSheet, SameAsSheet
from ui.residents.dialogs import EditSheet
from ui.residents.page import ResidentsPage
from ui.residents.sureness import Sureness

NIK = "6472010304700003"


@pytest.fixture
def head(tmp_path):
    """Somebody in the house, and the file of an earlier stay under another spelling."""
    desk = a_desk(tmp_path)
    old = AdmitPerson(full_name="Soetardjo", alias="Gondrong", birth="03-04-1970", admitted_on=date(2024, 2, 1))
    gone = desk.do(old).outcome.person_id
    desk.do(RecordLeaving(gone, LeavingReason.FAMILY, date(2024, 6, 1), ""))
    desk.do(AdmitPerson(full_name="Sutarjo", birth="03-04-1970"))
    desk.do(AddPhoto(gone, a_picture()))
    yield desk
    desk.close()


@pytest.fixture
def open_page(qtbot, head):
    def show(*roles: Role) -> ResidentsPage:
        page = ResidentsPage(FrontDesk(as_role(head, *roles) if roles else head, StraightTasks()))
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


def press(qtbot, widget: QWidget, words: str) -> None:
    found = [one for one in widget.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
    assert len(found) == 1
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def read(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def sheet() -> QDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    return found


def everybody(desk) -> list[str]:
    return [line.name for line in desk.ask(ResidentList(ResidentFilter(status=frozenset(Status))))]


def test_that_both_stand_beside_each_other_and_are_linked_into_the_one_in_the_house(open_page, head, qtbot):
    page = open_page()
    page.open_person("doubles")
    told = read(page.doubles.comparison)
    assert {"Soetardjo", "Sutarjo", "Gondrong", "01-02-2024 – 01-06-2024"} <= set(told.split("\n"))
    kept = page.doubles.comparison.keep
    assert [radio.isEnabled() for radio in kept].count(True) == 1
    press(qtbot, page.doubles, "Link: one person")
    assert everybody(head) == ["Sutarjo"]
    assert page.doubles.told.text().startswith("0 pairs")
    assert not page.doubles.comparison.isVisible()


def test_that_different_people_are_told_apart_and_the_decision_taken_back(open_page, head, qtbot):
    page = open_page()
    page.open_person("doubles")
    qtbot.keyClicks(page.doubles.comparison.note, "sepupu")
    press(qtbot, page.doubles, "Different people")
    assert head.ask(DecidedPairs())[0].note == "sepupu"
    press(qtbot, page.doubles, "Decided")
    assert "sepupu" in page.doubles.table.records[0].because
    press(qtbot, page.doubles, "They may be one after all")
    assert head.ask(DecidedPairs()) == ()
    press(qtbot, page.doubles, "To look at")
    assert len(page.doubles.table.records) == 1


def test_that_who_may_not_see_identity_gets_no_numbers_and_no_page_of_pairs(open_page):
    page = open_page(Role.PENGASUH)
    assert "Possibly twice" not in {one.text() for one in page.findChildren(QAbstractButton)}


def test_that_the_linked_file_says_where_it_belongs_and_opens_the_kept_one(open_page, head, qtbot):
    page = open_page()
    page.open_person("doubles")
    press(qtbot, page.doubles, "Link: one person")
    (kept,) = head.ask(ResidentList())
    linked = head.ask(ResidentDetailsOf(kept.person_id)).linked[0]
    page.open_person(linked.person_id)
    assert page.file.elsewhere.text() == f"Belongs to {kept.number} · Sutarjo: open that file"
    qtbot.mouseClick(page.file.elsewhere, Qt.MouseButton.LeftButton)
    assert page.file.name.text() == "Sutarjo"
    assert not page.file.elsewhere.isVisible()
    assert f"file {linked.number}" in "\n".join(line[1] for line in page.file.history.table.records)


def test_that_the_intake_shows_who_is_known_with_face_age_origin_and_status(open_page, qtbot):
    page = open_page()
    page.begin_intake()
    qtbot.keyClicks(page.intake.forms[0].fields["full_name"].editor, "Sutardjo")
    page.intake._ask_alike()
    qtbot.waitUntil(lambda: [line.isVisible() for line in page.intake.alike.lines] == [True, True])
    told = read(page.intake.alike)
    assert "Soetardjo · Gondrong" in told
    assert "– has left" in told
    assert "56 years" in told
    faces = [line.face._views.currentWidget() is line.face.picture for line in page.intake.alike.lines]
    assert sorted(faces) == [False, True]


def test_that_a_nik_typed_into_the_file_shows_both_people_at_once(open_page, head, qtbot):
    other = head.do(AdmitPerson(full_name="Budi")).outcome.person_id
    (known,) = [line for line in head.ask(ResidentList()) if line.name == "Sutarjo"]
    version = head.ask(ResidentDetailsOf(known.person_id)).version
    head.do(EditIdentity(person_id=known.person_id, version=version, nik=NIK))
    page = open_page()
    page.open_person(other)
    details = head.ask(ResidentDetailsOf(other))
    editing = EditSheet(page.front, details, page, complete=False)
    editing.open()
    editing.papers.fields["nik"].set_value(NIK)
    editing.save()
    shown = sheet()
    assert isinstance(shown, PairsSheet)
    assert "same NIK" in read(shown)
    press(qtbot, shown, "Different people")
    assert not shown.isVisible()


def test_that_another_file_of_somebody_is_looked_for_and_linked_from_the_file(open_page, head, qtbot):
    page = open_page()
    (mine,) = head.ask(ResidentList())
    asking = SameAsSheet(page.front, head.ask(ResidentDetailsOf(mine.person_id)), page)
    asking.open()
    asking._look("Soetardjo")
    (other,) = asking._found
    asking._compare(other)
    press(qtbot, asking, "Link: one person")
    assert not asking.isVisible()
    assert len(head.ask(ResidentDetailsOf(mine.person_id)).linked) == 1


def test_that_how_sure_a_field_is_is_chosen_by_key_and_kept(open_page, head, qtbot):
    page = open_page()
    (mine,) = head.ask(ResidentList())
    editing = EditSheet(page.front, head.ask(ResidentDetailsOf(mine.person_id)), page, complete=False)
    editing.open()
    birth = editing.who.fields["birth"]
    choice = editing.who.fields["quality_birth"]
    assert isinstance(choice, Sureness)
    assert choice.chooser.text() == "⋯"
    qtbot.waitUntil(editing.isActiveWindow)
    birth.editor.setFocus()
    qtbot.keyClick(birth.editor, Qt.Key.Key_F7)
    qtbot.waitUntil(choice.menu.isVisible)
    qtbot.keyClick(choice.menu, Qt.Key.Key_Down)
    qtbot.keyClick(choice.menu, Qt.Key.Key_Down)
    qtbot.keyClick(choice.menu, Qt.Key.Key_Return)
    assert choice.value() == "guessed"
    editing.save()
    kept = head.ask(ResidentDetailsOf(mine.person_id)).surroundings
    assert kept is not None
    assert kept.qualities == {"birth": FieldQuality.GUESSED}
    page.open_person(mine.person_id)
    page.file.tabs.setCurrentWidget(page.file.identity)
    assert "a guess" in read(page.file.identity)


def test_that_where_somebody_was_found_is_asked_only_of_who_has_no_name(open_page, qtbot):
    page = open_page()
    page.begin_intake()
    page.intake._show_step(2)
    place = page.intake.forms[2].fields["found_place"]
    assert place.isVisible()
    page.intake._show_step(0)
    qtbot.keyClicks(page.intake.forms[0].fields["full_name"].editor, "Budi")
    page.intake._show_step(2)
    assert not place.isVisible()
