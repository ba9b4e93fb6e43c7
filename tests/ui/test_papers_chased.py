"""Papers asked for on screen, over a real store: in the file and in the list of what offices owe."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.papers_asked import Dtsen, Outcome, Paper
from shelter_admin.operations.residents import ResidentDetailsOf
from shelter_admin.operations.residents.documents import AddDocument
from shelter_admin.operations.residents.papers_asked import AskPapers, PapersOf, PapersWaiting
from tests.operations.residents_house import TODAY, House, a_picture
from tests.ui.files_shown import dialogs, press, residents_page, said, sheet, tab
from ui.kit.preview import Preview
from ui.residents.chase_sheets import AnswerSheet, AskSheet, EditAskedSheet
from ui.residents.dialogs import EditSheet
from ui.residents.documents import DocumentsTab
from ui.residents.page import ResidentsPage


@pytest.fixture
def child(house):
    return house.admit("Budi Kecil").person_id


@pytest.fixture
def mother(house):
    return house.admit("Siti Aminah").person_id


@pytest.fixture
def open_page(qtbot, house):
    return partial(residents_page, qtbot, house)


def test_that_papers_are_asked_for_in_the_file_and_their_letter_printed(open_page, qtbot, house, child):
    papers = tab(open_page(at=child), DocumentsTab)
    press(qtbot, papers, "Being asked for")
    part = papers.papers
    assert "Nothing is asked for" in said(part)
    qtbot.mouseClick(part.ask_button, Qt.MouseButton.LeftButton)
    form = sheet(AskSheet)
    press(qtbot, form, "Write down")
    assert "Tick at least one paper" in said(form)
    form.ticks[Paper.NIK].set_value(True)
    form.ticks[Paper.KTP].set_value(True)
    form.asked_on.set_value("01-10-2026")
    form.office.set_value("Disdukcapil Samarinda")
    press(qtbot, form, "Write down")
    assert [(one.paper, one.days) for one in house.head.ask(PapersOf(child))] == [(Paper.KTP, 51), (Paper.NIK, 51)]
    assert "▲ 51 days" in part.table.model().index(0, 2).data()
    assert "asked of Disdukcapil Samarinda on 01-10-2026" in said(part)
    part.print_letter()
    sheet(Preview).reject()
    part.change()
    form = sheet(EditAskedSheet)
    form.letter_number.set_value("470/012")
    form.save()
    assert "letter 470/012" in said(part)
    part.take_back()
    assert len(house.head.ask(PapersOf(child))) == 1
    part.open_current()
    sheet(AnswerSheet).reject()


def test_that_an_issued_nik_offers_to_fill_it_in_where_it_belongs(open_page, qtbot, house, child):
    house.head.do(AskPapers(child, (Paper.NIK,)))
    papers = tab(open_page(at=child), DocumentsTab)
    press(qtbot, papers, "Being asked for")
    papers.papers.answer()
    form = sheet(AnswerSheet)
    press(qtbot, form, "Write down")
    (asking,) = dialogs()
    press(qtbot, asking, "Fill in the NIK…")
    correction = sheet(EditSheet)
    nik = correction.papers.fields["nik"]
    assert nik.isVisible()
    nik.set_value("6472015708700001")
    correction.save()
    assert house.head.ask(ResidentDetailsOf(child)).nik == "6472015708700001"
    papers.papers.reopen()
    assert house.head.ask(PapersOf(child))[0].waiting


def test_that_a_check_of_dtsen_asks_for_register_and_decile(open_page, house, child):
    house.head.do(AskPapers(child, (Paper.DTSEN,)))
    papers = tab(open_page(at=child), DocumentsTab)
    papers.papers.answer()
    form = sheet(AnswerSheet)
    form.save()
    assert form.dtsen.error.isVisible()
    form.dtsen.set_value(Dtsen.REGISTERED)
    form._look()
    form.desil.set_value(3)
    form.save()
    answer = house.head.ask(PapersOf(child))[0].answer
    assert (answer.dtsen, answer.desil, answer.answered_on) == (Dtsen.REGISTERED, 3, TODAY)


def chase(page: ResidentsPage) -> Any:
    assert page.chase.view is not None
    QTest.qWait(5)
    return page.chase.view


def a_house_that_waits(house: House, child: str, mother: str) -> None:
    house.head.do(AskPapers(child, (Paper.KTP,), "Disdukcapil Samarinda", TODAY - timedelta(days=40)))
    house.head.do(AskPapers(mother, (Paper.KTP,), "Disdukcapil Samarinda", TODAY - timedelta(days=3)))
    house.head.do(AskPapers(mother, (Paper.BPJS,), asked_on=TODAY - timedelta(days=10)))


def test_that_the_list_is_grouped_by_office_and_printed_for_one(open_page, qtbot, house, child, mother):
    a_house_that_waits(house, child, mother)
    page = open_page()
    press(qtbot, page, "Papers chased")
    view = chase(page)
    assert [(one.key, one.count, one.longest) for one in view.offices.records] == [
        ("", 3, 40),
        ("Disdukcapil Samarinda", 2, 40),
        ("BPJS Kesehatan", 1, 10),
    ]
    assert [line.name for line in view.waiting.records] == ["Budi Kecil", "Siti Aminah", "Siti Aminah"]
    assert "▲ 1 waited for longer than 30 days" in said(view)
    view.offices.go_to("BPJS Kesehatan")
    assert [line.paper for line in view.waiting.records] == [Paper.BPJS]
    for act in (view.print_list, view.print_letter, view.print_for_office):
        act()
        sheet(Preview).reject()
    assert house.audit()[-1].about == (mother,)
    view.answer()
    form = sheet(AnswerSheet)
    form.outcome.set_value(Outcome.REFUSED)
    form.save()
    assert dialogs() == []
    assert len(house.head.ask(PapersWaiting())) == 2
    assert view.office == ""


def test_that_enter_opens_the_file_and_back_leads_to_the_residents(open_page, qtbot, house, child, mother):
    a_house_that_waits(house, child, mother)
    page = open_page(at="papers_asked")
    view = chase(page)
    view.waiting.setFocus()
    qtbot.keyClick(view.waiting, Qt.Key.Key_Return)
    assert page.views.currentWidget() is page.browse
    assert page.file.person_id == child
    press(qtbot, page, "Papers chased")
    press(qtbot, view, "Back")
    assert page.views.currentWidget() is page.browse


def test_that_who_lacks_a_nik_is_asked_for_from_the_list(open_page, qtbot, house, child):
    page = open_page(at="papers_asked")
    view = chase(page)
    assert "Nothing is waited for" in said(view)
    press(qtbot, view, "Without NIK, not asked · 1")
    view.ask()
    form = sheet(AskSheet)
    assert form.ticks[Paper.NIK].value()
    form.save()
    assert "Nobody to ask for" in said(view)
    assert [line.person_id for line in house.head.ask(PapersWaiting())] == [child]


def test_that_papers_running_out_stand_in_the_list(open_page, qtbot, house, child):
    expired = TODAY - timedelta(days=2)
    house.head.do(AddDocument(person_id=child, scan=a_picture(), kind=DocumentKind.KTP, expires_on=expired))
    view = chase(open_page(at="papers_asked"))
    press(qtbot, view, "Running out · 1")
    assert view.running_out.model().index(0, 3).data() == "▲ has run out 19-11-2026"
