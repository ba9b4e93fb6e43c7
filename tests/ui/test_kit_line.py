"""Ctrl+Z in a line: first the typing, then the act."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.line import Line


@pytest.fixture
def window(qtbot):
    """A window whose Ctrl+Z takes an act back, with a line in it."""
    made = QWidget()
    made.line = Line()
    made.undone = []
    QVBoxLayout(made).addWidget(made.line)
    action = QAction(made)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: made.undone.append(1))
    made.addAction(action)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def take_back(window, qtbot) -> None:
    qtbot.keyClick(window.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_that_an_untouched_line_leaves_undo_to_the_window(window, qtbot) -> None:
    take_back(window, qtbot)
    assert window.undone == [1]


def test_that_typing_is_taken_back_before_the_act(window, qtbot) -> None:
    qtbot.keyClicks(window.line, "slam")
    take_back(window, qtbot)
    assert window.line.text() == ""
    assert window.undone == []
    take_back(window, qtbot)
    assert window.undone == [1]


def test_that_a_line_emptied_after_its_act_leaves_undo_to_the_window(window, qtbot) -> None:
    qtbot.keyClicks(window.line, "slamet")
    window.line.clear()
    take_back(window, qtbot)
    assert window.line.text() == ""
    assert window.undone == [1]
