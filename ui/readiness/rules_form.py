"""Every criterion of one policy below each other, those of the house itself among them, and the pass score."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.readiness import Criterion, Rule
from shelter_admin.domain.readiness_policy import USUAL_RULES
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from ui.kit.facts import show_anew
from ui.kit.form import Form, NumberField
from ui.kit.widgets import scrolled
from ui.readiness.rules import RuleField

USUAL_PASS: Final = 70
KEY_LETTERS: Final = 8


class RulesForm(QWidget):
    """The rules as ticked and typed, in the order of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.rules: dict[str, RuleField] = {}
        self.score = self._score(None)
        self.form = Form([self.score], explain)
        self._instruments: Sequence[tuple[str, str]] = ()
        self._down: Collection[str] = frozenset()
        self._editable = True
        self._area = scrolled(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def _score(self, pass_percent: float | None) -> NumberField:
        made = NumberField("pass_percent", _("Pass score of the weighted, in percent"), least=1, most=100)
        made.set_value(int(pass_percent or USUAL_PASS))
        return made

    def show_rules(
        self,
        criteria: Sequence[Rule],
        pass_percent: float | None,
        instruments: Sequence[tuple[str, str]] = (),
        *,
        down: Collection[str] = frozenset(),
        editable: bool = True,
    ) -> None:
        """Show the rules of a policy; what it does not ask for stands below its place, not ticked."""
        self._instruments, self._down, self._editable = instruments, down, editable
        held = {rule.code: rule for rule in criteria}
        self.rules = {}
        for one in Criterion:
            own = [rule for rule in criteria if rule.criterion is one]
            usual = [] if one is Criterion.OWN else [USUAL_RULES[one]]
            for rule in own or usual:
                made = RuleField(rule, instruments, down)
                if rule.code not in held:
                    made.set_value(None)
                self.rules[rule.code] = made
        head = self.rules[Criterion.HEAD.value]
        head.counts.setEnabled(False)
        head.say_hint(_("The head always decides: this cannot be left out."))
        self.score = self._score(pass_percent)
        self._take_form()

    def _take_form(self) -> None:
        self.form = Form([*self.rules.values(), self.score], explain)
        column = self.form.layout()
        if column is not None:
            column.setContentsMargins(0, 0, 8, 0)
        self.form.setEnabled(self._editable)
        self.form.changed.connect(self._show_score)
        self._show_score()
        show_anew(self._area, self.form)

    def _show_score(self) -> None:
        self.score.setVisible(self._weighted())

    def _weighted(self) -> bool:
        return any(rule.weight for rule in self.criteria())

    def values(self) -> dict[str, Any]:
        """Everything as it stands here."""
        return self.form.values()

    def criteria(self) -> tuple[Rule, ...]:
        """The rules that count."""
        return tuple(rule for field in self.rules.values() if (rule := field.value()) is not None)

    def pass_percent(self) -> float | None:
        """The score asked of the weighted criteria, None where none is weighted."""
        return float(self.score.value()) if self._weighted() else None

    def add_own(self) -> None:
        """Add a criterion in the house's own words; what was typed stays."""
        added = Rule(Criterion.OWN, key=uuid4().hex[:KEY_LETTERS])
        self.show_rules(
            (*self.criteria(), added),
            float(self.score.value()),
            self._instruments,
            down=self._down,
            editable=self._editable,
        )
        self.rules[added.code].own_words.setFocus()
        self._area.ensureWidgetVisible(self.rules[added.code])

    def clear_errors(self) -> None:
        """Take every sentence back."""
        self.form.clear_errors()

    def refused(self, failure: Failure) -> bool:
        """Say a refusal beside the criterion it names; of the whole policy, below the form."""
        self.form.refused(failure)
        field = self.form.fields.get(failure.field or "")
        self._area.ensureWidgetVisible(field if field is not None else self.form.general)
        return True
