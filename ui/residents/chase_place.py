"""The place of the chase list among the views of residents; the list is loaded when somebody first looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.frontdesk import FrontDesk

if TYPE_CHECKING:
    from ui.residents.chase import ChaseView


class ChasePlace(QWidget):
    """``opened`` and ``closed`` are those of the list."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.view: ChaseView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Make the list if need be, and read it."""
        if self.view is None:
            from ui.residents.chase import ChaseView

            self.view = ChaseView(self._front)
            self.view.opened.connect(self.opened)
            self.view.closed.connect(self.closed)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self.view)
        self.view.reload()
