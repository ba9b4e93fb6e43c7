"""Presence: the gate, the roll-call, the passes and the visitors, one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, ClassVar, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import CodeMeans
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.words import N_, _
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips
from ui.presence import scanned
from ui.presence.gate import GateTab
from ui.presence.roll_call import RollCallTab
from ui.presence.telling import open_missing

GATE = "gate"
ROLL_CALL = "roll_call"
PASSES = "passes"
VISITORS = "visitors"
MISSING = "missing:"
LATER: Final = {PASSES: ("ui.presence.passes", "PassesTab"), VISITORS: ("ui.presence.visitors", "VisitorsTab")}
"""The tabs that are loaded when somebody first looks at them."""


class PresencePage(Page):
    """Who is inside. ``badge_changed`` tells how many people are late, for the sidebar."""

    key: ClassVar[str] = "presence"
    title: ClassVar[str] = N_("Presence")
    icon: ClassVar[str] = "door-open"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_PRESENCE})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PRESENCE, Area.RESIDENTS, Area.BEDS, Area.DUTY, Area.PANTI})

    badge_changed = Signal(int)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.badge = 0
        self.tabs = Chips(self._choices())
        self.tabs.setAccessibleName(_("Part of presence"))
        self.tools.addWidget(self.tabs)
        self.gate = GateTab(front)
        self.roll_call = RollCallTab(front)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.gate)
        self.stack.addWidget(self.roll_call)
        self.later: dict[str, Any] = {}
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.gate.told.connect(self._say)
        self.gate.late.connect(self._take_late)
        self.roll_call.told.connect(self._say)
        for keys, tab in (("F6", ""), ("F7", PASSES), ("F8", VISITORS)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda chosen=tab: self._go_to_tab(chosen))
        self.tabs.setToolTip(_("F6 changes between gate and roll-call, F7 shows the passes, F8 the visitors"))

    def _choices(self) -> list[tuple[str, str]]:
        visitors = [(VISITORS, _("Visitors"))] if self.front.may(Right.MARK_GATE) else []
        return [(GATE, _("Gate")), (ROLL_CALL, _("Roll-call")), (PASSES, _("Passes")), *visitors]

    def tab(self, key: str) -> Any:
        """A tab, made if need be."""
        here = {GATE: self.gate, ROLL_CALL: self.roll_call}
        if key in here:
            return here[key]
        if key not in self.later:
            module, name = LATER[key]
            made = getattr(import_module(module), name)(self.front)
            made.told.connect(self._say)
            self.later[key] = made
            self.stack.addWidget(made)
        return self.later[key]

    def show_tab(self, key: str) -> None:
        """Show a tab as it is now."""
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self.tab(key))
        self.reload()
        self.take_focus()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        gate = [(N_("Write somebody in or out"), "begin_gate")] if front.may(Right.MARK_GATE) else []
        call = [(N_("Take the roll-call"), "begin_roll_call")] if front.may(Right.TAKE_ROLL_CALL) else []
        leave = [(N_("Ask for a leave pass"), "begin_leave")] if front.may(Right.ASK_LEAVE) else []
        visit = [(N_("Write a visitor in"), "begin_visit")] if front.may(Right.MARK_GATE) else []
        return [*gate, *call, (N_("Print the roll-call sheet"), "print_sheet"), *leave, *visit]

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        visitors = [(N_("Visitors"), VISITORS)] if front.may(Right.MARK_GATE) else []
        return [(N_("Roll-call"), ROLL_CALL), (N_("Passes"), PASSES), *visitors]

    def begin_leave(self) -> None:
        """Ask for a leave pass."""
        self.show_tab(PASSES)
        self.tab(PASSES).ask()

    def begin_visit(self) -> None:
        """Show the visitors' log, its field ready."""
        self.show_tab(VISITORS)

    def begin_gate(self) -> None:
        """Show the gate, its field ready."""
        self.show_tab(GATE)

    def print_sheet(self) -> None:
        """Show the sheet of the roll-call on paper."""
        self.begin_roll_call()
        self.roll_call.print_sheet()

    def begin_roll_call(self) -> None:
        """Show the roll-call that is due."""
        self.show_tab(ROLL_CALL)

    def take_focus(self) -> None:
        """Put the cursor where the tab's work is done."""
        self._shown.take_focus()

    def watch(self) -> None:
        """Count the late ones now, shown or not; the window calls it once somebody has signed in."""
        self.gate.reload()

    @override
    def reload(self) -> None:
        self._shown.reload()

    @override
    def take_changes(self, changes: Changes) -> None:
        super().take_changes(changes)
        if changes.touch(frozenset({Area.PRESENCE, Area.RESIDENTS})) and not (self.isVisible() and self._at_gate):
            self.gate.reload()

    @override
    def focus_search(self) -> None:
        if self._shown is self.roll_call:
            self.roll_call.entry.setFocus()
        elif self.tabs.key() == PASSES:
            self._shown.search.setFocus()
        else:
            self.take_focus()

    @override
    def open_person(self, person_id: str) -> None:
        """Show somebody: at the gate who is outside, on the roll-call their row. The key of a tab opens that tab."""
        if person_id in {ROLL_CALL, *LATER}:
            self.show_tab(person_id)
        elif person_id.startswith(MISSING):
            self.show_tab(ROLL_CALL)
            open_missing(self.roll_call, person_id.removeprefix(MISSING))
        elif self._shown is self.roll_call:
            self.roll_call.go_to(person_id)
        elif self._at_gate:
            self.gate.go_to(person_id)

    @override
    def take_scan(self, means: CodeMeans) -> bool:
        """At the gate who is scanned goes in or out; on the roll-call they are present."""
        if self._shown is self.roll_call:
            scanned.on_roll_call(self.roll_call, means)
            return True
        if not self._at_gate:
            self.show_tab(GATE)
        scanned.at_gate(self.gate, means)
        return True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus_if_seen)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isEnabled():
            self._take_focus_if_seen()

    def _take_focus_if_seen(self) -> None:
        if self.isVisible():
            self.take_focus()

    @property
    def _at_gate(self) -> bool:
        return self.tabs.key() == GATE

    @property
    def _shown(self) -> Any:
        return self.tab(self.tabs.key())

    def _go_to_tab(self, key: str) -> None:
        """Show a tab by its key; without one the gate, or from there the roll-call."""
        wanted = key or (ROLL_CALL if self._at_gate else GATE)
        if wanted in dict(self._choices()):
            self.show_tab(wanted)

    def _say(self, words: str) -> None:
        if self.sender() is self._shown:
            self.subtitle.setText(words)

    def _take_late(self, late: int) -> None:
        if late != self.badge:
            self.badge = late
            self.badge_changed.emit(late)
