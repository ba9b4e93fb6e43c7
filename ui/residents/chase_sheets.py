"""The dialogs of papers asked of offices: ask, put right, write the answer down, go on to fill in the NIK."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.papers_asked import (
    DTSEN_NAMES,
    OFFICE_NAMES,
    OFFICE_OF,
    OUTCOME_NAMES,
    PAPER_NAMES,
    PAPER_SHORT,
    WITH_NIK,
    Asked,
    Dtsen,
    Outcome,
    Paper,
)
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Command
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import ResidentDetailsOf
from shelter_admin.operations.residents.papers_asked import AnswerPaper, AskPapers, EditAsked, asked_parts
from ui.kit import alerts
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form, NoteField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label
from ui.residents.dialogs import EditSheet
from ui.residents.fields import day_typed

WIDE: Final = 600
COLUMNS: Final = 2
PAPERS_TAB: Final = 1


class ChaseSheet(Sheet):
    """A dialog with one form about papers; it closes only once the act is saved."""

    def __init__(self, front: FrontDesk, owner: QWidget, title: str, told: str, yes: str) -> None:
        super().__init__(title, told, parent=owner)
        self.setMinimumWidth(WIDE)
        self.front = front
        self.form: Form
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)

    def save(self) -> None:
        """Give the act of this sheet."""

    def explained(self, failure: Failure) -> str:
        """The sentence of a refusal, on the panti's clock."""
        return explain(failure, self.front.panti)

    def day(self, name: str) -> Any:
        """A day as typed in a field; raises Refused ``day_unclear``."""
        return day_typed(self.form.values()[name], name, self.front.desk.today)

    def give(self, make: Callable[[], Command[Any]], then: Callable[[], None] = lambda: None) -> None:
        """Make the act of what was typed and carry it out; a refusal stays beside its field."""
        self.form.clear_errors()
        try:
            command = make()
        except Refused as failure:
            self.refuse(failure)
            return

        def done() -> None:
            self.accept()
            then()

        self.front.do(command, self, lambda _done: done(), self.refuse)

    def refuse(self, failure: Failure) -> bool:
        """Say a refusal beside its field."""
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.adjustSize)
        return True


def _asking_fields() -> tuple[TextField, TextField, TextField, TextField]:
    return (
        TextField("office", _("Office asked"), hint=_("Empty means the office that issues each paper.")),
        TextField("asked_on", _("Asked on"), hint=_("Empty means today; 21-11-2026")),
        TextField("asked_by", _("Asked by"), hint=_("Empty means you.")),
        TextField("letter_number", _("Number of the letter"), hint=_("Empty leaves room to write it on the letter.")),
    )


