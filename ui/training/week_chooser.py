"""Which week is looked at, by its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from shelter_admin.domain.training.timetable import week_of
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.widgets import button, label

WEEK: Final = timedelta(days=7)


class WeekChooser(QWidget):
    """A week from Monday to Sunday; ``chosen`` tells when another one is wanted. Ctrl+Page Up and Page Down go too."""

    chosen = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.monday, _sunday = week_of(today)
        self.earlier = self._arrow("chevron-left", _("The week before (Ctrl+Page Up)"), "Ctrl+PgUp", -WEEK)
        self.later = self._arrow("chevron-right", _("The week after (Ctrl+Page Down)"), "Ctrl+PgDown", WEEK)
        self.words = label("", "strong")
        widest = QFontMetrics(theme.font(strong=True)).horizontalAdvance("88-88 – 88-88-8888")
        self.words.setMinimumWidth(widest + 4)
        parts = QHBoxLayout(self)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(4)
        for part in (self.earlier, self.words, self.later):
            parts.addWidget(part)
        self._show()

    def go_to(self, day: date) -> None:
        """Choose the week of a day without telling."""
        self.monday, _sunday = week_of(day)
        self._show()

    def _arrow(self, icon: str, words: str, keys: str, by: timedelta) -> QPushButton:
        made = button("", lambda: self._move(by), kind="quiet", icon=icon, tip=words)
        made.setShortcut(keys)
        return made

    def _move(self, by: timedelta) -> None:
        self.go_to(self.monday + by)
        self.chosen.emit()

    def _show(self) -> None:
        monday, sunday = week_of(self.monday)
        days = f"{short_date(monday)[:5]} – {short_date(sunday)}"
        self.words.setText(days)
        self.setAccessibleName(_("Week: {days}").format(days=days))
