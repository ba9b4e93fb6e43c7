"""The keys of the frame. They rest while the screen is locked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence

from ui.window import menus
from ui.window.outline import Outline


def bind_keys(window: Outline) -> list[QAction]:
    """Give the window its keys."""
    plain: tuple[tuple[str, Callable[[], object]], ...] = (
        ("Ctrl+K", lambda: menus.jump(window)),
        ("Ctrl+/", lambda: menus.show_keys(window)),
        ("Ctrl+Z", window.undo),
        ("Ctrl+L", window.lock_now),
        ("F1", window.show_help),
        ("/", window.search_page),
    )
    made = [_bind(window, keys, act) for keys, act in plain]
    for number in range(10):
        place = 9 if number == 0 else number - 1
        made.append(_bind(window, f"Ctrl+{number}", lambda nth=place: window.go_to_place(nth)))  # type: ignore[misc]
    return made


def _bind(window: Outline, keys: str, act: Callable[[], object]) -> QAction:
    action = QAction(window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: act())
    window.addAction(action)
    return action
