"""Presence: the gate, the roll-call, the passes and the visitors, one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import CodeMeans
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.words import N_
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.presence import scanned
from ui.presence.gate import GateTab
from ui.presence.roll_call import RollCallTab
from ui.presence.tabs import GATE, LATER, PASSES, ROLL_CALL, VISITORS, PresenceTabs
from ui.presence.telling import open_missing

MISSING = "missing:"


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
        self.gate = GateTab(front)
        self.roll_call = RollCallTab(front)
        self.tabs = PresenceTabs(front, self, {GATE: self.gate, ROLL_CALL: self.roll_call})
        self.tools.addWidget(self.tabs)
        self.stack = self.tabs.stack
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.tabs.told.connect(self.subtitle.setText)
        self.gate.late.connect(self._take_late)

    def tab(self, key: str) -> Any:
        """A tab, made if need be."""
        return self.tabs.tab(key)

    def show_tab(self, key: str) -> None:
        """Show a tab as it is now."""
        self.tabs.show_tab(key)
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
        """Put the cursor where the tab's work is done, if somebody looks at it."""
        if self.isVisible():
            self.tabs.shown.take_focus()

    def watch(self) -> None:
        """Count the late ones now, shown or not; the window calls it once somebody has signed in."""
        self.gate.reload()

    @override
    def reload(self) -> None:
        self.tabs.shown.reload()

    @override
    def take_changes(self, changes: Changes) -> None:
        super().take_changes(changes)
        if changes.touch(frozenset({Area.PRESENCE, Area.RESIDENTS})) and not (
            self.isVisible() and self.tabs.key() == GATE
        ):
            self.gate.reload()

    @override
    def focus_search(self) -> None:
        if self.tabs.shown is self.roll_call:
            self.roll_call.entry.setFocus()
        elif self.tabs.key() == PASSES:
            self.tabs.shown.search.setFocus()
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
        elif self.tabs.shown is self.roll_call:
            self.roll_call.go_to(person_id)
        elif self.tabs.key() == GATE:
            self.gate.go_to(person_id)

    @override
    def take_scan(self, means: CodeMeans) -> bool:
        """At the gate who is scanned goes in or out; on the roll-call they are present."""
        if self.tabs.shown is self.roll_call:
            scanned.on_roll_call(self.roll_call, means)
            return True
        if self.tabs.key() != GATE:
            self.show_tab(GATE)
        scanned.at_gate(self.gate, means)
        return True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.take_focus)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isEnabled():
            self.take_focus()

    def _take_late(self, late: int) -> None:
        if late != self.badge:
            self.badge = late
            self.badge_changed.emit(late)
