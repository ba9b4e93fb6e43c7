"""What the keyboard is on, and a sheet that is open, found as what they are."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)


def focus() -> QWidget:
    """The widget the next key goes to; there is one."""
    on = QApplication.focusWidget()
    assert on is not None
    return on


def open_sheet(kind: type[W]) -> W:
    """The window of this kind that is open."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())
