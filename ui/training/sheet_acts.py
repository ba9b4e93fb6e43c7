"""What else can be done from the sheet: a menu under one button, made anew for the day under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QMenu, QPushButton

from shelter_admin.domain.training import ClassDay
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from ui.training.paper import FromPaper
from ui.training.questions import Questions
from ui.training.table import SheetTable

LEAVE: Final = "leave"
PRACTICE: Final = "practice"
TOGETHER: Final = "together"


@dataclass(frozen=True)
class SheetActs:
    """The acts of one sheet that are not needed every day.

    ``lead`` shows a part of the page by its key; ``corrected`` what was corrected of a closed day.
    """

    button: QPushButton
    table: SheetTable
    paper: FromPaper
    questions: Questions
    running: Callable[[], bool]
    lead: Callable[[str], None]
    corrected: Callable[[ClassDay], None]

    def offers(self) -> list[tuple[str, Callable[[], None]]]:
        """The acts as words and what they do; the acts of who runs the class first."""
        here = self.table.here()
        acts: list[tuple[str, Callable[[], None]]] = []
        if self.running():
            acts.append((_("Type back from paper (F9)"), self.paper.turn))
            if here is not None and not here[1].off:
                day = here[1]
                words = _("Cancel the class of {day}…") if day.planned and not day.extra else _("Extra class on {day}…")
                if day.cancelled or day.extra:
                    words = _("By the plan again on {day}")
                acts.append((words.format(day=long_date(day.day)), lambda: self.questions.change_day(day)))
        if here is not None and here[1].closed_at is not None:
            closed = here[1]
            words = _("What was corrected on {day}…").format(day=long_date(closed.day))
            acts.append((words, lambda: self.corrected(closed)))
        acts.append((_("Leave announced in advance…"), lambda: self.lead(LEAVE)))
        acts.append((_("Field practice…"), lambda: self.lead(PRACTICE)))
        acts.append((_("Absence, illness and gate…"), lambda: self.lead(TOGETHER)))
        return acts

    def show(self) -> None:
        """Show them under the button."""
        menu = QMenu(self.button)
        for words, act in self.offers():
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
