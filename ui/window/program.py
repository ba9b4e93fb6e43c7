"""The way through the program: login window, the window, and out again. Loads the window only when it is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from shelter_admin.domain.accounts import Right
from shelter_admin.operations.language import use
from ui.kit import preferences
from ui.kit.tasks import Tasks
from ui.login.opening import Explain, Opener
from ui.login.places import Place, place_of
from ui.login.sign_in import recent_stores, remember
from ui.login.window import LoginWindow
from ui.window.exchanging import Exchanging
from ui.window.opened import tell_of_lost_entries, tell_of_restored

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk
    from ui.welcome.page import WelcomePage
    from ui.window.window import MainWindow

SMOKE_MS = 400
USUAL = (1366, 768)
_GEOMETRY = "window/geometry"


class Program(QObject):
    """What is open now."""

    def __init__(self, opener: Opener, explain: Explain, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._opener: Any = opener
        self._explain, self._clock = explain, clock
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self._say_fault)
        self._exchanging = Exchanging(opener, explain, self.tasks, self)
        self._exchanging.exchanged.connect(self._go_on_at)
        self._exchanging.in_vain.connect(self._come_in_again)
        self.window: MainWindow | None = None
        self.welcome: WelcomePage | None = None
        self._stores: list[Place] = recent_stores()
        self.login = self._make_login()
        preferences.current().language_changed.connect(self._speak)

    def start(self, store: Place | None = None) -> None:
        """Show the login window, for this store if one was named."""
        sys.excepthook = _take_fault
        if store is not None:
            self._stores = [store, *(other for other in self._stores if other != store)]
            self.login.sign_in.offer(self._stores)
            self.login.offer(store)
        self.login.show()

    def smoke(self, folder: Path) -> None:
        """Show each window once on an empty store, then leave."""
        self.login.show()
        QTimer.singleShot(SMOKE_MS, self, lambda: self._make_store(folder))

    def _make_store(self, folder: Path) -> None:
        from shelter_admin.domain.settings import Zone
        from shelter_admin.operations.opening import NewPanti
        from shelter_admin.operations.opening import Opener as Operations

        new, password = NewPanti("Panti Contoh", "CONTOH", "64.72", Zone.WITA, "kepala"), "asap tanpa api"
        path = folder / "contoh.shelter"
        clock = self._clock

        def enter(desk: Desk) -> None:
            self._enter(desk, path)
            QTimer.singleShot(SMOKE_MS, self, self._leave)

        self.tasks.at_store(lambda: Operations(clock).create(path, new, password).desk, self, enter)

    def _leave(self) -> None:
        if self.window is not None:
            self.window.close()

    def _make_login(self) -> LoginWindow:
        made = LoginWindow(self._opener, self._explain, self.tasks, self._stores)
        made.entered.connect(self._enter)
        made.language_wanted.connect(preferences.current().choose_language)
        made.new_wanted.connect(lambda: self._at_welcome().begin_new())
        made.demo_wanted.connect(lambda: self._at_welcome().begin_demo())
        made.restore_wanted.connect(lambda *asked: self._exchanging.restore(made, *asked))
        return made

    def _at_welcome(self) -> WelcomePage:
        """The window of the first start in the place of the login window."""
        from ui.welcome.page import WelcomePage

        if self.welcome is None:
            self.welcome = WelcomePage(self._opener, self._explain, self.tasks)
            self.welcome.entered.connect(self._enter)
            self.welcome.left.connect(self._back_to_login)
        self.welcome.setGeometry(self.login.geometry())
        self.welcome.show()
        self.login.hide()
        return self.welcome

    def _back_to_login(self) -> None:
        self.login.show()
        if self.welcome is not None:
            self.welcome.hide()

    def _enter(self, desk: Any, path: Place) -> None:
        """Open the window for who signed in."""
        from ui.window.window import MainWindow

        self._stores = [path, *(other for other in self._stores if other != path)]
        self.window = MainWindow(desk, self.tasks, self._opener)
        self.tasks.failed.disconnect(self._say_fault)
        self.window.closed.connect(self._closed)
        window = self.window
        window.restore_wanted.connect(lambda: self._exchanging.restore_here(window))
        window.move_wanted.connect(lambda: self._exchanging.move(window))
        _show_as_left(self.window)
        self.login.hide()
        if self.welcome is not None:
            self.welcome.hide()
        self.window.activateWindow()
        if desk.store.tail_lost and desk.may(Right.CHECK_STORE):
            tell_of_lost_entries(self.window)

    def _go_on_at(self, desk: Any, place: str, told: str) -> None:
        """Go on at the store that is in its place now, with a new window."""
        remember(place_of(place), desk.staff.user)
        self._let_go_of_window()
        self._enter(desk, place_of(place))
        if told and self.window is not None:
            tell_of_restored(self.window, told)

    def _come_in_again(self, sentence: str) -> None:
        """The store was closed in vain: back to the login window, with the sentence that says why."""
        self._let_go_of_window()
        self.login.show()
        self.login.sign_in.say(sentence)

    def _let_go_of_window(self) -> None:
        """Close the window without a copy and without leaving the program: its store is closed already."""
        window, self.window = self.window, None
        if window is not None:
            window.closed.disconnect(self._closed)
            window.may_close = True
            window.close()
            window.deleteLater()
            self.tasks.failed.connect(self._say_fault)

    def _closed(self) -> None:
        if self.window is not None:
            QSettings("shelter-admin", "shelter-admin").setValue(_GEOMETRY, self.window.saveGeometry())
        self.tasks.close()
        QApplication.exit(0)

    def _speak(self, language: str) -> None:
        """Speak another language before anybody signed in."""
        if self.window is None:
            use(language)
            self.welcome = None
            before, self.login = self.login, self._make_login()
            self.login.setGeometry(before.geometry())
            self.login.show()
            before.close()
            before.deleteLater()

    def _say_fault(self, _owner: object, error: BaseException) -> None:
        from ui.kit import alerts

        alerts.tell(self.login, error, self._explain)


def _show_as_left(window: MainWindow) -> None:
    """Show the window where it was; the first time as large as the desk allows."""
    window.resize(*USUAL)
    kept = QSettings("shelter-admin", "shelter-admin").value(_GEOMETRY)
    if kept is not None:
        window.restoreGeometry(kept)
        window.show()
    elif window.screen().availableGeometry().width() <= USUAL[0]:
        window.showMaximized()
    else:
        window.show()


def _take_fault(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    from ui.kit import alerts

    alerts.take_faults(kind, error, trace)
