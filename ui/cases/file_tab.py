"""The case file in a resident's file: assessments, plan, notes, stage; the health officer sees what is about health."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.cases.asking import CaseFileOf, HealthFileOf
from ui.cases.assessments import AssessmentsSection
from ui.cases.notes import NotesSection
from ui.cases.plan import PlanSection
from ui.cases.stage import StageSection
from ui.kit.frontdesk import FrontDesk
from ui.kit.scrolling import Scrolling
from ui.kit.widgets import Chips

ASSESSMENTS: Final = "assessments"
PLAN: Final = "plan"
NOTES: Final = "notes"
STAGE: Final = "stage"


@dataclass(frozen=True)
class Whose:
    """Whose case file is open."""

    person_id: str
    name: str


class CaseFileTab(QWidget):
    """The tab; Ctrl+1 to Ctrl+9 belong to the window, so the sections follow each other with F7."""

    titles: Final = ((NOTES, N_("Notes")), (ASSESSMENTS, N_("Assessments")), (PLAN, N_("Plan")), (STAGE, N_("Stage")))

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.whose: Whose | None = None
        self.file: CaseFile | None = None
        self.assessments = AssessmentsSection(front)
        self.sections: dict[str, Any] = {ASSESSMENTS: self.assessments}
        if front.may(Right.SEE_CASES):
            self.notes, self.plan, self.stage = NotesSection(front), PlanSection(front), StageSection(front)
            self.sections |= {NOTES: self.notes, PLAN: self.plan, STAGE: self.stage}
        offered = [(key, _(words)) for key, words in self.titles if key in self.sections]
        self.chips = Chips(offered)
        self.chips.setAccessibleName(_("Part of the case file"))
        self.chips.setToolTip(_("F7 shows the next part"))
        self.chips.setVisible(len(offered) > 1)
        self.stack = QStackedWidget()
        for section in self.sections.values():
            self.stack.addWidget(Scrolling(section))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.chips)
        column.addWidget(self.stack, 1)
        self.chips.chosen.connect(self.show_section)
        self._turn_to(self.chips.key())
        QShortcut(QKeySequence("F7"), self).activated.connect(self._next_section)
        front.changed.connect(self._take_changes)

    def show_section(self, key: str) -> None:
        """Show a section and put the cursor where its work is done."""
        self.chips.choose(key)
        self._turn_to(key)
        self.sections[key].take_focus()

    def _turn_to(self, key: str) -> None:
        self.stack.setCurrentIndex(list(self.sections).index(key))

    def _next_section(self) -> None:
        order = [key for key, _words in self.titles if key in self.sections]
        self.show_section(order[(order.index(self.chips.key()) + 1) % len(order)])

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody's case file."""
        whose = Whose(details.line.person_id, details.line.name)
        if self.whose is None or self.whose.person_id != whose.person_id:
            self.file = None
            for section in self.sections.values():
                section.show_nobody()
        self.whose = whose
        self._ask()

    def _ask(self) -> None:
        if self.whose is None:
            return
        asked = self.whose.person_id
        query = CaseFileOf if self._front.may(Right.SEE_CASES) else HealthFileOf
        self._front.ask(query(asked), self, lambda file: self._got(asked, file))

    def _got(self, asked: str, file: CaseFile) -> None:
        if self.whose is None or self.whose.person_id != asked:
            return
        self.file = file
        for section in self.sections.values():
            section.show_file(file, self.whose.name)

    def _take_changes(self, changes: Changes) -> None:
        """Read again while it is looked at; a tab behind another reads when it is shown."""
        if changes.touch(frozenset({Area.CASES})) and self.isVisible():
            self._ask()
