"""What else can be done from the sheet: a menu under one button, made anew for the day under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _

if TYPE_CHECKING:
    from ui.training.sheet import SheetTab

LEAVE: Final = "leave"
PRACTICE: Final = "practice"
TOGETHER: Final = "together"


class SheetActs:
    """The acts of one sheet that are not needed every day."""

    def __init__(self, tab: SheetTab) -> None:
        self._tab = tab

    def offers(self) -> list[tuple[str, Callable[[], None]]]:
        """The acts as words and what they do; the acts of who runs the class first."""
        tab, here = self._tab, self._tab.table.here()
        acts: list[tuple[str, Callable[[], None]]] = []
        if tab.running:
            acts.append((_("Type back from paper (F9)"), tab.paper.turn))
            if here is not None and not here[1].off:
                day = here[1]
                words = _("Cancel the class of {day}…") if day.planned and not day.extra else _("Extra class on {day}…")
                if day.cancelled or day.extra:
                    words = _("By the plan again on {day}")
                acts.append((words.format(day=long_date(day.day)), lambda: tab.questions.change_day(day)))
        acts.append((_("Leave announced in advance…"), lambda: tab.leading.emit(LEAVE)))
        acts.append((_("Field practice…"), lambda: tab.leading.emit(PRACTICE)))
        acts.append((_("Absence, illness and gate…"), lambda: tab.leading.emit(TOGETHER)))
        return acts

    def show(self) -> None:
        """Show them under the button."""
        button = self._tab.parts.more
        menu = QMenu(button)
        for words, act in self.offers():
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
