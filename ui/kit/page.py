"""A page: one screen per job. It reloads when its areas changed, and only while somebody looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cards import CodeMeans
from shelter_admin.domain.changes import Area, Changes
from ui.kit import theme
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import ShortLabel


class Page(QWidget):
    """Base of every page.

    ``key`` names it (and its help page), ``title`` and ``icon`` are shown in the sidebar, ``needs`` are the rights of
    which the user must hold at least one, ``shows`` the areas whose changes make it reload. ``acts`` are what Ctrl+K
    offers of it, as (words, name of the method); ``finds_people`` says that ``open_person`` shows anybody of the house.
    The window shows ``subtitle`` beside the title.
    Subclasses fill ``self.body`` and override ``reload``. ``self.tools`` is the row beside the title.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    needs: ClassVar[frozenset[Right]]
    shows: ClassVar[frozenset[Area]] = frozenset()
    acts: ClassVar[tuple[tuple[str, str], ...]] = ()
    finds_people: ClassVar[bool] = False

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self._stale = True
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 16)
        outer.setSpacing(12)
        self.subtitle = ShortLabel("", "muted")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.subtitle)
        head.addStretch(1)
        head.addLayout(self.tools)
        outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        front.changed.connect(self.take_changes)

    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        """The acts that this user may do."""
        del front
        return cls.acts

    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        """The places within the page that Ctrl+K opens, as (words, what ``open_person`` takes)."""
        del front
        return ()

    def leave_behind(self) -> object:
        """What is typed here and not saved, for the page that takes this one's place in another language."""
        return None

    def take_over(self, left: Any) -> None:
        """Go on with what a page of the same kind left behind."""
        del left

    def reload(self) -> None:
        """Ask for what the page shows; called when it is first seen and after changes it shows."""

    def focus_search(self) -> None:
        """Put the cursor into the page's own search; ``/`` calls it."""

    def main_act(self) -> None:
        """What Enter does on the page when nothing else takes it."""

    def open_person(self, person_id: str) -> None:
        """Show somebody, where the page can."""
        del person_id

    def take_scan(self, means: CodeMeans) -> bool:
        """Do what the page does with whose card was scanned; False where it can do nothing with people."""
        if self.finds_people:
            self.open_person(means.person_id)
        return self.finds_people

    def take_changes(self, changes: Changes) -> None:
        """Reload now if seen, else when it is next seen."""
        if changes.touch(self.shows):
            self._stale = True
            self._reload_if_seen()

    def make_stale(self) -> None:
        """Reload when it is next seen, whatever changed."""
        self._stale = True
        self._reload_if_seen()

    def _reload_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload_if_seen()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
