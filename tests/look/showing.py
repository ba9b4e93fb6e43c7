"""Shows one size of everything and writes the pictures; run in a process of its own."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shelter_admin.operations.language import use
from tests.look.__main__ import FINDINGS, SIZES
from tests.look.checks import findings
from tests.look.houses import EVENING, HOUSES
from tests.look.scenes import Scene, put_away, scenes_of
from tests.look.starting import STARTS, Start
from tests.look.waiting import NothingToShow, settle, until_drawn
from tests.people import FixedClock, an_opener
from ui.kit import preferences, theme
from ui.kit.rubbish import Rubbish
from ui.kit.tasks import Tasks
from ui.window.pages import PAGES, warm_up
from ui.window.window import MainWindow

DIM = QColor(0, 0, 0, 70)
SETTLING = 400  # milliseconds


def show_all(size: str, asked: argparse.Namespace) -> int:
    """Picture everything asked for in this size; 1 where something is wrong."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    sys.excepthook = _told
    place = asked.out / size
    place.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
            QSettings.setPath(kind, QSettings.Scope.UserScope, folder)
        theme.install(app)
        Rubbish(app)
        warm_up()
        found |= dict(_starting(Path(folder), size, asked))
        for house in asked.house:
            found |= dict(_house(house, Path(folder), size, asked))
    (place / FINDINGS).write_text(json.dumps(found, indent=1, ensure_ascii=False))
    return 1 if FAULTS or any(found.values()) else 0


FAULTS: list[BaseException] = []


def _told(kind: type[BaseException], error: BaseException, trace: object) -> None:
    FAULTS.append(error)
    sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]


def _starting(folder: Path, size: str, asked: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """What is there before anybody signed in; once, as it holds nobody."""
    own = preferences.current()
    for language, shade in product(asked.language, asked.theme):
        own.choose_language(language)
        use(language)
        own.choose_theme(shade)
        for scene in STARTS:
            name = f"{scene.name}-{shade}-{language}"
            if not asked.only or any(name.startswith(wanted) for wanted in asked.only):
                yield name, _start_of(scene, folder, size, asked.out / size / f"{name}.png")


def _start_of(scene: Start, folder: Path, size: str, path: Path) -> list[str]:
    tasks = Tasks()
    width, height, scale = SIZES[size]
    window = scene.make(folder, tasks)
    window.resize(round(width / scale), round(height / scale))
    window.show()
    settle(tasks)
    scene.show(window)
    settle(tasks)
    wrong = picture(window, path)
    window.hide()
    tasks.close()
    window.deleteLater()
    return wrong


def _house(house: str, folder: Path, size: str, asked: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    desk = HOUSES[house](folder / house)
    tasks = Tasks()
    there = [spec for spec in PAGES if find_spec(spec.module.rsplit(".", 1)[0]) and find_spec(spec.module)]
    window = MainWindow(desk, tasks, an_opener(FixedClock(EVENING)), there)
    width, height, scale = SIZES[size]
    window.resize(round(width / scale), round(height / scale))
    window.show()
    own = preferences.current()
    for language, shade in product(asked.language, asked.theme):
        own.choose_language(language)
        own.choose_theme(shade)
        for scene in scenes_of(window):
            if asked.only and not any(scene.name.startswith(wanted) for wanted in asked.only):
                continue
            name = f"{scene.name}-{house}-{shade}-{language}"
            try:
                yield name, _picture_of(scene, window, tasks, asked.out / size / f"{name}.png")
            except NothingToShow:
                print(f"{name}: nothing to show")
                put_away(window, scene)
            except Exception as error:  # noqa: BLE001 - the other scenes are to be looked at all the same
                yield name, [f"fault: {type(error).__name__}: {error}"]
    _leave(window, tasks)


def _picture_of(scene: Scene, window: MainWindow, tasks: Tasks, path: Path) -> list[str]:
    window.go(scene.page)
    settle(tasks)
    if scene.show is not None:
        scene.show(window)
        settle(tasks)
        until_drawn()
    wrong = picture(window, path)
    put_away(window, scene)
    settle(tasks)
    return wrong


def _leave(window: MainWindow, tasks: Tasks) -> None:
    window.close()
    settle(tasks)
    window.may_close = True
    window.close()
    tasks.close()
    window.deleteLater()
    QTest.qWait(1)


def picture(window: QWidget, path: Path) -> list[str]:
    """Write what is shown as a picture, dialogs above the window; gives what is wrong in it.

    On a loaded machine a layout may still be on its way: only what is wrong a moment later too is wrong.
    """
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    wrong = [told for one in (window, *dialogs) for told in findings(one)]
    if wrong:
        QTest.qWait(SETTLING)
        wrong = [told for one in (window, *dialogs) for told in findings(one)]
    shown = window.grab()
    for dialog in dialogs:
        _lay_over(shown, dialog, window)
    shown.save(str(path))
    return wrong


def _lay_over(shown: QPixmap, dialog: QDialog, window: QWidget) -> None:
    above = dialog.grab()
    painter = QPainter(shown)
    painter.fillRect(window.rect(), DIM)
    size = dialog.size()
    if size.width() > window.width() or size.height() > window.height():
        painter.fillRect(window.rect(), QColor(255, 0, 0, 90))
    painter.drawPixmap(
        QPoint(max(0, (window.width() - size.width()) // 2), max(0, (window.height() - size.height()) // 2)), above
    )
    painter.end()
