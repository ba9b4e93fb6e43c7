"""Locking while nobody sits there, and changing users: the window is covered, what is typed stays below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from shelter_admin.operations.explain import explain
from ui.kit.clipboard import ClipboardWatch
from ui.kit.covering import close_what_floats, hide_from_switcher
from ui.kit.frontdesk import SeatedDesk
from ui.kit.idle import IdleWatch
from ui.login.lock import LockScreen
from ui.window.outline import Outline

if TYPE_CHECKING:
    from ui.login.opening import Opener

MINUTE_MS = 60_000


class Locking(QObject):
    """Covers the window after the panti's minutes without a touch, or when asked to."""

    def __init__(self, window: Outline, opener: Opener) -> None:
        super().__init__(window)
        self._window, self._opener = window, opener
        self._watch = IdleWatch(self)
        self._watch.idle.connect(self.lock_now)
        self._copied = ClipboardWatch(self)
        cast("Any", window).closed.connect(self._copied.clear)
        self.screen = self._screen()

    @property
    def locked(self) -> bool:
        """Say whether the window is covered."""
        return not self.screen.isHidden()

    def begin(self) -> None:
        """Count the minutes from now; the setting may have changed."""
        if not self.locked:
            self._watch.wait(self._window.seat.front.panti.settings.idle_minutes * MINUTE_MS)

    def build(self) -> None:
        """Make the screen anew, in the language in use."""
        self.screen.deleteLater()
        self.screen = self._screen()

    def lock_now(self) -> None:
        """Cover the window; nothing is lost."""
        self._cover()
        self.screen.lock(self._window.seat.front.staff.user, [])

    def change_user(self) -> None:
        """Let somebody else sit down."""
        self._cover()
        self.screen.change_user([seat.front.staff.user for seat in self._window.seats.values()])

    def send_away(self, sentence: str) -> None:
        """Cover the window and say why whoever sat here has to leave."""
        self.change_user()
        self.screen.told.setText(sentence)

    def _screen(self) -> LockScreen:
        made = LockScreen(self._sit_down, explain, self._window.tasks, self._window)
        made.seated.connect(self._seated)
        made.left.connect(self._window.close)
        return made

    def _sit_down(self, user: str, password: str) -> object:
        return self._opener.switch(cast("Any", self._window.seat.front.desk), user, password)

    def _cover(self) -> None:
        self._watch.rest()
        self._copied.clear()
        close_what_floats()
        hide_from_switcher(self._window, hidden=True)
        self._window.seat.put_dialogs_away(self._window)
        self._window.rest(resting=True)

    def _seated(self, desk: SeatedDesk) -> None:
        self._window.rest(resting=False)
        hide_from_switcher(self._window, hidden=False)
        self._window.take_seat(desk)
        self._window.seat.bring_dialogs_back()
        self.begin()
