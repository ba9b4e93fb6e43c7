"""The policies: for whom, what counts, from which limits, since when; tried out before one holds from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import HOUSE, ReadinessPolicy, Rule, Scope, ScopeKind
from shelter_admin.domain.readiness_trial import PolicyBook, PolicyLine
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.readiness import EditReadinessPolicy, EndReadinessPolicy, ReadinessPolicies, TryPolicy
from shelter_admin.operations.readiness.policy import by_criterion
from ui.kit.form import ChoiceField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, button, label, row
from ui.readiness.recording import typed_day
from ui.readiness.rules_form import RulesForm
from ui.readiness.trial import TrialList

LEFT: Final = 192
MIDDLE: Final = 436
RIGHT: Final = 456
RIGHT_LEAST: Final = 340
OWN: Final = "✓ "


def version_in_words(policy: ReadinessPolicy) -> str:
    """Which policy holds: ``Kebijakan v3, berlaku 1 Juli 2026``."""
    if policy.valid_from is None:
        return _("Policy v{version}, as it came with the program").format(version=policy.version)
    return _("Policy v{version}, from {date}").format(version=policy.version, date=long_date(policy.valid_from))


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed for one scope and not saved, upon the policy that was shown there."""

    policy: ReadinessPolicy
    shown: Mapping[str, Any] = field(repr=False)
    criteria: tuple[Rule, ...]
    pass_percent: float | None
    day: str = field(repr=False)


