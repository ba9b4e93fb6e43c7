"""Settings: the sections on the left, the one chosen on the right. Nobody sees a section they have no use for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.words import N_, _
from ui.kit import icons, theme
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Card, scrolled
from ui.settings.about import AboutSection
from ui.settings.certificates import CertificatesSection
from ui.settings.check import CheckSection
from ui.settings.copies import CopiesSection
from ui.settings.deputies import DeputiesSection
from ui.settings.display import DisplaySection
from ui.settings.house import HouseSection
from ui.settings.log import LogSection
from ui.settings.password import PasswordSection
from ui.settings.recovery import RecoverySection
from ui.settings.rooms import RoomsSection
from ui.settings.rules import RulesSection
from ui.settings.section import KeptForm, Section
from ui.settings.sharing import SharingSection
from ui.settings.signing import SigningSection
from ui.settings.staff import StaffSection

SECTIONS: Final[tuple[type[Section], ...]] = (
    HouseSection,
    RulesSection,
    CertificatesSection,
    SigningSection,
    RoomsSection,
    StaffSection,
    DeputiesSection,
    PasswordSection,
    DisplaySection,
    CopiesSection,
    SharingSection,
    CheckSection,
    LogSection,
    RecoverySection,
    AboutSection,
)
WIDTH: Final = 208


class SettingsPage(Page):
    """A list of sections and the section. ``open_person`` takes the key of one."""

    key: ClassVar[str] = "settings"
    title: ClassVar[str] = N_("Settings")
    icon: ClassVar[str] = "settings"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.WORK_HERE})
    shows: ClassVar[frozenset[Area]] = frozenset(Area)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.sections: dict[str, Section] = {}
        self._offered = {kind.key: kind for kind in SECTIONS if kind.open_to(front)}
        self._stale_keys: set[str] = set()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sections of the settings"))
        self.list.setFixedWidth(WIDTH)
        self.list.setIconSize(QSize(18, 18))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.stack = QStackedWidget()
        for kind in self._offered.values():
            item = QListWidgetItem(_(kind.title))
            item.setData(Qt.ItemDataRole.UserRole, kind.key)
            item.setSizeHint(QSize(0, theme.ROW))
            self.list.addItem(item)
        self._lay_out()
        self._tint()
        theme.current().changed.connect(self._tint)
        self.list.currentItemChanged.connect(lambda item, _before: self._open(item))
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        left, right = Card(padding=8), Card(padding=4)
        left.add(self.list)
        right.add(self.stack)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(left)
        line.addWidget(right, 1)
        self.body.addLayout(line, 1)

    @property
    def keys(self) -> tuple[str, ...]:
        """The sections this user sees."""
        return tuple(self._offered)

    @property
    def section(self) -> Section | None:
        """The section shown."""
        row = self.list.currentRow()
        return self.sections.get(self.keys[row]) if row >= 0 else None

    def open_section(self, key: str) -> None:
        """Show a section by its key, where this user has it."""
        if key in self._offered:
            self.list.setCurrentRow(self.keys.index(key))

    @override
    def open_person(self, person_id: str) -> None:
        self.open_section(person_id)

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(kind.title, kind.key) for kind in SECTIONS if kind.open_to(front)]

    @override
    def leave_behind(self) -> object:
        shown = self.section
        typed = {key: [form.values() if form.dirty else None for form in _forms(made)]
                 for key, made in self.sections.items()}  # fmt: skip
        return (shown.key if shown is not None else "", typed)

    @override
    def take_over(self, left: tuple[str, dict[str, list[dict[str, Any] | None]]]) -> None:
        shown, typed = left
        for key, forms in typed.items():
            if any(forms) and key in self._offered:
                self.open_section(key)
                for form, values in zip(_forms(self.sections[key]), forms, strict=True):
                    if values is not None:
                        form.load(values)
                        form.dirty = True
        self.open_section(shown)

    @override
    def take_changes(self, changes: Changes) -> None:
        self._stale_keys |= {key for key, made in self.sections.items() if changes.touch(made.shows)}
        super().take_changes(changes)

    @override
    def make_stale(self) -> None:
        self._stale_keys |= set(self.sections)
        super().make_stale()

    @override
    def reload(self) -> None:
        shown = self.section
        if shown is not None and shown.key in self._stale_keys:
            self._stale_keys.discard(shown.key)
            shown.reload()

    @override
    def focus_search(self) -> None:
        self.list.setFocus()

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = str(item.data(Qt.ItemDataRole.UserRole))
        if key not in self.sections:
            made = self._offered[key](self.front)
            self.sections[key] = made
            self.stack.addWidget(scrolled(made) if made.scrolls else made)
            self._stale_keys.add(key)
        self.stack.setCurrentIndex(list(self.sections).index(key))
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def _tint(self) -> None:
        for row, kind in enumerate(self._offered.values()):
            self.list.item(row).setIcon(icons.icon(kind.icon, "muted", 18))


def _forms(section: Section) -> list[KeptForm]:
    """The forms of a section that keep what was typed, in the order they were made."""
    return section.findChildren(KeptForm)
