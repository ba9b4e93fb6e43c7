"""The ways to look at the beds: the map of a night, free places ahead, the measures; each made when first looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from shelter_admin.domain.words import _
from ui.beds.future import FutureView
from ui.beds.measures import MeasuresView
from ui.beds.timeline import Timeline
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Chips

V = TypeVar("V", FutureView, MeasuresView)
MAP: Final = "map"
FUTURE: Final = "future"
MEASURES: Final = "measures"


class Views(QWidget):
    """The chips; ``turned`` tells that another view is looked at, which the page then reads."""

    turned = Signal(str)

    def __init__(self, front: FrontDesk, stack: QStackedWidget, night: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self._front, self._stack, self._night = front, stack, night
        self.future: FutureView | None = None
        self.measures: MeasuresView | None = None
        self.chips = Chips([(MAP, _("Map")), (FUTURE, "30 · 60 · 90"), (MEASURES, _("Measures"))])
        self.chips.chosen.connect(self.turn)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chips)

    @property
    def shown(self) -> str:
        """The view that is looked at."""
        return self.chips.key()

    def turn(self, key: str) -> None:
        """Look at a view."""
        self.chips.choose(key)
        self.turned.emit(key)

    def show_night(self, night: date) -> None:
        """Look at a night on the map."""
        self._night.go_to(night)
        self.turn(MAP)

    def reload(self) -> None:
        """Read the view that is looked at; the map is the page's own."""
        view = self._view()
        if view is not None:
            self._stack.setCurrentWidget(view)
            view.reload()

    def _view(self) -> FutureView | MeasuresView | None:
        if self.shown == FUTURE:
            self.future = self.future or self._added(FutureView)
            return self.future
        if self.shown == MEASURES:
            self.measures = self.measures or self._added(MeasuresView)
            return self.measures
        return None

    def _added(self, make: Callable[[FrontDesk], V]) -> V:
        made = make(self._front)
        made.night_wanted.connect(self.show_night)
        self._stack.addWidget(made)
        return made
