"""Icons of one open set (Lucide), tinted by token."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit import theme


@lru_cache(maxsize=512)
def _pixmap(name: str, hex_colour: str, size: int, ratio: float) -> QPixmap:
    drawing = (theme.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", hex_colour).encode()))
    pixels = max(1, round(size * ratio))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(name: str, tint: str = "text", size: int = 20, ratio: float = 2.0) -> QPixmap:
    """Draw an icon in the colour of a token; ``size`` in logical pixels."""
    return _pixmap(name, theme.colour(tint).name(), size, ratio)


def icon(name: str, tint: str = "text", size: int = 20) -> QIcon:
    """An icon in the colour of a token."""
    made = QIcon(pixmap(name, tint, size))
    made.addPixmap(pixmap(name, "muted", size), QIcon.Mode.Disabled)
    return made


def icon_before_words(name: str, tint: str = "text", size: int = 16, gap: int = 4) -> QIcon:
    """An icon with some room to its right: buttons set their words too close. Its size is ``size + gap`` wide."""
    made = QIcon()
    for mode, own in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, "muted")):
        drawn = pixmap(name, own, size)
        ratio = drawn.devicePixelRatio()
        roomy = QPixmap(round((size + gap) * ratio), round(size * ratio))
        roomy.fill(Qt.GlobalColor.transparent)
        roomy.setDevicePixelRatio(ratio)
        painter = QPainter(roomy)
        painter.drawPixmap(0, 0, drawn)
        painter.end()
        made.addPixmap(roomy, mode)
    return made


class IconLabel(QLabel):
    """An icon beside words; it follows the theme."""

    def __init__(self, name: str, tint: str = "muted", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tint, self._size = name, tint, size
        self.setFixedSize(size, size)
        theme.current().changed.connect(self._paint)
        self._paint()

    def show_icon(self, name: str, tint: str) -> None:
        """Show another icon or colour."""
        self._name, self._tint = name, tint
        self._paint()

    def _paint(self) -> None:
        self.setPixmap(pixmap(self._name, self._tint, self._size))
