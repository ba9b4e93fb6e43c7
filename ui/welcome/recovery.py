"""The recovery code of a new store: shown and printed this once, and asked whether it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from ui.kit.preview import show_paper
from ui.kit.recovery_code import RecoveryCodeView
from ui.kit.tasks import Tasks
from ui.kit.widgets import label

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk


class RecoveryStep(QWidget):
    """The last step. ``put_away`` tells whether the sheet is said to be printed and locked away."""

    put_away = Signal(bool)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._desk: Desk | None = None
        self.setProperty("clear", "true")
        self.code = RecoveryCodeView()
        self.code.print_wanted.connect(self._print)
        self.code.put_away.connect(self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(_("The recovery sheet"), "section"))
        column.addWidget(
            label(
                _(
                    "The shelter is set up. This code is the only way in when every password is forgotten, and it is "
                    "shown only now. Print it and lock the paper away, not beside the computer."
                ),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.code)
        column.addStretch(1)

    def show_code(self, desk: Desk, code: str) -> None:
        """Show the code of the store this desk is at."""
        self._desk = desk
        self.code.show_code(code)

    def forget(self) -> None:
        """Forget the code."""
        self._desk = None
        self.code.show_code("")

    def _print(self, code: str) -> None:
        from shelter_admin.operations.accounts import PrintRecoverySheet

        desk = self._desk
        if desk is not None:
            self._tasks.at_store(lambda: desk.ask(PrintRecoverySheet(code)), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)
