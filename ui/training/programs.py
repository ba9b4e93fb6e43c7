"""Programmes and classes as the head sets them up: hours, subjects, and when each class meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training import EVERY_WORKING_DAY, BatchLine, ProgramLine, SubjectLine
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.batches import AddBatch, ChangeBatch, batch_parts
from shelter_admin.operations.training.programs import (
    AddProgram,
    ChangeProgram,
    Programs,
    SetSubjects,
    SubjectsOf,
    subject_parts,
)
from ui.kit.form import Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button, label, row, scrolled
from ui.training.subjects import SubjectsEditor
from ui.training.typed import read_day, read_hours, show_day
from ui.training.weekdays import WeekdaysField

LEFT = 262
CLASSES_HIGH = 140
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
        self.form = Form([TextField("program_name", _("Name of the programme")), hours], explained)
        self.form.setMaximumWidth(WIDEST)
        self.save = button(_("Save"), self.save_typed, kind="primary")
        self.subjects = SubjectsEditor()
        self.subjects_error = label("", "error", wrap=True)
        self.save_them = button(_("Save the subjects"), self.save_subjects)
        self.subjects_words = label(_("Subjects (back of the certificate)"), "strong")
        self.subjects.left.connect(self.save_subjects)
        self.add(self.form, row(self.save, None), self.subjects_words)
        self.body.addWidget(scrolled(self.subjects), 1)
        self.add(self.subjects_error, row(self.save_them, None))

    def show_program(self, program: ProgramLine | None) -> None:
        """Show a programme; None begins a new one. What is being typed about the same one stays."""
        same = self._opened and _id_of(program) == _id_of(self.program)
        self._opened, self.program = True, program
        if not same or self.form.values() == self.form.opened:
            self._show_words(program)
        if not same or not self._types_subjects():
            self._ask_subjects(program)

    def _show_words(self, program: ProgramLine | None) -> None:
        self._base = program
        self.form.clear_errors()
        hours = program.hours if program is not None else None
        name = program.name if program is not None else ""
        self.form.load({"program_name": name, "hours": "" if hours is None else str(hours)})
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
            command = AddProgram(typed["program_name"], hours)
            self.front.do(command, self, lambda done: self.made.emit(done.outcome), self.form.refused)
        else:
            base = self._base or self.program
            seen = Seen({"program_name": base.name, "hours": base.hours})
            change = ChangeProgram(self.program.program_id, typed["program_name"], hours, seen=seen)
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


class BatchCard(Card):
    """The classes of a programme and the days of the one chosen."""

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Classes of the programme"))
        self.front = front
        self.program_id = ""
        self._shown: BatchLine | None = None
        self._writes_new = False
        self._which = (NEW, NEW)
        self.table = RecordsTable(_batch_columns(), lambda one: one.batch_id, _("Classes of the programme"))
        self.table.setFixedHeight(CLASSES_HIGH)
        self.new = button(_("New class"), self.begin_new, icon="plus")
        self.head.addWidget(self.new)
        explained = _explained(front)
        self.name = TextField("batch_name", _("Name of the class"), placeholder=_("for example Angkatan II"))
        self.form = Form(
            [
                self.name,
                [
                    TextField("starts_on", _("First day of the class"), placeholder="02-11-2026"),
                    TextField("ends_on", _("Last day of the class"), placeholder="26-02-2027"),
                ],
                [WeekdaysField("weekdays", _("Meets on"))],
                [TextField("starts_at", _("Begins at"), placeholder="08.00")],
            ],
            explained,
        )
        told = _("With a last day the program knows how many sessions are still to come, and how many may be missed.")
        self.save = button(_("Save the class"), self.save_typed, kind="primary")
        self.add(self.table)
        self.form.layout().setContentsMargins(0, 0, 14, 0)  # type: ignore[union-attr] # beside the scroll bar
        self.body.addWidget(scrolled(self.form), 1)
        self.add(label(told, "small", wrap=True), row(self.save, None))
        self.table.chosen.connect(self._choose)
        for field in self.form.fields.values():
            if isinstance(field, TextField):
                field.line.returnPressed.connect(self.save_typed)

    def show_classes(self, program_id: str, classes: tuple[BatchLine, ...]) -> None:
        """Show the classes of a programme."""
        another = program_id != self.program_id
        self.program_id = program_id
        own = [one for one in classes if one.program_id == program_id]
        self.table.show_records(own)
        if own and (another or (self.table.current() is None and not self._writes_new)):
            self.table.go_to(own[0].batch_id)
        if another or not own or self.form.values() == self.form.opened:  # what is being typed stays
            self._choose(self.table.current())

    def _choose(self, one: BatchLine | None) -> None:
        which = self.program_id, NEW if one is None else one.batch_id
        if which == self._which and self.form.values() != self.form.opened:
            return  # what is being typed about the same class stays
        self._which = which
        self.form.clear_errors()
        standing = one is not None and not one.name
        self.name.line.setReadOnly(standing)
        self.name.say_hint(_("The standing class of the programme has no name of its own.") if standing else "")
        self.save.setText(_("Save the class") if one is not None else _("Make the class"))
        self.form.load(_values(one))
        self._shown, self._writes_new = one, one is None

    def begin_new(self) -> None:
        """Make another class."""
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self._choose(None)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_typed(self) -> None:
        """Save the class as typed."""
        self.form.clear_errors()
        typed = self.form.values()
        try:
            first, last = (read_day(typed[field], field) for field in ("starts_on", "ends_on"))
        except Refused as failure:
            self.form.refused(failure)
            return
        rest = (typed["batch_name"], first, last, typed["weekdays"], typed["starts_at"])
        one = self.table.current()
        if isinstance(one, BatchLine):
            command = ChangeBatch(one.batch_id, *rest, seen=Seen(batch_parts(self._shown or one)))
            self.front.do(command, self, lambda _done: self._changed(typed), self.form.refused)
        else:
            self.front.do(AddBatch(self.program_id, *rest), self, self._added, self.form.refused)

    def _changed(self, typed: dict[str, Any]) -> None:
        self.form.opened = typed  # what comes back from the store may take its place

    def _added(self, done: Done[str]) -> None:
        self.table.go_to(done.outcome)


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
        self.program, self.batches = ProgramCard(front), BatchCard(front)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        all_three = row(self.list, self.program, self.batches, spacing=16)
        all_three.setStretch(1, 1)
        all_three.setStretch(2, 1)
        outer.addLayout(all_three)
        self.table.chosen.connect(self._choose)
        self.program.made.connect(self._made)

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
        self.batches.setVisible(one is not None)
        if one is not None:
            self.batches.show_classes(one.program_id, self._classes)

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


def _values(one: BatchLine | None) -> dict[str, Any]:
    if one is None:
        return {"batch_name": "", "starts_on": "", "ends_on": "", "weekdays": EVERY_WORKING_DAY, "starts_at": ""}
    return {
        "batch_name": one.name,
        "starts_on": show_day(one.starts_on),
        "ends_on": show_day(one.ends_on),
        "weekdays": one.weekdays,
        "starts_at": one.starts_at.replace(":", "."),
    }


def _program_columns() -> list[Column[ProgramLine]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Hours"), lambda one: "—" if one.hours is None else number(one.hours), width=54, number=True,
               sort=lambda one: one.hours),
        Column(_("People"), lambda one: number(one.people), width=60, number=True, sort=lambda one: one.people),
    ]  # fmt: skip


def _batch_columns() -> list[Column[BatchLine]]:
    return [
        Column(_("Class"), lambda one: one.name or _("standing class"), strong=True),
        Column(_("From"), lambda one: show_day(one.starts_on) or "—", width=96, sort=lambda one: one.starts_on),
        Column(_("People"), lambda one: number(one.people), width=64, number=True, sort=lambda one: one.people),
    ]  # fmt: skip
