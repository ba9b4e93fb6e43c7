"""Pages first seen while the server is away: nothing is said of what was not read, and nothing can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Unavailable
from shelter_admin.operations.link import Gone, Here, Link
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import RollCallOf
from tests.operations.residents_house import House, a_house
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.presence.inside import InsideSheet
from ui.presence.page import PresencePage
from ui.presence.tabs import ROLL_CALL
from ui.residents.page import ResidentsPage

NIGHT = date(2026, 11, 21)
NAMES = ("Joko Njau", "Maria Lencau", "Slamet Wibowo")
UNREAD = "The server does not answer. What belongs here comes by itself once it is back."


@dataclass
class Office:
    """A house whose server comes and goes, and the pages of one computer."""

    house: House
    link: Link
    front: FrontDesk
    people: dict[str, str]
    qtbot: Any

    def open(self, kind: type[Page]) -> Any:
        page = kind(self.front)
        self.qtbot.addWidget(page)
        page.resize(1158, 650)
        with self.qtbot.waitExposed(page):
            page.show()
        return page

    def goes(self) -> None:
        self.link.take(Gone(Unavailable("server_away")))
        self.front.went_away.emit()

    def comes_back(self) -> None:
        """As the window does it."""
        self.link.take(Here(timedelta()))
        self.front.changed.emit(Changes(frozenset(Area)))


@pytest.fixture
def office(qtbot, tmp_path):
    house = a_house(tmp_path)
    people = {name: house.admit(name).person_id for name in NAMES}
    link = Link(house.head.store, lambda: house.head.now)
    front = FrontDesk(house.head, StraightTasks(), None, link)
    front.trouble.connect(lambda _owner, error: pytest.fail(repr(error)))
    yield Office(house, link, front, people, qtbot)
    house.head.close()


def said(page: Page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def names(page: Any) -> list[str]:
    return [line.name for line in page.table.records]


def test_that_a_roll_call_that_was_never_read_offers_no_act_until_it_comes_by_itself(office):
    office.goes()
    page = office.open(PresencePage)
    page.show_tab(ROLL_CALL)
    parts = page.roll_call.parts
    acts = (parts.all_present, parts.close_it, parts.print, parts.entry, parts.note)
    assert parts.notices.words == [UNREAD]
    assert [act.isEnabled() for act in acts] == [False] * len(acts)
    assert not parts.empty.isVisible()
    office.comes_back()
    assert parts.notices.words == []
    assert [act.isEnabled() for act in acts] == [True] * len(acts)
    assert len(parts.table.records) == len(NAMES)
    parts.all_present.click()
    assert office.house.head.ask(RollCallOf(NIGHT)).counts.present == len(NAMES)


def test_that_the_rows_of_one_night_never_stand_under_another(office):
    page = office.open(PresencePage)
    page.show_tab(ROLL_CALL)
    parts = page.roll_call.parts
    office.goes()
    assert parts.all_present.isEnabled()
    parts.chooser.earlier.click()
    assert (page.roll_call.sheet, parts.table.records, parts.notices.words) == (None, [], [UNREAD])
    assert not parts.figures.isVisible()
    assert "20" in page.subtitle.text()
    QTest.keyClicks(parts.table, "h")
    office.comes_back()
    nights = (NIGHT, NIGHT - timedelta(days=1))
    marks = [line.mark for night in nights for line in office.house.head.ask(RollCallOf(night)).lines]
    assert set(marks) == {None}
    assert (page.roll_call.sheet.night, parts.figures.isVisible()) == (nights[1], True)


def test_that_a_list_of_residents_is_unread_and_not_empty_until_it_comes_by_itself(office):
    office.goes()
    page = office.open(ResidentsPage)
    assert (UNREAD in said(page), "Nobody lives here yet" in said(page)) == (True, False)
    office.comes_back()
    assert (UNREAD in said(page), names(page)) == (False, list(NAMES))


def test_that_a_list_that_was_read_stays_and_no_other_takes_its_rows(office):
    page = office.open(ResidentsPage)
    office.goes()
    page.reload()
    assert (names(page), UNREAD in said(page)) == (list(NAMES), False)
    page.open_person("left")
    assert (names(page), UNREAD in said(page)) == ([], True)
    page.open_person("doubles")
    assert ("No pairs" in said(page), UNREAD in said(page)) == (False, True)
    office.comes_back()
    assert ("No pairs" in said(page), UNREAD in said(page)) == (True, False)


def test_that_no_file_of_another_stands_beside_a_line_of_the_list(office):
    page = office.open(ResidentsPage)
    page.table.go_to(office.people["Joko Njau"])
    office.goes()
    page.table.go_to(office.people["Maria Lencau"])
    assert (page.file.details, UNREAD in said(page)) == (None, True)
    office.comes_back()
    assert (page.file.name.text(), UNREAD in said(page)) == ("Maria Lencau", False)


def test_that_a_gate_that_was_never_read_does_not_say_that_everybody_is_inside(office):
    office.goes()
    page = office.open(PresencePage)
    assert UNREAD in said(page)
    assert "Everybody is inside" not in said(page)
    office.comes_back()
    assert (UNREAD in said(page), "Everybody is inside" in said(page)) == (False, True)


def test_that_the_gate_names_who_is_inside_as_of_the_outage_and_with_what_waits(office):
    office.house.head.do(GoOut(office.people["Joko Njau"]))
    page = office.open(PresencePage)
    inside = page.gate.inside
    assert not inside.isVisible()
    office.link.prepare(office.house.head, house=True)
    office.goes()
    assert "2 inside by name, as of 12.00" in inside.banner.words.text()
    office.front.do(GoOut(office.people["Slamet Wibowo"]), page)
    office.front.do(ComeIn(office.people["Joko Njau"]), page)
    QTest.mouseClick(inside.show_names, Qt.MouseButton.LeftButton)
    (sheet,) = page.findChildren(InsideSheet)
    assert [person.name for person in sheet.table.records] == ["Joko Njau", "Maria Lencau"]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    office.comes_back()
    assert not inside.isVisible()


def test_that_the_gate_says_so_where_the_names_were_not_loaded(office):
    page = office.open(PresencePage)
    office.goes()
    assert "Who is inside is known by number only" in page.gate.inside.banner.words.text()
    assert not page.gate.inside.show_names.isVisible()
    assert "Gate · 3 inside" in page.subtitle.text()


def test_that_moves_of_another_day_stand_below_their_date(office):
    office.house.head.do(GoOut(office.people["Joko Njau"]))
    page = office.open(PresencePage)

    def dates() -> list[str]:
        return [one.text() for one in page.gate.just_now.findChildren(QLabel) if "2026" in one.text()]

    assert dates() == []
    office.house.clock.forward(days=1)
    office.house.head.do(GoOut(office.people["Maria Lencau"]))
    page.reload()
    assert dates() == ["21-11-2026"]
    office.house.clock.forward(days=1)
    page.reload()
    assert dates() == ["22-11-2026", "21-11-2026"]
