"""One criterion of a policy as a field: whether it counts, its limit, required or weighted, and what it asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import ROLE_NAMES, Role
from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES
from shelter_admin.domain.occurrences import OCCURRENCE_NAMES
from shelter_admin.domain.readiness import BY_HAND, NIK_READABLE, TURN_ROLES, Criterion, Rule, name_of
from shelter_admin.domain.readiness_policy import LONGEST_OWN, MOST_DAYS, MOST_WEIGHT
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_
from ui.kit.flow import Flow
from ui.kit.form import Field
from ui.kit.line import Line
from ui.kit.widgets import button, label, row

LIMITS: Final = {
    Criterion.ATTENDANCE: (N_("At least, in percent"), 100),
    Criterion.MARK: (N_("At least, of 100"), 100),
    Criterion.COMPETENCE: (N_("At least, in percent"), 100),
    Criterion.PRACTICE: (N_("At least, in days"), MOST_DAYS),
    Criterion.ABILITY: (N_("At least, as a score"), 1000),
}
AT_MOST: Final = N_("At most, as a score")
SUFFIXES: Final = {Criterion.ATTENDANCE: " %", Criterion.COMPETENCE: " %"}
INDENT: Final = 26
EDGE: Final = 8
COMBO_LETTERS: Final = 12


class RuleField(Field):
    """One rule: ticked it counts. ``value`` is the rule, None where it does not count."""

    def __init__(
        self, rule: Rule, instruments: Sequence[tuple[str, str]] = (), down: Collection[str] = frozenset()
    ) -> None:
        self._rule = rule
        self._down = down
        self._whole = QWidget()
        super().__init__(rule.code, name_of(rule), self._whole)
        self.words.hide()
        self.counts = QCheckBox(name_of(rule))
        self.limit = QSpinBox()
        self.how = QComboBox()
        self.weight = QSpinBox()
        self.details = QWidget()
        self.ticks: dict[str, QCheckBox] = {}
        self.own_words, self.days = Line(), QSpinBox()
        self.instrument, self.role, self.document = _Choices(), _Choices(), _Choices()
        self._say(name_of(rule))
        self._lay_out(instruments)
        self.setFocusProxy(self.counts)
        self.set_value(rule)

    def _say(self, called: str) -> None:
        self.counts.setAccessibleName(called)
        self.how.setAccessibleName(_("{criterion}: required or weighted").format(criterion=called))
        self.weight.setAccessibleName(_("{criterion}: weight").format(criterion=called))

    def _limit_words(self) -> str:
        if self.at_most:
            return _(AT_MOST)
        return _(LIMITS[self._rule.criterion][0]) if self._rule.criterion in LIMITS else ""

    @property
    def at_most(self) -> bool:
        """Say whether the limit is the most that is enough: of an assessment that counts difficulties."""
        return self._rule.criterion is Criterion.ABILITY and self.instrument.key() in self._down

    def _lay_out(self, instruments: Sequence[tuple[str, str]]) -> None:
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.counts)
        self._line = QWidget()
        self._line.setProperty("clear", "true")
        line = QHBoxLayout(self._line)
        line.setContentsMargins(INDENT, 0, 0, 0)
        line.setSpacing(8)
        if self._rule.criterion in LIMITS:
            self.limit.setRange(0, LIMITS[self._rule.criterion][1])
            self.limit.setSuffix(SUFFIXES.get(self._rule.criterion, ""))
            self.limit.setFixedWidth(96)
            line.addWidget(self.limit)
        self.how.addItems([_("Required"), _("Weighted")])
        self.how.setFixedWidth(112)
        self.weight.setRange(1, MOST_WEIGHT)
        self.weight.setFixedWidth(72)
        line.addWidget(self.how)
        line.addWidget(self.weight)
        line.addStretch(1)
        column.addWidget(self._line)
        self._lay_out_details(instruments)
        column.addWidget(self.details)
        self._listen()

    def _listen(self) -> None:
        """Tell of every change."""
        self.counts.toggled.connect(self._shape)
        self.how.currentIndexChanged.connect(self._shape)
        for spin in (self.limit, self.weight, self.days):
            spin.lineEdit().setTextMargins(EDGE, 0, 0, 0)  # the sheet's padding does not reach the words in here
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        self.own_words.textChanged.connect(lambda _text: self.changed.emit())

    def _lay_out_details(self, instruments: Sequence[tuple[str, str]]) -> None:
        column = QVBoxLayout(self.details)
        column.setContentsMargins(INDENT, 0, 0, 4)
        column.setSpacing(4)
        criterion = self._rule.criterion
        if criterion is Criterion.OWN:
            self._own(column)
        if criterion is Criterion.ABILITY:
            self.instrument.offer([("", _("– choose –")), *instruments])
            column.addLayout(_named(_("Assessment"), self.instrument, self._shape))
        if criterion is Criterion.BEHAVIOUR:
            self.days.setRange(1, MOST_DAYS)
            column.addLayout(_named(_("None of these in the last days"), self.days))
        if kinds := _kinds(criterion):
            self._which = QWidget()
            self._which.setProperty("clear", "true")
            flow = Flow(self._which, spacing=10)
            self.more = button("", self._open_which, kind="link")
            column.addLayout(row(self.more, None))
            for key, words in kinds.items():
                self.ticks[key] = QCheckBox(words)
                self.ticks[key].setAccessibleName(f"{name_of(self._rule)}: {words}")
                self.ticks[key].toggled.connect(lambda _on: self.changed.emit())
                self.ticks[key].toggled.connect(lambda _on: self._say_which())
                flow.addWidget(self.ticks[key])
            column.addWidget(self._which)
            self._which.hide()
        if criterion in BY_HAND:
            papers = [
                ("", _("no paper asked for")),
                *((one.value, _(words)) for one, words in DOCUMENT_KIND_NAMES.items()),
            ]
            self.document.offer(papers)
            column.addLayout(_named(_("Proved by"), self.document, self._touched))

    def _open_which(self) -> None:
        """Show what may be ticked, or put it away again; how many are ticked is said either way."""
        self._which.setVisible(self._which.isHidden())
        self._say_which()

    def _say_which(self) -> None:
        count = sum(tick.isChecked() for tick in self.ticks.values())
        papers = self._rule.criterion is Criterion.IDENTITY
        if papers:
            words = n_("{count} state of papers is enough…", "{count} states of papers are enough…", count)
        else:
            words = n_("{count} kind of occurrence weighs…", "{count} kinds of occurrences weigh…", count)
        self.more.setText(words.format(count=number(count)))
        self.more.setAccessibleName(f"{name_of(self._rule)}: {self.more.text()}")

    def _own(self, column: QVBoxLayout) -> None:
        self.own_words.setMaxLength(LONGEST_OWN)
        self.own_words.setPlaceholderText(_("What is asked, in a few words"))
        self.own_words.setAccessibleName(_("What is asked, in a few words"))
        self.own_words.textChanged.connect(lambda text: self.counts.setText(text or _("Criterion of this house")))
        column.addWidget(self.own_words)
        self.role.offer([(one, _(ROLE_NAMES[one])) for one in TURN_ROLES])
        column.addLayout(_named(_("Whose turn"), self.role, self._touched))

    @override
    def value(self) -> Rule | None:
        """The rule as set, None where it does not count."""
        if not self.counts.isChecked():
            return None
        held = self._rule
        same = held.least is not None and self.limit.value() == int(held.least)
        least = held.least if same else float(self.limit.value())
        return replace(
            held,
            least=least if held.criterion in LIMITS else None,
            accepts=tuple(key for key, tick in self.ticks.items() if tick.isChecked()),
            weight=self.weight.value() if self.how.currentIndex() == 1 else None,
            instrument=self.instrument.key() if held.criterion is Criterion.ABILITY else "",
            days=self.days.value() if held.criterion is Criterion.BEHAVIOUR else None,
            words=self.own_words.text().strip(),
            role=self._role(),
            document=self.document.key() if held.criterion in BY_HAND else "",
            at_most=self.at_most,
        )

    def _role(self) -> Role | None:
        """Who looks at it, where that is not who usually does."""
        if self._rule.criterion is not Criterion.OWN:
            return None
        return Role(self.role.key() or Role.PEKERJA_SOSIAL)

    @override
    def set_value(self, value: Any) -> None:
        """Show a rule without telling; None leaves its limits as they were, and it does not count."""
        self.blockSignals(True)
        self.counts.setChecked(value is not None)
        if isinstance(value, Rule):
            self._rule = value
            self.limit.setValue(int(value.least or 0))
            self.how.setCurrentIndex(0 if value.weight is None else 1)
            self.weight.setValue(value.weight or 1)
            self.days.setValue(value.days or 1)
            for key, tick in self.ticks.items():
                tick.setChecked(key in value.accepts)
            self.own_words.setText(value.words)
            self.instrument.choose(value.instrument)
            self.role.choose(value.role or Role.PEKERJA_SOSIAL)
            self.document.choose(value.document)
        self.blockSignals(False)
        if self.ticks:
            self._say_which()
        self._shape()

    def _touched(self) -> None:
        self.changed.emit()

    def _shape(self) -> None:
        """Show what belongs to a rule that counts."""
        counts = self.counts.isChecked()
        head = self._rule.criterion is Criterion.HEAD
        self.limit.setPrefix("≤ " if self.at_most else "≥ ")
        self.limit.setToolTip(self._limit_words())
        self.limit.setAccessibleName(f"{name_of(self._rule)}: {self._limit_words()}")
        self._line.setVisible(counts and not head)
        self.limit.setVisible(counts and self._rule.criterion in LIMITS)
        self.how.setVisible(counts and not head)
        self.weight.setVisible(counts and not head and self.how.currentIndex() == 1)
        self.details.setVisible(counts and self.details.layout() is not None and self._has_details())
        self.changed.emit()

    def _has_details(self) -> bool:
        return self._rule.criterion in {*BY_HAND, Criterion.ABILITY, Criterion.BEHAVIOUR, Criterion.IDENTITY}


class _Choices(QComboBox):
    """One of a few keys."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(COMBO_LETTERS)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these choices as (key, words)."""
        self._keys = [str(key) for key, _words in choices]
        self.addItems([words for _key, words in choices])

    def key(self) -> str:
        """The key of the choice."""
        at = self.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def choose(self, key: str) -> None:
        """Hold a choice; one that is not offered is offered by its key, so that nothing is lost."""
        if key and str(key) not in self._keys and self._keys:
            self._keys.append(str(key))
            self.addItem(str(key))
        self.setCurrentIndex(self._keys.index(str(key)) if str(key) in self._keys else 0)


def _named(words: str, editor: QWidget, touched: Callable[[], None] | None = None) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    named = label(words, "small")
    named.setBuddy(editor)
    editor.setAccessibleName(words)
    line.addWidget(named)
    line.addWidget(editor)
    line.addStretch(1)
    if touched is not None and isinstance(editor, QComboBox):
        editor.currentIndexChanged.connect(lambda _row: touched())
    return line


def _kinds(criterion: Criterion) -> dict[str, str]:
    """What may be ticked below a criterion: papers that are enough, or occurrences that weigh."""
    if criterion is Criterion.IDENTITY:
        return {NIK_READABLE: _("NIK of sixteen digits")} | {
            status.value: _(words) for status, words in IDENTITY_STATUS_NAMES.items()
        }
    if criterion is Criterion.BEHAVIOUR:
        return {kind.value: _(words) for kind, words in OCCURRENCE_NAMES.items()}
    return {}
