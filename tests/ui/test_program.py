"""The whole way with a real store: sign in, the day's page, another user, leaving with a copy."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.explain import explain
from tests.people import HEAD, PASSWORD, a_store
from ui.kit import preferences
from ui.window.program import Program


@pytest.fixture
def store(tmp_path):
    made = a_store(tmp_path)
    desk = made.opener.unlock(made.place, HEAD, PASSWORD)
    desk.do(AddAccount("piket", (Role.PIKET,), "jaga malam 1", "Joko Susilo"))
    desk.close()
    return made


@pytest.fixture
def program(qtbot, store, monkeypatch):
    monkeypatch.setattr(QApplication, "exit", lambda *_given: None)
    monkeypatch.setattr("sys.excepthook", None)
    made = Program(store.opener, explain, store.clock)
    made.start(store.path)
    yield made
    if made.window is not None and made.window.isVisible():
        made.window.close()
        qtbot.waitUntil(lambda: not made.window.isVisible(), timeout=20000)
    made.login.close()
    made.tasks.close()
    for part in (made.window, made.welcome, made.login, made):
        if part is not None:
            part.deleteLater()


def enter(qtbot, program, user, password):
    card = program.login.sign_in
    card.user.line.clear()
    qtbot.keyClicks(card.user.line, user)
    qtbot.keyClicks(card.password.line, password)
    qtbot.keyClick(card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible(), timeout=20000)
    return program.window


def test_that_signing_in_opens_the_day_and_leaving_keeps_a_copy(qtbot, program, store):
    window = enter(qtbot, program, HEAD, PASSWORD)
    assert not program.login.isVisible()
    assert window.seat.key == "today"
    assert window.seat.pages["today"].isVisible()
    assert list(window.frame.sidebar.buttons) == [
        "today",
        "residents",
        "intake",
        "beds",
        "presence",
        "duty",
        "training",
        "cases",
        "services",
        "readiness",
        "departures",
        "certificates",
        "returns",
        "privacy",
        "moving_in",
        "settings",
    ]
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20000)
    assert len(list(store.path.parent.rglob("PSHM-*.shelter"))) == 1
    again = store.opener.unlock(store.place, HEAD, PASSWORD)
    again.close()


def test_that_another_user_sits_down_with_their_own_pages(qtbot, program):
    window = enter(qtbot, program, HEAD, PASSWORD)
    window.change_user()
    lock = window.locking.screen
    lock.user.set_value("piket")
    lock.password.set_value("jaga malam 1")
    lock.enter()
    qtbot.waitUntil(lambda: not window.locking.locked, timeout=20000)
    assert window.seat.front.staff.full_name == "Joko Susilo"
    assert "moving_in" not in window.frame.sidebar.buttons


def test_that_the_language_of_the_login_window_can_be_changed(qtbot, program):
    before = program.login
    qtbot.mouseClick(before.languages.findChildren(type(before.sign_in.enter_button))[1], Qt.MouseButton.LeftButton)
    assert preferences.current().language == "en"
    assert program.login is not before
    assert program.login.sign_in.enter_button.text() == "Sign in"
    preferences.current().choose_language("id")
    assert program.login.sign_in.enter_button.text() == "Masuk"


def test_that_the_first_start_is_reached_from_the_login_window_and_left_again(qtbot, program):
    program.login.new_wanted.emit()
    assert program.welcome is not None
    assert program.welcome.isVisible()
    assert not program.login.isVisible()
    program.welcome.left.emit()
    assert program.login.isVisible()
    assert not program.welcome.isVisible()
