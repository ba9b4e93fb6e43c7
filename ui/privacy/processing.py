"""The tab with the record of processing: each kind of data, its class, what for, who sees it, how long it is kept."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.consent import BASIS_NAMES
from shelter_admin.domain.privacy.processing import (
    CLASS_NAMES,
    FieldClass,
    ProcessingLine,
    ProcessingRecord,
    how_long,
    who_sees,
)
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.privacy.processing import PrintProcessing, RecordOfProcessing
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button, label, row

NOTE_LINES: Final = 8
"""Room for the longest of them, so that the table keeps its height from row to row."""


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Kind of data"), lambda line: _(line.about.title), strong=True, width=230),
        Column(_("Class of the data"), _classes, width=200, look=_class_token),
        Column(_("What for"), lambda line: _(line.about.purpose)),
        Column(_("How long"), how_long, width=270),
    ]


def _classes(line: ProcessingLine) -> str:
    return ", ".join(f"{_(CLASS_NAMES[one])} {number(count)}" for one, count in line.counts.items())


def _class_token(line: ProcessingLine) -> str | None:
    return "attention" if FieldClass.SPESIFIK in line.counts else None


class ProcessingTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.record: ProcessingRecord | None = None
        self.table = RecordsTable(_columns(), _key, _("Record of processing"))
        self.table.chosen.connect(lambda _line: self._describe())
        self.print_button = button(_("Print the record"), self.print_record, kind="primary", icon="printer")
        self.intro = label(_("Every kind of data kept about people, as UU 27/2022 article 31 asks for it."), wrap=True)
        self.note = label("", "small", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note.setMinimumHeight(self.note.fontMetrics().lineSpacing() * NOTE_LINES)
        above = row(self.intro, self.print_button)
        above.setStretch(0, 1)
        card = Card(padding=8)
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(above)
        column.addWidget(card, 1)
        column.addWidget(self.note)

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the record."""
        self._front.ask(RecordOfProcessing(), self, self._got)

    def print_record(self) -> None:
        """Show the record as a paper."""
        self._front.ask(PrintProcessing(), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, record: ProcessingRecord) -> None:
        self.record = record
        self.table.show_records(record.lines)
        if self.table.current() is None:
            self.table.go_to(_key(record.lines[0]))
        count = len(record.lines)
        told = n_("{count} kind of data about people", "{count} kinds of data about people", count)
        self.told.emit(told.format(count=number(count)))
        self._describe()

    def _describe(self) -> None:
        """All about the kind under the cursor, in whole sentences."""
        line: ProcessingLine | None = self.table.current()
        if line is None:
            return
        about = line.about
        said = [f"{_(CLASS_NAMES[one]).capitalize()}: {_(about.fields[one])}" for one in line.counts]
        basis = "; ".join(_(BASIS_NAMES[one]) for one in about.bases)
        said += [f"{_('What for')}: {_(about.purpose)}", f"{_('Basis')}: {basis}."]
        said += [f"{_('Who sees it')}: {who_sees(line)}", f"{_('How long')}: {how_long(line)}"]
        self.note.setText("\n".join(said))


def _key(line: ProcessingLine) -> str:
    return line.about.tables[0]
