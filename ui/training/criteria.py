"""The criteria of a selection as lines to type into: name, how it gets its points, weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from shelter_admin.domain.categories import CATEGORIES
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.training.selection import (
    KIND_NAMES,
    MOST_WEIGHT,
    CriterionKind,
    Selection,
    SelectionCriterion,
)
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.selection import CriterionGiven, SetCriteria, criterion_parts
from ui.kit.form import EDGE
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.widgets import Card, button, label, row, scrolled
from ui.training.telling import tell

KINDS = tuple(CriterionKind)
USUAL = ((CriterionKind.SCORED, 3), (CriterionKind.WAITING, 1), (CriterionKind.NEVER_TRAINED, 1))


@dataclass
class _Line:
    """The fields of one criterion."""

    criterion_id: str | None
    name: Line
    kind: QComboBox
    category: QComboBox
    weight: QSpinBox
    remove: QPushButton

    @property
    def parts(self) -> tuple[QWidget, ...]:
        return self.name, self.kind, self.category, self.weight, self.remove


class CriteriaEditor(QWidget):
    """Lines to type into; an empty one waits at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 14, 0)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(0, 1)
        heads = (_("Criterion"), _("Points"), _("Category"), _("Weight"))
        for column, words in enumerate(heads):
            self._grid.addWidget(label(words, "small"), 0, column)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self.lines: list[_Line] = []

    def show_criteria(self, criteria: Sequence[SelectionCriterion]) -> None:
        """Show these criteria and an empty line."""
        for old in self.lines:
            self._drop(old)
        self.lines = []
        for one in criteria:
            self.add_line(one)
        self.add_line(None)

    def typed(self) -> tuple[CriterionGiven, ...]:
        """The criteria as typed, lines without a name left out where they are new."""
        return tuple(
            CriterionGiven(
                line.name.text().strip(),
                KINDS[line.kind.currentIndex()],
                line.weight.value(),
                CATEGORIES[line.category.currentIndex()].code if line.category.isEnabled() else None,
                line.criterion_id,
            )
            for line in self.lines
            if line.criterion_id is not None or line.name.text().strip()
        )

    def add_line(self, one: SelectionCriterion | None) -> None:
        """Add a line for a criterion, or an empty one."""
        name, kind, category, weight = Line(), QComboBox(), QComboBox(), QSpinBox()
        line = _Line(one.criterion_id or None if one else None, name, kind, category, weight, self._cross())
        line.remove.clicked.connect(lambda _checked=False: self._remove(line))
        kind.addItems([_(KIND_NAMES[each]) for each in KINDS])
        category.addItems([_(each.name) for each in CATEGORIES])
        category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        category.setMinimumContentsLength(14)
        weight.setRange(1, MOST_WEIGHT)
        weight.lineEdit().setTextMargins(EDGE, 0, 0, 0)  # the sheet's padding does not reach the words in here
        if one is not None:
            name.setText(one.name)
            name.setCursorPosition(0)
            kind.setCurrentIndex(KINDS.index(one.kind))
            weight.setValue(one.weight)
            codes = [each.code for each in CATEGORIES]
            category.setCurrentIndex(codes.index(one.category) if one.category in codes else 0)
        at = len(self.lines) + 1
        for part, words in zip(line.parts, (_("Criterion"), _("Points"), _("Category"), _("Weight")), strict=False):
            part.setAccessibleName(f"{words} {at}")
        name.setPlaceholderText("" if one is not None else _("another criterion"))
        name.textEdited.connect(lambda _text: self._grow(line))
        kind.currentIndexChanged.connect(lambda _at: _follow(line))
        _follow(line)
        here = self._grid.rowCount()
        for column, widget in enumerate(line.parts):
            self._grid.addWidget(widget, here, column)
        self.lines.append(line)

    def _cross(self) -> QPushButton:
        def nothing() -> None:
            """Connected once its line is known."""

        return button("", nothing, kind="quiet", icon="x", tip=_("Take this criterion out"))

    def _grow(self, line: _Line) -> None:
        if line is self.lines[-1] and line.name.text():
            self.add_line(None)

    def _remove(self, line: _Line) -> None:
        self._drop(line)
        self.lines.remove(line)
        if not self.lines or self.lines[-1].name.text():
            self.add_line(None)

    def _drop(self, line: _Line) -> None:
        for part in line.parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()


def _follow(line: _Line) -> None:
    """Only a criterion about a category has one to choose."""
    about = KINDS[line.kind.currentIndex()] is CriterionKind.CATEGORY
    line.category.setEnabled(about)
    line.category.setVisible(about)


class CriteriaCard(Card):
    """The criteria of the open class. ``left`` asks for the order again."""

    left = Signal()

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Criteria of the selection"))
        self.front = front
        self._shown: tuple[SelectionCriterion, ...] = ()
        self._batch_id = ""
        self.editor = CriteriaEditor()
        self.error = label("", "error", wrap=True)
        self.save = button(_("Save the criteria"), self.save_typed, kind="primary")
        self.usual = button(_("Usual criteria"), self.write_usual, icon="list-checks")
        self.back = button(_("Back to the order"), self.left.emit, icon="chevron-left")
        told = _(
            "Each criterion gives 0 to 100 points; the order is by the weighted mean. Who waited longest has 100 for "
            "the days waited; being of the category, or never trained here before, is 100 or nought."
        )
        tell(self.error, "")
        self.add(label(told, "small", wrap=True))
        self.body.addWidget(scrolled(self.editor), 1)
        self.add(self.error, row(self.save, self.usual, None, self.back))

    def take_focus(self) -> None:
        """Put the cursor on the first criterion."""
        self.editor.lines[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_criteria(self, found: Selection) -> None:
        """Show the criteria of a selection; what is being typed about the same one stays."""
        if found.batch_id == self._batch_id and self._is_typed():
            return
        self._batch_id, self._shown = found.batch_id, found.criteria
        tell(self.error, "")
        self.editor.show_criteria(found.criteria)
        self.usual.setVisible(not found.criteria)

    def _is_typed(self) -> bool:
        typed = {(one.criterion_id, one.name, one.kind, one.weight, one.category) for one in self.editor.typed()}
        return typed != {(key, *parts) for key, parts in criterion_parts(self._shown).items()}

    def write_usual(self) -> None:
        """Write what most offices look at; it is saved like anything typed."""
        names = (_("Interest and talent"), _("Waiting time"), _("Never trained before"))
        usual = [SelectionCriterion("", name, kind, weight) for name, (kind, weight) in zip(names, USUAL, strict=True)]
        self.editor.show_criteria(usual)
        self.take_focus()

    def save_typed(self) -> None:
        """Save the criteria as typed."""
        tell(self.error, "")
        seen = Seen(criterion_parts(self._shown))
        self.front.do(SetCriteria(self._batch_id, self.editor.typed(), seen=seen), self, self._saved, self._refused)

    def _saved(self, _done: object) -> None:
        self._batch_id = ""  # what comes back from the store may take its place
        self.left.emit()

    def _refused(self, failure: Failure) -> bool:
        tell(self.error, explain(failure, self.front.panti))
        return True
