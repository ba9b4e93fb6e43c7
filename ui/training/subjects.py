"""The subjects of a programme, a line each: name, theory and practice hours; an empty line waits at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.training import SubjectLine
from shelter_admin.domain.words import _
from shelter_admin.operations.training.programs import SubjectGiven
from ui.kit.line import Line
from ui.kit.widgets import button, label
from ui.training.typed import read_hours

HOURS_WIDTH = 64


@dataclass
class _Line:
    """The fields of one subject."""

    subject_id: str | None
    name: Line
    theory: Line
    practice: Line
    remove: QPushButton

    @property
    def parts(self) -> tuple[QWidget, ...]:
        return self.name, self.theory, self.practice, self.remove


class SubjectsEditor(QWidget):
    """Lines to type into. ``left`` comes when Enter asks for saving."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 14, 0)  # beside the scroll bar
        self._grid = QGridLayout()
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(0, 1)
        for column, words in enumerate((_("Subject"), _("Theory"), _("Practice"))):
            self._grid.addWidget(label(words, "small"), 0, column)
        self._lines: list[_Line] = []

    def show_subjects(self, subjects: Sequence[SubjectLine]) -> None:
        """Show these subjects and an empty line."""
        for old in self._lines:
            self._drop(old)
        self._lines = []
        for one in subjects:
            self._add(one)
        self._add(None)

    def typed(self) -> tuple[SubjectGiven, ...]:
        """The subjects as typed, lines without anything left out; raises Refused for hours that cannot be read."""
        given = []
        for line in self._lines:
            name, theory, practice = (part.text().strip() for part in (line.name, line.theory, line.practice))
            if name or theory or practice:
                hours = read_hours(theory, "subjects"), read_hours(practice, "subjects")
                given.append(SubjectGiven(name, *hours, line.subject_id))
        return tuple(given)

    def _add(self, subject: SubjectLine | None) -> None:
        name, theory, practice = Line(), Line(), Line()
        line = _Line(subject.subject_id if subject else None, name, theory, practice, self._cross())
        line.remove.clicked.connect(lambda _checked=False: self._remove(line))
        if subject is not None:
            name.setText(subject.name)
            name.setCursorPosition(0)
            theory.setText("" if subject.theory_hours is None else str(subject.theory_hours))
            practice.setText("" if subject.practice_hours is None else str(subject.practice_hours))
        number = len(self._lines) + 1
        for part, words in ((name, _("Subject")), (theory, _("Theory")), (practice, _("Practice"))):
            part.setAccessibleName(f"{words} {number}")
            part.returnPressed.connect(self.left)
        for part in (theory, practice):
            part.setFixedWidth(HOURS_WIDTH)
            part.setMaxLength(5)
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
        name.setPlaceholderText("" if subject is not None else _("another subject"))
        name.textEdited.connect(lambda _text: self._grow(line))
        row = self._grid.rowCount()
        for column, widget in enumerate(line.parts):
            self._grid.addWidget(widget, row, column)
        self._lines.append(line)

    def _cross(self) -> QPushButton:
        def nothing() -> None:
            """Connected once its line is known."""

        return button("", nothing, kind="quiet", icon="x", tip=_("Take this subject out"))

    def _grow(self, line: _Line) -> None:
        if line is self._lines[-1] and line.name.text():
            self._add(None)

    def _remove(self, line: _Line) -> None:
        self._drop(line)
        self._lines.remove(line)
        if not self._lines or self._lines[-1].name.text():
            self._add(None)

    def _drop(self, line: _Line) -> None:
        for part in line.parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
