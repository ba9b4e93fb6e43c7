"""What the page is asked for by name that only shows a part of it."""

from __future__ import annotations

from abc import abstractmethod

from ui.training.parts import MOVING_IN
from ui.training.sheet_acts import LEAVE, PRACTICE, TOGETHER


class LeadsToParts:
    """The acts of the training page that lead to one of its parts."""

    @abstractmethod
    def show_tab(self, key: str) -> None:
        """Show a part of the page, as it is now."""

    def open_practice(self) -> None:
        """Show who practises where."""
        self.show_tab(PRACTICE)

    def open_leave(self) -> None:
        """Show the leave announced in a class."""
        self.show_tab(LEAVE)

    def open_together(self) -> None:
        """Show absence, illness and gate beside each other."""
        self.show_tab(TOGETHER)

    def begin_moving_in(self) -> None:
        """Take the office's sheet of a month in."""
        self.show_tab(MOVING_IN)
