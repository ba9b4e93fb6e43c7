"""The program as main.py starts it, on a copy of a prepared store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shelter_admin.operations.explain import explain
from shelter_admin.operations.language import use
from shelter_admin.persistence.address import Place
from tests.journeys import house
from tests.journeys.sitting import Sitting
from tests.people import NOON, FixedClock, an_opener, copied
from ui.kit import alerts, preferences
from ui.window import program as programs

Begin = Callable[..., Sitting]


@pytest.fixture(scope="session")
def staffed(tmp_path_factory) -> Place:
    return house.staffed(tmp_path_factory.mktemp("staffed"))


@pytest.fixture(scope="session")
def moved_in(staffed, tmp_path_factory) -> Place:
    folder = tmp_path_factory.mktemp("moved-in")
    return house.moved_in(folder)


@pytest.fixture
def faults(monkeypatch) -> Iterator[list[BaseException]]:
    """Whatever would open the crash dialog; a test that causes any fails."""
    found: list[BaseException] = []
    hook = sys.excepthook
    monkeypatch.setattr(alerts, "crash", lambda error, owner=None: found.append(error))
    yield found
    sys.excepthook = hook
    assert found == []


class NoLoop:
    """Stands for QApplication where the program ends: the loop of the tests goes on."""

    exit = staticmethod(lambda _status: None)


@pytest.fixture
def begin(qapp, qtbot, tmp_path, monkeypatch, faults) -> Iterator[Begin]:
    """Start the program on a copy of a store and show its login window."""
    monkeypatch.setattr(programs, "QApplication", NoLoop)
    started: list[Sitting] = []

    def start(store: Place, now=NOON) -> Sitting:
        place = copied(store, tmp_path / "data")
        clock = FixedClock(now)
        use(preferences.current().language)
        program = programs.Program(an_opener(clock), explain, clock)
        sitting = Sitting(qtbot, program, clock)
        started.append(sitting)
        program.start(place if isinstance(place, Path) else str(place))
        program.login.activateWindow()
        return sitting

    yield start
    for sitting in started:
        leave(sitting)


def leave(sitting: Sitting) -> None:
    """Close the program as a person does; what is open in front goes first."""
    for dialog in sitting.dialogs():
        dialog.reject()
    window = sitting.program.window
    if window is not None and window.isVisible():
        closed: list[bool] = []
        window.closed.connect(lambda: closed.append(True))
        sitting.settle()
        window.close()
        sitting.wait(lambda: closed)
        window.deleteLater()
    sitting.program.login.close()
    sitting.program.login.deleteLater()
    sitting.program.tasks.close()
    sitting.program.deleteLater()
    QApplication.sendPostedEvents(None, 0)


@pytest.fixture
def files(monkeypatch) -> Callable[[Path], None]:
    """Say which file the next file dialog gives."""

    def give(path: Path) -> None:
        from PySide6.QtWidgets import QFileDialog

        monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_args, **_more: (str(path), "")))

    return give
