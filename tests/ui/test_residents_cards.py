"""Cards through the page of residents: one person's, a lost one, everybody's without one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cards import CardFormat
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.operations.residents import ResidentDetailsOf
from shelter_admin.operations.residents.cards import CardsOf, PeopleWithoutCard
from tests.ui.recording_desk import StraightTasks
from ui.kit.alerts import ReasonSheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.residents.cards import CardBatchSheet, CardSheet
from ui.residents.page import ResidentsPage


@pytest.fixture
def page(qtbot, house):
    front = FrontDesk(house.head, StraightTasks())
    made = ResidentsPage(front)
    qtbot.addWidget(made)
    made.show()
    yield made
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.reject()


def details(house, person_id: str) -> ResidentDetails:
    found: ResidentDetails = house.head.ask(ResidentDetailsOf(person_id))
    return found


def shown(page, kind):
    return [one for one in page.findChildren(kind) if one.isVisible()]


def test_that_printing_issues_the_first_card_and_shows_it_on_paper(page, house):
    budi = house.admit("Budi Santoso").person_id
    sheet = CardSheet(page.front, details(house, budi), page)
    sheet.open()
    assert not sheet.lost.isVisible()
    sheet.paper.set_value(CardFormat.CR80)
    sheet.buttons.accepted.emit()
    (card,) = house.head.ask(CardsOf(budi))
    assert card.printed_at is not None
    assert len(shown(page, Preview)) == 1


def test_that_a_lost_card_is_replaced_for_a_reason_and_the_old_one_is_told(page, house):
    budi = house.admit("Budi Santoso").person_id
    sheet = CardSheet(page.front, details(house, budi), page)
    sheet.print_of((budi,))
    sheet = CardSheet(page.front, details(house, budi), page)
    sheet.open()
    sheet.lost.click()
    (asked,) = sheet.findChildren(ReasonSheet)
    asked.reason.set_value("jatuh di sungai")
    asked._accept()
    assert [card.good for card in house.head.ask(CardsOf(budi))] == [True, False]
    again = CardSheet(page.front, details(house, budi), page)
    assert "jatuh di sungai" in again.earlier.text()


def test_that_everybody_without_a_card_gets_one_in_one_act(page, house):
    for at in range(3):
        house.admit(f"Penghuni Karangan {at}")
    page.print_cards()
    (sheet,) = shown(page, CardBatchSheet)
    assert "3 residents have no card." in sheet.told.text()
    sheet.print_all()
    assert house.head.ask(PeopleWithoutCard()) == ()
    assert len(shown(page, Preview)) == 1
    done = CardBatchSheet(page.front, page)
    assert "Everybody" in done.told.text()
    assert not done._go.isEnabled()


def test_that_who_may_issue_no_cards_is_not_offered_them(qtbot, house):
    page = ResidentsPage(FrontDesk(house.desk(Role.PIKET), StraightTasks()))
    qtbot.addWidget(page)
    assert "print_cards" not in {method for _words, method in ResidentsPage.acts_for(page.front)}
