"""What is expected by a night to come: who leaves, which beds are kept, who is on leave; beside the map."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.over_time import NightShown
from ui.kit import icons
from ui.kit.letters import harmless, tip
from ui.kit.widgets import Card, label

PERSON = Qt.ItemDataRole.UserRole
ICON = 16
Told = tuple[str, str, str, str, str]


class Expected(Card):
    """The list; ``opened`` tells the person chosen with Enter or a double click."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Expected by then"), parent, padding=12)
        self.none = label(_("Nobody is expected to leave, no bed is kept and nobody has leave."), "muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Expected by then"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.itemActivated.connect(self._open)
        inner = QVBoxLayout()
        inner.addWidget(self.none)
        inner.addWidget(self.list, 1)
        self.add(inner)

    def show_night(self, shown: NightShown) -> None:
        """List what is expected by this night."""
        self.list.clear()
        for icon, tint, who, told, person_id in lines_of(shown):
            item = QListWidgetItem(icons.icon(icon, tint), f"{harmless(who)}\n{told}")
            item.setData(PERSON, person_id)
            item.setToolTip(tip(f"{who}, {told}"))
            self.list.addItem(item)
        self.none.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))

    def _open(self, item: QListWidgetItem) -> None:
        if person_id := item.data(PERSON):
            self.opened.emit(person_id)


def lines_of(shown: NightShown) -> Iterator[Told]:
    """Exits by their day, kept beds, leave: icon and its tint, who, what, and the person's id."""
    for leaving in shown.leaving:
        one, tint = leaving.holding, "attention" if leaving.overdue else "muted"
        told = _("out on {day}").format(day=short_date(leaving.on))
        yield "log-out", tint, one.name, told, one.person_id
    for kept in shown.kept:
        told = _("{bed}, until {day}").format(bed=kept.address, day=short_date(kept.end))
        yield "clock", "info", kept.who or _("(not shown)"), told, kept.person_id or ""
    for leave in shown.leaves:
        told = _("on leave, back {day}").format(day=short_date(leave.back))
        yield "door-open", "info", leave.name, told, leave.person_id
