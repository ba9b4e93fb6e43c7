"""Forms: a label, a field, a hint, and the one sentence beside it when something is wrong. Typed text always stays."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import SIGNAL, QStringListModel, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.overriding import override
from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.line import Line
from ui.kit.widgets import label, restyle

REST_MILLISECONDS = 250
EDGE = 8
LEAST_LETTERS = 8
LIST_EDGE = 36
WIDEST_LIST = 560


class Field(QWidget):
    """One field with its label, hint and error. ``changed`` comes with every key."""

    changed = Signal()

    def __init__(self, name: str, words: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.words = label(words, "small")
        self.words.setBuddy(editor)
        editor.setAccessibleName(words)
        editor.setAccessibleDescription(hint)
        editor.setObjectName(name)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.hint = label(hint, "small", wrap=True)
        self.hint.setVisible(bool(hint))
        for part in (self.words, editor, self.error, self.hint):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(editor)

    @abstractmethod
    def value(self) -> Any:
        """What was entered."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Show a value without telling."""

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong beside the field and put the cursor there; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        restyle(self.editor, "wrong", "true" if sentence else "false")
        self.editor.setAccessibleDescription(sentence or self.hint.text())
        if sentence:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_hint(self, sentence: str) -> None:
        """Say something helpful below the field."""
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))


class TextField(Field):
    """A line of words."""

    def __init__(self, name: str, words: str, *, hint: str = "", placeholder: str = "", secret: bool = False) -> None:
        self.line = Line()
        self.line.setPlaceholderText(placeholder)
        if secret:
            self.line.setEchoMode(Line.EchoMode.Password)
        super().__init__(name, words, self.line, hint=hint)
        self.line.textChanged.connect(lambda _text: self.changed.emit())

    @override
    def value(self) -> str:
        """The words as typed."""
        return self.line.text()

    @override
    def set_value(self, value: Any) -> None:
        """Show words without telling."""
        self.line.blockSignals(True)
        self.line.setText("" if value is None else str(value))
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)  # long words are read from their beginning
        self.line.blockSignals(False)


class _Note(QPlainTextEdit):
    """Enter begins a new line, as in every box of several lines; Ctrl+Enter goes on where somebody waits for it."""

    entered = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.receivers(SIGNAL("entered()")):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class NoteField(Field):
    """Several lines of words. Who connects to ``entered`` hears of Ctrl+Enter: Enter alone never acts."""

    entered: SignalInstance

    def __init__(self, name: str, words: str, *, hint: str = "", lines: int = 3) -> None:
        self.note = _Note()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(22 * lines + 16)
        super().__init__(name, words, self.note, hint=hint)
        self.entered = self.note.entered
        self.note.textChanged.connect(self.changed.emit)

    @override
    def value(self) -> str:
        """The words as typed."""
        return self.note.toPlainText()

    @override
    def set_value(self, value: Any) -> None:
        """Show words without telling."""
        self.note.blockSignals(True)
        self.note.setPlainText("" if value is None else str(value))
        self.note.blockSignals(False)


