"""The instruments of assessment: which are in use, from where they come, and the office's own from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.assessments import InstrumentEdition
from shelter_admin.domain.cases.instruments import Need
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.instruments import ImportInstrument, Instruments, RetireInstrument, UseInstrument
from shelter_admin.operations.explain import explain
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row

WIDE: Final = 820
HIGH: Final = 300


class InstrumentsSheet(Sheet):
    """The list, with the source of the one under the cursor below it."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        told = _("What was filled keeps the edition it was filled in.")
        super().__init__(_("Instruments of assessment"), told, parent=owner)
        self.setMinimumWidth(WIDE)
        self._front = front
        self.table = RecordsTable(self._columns(), lambda one: one.instrument.code, _("Instruments of assessment"))
        self.table.setMinimumHeight(HIGH)
        self.table.chosen.connect(lambda _one: self._tell())
        self.source = label("", "small", wrap=True)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.import_button = button(_("Own one from a file…"), self.choose_file, icon="upload")
        self.retire_button = button(_("Out of use"), self.retire)
        self.use_button = button(_("Use again"), self.use)
        for part in (self.table, self.source, self.wrong):
            self.body.addWidget(part)
        self.body.addLayout(row(self.import_button, self.retire_button, self.use_button, None))
        self._may_edit = front.may(Right.EDIT_CASES) and not front.read_only
        self.import_button.setVisible(self._may_edit)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True)
        self.buttons.rejected.connect(self.reject)
        self.reload()

    def _columns(self) -> list[Column[Any]]:
        return [
            Column(_("Name"), lambda one: one.instrument.name, strong=True),
            Column(_("Edition"), lambda one: number(one.edition), number=True, width=72),
            Column(_("Questions"), lambda one: number(len(one.instrument.questions)), number=True, width=96),
            Column(_("For"), self._whose, width=150),
            Column(_("Made by"), lambda one: _("this office") if one.own else _("the program"), width=120),
            Column(_("State"), lambda one: "○ " + _("not in use") if one.retired else "✓ " + _("in use"), width=120),
        ]

    def _whose(self, one: InstrumentEdition) -> str:
        return _("health") if one.instrument.needs is Need.HEALTH else _("case work")

    def reload(self) -> None:
        """Ask for the instruments."""
        self._front.ask(Instruments(), self, self._got)

    def _got(self, found: tuple[InstrumentEdition, ...]) -> None:
        self.table.show_records(found)
        if found and self.table.current() is None:
            self.table.go_to(found[0].instrument.code)
        self._tell()
        QTimer.singleShot(0, self, self.grow)

    def _tell(self) -> None:
        one: InstrumentEdition | None = self.table.current()
        self.source.setText(one.instrument.source if one is not None else "")
        self.retire_button.setVisible(one is not None and not one.retired and self._may_edit)
        self.use_button.setVisible(one is not None and one.retired and self._may_edit)

    def choose_file(self) -> None:
        """Take an own instrument from a file."""
        kinds = _("Instruments ({files})").format(files="*.json")
        name, _kind = QFileDialog.getOpenFileName(self, _("Own instrument"), documents(), kinds)
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Take an own instrument into use; what is wrong with the file is said in one sentence."""
        self.wrong.hide()
        self._front.do(ImportInstrument(file), self, lambda _done: self.reload(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.wrong.setText(explain(failure, self._front.panti))
        self.wrong.show()
        return True

    def retire(self) -> None:
        """Take the one under the cursor out of use."""
        one: InstrumentEdition | None = self.table.current()
        if one is not None:
            self._front.do(RetireInstrument(one.instrument.code), self, lambda _done: self.reload(), self._refused)

    def use(self) -> None:
        """Take the one under the cursor into use again."""
        one: InstrumentEdition | None = self.table.current()
        if one is not None:
            self._front.do(UseInstrument(one.instrument.code), self, lambda _done: self.reload(), self._refused)
