"""Ctrl+Z in a line: first the typing, then the act."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.form import SuggestField
from ui.kit.line import Line


class WindowWithLine(QWidget):
    """A window with a line in it that notes each Ctrl+Z which reached it."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()
        self.undone: list[int] = []


@pytest.fixture
def window(qtbot):
    """A window whose Ctrl+Z takes an act back."""
    made = WindowWithLine()
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


def test_that_enter_in_an_offered_list_picks_and_does_not_go_on(qtbot) -> None:
    field = SuggestField("origin", "Origin")
    qtbot.addWidget(field)
    field.show()
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    went_on = []
    field.line.returnPressed.connect(lambda: went_on.append(1))
    qtbot.keyClicks(field.line, "kut")
    field.suggest([("64.03", "Kabupaten Kutai Kartanegara"), ("64.08", "Kabupaten Kutai Timur")])
    popup = field.line.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.key == "64.03"
    assert went_on == []
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert went_on == [1]
