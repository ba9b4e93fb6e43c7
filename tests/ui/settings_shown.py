"""The settings page in tests: over a real desk or the recording one, and a hand to click and type with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox

from shelter_admin.operations.desk import Desk
from tests.people import FAST, a_desk
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.settings.page import SettingsPage


def head_desk(tmp_path: Path) -> Desk:
    """The head's desk at a new store; passwords set here are cheap. The caller closes it."""
    made = a_desk(tmp_path)
    made.store.profile = FAST
    return made


def a_page(qtbot, desk, section: str = "") -> Any:
    front = FrontDesk(desk, StraightTasks())
    front.tasks.failed.connect(raise_it)
    front.trouble.connect(raise_it)
    return shown(qtbot, front, section)


def shown(qtbot, front: FrontDesk, section: str = "") -> Any:
    page = SettingsPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    if section:
        page.open_person(section)
    return page


def raise_it(_owner: object, error: BaseException) -> None:
    raise error


def click(qtbot, made) -> None:
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def write(qtbot, field, words: str) -> None:
    field.line.clear()
    qtbot.keyClicks(field.editor, words)


def a_dialog(qtbot) -> Any:
    qtbot.waitUntil(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())


def agree(qtbot) -> None:
    buttons = a_dialog(qtbot).findChild(QDialogButtonBox)
    yes = next(one for one in buttons.buttons() if buttons.buttonRole(one) is QDialogButtonBox.ButtonRole.AcceptRole)
    click(qtbot, yes)
