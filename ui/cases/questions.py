"""The questions of an instrument, filled with the keyboard: digits choose, Enter and arrows go on, Backspace clears."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.cases.instruments import Answer, Instrument, Kind, Question
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.flow import Flow
from ui.kit.line import Line
from ui.kit.widgets import label, restyle

BAR: Final = 3
ON: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down})
CLEAR: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
YES_NO_KEYS: Final = {"y": 0, "t": 1, "n": 1}


class QuestionRow(QFrame):
    """One question. ``answered`` comes with every change, ``left`` says that the keys go on (+1) or back (-1)."""

    answered = Signal()
    left = Signal(int)

    def __init__(self, number: int, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 6, 6)
        self._column.setSpacing(4)
        told = f"{number}. {question.words}"
        self.words = label(f"{told} ({question.unit})" if question.unit else told, "strong", wrap=True)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self._column.addWidget(self.words)

    @abstractmethod
    def value(self) -> Answer | None:
        """What is answered, None where nothing is."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Show an answer without telling."""

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong beside the question."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if sentence:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or any(child.hasFocus() for child in self.findChildren(QWidget)):
            QPainter(self).fillRect(0, 2, BAR, self.height() - 4, theme.colour("accent"))


class ChoiceRow(QuestionRow):
    """Answers side by side, each with its digit; one holds or none."""

    def __init__(self, number: int, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(number, question, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._at = -1
        if question.kind is Kind.YES_NO:
            self.offered: list[tuple[Answer, str]] = [(True, _("Yes")), (False, _("No"))]
        else:
            self.offered = [(one.code, one.words) for one in question.choices]
        flow = Flow()
        self.chips: list[QPushButton] = []
        for at, (_answer, words) in enumerate(self.offered):
            chip = QPushButton(f"{at + 1}  {words}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAccessibleName(words)
            chip.clicked.connect(lambda _checked=False, chosen=at: self.choose(chosen))
            flow.addWidget(chip)
            self.chips.append(chip)
        self._column.addLayout(flow)
        self._column.addWidget(self.error)
        self._tell()

    @override
    def value(self) -> Answer | None:
        return self.offered[self._at][0] if self._at >= 0 else None

    @override
    def set_value(self, value: Any) -> None:
        self._at = next((at for at, (answer, _words) in enumerate(self.offered) if answer == value), -1)
        if value is None:
            self._at = -1
        self._tell()

    def choose(self, at: int) -> None:
        """Take an answer; the same once more takes it back."""
        self._at = -1 if at == self._at else at
        self._tell()
        self.say_wrong("")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit()

    def _tell(self) -> None:
        for at, chip in enumerate(self.chips):
            chip.setChecked(at == self._at)
        said = self.offered[self._at][1] if self._at >= 0 else _("not answered")
        self.setAccessibleName(f"{self.question.words}: {said}")
        every = ", ".join(f"{at + 1} {words}" for at, (_answer, words) in enumerate(self.offered))
        self.setAccessibleDescription(every)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().casefold()
        at = int(typed) - 1 if typed.isdecimal() and len(typed) == 1 else -1
        if at < 0 and self.question.kind is Kind.YES_NO:
            at = YES_NO_KEYS.get(typed, -1)
        if 0 <= at < len(self.offered):
            self._at = at
            self._tell()
            self.say_wrong("")
            self.answered.emit()
            self.left.emit(1)
        elif event.key() in CLEAR:
            self.set_value(None)
            self.answered.emit()
        elif event.key() in ON:
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.left.emit(-1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class _AnswerLine(Line):
    """Up and Down go to the questions above and below."""

    left = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ON:
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.left.emit(-1)
        else:
            super().keyPressEvent(event)


class LineRow(QuestionRow):
    """A number or words, in one line."""

    def __init__(self, number: int, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(number, question, parent)
        self.line = _AnswerLine()
        self.line.setAccessibleName(question.words)
        if question.kind is Kind.NUMBER:
            self.line.setPlaceholderText(f"{question.least}–{question.most}")
            self.line.setMaximumWidth(160)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self._edited())
        self.line.left.connect(self.left)
        self._column.addWidget(self.line)
        self._column.addWidget(self.error)

    def _edited(self) -> None:
        self.say_wrong("")
        restyle(self.line, "wrong", "false")
        self.answered.emit()

    @override
    def say_wrong(self, sentence: str) -> None:
        super().say_wrong(sentence)
        restyle(self.line, "wrong", "true" if sentence else "false")

    @override
    def value(self) -> Answer | None:
        return self.line.text().strip() or None

    @override
    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))


class QuestionList(QWidget):
    """Every question of an instrument under its headings. ``changed`` comes with every answer."""

    changed = Signal()
    ended = Signal()
    moved = Signal(object)

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instrument = instrument
        self.rows: dict[str, QuestionRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        number = 0
        for part in instrument.parts:
            column.addWidget(label(part.title, "section", wrap=True))
            for question in part.questions:
                number += 1
                made = self._row(number, question)
                column.addWidget(made)
        column.addStretch(1)

    def _row(self, number: int, question: Question) -> QuestionRow:
        kind = ChoiceRow if question.kind in {Kind.CHOICE, Kind.YES_NO} else LineRow
        made = kind(number, question)
        made.answered.connect(self.changed)
        made.left.connect(lambda by, code=question.code: self._go(code, by))
        self.rows[question.code] = made
        return made

    def values(self) -> dict[str, Answer | None]:
        """Every answer by the code of its question, None where there is none."""
        return {code: made.value() for code, made in self.rows.items()}

    def load(self, answers: Mapping[str, Any]) -> None:
        """Show these answers, and none where there is none."""
        for code, made in self.rows.items():
            made.set_value(answers.get(code))

    def begin(self) -> None:
        """Put the cursor on the first question that is not answered."""
        waiting = [made for made in self.rows.values() if made.value() is None]
        (waiting or list(self.rows.values()))[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, code: str, by: int) -> None:
        order = list(self.rows)
        at = order.index(code) + by
        if at >= len(order):
            self.ended.emit()
        elif at >= 0:
            made = self.rows[order[at]]
            made.setFocus(Qt.FocusReason.OtherFocusReason)
            self.moved.emit(made)