class AskSheet(ChaseSheet):
    """Write down that papers are asked for somebody."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, person_id: str, name: str, papers: frozenset[Paper] = frozenset()
    ) -> None:
        told = _("For {name}. Each paper is waited for by itself; one letter can ask for several.")
        super().__init__(front, owner, _("Ask for papers"), told.format(name=name), _("Write down"))
        self._person_id = person_id
        self.ticks = {paper: TickField(paper.value, _(words)) for paper, words in PAPER_NAMES.items()}
        self.office, self.asked_on, self.asked_by, self.letter_number = _asking_fields()
        self.form = Form([[self.office, self.letter_number], [self.asked_on, self.asked_by]], self.explained)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for at, (paper, tick) in enumerate(self.ticks.items()):
            tick.set_value(paper in papers)
            grid.addWidget(tick, at // COLUMNS, at % COLUMNS)
        self.wrong: QLabel = label("", "error", wrap=True)
        self.wrong.hide()
        self.body.addLayout(grid)
        self.body.addWidget(self.wrong)
        self.body.addWidget(self.form)
        next(iter(self.ticks.values())).setFocus()

    @override
    def save(self) -> None:
        """Give what is ticked."""
        self.wrong.hide()
        values = self.form.values()
        papers = tuple(paper for paper, tick in self.ticks.items() if tick.value())
        self.give(
            lambda: AskPapers(
                self._person_id,
                papers,
                values["office"],
                self.day("asked_on"),
                values["asked_by"],
                values["letter_number"],
            )
        )

    @override
    def refuse(self, failure: Failure) -> bool:
        if failure.field == "papers":
            self.wrong.setText(self.explained(failure))
            self.wrong.show()
            QTimer.singleShot(0, self, self.adjustSize)
            return True
        return super().refuse(failure)


class EditAskedSheet(ChaseSheet):
    """Put right of whom, when, by whom and by which letter a paper was asked."""

    def __init__(self, front: FrontDesk, owner: QWidget, line: Asked) -> None:
        told = f"{line.name} · {PAPER_SHORT[line.paper]}"
        super().__init__(front, owner, _("Change what was asked"), told, _("Save"))
        self._line = line
        self.office, self.asked_on, self.asked_by, self.letter_number = _asking_fields()
        self.office.say_hint(_("Empty means {office}.").format(office=_(OFFICE_NAMES[OFFICE_OF[line.paper]])))
        self.form = Form([[self.office, self.letter_number], [self.asked_on, self.asked_by]], self.explained)
        self.form.load({**asked_parts(line), "asked_on": short_date(line.asked_on)})
        self.body.addWidget(self.form)

    @override
    def save(self) -> None:
        """Give the change."""
        values = self.form.values()
        seen = Seen(asked_parts(self._line))
        self.give(
            lambda: EditAsked(chase_id=self._line.chase_id, **{**values, "asked_on": self.day("asked_on")}, seen=seen)
        )


class AnswerSheet(ChaseSheet):
    """Write down what an office answered. ``fill_in`` follows where a NIK may have come with the paper."""

    def __init__(self, front: FrontDesk, owner: QWidget, line: Asked) -> None:
        told = _("{name}: {paper}, asked of {office} on {day}.").format(
            name=line.name, paper=PAPER_SHORT[line.paper], office=line.office, day=short_date(line.asked_on)
        )
        super().__init__(front, owner, _("Answer of the office"), told, _("Write down"))
        self._line, self._owner = line, owner
        outcomes = [(one, _(words)) for one, words in OUTCOME_NAMES.items() if one is not Outcome.WAITING]
        self.outcome = ChoiceField("outcome", _("Outcome"), outcomes)
        self.answered_on = TextField("answered_on", _("Day of the answer"), hint=_("Empty means today; 21-11-2026"))
        registers: list[tuple[Dtsen | None, str]] = [(None, _("— choose —"))]
        registers += [(one, _(words)) for one, words in DTSEN_NAMES.items()]
        self.dtsen = ChoiceField("dtsen", _("In DTSEN"), registers)
        deciles: list[tuple[int | None, str]] = [(None, "—")]
        deciles += [(desil, str(desil)) for desil in range(1, 11)]
        self.desil = ChoiceField("desil", _("Decile"), deciles)
        self.answer = NoteField("answer", _("Number of the paper, or what the office says"), lines=2)
        self.form = Form([[self.outcome, self.answered_on], [self.dtsen, self.desil], self.answer], self.explained)
        self.body.addWidget(self.form)
        for field in (self.outcome, self.dtsen):
            field.changed.connect(self._look)
        self._look()
        self.outcome.setFocus()

    @property
    def _checked(self) -> bool:
        return self._line.paper is Paper.DTSEN and self.outcome.value() is Outcome.ISSUED

    def _look(self) -> None:
        self.dtsen.setVisible(self._checked)
        self.desil.setVisible(self._checked and self.dtsen.value() is Dtsen.REGISTERED)
        QTimer.singleShot(0, self, self.adjustSize)

    @override
    def save(self) -> None:
        """Give the answer; where a NIK came with it, offer to fill it in."""
        values = self.form.values()
        outcome = values["outcome"]
        dtsen = values["dtsen"] if self._checked else None
        desil = values["desil"] if dtsen is Dtsen.REGISTERED else None
        filling = self._line.paper in WITH_NIK and outcome is Outcome.ISSUED
        self.give(
            lambda: AnswerPaper(self._line.chase_id, outcome, self.day("answered_on"), values["answer"], dtsen, desil),
            self._offer_to_fill_in if filling else lambda: None,
        )

    def _offer_to_fill_in(self) -> None:
        front, owner, line = self.front, self._owner, self._line
        told = _("{name}: the NIK stands in the file only once it is filled in there; doubles are looked for then.")
        alerts.decide(
            owner,
            _("Fill in the NIK?"),
            told.format(name=line.name),
            _("Fill in the NIK…"),
            lambda: fill_in_nik(front, owner, line.person_id),
        )


def fill_in_nik(front: FrontDesk, owner: QWidget, person_id: str) -> None:
    """Open the correction of somebody's details at the NIK."""

    def show(details: ResidentDetails) -> None:
        sheet = EditSheet(front, details, owner, complete=False)
        sheet.open()
        sheet.tabs.setCurrentIndex(PAPERS_TAB)
        nik = sheet.papers.fields.get("nik")
        if nik is not None:
            nik.setFocus()

    front.ask(ResidentDetailsOf(person_id), owner, show)
