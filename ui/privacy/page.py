"""Data protection: what residents ask, what they were told, what went wrong, what is past its term, what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_, _
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips
from ui.privacy.consents import ConsentsTab
from ui.privacy.incidents import IncidentsTab
from ui.privacy.processing import ProcessingTab
from ui.privacy.requests import RequestsTab
from ui.privacy.retention import RetentionTab

REQUESTS: Final = "requests"
CONSENT: Final = "consent"
INCIDENTS: Final = "incidents"
RETENTION: Final = "retention"
PROCESSING: Final = "processing"

Tab = RequestsTab | ConsentsTab | IncidentsTab | RetentionTab | ProcessingTab


class PrivacyPage(Page):
    """Its tabs; F6 goes from one to the next."""

    key: ClassVar[str] = "privacy"
    title: ClassVar[str] = N_("Data protection")
    icon: ClassVar[str] = "shield-check"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_PRIVACY})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PRIVACY, Area.RESIDENTS, Area.PANTI})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.views: dict[str, Tab] = {REQUESTS: RequestsTab(front), CONSENT: ConsentsTab(front)}
        if front.may(Right.RECORD_INCIDENT):
            self.views[INCIDENTS] = IncidentsTab(front)
        if front.may(Right.DESTROY_RECORDS):
            self.views[RETENTION] = RetentionTab(front)
        self.views[PROCESSING] = ProcessingTab(front)
        names = {
            REQUESTS: _("Requests"),
            CONSENT: _("Notice and consent"),
            INCIDENTS: _("Incidents"),
            RETENTION: _("Retention"),
            PROCESSING: _("Record of processing"),
        }
        self.tabs = Chips([(key, names[key]) for key in self.views])
        self.tabs.setAccessibleName(_("Part of data protection"))
        self.tabs.setToolTip(_("F6 goes to the next"))
        self.tools.addWidget(self.tabs)
        self.stack = QStackedWidget()
        for key, view in self.views.items():
            self.stack.addWidget(view)
            view.told.connect(lambda words, key=key: self._say(key, words))
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_tab)

    @property
    def at(self) -> str:
        """The tab that is shown."""
        return self.tabs.key() or REQUESTS

    @property
    def view(self) -> Tab:
        """What is shown."""
        return self.views[self.at]

    def show_tab(self, key: str) -> None:
        """Show a tab as it is now."""
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self.views[key])
        self.reload()
        self.view.take_focus()

    def begin_request(self) -> None:
        """Write a request down."""
        self.show_tab(REQUESTS)
        tab = self.views[REQUESTS]
        if isinstance(tab, RequestsTab):
            tab.write_down()

    @override
    def reload(self) -> None:
        self.view.reload()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        if not front.may(Right.HANDLE_DATA_REQUEST):
            return []
        return [(N_("Request about personal data…"), "begin_request")]

    @override
    def focus_search(self) -> None:
        self.view.take_focus()

    @override
    def main_act(self) -> None:
        self.view.take_focus()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id in self.views:
            self.show_tab(person_id)

    def _say(self, key: str, words: str) -> None:
        if key == self.at:
            self.subtitle.setText(words)

    def _next_tab(self) -> None:
        order = list(self.views)
        self.show_tab(order[(order.index(self.at) + 1) % len(order)])
