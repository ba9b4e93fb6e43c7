"""The best beds for somebody, each with its reasons, to take one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from shelter_admin.domain.bed_suggestion import Suggestion
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import SuggestBeds
from ui.kit import theme
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import harmless, tip
from ui.kit.widgets import label

FOUND: Final = Qt.ItemDataRole.UserRole
LINE: Final = 48
LINES: Final = 5
EDGES: Final = 6


def reasons_words(found: Suggestion) -> str:
    """Why this bed; without any reason it is at least free."""
    return found.words() or _("free, for anybody")


class ReasonLines(QStyledItemDelegate):
    """Draws a bed in two lines, its reasons below; what speaks against it in the colour of attention."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found, rect = index.data(FOUND), option.rect.adjusted(2, 2, -2, -2)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rect, 5, 5)
        inner = rect.adjusted(8, 3, -6, -3)
        painter.setFont(theme.font(theme.BODY_POINTS, strong=True))
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, harmless(found.bed.address))
        painter.setFont(theme.font(theme.SMALL_POINTS))
        against = any(reason.against for reason in found.reasons)
        painter.setPen(theme.colour("attention" if against else "muted"))
        words = painter.fontMetrics().elidedText(reasons_words(found), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)


class SuggestSheet(Sheet):
    """Beds for one person, best first; Enter takes the one marked."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, person_id: str, name: str, taken: Callable[[Suggestion], None]
    ) -> None:
        super().__init__(_("A bed for {name}").format(name=name), "", sign=("bed-double", "accent"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = taken
        self.setMinimumWidth(680)
        self.beds = QListWidget()
        self.beds.setItemDelegate(ReasonLines(self.beds))
        self.beds.setAccessibleName(_("Suggested beds"))
        self.beds.setFixedHeight(LINES * LINE + EDGES)
        self.beds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beds.itemDoubleClicked.connect(lambda _item: self._take())
        self.none = label(_("No bed is free tonight."), "muted", wrap=True)
        self.none.hide()
        self.body.addWidget(self.beds)
        self.body.addWidget(self.none)
        self.offer(_("Take this bed"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        front.ask(SuggestBeds(person_id), self, self._got)
        self.beds.setFocus()

    def _got(self, found: Sequence[Suggestion]) -> None:
        for one in found:
            item = QListWidgetItem(harmless(f"{one.bed.address}: {reasons_words(one)}"))
            item.setData(FOUND, one)
            item.setSizeHint(QSize(0, LINE))
            item.setToolTip(tip(reasons_words(one)))
            self.beds.addItem(item)
        self.beds.setVisible(bool(found))
        self.beds.setFixedHeight(min(LINES, len(found)) * LINE + EDGES)
        self.adjustSize()
        self.none.setVisible(not found)
        self.beds.setCurrentRow(0)

    def _take(self) -> None:
        item = self.beds.currentItem()
        found = item.data(FOUND) if item is not None else None
        if found is not None:
            self.accept()
            self._taken(found)
