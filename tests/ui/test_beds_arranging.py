"""Where beds stand, on screen: drawn by rows and columns, pushed by keys, dragged by mouse, one act for each drop."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.bed_layout import Spot
from shelter_admin.domain.beds import BedBoard
from shelter_admin.operations.beds.layout import LayOutRoom
from tests.ui.beds_on_screen import LEFT, PLAIN, Pages, a_board
from ui.beds.floor import lay_out

K = Qt.Key


@pytest.fixture
def pages(qtbot) -> Pages:
    return Pages(qtbot)


def laid_out(**spots: tuple[int, int]) -> BedBoard:
    """The small house with spots for beds of Melati 1, by their labels."""
    board = a_board()
    first = board.rooms[0]
    beds = tuple(
        replace(bed, spot=Spot(*spots[f"_{bed.label}"])) if f"_{bed.label}" in spots else bed for bed in first.beds
    )
    return replace(board, rooms=(replace(first, beds=beds), *board.rooms[1:]))


def arranging(pages: Pages, board: BedBoard | None = None):
    page = pages.open(board=board)
    page.map.go_to("room:Melati 1")
    pages.press("arrange")
    return page


def place(page, key: str) -> QPoint:
    cell = page.arranging.map.floor.cell(key)
    assert cell is not None
    top: int = page.arranging.map.verticalScrollBar().value()
    center: QPoint = cell.rect.center()
    return center - QPoint(0, top)


def test_that_beds_stand_on_the_map_by_row_and_column():
    floor = lay_out(laid_out(_1=(2, 3), _2=(1, 1)).rooms, 900, titled=False)
    at = {cell.key: cell.rect for cell in floor.cells() if cell.bed is not None}
    assert at["Melati 1/2"].left() < at["Melati 1/1"].left()
    assert at["Melati 1/2"].top() < at["Melati 1/1"].top()
    rects = list(at.values())
    assert not any(one.intersects(other) for number, one in enumerate(rects) for other in rects[number + 1 :])
    assert all(box.rect.contains(cell.rect) for box in floor.boxes for cell in box.cells)


def test_that_a_bed_pushed_with_the_arrow_keys_is_one_act_that_fixes_the_whole_room(pages):
    page = arranging(pages)
    arrange = page.arranging.map
    assert (arrange.isVisible(), page.map.isVisible()) == (True, False)
    for key in (K.Key_Return, K.Key_Down, K.Key_Right, K.Key_Return):
        QTest.keyClick(arrange, key)
    (act,) = pages.desk.done
    assert isinstance(act, LayOutRoom)
    spots = dict(act.spots)
    assert spots["Melati 1/1"] == (2, 2)
    assert len(set(spots.values())) == len(spots) == 4
    assert act.before == ()


def test_that_a_bed_put_on_another_changes_places_with_it(pages):
    page = arranging(pages, laid_out(_1=(1, 1), _2=(1, 2), _3=(2, 1), _4=(2, 2)))
    for key in (K.Key_Return, K.Key_Right, K.Key_Return):
        QTest.keyClick(page.arranging.map, key)
    (act,) = pages.desk.done
    assert dict(act.spots)["Melati 1/1"] == (1, 2)
    assert dict(act.spots)["Melati 1/2"] == (1, 1)
    assert dict(act.before)["Melati 1/1"] == (1, 1)


def test_that_a_bed_dragged_to_an_empty_spot_stands_there_and_outside_its_room_stays(pages):
    page = arranging(pages, laid_out(_1=(1, 1), _2=(1, 2), _3=(2, 1), _4=(2, 2)))
    port = page.arranging.map.viewport()
    start = place(page, "Melati 1/1")
    for goal, acts in ((place(page, "Melati 2/1"), 0), (place(page, "room:Melati 1:3:2"), 1)):
        QTest.mousePress(port, LEFT, PLAIN, start)
        QTest.mouseMove(port, start + QPoint(20, 10))
        QTest.mouseMove(port, goal)
        assert not page.arranging.map.grab().isNull()
        QTest.mouseRelease(port, LEFT, PLAIN, goal)
        assert len(pages.desk.done) == acts
    assert dict(pages.desk.done[0].spots)["Melati 1/1"] == (3, 2)


def test_that_esc_lets_the_bed_be_and_then_leaves(pages):
    page = arranging(pages)
    arrange = page.arranging.map
    for key in (K.Key_Return, K.Key_Down, K.Key_Escape):
        QTest.keyClick(arrange, key)
    assert arrange.isVisible()
    QTest.keyClick(arrange, K.Key_Escape)
    assert (arrange.isVisible(), page.map.isVisible()) == (False, True)
    assert pages.desk.done == []
    assert page.window().focusWidget() is page.map


def test_that_arrows_go_from_bed_to_bed_over_empty_spots(pages):
    page = arranging(pages, laid_out(_1=(1, 1), _2=(1, 3), _3=(3, 1), _4=(3, 3)))
    QTest.keyClick(page.arranging.map, K.Key_Right)
    assert page.arranging.map.current().key == "Melati 1/2"
    QTest.keyClick(page.arranging.map, K.Key_Down)
    assert page.arranging.map.current().key == "Melati 1/4"


def test_that_a_room_is_put_in_order_again(pages):
    page = arranging(pages, laid_out(_1=(1, 3)))
    page.arranging._in_order()
    (act,) = pages.desk.done
    assert (act.spots, len(act.before)) == ((), 1)


def test_that_only_who_sets_rooms_up_arranges_them(pages):
    page = pages.open(Role.PENGASUH)
    page.map.go_to("room:Melati 1")
    assert not page.side.buttons["arrange"].isVisible()
