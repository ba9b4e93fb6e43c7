"""The marks of a class: final mark and subjects, the parts of each subject, competences, and transcripts on paper.

Every mark is saved when its cell is left; what is wrong is said beside the table.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.settings import mark_weights
from shelter_admin.domain.training import BatchLine, GradeSheet
from shelter_admin.domain.training.grading import Weights, scale_of
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.grades import GradeGiven, Grades, SetGrades
from shelter_admin.operations.training.part_marks import PartGiven, SetPartMarks
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Empty, Pill, button, label, row
from ui.training.classes import runs
from ui.training.competences import CompetencesPart
from ui.training.grade_columns import ALL, columns_of
from ui.training.grades_table import FIRST_MARK, GradesModel, GradesTable
from ui.training.transcripts import TranscriptButtons

COMPETENCES: Final = "competences"
VIEW_WIDTH: Final = 400


class GradesTab(QWidget):
    """The marks of the open class. Ctrl+PgDn shows the next subject, Ctrl+R re-sits, Ctrl+T prints a transcript."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.sheet: GradeSheet | None = None
        self._offered: list[tuple[str, str]] = []
        self.model = GradesModel(self)
        self.model.given.connect(self._give)
        self.table = GradesTable(self.model)
        self.table.painter.wrong.connect(self._say)
        self.table.reached.connect(self._say_cell)
        self.competences = CompetencesPart(front)
        self.missing = Pill("", "attention")
        self.error = label("", "error", wrap=True)
        self.source = label("", wrap=True)
        self.hint = label("", "small", wrap=True)
        told = _("Whoever is enrolled stands here, with the final mark and one for each subject of the programme.")
        self.empty = Empty("book", _("Nobody is in this class"), told)
        self._tools()
        self._lay_out()
        for keys, act in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(lambda step=act: self.next_view(step))

    def _tools(self) -> None:
        self.view = ChoiceField("view", _("What is shown"), [(ALL, _("Final mark and subjects"))])
        self.view.words.hide()
        self.view.setFixedWidth(VIEW_WIDTH)
        self.view.setToolTip(_("Ctrl+PgDn shows the next subject, Ctrl+PgUp the one before"))
        self.view.changed.connect(self._viewed)
        tip = _("Another attempt at the mark under the cursor (Ctrl+R)")
        self.resit = button(_("Re-sit"), self.table.resit, icon="refresh-cw", tip=tip)
        self.take_reckoned = button(_("Take the reckoned marks"), self.take_all_reckoned, icon="check-check")
        self.papers = TranscriptButtons(self.front, self, self._here, self._refused)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(self.view, None, self.take_reckoned, self.resit, self.papers))
        self.marks = QWidget()
        inner = QVBoxLayout(self.marks)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        self.card = Card(padding=8)
        self.card.add(self.table)
        inner.addWidget(self.card, 1)
        inner.addWidget(self.empty, 1)
        inner.addWidget(self.source)
        foot = row(self.hint, self.error, self.missing)
        foot.setStretch(0, 1)
        inner.addLayout(foot)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.marks)
        self.parts.addWidget(self.competences)
        column.addWidget(self.parts, 1)

    def take_focus(self) -> None:
        """Put the cursor on the marks, or on the ticks."""
        if self.parts.currentWidget() is self.competences:
            self.competences.take_focus()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_view(self, step: int) -> None:
        """Show the next subject, or the one before."""
        keys = [key for key, _words in self._views()]
        at = keys.index(self.view.value()) if self.view.value() in keys else 0
        self.show_view(keys[(at + step) % len(keys)])

    def show_view(self, key: str) -> None:
        """Show everything, a subject, or the competences."""
        self.view.set_value(key)
        self._viewed()
        self.take_focus()

    def open_class(self, batch: BatchLine | None) -> None:
        """Show a class's marks."""
        self.batch = batch
        settings = self.front.panti.settings
        self.model.scale = self.table.painter.scale = scale_of(settings.mark_scale)
        self.model.editable = runs(self.front, batch)
        if batch is None:
            self._show(None)
            self.competences.open_class(None)
        elif self.view.value() == COMPETENCES:
            self.competences.open_class(batch)
            self.front.ask(Grades(batch.batch_id), self, self._take)
        else:
            self.front.ask(Grades(batch.batch_id), self, self._take)

    def _here(self) -> tuple[str, str]:
        at, rows = self.table.currentIndex().row(), self.model.rows
        return self.batch.batch_id if self.batch is not None else "", rows[at].enrolment_id if 0 <= at < len(
            rows
        ) else ""

    def take_all_reckoned(self) -> None:
        """Let every typed mark that differs from what it comes to be reckoned again; can be undone."""
        if self.batch is None or self.sheet is None:
            return
        given = tuple(
            GradeGiven(record.enrolment_id, None, column.subject_id)
            for record in self.model.rows
            for column in columns_of(ALL, self.sheet.subjects, Weights({}))
            if column.differs(record)
        )
        if given:
            self.front.do(SetGrades(self.batch.batch_id, given), self, lambda _done: self._say(None), self._refused)

    def _views(self) -> list[tuple[str, str]]:
        subjects = self.sheet.subjects if self.sheet is not None else ()
        all_of_them = (ALL, _("Final mark and subjects"))
        return [all_of_them, *[(one.subject_id, one.name) for one in subjects], (COMPETENCES, _("Competences"))]

    def _take(self, sheet: GradeSheet) -> None:
        if self.batch is not None and sheet.batch.batch_id == self.batch.batch_id:
            self._show(sheet)

    def _viewed(self) -> None:
        self._show(self.sheet)
        if self.view.value() == COMPETENCES:
            self.competences.open_class(self.batch)

    def _show(self, sheet: GradeSheet | None) -> None:
        self.sheet = sheet
        keys = [key for key, _words in self._views()]
        view = self.view.value() if self.view.value() in keys else ALL
        if self._offered != self._views():
            self._offered = self._views()
            self.view.offer(self._offered)
            self.view.set_value(view)
        self.parts.setCurrentWidget(self.competences if view == COMPETENCES else self.marks)
        self._show_marks(sheet, view if view != COMPETENCES else ALL)

    def _show_marks(self, sheet: GradeSheet | None, view: str) -> None:
        rows = sheet.rows if sheet is not None else ()
        weights = Weights.from_setting(mark_weights(self.front.panti.settings.mark_weights))
        self.model.show(rows, columns_of(view, sheet.subjects if sheet is not None else (), weights))
        self.card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.hint.setVisible(bool(rows) and self.model.editable)
        self._say_hint(view)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, FIRST_MARK))
        self.table.lay_out()
        self._count(sheet)
        self._say_cell()
        self.told.emit(sheet.batch.title if sheet is not None else "")

    def _count(self, sheet: GradeSheet | None) -> None:
        rows = sheet.rows if sheet is not None else ()
        left = sum(1 for one in rows if one.final is None)
        said = n_("{count} without a final mark", "{count} without a final mark", left)
        self.missing.say(said.format(count=number(left)), "attention")
        self.missing.setVisible(left > 0)
        of_parts = self.view.value() not in {ALL, COMPETENCES}
        self.resit.setVisible(of_parts and self.model.editable)
        columns = columns_of(ALL, sheet.subjects if sheet is not None else (), Weights({}))
        other = any(column.differs(one) for one in rows for column in columns)
        self.take_reckoned.setVisible(other and self.model.editable and self.view.value() == ALL)
        self.papers.setEnabled(bool(rows))

    def _say_hint(self, view: str) -> None:
        most = number(self.model.scale.most)
        parts = [
            _("A mark is 0 to {most}; Enter or ↓ saves it and goes on, Delete takes it away.").format(most=most),
            _("= is reckoned from its parts; what is typed over it stays until it is deleted.")
            if view == ALL
            else _("Ctrl+R re-sits: the newest attempt counts, the earlier ones stay."),
        ]
        self.hint.setText(" ".join(parts))

    def _say_cell(self) -> None:
        index = self.table.currentIndex()
        said = self.model.told(index) if index.isValid() else ""
        heading = self.model.heading(index.column()) if index.isValid() else ""
        name = self.model.rows[index.row()].name if said else ""
        self.source.setText(f"{name} · {heading}: {said}" if said else "")
        self.source.setVisible(bool(said))

    def _give(self, given: GradeGiven | PartGiven, was: float | None) -> None:
        if self.batch is None:
            return
        act: SetGrades | SetPartMarks
        if isinstance(given, PartGiven):
            act = SetPartMarks(self.batch.batch_id, (given,), seen=Seen({given.key: was}))
        else:
            act = SetGrades(self.batch.batch_id, (given,), seen=Seen({(given.enrolment_id, given.subject_id): was}))
        self.front.do(act, self, None, self._refused)

    def _refused(self, failure: Failure) -> bool:
        self._say(failure)
        self.open_class(self.batch)
        return True

    def _say(self, failure: Failure | None) -> None:
        self.error.setText("" if failure is None else explain(failure, self.front.panti))