class ChoiceField(Field):
    """One of a list; the value is the key of the choice."""

    def __init__(self, name: str, words: str, choices: Sequence[tuple[Any, str]], *, hint: str = "") -> None:
        self.combo = Choice()
        # A long choice must not push the field beside it out of sight; the open list is as wide as its words.
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(LEAST_LETTERS)
        self._keys: list[Any] = []
        super().__init__(name, words, self.combo, hint=hint)
        self.offer(choices)
        self.combo.currentIndexChanged.connect(lambda _row: self.changed.emit())

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these choices as (key, words), keeping the one held if it is among them."""
        held = self.value()
        self._keys = [key for key, _words in choices]
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems([words for _key, words in choices])
        self.combo.blockSignals(False)
        self.combo.say_whole()
        letters = QFontMetrics(theme.font())
        widest = max((letters.horizontalAdvance(words) for _key, words in choices), default=0)
        self.combo.view().setMinimumWidth(min(widest + LIST_EDGE, WIDEST_LIST))
        if held is not None:
            self.set_value(held)

    @override
    def value(self) -> Any:
        """The key of the choice; kept here, as Qt would turn a choice of ours into a plain word."""
        row = self.combo.currentIndex()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    @override
    def set_value(self, value: Any) -> None:
        """Hold a choice without telling; an unknown key leaves the first."""
        self.combo.blockSignals(True)
        self.combo.setCurrentIndex(self._keys.index(value) if value in self._keys else 0)
        self.combo.blockSignals(False)
        self.combo.say_whole()


class NumberField(Field):
    """A whole number within bounds."""

    def __init__(self, name: str, words: str, *, least: int, most: int, hint: str = "") -> None:
        self.spin = QSpinBox()
        self.spin.lineEdit().setTextMargins(EDGE, 0, 0, 0)  # the sheet's padding does not reach the words in here
        self.spin.setRange(least, most)
        super().__init__(name, words, self.spin, hint=hint)
        self.spin.valueChanged.connect(lambda _value: self.changed.emit())

    @override
    def value(self) -> int:
        """The number."""
        return self.spin.value()

    @override
    def set_value(self, value: Any) -> None:
        """Show a number without telling."""
        self.spin.blockSignals(True)
        self.spin.setValue(int(value or 0))
        self.spin.blockSignals(False)


class TickField(Field):
    """Yes or no; the words stand beside the box."""

    def __init__(self, name: str, words: str, *, hint: str = "") -> None:
        self.box = QCheckBox(words)
        super().__init__(name, words, self.box, hint=hint)
        self.words.hide()
        self.box.toggled.connect(lambda _on: self.changed.emit())

    @override
    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    @override
    def set_value(self, value: Any) -> None:
        """Tick without telling."""
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)


class SuggestField(TextField):
    """A line that asks for suggestions once the typing rests. ``value`` is the words, ``key`` what was picked."""

    asked = Signal(str)
    picked = Signal(object)

    def __init__(self, name: str, words: str, *, hint: str = "", placeholder: str = "") -> None:
        super().__init__(name, words, hint=hint, placeholder=placeholder)
        self.key: Any = None
        self._found: dict[str, Any] = {}
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._pick)
        if (offered := completer.popup()) is not None:
            offered.setProperty("popup", "true")
        self.line.setCompleter(completer)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(lambda: self.asked.emit(self.line.text().strip()))
        self.line.textEdited.connect(self._typed)

    def suggest(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer what was found for the words typed, as (key, words)."""
        self._found = {words: key for key, words in choices}
        self._model.setStringList(list(self._found))
        if choices and self.line.hasFocus():
            self.line.completer().complete()

    def pick(self, key: Any, words: str) -> None:
        """Hold a choice and show its words without telling."""
        self.key = key
        self.set_value(words)

    def _typed(self, _text: str) -> None:
        self.key = self._found.get(self.line.text())
        self._rest.start()

    def _pick(self, words: str) -> None:
        self.key = self._found.get(str(words))
        self.picked.emit(self.key)


class Form(QWidget):
    """Fields below each other or in columns; refusals go to the field they name."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field | Sequence[Field]], explain: Callable[[Failure], str]) -> None:
        super().__init__()
        self._explain = explain
        self.fields: dict[str, Field] = {}
        self.opened: dict[str, Any] = {}
        self.setProperty("clear", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for entry in fields:
            group = [entry] if isinstance(entry, Field) else list(entry)
            line = _line(group)
            column.addLayout(line)
            for made in group:
                self.fields[made.name] = made
                made.changed.connect(lambda field=made: self._touched(field))
        self.general = label("", "error", wrap=True)
        self.general.hide()
        column.addWidget(self.general)
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Everything entered, by field name."""
        return {name: made.value() for name, made in self.fields.items()}

    def load(self, values: dict[str, Any]) -> None:
        """Show values without telling anybody; ``opened`` keeps them as the fields hold them, until the next load."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)
                self.opened[name] = self.fields[name].value()

    def refused(self, failure: Failure) -> bool:
        """Say a refusal beside the field it names, or below the form; always answers that it could."""
        self.clear_errors()
        sentence = self._explain(failure)
        field = self.fields.get(failure.field or "")
        if field is not None:
            field.say_wrong(sentence)
        else:
            self.general.setText(sentence)
            self.general.show()
        return True

    def clear_errors(self) -> None:
        """Take every sentence back."""
        self.general.hide()
        for made in self.fields.values():
            made.say_wrong("")

    def _touched(self, field: Field) -> None:
        if field.error.isVisible():
            field.say_wrong("")
        self.changed.emit()


def _line(group: Sequence[Field]) -> Any:
    from PySide6.QtWidgets import QHBoxLayout

    line = QHBoxLayout()
    line.setSpacing(12)
    for made in group:
        line.addWidget(made, 1)
    return line


def plain_form(rows: Sequence[tuple[str, QWidget]]) -> QFormLayout:
    """Words on the left, widgets on the right: for showing, not for entering."""
    made = QFormLayout()
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(6)
    for words, widget in rows:
        made.addRow(label(words, "muted"), widget)
    return made
