"""Family and scans of a resident on screen, over a real store."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.privacy.consent import ConsentAnswer, GivenBy
from shelter_admin.operations.privacy.consents import ConsentsInHouse, ConsentsOf
from shelter_admin.operations.residents import ResidentDetailsOf
from shelter_admin.operations.residents.documents import AddDocument, AddHealthDocument, DocumentsOf
from shelter_admin.operations.residents.family import AddRelative, FamilyOf
from tests.operations.residents_house import a_picture
from tests.ui.files_shown import dialogs, lines, names_of_tabs, press, residents_page, said, sheet, tab
from tests.ui.recording_desk import StraightTasks
from ui.kit import preferences
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.privacy.consent_sheet import ConsentSheet
from ui.residents.document_sheet import DocumentSheet
from ui.residents.documents import DocumentsTab
from ui.residents.family import FamilyTab
from ui.residents.family_sheet import RelativeSheet


@pytest.fixture
def child(house):
    return house.admit("Budi Kecil").person_id


@pytest.fixture
def mother(house):
    return house.admit("Siti Aminah").person_id


@pytest.fixture
def open_page(qtbot, house):
    return partial(residents_page, qtbot, house)


@pytest.fixture
def folder(tmp_path):
    """The folder of the scanner, chosen on this computer."""
    made = tmp_path / "pindaian"
    made.mkdir()
    preferences.current().choose_scan_folder(str(made))
    yield made
    preferences.current().choose_scan_folder("")


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
