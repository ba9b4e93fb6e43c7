"""The file of a resident as a place: at which tab another page opens it, and how much of the page it takes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.cases.noting import WriteNote
from tests.operations.residents_house import House
from tests.ui.files_shown import residents_page
from ui.cases.file_tab import CaseFileTab
from ui.cases.work import WorkPart
from ui.residents.page import ResidentsPage


def title(page: ResidentsPage) -> str:
    return page.file.tabs.tabText(page.file.tabs.currentIndex())


def test_that_the_page_of_cases_opens_somebody_at_the_case_file_and_asks_for_nobody_else(qtbot, house: House):
    before, person = house.admit("Budi Santoso").person_id, house.admit("Siti Aminah").person_id
    house.head.do(WriteNote(person, "k Telepon > hari ini"))
    page = residents_page(qtbot, house, at=before)
    page.file.tabs.setCurrentIndex(page.file.tabs.count() - 1)
    work = WorkPart(page.front)
    qtbot.addWidget(work)
    page.front.go.connect(lambda _key, whom: page.open_person(whom))
    work.reload()
    work.open_file()
    assert title(page) == "Case file"
    tab = page.file.more[[one.key for one in page.file.more].index("case_file")].tab
    assert isinstance(tab, CaseFileTab)
    assert tab.whose is not None
    assert (tab.whose.person_id, page.file.name.text()) == (person, "Siti Aminah")
    opened = [line.about for line in house.audit() if line.act == "CaseFileOf"]
    assert set(opened) <= {(person,)}


def test_that_a_tab_somebody_may_not_see_leaves_the_file_where_it_was(qtbot, house: House):
    person = house.admit("Budi Santoso").person_id
    page = residents_page(qtbot, house, Role.PIKET)
    page.open_person(f"{person}#case_file")
    assert (title(page), page.file.name.text()) == ("In short", "Budi Santoso")


def rows_of_titles(page: ResidentsPage) -> int:
    shown = [one for one in page.file.findChildren(QPushButton) if one.property("kind") == "tab" and one.isVisible()]
    return len({one.y() for one in shown})


def test_that_f11_gives_the_file_the_whole_page_and_the_list_back(qtbot, house: House):
    page = residents_page(qtbot, house, at=house.admit("Budi Santoso").person_id)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    beside, before = page.file.width(), rows_of_titles(page)
    QTest.keyClick(page, Qt.Key.Key_F11)
    QTest.qWait(5)
    assert not page.browse.beside.isVisible()
    assert not page.search.isVisible()
    assert page.file.width() > 2 * beside
    assert rows_of_titles(page) < before
    assert page.file.width_button.accessibleName() == "Show the list again (F11)"
    assert page.file.width_button.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_F11)
    QTest.qWait(5)
    assert page.browse.beside.isVisible()
    assert page.file.width() == beside
    assert page.file.width_button.accessibleName() == "Show the file on the whole page (F11)"


def test_that_the_whole_page_stays_the_file_s_when_somebody_else_is_opened_and_ends_with_the_search(
    qtbot, house: House
):
    one, other = house.admit("Budi Santoso").person_id, house.admit("Siti Aminah").person_id
    page = residents_page(qtbot, house, at=one)
    qtbot.mouseClick(page.file.width_button, Qt.MouseButton.LeftButton)
    page.open_person(other)
    assert page.file.name.text() == "Siti Aminah"
    assert not page.browse.beside.isVisible()
    page.focus_search()
    assert page.browse.beside.isVisible()
    assert page.search.isVisible()


def test_that_nobody_s_file_never_takes_the_whole_page(qtbot, house: House):
    house.admit("Budi Santoso")
    page = residents_page(qtbot, house)
    page.file.widen(True)
    assert page.browse.beside.isVisible()
    page.open_person(page.table.records[0].person_id)
    page.file.widen(True)
    page.file.show_nobody()
    assert page.browse.beside.isVisible()
