"""A locked window shows nothing of what stands below: not on the screen, not in a picture of it, not in its title."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.recording_desk import RecordingDesk
from tests.ui.test_window import open_window  # noqa: F401 - a fixture
from ui.kit.clipboard import ClipboardWatch

NIK = "6472012304730001"


@pytest.fixture
def window(open_window):  # noqa: F811 - the fixture of that name
    return open_window(RecordingDesk())


def picture(window: Any) -> bytes:
    shown = window.grab().toImage()
    return bytes(shown.constBits())


def test_that_a_picture_of_the_locked_window_is_the_same_whatever_stands_below(window, qtbot):
    page = QLabel("Rahayu Tersembunyi 6472015207070003", window.frame)
    page.resize(window.frame.size())
    page.show()
    page.raise_()
    open_one = picture(window)
    window.lock_now()
    qtbot.wait(20)
    locked = picture(window)
    page.setText("x")
    page.hide()
    qtbot.wait(20)
    assert picture(window) == locked
    assert locked != open_one


def test_that_locking_and_leaving_take_a_copied_nik_away(window, monkeypatch):
    monkeypatch.setattr(ClipboardWatch, "_is_ours", lambda _self, _place: True)
    board = QGuiApplication.clipboard()
    for act in (window.lock_now, window.locking.change_user, window.closed.emit):
        board.setText(NIK)
        act()
        assert board.text() == ""


def test_that_the_title_names_the_shelter_and_nobody(window):
    assert window.windowTitle().startswith(window.seat.front.panti.name)
    assert window.seat.front.staff.full_name not in window.windowTitle() or not window.seat.front.staff.full_name
