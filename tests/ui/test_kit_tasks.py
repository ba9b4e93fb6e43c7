"""Work off the window's thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.progress import Cancelled
from ui.kit.tasks import Tasks


@pytest.fixture
def tasks(qtbot):
    del qtbot
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_that_work_is_done_elsewhere_and_its_outcome_comes_back_here(tasks: Tasks, owner, qtbot, qapp) -> None:
    worked: list[int] = []
    came: list[tuple[str, bool]] = []

    def work() -> str:
        worked.append(threading.get_ident())
        return "done"

    tasks.at_store(
        work,
        owner,
        lambda outcome: came.append((outcome, QThread.currentThread() is qapp.thread())),
    )
    assert came == []
    qtbot.waitUntil(lambda: bool(came))
    assert came == [("done", True)]
    assert worked != [threading.get_ident()]


def test_that_the_store_does_one_piece_of_work_after_the_other(tasks: Tasks, owner, qtbot) -> None:
    at_once: list[int] = []
    most: list[int] = []

    def work() -> None:
        at_once.append(1)
        most.append(len(at_once))
        threading.Event().wait(0.01)
        at_once.pop()

    for _again in range(6):
        tasks.at_store(work, owner)
    qtbot.waitUntil(lambda: tasks.idle)
    assert most == [1] * 6


def test_that_the_outcome_is_dropped_when_who_asked_is_gone(tasks: Tasks, qtbot) -> None:
    gone = QWidget()
    go_on = threading.Event()
    came: list[object] = []
    tasks.at_store(go_on.wait, gone, came.append, came.append)
    delete(gone)
    go_on.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert came == []


def test_that_a_fault_is_dropped_too_when_who_asked_is_gone(tasks: Tasks, qtbot) -> None:
    gone = QWidget()
    go_on = threading.Event()
    came: list[object] = []
    tasks.failed.connect(lambda _owner, error: came.append(error))

    def fail() -> None:
        go_on.wait()
        raise Refused("bed_taken")

    tasks.at_store(fail, gone)
    delete(gone)
    go_on.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert came == []


def test_that_a_failure_comes_to_who_asked_and_else_to_the_window(tasks: Tasks, owner, qtbot) -> None:
    said: list[BaseException] = []
    unsaid: list[tuple[object, BaseException]] = []
    tasks.failed.connect(lambda who, error: unsaid.append((who, error)))

    def fail() -> None:
        raise Refused("bed_taken")

    tasks.at_store(fail, owner, None, said.append)
    tasks.at_store(fail, owner)
    qtbot.waitUntil(lambda: tasks.idle)
    assert [error.args for error in said] == [("bed_taken",)]
    assert [(who is owner, error.args) for who, error in unsaid] == [(True, ("bed_taken",))]


def test_that_busy_is_told_once_for_all_that_is_under_way(tasks: Tasks, owner, qtbot) -> None:
    told: list[bool] = []
    tasks.busy.connect(told.append)
    for _again in range(3):
        tasks.at_store(lambda: None, owner)
    qtbot.waitUntil(lambda: tasks.idle)
    assert told == [True, False]


def test_that_long_work_tells_its_steps_and_can_be_stopped(tasks: Tasks, owner, qtbot) -> None:
    seen: list[tuple[int, int]] = []
    failed: list[BaseException] = []
    go_on = threading.Event()

    def work(progress) -> None:
        progress.step(1, 2)
        go_on.wait()
        progress.step(2, 2)

    watched: list[object] = []
    tasks.long_work.connect(watched.append)
    steps = tasks.long(work, owner, None, failed.append)
    assert watched == [steps]
    steps.stepped.connect(lambda done, of: seen.append((done, of)))
    steps.stop()
    go_on.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert [type(error) for error in failed] == [Cancelled]
    assert (2, 2) not in seen
