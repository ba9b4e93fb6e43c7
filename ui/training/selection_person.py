"""Whoever the cursor is on in a selection: why they stand where they do, their scores, the committee's word."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training.selection import (
    ApplicationState,
    CriterionKind,
    PanelWord,
    Ranked,
    Selection,
)
from shelter_admin.domain.training.selection_words import (
    outcome_words,
    points_words,
    warnings_of,
    why_words,
    years_words,
)
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Command, Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.choosing import GaveUp, GiveUpPlace, LeaveSelection, SayPanelWord
from shelter_admin.operations.training.selection import ScoreApplicants, ScoreGiven
from ui.kit.alerts import ask_reason
from ui.kit.flow import Flow
from ui.kit.form import TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Pill, button, label, row, scrolled
from ui.training.telling import tell
from ui.training.typed import read_grade, show_grade

KINDS = {
    ApplicationState.CHOSEN: "ok",
    ApplicationState.RESERVE: "info",
    ApplicationState.NOT_CHOSEN: "neutral",
    ApplicationState.APPLIED: "neutral",
    ApplicationState.WITHDRAWN: "neutral",
}


class ApplicantCard(Card):
    """One application. ``next_wanted`` comes once the last score was entered, ``remarked`` with what an act did."""

    next_wanted = Signal()
    remarked = Signal(str)

    def __init__(self, front: FrontDesk) -> None:
        super().__init__()
        self.front = front
        self.line: Ranked | None = None
        self.fields: dict[str, TextField] = {}
        self._criteria: tuple[tuple[str, str], ...] = ()
        self._batch_id = ""
        self._about = ""
        self._shown: dict[str, float | None] = {}
        self.name = label("", "section", wrap=True)
        self.state = Pill("")
        self.about = label("", "muted", wrap=True)
        self.why = label("", wrap=True)
        self.points = label("", "small", wrap=True)
        self.warned = label("", "attention", wrap=True)
        self.error = label("", "error", wrap=True)
        self.scores = QWidget()
        self._column = QVBoxLayout(self.scores)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.save = button(_("Save the scores"), self.save_scores, kind="primary")
        self.take_in = button(_("Take in…"), lambda: self._ask_word(PanelWord.IN), icon="check")
        self.leave_out = button(_("Leave out…"), lambda: self._ask_word(PanelWord.OUT), icon="x")
        self.by_points = button(_("By points again"), self.take_word_back, icon="undo-2")
        self.withdraw = button(_("Withdraws…"), self.ask_withdrawal, icon="log-out")
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addLayout(row(self.state, None))
        for part in (self.about, self.warned, self.why, self.points, self.scores):
            column.addWidget(part)
        column.addLayout(row(self.save, None))
        acts = Flow()
        for made in (self.take_in, self.leave_out, self.by_points, self.withdraw):
            acts.addWidget(made)
        column.addLayout(acts)
        column.addWidget(self.error)
        column.addStretch(1)
        tell(self.error, "")
        self.body.addWidget(scrolled(inner), 1)

    def open_selection(self, found: Selection) -> None:
        """Take the criteria that people score; the fields stay while they are the same."""
        self._batch_id = found.batch_id
        criteria = tuple((one.criterion_id, one.name) for one in found.criteria if one.kind is CriterionKind.SCORED)
        if criteria == self._criteria:
            return
        self._criteria = criteria
        for old in self.fields.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = {key: TextField(key, name, placeholder=_("0 to 100")) for key, name in criteria}
        keys = list(self.fields)
        for at, key in enumerate(keys):
            field = self.fields[key]
            self._column.addWidget(field)
            following = self.fields[keys[at + 1]] if at + 1 < len(keys) else None
            field.line.returnPressed.connect(self.save_scores if following is None else following.setFocus)

    def take_focus(self) -> None:
        """Put the cursor on the first score."""
        if self.fields and self.save.isVisible():
            first = next(iter(self.fields.values()))
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.line.selectAll()

    def show_line(self, line: Ranked | None) -> None:
        """Show somebody; what is being typed about the same one stays."""
        same = line is not None and self.line is not None and line.applicant.applicant_id == self._about
        typing = same and self._is_typed()
        self.line = line
        self.setEnabled(line is not None)
        if line is None:
            self._clear()
            return
        if not same:
            tell(self.error, "")
        self._say(line)
        self._offer_acts(line)
        if not typing:
            self._about = line.applicant.applicant_id
            self._shown = {key: line.applicant.scores.get(key) for key in self.fields}
            for key, field in self.fields.items():
                field.say_wrong("") if field.error.isVisible() else None
                field.set_value(show_grade(self._shown[key]))

    def _is_typed(self) -> bool:
        return any(field.value().strip() != show_grade(self._shown.get(key)) for key, field in self.fields.items())

    def _clear(self) -> None:
        for part in (self.name, self.about, self.why, self.points, self.warned, self.error):
            part.setText("")
        self.state.hide()
        self._about = ""

    def _say(self, line: Ranked) -> None:
        person = line.applicant
        self.name.setText(person.name)
        self.state.show()
        settled = person.state is not ApplicationState.APPLIED
        words = outcome_words(line) if settled else _("proposed: {outcome}").format(outcome=outcome_words(line))
        self.state.say(words, KINDS[line.outcome])
        waits = _("{number} · age {age} · waits since {day}")
        self.about.setText(
            waits.format(
                number=person.number,
                age="–" if person.veiled else years_words(line.ages),
                day=short_date(person.waits_since),
            )
        )
        warned = warnings_of(line)
        self.warned.setText(f"▲ {warned}" if warned else "")
        self.warned.setVisible(bool(warned))
        self.why.setText(why_words(line))
        total = _("{total} points: {parts}").format(total=number(line.total), parts=points_words(line))
        self.points.setText(total)

    def _offer_acts(self, line: Ranked) -> None:
        person, prepares = line.applicant, self.front.may(Right.EDIT_CASES)
        chosen = person.state is ApplicationState.CHOSEN
        open_one = prepares and not chosen
        self.scores.setVisible(bool(self.fields) and open_one and not person.veiled)
        self.save.setVisible(bool(self.fields) and open_one and not person.veiled)
        self.take_in.setVisible(open_one and person.panel is not PanelWord.IN)
        self.leave_out.setVisible(open_one and person.panel is not PanelWord.OUT)
        self.by_points.setVisible(open_one and person.panel is not None)
        self.withdraw.setVisible(self.front.may(Right.EDIT_PROGRAMS) if chosen else open_one)
        self.withdraw.setText(_("Gives the place up…") if chosen else _("Withdraws…"))

    def save_scores(self) -> None:
        """Save the scores as typed, then go on to the next person."""
        if self.line is None:
            return
        given: list[ScoreGiven] = []
        for key, field in self.fields.items():
            field.say_wrong("") if field.error.isVisible() else None
            try:
                given.append(ScoreGiven(self._about, key, read_grade(field.value())))
            except Refused as failure:
                field.say_wrong(explain(failure, self.front.panti))
                return
        seen = Seen({(self._about, key): score for key, score in self._shown.items()})
        changed = tuple(one for one in given if one.score != self._shown.get(one.criterion_id))
        if not changed:
            self.next_wanted.emit()
            return
        command = ScoreApplicants(self._batch_id, changed, seen=seen)
        self.front.do(command, self, lambda _done: self._saved(changed), self._refused)

    def _saved(self, changed: tuple[ScoreGiven, ...]) -> None:
        self._shown = {**self._shown, **{one.criterion_id: one.score for one in changed}}
        self.next_wanted.emit()

    def _ask_word(self, word: PanelWord) -> None:
        if self.line is None:
            return
        taken = word is PanelWord.IN
        words = _("{name} gets a place whatever the points say.") if taken else _("{name} gets no place.")
        title = _("The committee's word")
        yes = _("Take in") if taken else _("Leave out")
        about = self.line.applicant

        def say(reason: str) -> None:
            self._act(SayPanelWord(about.applicant_id, word), reason)

        ask_reason(self, title, words.format(name=about.name), yes, say)

    def take_word_back(self) -> None:
        """Let the points decide again."""
        if self.line is not None:
            self._act(SayPanelWord(self.line.applicant.applicant_id, None))

    def ask_withdrawal(self) -> None:
        """Ask why somebody withdraws, or gives the place up."""
        if self.line is None:
            return
        about = self.line.applicant
        if about.state is ApplicationState.CHOSEN:
            words = _("{name} gives the place up; the first reserve there is a place for moves up.")
            yes = _("Give the place up")
            command: Command[Any] = GiveUpPlace(about.applicant_id)
        else:
            words, yes = _("{name} asks for the place no longer."), _("Withdraw")
            command = LeaveSelection(about.applicant_id)

        def go(reason: str) -> None:
            self._act(command, reason)

        ask_reason(self, yes, words.format(name=about.name), yes, go)

    def _act(self, command: Command[Any], reason: str = "") -> None:
        tell(self.error, "")
        self.front.do(command, self, self._acted, self._refused, reason=reason)

    def _acted(self, done: Done[Any]) -> None:
        if isinstance(done.result, GaveUp):
            up = done.result.name
            words = _("✓ {name} moved up from reserve.").format(name=up) if up else _("Nobody in reserve can move up.")
            self.remarked.emit(words)

    def _refused(self, failure: Failure) -> bool:
        tell(self.error, explain(failure, self.front.panti))
        return True
