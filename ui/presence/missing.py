"""Somebody is missing: every step with who has to do it until when, what was done, and the record on paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import ROLE_NAMES, Right
from shelter_admin.domain.missing import STEP_HINTS, STEP_NAMES, MissingCase, MissingStep, StepLine
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import MARK_NAMES
from shelter_admin.domain.wording import clock, date_and_clock, day_and_date, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.missing import MissingNow, PrintRunawayRecord, RecordMissingStep
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form, NoteField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.preview import show_paper
from ui.kit.widgets import Banner, ShortLabel, button, label

WIDE = 620


class MissingSheet(Sheet):
    """The people who are missing, one at a time, and their steps."""

    def __init__(self, front: FrontDesk, owner: QWidget, person_id: str = "") -> None:
        super().__init__(_("Who is missing"), "", parent=owner)
        self.front = front
        self.cases: tuple[MissingCase, ...] = ()
        self._wanted = person_id
        self.setMinimumWidth(WIDE)
        self.people = ChoiceField("person", _("Missing: choose whose steps are shown"), [])
        self.people.changed.connect(self._show)
        self.who, self.since = label("", "section"), label("", "muted", wrap=True)
        self.found = Banner("info", _("It is known where they are. What is left is the record."))
        self._holder: QWidget | None = None
        for part in (self.people, self.who, self.since, self.found):
            self.body.addWidget(part)
        self.print_button = button(_("Record of running away…"), self.print_record, icon="printer")
        self.body.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.reload()

    def reload(self) -> None:
        """Ask who is missing now."""
        self.front.ask(MissingNow(), self, self._got)

    @property
    def case(self) -> MissingCase | None:
        """Whose steps are shown."""
        return next((case for case in self.cases if case.person_id == self.people.value()), None)

    def _got(self, cases: tuple[MissingCase, ...]) -> None:
        self.cases = cases
        self.people.offer([(case.person_id, case.name) for case in cases])
        if self._wanted:
            self.people.set_value(self._wanted)
            self._wanted = ""
        self.people.setVisible(len(cases) > 1)
        self._show()

    def _show(self) -> None:
        case = self.case
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
            self._holder = None
        for part in (self.since, self.print_button):
            part.setVisible(case is not None)
        self.found.setVisible(case is not None and case.known_where)
        if case is None:
            self.who.setText(_("✓ Nobody is missing."))
            return
        beside = " · ".join(part for part in (case.number, case.bed, _("a child") if case.child else "") if part)
        self.who.setText(case.name)
        told = _("{beside} · missing since the night of {night}, noticed {at} · {mark}")
        at = date_and_clock(case.noticed_at.astimezone(self.front.panti.zone.offset))
        mark = _(MARK_NAMES[case.mark])
        self.since.setText(told.format(beside=beside, night=day_and_date(case.since), at=at, mark=mark))
        self._holder = self._steps(case)
        self.body.insertWidget(self.body.indexOf(self.print_button), self._holder)
        QTimer.singleShot(0, self, self.grow)

    def _steps(self, case: MissingCase) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        following = case.following()
        for row, line in enumerate(case.steps):
            self._add_step(grid, row, line, first=following is not None and line.step is following.step)
        return made

    def _add_step(self, grid: QGridLayout, row: int, line: StepLine, *, first: bool) -> None:
        late = line.late(self.front.now) and first
        sign = ("circle-check", "ok") if line.done else ("triangle-alert", "danger") if late else ("clock", "muted")
        grid.addWidget(IconLabel(*sign, 20), row, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(("✓ " if line.done else "") + _(STEP_NAMES[line.step]), "" if line.done else "strong"))
        words.addWidget(ShortLabel(self._when(line, late=late), "error" if late else "small"))
        if line.done is not None and line.done.note:
            note = ShortLabel(line.done.note, "muted")
            note.setMinimumHeight(note.sizeHint().height())
            words.addWidget(note)
        grid.addLayout(words, row, 1)
        if line.done is None and self.front.may(Right.TAKE_ROLL_CALL):
            act = button(_("Write down…"), lambda: self.write_down(line.step), kind="primary" if first else "")
            act.setAccessibleName(f"{_('Write down…')} {_(STEP_NAMES[line.step])}")
            grid.addWidget(act, row, 2, Qt.AlignmentFlag.AlignTop)

    def _when(self, line: StepLine, *, late: bool) -> str:
        """When and by whom it was done, or who has to do it until when."""
        zone = self.front.panti.zone.offset
        if line.done is not None:
            return f"{date_and_clock(line.done.done_at.astimezone(zone))} · {line.done.done_by}"
        due = line.due_at.astimezone(zone)
        until = f"{short_date(due.date())[:5]} {clock(due)}"
        words = _("▲ {who}, was due {until}") if late else _("{who}, until {until}")
        return words.format(who=_(ROLE_NAMES[line.who]), until=until)

    def write_down(self, step: MissingStep) -> None:
        """Ask what came of a step and keep it."""
        case = self.case
        if case is not None:
            StepSheet(self, case, step).open()

    def print_record(self) -> None:
        """Show the record on paper."""
        case = self.case
        if case is not None:
            self.front.ask(PrintRunawayRecord(case.person_id), self, self._show_paper)

    def _show_paper(self, document: Document) -> None:
        show_paper(self, document)


class StepSheet(Sheet):
    """One step: what came of it, and whether it is known now where they are."""

    def __init__(self, owner: MissingSheet, case: MissingCase, step: MissingStep) -> None:
        super().__init__(_(STEP_NAMES[step]), case.name, parent=owner)
        self._owner, self._case, self._step = owner, case, step
        self.note = NoteField("note", _(STEP_HINTS[step]), lines=3, hint=_("Ctrl+Enter keeps it"))
        self.note.entered.connect(self.keep)
        self.known = TickField("known_where", _("It is known now where they are"))
        fields: Sequence[NoteField | TickField] = (self.note, self.known)
        self.form = Form(list(fields), lambda failure: explain(failure, owner.front.panti))
        self.body.addWidget(self.form)
        self.offer(_("Done"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        self.note.setFocus()

    def keep(self) -> None:
        """Give the step; a refusal stays beside its field."""
        act = RecordMissingStep(self._case.person_id, self._step, self.note.value().strip(), self.known.value())
        self._owner.front.do(act, self, lambda _done: self._kept(), self.form.refused)

    def _kept(self) -> None:
        self.accept()
        self._owner.reload()
