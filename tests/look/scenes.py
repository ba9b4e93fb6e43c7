"""What there is to look at: every page as it opens, and what one opens from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTabWidget

from shelter_admin.operations.residents import ResidentList
from ui.window import menus
from ui.window.window import MainWindow

Show = Callable[[MainWindow], object]


@dataclass(frozen=True)
class Scene:
    """One picture: its name, and how to come there from the page that is open."""

    name: str
    page: str
    show: Show | None = None


def scenes_of(window: MainWindow) -> Iterator[Scene]:
    """The scenes of everything this user has."""
    for spec in window.seat.specs:
        yield Scene(spec.key, spec.key)
        yield from (Scene(f"{spec.key}-{scene.name}", spec.key, scene.show) for scene in MORE.get(spec.key, ()))
    first = window.seat.specs[0].key
    yield Scene("frame-search", first, _search)
    yield Scene("frame-keys", first, menus.show_keys)
    yield Scene("frame-help", first, MainWindow.show_help)
    yield Scene("frame-lock", first, lambda shown: shown.locking.lock_now())
    yield Scene("frame-change-user", first, lambda shown: shown.locking.change_user())


def _search(window: MainWindow) -> None:
    palette = menus.jump(window)
    QTest.keyClicks(palette.typed, "s")
    QTest.qWait(200)


def _first_person(window: MainWindow) -> None:
    people = window.seat.front.desk.ask(ResidentList())
    if people:
        window.go("residents", people[0].person_id)


def acting(name: str) -> Show:
    """Call a method of the page, as Ctrl+K does."""
    return lambda window: getattr(window.seat.current(), name)()


def tab(number: int) -> Show:
    """Turn to a tab of the page."""

    def turn(window: MainWindow) -> None:
        page: Any = window.seat.current()
        tabs = page.findChild(QTabWidget)
        if tabs is not None and number < tabs.count():
            tabs.setCurrentIndex(number)

    return turn


def typing(words: str) -> Show:
    """Type into the page's own search."""

    def typed(window: MainWindow) -> None:
        page = window.seat.current()
        if page is not None:
            page.focus_search()
            field = QApplication.focusWidget() or page.findChild(QLineEdit)
            if field is not None:
                QTest.keyClicks(field, words)
            QTest.qWait(300)

    return typed


MORE: dict[str, tuple[Scene, ...]] = {
    "residents": (Scene("person", "", _first_person), Scene("search", "", typing("si"))),
    "presence": (Scene("typing", "", typing("si")), Scene("roll-call", "", tab(1))),
}


def put_away(window: MainWindow) -> None:
    """Close what a scene opened and come back to the plain window."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()
    if window.frame.help.isVisible():
        window.frame.help.close_panel()
    if window.locking.locked:
        window.locking.screen.hide()
        window.rest(resting=False)
    QTest.keyClick(window, Qt.Key.Key_Escape)
