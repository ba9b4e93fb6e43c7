"""Ctrl+K: jump to a person, a page or an act by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.words import _
from ui.kit import icons, theme
from ui.kit.widgets import label

REST_MS: Final = 120
MOST: Final = 12
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True)
class Found:
    """One thing to jump to: its words, what it is, its icon, and how to go there."""

    words: str
    what: str
    icon: str
    go: Callable[[], None]


AskPeople = Callable[[str, Callable[[Sequence[Found]], None]], None]


class SearchPalette(QDialog):
    """Pages and acts are at hand; people are asked for once the typing rests."""

    def __init__(self, at_hand: Sequence[Found], people: AskPeople | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Search"))
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setProperty("frameless", "true")
        self.resize(560, 420)
        self._at_hand, self._people = tuple(at_hand), people
        self._shown: list[Found] = []
        self._lay_out()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        self.typed.textChanged.connect(self._typed)
        self.found.itemActivated.connect(lambda _item: self.go())
        self.found.itemClicked.connect(lambda _item: self.go())
        self._typed("")

    def _lay_out(self) -> None:
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(_("Search people, pages, acts"))
        self.typed.setAccessibleName(_("Search people, pages, acts"))
        self.typed.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(_("Found"))
        self.found.setIconSize(QSize(18, 18))
        self.found.setUniformItemSizes(True)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(8)
        outer.addWidget(self.typed)
        outer.addWidget(self.found, 1)
        self.nothing = label(_("Nothing found. Fewer letters find more."), "muted")
        self.nothing.hide()
        outer.addWidget(self.nothing)
        outer.addWidget(label(_("↑ ↓ to choose · Enter to go · Esc to leave"), "small"))

    def go(self) -> None:
        """Jump to what is chosen."""
        row = self.found.currentRow()
        if 0 <= row < len(self._shown):
            chosen = self._shown[row]
            self.accept()
            chosen.go()

    @property
    def shown(self) -> Sequence[Found]:
        """What is offered now."""
        return tuple(self._shown)

    def _typed(self, text: str) -> None:
        wanted = text.strip().casefold()
        self._show(self._here(wanted))
        if wanted and self._people is not None:
            self._rest.start()

    def _ask(self) -> None:
        asked = self.typed.text().strip()
        if asked and self._people is not None:
            self._people(asked, lambda people: self._take_people(asked, people))

    def _take_people(self, asked: str, people: Sequence[Found]) -> None:
        if asked == self.typed.text().strip():
            self._show([*people, *self._here(asked.casefold())])

    def _here(self, wanted: str) -> list[Found]:
        """Pages and acts that hold every part of what was typed, in any order."""
        return [one for one in self._at_hand if all(part in one.words.casefold() for part in wanted.split())]

    def _show(self, found: Sequence[Found]) -> None:
        self._shown = list(found[:MOST])
        self.found.clear()
        for one in self._shown:
            item = QListWidgetItem(icons.icon(one.icon, "muted", 18), f"{one.words}   ·   {one.what}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.what}: {one.words}")
            item.setSizeHint(QSize(0, theme.ROW))
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self.nothing.setVisible(not self._shown)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self.found.event(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.go()
                return True
        return super().eventFilter(watched, event)
