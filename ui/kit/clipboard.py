"""A NIK that was copied stays on the clipboard for half a minute: who comes after must not paste it elsewhere."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS: Final = 30
_NIK: Final = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_PLACES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def has_picture() -> bool:
    """Say whether the clipboard holds a picture."""
    held = QGuiApplication.clipboard().mimeData()
    return held is not None and held.hasImage()


def copied_picture() -> bytes:
    """The picture on the clipboard as a PNG, empty where there is none."""
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        return b""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes the format as text
    buffer.close()
    return bytes(content.data())


class ClipboardWatch(QObject):
    """Empties the clipboard some seconds after a NIK was copied from here, if it still holds it.

    What other programs put there is never touched.
    """

    def __init__(self, parent: QObject | None = None, *, milliseconds: int = SECONDS * 1000) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._held: dict[QClipboard.Mode, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._changed)

    def clear(self) -> None:
        """Take away at once what was copied from here and is still there: on locking, on leaving."""
        self._timer.stop()
        held, self._held = self._held, {}
        for place, copied in held.items():
            if self._clipboard.text(place) == copied:
                self._clipboard.clear(place)

    def _changed(self, place: QClipboard.Mode) -> None:
        self._held.pop(place, None)
        if place not in _PLACES or not self._is_ours(place):
            return
        copied = self._clipboard.text(place)
        if _NIK.search(copied):
            self._held[place] = copied
            self._timer.start()

    def _is_ours(self, place: QClipboard.Mode) -> bool:
        if place is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()
