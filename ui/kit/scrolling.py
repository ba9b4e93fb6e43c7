"""A part that takes the height there is, and scrolls where that is less than what stands in it needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
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
        self.setWidgetResizable(True)
        holder = QWidget()
        holder.setProperty("clear", "true")
        self._layout = _OnlyTheLeast(holder, inner, self)
        self.setWidget(holder)
        self.viewport().setAutoFillBackground(False)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width(), LEAST_HEIGHT)

    @override
    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()


class _OnlyTheLeast(QVBoxLayout):
    """Stands between, as Qt would give a part whose height depends on its width all the height it likes."""

    def __init__(self, holder: QWidget, inner: QWidget, area: QScrollArea) -> None:
        super().__init__(holder)
        self._inner, self._area = inner, area
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(inner)

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def minimumSize(self) -> QSize:
        """The least height in which everything inside stands whole, in the width there is."""
        layout = self._inner.layout()
        if layout is not None and layout.hasHeightForWidth():
            return QSize(0, layout.minimumHeightForWidth(self._area.viewport().width()))
        return QSize(0, self._inner.minimumSizeHint().height())
