"""What every test finds: no screen needed, the program's own type, files of its own, nothing left open."""

from __future__ import annotations

import gc
import os
import tempfile
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")

import gettext
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from shelter_admin.domain.words import ENGLISH, speak
from tests import server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.operations.residents_house import House
    from tests.own_server import OfficeServer

WORKERS = ("store", "paper", "warm")
MANY = 40


def pytest_configure(config: pytest.Config) -> None:
    """Whatever the program keeps for its user goes into a folder of this run."""
    folder = tempfile.TemporaryDirectory(prefix="user-")
    config.add_cleanup(folder.cleanup)
    os.environ["XDG_DATA_HOME"] = folder.name
    config.add_cleanup(server.leave)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server leave out what is about the file itself, which says why (``embedded``), and the other way round."""
    about_the_file = {item for item in items for mark in item.iter_markers("embedded") if _reason_of(mark)}
    about_a_server = {item for item in items if item.get_closest_marker("on_server")}
    left_out = about_the_file if server.ON_SERVER else about_a_server
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _reason_of(mark: pytest.Mark) -> str:
    (reason,) = mark.args
    assert isinstance(reason, str)
    assert reason
    return reason


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with its head at the desk, nobody in it."""
    from tests.operations.residents_house import a_house

    made = a_house(tmp_path)
    yield made
    made.head.close()


@pytest.fixture(autouse=True)
def databases_taken_back() -> Iterator[None]:
    """What a test made on the server goes with it; what its module or the run made before stays."""
    before = server.DATABASES.known()
    yield
    for path in server.DATABASES.known() - before:
        server.DATABASES.forget(path)


@pytest.fixture(scope="module")
def office_server() -> Iterator[OfficeServer]:
    """An office's server, set up by the printed page."""
    from tests import own_server

    with own_server.office_server() as made:
        yield made


@pytest.fixture(autouse=True)
def plain_words() -> Iterator[None]:
    """Every test begins with the messages themselves, whatever language the one before spoke."""
    speak(ENGLISH, gettext.NullTranslations())
    yield
    speak(ENGLISH, gettext.NullTranslations())


@pytest.fixture(scope="module", autouse=True)
def what_stays_is_not_searched() -> None:
    """Whatever outlived the modules before is set aside for good, else every window's test would search all of it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_open(request, tmp_path_factory) -> Iterator[None]:
    """A window, a dialog or a worker left behind fails the test that left it.

    As in the program, unused cycles are looked for between events only: a search in the middle of Qt's own work
    destroys widgets under its hands (``ui.kit.rubbish``).
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    from ui.kit.rubbish import left_alone

    app = request.getfixturevalue("qapp")
    _dress(app, tmp_path_factory)
    with left_alone():
        yield
    _tidy(app)
    assert [type(widget).__name__ for widget in app.topLevelWidgets() if widget.isVisible()] == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith(WORKERS)] == []


def _dress(app, tmp_path_factory) -> None:
    from PySide6.QtCore import QSettings

    from ui.kit import theme

    folder = str(tmp_path_factory.mktemp("settings"))
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(kind, scope, folder)
    if theme.current().dark:
        theme.current().use(dark=False)
    app.setQuitOnLastWindowClosed(False)


def _tidy(app) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(2 if len(app.topLevelWidgets()) > MANY else 1)  # windows of earlier tests would slow every later one
