"""The titles of a file's tabs: all of them seen, in as many lines as it takes, and at one with the tabs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.kit.tab_rows import TabRows

TITLES = ("In short", "Identity", "Health", "Training", "Family", "Papers", "Admission", "Care", "Passes", "History")


@pytest.fixture
def shown(qtbot):
    whole = QWidget()
    column = QVBoxLayout(whole)
    tabs = TabRows(whole)
    for title in TITLES:
        tabs.addTab(QWidget(), title)
    column.addLayout(tabs.titles)
    column.addWidget(tabs, 1)
    whole.resize(360, 500)
    qtbot.addWidget(whole)
    whole.show()
    qtbot.waitExposed(whole)
    return whole, tabs


def buttons(whole: QWidget) -> list[QPushButton]:
    return whole.findChildren(QPushButton)


def test_that_every_title_is_seen_whole_where_one_line_is_too_short(shown):
    whole, _tabs = shown
    titles = buttons(whole)
    assert [one.text() for one in titles] == list(TITLES)
    assert all(whole.rect().contains(one.geometry()) for one in titles)
    assert len({one.y() for one in titles}) > 1
    assert not any(
        one.geometry().intersects(other.geometry()) for one in titles for other in titles if one is not other
    )


def test_that_a_click_on_a_title_opens_its_tab_and_opening_a_tab_marks_its_title(shown, qtbot):
    whole, tabs = shown
    titles = buttons(whole)
    qtbot.mouseClick(titles[7], Qt.MouseButton.LeftButton)
    assert tabs.currentIndex() == 7
    tabs.setCurrentIndex(2)
    assert [one.text() for one in titles if one.isChecked()] == ["Health"]


def test_that_arrow_keys_move_along_the_titles(shown, qtbot):
    whole, tabs = shown
    titles = buttons(whole)
    titles[0].setFocus()
    qtbot.keyClick(titles[0], Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
