"""What the colours and signs of the map mean."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.beds import BedState
from shelter_admin.domain.words import _
from ui.beds.side import PILLS
from ui.beds.words import AWAY, LOOKS, state_words
from ui.kit.icons import IconLabel
from ui.kit.widgets import Pill, row

ORDER = (BedState.FREE, BedState.BOOKED, BedState.TO_CLEAN, BedState.BLOCKED, BedState.EXTRA)


class Legend(QWidget):
    """One line: sign and word of every state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        line = row(None, spacing=4)
        for state in ORDER:
            line.addWidget(IconLabel(LOOKS[state].icon, LOOKS[state].tint, 14))
            line.addWidget(Pill(state_words(state), PILLS[state]))
            line.addSpacing(4)
        line.addWidget(IconLabel(AWAY.icon, AWAY.tint, 14))
        line.addWidget(Pill(_(AWAY.words), "info"))
        self.setLayout(line)
        self.setAccessibleName(_("What the signs mean"))
