"""A recovery code on the screen: its groups large and numbered, a button for the paper, and the question after it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit.widgets import button, label, row

PER_ROW: Final = 3


class RecoveryCodeView(QWidget):
    """Shows a code once. ``put_away`` tells whether the paper is said to be printed and locked away."""

    print_wanted = Signal(str)
    put_away = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self._code = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        self.print_button = button(_("Print the recovery sheet…"), self._print, kind="primary", icon="printer")
        self.tick = QCheckBox(_("The sheet is printed and locked away."))
        self.tick.setAccessibleName(self.tick.text())
        self.tick.toggled.connect(self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._grid)
        column.addLayout(row(self.print_button, None))
        column.addWidget(self.tick)

    def show_code(self, code: str) -> None:
        """Show a code; an empty one forgets the last."""
        self._code = code
        self.tick.setChecked(False)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for place, group in enumerate(code.split("-") if code else ()):
            line, column = divmod(place, PER_ROW)
            number, letters = label(str(place + 1), "small"), label(group, "figure")
            letters.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            letters.setAccessibleName(_("Group {number}: {letters}").format(number=place + 1, letters=" ".join(group)))
            self._grid.addWidget(number, 2 * line, column)
            self._grid.addWidget(letters, 2 * line + 1, column)

    def _print(self) -> None:
        self.print_wanted.emit(self._code)
