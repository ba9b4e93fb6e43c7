"""A window at a server: what others save shows at once; while the server is away the window says so and waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import NOTHING, Area, Changes
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.waiting import still_waiting
from ui.window.outline import Outline
from ui.window.seats import Seat
from ui.window.telling import Telling

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk
    from shelter_admin.operations.link import Link

GATHER_MS: Final = 40  # changes of one moment are shown together
PREPARE_MS: Final = 1500  # the gate's people are loaded for an outage once things are quiet
AGAIN_MS: Final = 15_000
EVERYTHING: Final = Changes(frozenset(Area))
_WHO: Final = frozenset({Area.PANTI, Area.ACCOUNTS})
_HOUSE: Final = frozenset({Area.RESIDENTS, Area.BEDS, Area.PANTI, Area.ACCOUNTS})


class Served(QObject):
    """What a window does because its store is on a server; without a link it does nothing."""

    _heard = Signal(object)

    def __init__(self, window: Outline, link: Link | None, send_away: Callable[[str], None]) -> None:
        """``send_away`` covers the window for whoever may no longer sit there, with the sentence why."""
        super().__init__(window)
        self._window, self.link, self._send_away = window, link, send_away
        self.telling = Telling(window, link)
        self._was_away = False
        self._new_house = True
        self._others = NOTHING
        self._gather = self._timer(GATHER_MS, self._show_others)
        self._prepare = self._timer(PREPARE_MS, self._load_gate)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._send_if_any)
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def _timer(self, milliseconds: int, then: Any) -> QTimer:
        made = QTimer(self, interval=milliseconds, singleShot=True)
        made.timeout.connect(then)
        return made

    def begin(self) -> None:
        """Begin to listen to the others."""
        if self.link is not None:
            self.link.begin(self._heard.emit)
            self._again.start()

    def close(self) -> None:
        """Stop listening."""
        if self.link is not None:
            self.link.close()
            self._heard.disconnect(self._take)  # what was heard just before is for nobody any more
            self.link = None
        self.telling.rest()
        for timer in (self._again, self._gather, self._prepare):
            timer.stop()

    def watch(self, seat: Seat) -> None:
        """Take part in what this seat does."""
        if self.link is not None:
            seat.front.unsaved.connect(self.telling.say_unsaved)
            seat.front.kept.connect(lambda _name: self._kept())
            seat.front.saved.connect(lambda _name: self.telling.drop("unsaved"))
            seat.front.changed.connect(self._changed)

    def seat_taken(self) -> None:
        """Somebody sat down: what waits at the gate is sent by whoever may, and what an outage needs is loaded."""
        if self.link is not None:
            self._new_house = True
            self._prepare.start()
            self._send_if_any()

    @Slot(object)
    def _take(self, told: object) -> None:
        from shelter_admin.operations.link import Elsewhere, Gone, Here

        if isinstance(told, Elsewhere):
            self._others |= told.changes
            self._gather.start()
        elif isinstance(told, Gone):
            begins, self._was_away = not self._was_away, True
            self.telling.say_away()
            if begins:
                self._window.seat.front.went_away.emit()
        elif isinstance(told, Here):
            self.telling.say_clock(told.ahead)
            self._come_back()

    def _come_back(self) -> None:
        """Send what waits first, then show everything as it is now."""
        if self._was_away:
            self._was_away = False
            self.telling.say_back()
            self._others |= EVERYTHING
            self._gather.start()
        self._send_if_any()
        self._prepare.start()

    def _kept(self) -> None:
        self.telling.say_away()
        self.telling.say_lost()

    def _changed(self, changes: Changes) -> None:
        if changes.touch(_HOUSE):
            self._new_house = True
        if changes.touch(_HOUSE | {Area.PRESENCE}):
            self._prepare.start()

    def _show_others(self) -> None:
        """Let the pages show what others changed; settings and rights first, as pages are made of them."""
        changes, self._others = self._others, NOTHING
        if changes.touch(_WHO):
            self._window.tasks.at_store(self._look_again, self, lambda news: self._looked_again(news, changes), _calm)
        elif changes.areas:
            self._window.seat.front.changed.emit(changes)

    def _look_again(self) -> dict[str, Failure]:
        """On the worker: bring every seat's Desk up to date; gives the seats whose account was closed."""
        closed: dict[str, Failure] = {}
        for account_id, seat in list(self._window.seats.items()):
            try:
                if self.link is not None:
                    self.link.look_again(cast("Desk", seat.front.desk))
            except Refused as refusal:
                closed[account_id] = refusal
        return closed

    def _looked_again(self, closed: dict[str, Failure], changes: Changes) -> None:
        if self.link is None:  # the window has been closed meanwhile
            return
        for account_id, seat in list(self._window.seats.items()):
            if account_id in closed:
                self._close_seat(account_id, seat, closed[account_id])
            elif seat.rights_changed:
                seat.clear()
                if seat is self._window.seat:
                    self._window.rebuild()
        self._window.seat.front.changed.emit(changes)

    def _close_seat(self, account_id: str, seat: Seat, failure: Failure) -> None:
        """An account closed elsewhere: its pages go, and who sat there is told at the sign-in."""
        from shelter_admin.operations.explain import explain

        del self._window.seats[account_id]
        seat.clear()
        if seat is self._window.seat:
            self._send_away(explain(failure, seat.front.panti))

    def _load_gate(self) -> None:
        """Load what the gate needs in an outage, once nothing else is under way."""
        link, front, house = self.link, self._window.seat.front, self._new_house
        if link is None or link.state.away or not front.may(Right.MARK_GATE):
            return
        if not self._window.tasks.idle:
            self._prepare.start()
            return
        self._new_house = False
        desk = cast("Desk", front.desk)
        self._window.tasks.at_store(lambda: link.prepare(desk, house=house), self, None, self._not_loaded)

    def _not_loaded(self, error: BaseException) -> None:
        self._new_house = True
        _calm(error)

    def _send_if_any(self) -> None:
        link, front = self.link, self._window.seat.front
        if link is None or link.state.away or front.read_only or not front.may(Right.MARK_GATE):
            return
        waiting = still_waiting(link.moves())
        self.telling.say_lost()
        if waiting or link.gate.lost:
            desk = cast("Desk", front.desk)
            self._window.tasks.at_store(lambda: link.send(desk), self, lambda _left: self._sent(), _calm)

    def _sent(self) -> None:
        if self.link is not None:
            self._window.seat.front.changed.emit(Changes.of(Area.PRESENCE))


def _calm(error: BaseException) -> None:
    """What could not be done while the server is away is done when it is back; anything else is a fault."""
    if not isinstance(error, Failure):
        raise error
