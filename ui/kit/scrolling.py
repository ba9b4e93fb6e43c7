"""A part that takes the height there is, and scrolls where that is less than what stands in it needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

LEAST_HEIGHT: Final = 48


class Scrolling(QScrollArea):
    """Holds ``inner``, which fills the place while it has room and never gets lower than it needs to stand whole.

    Unlike Qt's own way it does not ask for the height that lists inside would like to have, only for their least.
    """

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not inner.property("card"):  # a card keeps its surface
            inner.setProperty("clear", "true")
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)

    def needed(self, width: int) -> int:
        """The least height in which everything inside stands whole."""
        inner = self._inner
        layout = inner.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(width)
        return inner.minimumSizeHint().height()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width(), LEAST_HEIGHT)

    @override
    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inner:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self.viewport().size()
        size = QSize(room.width(), max(room.height(), self.needed(room.width())))
        if self._inner.size() != size:
            self._inner.resize(size)
