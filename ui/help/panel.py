"""F1: help beside the page, so that one can read and do at the same time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from shelter_admin.domain.words import _
from ui.help.topics import FIRST, topic_text
from ui.kit import theme
from ui.kit.widgets import button, label, row

WIDTH: Final = 340
_LINE_PERCENT: Final = 115
_HEADING_POINTS: Final = 11.0
_INDENT: Final = 20


class HelpText(QTextBrowser):
    """The words of a topic. Links lead to other topics; nothing is ever fetched."""

    topic_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(_("Help"))
        self.setProperty("help", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)

    def show_text(self, markdown: str) -> None:
        """Show a topic from its beginning."""
        self.document().setDefaultFont(theme.font())
        self.document().setDefaultStyleSheet(f"a {{ color: {theme.colour('accent').name()}; }}")
        self.setMarkdown(markdown)
        self._give_room()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _give_room(self) -> None:
        """Lines with air between them, headings no larger than those of the pages."""
        self.document().setIndentWidth(_INDENT)
        heading = QTextCharFormat()
        heading.setFont(theme.font(_HEADING_POINTS, strong=True))
        block = self.document().begin()
        while block.isValid():
            shape = QTextBlockFormat(block.blockFormat())
            shape.setLineHeight(_LINE_PERCENT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
            shape.setTopMargin(3 * theme.GRID if shape.headingLevel() else 0)
            shape.setBottomMargin(2 * theme.GRID)
            cursor = QTextCursor(block)
            cursor.setBlockFormat(shape)
            if shape.headingLevel():
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.setCharFormat(heading)
            block = block.next()

    def _follow(self, link: QUrl) -> None:
        name = link.fileName()
        if not link.scheme() and name.endswith(".md"):
            self.topic_wanted.emit(name.removesuffix(".md"))

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class HelpPanel(QFrame):
    """The side panel. Closing gives the keyboard back to where it was; ``closed`` tells it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helppanel", "true")
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Help"))
        self.key = ""
        self._page: QWidget | None = None
        self._came_from: QWidget | None = None
        self.title = label("", "section", wrap=True)
        self.text = HelpText()
        self.text.topic_wanted.connect(self.show_topic)
        self._start = button(_("All topics"), lambda: self.show_topic(FIRST), kind="link")
        closing = button("", self.close_panel, kind="link", icon="x", tip=_("Close help (Esc)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(row(self._start, None, closing))
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_panel)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        theme.current().changed.connect(self._show_again)
        self.hide()

    def lie_over(self, page: QWidget) -> None:
        """Lie over the right edge of this widget and move with it; pages keep the width they are made for."""
        self._page = page
        page.installEventFilter(self)
        self._place()

    def show_topic(self, key: str) -> None:
        """Show the help of a page, by its key; a page without help shows the first topic."""
        self.key = key
        title, text = topic_text(key)
        self.title.setText(title)
        self.text.show_text(text)
        self._start.setVisible(key != FIRST)

    def open_for(self, key: str) -> None:
        """Open beside the page and take the keyboard, so that arrows scroll; opened already for it, close."""
        if self.isVisible() and self.key == key:
            self.close_panel()
            return
        self.show_topic(key)
        self._place()
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self.show()
        self.raise_()
        self.text.setFocus()

    def follow(self, key: str) -> None:
        """The page changed: an open panel shows that page's help."""
        if self.isVisible():
            self.show_topic(key)

    def close_panel(self) -> None:
        """Close and tell; the keyboard goes back to where it was."""
        here = self.window().focusWidget()
        reading = here is None or here is self or self.isAncestorOf(here)
        self.hide()
        before, self._came_from = self._came_from, None
        if reading and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        holder, page = self.parentWidget(), self._page
        if holder is not None and page is not None:
            corner = page.mapTo(holder, QPoint(page.width() - WIDTH, 0))
            self.setGeometry(corner.x(), corner.y(), WIDTH, page.height())

    def _show_again(self) -> None:
        if self.key:
            self.show_topic(self.key)
