"""What the window says of the server: since when it is away, what waits, what was not saved, whose clock is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.waiting import still_waiting
from shelter_admin.domain.wording import clock, number
from shelter_admin.domain.words import _, n_
from ui.window.banners import Banners, Line
from ui.window.outline import Outline

if TYPE_CHECKING:
    from shelter_admin.operations.link import Link

BACK_MS: Final = 6000
_ORDER: Final = ("away", "unsaved", "unsure", "back", "clock", "lost")


class Telling(QObject):
    """Keeps the lines above the pages, whatever frame they are in."""

    def __init__(self, window: Outline, link: Link | None) -> None:
        super().__init__(window)
        self._window, self._link = window, link
        self.lines: dict[str, Line] = {}
        self._banners: Banners | None = None
        self._back = QTimer(self, interval=BACK_MS, singleShot=True)
        self._back.timeout.connect(lambda: self.drop("back"))

    def show_in(self, banners: Banners) -> None:
        """Say again in a new frame what is to be said."""
        self._banners = banners
        banners.closed.connect(self.drop)
        banners.say(self.lines)

    def drop(self, key: str) -> None:
        """Say something no longer."""
        if self.lines.pop(key, None) is not None:
            self._show()

    def rest(self) -> None:
        """Say nothing by itself any more."""
        self._back.stop()

    def _say(self, key: str, line: Line) -> None:
        lines = self.lines | {key: line}
        self.lines = {known: lines[known] for known in _ORDER if known in lines}
        self._show()

    def _show(self) -> None:
        if self._banners is not None:
            self._banners.say(self.lines)

    def say_away(self) -> None:
        """Say that the server does not answer, since when, and what is waiting; what was typed stays."""
        link, panti = self._link, self._window.seat.front.panti
        if link is None or not link.state.away or link.state.since is None:
            return
        self._back.stop()
        self.lines.pop("back", None)
        failure = link.state.failure
        if failure is not None and failure.code != "server_away":
            self._say("away", Line("danger", _explained(failure)))
            return
        since = clock(panti.clock_of(link.state.since))
        words = _("The server has not answered since {clock}. What is typed stays; trying again…").format(clock=since)
        shown = _("Lists show how it was at {clock}; what was not open yet stays empty until the server is back.")
        words += " " + shown.format(clock=since)
        if waiting := len(still_waiting(link.moves())):
            told = n_("{count} entry of the gate is waiting.", "{count} entries of the gate are waiting.", waiting)
            words += " " + told.format(count=number(waiting))
        self._say("away", Line("attention", words))

    def say_back(self) -> None:
        """Say for a moment that the server answers again."""
        self.lines.pop("away", None)
        self._say("back", Line("ok", _("Connected again. What is shown is up to date.")))
        self._back.start()

    def say_clock(self, ahead: timedelta) -> None:
        """Say that this computer's clock is not the server's, where that matters for the hours at the gate."""
        if self._link is None or not self._link.state.clocks_differ:
            self.drop("clock")
            return
        minutes = number(max(1, round(abs(ahead).total_seconds() / 60)))
        behind = _("This computer's clock is {minutes} minutes behind the server's. Set it right.")
        before = _("This computer's clock is {minutes} minutes ahead of the server's. Set it right.")
        words = (behind if ahead > timedelta() else before).format(minutes=minutes)
        self._say("clock", Line("attention", words, closable=True))

    def say_unsaved(self, failure: Failure, act: str) -> None:
        """Say which act was not saved, or may not have been; it stays until it is put away or something is saved."""
        if failure.code == "server_away_unsure":
            words = _("“{act}” may or may not have been saved when the server went away. Look before you do it again.")
        else:
            words = _("“{act}” was not saved, as the server does not answer. Do it again once it is back.")
        key = "unsure" if failure.code == "server_away_unsure" else "unsaved"
        self._say(key, Line("attention", words.format(act=_(act)), closable=True))

    def say_lost(self) -> None:
        """Say that waiting entries could not be read."""
        if self._link is not None and self._link.gate.lost:
            self._say("lost", Line("danger", _explained(Failure("queue_damaged")), closable=True))


def _explained(failure: Failure) -> str:
    from shelter_admin.operations.explain import explain

    return explain(failure)
