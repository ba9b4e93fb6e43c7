"""A page of several parts, each loaded when it is first looked at; F6 goes from one to the next.

A part is a widget made with the front desk. It has ``reload()``; where it has them, ``take_focus()`` puts the cursor
where its work is done, ``open_person(key)`` opens what another page points at (answering whether it could), and the
signal ``told`` carries the words beside the page's title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips


@dataclass(frozen=True, slots=True)
class PartSpec:
    """What the page needs to know of a part before it is loaded: any one of ``needs`` opens it."""

    key: str
    title: str
    needs: frozenset[Right]
    module: str
    name: str

    def open_to(self, front: FrontDesk) -> bool:
        """Say whether somebody has any use for it."""
        return any(front.may(right) for right in self.needs)

    def load(self, front: FrontDesk) -> Any:
        """Make the part."""
        return getattr(import_module(self.module), self.name)(front)


class PartedPage(Page):
    """Its parts, each made when it is first looked at."""

    parts_known: ClassVar[tuple[PartSpec, ...]]

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.specs = {spec.key: spec for spec in self.parts_known if spec.open_to(front)}
        self.parts: dict[str, Any] = {}
        self.tabs = Chips([(key, _(spec.title)) for key, spec in self.specs.items()])
        self.tabs.setAccessibleName(_("Parts of the page"))
        self.tabs.setToolTip(_("F6 shows the next part"))
        self.tabs.setVisible(len(self.specs) > 1)
        self.tools.addWidget(self.tabs)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_part)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_part)

    @property
    def at(self) -> str:
        """The part that is shown, empty where there is none for this user."""
        return self.tabs.key()

    @property
    def part(self) -> Any:
        """What is shown, made if need be; None where there is nothing for this user."""
        if self.at not in self.parts and self.at in self.specs:
            made = self.specs[self.at].load(self.front)
            self.parts[self.at] = made
            self.stack.addWidget(made)
            if hasattr(made, "told"):
                made.told.connect(lambda words, key=self.at: self._say(key, words))
        return self.parts.get(self.at)

    def show_part(self, key: str) -> None:
        """Show a part as it is now."""
        self.tabs.choose(key)
        self.subtitle.setText("")
        self.reload()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where the part's work is done."""
        if hasattr(self.part, "take_focus"):
            self.part.take_focus()
        elif self.part is not None:
            self.part.setFocus()

    @override
    def reload(self) -> None:
        if self.part is not None:
            self.stack.setCurrentWidget(self.part)
            self.part.reload()

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(spec.title, spec.key) for spec in cls.parts_known if spec.open_to(front)]

    @override
    def focus_search(self) -> None:
        self.take_focus()

    @override
    def open_person(self, person_id: str) -> None:
        """Open a part by its key, or what the shown part knows by it."""
        if person_id in self.specs:
            self.show_part(person_id)
        elif hasattr(self.part, "open_person"):
            self.part.open_person(person_id)

    def _say(self, key: str, words: str) -> None:
        if key == self.at:
            self.subtitle.setText(words)

    def _next_part(self) -> None:
        order = list(self.specs)
        if order:
            self.show_part(order[(order.index(self.at) + 1) % len(order)])
