"""Services on screen, over a real store: the matrix by keys, many at once, the tab of a file, what each role is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.services.ticks import TickState
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents import ResidentDetailsOf
from tests.operations.residents_house import House, a_house
from tests.operations.services_house import CHILD, OLD, give_all, line, of_kind
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.services.giving import GiveManySheet, NotNeededSheet
from ui.services.page import ServicesPage
from ui.services.person import ServicesTab

Key = Qt.Key


@dataclass
class Shown:
    page: ServicesPage
    house: House
    child: str
    old: str

    def stands(self, person: str) -> dict[str, TickState]:
        return {code: one.newest.state for code, one in line(self.house.head, person).stands.items()}


def _raise(_owner: object, failure: Exception) -> None:
    raise failure


def a_front(desk: Desk) -> FrontDesk:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    return front


def show(qtbot, desk: Desk) -> ServicesPage:
    page = ServicesPage(a_front(desk))
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def shown(qtbot, tmp_path) -> Iterator[Shown]:
    house = a_house(tmp_path)
    child = of_kind(house, "Ani Anak", CHILD, bed="Melati 1/1")
    old = of_kind(house, "Budi Tua", OLD, bed="Melati 2/1")
    page = show(qtbot, house.head)
    yield Shown(page, house, child, old)
    page.close()
    house.head.close()


def press(page: ServicesPage, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(page.table, key)


def test_that_a_service_is_ticked_undone_and_taken_away_by_keys(shown):
    assert shown.page.table.go_to(shown.child, "pengasuhan")
    press(shown.page, Key.Key_Space)
    assert shown.stands(shown.child) == {"pengasuhan": TickState.GIVEN}
    shown.house.head.undo()
    shown.page.reload()
    press(shown.page, Key.Key_Space, Key.Key_Right, Key.Key_Space)
    assert set(shown.stands(shown.child)) == {"pengasuhan", "permakanan"}
    press(shown.page, Key.Key_Delete)
    assert set(shown.stands(shown.child)) == {"pengasuhan"}


def test_that_the_day_and_money_beside_the_matrix_count_for_the_tick_and_a_day_unread_is_said(shown):
    shown.page.side.day.set_value("2 maret 2026")
    shown.page.side.fund.set_value("Donasi")
    shown.page.table.go_to(shown.old, "sandang")
    press(shown.page, Key.Key_Return)
    tick = line(shown.house.head, shown.old).stands["sandang"].newest
    assert (tick.on_day, tick.fund) == (date(2026, 3, 2), "Donasi")
    shown.page.side.day.set_value("entah")
    press(shown.page, Key.Key_Right, Key.Key_Space)
    assert shown.page.side.day.error.text()
    assert set(shown.stands(shown.old)) == {"sandang"}


def test_that_minus_asks_why_it_is_not_needed(shown):
    shown.page.table.go_to(shown.old, "alat_bantu")
    press(shown.page, Key.Key_Minus)
    sheet = next(one for one in shown.page.findChildren(NotNeededSheet) if one.isVisible())
    sheet.save()
    assert sheet.reason.error.text()
    sheet.reason.set_value("berjalan sendiri")
    sheet.save()
    assert shown.stands(shown.old) == {"alat_bantu": TickState.NOT_NEEDED}
    assert "berjalan sendiri" in shown.page.side.stands.text()


def test_that_everybody_of_a_room_is_given_it_but_the_exceptions(shown):
    shown.page.table.go_to(shown.child, "permakanan")
    shown.page.place.setCurrentIndex(shown.page.place.findData("wisma:Melati"))
    shown.page.give_many()
    sheet = next(one for one in shown.page.findChildren(GiveManySheet) if one.isVisible())
    assert set(sheet.chosen()) == {shown.child, shown.old}
    sheet.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    sheet.save()
    assert ("permakanan" in shown.stands(shown.child), "permakanan" in shown.stands(shown.old)) == (False, True)
    shown.page.place.setCurrentIndex(shown.page.place.findData("room:Melati 1"))
    assert [one.person_id for one in shown.page.shown_people()] == [shown.child]


def test_that_a_list_without_anybody_chosen_says_so_and_stays(shown):
    shown.page.give_many()
    sheet = next(one for one in shown.page.findChildren(GiveManySheet) if one.isVisible())
    sheet.nobody.click()
    sheet.save()
    assert sheet.isVisible()
    assert sheet.form.general.text()


def test_that_the_lists_tell_who_lacks_something_and_whose_needs_are_met(shown):
    give_all(shown.house, shown.child, "SPM-AT")
    shown.page.reload()
    shown.page.chips.choose("met")
    assert [one.person_id for one in shown.page.shown_people()] == [shown.child]
    shown.page.chips.choose("lacking")
    assert [one.person_id for one in shown.page.shown_people()] == [shown.old]
    assert "1 of 2" in shown.page.subtitle.text()
    assert "SPM-AT 1 of 1" in shown.page.side.totals.text()


def test_that_the_year_before_is_shown_and_no_year_to_come(shown):
    assert not shown.page.on.isEnabled()
    shown.page.back.click()
    assert shown.page.year_words.text() == "2025"
    assert shown.page.shown_people() == []
    assert shown.page.on.isEnabled()


def test_that_every_cell_says_in_words_how_it_stands(shown):
    model = shown.page.table.matrix
    told = [
        str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert all(told)
    assert any("Neither given" in one for one in told)
    assert any("Not owed" in one for one in told)


def test_that_every_standing_has_a_sign_of_its_own_beside_its_colour(shown):
    def signs() -> dict[str, str]:
        model = shown.page.table.matrix
        cells = [model.index(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
        told = [str(model.data(one, Qt.ItemDataRole.AccessibleTextRole)) for one in cells]
        said = [str(model.data(one)) for one in cells]
        kinds = ("Neither given", "Not owed", "Given on")
        return {kind: said[at] for kind in kinds for at, words in enumerate(told) if f": {kind}" in words}

    give_all(shown.house, shown.old, "SPM-LU")
    shown.page.reload()
    assert signs() == {"Neither given": "○", "Not owed": "·", "Given on": "✓"}


def test_that_the_tab_of_a_file_gives_and_takes_away(qtbot, shown):
    tab = ServicesTab(a_front(shown.house.head))
    qtbot.addWidget(tab)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.show_details(shown.house.head.ask(ResidentDetailsOf(shown.child)))
    assert tab.table.go_to("sandang") is not False
    tab.give()
    assert shown.stands(shown.child) == {"sandang": TickState.GIVEN}
    assert "1 of" in tab.summary.text()
    tab.take_away()
    assert shown.stands(shown.child) == {}


def test_that_who_may_only_look_has_nothing_to_write_with(qtbot, shown):
    nurse = shown.house.desk(Role.KESEHATAN)
    shown.house.head.do(PassRight(nurse.staff.account_id, Right.SEE_SERVICES, shown.house.head.today))
    page = show(qtbot, shown.house.desk(Role.KESEHATAN))
    assert not page.many_button.isVisible()
    assert not page.side.give.isVisible()
    page.table.go_to(shown.child, "sandang")
    press(page, Key.Key_Space)
    assert shown.stands(shown.child) == {}
