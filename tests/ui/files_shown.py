"""What the tests of a resident's papers look at: tabs, sheets, what is said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from shelter_admin.domain.accounts import Role
from tests.operations.residents_house import House
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.residents.page import ResidentsPage


def residents_page(qtbot, house: House, *roles: Role, at: str = "") -> ResidentsPage:
    """The page of residents as this role has it, with somebody's file or a list opened."""
    front = FrontDesk(house.desk(*roles) if roles else house.head, StraightTasks())
    page = ResidentsPage(front)
    front.changed.connect(page.take_changes)
    page.resize(1158, 658)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    if at:
        page.open_person(at)
    return page


def tab(page: ResidentsPage, kind: type[Any]) -> Any:
    """The tab of this kind, opened."""
    for later in page.file.more:
        page.file.tabs.setCurrentWidget(later)
        if isinstance(later.tab, kind):
            QTest.qWait(5)  # a part put into a shown layout is shown a moment later
            return later.tab
    raise AssertionError("there is no such tab")


def sheet(kind: type[Any]) -> Any:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def press(qtbot, widget: QWidget, words: str) -> None:
    (found,) = [one for one in widget.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def lines(listed: Any) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


def names_of_tabs(page: ResidentsPage) -> list[str]:
    return [page.file.tabs.tabText(at) for at in range(page.file.tabs.count())]
