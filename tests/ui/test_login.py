"""Signing in: what is typed stays, what went wrong is said beside it, other doors are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from shelter_admin.domain.errors import Refused, Unavailable
from ui.kit import preferences
from ui.kit.tasks import Tasks
from ui.login.lock import LockScreen
from ui.login.screen import why_no_screen
from ui.login.window import LoginWindow


class Door:
    """An opener that answers what it was told to, and writes down who knocked."""

    def __init__(self, answer=None):
        self.answer = answer or object()
        self.knocked = []

    def __getattr__(self, name):
        def knock(*given):
            self.knocked.append((name, *given))
            if isinstance(self.answer, BaseException):
                raise self.answer
            return self.answer

        return knock


def say(failure):
    return f"{failure.code}."


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "panti.shelter"
    path.write_bytes(b"")
    return path


@pytest.fixture
def open_login(qtbot, tasks):
    def show(door, *stores) -> LoginWindow:
        window = LoginWindow(door, say, tasks, list(stores))
        qtbot.addWidget(window)
        window.show()
        return window

    return show


def type_letter(line, letter, modifiers):
    """The letter as the screen system tells it, which knows of Caps Lock what Qt does not."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(line, QKeyEvent(kind, Qt.Key.Key_A, modifiers, letter))


def sign_in(qtbot, tasks, window, user="rina", password="kunci rahasia"):
    card = window.sign_in
    card.user.line.clear()
    qtbot.keyClicks(card.user.line, user)
    qtbot.keyClick(card.user.line, Qt.Key.Key_Return)
    qtbot.keyClicks(card.password.line, password)
    qtbot.keyClick(card.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tasks.idle)


def test_that_enter_in_the_password_signs_in_and_brings_the_desk(qtbot, tasks, store, open_login):
    door = Door(answer := object())
    window = open_login(door, store)
    brought = []
    window.entered.connect(lambda desk, path: brought.append((desk, path)))
    sign_in(qtbot, tasks, window)
    assert brought == [(answer, store)]
    assert door.knocked == [("unlock", store, "rina", "kunci rahasia")]
    assert window.sign_in.password.value() == ""


def test_that_the_store_and_its_user_are_proposed_next_time(qtbot, tasks, store, open_login):
    sign_in(qtbot, tasks, open_login(Door(), store))
    assert preferences.current().recent_stores[0] == str(store)
    again = open_login(Door(), store)
    assert again.sign_in.user.value() == "rina"


def test_that_a_wrong_password_is_said_beside_it_and_what_was_typed_stays(qtbot, tasks, store, open_login):
    window = open_login(Door(Refused("wrong_password", field="password")), store)
    sign_in(qtbot, tasks, window, password="salah")
    card = window.sign_in
    assert card.password.error.text() == "wrong_password."
    assert card.password.error.isVisible()
    assert (card.user.value(), card.password.value()) == ("rina", "salah")
    qtbot.keyClicks(card.password.line, "x")
    assert not card.password.error.isVisible()


def test_that_too_many_wrong_passwords_count_down_before_the_next_try(qtbot, tasks, store, open_login):
    window = open_login(Door(Refused("wait_first", field="password", seconds=1.2)), store)
    sign_in(qtbot, tasks, window)
    card = window.sign_in
    assert not card.enter_button.isEnabled()
    assert "2" in card.wrong.text()
    qtbot.waitUntil(card.enter_button.isEnabled, timeout=4000)
    assert card.wrong.text() == ""


def test_that_a_store_open_elsewhere_can_be_read(qtbot, tasks, store, open_login):
    door = Door(Unavailable("store_in_use", who="Rina", since="", host="pc"))
    window = open_login(door, store)
    sign_in(qtbot, tasks, window)
    assert window.sign_in.wrong.text() == "store_in_use."
    door.answer = object()
    with qtbot.waitSignal(window.entered):
        qtbot.mouseClick(window.sign_in.read_button, Qt.MouseButton.LeftButton)
    assert [knock[0] for knock in door.knocked] == ["unlock", "look_into"]


def test_that_a_copy_is_offered_to_be_read_as_a_copy(qtbot, tasks, store, open_login):
    door = Door(Unavailable("store_is_copy"))
    window = open_login(door, store)
    sign_in(qtbot, tasks, window)
    door.answer = object()
    with qtbot.waitSignal(window.entered):
        qtbot.mouseClick(window.sign_in.read_button, Qt.MouseButton.LeftButton)
    assert door.knocked[-1][0] == "open_copy"


def test_that_a_fault_while_opening_does_not_leave_the_button_dead(qtbot, tasks, store, open_login):
    window = open_login(Door(ZeroDivisionError()), store)
    faults = []
    tasks.failed.connect(lambda _owner, error: faults.append(error))
    sign_in(qtbot, tasks, window)
    assert [type(fault) for fault in faults] == [ZeroDivisionError]
    assert window.sign_in.enter_button.isEnabled()


def test_that_nothing_is_asked_of_the_store_without_user_or_password(qtbot, tasks, store, open_login):
    door = Door()
    window = open_login(door, store)
    window.sign_in.user.set_value("")
    window.sign_in.enter()
    assert window.sign_in.user.error.isVisible()
    window.sign_in.user.set_value("rina")
    window.sign_in.enter()
    assert window.sign_in.password.error.isVisible()
    assert door.knocked == []


