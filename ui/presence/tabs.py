"""The tabs of presence: gate and roll-call always there, passes and visitors made when somebody first looks at them."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Chips

GATE: Final = "gate"
ROLL_CALL: Final = "roll_call"
PASSES: Final = "passes"
VISITORS: Final = "visitors"
LATER: Final = {PASSES: ("ui.presence.passes", "PassesTab"), VISITORS: ("ui.presence.visitors", "VisitorsTab")}
"""The tabs that are loaded when somebody first looks at them."""


def choices(front: FrontDesk) -> list[tuple[str, str]]:
    """The tabs that somebody has any use for, as (key, words)."""
    visitors = [(VISITORS, _("Visitors"))] if front.may(Right.MARK_GATE) else []
    return [(GATE, _("Gate")), (ROLL_CALL, _("Roll-call")), (PASSES, _("Passes")), *visitors]


class PresenceTabs(Chips):
    """The row of tabs with what each shows; ``told`` carries the words of the one that is shown."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, page: QWidget, known: dict[str, Any]) -> None:
        super().__init__(choices(front))
        self._front = front
        self._made: dict[str, Any] = {}
        self.stack = QStackedWidget()
        self.setAccessibleName(_("Part of presence"))
        self.setToolTip(_("F6 changes between gate and roll-call, F7 shows the passes, F8 the visitors"))
        for key, tab in known.items():
            self._take(key, tab)
        for keys, wanted in (("F6", ""), ("F7", PASSES), ("F8", VISITORS)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.activated.connect(lambda key=wanted: self._ask_for(key))

    def tab(self, key: str) -> Any:
        """A tab, made if need be."""
        if key not in self._made:
            module, name = LATER[key]
            self._take(key, getattr(import_module(module), name)(self._front))
        return self._made[key]

    @property
    def shown(self) -> Any:
        """The tab that is shown."""
        return self.tab(self.key())

    def show_tab(self, key: str) -> None:
        """Show a tab."""
        self.choose(key)
        self.stack.setCurrentWidget(self.tab(key))

    def _take(self, key: str, tab: Any) -> None:
        self._made[key] = tab
        self.stack.addWidget(tab)
        tab.told.connect(lambda words: self.told.emit(words) if self.key() == key else None)

    def _ask_for(self, key: str) -> None:
        """Ask for a tab by its key; without one for the gate, or from there for the roll-call."""
        wanted = key or (ROLL_CALL if self.key() == GATE else GATE)
        if wanted in dict(choices(self._front)):
            self.chosen.emit(wanted)
