"""One person of the agenda: why, what the conference says, and what is asked of whom until when."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.conferences import OUTCOME_NAMES, OUTCOMES, PURPOSE_NAMES, ConferenceCase, FollowUp, Purpose
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.agenda import WriteOutcome
from shelter_admin.operations.cases.follow_ups import FollowUpDone, FollowUpOpenAgain, TakeBackFollowUp
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from ui.cases.conference_sheets import FollowUpSheet
from ui.kit.form import ChoiceField, Form, NoteField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, ShortLabel, button, label, row, rule

WIDTH: Final = 364
LINES_HIGH: Final = 128


class CaseCard(Card):
    """The person under the cursor; ``saved`` tells once what was typed is kept."""

    saved = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("", parent, padding=12)
        self._front = front
        self.case: ConferenceCase | None = None
        self._closed = False
        self.setFixedWidth(WIDTH)
        self.name = ShortLabel("", "strong")
        self.purpose = ChoiceField("purpose", _("Why"), [(one, _(PURPOSE_NAMES[one])) for one in Purpose])
        self.outcome = ChoiceField("outcome", _("The conference says"), _outcomes(Purpose.EXIT))
        self.question = NoteField("question", _("Question for the conference"), lines=2)
        self.words = NoteField("words", _("Said in detail"), lines=4)
        self.form = Form(
            [[self.purpose, self.outcome], self.question, self.words], lambda failure: explain(failure, front.panti)
        )
        self.write = button(_("Write down"), self.save, kind="primary", tip=_("Ctrl+Enter"))
        self.follow_ups = RecordsTable(_columns(front), lambda one: one.follow_up_id, _("Follow-ups"))
        self.follow_ups.setFixedHeight(LINES_HIGH)
        self.ask = button(_("Ask of somebody…"), self.ask_somebody)
        self.done = button(_("Done"), self.toggle_done)
        self.take = button(_("Take away"), self.take_back)
        self.add(self.name, rule(), self.form)
        self.body.addLayout(row(None, self.write))
        self.add(rule(), label(_("Follow-ups"), "strong"), self.follow_ups)
        self.body.addLayout(row(self.ask, None, self.take, self.done))
        self.body.addStretch(1)
        self.purpose.changed.connect(self._offer_outcomes)
        self.words.entered.connect(self.save)
        self.question.entered.connect(self.save)
        self.follow_ups.chosen.connect(lambda _one: self._offer())
        self.follow_ups.opened.connect(self._open)
        self.show_case(None, closed=False)

    def show_case(self, case: ConferenceCase | None, *, closed: bool) -> None:
        """Show a person of the agenda; what is typed and not saved stays while it is the same person."""
        same = case is not None and self.case is not None and case.case_id == self.case.case_id
        typing = same and self.unsaved
        self.case, self._closed = case, closed
        self.setEnabled(case is not None)
        self.name.setText(f"{case.name} · {case.number}" if case is not None else _("Choose somebody on the agenda"))
        self.follow_ups.show_records(case.follow_ups if case is not None else ())
        if not typing:
            self._load(case)
        may = self._front.may(Right.EDIT_CASES)
        self.form.setEnabled(may and not closed)
        self.write.setVisible(may and not closed)
        self.ask.setVisible(may and not closed)
        self._offer()

    @property
    def unsaved(self) -> bool:
        """Say whether something is typed that nobody saved."""
        return bool(self.form.opened) and self.form.values() != self.form.opened

    def _load(self, case: ConferenceCase | None) -> None:
        self.form.clear_errors()
        self.purpose.set_value(case.purpose if case is not None else Purpose.EXIT)
        self._offer_outcomes()
        values = _parts(case) if case is not None else {"question": "", "words": "", "outcome": None}
        self.form.load({"purpose": self.purpose.value(), **values})

    def _offer_outcomes(self) -> None:
        self.outcome.offer(_outcomes(self.purpose.value()))

    def _offer(self) -> None:
        one = self.follow_ups.current()
        may = self._front.may(Right.EDIT_CASES) and one is not None
        self.done.setVisible(may)
        self.take.setVisible(may and not self._closed)
        if one is not None:
            self.done.setText(_("Not done after all") if one.done_on else _("Done"))

    def save(self) -> None:
        """Write down what the conference says; a refusal stays beside its field."""
        if self.case is None or self._closed:
            return
        self.form.clear_errors()
        values = self.form.values()
        act = WriteOutcome(self.case.case_id, **values, seen=Seen(_parts(self.case)))
        self._front.do(act, self, lambda _done: self._kept(values), self._refused)

    def _kept(self, values: dict[str, Any]) -> None:
        self.form.opened = dict(values)
        self.saved.emit()

    def _refused(self, failure: Failure) -> bool:
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.updateGeometry)
        return True

    def ask_somebody(self) -> None:
        """Ask something of somebody."""
        if self.case is not None:
            FollowUpSheet(self._front, self, self.case.case_id, self.case.name).open()

    def _open(self, one: FollowUp) -> None:
        if self.case is not None and self._front.may(Right.EDIT_CASES):
            FollowUpSheet(self._front, self, self.case.case_id, self.case.name, one).open()

    def toggle_done(self) -> None:
        """Write that what the cursor is on was done, or that it was not."""
        one = self.follow_ups.current()
        if one is not None:
            act = FollowUpOpenAgain(one.follow_up_id) if one.done_on else FollowUpDone(one.follow_up_id)
            self._front.do(act, self)

    def take_back(self) -> None:
        """Take back what was asked."""
        one = self.follow_ups.current()
        if one is not None:
            self._front.do(TakeBackFollowUp(one.follow_up_id), self)


def _outcomes(purpose: Purpose) -> list[tuple[Any, str]]:
    return [(None, _("– not said yet –")), *((one, _(OUTCOME_NAMES[one])) for one in OUTCOMES[purpose])]


def _parts(case: ConferenceCase) -> dict[str, Any]:
    """A case by the fields of its form."""
    return {"purpose": case.purpose, "question": case.question, "outcome": case.outcome, "words": case.words}


def _columns(front: FrontDesk) -> list[Column[FollowUp]]:
    today = front.panti.day_of(front.now)

    def due(one: FollowUp) -> str:
        if one.done_on is not None:
            return f"✓ {short_date(one.done_on)}"
        if one.due_on is None:
            return "—"
        return f"▲ {short_date(one.due_on)}" if one.late(today) else short_date(one.due_on)

    def look(one: FollowUp) -> str:
        return "ok" if one.done_on is not None else "attention" if one.late(today) else "muted"

    return [
        Column(_("What is to be done"), lambda one: one.what),
        Column(_("Who"), lambda one: one.doer or "—", width=88),
        Column(_("To be done by"), due, width=106, look=look),
    ]
