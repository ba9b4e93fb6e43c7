"""Tabs whose titles go on in the next line where one line is too short, so that none hides behind an arrow."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QTabWidget, QWidget
from typing_extensions import override

from ui.kit import theme
from ui.kit.flow import Flow

_AROUND = 10


class TabRows(QTabWidget):
    """A tab widget as any other; its titles stand in ``titles``, which belongs above it in the layout.

    Arrow keys move along the titles, Ctrl+Tab along the tabs.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titles = Flow(spacing=0)
        self._buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.tabBar().hide()
        self.currentChanged.connect(self._hold)

    @override
    def tabInserted(self, index: int) -> None:
        """A title more; titles come in the order in which the tabs are added."""
        super().tabInserted(index)
        words = self.tabText(index)
        made = QPushButton(words)
        made.setProperty("kind", "tab")
        made.setCheckable(True)
        made.setAccessibleName(words)
        # The chosen one is written in a heavier weight: every one keeps room for it.
        made.setMinimumWidth(QFontMetrics(theme.font(strong=True)).horizontalAdvance(words) + _AROUND)
        made.clicked.connect(lambda: self.setCurrentIndex(self._buttons.index(made)))
        self._group.addButton(made)
        self._buttons.insert(index, made)
        self.titles.addWidget(made)
        self._hold(self.currentIndex())

    def _hold(self, index: int) -> None:
        if 0 <= index < len(self._buttons):
            self._buttons[index].setChecked(True)
