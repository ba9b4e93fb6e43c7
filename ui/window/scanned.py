"""What a reader sends goes to the page that is open: the gate, the roll-call, the class, else whoever is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import CodeMeans
from shelter_admin.operations.residents.cards import PersonOfCard
from ui.kit.palette import SearchPalette
from ui.kit.scanning import Scanner
from ui.window import menus
from ui.window.outline import Outline

if TYPE_CHECKING:
    from ui.window.locking import Locking
    from ui.window.seats import Seat

RESIDENTS = "residents"


class Scanned(QObject):
    """Asks whom a code means and shows them. While the screen is locked, or a dialog waits, it only sounds."""

    def __init__(self, window: Outline, locking: Locking) -> None:
        super().__init__(window)
        self._window, self._locking = window, locking
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.look_up)

    def look_up(self, code: str) -> None:
        """Ask whom a code means; a revoked card is said in its sentence."""
        waiting = QApplication.activeModalWidget()
        if isinstance(waiting, SearchPalette):
            waiting.reject()
            waiting = None
        front = self._window.seat.front
        if waiting is not None or self._locking.locked or not front.may(Right.SEE_PRESENCE):
            QApplication.beep()
            return
        seat = self._window.seat
        front.ask(PersonOfCard(code), self._window, lambda means: self._show(seat, means))

    def _show(self, seat: Seat, means: CodeMeans) -> None:
        if seat is not self._window.seat:
            return  # somebody else sat down meanwhile
        page = seat.current()
        if page is not None and page.take_scan(means):
            return
        if seat.spec(RESIDENTS) is not None:
            self._window.go(RESIDENTS, means.person_id)
        else:
            menus.jump(self._window).typed.setText(means.number)
