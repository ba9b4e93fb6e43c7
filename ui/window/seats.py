"""The pages of each user: kept alive while somebody else sits down, so that half-filled forms stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from ui.kit.frontdesk import FrontDesk, SeatedDesk
from ui.kit.page import Page
from ui.kit.tasks import Tasks
from ui.window.pages import PageSpec, pages_for

if TYPE_CHECKING:
    from shelter_admin.operations.link import Link


class Seat(QObject):
    """One user's place: the front desk, the pages opened so far, and the dialogs left open when the screen locked."""

    def __init__(
        self,
        desk: SeatedDesk,
        tasks: Tasks,
        offered: Sequence[PageSpec],
        parent: QObject,
        link: Link | None = None,
    ) -> None:
        super().__init__(parent)
        self._offered = tuple(offered)
        self.front = FrontDesk(desk, tasks, self, link)
        self._rights = self._rights_now()
        self.specs = pages_for(desk.staff, desk.today, self._offered)
        self.stack = QStackedWidget()
        self.pages: dict[str, Page] = {}
        self.key = self.specs[0].key if self.specs else ""
        self._left_behind: dict[str, object] = {}
        self._left_open: list[QDialog] = []

    def _rights_now(self) -> tuple[object, object]:
        return self.front.staff.roles, dict(self.front.staff.passed)

    @property
    def rights_changed(self) -> bool:
        """Say whether the user has other rights than those the pages were made for."""
        return self._rights != self._rights_now()

    def spec(self, key: str) -> PageSpec | None:
        """The page of this key, where the user has it."""
        return next((spec for spec in self.specs if spec.key == key), None)

    def open(self, key: str, ready: Callable[[Page], None]) -> Page | None:
        """Show a page, built at its first opening; ``ready`` hears of a new one."""
        spec = self.spec(key)
        if spec is None:
            return None
        page = self.pages.get(key)
        if page is None:
            page = spec.load()(self.front)
            self.pages[key] = page
            self.stack.addWidget(page)
            ready(page)
            if (left := self._left_behind.pop(key, None)) is not None:
                page.take_over(left)
        self.key = key
        self.stack.setCurrentWidget(page)
        first = page.focusProxy()
        if first is not None and first.isVisible():
            first.setFocus()
        return page

    def current(self) -> Page | None:
        """The page that is open."""
        return self.pages.get(self.key)

    def sit_down_again(self, desk: SeatedDesk) -> None:
        """Take the user's new Desk. Other rights than before mean other pages; the same ones stay as they are."""
        self.front.desk = desk
        if self.rights_changed:
            self.clear()
        for page in self.pages.values():
            page.make_stale()

    def clear(self) -> None:
        """Build every page anew when it is next opened: in another language, or for other rights.

        What is typed goes over to the new page.
        """
        self._rights = self._rights_now()
        self.specs = pages_for(self.front.staff, self.front.desk.today, self._offered)
        if self.spec(self.key) is None and self.specs:
            self.key = self.specs[0].key
        for key, page in self.pages.items():
            if (left := page.leave_behind()) is not None:
                self._left_behind[key] = left
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages = {}

    def put_dialogs_away(self, window: QWidget) -> None:
        """Hide the dialogs of the window, what is typed in them staying."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible() and dialog.window().parentWidget() is not None:
                owner = dialog.parentWidget()
                if owner is not None and owner.window() is window:
                    dialog.hide()
                    self._left_open.append(dialog)

    def bring_dialogs_back(self) -> None:
        """Show the dialogs again that were open when the screen locked."""
        waiting, self._left_open = self._left_open, []
        for dialog in waiting:
            dialog.show()
