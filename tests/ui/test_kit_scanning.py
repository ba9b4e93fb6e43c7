"""A reader's burst goes to nobody but whoever waits for codes; what hands type stays where it was typed."""

from __future__ import annotations

import secrets

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.cards import new_card_code, number_code
from ui.kit.line import Line
from ui.kit.scanning import GAP_MS, Scanner

CODE = new_card_code(secrets.choice)
READER_MS = 5  # two hundred symbols a second
HAND_MS = GAP_MS + 25


class Desk(QWidget):
    """A window with a note, a line, a button and a shortcut, and the codes that were told."""

    def __init__(self) -> None:
        super().__init__()
        self.note, self.line, self.button = QPlainTextEdit(), Line(), QPushButton("Simpan")
        column = QVBoxLayout(self)
        for part in (self.note, self.line, self.button):
            column.addWidget(part)
        self.pressed: list[int] = []
        self.button.clicked.connect(lambda: self.pressed.append(1))
        self.button.setAutoDefault(True)
        self.searched: list[int] = []
        action = QAction(self)
        action.setShortcut(QKeySequence("/"))
        action.triggered.connect(lambda: self.searched.append(1))
        self.addAction(action)
        self.codes: list[str] = []
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.codes.append)


@pytest.fixture
def desk(qtbot):
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.scanner.listen_at(made.windowHandle())
    made.note.setFocus()
    qtbot.waitUntil(made.note.hasFocus)
    return made


def type_at(desk, text: str, every: int) -> None:
    """Keys as the screen system gives them: to the window, capitals with Shift as a reader sends them."""
    for symbol in text:
        shift = Qt.KeyboardModifier.ShiftModifier if symbol.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(desk.windowHandle(), ord(symbol), shift)
        QTest.qWait(every)


def press(desk, key: Qt.Key, every: int = READER_MS) -> None:
    QTest.keyClick(desk.windowHandle(), key)
    QTest.qWait(every)


def told(desk, qtbot) -> list[str]:
    qtbot.wait(GAP_MS * 3)
    codes: list[str] = desk.codes
    return codes


@pytest.mark.parametrize(
    "code", [CODE, CODE.lower(), number_code("2026-0117"), number_code("PSHM/2026/17"), "IZ0AF31B9C"]
)
def test_that_a_burst_is_told_and_no_letter_of_it_reaches_the_note(desk, qtbot, code):
    desk.note.setPlainText("demam, minum obat ")
    type_at(desk, code, READER_MS)
    press(desk, Qt.Key.Key_Return)
    assert told(desk, qtbot) == [code.upper()]
    assert desk.note.toPlainText() == "demam, minum obat "
    assert desk.searched == []


def test_that_a_reader_without_an_enter_key_is_heard_too(desk, qtbot):
    type_at(desk, CODE, READER_MS)
    assert told(desk, qtbot) == [CODE]
    assert desk.note.toPlainText() == ""


def test_that_the_same_letters_typed_by_hand_stay_in_the_note(desk, qtbot):
    type_at(desk, CODE, HAND_MS)
    press(desk, Qt.Key.Key_Return, HAND_MS)
    assert told(desk, qtbot) == []
    assert desk.note.toPlainText() == CODE + "\n"


@pytest.mark.parametrize(
    "typed", ["kartu keluarga", "K3", "nasi padang 2026-0117", "kkkkkkkkkkkkk", "IZIN", CODE[:-1], "n/a"]
)
def test_that_a_fast_typist_loses_nothing(desk, qtbot, typed):
    type_at(desk, typed, READER_MS)
    press(desk, Qt.Key.Key_Return)
    assert told(desk, qtbot) == []
    assert desk.note.toPlainText() == typed + "\n"


def test_that_what_was_typed_just_before_a_burst_stays(desk, qtbot):
    type_at(desk, "sakit k", READER_MS)
    qtbot.wait(GAP_MS * 3)
    type_at(desk, CODE, READER_MS)
    press(desk, Qt.Key.Key_Return)
    assert told(desk, qtbot) == [CODE]
    assert desk.note.toPlainText() == "sakit k"


def test_that_two_cards_one_after_the_other_are_two(desk, qtbot):
    other = new_card_code(secrets.choice)
    for code in (CODE, other):
        type_at(desk, code, READER_MS)
        press(desk, Qt.Key.Key_Return)
    assert told(desk, qtbot) == [CODE, other]
    assert desk.note.toPlainText() == ""


def test_that_the_end_of_a_burst_presses_no_button(desk, qtbot):
    desk.button.setFocus()
    type_at(desk, CODE, READER_MS)
    press(desk, Qt.Key.Key_Return)
    assert told(desk, qtbot) == [CODE]
    assert desk.pressed == []
    press(desk, Qt.Key.Key_Return)
    assert desk.pressed == [1]


def test_that_a_shortcut_typed_by_hand_still_works(desk, qtbot):
    desk.button.setFocus()
    press(desk, Qt.Key.Key_Slash)
    assert desk.searched == [1]


def test_that_a_click_does_not_overtake_the_keys_before_it(desk, qtbot):
    type_at(desk, "k", READER_MS)
    QTest.mouseClick(desk.windowHandle(), Qt.MouseButton.LeftButton, pos=desk.line.geometry().center())
    assert desk.note.toPlainText() == "k"


def test_that_keys_held_for_a_moment_move_the_cursor_in_their_order(desk, qtbot):
    desk.line.setFocus()
    type_at(desk, "kn", READER_MS)
    press(desk, Qt.Key.Key_Left)
    type_at(desk, "i", READER_MS)
    qtbot.wait(GAP_MS * 3)
    assert desk.line.text() == "kin"