class PolicyEditor(QWidget):
    """For whom on the left, the criteria in the middle, the trial run on the right; ``closed`` leads back."""

    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._book: PolicyBook | None = None
        self._policy: ReadinessPolicy | None = None
        self._shown: Mapping[str, Any] = {}
        self._scope = HOUSE
        self._names: Mapping[Scope, str] = {}
        self._drafts: dict[Scope, _Typed] = {}
        self.setProperty("clear", "true")
        self.may_edit = front.may(Right.EDIT_READINESS_POLICY)
        self.scope = ChoiceField("scope", _("For whom"), [(HOUSE, _("Whole house"))])
        self.scope.changed.connect(self._choose_scope)
        self.version = label("", "strong", wrap=True)
        self.kept = label("", "small", wrap=True)
        self.unsaved = label("", "attention", wrap=True)
        self.day = TextField("valid_from", _("Holds from"), hint=_("Empty means today; 21-11-2026"))
        self.form = RulesForm()
        self.trial = TrialList()
        self.add_button = button(_("Add a criterion of this house"), self.form.add_own, icon="plus")
        self.save_button = button(_("Save"), self.save, kind="primary")
        self.try_button = button(_("Try"), self.try_out, tip=_("Who would change; nothing is saved"))
        self.end_button = button(_("End this policy"), self.end, tip=_("The wider policy holds again from that day"))
        self.back_button = button(_("Back"), self.leave)
        self._lay_out()

    def _lay_out(self) -> None:
        left, self._middle, right = (
            Card(_("Policy"), padding=12),
            Card(_("Criteria and limits"), padding=12),
            Card(_("Trial run"), padding=12),
        )
        left.setFixedWidth(LEFT)
        self._middle.setMinimumWidth(MIDDLE)
        right.setMinimumWidth(RIGHT_LEAST)
        right.setMaximumWidth(RIGHT)
        rule = label(
            _("The most particular policy holds: of the programme, else of the main category, else of the house."),
            "small",
            wrap=True,
        )
        left.add(self.scope, self.unsaved, self.version, self.kept, rule)
        left.body.addStretch(1)
        left.add(row(self.back_button, None))
        self._middle.add(self.form, row(self.add_button, None))
        self._middle.body.setStretch(0, 1)
        right.add(self.day, row(self.try_button, self.save_button, self.end_button, None), self.trial)
        right.body.setStretch(2, 1)
        for only in (self.day, self.save_button, self.try_button, self.end_button, self.add_button):
            only.setVisible(self.may_edit)
        right.setVisible(self.may_edit)
        whole = row(left, self._middle, right, spacing=12)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(whole)

    def reload(self) -> None:
        """Ask for every policy; while another one is being typed, that stays."""
        self._front.ask(ReadinessPolicies(), self, self._got)

    @property
    def typed(self) -> bool:
        """Say whether something here was changed and not saved."""
        return self._policy is not None and self.values() != self._shown

    def values(self) -> dict[str, Any]:
        """Everything as it stands here."""
        return {**self.form.values(), "valid_from": self.day.value()}

    def _got(self, book: PolicyBook) -> None:
        if self._book is not None and self.typed:
            return
        self._book = book
        choices = self._scopes(book)
        self._names = {scope: name.removeprefix(OWN) for scope, name in choices}
        self.scope.offer(choices)
        self._show_scope()

    def _scopes(self, book: PolicyBook) -> list[tuple[Scope, str]]:
        """The house, every programme and every category; those with a policy of their own say so."""
        own = {line.scope for line in book.lines if line.now is not None}
        found = [(HOUSE, _("Whole house"))]
        for kind, words, choices in (
            (ScopeKind.PROGRAM, _("Programme {name}"), book.programs),
            (ScopeKind.CATEGORY, _("Category {name}"), book.categories),
        ):
            scopes = [(Scope(kind, key), words.format(name=name)) for key, name in choices]
            found += [(one, f"{OWN}{name}" if one in own else name) for one, name in scopes]
        own_first = [one for one in found if one[0] in own]
        return [*own_first, *(one for one in found if one[0] not in own)]

    def _choose_scope(self) -> None:
        """Show another scope; what was typed for the one before waits there until it is saved or given up."""
        if self.typed and self._policy is not None:
            self._drafts[self._scope] = _Typed(
                self._policy, self._shown, self.form.criteria(), self.form.pass_percent(), self.day.value()
            )
        self._policy = None
        self._show_scope()

    def chosen_scope(self) -> Scope:
        """Whom the policy shown is for."""
        value = self.scope.value()
        return value if isinstance(value, Scope) else HOUSE

    def show_scope(self, scope: Scope) -> None:
        """Show the policy of a programme or a category."""
        self.scope.set_value(scope)
        self._choose_scope()

    def _line(self) -> PolicyLine | None:
        if self._book is None:
            return None
        return next((line for line in self._book.lines if line.scope == self.chosen_scope()), None)

    def _show_scope(self) -> None:
        """Show the policy that holds for the scope; one without its own begins with what holds for it now."""
        if self._book is None:
            return
        line, house = self._line(), self._book.lines[0].now
        own = line.now if line is not None else None
        shown = own or house
        if shown is None:
            return
        self._scope = self.chosen_scope()
        self._policy = shown
        self.version.setText(
            version_in_words(own)
            if own is not None
            else _("As the whole house, {policy}").format(policy=version_in_words(shown))
        )
        self.kept.setText("\n".join(_kept_in_words(line)) if line is not None else "")
        self.end_button.setVisible(self.may_edit and own is not None and own.scope != HOUSE)
        self.trial.clear()
        self._fill(shown)

    def _fill(self, policy: ReadinessPolicy) -> None:
        """Fill the form: with the policy, or with what was typed here upon the one shown then."""
        typed = self._drafts.pop(self._scope, None)
        before = typed or _Typed(policy, {}, policy.criteria, policy.pass_percent, "")
        book = self._book or PolicyBook((), (), (), ())
        self.form.show_rules(
            before.criteria, before.pass_percent, book.instruments, down=book.counting_down, editable=self.may_edit
        )
        self.day.set_value(before.day)
        self._policy = before.policy
        self._shown = typed.shown if typed is not None else self.values()
        waiting = [self._names[scope] for scope in self._drafts if scope in self._names]
        told = [_("What you typed here is not saved yet.")] if typed is not None else []
        told += [_("Typed and not saved yet: {names}").format(names=", ".join(waiting))] if waiting else []
        self.unsaved.setText("\n".join(told))
        self.unsaved.setVisible(bool(told))

    def leave(self, *, saved: bool = False) -> None:
        """Go back to the list; what was typed is given up, but for other scopes where this one was saved."""
        if not saved:
            self._drafts.clear()
        self._policy = None
        self._shown = {}
        self.closed.emit()

    def take_focus(self) -> None:
        """Put the cursor on whom the policy is for."""
        self.scope.setFocus()

    def save(self) -> None:
        """Let these rules hold from the day typed."""
        day = self._typed_day()
        if day is None or self._policy is None:
            return
        seen = Seen(by_criterion(self._policy.criteria, self._policy.pass_percent))
        command = EditReadinessPolicy(
            self.form.criteria(), day, self.chosen_scope(), self.form.pass_percent(), seen=seen
        )
        self._front.do(command, self, lambda _done: self.leave(saved=True), self._refused)

    def end(self) -> None:
        """Let the wider policy hold again from the day typed."""
        day, line = self._typed_day(), self._line()
        if day is not None and line is not None and line.now is not None:
            command = EndReadinessPolicy(line.scope, line.now.version, day)
            self._front.do(command, self, lambda _done: self.leave(saved=True), self._refused)

    def try_out(self) -> None:
        """Say who would stand otherwise under these rules, from what to what; nothing is saved."""
        day = self._typed_day()
        if day is not None:
            question = TryPolicy(self.form.criteria(), day, self.chosen_scope(), self.form.pass_percent())
            self._front.ask(question, self, self.trial.show_trial, self._refused)

    def _typed_day(self) -> Any:
        self.form.clear_errors()
        self.day.say_wrong("")
        try:
            return typed_day(self.day.value(), self._front.panti.day_of(self._front.now), "valid_from")
        except Refused as refusal:
            self._refused(refusal)
            return None

    def _refused(self, failure: Any) -> bool:
        if failure.field == "valid_from":
            self.day.say_wrong(explain(failure))
            return True
        return self.form.refused(failure)


def _kept_in_words(line: PolicyLine) -> list[str]:
    """Every version of a scope by the day it holds from, the newest first."""
    told = []
    for day, policy in reversed(line.kept):
        if policy is None:
            told.append(_("from {date}: as the wider policy").format(date=long_date(day)))
        elif policy.valid_from is not None:
            told.append(_("from {date}: v{version}").format(date=long_date(day), version=policy.version))
    return told