def test_that_caps_lock_is_noticed_by_a_letter_that_does_not_fit_the_shift_key(qtbot, store, open_login):
    window = open_login(Door(), store)
    line = window.sign_in.password.line
    type_letter(line, "A", Qt.KeyboardModifier.NoModifier)
    assert window.sign_in.password.hint.text() == "Caps Lock is on."
    type_letter(line, "a", Qt.KeyboardModifier.NoModifier)
    assert window.sign_in.password.hint.text() == ""
    type_letter(line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert window.sign_in.password.hint.text() == ""


def test_that_the_recovery_sheet_needs_the_same_new_password_twice(qtbot, tasks, store, open_login):
    door = Door()
    window = open_login(door, store)
    qtbot.mouseClick(window.sign_in.forgot_button, Qt.MouseButton.LeftButton)
    card = window.recovery
    assert card.isVisible()
    card.code.set_value("ABCD-EFGH")
    card.user.set_value("rina")
    card.password.set_value("sandi baru 1")
    card.again.set_value("sandi baru 2")
    card.enter()
    assert card.again.error.isVisible()
    assert door.knocked == []
    card.again.set_value("sandi baru 1")
    with qtbot.waitSignal(window.entered):
        card.enter()
    assert door.knocked == [("unlock_with_recovery", store, "ABCD-EFGH", "rina", "sandi baru 1")]


def test_that_enter_in_any_line_of_the_recovery_tries_it(qtbot, tasks, store, open_login):
    door = Door(Refused("recovery_code_group", field="code", groups=[2]))
    window = open_login(door, store)
    window.recovery.begin(store, "rina")
    window.recovery.code.set_value("ABCD")
    window.recovery.password.set_value("sandi baru 1")
    window.recovery.again.set_value("sandi baru 1")
    qtbot.keyClick(window.recovery.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.recovery.code.error.text() == "recovery_code_group.")


def test_that_a_refused_recovery_code_is_said_beside_it(qtbot, tasks, store, open_login):
    window = open_login(Door(Refused("recovery_code_group", field="code", groups=[2])), store)
    window._forgotten()
    window.recovery.code.set_value("ABCD")
    window.recovery.enter()
    qtbot.waitUntil(lambda: tasks.idle)
    assert window.recovery.code.error.text() == "recovery_code_group."
    assert window.recovery.code.value() == "ABCD"


def test_that_the_first_start_offers_three_doors(qtbot, open_login):
    window = open_login(Door())
    assert window.doors.isVisible()
    with qtbot.waitSignal(window.new_wanted):
        qtbot.mouseClick(window.doors.new_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.demo_wanted):
        qtbot.mouseClick(window.doors.demo_button, Qt.MouseButton.LeftButton)


def test_that_the_lock_hides_the_window_until_the_password_is_right(qtbot, tasks, open_login):
    below = open_login(Door())
    answers = [Refused("wrong_password", field="password"), "desk"]

    def sit_down(_user, _password):
        answer = answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    lock = LockScreen(sit_down, say, tasks, below)
    lock.lock("rina", [])
    assert lock.geometry() == below.rect()
    below.resize(1200, 800)
    qtbot.waitUntil(lambda: lock.geometry() == below.rect())
    lock.password.set_value("salah")
    lock.enter()
    qtbot.waitUntil(lambda: tasks.idle)
    assert lock.isVisible()
    assert lock.password.error.text() == "wrong_password."
    lock.password.set_value("benar")
    with qtbot.waitSignal(lock.seated):
        lock.enter()
    assert not lock.isVisible()


@pytest.mark.parametrize(
    ("surroundings", "told"),
    [
        ({}, True),
        ({"DISPLAY": ":4242"}, True),
        ({"WAYLAND_DISPLAY": "nowhere", "XDG_RUNTIME_DIR": "/nowhere"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_that_a_missing_screen_is_said_in_one_sentence(surroundings, told):
    sentence = why_no_screen(surroundings, "linux")
    assert bool(sentence) is told
    assert sentence.count("\n") == 0


def test_that_other_systems_always_have_a_screen():
    assert why_no_screen({}, "win32") == ""


def test_that_signing_in_loads_neither_storage_nor_paper():
    import subprocess
    import sys

    heavy = ("sqlalchemy", "sqlcipher3", "alembic", "reportlab", "babel", "pypdfium2", "argon2", "cryptography")
    probe = f"import sys, main, ui.window.program; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True
    )
    assert done.stdout.strip() == "[]"


def test_that_an_older_server_is_brought_up_to_date_by_its_owner_beside_the_sentence(
    qtbot, tasks, open_login, monkeypatch
):
    brought: list[tuple[str, str]] = []

    def bring(address):
        brought.append((address.owner, address.owner_password))
        if address.owner_password == "salah":
            raise Unavailable("owner_refused")
        return {}

    monkeypatch.setattr("shelter_admin.operations.sharing.bring_server_up_to_date", bring)
    door = Door(Unavailable("server_schema_older", found=4, known=5))
    window = open_login(door, "postgresql://kantor/panti")
    card, upgrading = window.sign_in, window.sign_in.upgrading
    assert not upgrading.isVisible()
    sign_in(qtbot, tasks, window)
    assert card.wrong.text() == "server_schema_older."
    assert upgrading.isVisible()
    qtbot.keyClick(upgrading.password.line, Qt.Key.Key_Return)
    assert upgrading.owner.error.isVisible()
    qtbot.keyClicks(upgrading.owner.line, "pemilik")
    for password in ("salah", "rahasia pemilik"):
        upgrading.password.set_value("")
        qtbot.keyClicks(upgrading.password.line, password)
        door.answer = object() if password != "salah" else door.answer
        qtbot.keyClick(upgrading.password.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tasks.idle)
        if password == "salah":
            assert (card.wrong.text(), upgrading.isVisible()) == ("owner_refused.", True)
    qtbot.waitUntil(lambda: len(door.knocked) == 2 and tasks.idle)
    assert brought == [("pemilik", "salah"), ("pemilik", "rahasia pemilik")]
    assert not upgrading.isVisible()
    assert upgrading.password.value() == ""
