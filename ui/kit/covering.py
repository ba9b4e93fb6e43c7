"""What a locked window shows outside itself: no picture of it in the task switcher, no open list, no tip."""

from __future__ import annotations

import sys
from typing import Any, Final

from PySide6.QtWidgets import QApplication, QToolTip, QWidget

# Numbers of Windows' DWMWINDOWATTRIBUTE: an icon in place of the live picture, no peeking through other windows.
_FORCE_ICONIC: Final = 7
_DISALLOW_PEEK: Final = 11


def close_what_floats() -> None:
    """Take away lists, menus and tips that lie over the window: they would stay over a cover too."""
    QToolTip.hideText()
    while (open_one := QApplication.activePopupWidget()) is not None:
        open_one.close()
        if QApplication.activePopupWidget() is open_one:
            return


def hide_from_switcher(window: QWidget, *, hidden: bool) -> bool:
    """Let the task switcher show the program's icon in place of the window, or the window again.

    Windows keeps the picture of a window from before it was put away; other systems show it as it stands, covered.
    Says whether the system took it.
    """
    if not _on_windows():
        return False
    return _told(int(window.winId()), _FORCE_ICONIC, hidden) and _told(int(window.winId()), _DISALLOW_PEEK, hidden)


def _on_windows() -> bool:
    return sys.platform == "win32"


def _told(handle: int, attribute: int, wanted: bool) -> bool:
    import ctypes

    system: Any = ctypes
    value = ctypes.c_int(wanted)
    try:
        answer = system.windll.dwmapi.DwmSetWindowAttribute(
            ctypes.c_void_p(handle), attribute, ctypes.byref(value), ctypes.sizeof(value)
        )
    except (AttributeError, OSError):  # a Windows without its window manager
        return False
    return int(answer) == 0
