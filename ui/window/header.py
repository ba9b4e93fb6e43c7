"""The header: which page, what it says about itself, and the way to anything (Ctrl+K)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.icons import IconLabel
from ui.kit.widgets import label

SEARCH_WIDTH: Final = 300


class Header(QWidget):
    """Title, the page's own line beside it, and the search."""

    search = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(56)
        self.title = label("", "title")
        self._lines = QStackedLayout()
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.MARGIN, 8, theme.MARGIN, 4)
        line.setSpacing(16)
        line.addWidget(self.title)
        holder = QWidget()
        holder.setProperty("clear", "true")
        holder.setLayout(self._lines)
        line.addWidget(holder, 1)
        self.search_button = _search_button()
        self.search_button.clicked.connect(self.search)
        line.addWidget(self.search_button)

    def show_page(self, title: str, subtitle: QLabel) -> None:
        """Show a page's title, and its own line from the page itself."""
        self.title.setText(title)
        if self._lines.indexOf(subtitle) < 0:
            subtitle.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            subtitle.setContentsMargins(0, 6, 0, 0)
            self._lines.addWidget(subtitle)
        self._lines.setCurrentWidget(subtitle)

    def release(self) -> None:
        """Give the pages their own lines back."""
        while (line := self._lines.currentWidget()) is not None:
            self._lines.removeWidget(line)
            line.setParent(None)


def _search_button() -> QPushButton:
    made = QPushButton()
    made.setProperty("kind", "search")
    made.setFixedSize(SEARCH_WIDTH, 34)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(_("Search people, pages, acts"))
    made.setToolTip("Ctrl+K")
    key = label("Ctrl K")
    key.setProperty("key", "true")
    line = QHBoxLayout(made)
    line.setContentsMargins(10, 0, 8, 0)
    line.setSpacing(8)
    line.addWidget(IconLabel("search", "muted", 16))
    line.addWidget(label(_("Search people, pages, acts"), "muted"), 1)
    line.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
    for part in made.findChildren(QLabel):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
