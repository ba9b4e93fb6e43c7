"""Which night is shown: back and forth by a day, back in time by the slider, and to tonight again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSlider, QWidget

from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from ui.kit.widgets import button, label, row

BACK: Final = 90
REST: Final = 150


class NightChooser(QWidget):
    """Tonight and the nights before it; ``chosen`` tells another night once the slider rests."""

    chosen = Signal(object)

    def __init__(self, tonight: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.tonight = self.night = tonight
        self.before = button("", lambda: self._step(-1), icon="chevron-left", tip=_("The night before"))
        self.after = button("", lambda: self._step(1), icon="chevron-right", tip=_("The night after"))
        self.words = label("", "strong")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-BACK, 0)
        self.slider.setFixedWidth(120)
        self.slider.setAccessibleName(_("Nights back in time"))
        self.back = button(_("Tonight"), self._back, kind="link")
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(lambda: self.chosen.emit(self.night))
        self.slider.valueChanged.connect(lambda value: self._go(self.tonight + timedelta(days=value)))
        for made in (self.before, self.after):
            made.setFixedWidth(34)
            made.setProperty("slim", "true")
        self.setLayout(row(self.before, self.words, self.after, self.slider, self.back))
        self._say()

    @property
    def past(self) -> bool:
        """Say whether an earlier night is shown, where nothing can be changed."""
        return self.night != self.tonight

    def begin(self, tonight: date) -> None:
        """A new night has begun: whoever looked at tonight goes on doing so."""
        if tonight != self.tonight:
            self.night = tonight if not self.past else self.night
            self.tonight = tonight
            self._say()

    def _step(self, days: int) -> None:
        self._go(self.night + timedelta(days=days))

    def _back(self) -> None:
        self._go(self.tonight)

    def _go(self, night: date) -> None:
        night = min(night, self.tonight)
        if night != self.night:
            self.night = night
            self._say()
            self._rest.start()

    def _say(self) -> None:
        words = _("Night of {day}").format(day=long_date(self.night))
        self.words.setText(words)
        self.setAccessibleName(words)
        self.after.setEnabled(self.past)
        self.back.setVisible(self.past)
        self.slider.blockSignals(True)
        self.slider.setValue(max(-BACK, (self.night - self.tonight).days))
        self.slider.blockSignals(False)
