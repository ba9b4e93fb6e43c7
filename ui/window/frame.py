"""The frame around the pages, put together for whoever sits there, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.copies import CopyLine, Rehearsal, attention
from ui.help.panel import HelpPanel
from ui.kit.busy import LongWork, ProgressLine
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.tasks import Tasks
from ui.window.banners import Banners
from ui.window.header import Header
from ui.window.seats import Seat
from ui.window.sidebar import Sidebar
from ui.window.statusline import StatusLine


class Frame(QWidget):
    """Sidebar on the left; header, the pages of each seat, help and status line on the right."""

    def __init__(self, seat: Seat, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.sidebar = Sidebar(seat.front.panti, seat.front.staff, seat.specs)
        self.header, self.line, self.status = Header(), ProgressLine(), StatusLine()
        self.banners = Banners()
        self.stacks = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.line)
        right.addWidget(self.banners)
        right.addWidget(self.stacks, 1)
        right.addWidget(self.status)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.sidebar)
        outer.addLayout(right, 1)
        self.help = HelpPanel(self)
        self.help.lie_over(self.stacks)
        self.long_work = LongWork(self)
        self.long_work.shown.connect(self._place)
        tasks.busy.connect(self.line.take)
        tasks.busy.connect(self.long_work.take)
        tasks.long_work.connect(self.long_work.watch)

    def show_seat(self, seat: Seat) -> None:
        """Show a user's pages; those of others stay as they are behind."""
        if self.stacks.indexOf(seat.stack) < 0:
            self.stacks.addWidget(seat.stack)
        self.stacks.setCurrentWidget(seat.stack)
        self.show_undo(seat.front)
        self.status.copy.setEnabled(seat.front.may(Right.BACK_UP))
        self.status.copies.connect(lambda: seat.front.go.emit("settings", "copies"))
        if seat.front.read_only:
            self.status.show_read_only()

    def show_page(self, page: Page, title: str) -> None:
        """Show a page's name and its own line."""
        self.sidebar.show_chosen(page.key)
        self.header.show_page(title, page.subtitle)
        self.help.follow(page.key)

    def show_undo(self, front: FrontDesk) -> None:
        """Offer the way back where there is one."""
        step = front.undoable()
        self.status.show_undo(step.name if step else None)

    def show_saved(self, name: str, front: FrontDesk) -> None:
        """Say that an act is durable, on the panti's clock."""
        self.status.show_saved(name, front.panti.clock_of(front.now))

    def show_copy(self, last: CopyLine | None, rehearsal: Rehearsal | None, front: FrontDesk) -> None:
        """Say when the last good copy was made, or what about the copies asks for attention."""
        today, at = front.desk.today, last.at if last else None
        rehearsed_on = rehearsal.at.date() if rehearsal else None
        self.status.show_copy(at, today, attention(at, rehearsal, today, rehearsed_on))

    def release(self) -> None:
        """Let the pages go before the frame does."""
        self.header.release()
        while (stack := self.stacks.currentWidget()) is not None:
            self.stacks.removeWidget(stack)
            stack.setParent(None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        box = self.long_work
        box.adjustSize()
        box.move(self.width() - box.width() - 24, self.height() - box.height() - self.status.height() - 16)
