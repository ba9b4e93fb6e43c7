"""The window: a frame around the pages of whoever sits there. It holds no rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.language import use
from ui.kit import alerts, preferences
from ui.kit.frontdesk import SeatedDesk
from ui.kit.page import Page
from ui.kit.tasks import Tasks
from ui.window import leaving, menus
from ui.window.copies import CopyKeeper
from ui.window.frame import Frame
from ui.window.keys import bind_keys
from ui.window.linking import link_for
from ui.window.locking import Locking
from ui.window.outline import Outline
from ui.window.pages import PAGES, PageSpec
from ui.window.scanned import Scanned
from ui.window.seats import Seat
from ui.window.served import Served

if TYPE_CHECKING:
    from ui.login.opening import Opener

SMALLEST = (1024, 700)
RESTORE, MOVE = "restore", "move"  # no pages: the whole program takes part


class MainWindow(Outline):
    """Sidebar, header, page, status line, lock. ``closed`` comes when the store has been let go.

    ``restore_wanted`` asks for the dialog that puts a copy in the place of the store, ``move_wanted`` for the one that
    moves it to a server or back.
    """

    closed = Signal()
    restore_wanted = Signal()
    move_wanted = Signal()

    def __init__(self, desk: SeatedDesk, tasks: Tasks, opener: Opener, pages: Sequence[PageSpec] = PAGES) -> None:
        super().__init__()
        self.tasks, self._offered = tasks, tuple(pages)
        self.may_close = False
        self.setMinimumSize(*SMALLEST)
        self._word = desk.panti.settings.resident_word
        use(preferences.current().language, self._word)
        self.seats: dict[str, Seat] = {}
        self.locking = Locking(self, opener)
        self.scanned = Scanned(self, self.locking)
        self.served = Served(self, link_for(desk), self.locking.send_away)
        self.seat = self._new_seat(desk)
        self.frame = Frame(self.seat, tasks)
        self.copies = CopyKeeper(lambda: self.seat.front, self._show_copy, self)
        self._build()
        self._keys = bind_keys(self)
        tasks.failed.connect(self.say_trouble)
        preferences.current().language_changed.connect(self._speak)
        self.copies.begin()
        self.locking.begin()
        self.served.begin()

    def _new_seat(self, desk: SeatedDesk) -> Seat:
        made = Seat(desk, self.tasks, self._offered, self, self.served.link)
        self.seats[desk.staff.account_id] = made
        made.front.saved.connect(lambda name: self.frame.show_saved(name, made.front))
        made.front.undo_changed.connect(lambda: self.frame.show_undo(self.seat.front))
        made.front.trouble.connect(self.say_trouble)
        made.front.go.connect(self.go)
        made.front.changed.connect(self._take_changes)
        self.served.watch(made)
        return made

    def _build(self) -> None:
        """Show the frame in the language in use, for who sits here."""
        self.setWindowTitle(f"{self.seat.front.panti.name} – {_('Shelter administration')}")
        self.frame.sidebar.chosen.connect(self.go)
        self.frame.sidebar.seat.offer(lambda parent: menus.user_menu(self, parent))
        self.frame.header.search.connect(lambda: menus.jump(self))
        self.frame.status.undo.connect(self.undo)
        self.frame.status.keys.connect(lambda: menus.show_keys(self))
        self.setCentralWidget(self.frame)
        self._show_copy()
        self.served.telling.show_in(self.frame.banners)
        self.frame.show_seat(self.seat)
        self.seat.stack.setFocus()
        self.go(self.seat.key)

    @override
    def rebuild(self) -> None:
        """Put a new frame around the pages there are."""
        self.frame.release()
        self.frame = Frame(self.seat, self.tasks)
        self.locking.build()
        self._build()

    @override
    def go(self, key: str, person_id: str = "") -> None:
        """Open a page, and somebody there."""
        if key in {RESTORE, MOVE}:
            (self.restore_wanted if key == RESTORE else self.move_wanted).emit()
            return
        page = self.seat.open(key, self._take_page)
        if page is not None:
            self.frame.show_page(page, _(page.title))
            if person_id:
                page.open_person(person_id)

    def _take_page(self, page: Page) -> None:
        told: Any = getattr(page, "badge_changed", None)
        if told is not None:
            told.connect(lambda count, key=page.key: self.frame.sidebar.wait(key, count))

    @override
    def say_trouble(self, owner: object, error: BaseException) -> None:
        """Say a failure that no field takes."""
        panti = self.seat.front.panti
        alerts.tell(owner if isinstance(owner, QWidget) else self, error, lambda failure: explain(failure, panti))

    @override
    def lock_now(self) -> None:
        """Cover the window; nothing is lost."""
        self.locking.lock_now()

    @override
    def change_user(self) -> None:
        """Let somebody else sit down."""
        self.locking.change_user()

    @override
    def take_seat(self, desk: SeatedDesk) -> None:
        """Show the pages of who signed in, as they left them. The same person again goes on at the same Desk."""
        account = desk.staff.account_id
        if account != self.seat.front.staff.account_id:
            if account in self.seats:
                self.seats[account].sit_down_again(desk)
            self.seat = self.seats.get(account) or self._new_seat(desk)
            self.rebuild()
        self.served.seat_taken()

    @override
    def rest(self, *, resting: bool) -> None:
        """Let keys and contents rest while the window is covered."""
        for action in self._keys:
            action.setEnabled(not resting)
        self.frame.setEnabled(not resting)

    def _show_copy(self) -> None:
        self.frame.show_copy(self.copies.last, self.copies.rehearsal, self.seat.front)

    def _take_changes(self, changes: Changes) -> None:
        for seat in self.seats.values():
            if seat is not self.seat:
                for page in seat.pages.values():
                    page.take_changes(changes)
        if Area.COPIES in changes.areas:
            self.copies.ask()
        if Area.PANTI in changes.areas:
            self.locking.begin()
            if self.seat.front.panti.settings.resident_word != self._word:
                self._speak(preferences.current().language)

    def _speak(self, language: str) -> None:
        """Say everything anew, in another language or with another word for a resident."""
        self._word = self.seat.front.panti.settings.resident_word
        use(language, self._word)
        for seat in self.seats.values():
            seat.clear()
        self.rebuild()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.seat.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and page is not None and not self.locking.locked:
            page.main_act()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            self.served.close()
            self.closed.emit()
            super().closeEvent(event)
        else:
            event.ignore()
            if self.isEnabled():
                leaving.begin(self)
