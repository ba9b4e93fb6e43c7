"""Leave from class announced in advance: who, when, sick or excused, with the letter where there is one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES, DocumentKind
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import ATTENDANCE_NAMES, AnnouncedLeave, Attendance, BatchLine, ClassSheet
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.leave import AnnounceLeave, LeavesOf, WithdrawLeave
from ui.kit.form import ChoiceField, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, ShortLabel, button, label, row
from ui.training.typed import require_day, show_day

SIDE = 330


class LeaveTab(QWidget):
    """What was announced in one class, and the form that announces more."""

    told = Signal(str)
    left = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self._scan = b""
        self.back = button(_("To the sheet"), self.left.emit, icon="chevron-left")
        self.table = RecordsTable(_columns(), lambda one: one.leave_id, _("Leave announced in advance"))
        self.who = ChoiceField("enrolment_id", _("Who"), ())
        self.first = TextField("first", _("From"), placeholder="21-11-2026")
        self.last = TextField("last", _("To"), placeholder=_("the same day"))
        marks = (Attendance.SICK, Attendance.EXCUSED)
        self.mark = ChoiceField("mark", _("As"), [(mark, _(ATTENDANCE_NAMES[mark])) for mark in marks])
        self.why = TextField("why", _("Why"))
        self.form = Form(
            [self.who, (self.first, self.last), self.mark, self.why], lambda failure: explain(failure, front.panti)
        )
        self.choose_scan = button(_("Letter from a file…"), self.ask_scan, icon="upload")
        self.scan_name = ShortLabel("", "small")
        self.save = button(_("Announce"), self.announce, kind="primary")
        self.withdraw = button(_("Withdraw leave"), self.withdraw_chosen, icon="trash-2")
        self._lay_out()
        self.table.chosen.connect(lambda one: self.withdraw.setEnabled(one is not None))
        self.why.line.returnPressed.connect(self.announce)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        told = _("It stands on the sheet as a small letter and is no mark: the trainer still says who was there.")
        outer.addLayout(row(self.back, label(told, "muted"), None, self.withdraw))
        card = Card(padding=8)
        card.add(self.table)
        side = Card(_("Announce leave"))
        side.setFixedWidth(SIDE)
        beside = _("A letter about an illness is kept with the papers about health.")
        side.add(self.form, self.choose_scan, self.scan_name, label(beside, "small", wrap=True), row(self.save, None))
        side.body.addStretch(1)
        both = row(card, side, spacing=16)
        both.setStretch(0, 1)
        outer.addLayout(both, 1)

    def take_focus(self) -> None:
        """Put the cursor on whom it is about."""
        self.who.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show the leave of a class."""
        another = batch is not None and (self.batch is None or self.batch.batch_id != batch.batch_id)
        self.batch = batch
        if batch is None:
            return
        if another:
            self._begin()
        self.told.emit(batch.title)
        self.front.ask(LeavesOf(batch.batch_id), self, self._show)
        self.front.ask(ClassSheetOf(batch.batch_id), self, self._offer)

    def _show(self, leaves: tuple[AnnouncedLeave, ...]) -> None:
        self.table.show_records(leaves)
        self.withdraw.setEnabled(self.table.current() is not None)

    def _offer(self, sheet: ClassSheet) -> None:
        self.who.offer([(line.enrolment_id, f"{line.name} · {line.number}") for line in sheet.rows])

    def _begin(self) -> None:
        self._scan = b""
        self.scan_name.setText("")
        today = show_day(self.front.desk.today)
        self.form.load({"first": today, "last": "", "mark": Attendance.SICK, "why": ""})

    def ask_scan(self) -> None:
        """Choose the scan or photo of the letter."""
        kinds = _("Scans and photos (*.pdf *.jpg *.jpeg *.png)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Letter"), "", kinds)
        if name:
            self.take_scan(Path(name))

    def take_scan(self, path: Path) -> None:
        """Take this file as the letter."""
        self._scan = path.read_bytes()
        self.scan_name.setText(path.name)

    def announce(self) -> None:
        """Announce what was typed; without a last day it is one day."""
        self.form.clear_errors()
        try:
            first = require_day(self.first.value(), "first")
            last = require_day(self.last.value(), "last") if self.last.value().strip() else first
        except Refused as failure:
            self.form.refused(failure)
            return
        command = AnnounceLeave(
            self.who.value() or "", first, last, self.mark.value(), self.why.value(), scan=self._scan
        )
        self.front.do(command, self, lambda _done: self._begin(), self.form.refused)

    def withdraw_chosen(self) -> None:
        """Withdraw the leave under the cursor."""
        one = self.table.current()
        if isinstance(one, AnnouncedLeave):
            self.front.do(WithdrawLeave(one.leave_id), self, None, self.form.refused)


def _columns() -> list[Column[AnnouncedLeave]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("From"), lambda one: short_date(one.first), width=100, sort=lambda one: one.first),
        Column(_("To"), lambda one: short_date(one.last), width=100, sort=lambda one: one.last),
        Column(_("As"), lambda one: _(ATTENDANCE_NAMES[one.mark]), width=76),
        Column(_("Why"), lambda one: "•••" if one.reason is None else one.reason or "—", width=190),
        Column(_("Proof"), _proof, width=110),
    ]


def _proof(one: AnnouncedLeave) -> str:
    """The kind of the letter, or only that there is one."""
    if one.proof:
        return _(DOCUMENT_KIND_NAMES[DocumentKind(one.proof)])
    return "✓" if one.document_id else "—"
