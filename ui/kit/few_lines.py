"""Words that may take a few lines and no more, so that a long name leaves the rest of a narrow place its room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from ui.kit.letters import harmless, tip


class FewLines(QLabel):
    """Wraps its words; what does not fit into ``most`` lines is shortened with "…", and the tooltip says all of it."""

    def __init__(self, most: int, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if look:
            self.setProperty("look", look)

    @override
    def setText(self, text: str) -> None:
        """Show these words, all of them where there is room."""
        self._whole = harmless(text)
        self.setAccessibleName(self._whole)
        super().setText(self._whole)
        self.updateGeometry()
        self._fit()

    @override
    def text(self) -> str:
        """All of the words."""
        return self._whole

    def shown(self) -> str:
        """The words as they stand there."""
        return super().text()

    @override
    def heightForWidth(self, width: int) -> int:
        lines = max(1, len(self._begins(width)))
        return min(lines, self._most) * self.fontMetrics().lineSpacing()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._most * self.fontMetrics().lineSpacing()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _begins(self, width: int) -> list[int]:
        """Where each line begins in so much room."""
        layout = QTextLayout(self._whole, self.font())
        begins = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            begins.append(line.textStart())
        layout.endLayout()
        return begins

    def _fit(self) -> None:
        width = self.contentsRect().width()
        begins = self._begins(width)
        fitting = self._whole
        if len(begins) > self._most:
            last = begins[self._most - 1]
            room = width - self.fontMetrics().averageCharWidth() // 2  # letters side by side are wider than their sum
            elided = self.fontMetrics().elidedText(self._whole[last:], Qt.TextElideMode.ElideRight, room)
            fitting = self._whole[:last] + elided
        if fitting != self.shown():
            super().setText(fitting)
        self.setToolTip(tip(self._whole) if fitting != self._whole else "")


def in_two_lines(words: str, letters: QFontMetrics) -> str:
    """The words broken where their two lines are shortest; a single word stays as it is."""
    parts = words.split()
    breaks = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    if not breaks:
        return words
    return "\n".join(min(breaks, key=lambda lines: max(letters.horizontalAdvance(line) for line in lines)))
