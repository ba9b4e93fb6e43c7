"""Somebody else saves something while a page is worked on: cursor, choice, view and typing stay where they are."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QScrollBar, QTableView, QWidget

from tests.people import HEAD
from ui.window.served import EVERYTHING

WORKED_ON = (
    "today", "residents", "intake", "beds", "presence", "presence roll_call", "training", "readiness", "certificates", "returns",
    "settings house", "settings staff", "settings rooms", "settings rules",
)  # fmt: skip


def shown(page: QWidget, kind: Any) -> list[Any]:
    return [one for one in page.findChildren(kind) if one.isVisible() and one.isEnabled()]


def lines(page: QWidget) -> list[QLineEdit]:
    return [line for line in shown(page, QLineEdit) if not line.isReadOnly()]


def views(page: QWidget) -> list[QAbstractItemView]:
    return [view for view in shown(page, QAbstractItemView) if view.model() is not None]


def as_it_is(page: QWidget) -> dict[str, Any]:
    return {
        "cursor": page.window().focusWidget(),
        "typed": [(line, line.text(), line.cursorPosition()) for line in lines(page)],
        "rows": [(view, view.currentIndex().row()) for view in views(page)],
        # The bed board's own length settles by one pixel after its first drawing.
        "views": [(bar, bar.value()) for bar in shown(page, QScrollBar) if bar.value() > 1],
        "chosen": [(one, one.currentText()) for one in shown(page, QComboBox)],
    }


@pytest.mark.parametrize("where", WORKED_ON)
def test_that_what_others_save_moves_nothing_under_the_hands_of_who_works(begin, moved_in, where):
    sitting = begin(moved_in)
    sitting.sign_in(HEAD)
    key, _space, place = where.partition(" ")
    sitting.window.go(key, place)
    sitting.settle()
    page = sitting.page()
    for view in views(page)[:1]:
        if view.model().rowCount() > 3:
            view.setCurrentIndex(view.model().index(3, 2 if isinstance(view, QTableView) else 0))
            sitting.settle()
    for line in lines(page)[:4]:
        line.setFocus()
        sitting.keys("an", line)
        line.setCursorPosition(1)
        sitting.qtbot.wait(300)
        sitting.settle()
    before = as_it_is(page)
    sitting.window.seat.front.changed.emit(EVERYTHING)
    sitting.settle()
    sitting.qtbot.wait(100)
    assert as_it_is(page) == before
