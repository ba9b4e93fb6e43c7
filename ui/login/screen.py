"""Is there a screen? Asked before the toolkit is loaded: without one it would end the process with a crash."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from shelter_admin.domain.words import INDONESIAN, _, speak

_XCB: Final = "libxcb.so.1"


def why_no_screen(env: Mapping[str, str], platform: str) -> str:
    """One sentence for whoever started the program where no window can be shown; empty where one can."""
    if not platform.startswith("linux") or env.get("QT_QPA_PLATFORM", "xcb").split(":")[0] not in {"xcb", "wayland"}:
        return ""
    if _wayland_answers(env) or _x_answers(env):
        return ""
    from shelter_admin.operations.language import load_catalogue

    speak(INDONESIAN, load_catalogue(INDONESIAN))
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        return _(
            "The screen {name} does not answer, so no window can be shown; start the program at a desktop."
        ).format(name=env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))
    return _("There is no screen here, so no window can be shown; start the program at a desktop.")


def _x_answers(env: Mapping[str, str]) -> bool:
    """Connect the way the toolkit will, so that a wrong number and a missing right are noticed too."""
    if not env.get("DISPLAY"):
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL(_XCB)
    except OSError:
        return True  # without the library the toolkit says itself what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(env["DISPLAY"].encode(), None)
    answers = int(xcb.xcb_connection_has_error(connection)) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers(env: Mapping[str, str]) -> bool:
    name, folder = env.get("WAYLAND_DISPLAY"), env.get("XDG_RUNTIME_DIR", "")
    if not name:
        return False
    import socket

    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(str(Path(folder) / name))
        return True
    return False
