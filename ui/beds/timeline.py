"""Which night is shown: any that was, tonight, any up to a year ahead; by slider, keys, or a date typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget
from typing_extensions import override

from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.past_nights import PastNights
from shelter_admin.domain.places_ahead import MOST_AHEAD
from shelter_admin.domain.wording import day_and_date, long_date, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.over_time import NightOn, NightsAround, NightShown, Stretch
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import button, restyle, row

BACK: Final = 90
SLIDER: Final = 150
FIELD: Final = 96
ARROW: Final = 34
NEAR: Final = timedelta(days=40)


def months_away(night: date, months: int) -> date:
    """The same day so many months on, the last of the month where that has no such day."""
    count = night.year * 12 + night.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    after = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return min(first + timedelta(days=night.day - 1), after - timedelta(days=1))


class DaySlider(QSlider):
    """Left and right go by a day, Page Up and Page Down by a month, Home to the first night, End to tonight."""

    months = Signal(int)
    home = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedWidth(SLIDER)
        self.setSingleStep(1)
        self.setPageStep(30)
        self.setAccessibleName(_("Nights by the day; Page Up and Page Down by the month"))
        self.setToolTip(_("← → a night, Page Up and Page Down a month, End tonight"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.months.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() == Qt.Key.Key_End:
            self.home.emit()
        else:
            super().keyPressEvent(event)


class Timeline(QWidget):
    """The night shown; ``chosen`` tells another one at once, whoever shows it may let some go by."""

    chosen = Signal(object)

    def __init__(self, tonight: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.tonight = self.night = tonight
        self.first, self.last = tonight - timedelta(days=BACK), tonight + timedelta(days=MOST_AHEAD)
        self.before = button("", lambda: self._step(-1), icon="chevron-left", tip=_("The night before"))
        self.after = button("", lambda: self._step(1), icon="chevron-right", tip=_("The night after"))
        self.field = QLineEdit()
        self.field.setFixedWidth(FIELD)
        self.field.setAccessibleName(_("Go to the night of (day-month-year)"))
        self.field.setToolTip(_("Type a day and press Enter"))
        self.field.returnPressed.connect(self._typed)
        self.field.textEdited.connect(lambda _text: restyle(self.field, "wrong", "false"))
        self.slider = DaySlider()
        self.slider.valueChanged.connect(lambda value: self._go(self.tonight + timedelta(days=value)))
        self.slider.months.connect(lambda many: self._go(months_away(self.night, many)))
        self.slider.home.connect(lambda: self._go(self.tonight))
        self.back = button(_("Tonight"), lambda: self._go(self.tonight), kind="link")
        for made in (self.before, self.after):
            made.setFixedWidth(ARROW)
            made.setProperty("slim", "true")
        self.setLayout(row(self.before, self.field, self.after, self.slider, self.back))
        self._say()

    @property
    def elsewhere(self) -> bool:
        """Say whether another night than tonight is shown, on which nothing can be changed."""
        return self.night != self.tonight

    @property
    def past(self) -> bool:
        """Say whether an earlier night is shown."""
        return self.night < self.tonight

    @property
    def ahead(self) -> bool:
        """Say whether a night to come is shown."""
        return self.night > self.tonight

    def begin(self, tonight: date) -> None:
        """A new night has begun: whoever looked at tonight goes on doing so."""
        if tonight != self.tonight:
            self.night = tonight if not self.elsewhere else self.night
            self.last += tonight - self.tonight
            self.tonight = tonight
            self._say()

    def reach(self, stretch: Stretch) -> None:
        """Know the first night on record and the last one that may be looked at."""
        self.first, self.last = stretch.first, stretch.last
        self._say()

    def go_to(self, night: date) -> None:
        """Show a night; one out of reach is the nearest within."""
        self._go(night)

    def _step(self, days: int) -> None:
        self._go(self.night + timedelta(days=days))

    def _typed(self) -> None:
        day = read_date(self.field.text(), About.EVENT, self.last).when.as_day
        if day is None or not self.first <= day <= self.last:
            restyle(self.field, "wrong", "true")
            told = _("Write a day from {first} to {last}.")
            self.field.setToolTip(told.format(first=short_date(self.first), last=short_date(self.last)))
            self.field.selectAll()
            return
        self._go(day)

    def _go(self, night: date) -> None:
        before, self.night = self.night, min(max(night, self.first), self.last)
        self.field.setModified(False)
        self._say()
        if self.night != before:
            self.chosen.emit(self.night)

    def _say(self) -> None:
        self.setAccessibleName(_("Night of {day}").format(day=long_date(self.night)))
        if not self.field.isModified():  # what others save takes nothing from under the hands of who types
            self.field.setText(short_date(self.night))
            self.field.setToolTip(f"{day_and_date(self.night)}\n{_('Type a day and press Enter')}")
            restyle(self.field, "wrong", "false")
        self.before.setEnabled(self.night > self.first)
        self.after.setEnabled(self.night < self.last)
        self.back.setVisible(self.elsewhere)
        self.slider.blockSignals(True)
        self.slider.setRange((self.first - self.tonight).days, (self.last - self.tonight).days)
        self.slider.setValue((self.night - self.tonight).days)
        self.slider.blockSignals(False)


class Nights(QObject):
    """Answers which night is shown: at once where it is held together with others, else by one question at a time.

    While a question is on its way only the newest wish is kept, the others are let go. Going into the past fetches
    the nights around, so that the next steps need no question.
    """

    def __init__(self, front: FrontDesk, timeline: Timeline, got: Callable[[NightShown], None]) -> None:
        super().__init__(timeline)
        self._front, self._timeline, self._got = front, timeline, got
        self._asked: date | None = None
        self._next: date | None = None
        self._held: PastNights | None = None
        self._fetching = False
        self._turn = 0  # what was asked before something changed must not be shown after it

    def show_night(self, night: date) -> None:
        """Show a night as soon as it is known."""
        if self._timeline.past:
            self._fetch(night)
        if self._held is not None and self._held.covers(night):
            self._next = None
            self._got(NightShown(night, self._held.board(night)))
        elif self._asked is None:
            self._asked = night
            turn = self._turn
            self._front.ask(
                NightOn(night), self, lambda shown: self._came(turn, shown), lambda _failure: self._failed(turn)
            )
        else:
            self._next = night

    def read_anew(self) -> None:
        """Forget what is held and what is on its way, after something was changed."""
        self._held, self._asked, self._next, self._fetching = None, None, None, False
        self._turn += 1
        self.show_night(self._timeline.night)

    def _fetch(self, night: date) -> None:
        """Fetch the nights around one that is not held, or that lies near the edge of what is."""
        held = self._held
        reach = held is not None and held.covers(night)
        first, last = self._timeline.first, self._timeline.tonight - timedelta(days=1)
        if reach and all(held is not None and held.covers(min(max(at, first), last)) for at in _near(night)):
            return
        if not self._fetching:
            self._fetching = True
            turn = self._turn
            self._front.ask(
                NightsAround(night), self, lambda nights: self._hold(turn, nights), lambda _failure: self._lost(turn)
            )

    def _hold(self, turn: int, nights: PastNights) -> None:
        if turn == self._turn:
            self._held, self._fetching = nights, False

    def _lost(self, turn: int) -> bool:
        if turn == self._turn:
            self._fetching = False
        return True

    def _came(self, turn: int, shown: NightShown) -> None:
        if turn != self._turn:
            return
        self._go_on()
        if self._timeline.night == shown.night or self._asked is not None:
            self._got(shown)

    def _failed(self, turn: int) -> bool:
        if turn == self._turn:
            self._go_on()
        return False

    def _go_on(self) -> None:
        wish, self._asked, self._next = self._next, None, None
        if wish is not None:
            self.show_night(wish)


def _near(night: date) -> tuple[date, date]:
    return night - NEAR, night + NEAR
