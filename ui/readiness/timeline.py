"""Steps below each other, joined by a line: what was reached, what not yet, and the act that records it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit import theme
from ui.kit.icons import IconLabel
from ui.kit.widgets import button, label

SIGN: Final = 18


@dataclass(frozen=True)
class Step:
    """One step: its sign and colour, its name, what is known of it, and perhaps the act that belongs to it."""

    sign: str
    token: str
    title: str
    state: str = ""
    words: str = ""
    act: tuple[str, Callable[[], None]] | None = None


class _Line(QWidget):
    """One step as drawn, with the line down to the next."""

    def __init__(self, step: Step, *, last: bool) -> None:
        super().__init__()
        self._last = last
        self.setProperty("clear", "true")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 10)
        whole.setSpacing(10)
        self.sign = IconLabel(step.sign, step.token, SIGN)
        whole.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(step.title, "strong", wrap=True))
        told = " · ".join(part for part in (step.state, step.words) if part)
        if told:
            column.addWidget(label(told, "small", wrap=True))
        if step.act is not None:
            words, act = step.act
            link = button(words, act, kind="link")
            link.setAccessibleName(f"{step.title}: {words}")
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(column, 1)
        self.setAccessibleName(f"{step.title}: {told}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._last:
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        across, top = self.sign.x() + SIGN // 2, self.sign.y() + SIGN + 2
        painter.drawLine(across, top, across, self.height())


class Timeline(QWidget):
    """The steps of one person's way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.steps: tuple[Step, ...] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps instead of the ones before."""
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.steps = tuple(steps)
        for at, step in enumerate(self.steps):
            self._column.addWidget(_Line(step, last=at + 1 == len(self.steps)))
