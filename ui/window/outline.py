"""What the parts of the window may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from ui.kit.frontdesk import SeatedDesk
from ui.kit.tasks import Tasks
from ui.window.seats import Seat

if TYPE_CHECKING:
    from ui.window.frame import Frame


class Outline(QMainWindow):
    """The window as its parts know it; MainWindow fills it in."""

    tasks: Tasks
    seat: Seat
    seats: dict[str, Seat]
    may_close: bool
    frame: Frame

    def go(self, key: str, person_id: str = "") -> None:
        """Open a page, and somebody there."""

    def go_to_place(self, number: int) -> None:
        """Open the nth page of the sidebar."""
        if number < len(self.seat.specs):
            self.go(self.seat.specs[number].key)

    def undo(self) -> None:
        """Take the last act back."""
        self.seat.front.undo(self)

    def show_help(self) -> None:
        """Open the help of this page, or close it."""
        self.frame.help.open_for(self.seat.key)

    def search_page(self) -> None:
        """Put the cursor into the page's own search."""
        page = self.seat.current()
        if page is not None:
            page.focus_search()

    def lock_now(self) -> None:
        """Cover the window."""

    def change_user(self) -> None:
        """Let somebody else sit down."""

    def take_seat(self, desk: SeatedDesk) -> None:
        """Show the pages of who signed in."""

    def rebuild(self) -> None:
        """Put a new frame around the pages there are."""

    def rest(self, *, resting: bool) -> None:
        """Let keys and contents rest while the window is covered."""

    def say_trouble(self, owner: object, error: BaseException) -> None:
        """Say a failure that no field takes."""
