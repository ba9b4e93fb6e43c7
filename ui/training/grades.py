"""The marks of a class at the end: every one is saved when its cell is left; what is wrong is said beside the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.training import BatchLine, GradeSheet
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.grades import GradeGiven, Grades, SetGrades
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Empty, Pill, label, row
from ui.training.classes import runs
from ui.training.grades_table import FIRST_MARK, GradesModel, GradesTable


class GradesTab(QWidget):
    """The marks of the open class; every one is saved when its cell is left."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.model = GradesModel(self)
        self.model.given.connect(self._give)
        self.table = GradesTable(self.model)
        self.table.painter.wrong.connect(self._say)
        self.missing = Pill("", "attention")
        self.error = label("", "error", wrap=True)
        words = _("A mark is 0 to 100; Enter or ↓ saves it and goes on, Delete takes it away.")
        self.hint = label(words, "small", wrap=True)
        told = _("Whoever is enrolled stands here, with the final mark and one for each subject of the programme.")
        self.empty = Empty("book", _("Nobody is in this class"), told)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.card = Card(padding=8)
        self.card.add(self.table)
        column.addWidget(self.card, 1)
        column.addWidget(self.empty, 1)
        foot = row(self.hint, self.error, self.missing)
        foot.setStretch(0, 1)
        column.addLayout(foot)

    def take_focus(self) -> None:
        """Put the cursor on the marks."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show a class's marks."""
        self.batch = batch
        self.model.editable = runs(self.front, batch)
        if batch is None:
            self._show(None)
        else:
            self.front.ask(Grades(batch.batch_id), self, self._take)

    def _take(self, sheet: GradeSheet) -> None:
        if self.batch is not None and sheet.batch.batch_id == self.batch.batch_id:
            self._show(sheet)

    def _show(self, sheet: GradeSheet | None) -> None:
        rows = sheet.rows if sheet is not None else ()
        self.model.show(rows, sheet.subjects if sheet is not None else ())
        self.card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.hint.setVisible(bool(rows) and self.model.editable)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, FIRST_MARK))
        self.table.lay_out()
        left = sum(1 for one in rows if one.final is None)
        said = n_("{count} without a final mark", "{count} without a final mark", left)
        self.missing.say(said.format(count=number(left)), "attention")
        self.missing.setVisible(left > 0)
        self.told.emit(sheet.batch.title if sheet is not None else "")

    def _give(self, given: GradeGiven, was: float | None) -> None:
        if self.batch is not None:
            seen = Seen({(given.enrolment_id, given.subject_id): was})
            self.front.do(SetGrades(self.batch.batch_id, (given,), seen=seen), self, None, self._refused)

    def _refused(self, failure: Failure) -> bool:
        self._say(failure)
        self.open_class(self.batch)
        return True

    def _say(self, failure: Failure | None) -> None:
        self.error.setText("" if failure is None else explain(failure, self.front.panti))
