"""The first start by clicks and keys: a new shelter in five steps, and the example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.settings import Zone
from shelter_admin.operations.demo.make import DemoAccount, DemoMade
from shelter_admin.operations.explain import explain
from tests.people import a_new_panti, an_opener
from tests.ui.recording_desk import StraightTasks
from ui.kit import preferences
from ui.welcome.page import WelcomePage

PASSWORD = "tujuh kucing hitam"


@pytest.fixture
def page(qtbot, tmp_path: Path) -> WelcomePage:
    made = WelcomePage(an_opener(), explain, StraightTasks())
    qtbot.addWidget(made, before_close_func=put_away)
    made.resize(1366, 768)
    made.show()
    made.begin_new()
    made.place.path.set_value(str(tmp_path / "panti.shelter"))
    made.place._touched = True
    return made


def put_away(page: WelcomePage) -> None:
    if page._created is not None:
        page._created[0].close()
        page._created = None


def write(qtbot, field, words: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field.editor, words)


def go_on(qtbot, page: WelcomePage) -> None:
    qtbot.mouseClick(page.next_button, Qt.MouseButton.LeftButton)


def fill_house(qtbot, page: WelcomePage) -> None:
    write(qtbot, page.house.name, "UPTD Panti Sosial Harapan Mulia")
    write(qtbot, page.house.regency, "kota samarinda")
    qtbot.waitUntil(lambda: page.house.regency_code == "64.72")
    if (popup := page.house.regency.line.completer().popup()) is not None:
        popup.hide()


def fill_head(qtbot, page: WelcomePage, password: str = PASSWORD, again: str = PASSWORD) -> None:
    write(qtbot, page.head.full_name, "Dra. Ratna Wulandari")
    write(qtbot, page.head.password.first, password)
    write(qtbot, page.head.password.second, again)


def create(qtbot, page: WelcomePage) -> None:
    fill_house(qtbot, page)
    go_on(qtbot, page)
    go_on(qtbot, page)
    fill_head(qtbot, page)
    go_on(qtbot, page)
    go_on(qtbot, page)


def test_that_the_steps_make_a_store_that_opens_again_with_the_password(page, qtbot, tmp_path):
    came: list[Any] = []
    page.entered.connect(lambda desk, path: came.append((desk, path)))
    create(qtbot, page)
    qtbot.keyClick(page.recovery.code.tick, Qt.Key.Key_Space)
    go_on(qtbot, page)
    ((desk, path),) = came
    assert desk.panti.name == "UPTD Panti Sosial Harapan Mulia"
    assert (desk.panti.regency, desk.panti.zone) == ("64.72", Zone.WITA)
    assert desk.panti.letterhead.town == "Samarinda"
    assert desk.staff.roles == frozenset({Role.KEPALA})
    desk.close()
    again = an_opener().unlock(path, "kepala", PASSWORD)
    assert again.staff.full_name == "Dra. Ratna Wulandari"
    again.close()
    assert preferences.current().recent_stores[0] == str(tmp_path / "panti.shelter")


def test_that_the_recovery_code_shown_opens_the_store(page, qtbot, tmp_path):
    create(qtbot, page)
    code = page.recovery.code._code
    put_away(page)
    desk = an_opener().unlock_with_recovery(tmp_path / "panti.shelter", code, "kepala", "sandi yang baru")
    assert desk.staff.user == "kepala"
    desk.close()


def test_that_nobody_goes_on_before_the_sheet_is_said_to_be_put_away(page, qtbot):
    came: list[Any] = []
    page.entered.connect(lambda desk, _path: came.append(desk))
    create(qtbot, page)
    assert page.at == 4
    assert not page.next_button.isEnabled()
    go_on(qtbot, page)
    page.go_on()
    assert came == []


def test_that_the_recovery_sheet_is_shown_as_a_paper(page, qtbot):
    create(qtbot, page)
    qtbot.mouseClick(page.recovery.code.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.close()


def test_that_a_short_password_is_refused_beside_the_field_and_stays(page, qtbot):
    fill_house(qtbot, page)
    go_on(qtbot, page)
    go_on(qtbot, page)
    fill_head(qtbot, page, "pendek", "pendek")
    go_on(qtbot, page)
    assert page.at == 2
    assert page.head.password.first.error.text() == "The password needs at least 8 letters."
    assert page.head.password.first.error.isVisible()
    assert page.head.password.first.value() == "pendek"


def test_that_two_different_passwords_are_said_beside_the_second(page, qtbot):
    fill_house(qtbot, page)
    go_on(qtbot, page)
    go_on(qtbot, page)
    fill_head(qtbot, page, PASSWORD, "lain sekali")
    go_on(qtbot, page)
    assert page.at == 2
    assert page.head.password.second.error.isVisible()


def test_that_the_strength_is_told_while_typing(page, qtbot):
    field = page.head.password.first
    write(qtbot, field, "abcdefgh")
    assert (field.bar.value(), field.hint.text()) == (1, "Strength: weak: make it longer, or add other kinds of signs")
    write(qtbot, field, "Ij7! kucing")
    assert field.bar.value() == 4


@pytest.mark.parametrize(("name", "field"), [("", "name"), ("Panti", "regency")])
def test_that_an_incomplete_house_is_said_beside_its_field(page, qtbot, name, field):
    write(qtbot, page.house.name, name)
    go_on(qtbot, page)
    assert page.at == 0
    assert page.house.form.fields[field].error.isVisible()


def test_that_the_code_is_proposed_from_the_name_until_somebody_types_one(page, qtbot):
    write(qtbot, page.house.name, "UPTD Panti Harapan")
    assert page.house.code.value() == "UPTDPH"
    page.house.code.line.clear()
    write(qtbot, page.house.code, "PH-1")
    write(qtbot, page.house.name, " Mulia")
    assert page.house.code.value() == "PH-1"


def test_that_a_file_in_the_way_is_said_beside_the_place_and_nothing_is_replaced(page, qtbot, tmp_path):
    there = tmp_path / "panti.shelter"
    there.write_bytes(b"something else")
    create(qtbot, page)
    assert page.at == 3
    assert page.place.path.error.text() == (
        "There already is a file at this place. Choose another name; nothing was replaced."
    )
    assert there.read_bytes() == b"something else"
    assert page.head.password.first.value() == PASSWORD


def test_that_enter_goes_to_the_next_step_and_back_keeps_what_was_typed(page, qtbot):
    fill_house(qtbot, page)
    qtbot.keyClick(page.house.name.line, Qt.Key.Key_Return)
    assert page.at == 1
    qtbot.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert (page.at, page.house.name.value()) == (0, "UPTD Panti Sosial Harapan Mulia")


def test_that_back_from_the_first_step_leaves(page, qtbot):
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.back_button, Qt.MouseButton.LeftButton)


def test_that_closing_before_the_sheet_is_put_away_asks_first(page, qtbot):
    create(qtbot, page)
    page.close()
    assert page.isVisible()
    sheets = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert len(sheets) == 1
    sheets[0].reject()


def test_that_the_example_is_made_where_it_is_told_and_tells_who_may_sign_in(page, qtbot, tmp_path, monkeypatch):
    made = []

    def small(opener, path, *, progress):
        progress.step(1, 2)
        desk = opener.create(path, a_new_panti(), PASSWORD).desk
        made.append(path)
        return DemoMade(desk, 60, 80, (DemoAccount("piket", "contoh-1234", Role.PIKET),), "code")

    monkeypatch.setattr("shelter_admin.operations.demo.make.make_demo", small)
    came: list[Any] = []
    page.entered.connect(lambda desk, path: came.append((desk, path)))
    page.begin_demo()
    page.demo.path.set_value(str(tmp_path / "contoh.shelter"))
    go_on(qtbot, page)
    words = [one.text() for one in page.demo.accounts.findChildren(type(page.demo.told))]
    assert {"piket", "contoh-1234", "Duty officer"} <= set(words)
    go_on(qtbot, page)
    assert made == [tmp_path / "contoh.shelter"]
    ((desk, path),) = came
    assert path == tmp_path / "contoh.shelter"
    desk.close()


def test_that_closing_lets_an_example_go_that_was_not_opened(page, qtbot, tmp_path, monkeypatch):
    def small(opener, path, *, progress):
        desk = opener.create(path, a_new_panti(), PASSWORD).desk
        return DemoMade(desk, 60, 80, (), "code")

    monkeypatch.setattr("shelter_admin.operations.demo.make.make_demo", small)
    page.begin_demo()
    page.demo.path.set_value(str(tmp_path / "contoh.shelter"))
    go_on(qtbot, page)
    page.close()
    an_opener().unlock(tmp_path / "contoh.shelter", "kepala", PASSWORD).close()


def test_that_a_failing_example_is_said_beside_the_place(page, qtbot, tmp_path, monkeypatch):
    def fails(_opener, _path, *, progress):
        raise Unavailable("store_exists", file="contoh.shelter")

    monkeypatch.setattr("shelter_admin.operations.demo.make.make_demo", fails)
    page.begin_demo()
    go_on(qtbot, page)
    assert page.demo.path.error.isVisible()
    assert page.next_button.isEnabled()
