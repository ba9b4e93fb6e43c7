"""The sidebar: the house, the pages with what waits in each, and who sits here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shelter_admin.domain.accounts import ROLE_NAMES, Staff
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import _
from ui.kit import icons, theme
from ui.kit.widgets import label, rule
from ui.window.pages import PageSpec

WIDTH: Final = 208
_MARK: Final = 30
_GAP: Final = 8


class NavButton(QPushButton):
    """One page in the sidebar, with the number of things that wait there."""

    def __init__(self, spec: PageSpec, keys: str) -> None:
        super().__init__(_(spec.title))
        self._icon = spec.icon
        self.setProperty("nav", "true")
        self.setCheckable(True)
        self.setIconSize(QSize(18 + _GAP, 18))
        self.setMinimumHeight(31)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{_(spec.title)}  {keys}".strip())
        self.badge = QLabel(self)
        self.badge.setProperty("badge", "true")
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 8, 0)
        line.addStretch(1)
        line.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.toggled.connect(self._tint)
        theme.current().changed.connect(self._tint)
        self.wait(0)
        self._tint()

    def wait(self, count: int) -> None:
        """Show how many things wait on the page."""
        self.badge.setText(str(count))
        self.badge.setVisible(count > 0)
        waiting = _("{count} waiting").format(count=count) if count else ""
        self.setAccessibleName(f"{self.text()}, {waiting}" if waiting else self.text())

    def _tint(self) -> None:
        self.setIcon(icons.icon_before_words(self._icon, "accent" if self.isChecked() else "muted", 18, _GAP))


class Sidebar(QFrame):
    """The pages of one user. ``chosen`` tells the key of a page."""

    chosen = Signal(str)

    def __init__(self, panti: Panti, staff: Staff, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("sidebar", "true")
        self.setFixedWidth(WIDTH)
        self.buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 16, 12, 12)
        outer.setSpacing(12)
        outer.addWidget(_house(panti))
        outer.addWidget(self._pages(specs), 1)
        outer.addWidget(rule())
        self.seat = _Seat(staff)
        outer.addWidget(self.seat)

    def show_chosen(self, key: str) -> None:
        """Mark the page that is open."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def wait(self, key: str, count: int) -> None:
        """Show how many things wait on a page."""
        if key in self.buttons:
            self.buttons[key].wait(count)

    def _pages(self, specs: Sequence[PageSpec]) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        group = specs[0].group if specs else 0
        for number, spec in enumerate(specs, start=1):
            if spec.group != group:
                group = spec.group
                column.addSpacing(4)
                column.addWidget(rule())
                column.addSpacing(4)
            column.addWidget(self._button(spec, key_of_page(number)))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _button(self, spec: PageSpec, keys: str) -> NavButton:
        made = NavButton(spec, keys)
        made.clicked.connect(lambda _checked=False, key=spec.key: self.chosen.emit(key))
        self._group.addButton(made)
        self.buttons[spec.key] = made
        return made


class _Seat(QPushButton):
    """Who sits here; opens the menu to change user, lock, language and theme."""

    def __init__(self, staff: Staff) -> None:
        super().__init__()
        self.setProperty("nav", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = staff.full_name or staff.user
        roles = ", ".join(_(ROLE_NAMES[role]) for role in ROLE_NAMES if role in staff.roles)
        self.setAccessibleName(_("{name}, {roles}: change user, lock, language, theme").format(name=name, roles=roles))
        self.setToolTip(f"{name} · {roles}")
        avatar = QLabel(_initials(name))
        avatar.setProperty("avatar", "true")
        avatar.setFixedSize(32, 32)
        avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (label(name, wrap=True), label(roles, "small", wrap=True)):
            words.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(10)
        line.addWidget(avatar)
        line.addLayout(words, 1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.ensurePolished()
        # A button does not ask its layout how tall it must be.
        self.setFixedHeight(max(52, line.heightForWidth(WIDTH - 24)))

    def offer(self, make: Callable[[QWidget], QMenu]) -> None:
        """Open this menu above the name."""

        def pop() -> None:
            menu = make(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

        self.clicked.connect(pop)


def key_of_page(number: int) -> str:
    """The keys of the nth page: Ctrl+1 to Ctrl+9, then Ctrl+0."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""


def _initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isalpha() and not part.endswith(".")] or [name]
    return (parts[0][:1] + (parts[1][:1] if len(parts) > 1 else "")).upper()


def _house(panti: Panti) -> QWidget:
    made = QWidget()
    made.setProperty("clear", "true")
    mark = QLabel("◆")
    mark.setProperty("mark", "true")
    mark.setFixedSize(_MARK, _MARK)
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(panti.name, "strong", wrap=True))
    if panti.letterhead.agency:
        words.addWidget(label(panti.letterhead.agency, "small", wrap=True))
    line = QHBoxLayout(made)
    line.setContentsMargins(8, 0, 0, 0)
    line.setSpacing(10)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return made
