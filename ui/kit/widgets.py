"""The small things every page is put together from: words, buttons, cards, pills, tiles, empty pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from shelter_admin.domain.overriding import override
from ui.kit import icons, theme
from ui.kit.letters import harmless, tip

_FRACTIONS = 2  # widths are told in whole pixels, letters are not that wide


def label(text: str, look: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Plain words; ``look``: title, section, strong, muted, small, figure, error, ok, attention."""
    made = QLabel(harmless(text), parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at, and show it."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, act: Callable[[], None], *, kind: str = "", icon: str = "", tip: str = "") -> QPushButton:
    """A button; ``kind``: primary, link, danger. The tip is read out too."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        token = "on_accent" if kind == "primary" else "accent" if kind == "link" else "text"

        def tint() -> None:
            made.setIcon(icons.icon_before_words(icon, token, 16) if text else icons.icon(icon, token, 16))

        tint()
        _follow_theme(made, tint)
        made.setIconSize(QSize(20, 16) if text else QSize(16, 16))
    made.setAccessibleName(text or tip)
    made.setAutoDefault(True)  # Enter presses it while the cursor is on it, outside dialogs too
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: act())
    return made


def _follow_theme(made: QPushButton, tint: Callable[[], None]) -> None:
    """Tint again when the theme changes, for as long as the button lives."""
    link = theme.current().changed.connect(lambda: tint() if isValid(made) else None)
    made.destroyed.connect(lambda: QObject.disconnect(link))


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("rule", "true")
    return made


class Card(QFrame):
    """A surface with a hairline border; ``body`` takes the contents."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, padding: int = 16) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(padding, padding - 4, padding, padding)
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        if title:
            self.heading = label(title, "strong")
            self.head.addWidget(self.heading)
            self.head.addStretch(1)
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put parts into the card, one below the other."""
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)


class ShortLabel(QLabel):
    """One line of words that gives way: what does not fit is shortened with "…", and the tooltip says all of it."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show these words, all of them where there is room."""
        self._whole = text = harmless(text)
        self.setAccessibleName(text)
        super().setText(text)
        self.updateGeometry()
        self._fit()

    @override
    def text(self) -> str:
        """All of the words."""
        return self._whole

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        words = self.fontMetrics()
        wish = words.horizontalAdvance(self._whole) - words.horizontalAdvance(self.shown()) + _FRACTIONS
        return QSize(hint.width() + wish, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        words = self.fontMetrics()
        return QSize(hint.width() + words.horizontalAdvance("…") - words.horizontalAdvance(self.shown()), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def shown(self) -> str:
        """The words as they stand there."""
        return super().text()

    def _fit(self) -> None:
        words = self.fontMetrics()
        # Room inside the padding of the style sheet: what the hint asks for beyond the words themselves.
        room = self.width() - (super().sizeHint().width() - words.horizontalAdvance(self.shown()))
        fitting = words.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, room + 1))
        if fitting != self.shown():
            super().setText(fitting)
        self.setToolTip(tip(self._whole) if fitting != self._whole else "")


class Pill(ShortLabel):
    """A state as icon-free word on its own colour; ``kind``: ok, attention, danger, info, neutral.

    Where the state stands alone, begin the words with a sign (✓, ▲) so that colour is never the only sign.
    """

    def __init__(self, text: str, kind: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setProperty("pill", kind)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def say(self, text: str, kind: str) -> None:
        """Show another state."""
        restyle(self, "pill", kind)
        self.setText(text)


class Chips(QWidget):
    """A row of choices of which one holds; ``chosen`` tells the key. Arrow keys move along."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys: dict[str, QPushButton] = {}
        self._row.addStretch(1)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show these choices as (key, words), keeping the one that holds.

        The same choices with other figures stay the same buttons, at their place in the order of Tab.
        """
        if self._keys and [key for key, _words in choices] == list(self._keys):
            for key, words in choices:
                _say_chip(self._keys[key], words)
            return
        held = self.key()
        for old in self._keys.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._keys = {}
        for key, words in choices:
            made = QPushButton()
            made.setProperty("kind", "chip")
            made.setCheckable(True)
            _say_chip(made, words)
            made.clicked.connect(lambda _checked=False, chosen=key: self.chosen.emit(chosen))
            self._group.addButton(made)
            self._row.insertWidget(self._row.count() - 1, made)
            self._keys[key] = made
        if self._keys:
            self._keys.get(held, next(iter(self._keys.values()))).setChecked(True)

    def key(self) -> str:
        """The choice that holds, empty where there are none."""
        return next((key for key, made in self._keys.items() if made.isChecked()), "")

    def choose(self, key: str) -> None:
        """Hold another choice without telling."""
        if key in self._keys:
            self._keys[key].setChecked(True)


def _say_chip(chip: QPushButton, words: str) -> None:
    chip.setText(words)
    chip.setAccessibleName(words)
    # The chosen one is written in a heavier weight: every one keeps room for it.
    chip.setMinimumWidth(QFontMetrics(theme.font(strong=True)).horizontalAdvance(words) + 28)


class Tile(QFrame):
    """A figure that opens the list behind it."""

    opened = Signal()

    def __init__(self, title: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.figure, self.beside, self.note = label("—", "figure"), label("", "muted"), ShortLabel("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.pill = Pill("")
        self.pill.hide()
        sign = icons.IconLabel(icon, "muted", 16) if icon else None
        numbers = row(self.figure)
        numbers.addWidget(self.beside, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        column.addLayout(row(*([sign] if sign else []), label(title, "muted"), None, spacing=6))
        column.addLayout(numbers)
        column.addWidget(self.bar)
        column.addLayout(row(self.pill, None))
        column.addWidget(self.note)
        column.addStretch(1)  # tiles side by side begin at the same height, with a bar or without
        self._title = title

    def say(self, figure: str, beside: str = "", *, share: float | None = None, note: str = "") -> None:
        """Show the figure, words beside it, a bar of its share (0 to 1, fuller is cut), and a note."""
        self.figure.setText(figure)
        self.beside.setText(beside)
        self.bar.setVisible(share is not None)
        self.bar.setRange(0, 1000)
        self.bar.setValue(min(1000, round((share or 0) * 1000)))
        restyle(self.bar, "over", "true" if (share or 0) > 1 else "false")
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{self._title}: {figure} {beside}. {note}")

    def warn(self, text: str, kind: str = "attention") -> None:
        """Show a pill below; empty words take it away."""
        self.pill.setVisible(bool(text))
        self.pill.say(text, kind)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class Empty(QWidget):
    """An empty page teaches: what it is for, and the one button to begin."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 32, 24, 32)
        self.column.setSpacing(10)
        self.column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.column.addWidget(icons.IconLabel(icon, "muted", 40), 0, centre)
        self.title = label(title, "section")
        self.column.addWidget(self.title, 0, centre)
        self.told = told = label(words, "muted", wrap=True)
        told.setAlignment(centre)
        told.setMaximumWidth(520)
        # Between two stretches, not aligned: an aligned label takes its wish and sticks out of a narrow page.
        between = QHBoxLayout()
        between.addStretch(1)
        between.addWidget(told, 100)
        between.addStretch(1)
        self.column.addLayout(between)
        self.column.addStretch(2)

    def say(self, title: str, words: str) -> None:
        """Say another sentence."""
        self.title.setText(title)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def offer(self, made: QPushButton) -> None:
        """Put the button to begin below the words."""
        self.column.insertWidget(self.column.count() - 1, made, 0, Qt.AlignmentFlag.AlignHCenter)

    def offer_note(self, words: str) -> None:
        """Say something small below the buttons."""
        told = label(words, "small")
        self.column.insertWidget(self.column.count() - 1, told, 0, Qt.AlignmentFlag.AlignHCenter)


class Banner(QFrame):
    """A line across the page with a sign, words and the buttons that put it right."""

    def __init__(self, kind: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", kind)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 8, 12, 8)
        sign = {"attention": "triangle-alert", "danger": "circle-alert", "info": "info"}[kind]
        self.row.addWidget(icons.IconLabel(sign, kind, 18))
        self.words = label(text, wrap=True)
        self.row.addWidget(self.words, 1)


def scrolled(inner: QWidget) -> QScrollArea:
    """Let a tall widget scroll, its ground showing through."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner.setProperty("clear", "true")
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    return area


def row(*parts: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; None is room that grows."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made
