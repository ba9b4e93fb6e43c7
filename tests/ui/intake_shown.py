"""The page of the waiting list as it is shown in tests, and what is pressed there."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.recording_desk import StraightTasks
from ui.intake.page import WaitingListPage
from ui.kit.form import Form
from ui.kit.frontdesk import FrontDesk

Shown = TypeVar("Shown", bound=QWidget)


def show(qtbot, desk) -> WaitingListPage:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    page = WaitingListPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.reload()
    return page


def _raise(_owner, failure):
    raise failure


def sheet_of(page: QWidget, kind: type[Shown]) -> Shown:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def press(page: WaitingListPage, words: str) -> None:
    """Click the button of the application that says this."""
    QTest.qWait(1)  # what was taken away goes, what was added is shown
    found = [one for one in page.file.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {words}"
    found[0].click()


def fill(form: Form, **values: Any) -> None:
    form.load(values)


def open_one(page: WaitingListPage, applicant_id: str) -> None:
    page.open_person(applicant_id)
    assert page.file.applicant_id == applicant_id


def names(page: WaitingListPage) -> list[str]:
    return [one.name for one in page.table.records]
