"""What is seen before anybody signed in: the login window and the first start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.operations.explain import explain
from tests.look.houses import EVENING
from tests.people import HEAD, FixedClock, a_store, an_opener
from ui.kit.tasks import Tasks
from ui.login.window import LoginWindow
from ui.welcome.page import WelcomePage


@dataclass(frozen=True)
class Start:
    """One picture of a window of its own: how it is made and what is done in it first."""

    name: str
    make: Callable[[Path, Tasks], QWidget]
    show: Callable[[Any], object] = lambda _window: None


def _login(folder: Path, tasks: Tasks) -> LoginWindow:
    path = folder / "panti.shelter"
    if not path.exists():
        a_store(folder)
    return LoginWindow(an_opener(FixedClock(EVENING)), explain, tasks, [path])


def _first(_folder: Path, tasks: Tasks) -> LoginWindow:
    return LoginWindow(an_opener(FixedClock(EVENING)), explain, tasks, [])


def _welcome(_folder: Path, tasks: Tasks) -> WelcomePage:
    return WelcomePage(an_opener(FixedClock(EVENING)), explain, tasks)


def _wrong(window: LoginWindow) -> None:
    window.sign_in.user.set_value(HEAD)
    window.sign_in.password.set_value("salah sama sekali")
    window.sign_in.enter()
    QTest.qWait(300)


def _in_use(window: LoginWindow) -> None:
    since = EVENING.astimezone()
    failure: Failure = Unavailable("store_in_use", who="Rina Nurhayati", since=since, host="gerbang")
    window.sign_in._refused(Path("panti.shelter"), failure, explain(failure))


def _filled(window: WelcomePage) -> None:
    window.begin_new()
    window.house.name.set_value("UPTD Panti Sosial Harapan Mulia")
    window.house.code.set_value("PSHM")


def step(number: int) -> Callable[[WelcomePage], None]:
    """Show a step of the first start."""
    return lambda window: window._show(number)


def _code(window: WelcomePage) -> None:
    window.recovery.code.show_code("7KQ2M-XW4TR-9DHBN-3FJ6P-C8V5Y-2GLSA")
    window._show(4)


STARTS: Final = (
    Start("start-login", _login),
    Start("start-wrong", _login, _wrong),
    Start("start-in-use", _login, _in_use),
    Start("start-forgotten", _login, lambda window: window._forgotten()),
    Start("start-first", _first),
    Start("start-welcome-1", _welcome, _filled),
    Start("start-welcome-2", _welcome, step(1)),
    Start("start-welcome-3", _welcome, step(2)),
    Start("start-welcome-4", _welcome, step(3)),
    Start("start-welcome-5", _welcome, _code),
    Start("start-example", _welcome, lambda window: window.begin_demo()),
)
