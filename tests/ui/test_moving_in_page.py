"""Moving in on screen: file, columns, rehearsal with every doubt, taken; nothing is saved before the last button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.residents import ResidentFilter
from shelter_admin.operations.residents import ResidentList
from tests.people import a_desk, as_role
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.moving_in.page import MovingInPage

HEAD = "No;Nama;NIK;L/P;Tanggal Lahir;Kategori;Tanggal Masuk;Kamar;Keterangan\n"
BUDI = "1;Budi Santoso;6472015708700001;P;17-08-1970;Lansia Terlantar;01-03-2026;Ulin 1;\n"
SITI = "2;Siti Aminah;tidak ada;P;± 60 th;apa saja;02-03-2026;;kabur 01-05-2026\n"


@pytest.fixture
def head(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def open_page(qtbot, head):
    def show(*roles: Role) -> MovingInPage:
        page = MovingInPage(FrontDesk(as_role(head, *roles) if roles else head, StraightTasks()))
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        return page

    return show


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(f"Daftar penghuni\n\n{HEAD}{BUDI}{SITI}", encoding="utf-8")
    return path


def press(qtbot, page, words: str) -> None:
    qtbot.waitUntil(lambda: words in buttons(page))
    (found,) = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def buttons(page) -> set[str]:
    return {one.text() for one in page.findChildren(QAbstractButton) if one.isVisible()}


def read(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def names(desk) -> list[str]:
    return [line.name for line in desk.ask(ResidentList(ResidentFilter()))]


def test_that_columns_are_guessed_and_shown_with_some_of_their_cells(open_page, register, qtbot):
    page = open_page()
    page.look_at(register)
    assert page.subtitle.text() == "2 of 4 · what each column means"
    qtbot.waitUntil(lambda: "Tanggal Masuk" in read(page))
    meant = {heading: combo.currentData() for heading, combo in zip(HEAD.strip().split(";"), page._columns._combos.values(), strict=True)}  # fmt: skip
    assert (meant["Nama"], meant["NIK"], meant["Kamar"]) == ("name", "nik", "room")
    assert None not in meant.values()


def test_that_a_rehearsal_marks_each_doubtful_row_with_its_reasons_and_saves_nothing(open_page, register, qtbot, head):
    page = open_page()
    page.look_at(register)
    press(qtbot, page, "Rehearse")
    assert page.subtitle.text() == "3 of 4 · rehearsal, nothing is saved yet"
    assert "2 rows hold a person: 2 new, 0 known already. 1 are in the house, 1 left." in page._preview.summary.text()
    table = page._preview.rows
    assert [item.row.name for item in table.records] == ["Budi Santoso", "Siti Aminah"]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert "No NIK." in page._preview.why.text()
    assert "apa saja" in page._preview.why.text()
    assert names(head) == []


def test_that_the_choices_above_the_rows_narrow_them(open_page, register, qtbot):
    register.write_text(register.read_text(encoding="utf-8") + "3;;;L;01-01-1980;;03-03-2026;;\n", encoding="utf-8")
    page = open_page()
    page.look_at(register)
    press(qtbot, page, "Rehearse")
    press(qtbot, page, "Without a bed 2")
    assert len(page._preview.rows.records) == 2
    press(qtbot, page, "Possibly twice 0")
    assert page._preview.pairs.isVisible()
    press(qtbot, page, "Not taken 1")
    assert "Row 6: The row names nobody." in page._preview.why.text()
    press(qtbot, page, "All 2")
    assert page._preview.rows.isVisible()


def test_that_taking_says_what_became_of_it_and_a_second_time_takes_nobody(open_page, register, qtbot, head):
    page = open_page()
    page.look_at(register)
    press(qtbot, page, "Rehearse")
    press(qtbot, page, "Take 2 people")
    assert page._outcome.headline.text() == "2 people taken"
    assert names(head) == ["Budi Santoso"]
    press(qtbot, page, "Another file")
    page.look_at(register)
    press(qtbot, page, "Rehearse")
    assert page._preview.take_button.text() == "Take 0 people"
    assert not page._preview.take_button.isEnabled()


def test_that_what_the_user_says_of_a_column_holds(open_page, register, qtbot):
    page = open_page()
    page.look_at(register)
    remark = HEAD.strip().split(";").index("Keterangan")
    page._columns.choose(remark, None)
    assert page._columns.chosen() == ((remark, None),)
    press(qtbot, page, "Rehearse")
    assert [item.row.in_house for item in page._preview.rows.records] == [True, True]
    press(qtbot, page, "Back to the columns")
    assert page._columns.chosen() == ((remark, None),)


def test_that_a_register_without_its_names_is_said_and_nothing_is_lost(open_page, register, qtbot):
    page = open_page()
    page.look_at(register)
    page._columns.choose(1, None)
    press(qtbot, page, "Rehearse")
    assert "No column was chosen for the name." in read(page)
    assert page._columns.isVisible()
    assert page._columns.chosen() == ((1, None),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x00\x01\x02"])
def test_that_a_file_that_cannot_be_read_is_said_in_a_sentence(open_page, tmp_path, content, head):
    (tmp_path / "rusak.xlsx").write_bytes(content)
    page = open_page()
    page.look_at(tmp_path / "rusak.xlsx")
    assert page._trouble.isVisible()
    assert page._trouble.words.text()
    page.take_rooms(tmp_path / "tidak-ada.xlsx")
    assert "There is no such file." in read(page)
    assert names(head) == []


def test_that_a_list_of_rooms_is_taken_and_leads_to_the_beds(open_page, tmp_path, qtbot):
    (tmp_path / "kamar.csv").write_text("Wisma;Kamar;Kapasitas\nUlin;1;3\nUlin;2;2\nUlin;;9\n", encoding="utf-8")
    page = open_page()
    page.take_rooms(tmp_path / "kamar.csv")
    assert page._rooms.headline.text() == "2 rooms with 5 beds made"
    assert "1 row" in page._rooms.told.text()
    went: list[tuple[str, str]] = []
    page.front.go.connect(lambda key, what: went.append((key, what)))
    press(qtbot, page, "See the beds")
    assert went == [("beds", "")]


def test_that_who_may_not_make_rooms_is_offered_people_only(open_page):
    assert "Choose a list of rooms…" in buttons(open_page(Role.TATA_USAHA))
    assert "Choose a list of rooms…" not in buttons(open_page(Role.PEKERJA_SOSIAL))


def test_that_the_report_is_written_where_the_user_says(open_page, register, qtbot, tmp_path, monkeypatch):
    page = open_page()
    page.look_at(register)
    press(qtbot, page, "Rehearse")
    press(qtbot, page, "Take 2 people")
    target = tmp_path / "laporan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args: (str(target), "")))
    press(qtbot, page, "Save the report…")
    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"PK")


def test_that_a_spreadsheet_dropped_on_the_page_is_looked_at_and_nothing_else(open_page, register, tmp_path):
    page = open_page()
    other = tmp_path / "foto.jpg"
    other.write_bytes(b"")
    for files, taken in (([other], False), ([register, register], False), ([register], True)):
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(10, 10), action, dropped, left, none)
        entering.ignore()
        page.dragEnterEvent(entering)
        assert entering.isAccepted() is taken
        page.dropEvent(QDropEvent(QPoint(10, 10).toPointF(), action, dropped, left, none))
        assert page._columns.isVisible() is taken


def test_that_a_cancelled_dialog_changes_nothing(open_page, qtbot, monkeypatch):
    page = open_page()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_args: ("", "")))
    press(qtbot, page, "Choose the register…")
    press(qtbot, page, "Choose a list of rooms…")
    assert page._start.isVisible()
