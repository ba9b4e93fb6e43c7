"""What leaves the window is taken back: a copied NIK from the clipboard, the picture in the task switcher, open lists."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.kit.clipboard import ClipboardWatch
from ui.kit.covering import close_what_floats, hide_from_switcher

NIK = "6472012304730001"


@pytest.fixture
def clipboard(qtbot, monkeypatch):
    """The clipboard of the test's screen, which knows no other programs: all that lies there was copied from here."""
    monkeypatch.setattr(ClipboardWatch, "_is_ours", lambda _self, _place: True)
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.mark.parametrize("copied", [NIK, f"NIK {NIK} a.n. Budi", "6472 0123 0473 0001", "64.72.01.230473.0001"])
def test_that_a_copied_nik_goes_from_the_clipboard_after_its_time(qtbot, clipboard, copied):
    watch = ClipboardWatch(milliseconds=30)
    clipboard.setText(copied)
    assert clipboard.text() == copied
    qtbot.waitUntil(lambda: clipboard.text() == "", timeout=2000)
    assert watch is not None


@pytest.mark.parametrize("copied", ["Budi Santoso", "2026-0001", "12345678901234567", "0812-3456-7890"])
def test_that_anything_else_stays_on_the_clipboard(qtbot, clipboard, copied):
    watch = ClipboardWatch(milliseconds=10)
    clipboard.setText(copied)
    qtbot.wait(60)
    watch.clear()
    assert clipboard.text() == copied


def test_that_what_was_copied_since_is_left_alone(qtbot, clipboard):
    watch = ClipboardWatch(milliseconds=40)
    clipboard.setText(NIK)
    clipboard.setText("sesuatu yang lain")
    qtbot.wait(100)
    assert clipboard.text() == "sesuatu yang lain"
    assert watch is not None


def test_that_a_nik_of_another_program_is_never_touched(qtbot, clipboard, monkeypatch):
    watch = ClipboardWatch(milliseconds=10)
    monkeypatch.setattr(ClipboardWatch, "_is_ours", lambda _self, _place: False)
    clipboard.setText(NIK)
    qtbot.wait(60)
    watch.clear()
    assert clipboard.text() == NIK


def test_that_locking_takes_a_copied_nik_away_at_once(qtbot, clipboard):
    watch = ClipboardWatch()
    clipboard.setText(NIK)
    watch.clear()
    assert clipboard.text() == ""


def test_that_the_time_is_half_a_minute(qtbot):
    assert ClipboardWatch()._timer.interval() == 30_000


def test_that_an_open_list_is_closed_before_the_cover_comes(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Budi Santoso")
    menu.popup(menu.pos())
    qtbot.waitUntil(menu.isVisible)
    close_what_floats()
    assert not menu.isVisible()
    assert QApplication.activePopupWidget() is None


def test_that_windows_shows_its_icon_instead_of_the_window_while_it_is_locked(qtbot, monkeypatch):
    import ctypes

    told: list[tuple[int, int]] = []

    def told_to_windows(_handle, attribute, value, _size) -> int:
        told.append((attribute, value._obj.value))
        return 0

    monkeypatch.setattr(sys, "platform", "win32")
    dwm = SimpleNamespace(DwmSetWindowAttribute=told_to_windows)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(dwmapi=dwm), raising=False)
    window = QWidget()
    qtbot.addWidget(window)
    assert hide_from_switcher(window, hidden=True)
    assert hide_from_switcher(window, hidden=False)
    assert told == [(7, 1), (11, 1), (7, 0), (11, 0)]


def test_that_elsewhere_the_cover_alone_is_shown(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    window = QWidget()
    qtbot.addWidget(window)
    assert not hide_from_switcher(window, hidden=True)
