"""The policy: what counts, from which limits, since when. The head changes it from a day on; others read it."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import (
    CRITERION_NAMES,
    NIK_READABLE,
    CandidateList,
    Criterion,
    ReadinessPolicy,
    Rule,
)
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.readiness import Candidates, EditReadinessPolicy
from shelter_admin.operations.readiness.policy import by_criterion
from ui.kit.form import Form, NumberField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, button, label, row, scrolled
from ui.readiness.recording import typed_day

WIDTH: Final = 416
INDENT: Final = 26
MOST_NAMES: Final = 5
LIMITS: Final = {Criterion.ATTENDANCE: 75, Criterion.MARK: 70}


def version_in_words(policy: ReadinessPolicy) -> str:
    """Which policy holds: ``Kebijakan v3, berlaku 1 Juli 2026``."""
    if policy.valid_from is None:
        return _("Policy v{version}, as it came with the program").format(version=policy.version)
    return _("Policy v{version}, from {date}").format(version=policy.version, date=long_date(policy.valid_from))


class PolicyCard(Card):
    """Criteria and limits as fields; ``closed`` leads back to the person."""

    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Criteria and limits"), parent, padding=12)
        self._front = front
        self._policy: ReadinessPolicy | None = None
        self._shown: dict[str, Any] = {}
        self.setFixedWidth(WIDTH)
        self.may_edit = front.may(Right.EDIT_READINESS_POLICY)
        self.version = label("", "small", wrap=True)
        self.counts = {one: TickField(f"count_{one.value}", _(CRITERION_NAMES[one])) for one in Criterion}
        self.limits = {one: NumberField(one.value, _limit_words(one), least=0, most=100) for one in LIMITS}
        self.papers = {key: TickField(f"papers_{key}", words) for key, words in _papers().items()}
        self.day = TextField("valid_from", _("Holds from"), hint=_("Empty means today; 21-11-2026"))
        self.form = Form(self._fields(), explain)
        self.outcome = label("", "small", wrap=True)
        self.outcome.hide()
        self.save_button = button(_("Save"), self.save, kind="primary")
        self.try_button = button(_("Try"), self.try_out, tip=_("Who would change; nothing is saved"))
        self._lay_out()

    def _fields(self) -> list[TickField | NumberField | TextField]:
        fields: list[TickField | NumberField | TextField] = []
        for one in Criterion:
            fields.append(self.counts[one])
            if one in self.limits:
                fields.append(self.limits[one])
            if one is Criterion.IDENTITY:
                fields += self.papers.values()
        self.counts[Criterion.HEAD].say_hint(_("The head always decides: this cannot be left out."))
        return [*fields, self.day]

    def _lay_out(self) -> None:
        column = self.form.layout()
        if column is not None:
            column.setContentsMargins(0, 0, 8, 0)
        self.add(self.version, scrolled(self.form))
        self.body.setStretch(1, 1)
        for below in (*self.limits.values(), *self.papers.values()):
            room = below.layout()
            if room is not None:
                room.setContentsMargins(INDENT, 0, 0, 0)
        self.form.setEnabled(self.may_edit)
        self.counts[Criterion.HEAD].setEnabled(False)
        self.save_button.setVisible(self.may_edit)
        self.try_button.setVisible(self.may_edit)
        self.add(self.outcome, row(self.save_button, self.try_button, button(_("Back"), self._leave), None))
        if not self.may_edit:
            self.day.hide()

    def show_policy(self, policy: ReadinessPolicy) -> None:
        """Show the policy that holds; while another one is being typed, that stays."""
        if self._policy is not None and self.form.values() != self._shown:
            return
        self._policy = policy
        self.version.setText(version_in_words(policy))
        for one, field in self.counts.items():
            field.set_value(policy.rule(one) is not None)
        for one, limit in self.limits.items():
            rule = policy.rule(one)
            limit.set_value(rule.least if rule is not None and rule.least is not None else LIMITS[one])
        identity = policy.rule(Criterion.IDENTITY)
        for key, accepted in self.papers.items():
            accepted.set_value(identity is not None and key in identity.accepts)
        self.day.set_value("")
        self.outcome.hide()
        self.form.clear_errors()
        self._shown = self.form.values()

    def _leave(self) -> None:
        self._policy = None  # what was typed is given up
        self.closed.emit()

    def take_focus(self) -> None:
        """Put the cursor on the first field that can be changed."""
        if self.may_edit:
            self.counts[Criterion.ATTENDANCE].setFocus()

    def criteria(self) -> tuple[Rule, ...]:
        """The rules as ticked and typed, in the order of the list."""
        return tuple(self._rule(one) for one in Criterion if self.counts[one].value())

    def save(self) -> None:
        """Let these rules hold from the day typed."""
        self.form.clear_errors()
        try:
            day = typed_day(self.day.value(), self._front.panti.day_of(self._front.now), "valid_from")
        except Refused as refusal:
            self.form.refused(refusal)
            return
        seen = None if self._policy is None else Seen(by_criterion(self._policy.criteria))
        command = EditReadinessPolicy(self.criteria(), day, seen=seen)
        self._front.do(command, self, lambda _done: self._leave(), self.form.refused)

    def try_out(self) -> None:
        """Say who would be proposed under these rules and is not now, and the other way round; nothing is saved."""
        self.form.clear_errors()
        self._front.ask(Candidates(), self, self._compare)

    def _compare(self, now: CandidateList) -> None:
        self._front.ask(Candidates(self.criteria()), self, lambda then: self._say(now, then), self.form.refused)

    def _say(self, now: CandidateList, then: CandidateList) -> None:
        before = {one.enrolment_id: one.name for one in now.candidates if one.proposed}
        after = {one.enrolment_id: one.name for one in then.candidates if one.proposed}
        more = [after[key] for key in after if key not in before]
        fewer = [before[key] for key in before if key not in after]
        lines = [_("Nobody changes.")] if not more and not fewer else []
        if more:
            lines.append(_("Newly proposed ({count}): {names}").format(count=len(more), names=_some(more)))
        if fewer:
            lines.append(_("No longer proposed ({count}): {names}").format(count=len(fewer), names=_some(fewer)))
        self.outcome.setText("\n".join(lines))
        self.outcome.show()

    def _rule(self, one: Criterion) -> Rule:
        least = float(self.limits[one].value()) if one in self.limits else None
        accepts = tuple(key for key, field in self.papers.items() if field.value()) if one is Criterion.IDENTITY else ()
        return Rule(one, least, accepts)


def _some(names: list[str]) -> str:
    """The first of these names; the others are counted in front."""
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def _limit_words(one: Criterion) -> str:
    return _("At least, in percent") if one is Criterion.ATTENDANCE else _("At least, of 100")


def _papers() -> dict[str, str]:
    """What can count as papers: a NIK of sixteen digits, or a state of the papers."""
    return {NIK_READABLE: _("NIK of sixteen digits")} | {
        status.value: _(words) for status, words in IDENTITY_STATUS_NAMES.items()
    }
