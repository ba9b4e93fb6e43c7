"""What is due in case work: overdue assessments, steps of plans, follow-ups."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Empty


class WorkPart(QWidget):
    """The list of what is due."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty = Empty("circle-check", _("Nothing is due"), "")
        column.addWidget(self.empty)

    def reload(self) -> None:
        """Ask for what is due."""
