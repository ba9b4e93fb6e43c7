"""The list of residents as somebody wants it: columns, groups, views under a name, faces, and a workbook of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.list_views import USUAL, ListView
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.residents import AddPhoto, AdmitPerson
from tests.operations.residents_house import a_picture
from tests.people import a_desk, as_role
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.residents.list_view import KeepSheet
from ui.residents.page import ResidentsPage


@pytest.fixture
def head(tmp_path):
    """Two wisma with one each, and somebody without a bed; the first has a picture."""
    desk = a_desk(tmp_path)
    desk.do(AddRooms("Ulin", "1", 2, sex="L"))
    desk.do(AddRooms("Mawar", "1", 2, sex="P"))
    beds = {room.wisma: room.beds[0].bed_id for room in desk.ask(BedBoardOn()).rooms}
    first = desk.do(AdmitPerson(full_name="Budi Santoso", sex=Sex.MALE, bed_id=beds["Ulin"])).outcome.person_id
    desk.do(AddPhoto(first, a_picture()))
    desk.do(AdmitPerson(full_name="Siti Aminah", sex=Sex.FEMALE, bed_id=beds["Mawar"]))
    desk.do(AdmitPerson(full_name="Karel Lencau", sex=Sex.MALE))
    yield desk
    desk.close()


@pytest.fixture
def open_page(qtbot, head):
    def show(*roles: Role) -> ResidentsPage:
        page = ResidentsPage(FrontDesk(as_role(head, *roles) if roles else head, StraightTasks()))
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        return page

    return show


def shown_columns(page: ResidentsPage) -> list[str]:
    table = page.table
    return [one.key for number, one in enumerate(table._columns) if not table.isColumnHidden(number)]


def act(menu: QMenu, *words: str) -> QAction:
    """The act of these words, through the menus that lead to it, opened as the pointer would."""
    menu.aboutToShow.emit()
    found = next(one for one in menu.actions() if one.text() == words[0])
    if len(words) == 1:
        return found
    inner = found.menu()
    assert isinstance(inner, QMenu)
    return act(inner, *words[1:])


def test_that_the_usual_columns_stand_there_with_the_face_beside_the_name(open_page):
    page = open_page()
    assert tuple(shown_columns(page)) == USUAL
    line = next(one for one in page.table.records if one.name == "Budi Santoso")
    face = page.browse.faces.of(line)
    assert face is not None
    assert not face.isNull()
    assert page.browse.faces.of(next(one for one in page.table.records if one.name == "Siti Aminah")) is None


def test_that_a_column_is_chosen_and_people_are_grouped(open_page):
    page = open_page()
    act(page.browse.view_button.choices, "Columns", "Origin").trigger()
    act(page.browse.view_button.choices, "Columns", "Wisma").trigger()
    assert shown_columns(page) == ["number", "name", "age", "sex", "wisma", "bed", "status"]
    act(page.browse.view_button.choices, "Group by", "Wisma").trigger()
    model = page.table.model()
    heads = [str(model.index(row, 0).data()) for row in page.table._model.group_rows]
    assert heads == ["Mawar · 1", "Ulin · 1", "— · 1"]
    act(page.browse.view_button.choices, "Group by", "No groups").trigger()
    assert page.table._model.group_rows == []


def test_that_a_view_is_kept_under_a_name_and_chosen_again(open_page):
    page = open_page()
    page.browse.view_button.use(ListView(columns=("name", "wisma"), group="wisma"))
    act(page.browse.view_button.choices, "Keep this view…").trigger()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, KeepSheet) and one.isVisible())
    sheet.save()
    assert sheet.isVisible()
    sheet.form.fields["called"].set_value("Per wisma")
    sheet.save()
    page.browse.view_button.use(ListView())
    act(page.browse.view_button.choices, "Per wisma").trigger()
    assert shown_columns(page) == ["name", "wisma"]
    assert page.browse.view_button.view.group == "wisma"
    act(page.browse.view_button.choices, "Take a view away", "Per wisma").trigger()
    assert page.browse.view_button.saved == ()


def test_that_the_workbook_is_what_stands_on_the_screen(open_page, tmp_path, monkeypatch):
    page = open_page(Role.PIKET)
    page.browse.view_button.use(ListView(columns=("name", "sex"), sort="name", descending=True))
    place = tmp_path / "daftar.xlsx"
    monkeypatch.setattr(
        page.browse.view_button, "_choose_place", lambda paper: page.browse.view_button.write(paper, str(place))
    )
    page.browse.view_button.export()
    sheet = load_workbook(BytesIO(place.read_bytes())).active
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert said == [["Name", "Sex"], ["Siti Aminah", "P"], ["Karel Lencau", "L"], ["Budi Santoso", "L"]]
    assert str(place) in page.subtitle.text()
