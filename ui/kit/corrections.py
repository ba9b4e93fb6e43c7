"""What was changed after a roll-call or a session was closed: a card of lines, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit.widgets import Card, label, scrolled


class Corrections(Card):
    """The marks that were changed after closing: what they were, who changed them, when and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Corrections"), parent, padding=12)
        self.setFixedHeight(112)
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._lines.addStretch(1)
        self.add(scrolled(self._inner))
        self._labels: list[QWidget] = []
        self.words: tuple[str, ...] = ()
        self.hide()

    def say(self, corrections: Sequence[str], day: str = "") -> None:
        """Show these, one line each, of the day that is named; none takes no room."""
        for old in self._labels:
            self._lines.removeWidget(old)
            old.deleteLater()
        self.words = tuple(corrections)
        self._labels = [label(words, "muted", wrap=True) for words in corrections]
        for at, made in enumerate(self._labels):
            self._lines.insertWidget(at, made)
        heading = _("Corrections of {day} · {count}") if day else _("Corrections · {count}")
        self.heading.setText(heading.format(day=day, count=number(len(corrections))))
        self.setVisible(bool(corrections))
