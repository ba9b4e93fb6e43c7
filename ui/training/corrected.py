"""What was corrected of a closed session, beside the sheet until another day is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.training import ClassDay, MarkCorrection
from shelter_admin.domain.wording import day_and_date, long_date
from shelter_admin.domain.words import _
from shelter_admin.operations.training.classes import SessionCorrections
from ui.kit.frontdesk import FrontDesk
from ui.training.days import correction_words
from ui.training.marking import Marking
from ui.training.sheet_layout import SheetLayout


class Corrected:
    """The corrections of the class that is open; asked for only when somebody wants to read them."""

    def __init__(self, front: FrontDesk, owner: QWidget, parts: SheetLayout, marking: Marking) -> None:
        self._front, self._owner, self._parts, self._marking = front, owner, parts, marking

    def ask(self, day: ClassDay) -> None:
        """Show what was corrected of a day since it was closed, or say that nothing was."""
        query = SessionCorrections(self._marking.batch_id, day.day)
        self._front.ask(query, self._owner, lambda found: self._show(day, found))

    def put_away(self) -> None:
        """Show none."""
        self._parts.corrections.say(())

    def _show(self, day: ClassDay, found: tuple[MarkCorrection, ...]) -> None:
        words = [correction_words(one, self._front.panti) for one in found]
        self._parts.corrections.say(words, long_date(day.day))
        if not found:
            said = _("Nothing was corrected on {day} since the session was closed.")
            self._parts.asked.say("info", said.format(day=day_and_date(day.day)))
