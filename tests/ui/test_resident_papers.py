"""Family, scans and papers asked for on screen, over a real store: in the file and in the list of what offices owe."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.papers_asked import Dtsen, Outcome, Paper
from shelter_admin.domain.privacy.consent import ConsentAnswer, GivenBy
from shelter_admin.operations.privacy.consents import ConsentsInHouse, ConsentsOf
from shelter_admin.operations.residents import ResidentDetailsOf
from shelter_admin.operations.residents.documents import AddDocument, AddHealthDocument, DocumentsOf
from shelter_admin.operations.residents.family import AddRelative, FamilyOf
from shelter_admin.operations.residents.papers_asked import AskPapers, PapersOf, PapersWaiting
from tests.operations.residents_house import TODAY, House, a_house, a_picture
from tests.ui.recording_desk import StraightTasks
from ui.kit import preferences
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.privacy.consent_sheet import ConsentSheet
from ui.residents.chase_sheets import AnswerSheet, AskSheet, EditAskedSheet
from ui.residents.dialogs import EditSheet
from ui.residents.document_sheet import DocumentSheet
from ui.residents.documents import DocumentsTab
from ui.residents.family import FamilyTab
from ui.residents.family_sheet import RelativeSheet
from ui.residents.page import ResidentsPage


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    yield made
    made.head.close()


@pytest.fixture
def child(house):
    return house.admit("Budi Kecil").person_id


@pytest.fixture
def mother(house):
    return house.admit("Siti Aminah").person_id


@pytest.fixture
def open_page(qtbot, house):
    def show(*roles: Role, at: str = "") -> ResidentsPage:
        front = FrontDesk(house.desk(*roles) if roles else house.head, StraightTasks())
        page = ResidentsPage(front)
        front.changed.connect(page.take_changes)
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        if at:
            page.open_person(at)
        return page

    return show


@pytest.fixture
def folder(tmp_path):
    """The folder of the scanner, chosen on this computer."""
    made = tmp_path / "pindaian"
    made.mkdir()
    preferences.current().choose_scan_folder(str(made))
    yield made
    preferences.current().choose_scan_folder("")


def tab(page: ResidentsPage, kind: type[Any]) -> Any:
    """The tab of this kind, opened."""
    for later in page.file.more:
        page.file.tabs.setCurrentWidget(later)
        if isinstance(later.tab, kind):
            QTest.qWait(5)  # a part put into a shown layout is shown a moment later
            return later.tab
    raise AssertionError("there is no such tab")


def sheet(kind: type[Any]) -> Any:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def press(qtbot, widget: QWidget, words: str) -> None:
    (found,) = [one for one in widget.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def lines(listed: Any) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


def names_of_tabs(page: ResidentsPage) -> list[str]:
    return [page.file.tabs.tabText(at) for at in range(page.file.tabs.count())]


# --- family


def test_that_a_number_that_cannot_be_read_stays_with_its_sentence_until_it_is_right(open_page, qtbot, house, child):
    page = open_page(at=child)
    family = tab(page, FamilyTab)
    assert "No family is written down yet" in said(family)
    qtbot.mouseClick(family.add_button, Qt.MouseButton.LeftButton)
    form = sheet(RelativeSheet)
    qtbot.keyClicks(form.who.line, "Rohana Sulastri")
    form.relation.set_value(Relation.AUNT_UNCLE)
    qtbot.keyClicks(form.phone.line, "0812 atau 0813")
    form.emergency.set_value(True)
    press(qtbot, form, "Save")
    assert form.phone.error.isVisible()
    assert "0812-3456-7890" in form.phone.error.text()
    assert form.phone.value() == "0812 atau 0813"
    assert house.head.ask(FamilyOf(child)).members == ()
    form.phone.line.clear()
    qtbot.keyClicks(form.phone.line, "081234567890")
    press(qtbot, form, "Save")
    assert dialogs() == []
    assert lines(family.list) == ["Rohana Sulastri · aunt or uncle\n☎ 0812-3456-7890 · call in an emergency"]


def test_that_a_resident_picked_as_relative_stands_in_both_files(open_page, qtbot, house, child, mother):
    page = open_page(at=child)
    family = tab(page, FamilyTab)
    family.add()
    form = sheet(RelativeSheet)
    form.who.pick(mother, "Siti Aminah · 2026-0002")
    form.relation.set_value(Relation.MOTHER)
    form._look()
    assert form.phone.isHidden()
    form.guardian.set_value(True)
    form.head.set_value(True)
    press(qtbot, form, "Save")
    number = house.head.ask(FamilyOf(child)).members[0].number
    assert lines(family.list) == [f"Siti Aminah · mother\nresident {number} · guardian · head of the family"]
    going: list[tuple[str, str]] = []
    page.front.go.connect(lambda key, person: going.append((key, person)))
    family.open_file()
    assert going == [("residents", mother)]
    page.open_person(mother)
    assert lines(family.list)[0].startswith("Budi Kecil · child")
    assert "This resident is the head of the family." in said(family)


def test_that_a_child_entered_with_the_mother_says_who_is_meant_by_guardian(open_page, house, child, mother):
    page = open_page(at=mother)
    tab(page, FamilyTab).add()
    form = sheet(RelativeSheet)
    form.who.pick(child, "Budi Kecil")
    form.relation.set_value(Relation.CHILD)
    form._look()
    assert form.guardian.box.text() == "Siti Aminah is the guardian"
    assert form.emergency.isHidden()
    form.guardian.set_value(True)
    form.save()
    assert house.head.ask(FamilyOf(child)).members[0].guardian


def test_that_a_relative_is_changed_and_taken_out_from_either_file(open_page, qtbot, house, child, mother):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER))
    house.head.do(
        AddRelative(
            person_id=child, full_name="Karel", relation=Relation.FATHER, phone="0541741234", region_code="64.74"
        )
    )
    page = open_page(at=mother)
    family = tab(page, FamilyTab)
    family.change()
    form = sheet(RelativeSheet)
    assert (form.who.value(), form.relation.words.text()) == ("Siti Aminah", "Is to Budi Kecil")
    assert form.relation.value() is Relation.MOTHER
    form.relation.set_value(Relation.GUARDIAN)
    form.save()
    assert lines(family.list)[0].startswith("Budi Kecil · ward, foster child")
    page.open_person(child)
    family.list.setCurrentRow(1)
    family.change()
    form = sheet(RelativeSheet)
    assert (form.phone.value(), form.region.key) == ("(0541) 741234", "64.74")
    form.note.set_value("sore")
    form.save()
    outside = next(one for one in house.head.ask(FamilyOf(child)).members if one.name == "Karel")
    assert (outside.kin.phone, outside.kin.region_code, outside.kin.note) == ("+62541741234", "64.74", "sore")
    family.change()
    form = sheet(RelativeSheet)
    form.region.line.clear()
    qtbot.keyClicks(form.region.line, "entah di mana")
    form.save()
    assert form.region.error.isVisible()
    form.reject()
    family.remove()
    assert len(lines(family.list)) == 1


def test_that_the_night_reads_whom_to_call_and_can_change_nothing(open_page, house, child):
    house.head.do(AddRelative(person_id=child, full_name="Karel", relation=Relation.FATHER))
    aunt = AddRelative(
        person_id=child, full_name="Rohana", relation=Relation.AUNT_UNCLE, phone="081234567890", emergency=True
    )
    house.head.do(aunt)
    page = open_page(Role.PIKET, at=child)
    family = tab(page, FamilyTab)
    assert lines(family.list) == ["Rohana · aunt or uncle\n☎ 0812-3456-7890 · call in an emergency"]
    assert "Only whom to call in an emergency is shown here." in said(family)
    assert not family.add_button.isVisible()
    assert not family.change_button.isVisible()
    assert "Papers and documents" not in names_of_tabs(page)
    assert "papers_asked" not in page.chips._keys


def test_that_the_guardian_of_the_family_stands_ready_at_consent(qtbot, house, child, mother):
    house.head.do(AddRelative(person_id=child, other_id=mother, relation=Relation.MOTHER, guardian=True))
    front = FrontDesk(house.head, StraightTasks())
    owner = QWidget()
    qtbot.addWidget(owner)
    (line,) = [one for one in house.head.ask(ConsentsInHouse()) if one.person_id == child]
    for given_by, kept in ((GivenBy.GUARDIAN, "Siti Aminah (mother)"), (GivenBy.SELF, "")):
        form = ConsentSheet(front, owner, line)
        assert form.guardian.value() == "Siti Aminah (mother)"
        form.answer.set_value(ConsentAnswer.GIVEN)
        form.given_by.set_value(given_by)
        form.save()
        assert house.head.ask(ConsentsOf(child))[0].guardian == kept


# --- scans


def test_that_a_scan_from_a_file_is_kept_and_opened(open_page, qtbot, house, child, tmp_path):
    path = tmp_path / "kk.png"
    path.write_bytes(a_picture())
    page = open_page(at=child)
    papers = tab(page, DocumentsTab)
    assert "No papers are kept yet" in said(papers)
    qtbot.mouseClick(papers.add_button, Qt.MouseButton.LeftButton)
    form = sheet(DocumentSheet)
    press(qtbot, form, "Save")
    assert "Choose the file with the scan first." in said(form)
    form.take_file(path)
    form.kind.set_value(DocumentKind.KK)
    form.title.set_value("KK lama")
    form.expires.set_value("01-12-2026")
    press(qtbot, form, "Save")
    assert dialogs() == []
    (shown,) = lines(papers.list)
    assert shown.startswith("KK (family card) · KK lama\n▲ runs out soon 01-12-2026")
    qtbot.keyClick(papers.list, Qt.Key.Key_Return)
    paper = sheet(Preview)
    assert house.audit()[-1].act == "OpenDocument"
    paper.reject()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"bukan gambar", "cannot be read as a PDF"), (b"\xff\xd8\xff" + bytes(50 * 1024 * 1024), "at most 20 MB")],
)
def test_that_what_is_no_scan_or_too_large_is_said_and_typed_words_stay(
    open_page, house, child, tmp_path, content, sentence
):
    path = tmp_path / "besar.jpg"
    path.write_bytes(content)
    papers = tab(open_page(at=child), DocumentsTab)
    papers.add()
    form = sheet(DocumentSheet)
    form.title.set_value("penting")
    form.take_file(path)
    if form.scan:
        form.save()
    assert sentence in said(form)
    assert form.title.value() == "penting"
    assert house.head.ask(DocumentsOf(child)) == ()
    form.reject()


def test_that_days_that_cannot_be_read_are_said_beside_their_field(open_page, child):
    papers = tab(open_page(at=child), DocumentsTab)
    papers.add()
    form = sheet(DocumentSheet)
    form.take(a_picture(), "kk")
    form.dated.set_value("entah")
    form.save()
    assert form.dated.error.isVisible()
    form.reject()


def test_that_a_copied_picture_becomes_scan_or_photo(open_page, house, child):
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    page = open_page(at=child)
    papers = tab(page, DocumentsTab)
    papers.add()
    form = sheet(DocumentSheet)
    form.take_copied()
    assert "There is no picture on the clipboard" in said(form)
    page.file.acts.paste_photo(child)
    assert house.head.ask(ResidentDetailsOf(child)).line.photo_id is None
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    clipboard.setImage(image)
    form.take_copied()
    form.save()
    assert len(house.head.ask(DocumentsOf(child))) == 1
    page.file.acts.paste_photo(child)
    assert house.head.ask(ResidentDetailsOf(child)).line.photo_id is not None


def arrived(folder: Path, name: str, side: int = 60) -> Path:
    path = folder / name
    path.write_bytes(a_picture(side))
    return path


def test_that_a_scan_that_arrived_is_taken_by_one_click_and_stays_unless_one_says_so(
    open_page, qtbot, house, child, folder
):
    (folder / "catatan.txt").write_text("bukan pindaian")
    papers = tab(open_page(at=child), DocumentsTab)
    assert "No new scans in pindaian." in said(papers)
    first = arrived(folder, "IMG_001.png")
    qtbot.waitUntil(lambda: len(papers.folder.buttons) == 1)
    second = arrived(folder, "IMG_002.png", 61)
    qtbot.waitUntil(lambda: len(papers.folder.buttons) == 2)
    for path, answer in ((first, "Cancel"), (second, "Delete from the folder")):
        papers.take_arrived(path)
        form = sheet(DocumentSheet)
        assert path.exists()
        form.save()
        (asking,) = [one for one in dialogs() if isinstance(one, Sheet)]
        press(qtbot, asking, answer)
    assert first.exists()
    assert not second.exists()
    assert len(house.head.ask(DocumentsOf(child))) == 2
    qtbot.waitUntil(lambda: len(papers.folder.buttons) == 1)


def test_that_a_click_on_what_arrived_opens_the_sheet_with_it(open_page, qtbot, child, folder):
    arrived(folder, "IMG_001.png")
    papers = tab(open_page(at=child), DocumentsTab)
    (made,) = papers.folder.buttons
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    form = sheet(DocumentSheet)
    assert "✓ IMG_001.png" in said(form)
    form.reject()


def test_that_papers_about_health_show_to_the_health_officer_alone(open_page, house, child):
    officer = house.desk(Role.KESEHATAN)
    officer.do(AddHealthDocument(person_id=child, scan=a_picture(), kind=DocumentKind.MEDICAL, title="resep"))
    house.head.do(AddDocument(person_id=child, scan=a_picture(70), kind=DocumentKind.KK))
    papers = tab(open_page(Role.KESEHATAN, at=child), DocumentsTab)
    assert [line.split("\n")[0] for line in lines(papers.list)] == ["Medical record or prescription · resep"]
    assert not papers.chips.isVisible()
    papers.change()
    form = sheet(DocumentSheet)
    form.title.set_value("resep baru")
    form.save()
    papers.open_document()
    sheet(Preview).reject()
    papers.remove()
    assert lines(papers.list) == []
    others = tab(open_page(Role.TATA_USAHA, at=child), DocumentsTab)
    assert [line.split("\n")[0] for line in lines(others.list)] == ["KK (family card)"]


# --- papers asked


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
