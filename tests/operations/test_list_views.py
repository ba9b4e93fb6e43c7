"""Views of the list of residents: one's own and the shared ones; a workbook with what is on the screen and no more."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.list_views import COLUMN_KEYS, USUAL, ListView
from shelter_admin.operations.residents import AddPhoto, SetCategories
from shelter_admin.operations.residents.faces import FacesOf
from shelter_admin.operations.residents.views import DropView, ExportResidents, PutViewBack, SavedViews, SaveView
from shelter_admin.persistence.people.tables import PhotoTable
from tests.operations.residents_house import a_picture

BY_WISMA = ListView(columns=("name", "wisma", "age"), sort="age", descending=True, group="wisma", shown="left")


def cells(paper) -> list[list[object]]:
    sheet = load_workbook(BytesIO(paper.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def refusal(desk, act) -> str:
    with pytest.raises(Refused) as caught:
        desk.do(act)
    return caught.value.code


def test_that_a_view_is_kept_as_it_was_replaced_under_its_name_and_taken_back(house):
    house.head.do(SaveView("Per wisma", BY_WISMA))
    (kept,) = house.head.ask(SavedViews())
    assert (kept.name, kept.shared, kept.view) == ("Per wisma", False, BY_WISMA)
    house.head.do(SaveView("  Per   wisma ", ListView()))
    assert [one.view for one in house.head.ask(SavedViews())] == [ListView()]
    house.head.undo()
    assert [one.view for one in house.head.ask(SavedViews())] == [BY_WISMA]
    house.head.do(DropView(kept.view_id))
    assert house.head.ask(SavedViews()) == ()
    house.head.undo()
    assert [one.view for one in house.head.ask(SavedViews())] == [BY_WISMA]


def test_that_undo_never_puts_a_view_over_one_kept_meanwhile(house):
    house.head.do(SaveView("Per wisma", BY_WISMA))
    newer = ListView(columns=("name",))
    house.head.do(SaveView("Per wisma", newer))
    assert refusal(house.head, PutViewBack("Per wisma", BY_WISMA)) == "changed_meanwhile"
    assert refusal(house.head, PutViewBack("Per wisma", BY_WISMA, instead_of=ListView())) == "changed_meanwhile"
    assert [one.view for one in house.head.ask(SavedViews())] == [newer]
    house.head.do(PutViewBack("Per wisma", BY_WISMA, instead_of=newer))
    assert [one.view for one in house.head.ask(SavedViews())] == [BY_WISMA]


def test_that_only_who_sets_up_the_house_shares_a_view_and_everybody_uses_it(house):
    night = house.desk(Role.PIKET)
    assert refusal(night, SaveView("Malam", BY_WISMA, shared=True)) == "not_allowed"
    night.do(SaveView("Punya saya", BY_WISMA))
    shared = house.head.do(SaveView("Malam", ListView(), shared=True)).result
    assert [(one.name, one.shared) for one in night.ask(SavedViews())] == [("Malam", True), ("Punya saya", False)]
    assert [one.name for one in house.head.ask(SavedViews())] == ["Malam"]
    assert refusal(night, DropView(shared)) == "not_allowed"


def test_that_a_view_needs_a_name_and_a_column(house):
    assert refusal(house.head, SaveView("  ", BY_WISMA)) == "view_without_name"
    assert refusal(house.head, SaveView("x" * 61, BY_WISMA)) == "view_name_too_long"
    assert refusal(house.head, SaveView("Kosong", ListView(columns=()))) == "view_without_columns"
    assert refusal(house.head, DropView("tidak ada")) == "view_unknown"


def test_that_a_kept_view_with_columns_nobody_knows_any_more_is_still_read():
    assert ListView.read({"columns": ["lama"], "sort": "lama", "group": "lama"}) == ListView()
    assert ListView.read(BY_WISMA.plain()) == BY_WISMA
    assert set(USUAL) <= set(COLUMN_KEYS)


def test_that_the_workbook_holds_what_was_on_the_screen_in_its_order_and_runs_nothing(house):
    people = [house.admit(name) for name in ("Wibowo Santoso", "=HYPERLINK(1)", "Ani Lestari")]
    ids = tuple(one.person_id for one in people)
    rows = cells(house.head.ask(ExportResidents(ids, ListView(columns=("number", "name")))))
    assert [row[1] for row in rows[1:]] == ["Wibowo Santoso", "=HYPERLINK(1)", "Ani Lestari"]
    assert len(rows[0]) == 2
    sheet = load_workbook(BytesIO(house.head.ask(ExportResidents(ids)).content)).active
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    entry = house.audit()[-1]
    assert (entry.act, set(entry.about)) == ("ExportResidents", set(ids))


def test_that_who_is_kept_confidential_is_in_no_workbook_and_no_picture_of_who_may_not_see_them(house):
    known, kept = house.admit("Ani Lestari"), house.admit("Rahasia Sekali")
    for one in (known, kept):
        house.head.do(AddPhoto(one.person_id, a_picture()))
    house.head.do(SetCategories(kept.person_id, ("ABH",)))
    with house.writing() as session:
        pictures = {row.person_id: row.id for row in session.query(PhotoTable)}
    ids = (known.person_id, kept.person_id)
    night = house.desk(Role.PIKET)
    assert [row[1] for row in cells(night.ask(ExportResidents(ids)))[1:]] == ["Ani Lestari"]
    assert set(night.ask(FacesOf(tuple(pictures.values())))) == {pictures[known.person_id]}
    assert set(house.head.ask(FacesOf(tuple(pictures.values())))) == set(pictures.values())
