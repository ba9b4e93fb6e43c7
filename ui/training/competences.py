"""What a trainer saw of everybody's competences: ticked with one key, said in words below the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.training.grading import CompetenceSheet
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.competences import CheckCompetences, CheckGiven, CompetenceSheetOf
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Empty, button, label, row
from ui.training.classes import runs
from ui.training.competence_list import CompetenceList, edit_competences
from ui.training.competence_table import CompetenceTable


class CompetencesPart(QWidget):
    """The competences of the open class. ``told`` gives what the cursor stands on."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.sheet: CompetenceSheet | None = None
        self.editor: CompetenceList | None = None
        self.table = CompetenceTable()
        self.table.seen.given.connect(self._give)
        self.table.reached.connect(self._say_cell)
        self.words = label("", wrap=True)
        self.error = label("", "error", wrap=True)
        self.hint = label(_("K: competent · B: not yet (BK) · Delete clears; K and B go down."), "small", wrap=True)
        told = _("What somebody can do who finishes this programme: the head writes the list, trainers tick it.")
        self.empty = Empty("list-checks", _("No competences yet"), told)
        self.edit_button = button(_("Edit the list…"), self.edit_list, icon="pencil")
        self.edit_button.setVisible(front.may(Right.EDIT_PROGRAMS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.card = Card(padding=8)
        self.card.add(self.table)
        column.addWidget(self.card, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.words)
        foot = row(self.hint, self.error, self.edit_button)
        foot.setStretch(0, 1)
        column.addLayout(foot)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show a class."""
        self.batch = batch
        self.table.seen.editable = runs(self.front, batch)
        if batch is None:
            self._show(None)
        else:
            self.front.ask(CompetenceSheetOf(batch.batch_id), self, self._take)

    def take_focus(self) -> None:
        """Put the cursor on the ticks, or where the list is begun."""
        shown = self.table if self.card.isVisible() else self.edit_button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_list(self) -> None:
        """Write the list of the programme."""
        if self.sheet is not None and self.edit_button.isVisible():
            batch = self.sheet.batch
            self.editor = edit_competences(
                self.front, self, batch.program_id, self.sheet.competences, lambda: self.open_class(self.batch)
            )

    def _take(self, sheet: CompetenceSheet) -> None:
        if self.batch is not None and sheet.batch.batch_id == self.batch.batch_id:
            self._show(sheet)

    def _show(self, sheet: CompetenceSheet | None) -> None:
        self.sheet = sheet
        there = sheet is not None and bool(sheet.rows) and bool(sheet.competences)
        self.card.setVisible(there)
        self.words.setVisible(there)
        self.empty.setVisible(not there)
        self.hint.setVisible(there and self.table.seen.editable)
        self.edit_button.setEnabled(sheet is not None)
        if sheet is not None and sheet.competences and not sheet.rows:
            self.empty.say(_("Nobody is in this class"), _("Whoever is enrolled stands here."))
        self.table.show_sheet(sheet)
        self._say_cell()

    def _say_cell(self) -> None:
        said = self.table.seen.told(self.table.currentIndex()) if self.table.currentIndex().isValid() else ""
        self.words.setText(said)
        self.told.emit(said)

    def _give(self, given: CheckGiven, was: bool | None) -> None:
        if self.batch is not None:
            act = CheckCompetences(self.batch.batch_id, (given,), seen=Seen({given.key: was}))
            self.front.do(act, self, lambda _done: self._say(None), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self._say(failure)
        self.open_class(self.batch)
        return True

    def _say(self, failure: Failure | None) -> None:
        self.error.setText("" if failure is None else explain(failure, self.front.panti))
