"""What the page is asked for by name that only shows a part of it."""

from __future__ import annotations

from abc import abstractmethod

from ui.training.grades import GradesTab
from ui.training.holidays import HolidaysTab
from ui.training.moving_in import MovingInTab
from ui.training.parts import MOVING_IN, Parts
from ui.training.people import PeopleTab
from ui.training.programs import ProgramsTab
from ui.training.sheet_acts import LEAVE, PRACTICE, TOGETHER


class LeadsToParts:
    """The parts of the training page by name, each made when it is asked for, and the acts that lead to one."""

    stack: Parts

    @property
    def grades(self) -> GradesTab:
        """The marks of a class."""
        return self.stack.grades

    @property
    def people(self) -> PeopleTab:
        """Who is in a class."""
        return self.stack.people

    @property
    def programs(self) -> ProgramsTab:
        """The programmes and their classes."""
        return self.stack.programs

    @property
    def holidays(self) -> HolidaysTab:
        """The days without classes."""
        return self.stack.holidays

    @property
    def moving_in(self) -> MovingInTab:
        """The office's own sheet of a month, taken in."""
        return self.stack.moving_in

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
