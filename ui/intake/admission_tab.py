"""The tab of a file with the papers of the admission: decree, service contract, record of handing over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.admission import PAPER_LABELS, AdmissionFile, AdmissionPapers
from shelter_admin.domain.papers import Document
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Query
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.intake.papers import (
    AdmissionPapersOf,
    PrintHandoverRecord,
    PrintServiceContract,
    SetAdmissionPapers,
)
from ui.intake.fields import DayField
from ui.intake.sheets import IntakeSheet
from ui.intake.words import HIDDEN
from ui.kit.facts import show_facts
from ui.kit.flow import Flow
from ui.kit.form import Field, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import button, scrolled

DAYS = frozenset({"decree_on", "contract_on", "contract_from", "contract_until", "handed_on"})
NOTES = frozenset({"things", "remark"})
WIDE = 640
VALUE_WIDTH = 136


class AdmissionTab(QWidget):
    """What is written down, and the two papers to print from it."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._person_id = ""
        self.file: AdmissionFile | None = None
        self.write_button = button(_("Write down…"), self.write, kind="primary", icon="pencil")
        self.contract_button = button(_("Print the contract"), self.print_contract, icon="printer")
        self.record_button = button(_("Print the handing over"), self.print_record, icon="printer")
        buttons = Flow()
        for made in (self.write_button, self.contract_button, self.record_button):
            made.setProperty("compact", "true")
            buttons.addWidget(made)
        self._facts = scrolled(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self._facts, 1)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody's papers."""
        self._person_id = details.line.person_id
        self._front.ask(AdmissionPapersOf(self._person_id), self, self._show)

    def _show(self, file: AdmissionFile) -> None:
        if file.person_id != self._person_id:
            return
        self.file = file
        facts = [
            (_(words), HIDDEN if name == "remark" and value is None else _in_words(value))
            for name, words in PAPER_LABELS.items()
            for value in (getattr(file.papers, name),)
        ]
        show_facts(self._facts, facts, least=VALUE_WIDTH, wrap=True)

    def write(self) -> None:
        """Write the papers down."""
        if self.file is not None:
            AdmissionSheet(self._front, self, self.file).open()

    def print_contract(self) -> None:
        """Look at the service contract."""
        self._print(PrintServiceContract)

    def print_record(self) -> None:
        """Look at the record of handing over."""
        self._print(PrintHandoverRecord)

    def _print(self, paper: Callable[[str], Query[Document]]) -> None:
        if self._person_id:
            self._front.ask(paper(self._person_id), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)


def _in_words(value: Any) -> str:
    if value is None:
        return "—"
    return short_date(value) if isinstance(value, date) else value or "—"


class AdmissionSheet(IntakeSheet):
    """Decree, contract and handing over; numbers are typed as they stand on the paper."""

    def __init__(self, front: FrontDesk, owner: QWidget, file: AdmissionFile) -> None:
        self._file = file
        told = _("{name} · {number}. Numbers are typed as they stand on the paper; what is not known stays empty.")
        titles = (_("Papers of the admission"), told.format(name=file.name, number=file.number), _("Save"))
        super().__init__(front, owner, titles)
        self.setMinimumWidth(WIDE)
        papers = {name: getattr(file.papers, name) for name in PAPER_LABELS}
        if not file.written:
            papers["contract_from"] = papers["contract_from"] or file.admitted_on
            papers["handed_on"] = papers["handed_on"] or file.admitted_on
            papers["handed_office"] = papers["handed_office"] or file.source
            papers["received_by"] = papers["received_by"] or front.staff.full_name
        self.form.load(papers)
        self.form.fields["remark"].setVisible(file.papers.remark is not None)

    @override
    def fields(self) -> list[Field | list[Field]]:
        made = {name: self._field(name, _(words)) for name, words in PAPER_LABELS.items()}
        return [
            [made["decree_number"], made["decree_on"]],
            [made["contract_on"], made["contract_from"], made["contract_until"]],
            made["signed_by"],
            [made["handed_on"], made["handed_by"]],
            [made["handed_office"], made["received_by"]],
            [made["things"], made["remark"]],
        ]

    def _field(self, name: str, words: str) -> Field:
        if name in DAYS:
            return DayField(name, words)
        return NoteField(name, words, lines=3) if name in NOTES else TextField(name, words)

    @override
    def act(self) -> SetAdmissionPapers:
        today = self.front.panti.day_of(self.front.now)
        values = self.form.values()
        for name in DAYS:
            field = self.form.fields[name]
            values[name] = field.day(today) if isinstance(field, DayField) else None
        shown = {name: getattr(self._file.papers, name) for name in PAPER_LABELS}
        if shown["remark"] is None:
            values["remark"] = None
        seen = Seen({name: value for name, value in shown.items() if name != "remark" or value is not None})
        return SetAdmissionPapers(
            person_id=self._file.person_id, stay_id=self._file.stay_id, papers=AdmissionPapers(**values), seen=seen
        )
