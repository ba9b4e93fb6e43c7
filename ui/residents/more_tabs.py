"""The tabs of a file that other parts of the house fill; each is loaded when it is first looked at."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol, cast

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.words import N_, _
from ui.kit.frontdesk import CASE_FILE, FrontDesk
from ui.kit.scrolling import Scrolling


class FileTab(Protocol):
    """A tab of a file: made once with ``front``, told whose file is open."""

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""


@dataclass(frozen=True, slots=True)
class FileTabSpec:
    """What the file needs to know of a tab before it is loaded: any one of ``needs`` opens it.

    Another page opens the file at the tab by its ``key``.
    """

    title: str
    needs: frozenset[Right]
    module: str
    name: str
    key: str = ""

    def load(self, front: FrontDesk) -> FileTab:
        """Make the tab."""
        return cast("FileTab", getattr(import_module(self.module), self.name)(front))


MORE_TABS: Final[tuple[FileTabSpec, ...]] = (
    FileTabSpec(N_("Family"), frozenset({Right.SEE_CONTACTS}), "ui.residents.family", "FamilyTab"),
    FileTabSpec(
        N_("Papers and documents"),
        frozenset({Right.SEE_IDENTITY, Right.SEE_HEALTH}),
        "ui.residents.documents",
        "DocumentsTab",
    ),
    FileTabSpec(N_("Admission"), frozenset({Right.INTAKE}), "ui.intake.admission_tab", "AdmissionTab"),
    FileTabSpec(
        N_("Case file"),
        frozenset({Right.SEE_CASES, Right.SEE_HEALTH}),
        "ui.cases.file_tab",
        "CaseFileTab",
        CASE_FILE,
    ),
    FileTabSpec(
        N_("Care"),
        frozenset({Right.MARK_GATE, Right.SEE_HEALTH_ALERTS, Right.SEE_HEALTH}),
        "ui.residents.care",
        "CareTab",
    ),
    FileTabSpec(
        N_("Passes"),
        frozenset({Right.ASK_LEAVE, Right.APPROVE_LEAVE}),
        "ui.presence.person_leave",
        "PersonLeaveTab",
    ),
    FileTabSpec(N_("Departure"), frozenset({Right.RECORD_LEAVING}), "ui.departures.file_tab", "LeavingTab"),
    FileTabSpec(N_("Services"), frozenset({Right.SEE_SERVICES}), "ui.services.person", "ServicesTab"),
)


class Later(QWidget):
    """The place of a tab that is made when somebody first looks at it, and asks only while it is looked at."""

    def __init__(self, front: FrontDesk, spec: FileTabSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._spec = spec
        self.key = spec.key
        self._details: ResidentDetails | None = None
        self.tab: FileTab | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody, now or once the tab is looked at."""
        self.hold(details)
        if self.isVisible():
            self.look()

    def hold(self, details: ResidentDetails) -> None:
        """Know whose file is open, without asking yet."""
        self._details = details

    def look(self) -> None:
        """Make the tab if need be and show whose file is open."""
        if self.tab is None:
            self.tab = self._spec.load(self._front)
            layout = self.layout()
            if layout is not None and isinstance(self.tab, QWidget):
                layout.addWidget(Scrolling(self.tab))
        if self._details is not None:
            self.tab.show_details(self._details)


def add_more(tabs: QTabWidget, front: FrontDesk) -> list[Later]:
    """Add the tabs that somebody may open."""
    made = []
    for spec in MORE_TABS:
        if any(front.may(right) for right in spec.needs):
            made.append(Later(front, spec))
            tabs.addTab(made[-1], _(spec.title))

    def looked_at(index: int) -> None:
        seen = tabs.widget(index)
        if isinstance(seen, Later):
            seen.look()

    tabs.currentChanged.connect(looked_at)
    return made
