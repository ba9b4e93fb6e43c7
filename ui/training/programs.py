"""Programmes and classes as the head sets them up: hours, subjects, and when each class meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training import PROGRAM_KIND_NAMES, BatchLine, ProgramKind, ProgramLine, SubjectLine
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.programs import (
    AddProgram,
    ChangeProgram,
    Programs,
    SetSubjects,
    SubjectsOf,
    subject_parts,
)
from ui.kit.form import ChoiceField, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, ShortLabel, button, label, row, scrolled
from ui.training.batches import BatchCard
from ui.training.subjects import SubjectsEditor
from ui.training.templates import TemplatesCard
from ui.training.trainers import TrainersSheet
from ui.training.typed import read_hours

LEFT = 262
WIDEST = 520
NEW = ""


class ProgramCard(Card):
    """One programme: its name, hours and subjects. ``made`` tells the id of a new one."""

    made = Signal(str)

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Programme"))
        self.front = front
        self.program: ProgramLine | None = None
        self._base: ProgramLine | None = None
        self._opened = False
        self._subjects: tuple[SubjectLine, ...] = ()
        explained = _explained(front)
        hours = TextField("hours", _("Lesson hours"), hint=_("As on the certificate; empty while unknown"))
        hours.line.returnPressed.connect(self.save_typed)
        kinds = [(kind, _(words)) for kind, words in PROGRAM_KIND_NAMES.items()]
        kind = ChoiceField("kind", _("Kind"), kinds)
        self.form = Form([TextField("program_name", _("Name of the programme")), kind, hours], explained)
        self.trainers = ShortLabel("", "muted")
        self.set_trainers = button(_("Trainers…"), self.show_trainers, icon="users")
        self.form.setMaximumWidth(WIDEST)
        self.save = button(_("Save"), self.save_typed, kind="primary")
        self.subjects = SubjectsEditor()
        self.subjects_error = label("", "error", wrap=True)
        self.save_them = button(_("Save the subjects"), self.save_subjects)
        self.subjects_words = label(_("Subjects (back of the certificate)"), "strong")
        self.subjects.left.connect(self.save_subjects)
        trained = row(self.trainers, self.set_trainers)
        trained.setStretch(0, 1)
        self.add(self.form, row(self.save, None), trained, self.subjects_words)
        self.body.addWidget(scrolled(self.subjects), 1)
        self.add(self.subjects_error, row(self.save_them, None))

    def show_program(self, program: ProgramLine | None) -> None:
        """Show a programme; None begins a new one. What is being typed about the same one stays."""
        same = self._opened and _id_of(program) == _id_of(self.program)
        self._opened, self.program = True, program
        self._show_trainers(program)
        if not same or self.form.values() == self.form.opened:
            self._show_words(program)
        if not same or not self._types_subjects():
            self._ask_subjects(program)

    def _show_trainers(self, program: ProgramLine | None) -> None:
        names = ", ".join(program.trainers) if program is not None else ""
        self.trainers.setText(_("Trained by {names}").format(names=names) if names else _("Nobody trains here yet"))
        self.trainers.setVisible(program is not None)
        self.set_trainers.setVisible(program is not None and self.front.may(Right.MANAGE_ACCOUNTS))

    def show_trainers(self) -> None:
        """Tick who trains in this programme."""
        if self.program is not None:
            TrainersSheet(self.front, self, self.program).open()

    def _show_words(self, program: ProgramLine | None) -> None:
        self._base = program
        self.form.clear_errors()
        hours = program.hours if program is not None else None
        name, kind = (program.name, program.kind) if program is not None else ("", ProgramKind.VOCATIONAL)
        self.form.load({"program_name": name, "hours": "" if hours is None else str(hours), "kind": kind})
        self.save.setText(_("Save") if program is not None else _("Make the programme"))

    def _ask_subjects(self, program: ProgramLine | None) -> None:
        for part in (self.subjects, self.subjects_words, self.save_them):
            part.setVisible(program is not None)
        self.subjects_error.setText("")
        self._show_subjects(())
        if program is not None:
            self.front.ask(SubjectsOf(program.program_id), self, self._show_subjects)

    def _types_subjects(self) -> bool:
        try:
            typed = [(one.subject_id, one.name, one.theory_hours, one.practice_hours) for one in self.subjects.typed()]
        except Refused:
            return True
        return typed != [(one, *parts) for one, parts in subject_parts(self._subjects).items()]

    def _show_subjects(self, subjects: tuple[SubjectLine, ...]) -> None:
        self._subjects = subjects
        self.subjects.show_subjects(subjects)

    def save_typed(self) -> None:
        """Save name and hours."""
        self.form.clear_errors()
        typed = self.form.values()
        try:
            hours = read_hours(typed["hours"], "hours")
        except Refused as failure:
            self.form.refused(failure)
            return
        if self.program is None:
            command = AddProgram(typed["program_name"], hours, typed["kind"])
            self.front.do(command, self, lambda done: self.made.emit(done.outcome), self.form.refused)
        else:
            base = self._base or self.program
            seen = Seen({"program_name": base.name, "hours": base.hours, "kind": base.kind})
            change = ChangeProgram(self.program.program_id, typed["program_name"], hours, typed["kind"], seen=seen)
            self.front.do(change, self, lambda _done: self._saved(typed), self.form.refused)

    def _saved(self, typed: dict[str, Any]) -> None:
        self.form.opened = typed  # what comes back from the store may take its place

    def save_subjects(self) -> None:
        """Save the subjects as typed."""
        if self.program is None:
            return
        self.subjects_error.setText("")
        try:
            seen = Seen(subject_parts(self._subjects))
            command = SetSubjects(self.program.program_id, self.subjects.typed(), seen=seen)
        except Refused as failure:
            self._wrong(failure)
            return
        self.front.do(command, self, lambda _done: self._ask_subjects(self.program), self._wrong)

    def _wrong(self, failure: Failure) -> bool:
        self.subjects_error.setText(explain(failure, self.front.panti))
        return True


class ProgramsTab(QWidget):
    """Programmes on the left, the chosen one beside them, its classes on the right."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self._classes: tuple[BatchLine, ...] = ()
        self._wanted = ""
        self._writes_new = False
        self.list = Card(_("Programmes"), padding=12)
        self.list.setFixedWidth(LEFT)
        self.table = RecordsTable(_program_columns(), lambda one: one.program_id, _("Programmes"))
        self.new = button(_("New"), self.begin_new, icon="plus", tip=_("New programme"))
        self.list.head.addWidget(self.new)
        self.list.add(self.table)
        self.program, self.batches, self.templates = ProgramCard(front), BatchCard(front), TemplatesCard(front)
        self.templates.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        all_three = row(self.list, self.program, self.batches, self.templates, spacing=16)
        for at in (1, 2, 3):
            all_three.setStretch(at, 1)
        outer.addLayout(all_three)
        self.table.chosen.connect(self._choose)
        self.program.made.connect(self._made)
        self.batches.intakes.connect(self.show_templates)
        self.templates.left.connect(self.show_batches)

    def take_focus(self) -> None:
        """Put the cursor on the list, or where a first programme is written."""
        (self.table if self.table.records else self.program.form.fields["program_name"]).setFocus()

    def show_classes(self, classes: tuple[BatchLine, ...]) -> None:
        """Take the classes that the page knows, and ask for the programmes."""
        self._classes = classes
        self.front.ask(Programs(), self, self._show)

    def _show(self, programs: tuple[ProgramLine, ...]) -> None:
        self.table.show_records(programs)
        if self._wanted and self.table.go_to(self._wanted):
            self._wanted = ""
        if self.table.current() is None and programs and not self._writes_new:
            self.table.go_to(programs[0].program_id)
        self._choose(self.table.current())

    def _choose(self, one: ProgramLine | None) -> None:
        self._writes_new = self._writes_new and one is None
        if one is None or self.program.program != one:
            self.program.show_program(one)
        yearly = self.templates.isVisibleTo(self)
        self.batches.setVisible(one is not None and not yearly)
        self.templates.setVisible(one is not None and yearly)
        if one is not None:
            self.batches.show_classes(one.program_id, self._classes)
            self.templates.open_program(one)

    def show_templates(self) -> None:
        """Show the intakes of every year in place of the classes."""
        self.batches.hide()
        self.templates.show()
        self.templates.take_focus()

    def show_batches(self) -> None:
        """Show the classes again."""
        self.templates.hide()
        self.batches.show()
        self.batches.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self) -> None:
        """Write a new programme."""
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self._choose(None)
        self._writes_new = True
        self.program.form.fields["program_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, program_id: str) -> None:
        self._wanted = program_id


def _id_of(program: ProgramLine | None) -> str:
    return NEW if program is None else program.program_id


def _explained(front: FrontDesk) -> Callable[[Failure], str]:
    return lambda failure: explain(failure, front.panti)


def _program_columns() -> list[Column[ProgramLine]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Hours"), lambda one: "—" if one.hours is None else number(one.hours), width=54, number=True,
               sort=lambda one: one.hours),
        Column(_("People"), lambda one: number(one.people), width=60, number=True, sort=lambda one: one.people),
    ]  # fmt: skip
