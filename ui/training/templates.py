"""Intakes of every year beside a programme, and the one button that opens the classes of a year from them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt, Signal

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training import EVERY_WORKING_DAY, NO_LIMITS, ProgramLine
from shelter_admin.domain.training.templates import MOST_MONTHS, BatchTemplate, IntakesOpened
from shelter_admin.domain.wording import MONTHS, number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.templates import (
    AHEAD,
    AddBatchTemplate,
    BatchTemplates,
    ChangeBatchTemplate,
    OpenIntakes,
    RemoveBatchTemplate,
    template_parts,
)
from ui.kit.form import ChoiceField, Form, NumberField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button, label, row, scrolled
from ui.training.batches import intake_fields, intake_shown, intake_typed
from ui.training.telling import tell
from ui.training.weekdays import WeekdaysField

HIGH = 110
LAST_DAY = 28
HALF_YEAR = 6


class TemplatesCard(Card):
    """The intakes of a programme that come every year. ``left`` asks for its classes again."""

    left = Signal()

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Intakes of every year"))
        self.front = front
        self.program: ProgramLine | None = None
        self._shown: BatchTemplate | None = None
        self.table = RecordsTable(_columns(), lambda one: one.template_id, _("Intakes of every year"))
        self.table.setFixedHeight(HIGH)
        self.back = button(_("Classes"), self.left.emit, icon="chevron-left")
        self.new = button(_("New"), self.begin_new, icon="plus", tip=_("New intake of every year"))
        self.head.addWidget(self.back)
        self.head.addWidget(self.new)
        self.name = TextField("template_name", _("Name of the intake"), placeholder=_("for example Angkatan II"))
        months = [(at, _(month)) for at, month in enumerate(MONTHS, start=1)]
        days = NumberField("start_day", _("Begins on day"), least=1, most=LAST_DAY)
        self.form = Form(
            [
                self.name,
                [days, ChoiceField("start_month", _("in the month of"), months)],
                [NumberField("months", _("Months"), least=1, most=MOST_MONTHS), TextField("starts_at", _("Begins at"))],
                [WeekdaysField("weekdays", _("Meets on"))],
                *intake_fields(),
            ],
            lambda failure: explain(failure, front.panti),
        )
        self.form.layout().setContentsMargins(0, 0, 14, 0)  # type: ignore[union-attr] # beside the scroll bar
        self.save = button(_("Save the intake"), self.save_typed)
        self.remove = button("", self.remove_chosen, icon="trash-2", tip=_("Take the intake out"))
        today = front.desk.today
        self.year = NumberField("year", _("Year"), least=today.year - 1, most=today.year + AHEAD)
        self.year.words.hide()
        self.year.set_value(today.year + 1)
        self.open_them = button(_("Open the classes of"), self.open_year, kind="primary", icon="check-check")
        self.told = label("", "small", wrap=True)
        self.add(self.table)
        self.body.addWidget(scrolled(self.form), 1)
        self.add(row(self.save, None, self.remove), self.told, row(self.open_them, self.year, None))
        tell(self.told, "")
        self.table.chosen.connect(self._choose)
        self._choose(None)

    def take_focus(self) -> None:
        """Put the cursor on the list, or where the first intake is written."""
        (self.table if self.table.records else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_program(self, program: ProgramLine) -> None:
        """Ask for the intakes of a programme."""
        if self.program is None or self.program.program_id != program.program_id:
            tell(self.told, "")
            self._choose(None)
        self.program = program
        self.front.ask(BatchTemplates(program.program_id), self, self._show)

    def _show(self, found: tuple[BatchTemplate, ...]) -> None:
        typing = self.form.values() != self.form.opened
        self.table.show_records(found)
        if not typing:
            if self.table.current() is None and found:
                self.table.go_to(found[0].template_id)
            self._choose(self.table.current())
        self.open_them.setEnabled(bool(found))

    def _choose(self, one: BatchTemplate | None) -> None:
        same = one is not None and self._shown is not None and one.template_id == self._shown.template_id
        if same and self.form.values() != self.form.opened:
            return  # what is being typed about the same one stays
        self._shown = one
        self.form.clear_errors()
        self.form.load(_values(one))
        self.remove.setEnabled(one is not None)
        self.save.setText(_("Save the intake") if one is not None else _("Write the intake down"))

    def begin_new(self) -> None:
        """Write another intake down."""
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self._choose(None)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_typed(self) -> None:
        """Save the intake as typed."""
        if self.program is None:
            return
        self.form.clear_errors()
        typed = self.form.values()
        try:
            intake = intake_typed(typed)
        except Refused as failure:
            self.form.refused(failure)
            return
        plain = {name: typed[name] for name in ("start_month", "start_day", "months", "weekdays", "starts_at")}
        template = BatchTemplate("", self.program.program_id, typed["template_name"], **plain, intake=intake)
        if self._shown is None:
            self.front.do(AddBatchTemplate(template), self, self._added, self.form.refused)
        else:
            seen = Seen(template_parts(self._shown))
            command = ChangeBatchTemplate(self._shown.template_id, template, seen=seen)
            self.front.do(command, self, lambda _done: self._saved(typed), self.form.refused)

    def _added(self, done: Done[str]) -> None:
        self.form.opened = self.form.values()
        self._ask_again(done.outcome)

    def _saved(self, typed: dict[str, Any]) -> None:
        self.form.opened = typed  # what comes back from the store may take its place

    def _ask_again(self, template_id: str) -> None:
        if self.program is not None:
            self.front.ask(BatchTemplates(self.program.program_id), self, self._show)
            self.table.go_to(template_id)

    def remove_chosen(self) -> None:
        """Take the intake out; its classes stay."""
        if self._shown is not None:
            self.form.opened = self.form.values()
            gone = self._shown.template_id
            self.front.do(RemoveBatchTemplate(gone), self, lambda _done: self._ask_again(""), self._refused)

    def open_year(self) -> None:
        """Open the classes of the year from the intakes of this programme."""
        if self.program is not None:
            command = OpenIntakes(self.year.value(), self.program.program_id)
            self.front.do(command, self, self._opened, self._refused)

    def _opened(self, done: Done[IntakesOpened]) -> None:
        opened, known = done.outcome.opened, done.outcome.known
        many = n_("✓ {count} class opened: {names}", "✓ {count} classes opened: {names}", len(opened))
        parts = [many.format(count=number(len(opened)), names=", ".join(opened))] if opened else []
        if known:
            parts.append(_("There already: {names}").format(names=", ".join(known)))
        tell(self.told, ". ".join(parts))

    def _refused(self, failure: Failure) -> bool:
        return self.form.refused(failure)


def _values(one: BatchTemplate | None) -> dict[str, Any]:
    if one is None:
        plain = {"template_name": "", "start_day": 1, "start_month": 1, "months": HALF_YEAR, "starts_at": ""}
        return {**plain, "weekdays": EVERY_WORKING_DAY, **intake_shown(asdict(NO_LIMITS))}
    return {
        "template_name": one.name,
        "start_day": one.start_day,
        "start_month": one.start_month,
        "months": one.months,
        "starts_at": one.starts_at.replace(":", "."),
        "weekdays": one.weekdays,
        **intake_shown(asdict(one.intake)),
    }


def _columns() -> list[Column[BatchTemplate]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Begins"), lambda one: f"{one.start_day} {_(MONTHS[one.start_month - 1])}", width=112,
               sort=lambda one: (one.start_month, one.start_day)),
        Column(_("Months"), lambda one: number(one.months), width=104, number=True, sort=lambda one: one.months),
    ]  # fmt: skip
