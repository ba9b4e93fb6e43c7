"""Lines between header and page: what is the matter with the server, calmly; nothing is covered, nothing is closed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.icons import IconLabel
from ui.kit.widgets import button, label

SIGNS = {
    "attention": "triangle-alert",
    "danger": "circle-alert",
    "info": "info",
    "ok": "circle-check",
}


@dataclass(frozen=True)
class Line:
    """One line: its look (attention, danger, info, ok), its words, and whether the user can put it away."""

    look: str
    words: str
    closable: bool = False


class Banners(QWidget):
    """The lines by their keys; none takes no room. Saying the same again changes nothing, so no focus moves.

    ``closed`` tells the key of one that the user has put away.
    """

    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.MARGIN, 8, theme.MARGIN, 0)
        self._column.setSpacing(6)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What is said now."""
        return [line.words for line in self._lines.values()]

    def say(self, lines: dict[str, Line]) -> None:
        """Say these and nothing else."""
        if lines == self._lines:
            return
        self._lines = dict(lines)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, line in lines.items():
            self._column.addWidget(self._made(key, line))
        self.setVisible(bool(lines))

    def _made(self, key: str, line: Line) -> QFrame:
        made = QFrame()
        made.setProperty("banner", line.look)
        made.setAccessibleName(line.words)
        row = QHBoxLayout(made)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(SIGNS[line.look], line.look, 18))
        row.addWidget(label(line.words, wrap=True), 1)
        if line.closable:
            put_away = button(_("Understood"), lambda: self.closed.emit(key), kind="quiet")
            put_away.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(put_away)
        return made
