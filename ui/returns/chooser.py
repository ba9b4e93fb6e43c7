"""The month looked at: one back, one on, never ahead of today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shelter_admin.domain.wording import MONTHS, month_and_year
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.widgets import button, label

_WIDE: Final = 12


class MonthChooser(QWidget):
    """``chosen`` tells the first day of the month looked at."""

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.month = month_before(today)
        self.back = button("", lambda: self._step(-1), icon="chevron-left", tip=_("The month before (Alt+Left)"))
        self.on = button("", lambda: self._step(1), icon="chevron-right", tip=_("The month after (Alt+Right)"))
        self.words = label("", "strong")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        widest = QFontMetrics(theme.font(strong=True))
        self.words.setMinimumWidth(max(widest.horizontalAdvance(f"{_(name)} 2026") for name in MONTHS) + _WIDE)
        for made in (self.back, self.on):
            made.setProperty("compact", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for part in (self.back, self.words, self.on):
            line.addWidget(part)
        self._show()

    @property
    def period(self) -> str:
        """The month as ``2026-10``."""
        return f"{self.month.year:04}-{self.month.month:02}"

    def go_to(self, period: str) -> bool:
        """Hold the month written ``2026-10`` without telling; says whether it is one that has begun."""
        try:
            wanted = date.fromisoformat(f"{period}-01")
        except ValueError:
            return False
        if wanted > self._today:
            return False
        self.month = wanted
        self._show()
        return True

    def take_day(self, today: date) -> None:
        """Know that another day has begun."""
        self._today = today
        self._show()

    def step_back(self) -> None:
        """The month before."""
        self._step(-1)

    def step_on(self) -> None:
        """The month after, where it has begun."""
        if self.on.isEnabled():
            self._step(1)

    def _step(self, way: int) -> None:
        self.month = month_before(self.month) if way < 0 else month_after(self.month)
        self._show()
        self.chosen.emit(self.month)

    def _show(self) -> None:
        self.words.setText(month_and_year(self.month))
        self.on.setEnabled(month_after(self.month) <= self._today)


def month_before(day: date) -> date:
    """The first day of the month before a day's."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
