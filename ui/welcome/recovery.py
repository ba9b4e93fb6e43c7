"""The recovery code of a new store: shown and printed this once, and asked whether it is put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit.recovery_code import RecoveryCodeView
from ui.kit.widgets import label


class RecoveryStep(QWidget):
    """The last step. ``put_away`` tells whether the sheet is said to be printed and locked away."""

    print_wanted = Signal(str)
    put_away = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self.code = RecoveryCodeView()
        self.code.print_wanted.connect(self.print_wanted)
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
