"""Duty: the shift handed over, what happened in the house, what the kitchen cooks, what the morning asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_, _
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips

HANDOVER: Final = "handover"
OCCURRENCES: Final = "occurrences"
KITCHEN: Final = "kitchen"
MORNING: Final = "morning"
BEFORE: Final = "handover_before"


@dataclass(frozen=True, slots=True)
class TabSpec:
    """What the page needs to know of a tab before it is loaded: any one of ``needs`` opens it."""

    key: str
    title: str
    needs: frozenset[Right]
    module: str
    name: str

    def open_to(self, front: FrontDesk) -> bool:
        """Say whether somebody has any use for it."""
        return any(front.may(right) for right in self.needs)


TABS: Final = (
    TabSpec(HANDOVER, N_("Handover"), frozenset({Right.HAND_OVER_SHIFT}), "ui.duty.handover", "HandoverTab"),
    TabSpec(
        OCCURRENCES, N_("Occurrences"), frozenset({Right.SEE_OCCURRENCES}), "ui.duty.occurrences", "OccurrencesTab"
    ),
    TabSpec(
        KITCHEN, N_("Kitchen"), frozenset({Right.SEE_BEDS, Right.SEE_HEALTH_ALERTS}), "ui.duty.kitchen", "KitchenTab"
    ),
    TabSpec(MORNING, N_("This morning"), frozenset({Right.SEE_PRESENCE}), "ui.duty.morning", "MorningSection"),
)


class DutyPage(Page):
    """Its tabs, each made when it is first looked at; F6 goes from one to the next."""

    key: ClassVar[str] = "duty"
    title: ClassVar[str] = N_("Duty")
    icon: ClassVar[str] = "clipboard-check"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.HAND_OVER_SHIFT, Right.SEE_OCCURRENCES, Right.SEE_PRESENCE})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.DUTY, Area.PRESENCE, Area.BEDS, Area.RESIDENTS, Area.TRAINING, Area.PANTI}
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.specs = {spec.key: spec for spec in TABS if spec.open_to(front)}
        self.views: dict[str, Any] = {}
        self.tabs = Chips([(key, _(spec.title)) for key, spec in self.specs.items()])
        self.tabs.setAccessibleName(_("Part of duty"))
        self.tabs.setToolTip(_("F6 goes to the next"))
        self.tools.addWidget(self.tabs)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_tab)

    @property
    def at(self) -> str:
        """The tab that is shown, empty where there is none for this user."""
        return self.tabs.key()

    @property
    def view(self) -> Any:
        """What is shown, made if need be; None where there is nothing for this user."""
        if self.at not in self.views and self.at in self.specs:
            spec = self.specs[self.at]
            made = getattr(import_module(spec.module), spec.name)(self.front)
            self.views[self.at] = made
            self.stack.addWidget(made)
            if hasattr(made, "told"):
                made.told.connect(lambda words, key=self.at: self._say(key, words))
        return self.views.get(self.at)

    def show_tab(self, key: str) -> None:
        """Show a tab as it is now."""
        self.tabs.choose(key)
        self.subtitle.setText("")
        self.reload()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where the tab's work is done."""
        if hasattr(self.view, "take_focus"):
            self.view.take_focus()
        elif self.view is not None:
            self.view.setFocus()

    def begin_handover(self) -> None:
        """Show the handover of the running shift."""
        self.show_tab(HANDOVER)

    def begin_occurrence(self) -> None:
        """Write down what happened."""
        self.show_tab(OCCURRENCES)
        self.view.write_down()

    @override
    def reload(self) -> None:
        if self.view is not None:
            self.stack.setCurrentWidget(self.view)
            self.view.reload()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        offered = (
            (N_("Hand over the shift"), "begin_handover", Right.HAND_OVER_SHIFT),
            (N_("Write down what happened…"), "begin_occurrence", Right.RECORD_OCCURRENCE),
        )
        return [(words, method) for words, method, right in offered if front.may(right)]

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(spec.title, spec.key) for spec in TABS if spec.open_to(front)]

    @override
    def focus_search(self) -> None:
        self.take_focus()

    @override
    def open_person(self, person_id: str) -> None:
        """Open a tab by its key, or the handover of the shift that ended last."""
        if person_id in self.specs:
            self.show_tab(person_id)
        elif person_id == BEFORE and HANDOVER in self.specs:
            self.show_tab(HANDOVER)
            self.view.show_before()

    def _say(self, key: str, words: str) -> None:
        if key == self.at:
            self.subtitle.setText(words)

    def _next_tab(self) -> None:
        order = list(self.specs)
        if order:
            self.show_tab(order[(order.index(self.at) + 1) % len(order)])
