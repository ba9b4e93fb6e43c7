"""The status line: what was saved when, the last act and the way back, the last good copy, the keys."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.copies import REHEARSED_DAYS, Attention
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.widgets import button, label, restyle

_GAP: Final = 20


class StatusLine(QFrame):
    """One line at the foot of the window; the check mark comes only after the act is durable."""

    undo = Signal()
    keys = Signal()
    copies = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("statusline", "true")
        self.setFixedHeight(34)
        self.saved = label("", "ok")
        self.last = label("", "muted")
        self.undo_button = button("", self.undo.emit, kind="link")
        self.undo_button.hide()
        self.copy = button("", self.copies.emit, kind="quiet")
        self.keys_button = button(_("Shortcuts Ctrl+/"), self.keys.emit, kind="quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.MARGIN, 0, theme.MARGIN - 8, 0)
        line.setSpacing(_GAP)
        for part in (self.saved, self.last, self.undo_button):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.copy)
        line.addWidget(self.keys_button)

    def show_saved(self, name: str, at: time) -> None:
        """Say that an act is durable, when, and which."""
        self.saved.setText(_("✓ Saved {clock}").format(clock=clock(at)))
        self.last.setText(_("Last: {what}").format(what=_(name)))

    def show_undo(self, name: str | None) -> None:
        """Name the act that can be taken back; None takes the offer away."""
        self.undo_button.setVisible(name is not None)
        self.last.setVisible(name is None)
        if name is not None:
            told = _("Undo: {what}").format(what=_(name))
            self.undo_button.setAccessibleName(told)
            self.undo_button.setToolTip(f"{told} (Ctrl+Z)")
            self._fit()

    def _fit(self) -> None:
        """Write the act's name as far as there is room; the tip holds all of it."""
        told, keys = self.undo_button.accessibleName(), " (Ctrl+Z)"
        taken = [part.sizeHint().width() for part in (self.saved, self.copy, self.keys_button)]
        words = self.undo_button.fontMetrics()
        room = self.width() - sum(taken) - 2 * theme.MARGIN - 4 * _GAP - words.horizontalAdvance(keys)
        self.undo_button.setText(words.elidedText(told, Qt.TextElideMode.ElideRight, max(room, 80)) + keys)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_copy(self, at: datetime | None, today: date, wrong: Attention | None) -> None:
        """Say when the last good copy was made; none, an old one or one that failed its trial asks for attention."""
        if wrong is Attention.REHEARSAL_FAILED:
            words = _("▲ The last copy tried was not good")
        elif wrong is Attention.REHEARSAL_OLD:
            words = _("▲ No copy tried for {days} days").format(days=REHEARSED_DAYS)
        elif at is None:
            words = _("▲ No copy yet")
        elif wrong is Attention.OLD_COPY:
            words = _("▲ Last copy {day}").format(day=short_date(at))
        elif at.date() == today:
            words = _("Copy today {clock} ✓").format(clock=clock(at))
        else:
            words = _("Copy {day} {clock} ✓").format(day=short_date(at), clock=clock(at))
        self.copy.setText(words)
        restyle(self.copy, "look", "attention" if wrong is not None or at is None else "muted")

    def show_read_only(self) -> None:
        """Say that nothing can be saved here."""
        self.saved.setText(_("▲ Only reading: nothing can be saved here"))
        restyle(self.saved, "look", "attention")
        self.copy.hide()
