"""A person's photo, with the sign of a person until there is one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit import icons


class Picture(QLabel):
    """A photo cut to one size."""

    def __init__(self, size: tuple[int, int], sign: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setFixedSize(*size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("picture", "true")
        self.show_none()

    def show_none(self) -> None:
        """Show the sign of a person."""
        self.setPixmap(icons.pixmap("user", "muted", self._sign))

    def show_photo(self, content: bytes) -> None:
        """Show a photo; one that cannot be drawn leaves the sign."""
        drawn = QPixmap()
        if not drawn.loadFromData(content):
            self.show_none()
            return
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        grown = drawn.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        left, top = (grown.width() - wanted.width()) // 2, (grown.height() - wanted.height()) // 2
        cut = grown.copy(left, top, wanted.width(), wanted.height())
        cut.setDevicePixelRatio(ratio)
        self.setPixmap(cut)
